//! [`Route`]: what an address asks for. Reading one is pure and total.

use std::ops::Range;

use super::overview::Overview;
use crate::citation;

/// What a path names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Route {
    /// The articles.
    Contents,
    /// The article with this id.
    Article(String),
    /// The questions about the article with this id, for a frame on another site.
    Embed(String),
    /// An overview of the article with this id.
    Overview(String, Overview),
    /// Words of a revision of an article.
    Place(Place),
    /// The style sheet.
    Style,
    /// The icon.
    Icon,
    /// What robots may read.
    Robots,
    /// Nothing that we have.
    Unknown,
}

/// The place of quoted words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The article's id.
    pub(super) id: String,
    /// The revision that was quoted.
    pub(super) revision: String,
    /// The paragraph's label.
    pub(super) label: String,
    /// The bytes of its text; `None` for all of it.
    pub(super) range: Option<Range<usize>>,
}

impl Route {
    /// The route of a path, which begins with a slash and is percent-encoded.
    pub(super) fn of(path: &str) -> Self {
        let parts = path.strip_prefix('/').unwrap_or(path).split('/');
        let Some(parts) = parts.map(decoded).collect::<Option<Vec<String>>>() else {
            return Self::Unknown;
        };
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        match *parts.as_slice() {
            [""] => Self::Contents,
            ["robots.txt"] => Self::Robots,
            ["-", "stijl.css"] => Self::Style,
            ["-", "icoon.svg"] => Self::Icon,
            [id] => Self::Article(id.to_owned()),
            [id, "embed"] => Self::Embed(id.to_owned()),
            [id, segment] => match Overview::of(segment) {
                Some(overview) => Self::Overview(id.to_owned(), overview),
                None => Self::Unknown,
            },
            [id, revision, label] if is_revision(revision) => place(id, revision, label, None),
            [id, revision, label, range] if is_revision(revision) => match bytes(range) {
                Some(range) => place(id, revision, label, Some(range)),
                None => Self::Unknown,
            },
            _ => Self::Unknown,
        }
    }
}

fn place(id: &str, revision: &str, label: &str, range: Option<Range<usize>>) -> Route {
    Route::Place(Place {
        id: id.to_owned(),
        revision: revision.to_owned(),
        label: label.to_owned(),
        range,
    })
}

/// Whether a text has the form of a revision: eight hexadecimal digits.
fn is_revision(text: &str) -> bool {
    let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    text.len() == 8 && text.bytes().all(is_digit)
}

/// A range of bytes as an address has it: `0-133`.
fn bytes(text: &str) -> Option<Range<usize>> {
    let number = |digits: &str| {
        let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse().ok().filter(|_| is_number)
    };
    let (from, to) = text.split_once('-')?;
    Some(number(from)?..number(to)?).filter(|range| !range.is_empty())
}

/// What a query asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Query {
    /// The question or command; `None` if there is none.
    pub(super) question: Option<String>,
    /// The page, from 1.
    pub(super) page: usize,
}

impl Query {
    /// The query of an address, without its question mark. Ignores what it does not know.
    pub(super) fn of(query: Option<&str>) -> Self {
        let mut read = Self {
            question: None,
            page: 1,
        };
        let pairs = query.unwrap_or_default().split('&');
        for (name, value) in pairs.filter_map(|pair| pair.split_once('=')) {
            let value = value.replace('+', " ");
            match name {
                "q" => {
                    let question = String::from_utf8_lossy(&citation::decoded(&value)).into_owned();
                    read.question = Some(question).filter(|text| !text.trim().is_empty());
                }
                "p" => read.page = value.parse().ok().filter(|page| *page > 0).unwrap_or(1),
                _ => {}
            }
        }
        read
    }
}

/// The text of a part of a path; `None` if it is not UTF-8.
fn decoded(part: &str) -> Option<String> {
    String::from_utf8(citation::decoded(part)).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::article::Library;
    use crate::citation::{Links, article_path};
    use crate::excerpt::Passage;

    #[test]
    fn an_address_names_what_it_was_made_for() {
        let line =
            r#"{"id":"été100%?","title":"t","language":"nl","paragraphs":[{"text":"Ja ë nee."}]}"#;
        let library = Library::from_text("a.jsonl", line).expect("an archive");
        let article = &library.articles()[0];
        assert_eq!(
            Route::of(&article_path(article)),
            Route::Article(article.id.clone())
        );
        let passage = Passage::new(article, 0).expect("a paragraph");
        let link = Links::to_page("https://krant.example", false).of(&passage, &(0..5));
        let link = link.expect("a link");
        let path = link.strip_prefix("https://krant.example").expect("ours");
        assert!(path.ends_with("/1/0-5#citaat"), "{path}");
        let place = Place {
            id: article.id.clone(),
            revision: article.revision.clone(),
            label: "1".to_owned(),
            range: Some(0..5),
        };
        assert_eq!(
            Route::of(path.trim_end_matches("#citaat")),
            Route::Place(place)
        );
    }

    #[test]
    fn a_query_asks_what_was_typed() {
        let asked = |query: &str| Query::of(Some(query));
        assert_eq!(
            asked("q=Wie+is+C%2B%2B%3F&p=2").question.as_deref(),
            Some("Wie is C++?")
        );
        assert_eq!(asked("q=a&p=2").page, 2);
        assert_eq!((asked("q=+&p=0").question, asked("p=0").page), (None, 1));
        assert_eq!(asked("q=100%&x").question.as_deref(), Some("100%"));
    }

    proptest! {
        #[test]
        fn every_path_and_query_can_be_read(path in any::<String>(), query in any::<String>()) {
            let _ = Route::of(&path);
            let read = Query::of(Some(&query));
            prop_assert!(read.page > 0);
        }
    }
}
