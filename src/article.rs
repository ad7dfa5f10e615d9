//! An article: the only text that an answer may quote.
//!
//! An [`Article`] is a list of [`Paragraph`]s in the order of the text, and what its front matter tells about it.
//! A paragraph's text is its reading text: what a reader of the published page sees. It differs from the file in markup
//! alone, and every range that this module gives out (sentences, quotations, links) is a range of bytes in it.
//!
//! Paragraphs count 1, 2, 3 … through the whole article. Captions, the byline and the line of sources are not counted;
//! they stand between the others as [`Paragraph`]s without a number, and are cited under names of their own.
//!
//! Invariant: an article comes only from a [`Library`], which has checked it. It has a counted paragraph, every address
//! is unique, and nothing in it changes after it was read.

mod abbreviations;
mod archive;
mod assumed;
mod body;
mod builder;
mod elements;
mod fields;
mod file;
mod files;
mod front_matter;
mod header;
mod html;
mod library;
mod lines;
mod lookalike;
mod markdown;
mod node;
mod page;
mod paragraph;
mod piece;
pub mod problem;
mod published;
mod quotations;
mod reading;
mod sentences;
mod shortcodes;

pub(crate) use assumed::language;
pub use files::{Look, PassedOver, Reason};
pub use front_matter::is_web_address;
pub use library::Library;
pub use paragraph::{Kind, Paragraph};
pub use piece::Link;
pub use problem::{ContentError, Problem, Severity};
pub use published::Published;
pub use quotations::{Quotation, quotations};
pub use sentences::sentences;

/// Raise this if a file that did not change gives other paragraphs: it is part of an index's fingerprint.
pub(crate) const READING_VERSION: &str = "2";

/// One published article.
#[derive(Debug, Clone)]
pub struct Article {
    /// The name under which it is cited and chosen, as `csto-kazachstan`.
    pub id: String,
    /// Its title; empty in an archive of texts that have none.
    pub title: String,
    /// Who wrote it; empty where an archive does not tell.
    pub authors: Vec<String>,
    /// The language of the text, as a BCP 47 tag: `nl`.
    pub language: String,
    /// When it was published, as far as is known.
    pub published: Option<Published>,
    /// Where it can be read: `http://` or `https://`.
    pub url: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// A sentence about the rights to the text.
    pub rights: Option<String>,
    /// Whether the bundled reader alone reads it, so that none of it is sent to a language model.
    pub own_reader: bool,
    /// What the article names as its sources.
    pub sources: Vec<Source>,
    /// The people who occur in it, with the spellings under which a reader may look for them.
    pub people: Vec<Person>,
    /// The first eight hexadecimal digits of the SHA-256 of its bytes: of its file, or of its line in an archive.
    pub revision: String,
    editorial: Vec<String>,
    paragraphs: Vec<Paragraph>,
}

/// A source that an article names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The name, as the text writes it.
    pub name: String,
    /// Where it can be read.
    pub url: Option<String>,
}

/// Someone who occurs in an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The name, as the text writes it.
    pub name: String,
    /// Other spellings of it, which the text does not use.
    pub spellings: Vec<String>,
}

/// Counted paragraphs that stand together under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The heading; empty for what stands before the first.
    pub title: String,
    /// The number of the first paragraph.
    pub first: u32,
    /// The number of the last paragraph.
    pub last: u32,
}

impl Article {
    /// Everything that can be quoted, in the order of the text: captions, byline and sources included.
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// Whether the editor supplied this field of the front matter, because the text itself lacks it.
    pub fn is_editorial(&self, field: &str) -> bool {
        self.editorial.iter().any(|name| name == field)
    }

    /// The place in [`Article::paragraphs`] of the paragraph with this number.
    pub fn numbered(&self, number: u32) -> Option<usize> {
        // Each paragraph that is counted before it takes a place.
        let first = usize::try_from(number).ok()?.checked_sub(1)?;
        let mut rest = self.paragraphs.iter().skip(first);
        let place = rest.position(|paragraph| paragraph.number() == Some(number))?;
        Some(first + place)
    }

    /// The place in [`Article::paragraphs`] of the paragraph that is cited as `label`: `12`, `foto-2`, `auteur`, `bronnen`.
    pub fn labelled(&self, label: &str) -> Option<usize> {
        self.paragraphs
            .iter()
            .position(|paragraph| paragraph.label() == label)
    }

    /// The sections in the order of the text. A heading that comes back later gives a section again.
    pub fn sections(&self) -> Vec<Section> {
        let mut sections: Vec<Section> = Vec::new();
        for paragraph in &self.paragraphs {
            let Some(number) = paragraph.number() else {
                continue;
            };
            match sections.last_mut() {
                Some(section) if section.title == paragraph.section() => section.last = number,
                _ => sections.push(Section {
                    title: paragraph.section().to_owned(),
                    first: number,
                    last: number,
                }),
            }
        }
        sections
    }

    /// The whole text without any markup: headings bare, and a blank line between two blocks.
    pub fn plain(&self) -> String {
        let mut blocks = Vec::new();
        let mut heading = "";
        for paragraph in &self.paragraphs {
            let stands_apart = matches!(paragraph.kind(), Kind::Byline | Kind::Sources);
            if !stands_apart && paragraph.section() != heading {
                heading = paragraph.section();
                blocks.extend(Some(heading).filter(|title| !title.is_empty()));
            }
            blocks.push(paragraph.text());
        }
        let mut plain = blocks.join("\n\n");
        plain.push('\n');
        plain
    }
}
