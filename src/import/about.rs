//! Reads the metadata of a page: from JSON-LD, else from `meta` elements, else from visible elements.

use dom_query::{Document, NodeRef};

use super::block::Text;
use super::draft::{Draft, same};
use super::json_ld;
use super::values::{first, language, names};
use super::web::absolute;
use crate::article::Published;

/// The elements that can show a title.
pub(super) const HEADINGS: &str = "h1, h2, h3, h4, p.title";

/// The metadata of a page.
pub(super) struct About {
    /// The article, without its text.
    pub(super) draft: Draft,
    /// A description of the page.
    pub(super) description: String,
}

/// Reads the metadata of a page. `address` is its web address.
pub(super) fn read(page: &Document, address: Option<&str>) -> About {
    let told = json_ld::read(page);
    let meta = Meta(page);
    let url = address_of(page, &told.url, &meta, address);
    let site = first([
        told.publisher.clone(),
        meta.of(&["og:site_name", "application-name"]),
        publisher_seen(page),
    ]);
    let og_title = meta.of(&["og:title", "twitter:title", "dcterms.title", "dc.title"]);
    let title = first([
        told.title.clone(),
        heading(page, &og_title),
        og_title,
        page_title(page, &site),
    ]);
    let authors = [
        told.authors.clone(),
        meta.names(&[
            "author",
            "parsely-author",
            "dcterms.creator",
            "dc.creator",
            "article:author",
        ]),
        authors_seen(page),
    ];
    let dates = [
        told.published.clone(),
        meta.of(&[
            "article:published_time",
            "datepublished",
            "date",
            "pubdate",
            "dcterms.date",
            "dcterms.created",
            "dc.date",
            "dc.date.issued",
            "parsely-pub-date",
            "publish-date",
        ]),
        seen_date(page),
    ];
    let tongue = [
        page.select_single("html")
            .attr("lang")
            .unwrap_or_default()
            .to_string(),
        told.language.clone(),
        meta.of(&["og:locale", "content-language"]),
    ];
    let description = meta.of(&["og:description", "description", "twitter:description"]);
    let draft = Draft {
        title,
        authors: first(authors),
        language: tongue
            .iter()
            .find_map(|tag| language(tag))
            .unwrap_or_default(),
        published: dates.iter().find_map(|text| Published::found(text)),
        url,
        publisher: Some(site).filter(|name| !name.is_empty()),
        ..Draft::default()
    };
    About { draft, description }
}

/// The `meta` elements of a page.
struct Meta<'a>(&'a Document);

impl Meta<'_> {
    /// The contents of the elements with these names, in the order of the names.
    fn all(&self, names: &[&str]) -> Vec<String> {
        let elements: Vec<(String, String)> = self
            .0
            .select("meta[content]")
            .nodes()
            .iter()
            .map(|node| {
                let keys = ["name", "property", "itemprop", "http-equiv"];
                let key = keys
                    .iter()
                    .find_map(|key| node.attr(key))
                    .unwrap_or_default();
                let content = node.attr("content").unwrap_or_default();
                (key.to_ascii_lowercase(), line(&content))
            })
            .collect();
        let named = |name: &&str| {
            let name = (*name).to_owned();
            elements.iter().filter(move |(key, _)| *key == name)
        };
        let texts = names.iter().flat_map(named).map(|(_, content)| content);
        texts
            .filter(|content| !content.is_empty())
            .cloned()
            .collect()
    }

    fn of(&self, names: &[&str]) -> String {
        self.all(names).into_iter().next().unwrap_or_default()
    }

    fn names(&self, keys: &[&str]) -> Vec<String> {
        let of_key = |key: &&str| -> Vec<String> {
            self.all(&[key])
                .iter()
                .flat_map(|text| names(text))
                .collect()
        };
        first(keys.iter().map(of_key))
    }
}

fn line(text: &str) -> String {
    Text::from_words(text).as_str().to_owned()
}

fn address_of(page: &Document, told: &str, meta: &Meta, address: Option<&str>) -> Option<String> {
    let canonical = page.select_single(r#"link[rel="canonical"]"#).attr("href");
    let canonical = canonical.unwrap_or_default();
    let candidates = [canonical.to_string(), meta.of(&["og:url"]), told.to_owned()];
    let whole = candidates.iter().find_map(|url| absolute(url, address));
    whole.or_else(|| address.map(str::to_owned))
}

/// The heading that shows the title: one that says the same as `told`, or else the only `h1` of the article or the page.
fn heading(page: &Document, told: &str) -> String {
    let headings = page.select(HEADINGS);
    let mut texts = headings.nodes().iter().map(|node| line(&node.text()));
    if let Some(text) = texts.find(|text| !told.is_empty() && same(text, told)) {
        return text;
    }
    for place in [
        r#"[itemprop="headline"]"#,
        "article h1",
        "main h1",
        "h1",
        "p.title",
    ] {
        let found = page.select(place);
        if let [only] = found.nodes() {
            let text = line(&only.text());
            if !text.is_empty() {
                return text;
            }
        }
    }
    String::new()
}

/// The page's title, without a separator and the site's name at its end.
fn page_title(page: &Document, site: &str) -> String {
    let title = line(&page.select_single("head title").text());
    for mark in [" | ", " – ", " — ", " - ", " · ", " » "] {
        if let Some((before, after)) = title.rsplit_once(mark)
            && same(after, site)
        {
            return before.to_owned();
        }
    }
    title
}

fn authors_seen(page: &Document) -> Vec<String> {
    const PLACES: [&str; 8] = [
        r#"[itemprop="author"] [itemprop="name"]"#,
        r#"[itemprop="author"]"#,
        r#"article [rel~="author"]"#,
        r#"[rel~="author"]"#,
        ".byline .author",
        ".author-name",
        ".field--name-uid",
        ".byline",
    ];
    let read = |place: &&str| -> Vec<String> {
        let found = page.select(place);
        let shown = found.nodes().iter();
        shown.flat_map(|node| names(&line(&node.text()))).collect()
    };
    first(PLACES.iter().map(read))
}

/// The publisher that the page names in its elements.
fn publisher_seen(page: &Document) -> String {
    let name = page.select_single(r#"[itemprop="publisher"] [itemprop="name"]"#);
    let told = name.attr("content").unwrap_or_else(|| name.text());
    line(&told)
}

/// The date that the page shows: the first `time` of the article.
fn seen_date(page: &Document) -> String {
    const PLACES: [&str; 5] = [
        r#"[itemprop="datePublished"]"#,
        "time[pubdate]",
        "article time[datetime]",
        "main time[datetime]",
        "time[datetime]",
    ];
    let told = |node: &NodeRef| {
        let keys = ["datetime", "content", "title"];
        let given = keys.iter().find_map(|key| node.attr(key));
        given.map_or_else(|| line(&node.text()), |value| value.to_string())
    };
    let read = |place: &&str| page.select(place).nodes().first().map(told);
    PLACES.iter().find_map(read).unwrap_or_default()
}
