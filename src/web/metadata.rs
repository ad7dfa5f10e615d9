//! What other programs read of a page: its canonical address, OpenGraph, and JSON-LD by schema.org.

use maud::{Markup, PreEscaped, html};
use serde_json::{Value, json};

use super::contents;
use super::view::View;
use crate::article::Article;
use crate::citation::{self, article_path};
use crate::excerpt::Excerpt;

/// The longest description, in characters.
const LONGEST: usize = 200;

/// The metadata of an article's page.
pub(super) fn of(view: &View<'_>) -> Markup {
    let article = view.article;
    let name = contents::name(article);
    let about = view.quoted.map_or_else(|| lede(article), Excerpt::text);
    let description = shortened(about);
    let address = view
        .public_url
        .map(|url| format!("{url}{}", article_path(article)));
    // The text's own page is what search engines should list.
    let canonical = article.url.clone().or_else(|| address.clone());
    let shared = match (view.quoted, view.public_url) {
        (Some(quoted), Some(url)) => {
            let path = citation::place_path(quoted.passage(), &quoted.range());
            Some(format!("{url}{path}"))
        }
        _ => address,
    };
    let published = published(article);
    html! {
        meta name="description" content=(description);
        @if let Some(canonical) = &canonical { link rel="canonical" href=(canonical); }
        meta property="og:type" content="article";
        meta property="og:title" content=(name);
        meta property="og:description" content=(description);
        @if let Some(address) = &shared { meta property="og:url" content=(address); }
        @if let Some(publisher) = &article.publisher { meta property="og:site_name" content=(publisher); }
        @if let Some(published) = &published { meta property="article:published_time" content=(published); }
        @for author in &article.authors { meta property="article:author" content=(author); }
        (data(&news_article(article, canonical.as_deref())))
        @if let Some(more) = &view.data { (data(more)) }
    }
}

/// The words of a citation, as data.
pub(super) fn quotation(excerpt: &Excerpt) -> Value {
    let article = excerpt.passage().article();
    json!({
        "@context": "https://schema.org",
        "@type": "Quotation",
        "text": excerpt.text(),
        "inLanguage": article.language,
        "isPartOf": { "@type": "NewsArticle", "headline": contents::name(article), "version": article.revision },
    })
}

/// The date of publication, if the text or its publisher gave it and not the editor.
fn published(article: &Article) -> Option<String> {
    let date = article
        .published
        .filter(|_| !article.is_editorial("published"));
    date.map(|date| date.to_string())
}

fn news_article(article: &Article, address: Option<&str>) -> Value {
    let people = article.authors.iter();
    let authors: Vec<Value> = people
        .map(|name| json!({ "@type": "Person", "name": name }))
        .collect();
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": contents::name(article),
        "author": authors,
        "inLanguage": article.language,
        "version": article.revision,
    });
    let published = published(article).map(Value::from);
    let publisher = article
        .publisher
        .as_ref()
        .map(|name| json!({ "@type": "Organization", "name": name }));
    let optional = [
        ("datePublished", published),
        ("publisher", publisher),
        ("url", address.map(Value::from)),
        ("copyrightNotice", article.rights.clone().map(Value::from)),
    ];
    for (key, value) in optional {
        if let Some(value) = value {
            data[key] = value;
        }
    }
    data
}

/// A block of data, in which nothing ends the element.
fn data(value: &Value) -> Markup {
    let text = value.to_string().replace('<', "\\u003c");
    html! { script type="application/ld+json" { (PreEscaped(text)) } }
}

fn lede(article: &Article) -> &str {
    let first = article
        .paragraphs()
        .iter()
        .find(|one| one.number().is_some());
    first.map_or("", |paragraph| paragraph.text())
}

/// The beginning of a text, cut between words.
fn shortened(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let cut: String = text.chars().take(LONGEST - 1).collect();
    let whole = cut
        .rsplit_once(' ')
        .map_or(cut.as_str(), |(whole, _)| whole);
    format!("{whole}…")
}
