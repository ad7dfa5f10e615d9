//! The page with the articles.

use maud::{Markup, html};

use super::asking::{Asked, answer, turning};
use super::frame::{self, Head};
use crate::article::{Article, Library};
use crate::citation::article_path;
use crate::language::Language;
use crate::wording::{Message, calendar};

/// How many articles stand on a page.
const MOST: usize = 50;

/// A page of the articles, from 1; `None` if there are fewer pages.
pub(super) fn page(library: &Library, page: usize, language: Language) -> Option<String> {
    let articles = library.articles();
    let pages = articles.len().div_ceil(MOST);
    let shown = articles.chunks(MOST).nth(page.checked_sub(1)?)?;
    let body = html! {
        (asking(library, "", language))
        (list(shown, language))
        (turning(page, pages, "?p=", language))
    };
    Some(framed(&body, page == 1, language))
}

/// The page with an answer from all articles.
pub(super) fn answered(library: &Library, asked: &Asked, language: Language) -> String {
    let body = html! {
        (asking(library, &asked.question, language))
        (answer(asked, language))
    };
    framed(&body, false, language)
}

/// The page that says why a question is not answered.
pub(super) fn busy(library: &Library, question: &str, said: &str, language: Language) -> String {
    let body = html! { (asking(library, question, language)) (frame::notice(said)) };
    framed(&body, false, language)
}

fn framed(body: &Markup, is_listed: bool, language: Language) -> String {
    let title = Message::new("page-articles").words(language);
    let head = Head {
        title: format!("{title} – Voetnoot"),
        language,
        is_listed,
        metadata: html! {},
    };
    frame::page(&head, &html! { h1 { (title) } (body) })
}

fn asking(library: &Library, question: &str, language: Language) -> Markup {
    let label = Message::new("page-ask-all").with("count", library.articles().len());
    frame::form("/", &label.words(language), question, &[], language)
}

fn list(articles: &[std::sync::Arc<Article>], language: Language) -> Markup {
    html! {
        ul.artikelen {
            @for article in articles {
                li {
                    a href=(article_path(article)) lang=(article.language) { (name(article)) }
                    p { (about(article).words(language)) }
                }
            }
        }
    }
}

/// The title of an article, or its id if it has none.
pub(super) fn name(article: &Article) -> &str {
    match article.title.trim() {
        "" => &article.id,
        title => title,
    }
}

/// Who wrote an article, where and when it was published.
pub(super) fn about(article: &Article) -> Message {
    let authors = Some(article.authors.join(", ")).filter(|authors| !authors.is_empty());
    let parts = [authors, article.publisher.clone()];
    let parts = parts.into_iter().flatten().map(Message::verbatim);
    let date = article
        .published
        .map(|date| calendar::published(date.into(), article.is_editorial("published")));
    Message::sequence(parts.chain(date))
}
