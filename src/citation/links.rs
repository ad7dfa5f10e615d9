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

/// The path of words at a range of a passage's text on the reading page.
#[must_use]
pub fn place_path(passage: &Passage, range: &Range<usize>) -> String {
    format!(
        "{}/{}/{}/{}-{}",
        article_path(passage.article()),
        passage.article().revision,
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

/// The bytes of a percent-encoded text. A percent sign without two digits stands for itself.
#[must_use]
pub fn decoded(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let digit = |at: usize| {
            after
                .get(at)
                .and_then(|digit| char::from(*digit).to_digit(16))
        };
        let byte = match (first, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => u8::try_from(high * 16 + low).ok(),
            _ => None,
        };
        bytes.push(byte.unwrap_or(*first));
        rest = after
            .get(if byte.is_some() { 2 } else { 0 }..)
            .unwrap_or_default();
    }
    bytes
}
