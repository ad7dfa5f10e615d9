//! [`Links`]: where a citation leads, and the addresses of the reading page.
//!
//! An address of the reading page names an article, its revision, a paragraph and the bytes of its text:
//! `/csto-kazachstan/1a2b3c4d/12/0-133#citaat`. Such addresses are printed and kept by others: they never change.

use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;

use crate::article::Article;
use crate::excerpt::Passage;

/// The anchor of the quoted words on the page of a citation.
pub const QUOTED: &str = "citaat";

/// The last part of the path of what changed in an article.
pub const CHANGES: &str = "wijzigingen";

/// Where citations lead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links(Target);

#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Target {
    /// To the article's own address, if it has one.
    #[default]
    Article,
    /// To the reading page at an address; `is_first` if also for an article that has an address of its own.
    Page { address: Arc<str>, is_first: bool },
    /// From a page: to its own text, if it shows that of an article in a revision.
    Here(Option<(Arc<str>, Arc<str>)>),
}

impl Links {
    /// Links to the reading page at a public address: for each article without an address of its own; for all of them, if it
    /// comes first.
    #[must_use]
    pub fn to_page(address: &str, is_first: bool) -> Self {
        Self(Target::Page {
            address: address.into(),
            is_first,
        })
    }

    /// Links within the page of an article; `None` if the page shows none. Other articles and other revisions are reached by
    /// paths on the same site.
    #[must_use]
    pub fn within(article: Option<&Article>) -> Self {
        let shown = article.map(|article| (article.id.as_str(), article.revision.as_str()));
        Self(Target::Here(
            shown.map(|(id, revision)| (id.into(), revision.into())),
        ))
    }

    /// The address of the words at a range of a passage's text. `None` if they can be read nowhere on the web.
    #[must_use]
    pub fn of(&self, passage: &Passage, range: &Range<usize>) -> Option<String> {
        let article = passage.article();
        let on_page = || format!("{}#{QUOTED}", place_path(passage, range));
        match &self.0 {
            Target::Page { address, is_first } if *is_first || article.url.is_none() => {
                Some(format!("{address}{}", on_page()))
            }
            Target::Here(Some((id, revision)))
                if **id == *article.id && **revision == *article.revision =>
            {
                Some(format!("#{}", anchor(passage, range.start)))
            }
            Target::Here(_) => Some(on_page()),
            Target::Article | Target::Page { .. } => super::link(passage, range),
        }
    }

    /// The address of a path on the reading page; `None` if the page has no public address.
    #[must_use]
    pub fn on_page(&self, path: &str) -> Option<String> {
        match &self.0 {
            Target::Page { address, .. } => Some(format!("{address}{path}")),
            Target::Article | Target::Here(_) => None,
        }
    }
}

/// The anchor of quoted words on the page of their article, by the byte at which they begin.
#[must_use]
pub fn anchor(passage: &Passage, start: usize) -> String {
    format!("{QUOTED}-{}-{start}", passage.paragraph().label())
}

/// The path of an article on the reading page.
#[must_use]
pub fn article_path(article: &Article) -> String {
    format!("/{}", escaped(&article.id))
}

/// The path of what changed in an article on the reading page.
#[must_use]
pub fn changes_path(article: &Article) -> String {
    format!("{}/{CHANGES}", article_path(article))
}

/// The path of an article in its revision on the reading page.
#[must_use]
pub fn revision_path(article: &Article) -> String {
    format!("{}/{}", article_path(article), article.revision)
}

/// The path of words at a range of a passage's text on the reading page.
#[must_use]
pub fn place_path(passage: &Passage, range: &Range<usize>) -> String {
    format!(
        "{}/{}/{}-{}",
        revision_path(passage.article()),
        passage.paragraph().label(),
        range.start,
        range.end
    )
}

/// Percent-encodes a text for a path or a query.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            escaped.push(char::from(byte));
        } else {
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    escaped
}
