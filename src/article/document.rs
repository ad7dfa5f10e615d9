//! [`Article`]: what front matter tells, and the list of paragraphs.

use super::paragraph::{Kind, Paragraph};
use super::published::Published;
use crate::language::Language;

/// Part of an index's fingerprint. Raise it when a change of the readers makes other paragraphs of the same file.
pub(crate) const READING_VERSION: &str = "2";

/// One published article.
#[derive(Debug, Clone)]
pub struct Article {
    /// The name under which it is cited and chosen, as `csto-kazachstan`.
    pub id: String,
    /// Its title; may be empty in an archive.
    pub title: String,
    /// Its authors; may be empty in an archive.
    pub authors: Vec<String>,
    /// The language of the text, as a BCP 47 tag: `nl`.
    pub language: String,
    /// The date of publication.
    pub published: Option<Published>,
    /// Its web address, `http://` or `https://`.
    pub url: Option<String>,
    /// Its publisher.
    pub publisher: Option<String>,
    /// A sentence about the rights to the text.
    pub rights: Option<String>,
    /// Whether the bundled reader alone reads it, so that none of it is sent to a language model.
    pub own_reader: bool,
    /// The sources that its front matter names.
    pub sources: Vec<Source>,
    /// The people whom its front matter names.
    pub people: Vec<Person>,
    /// The first eight hexadecimal digits of the SHA-256 of its bytes: of its file, or of its line in an archive.
    pub revision: String,
    pub(super) editorial: Vec<String>,
    pub(super) paragraphs: Vec<Paragraph>,
}

/// A source that front matter names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The name, as the text writes it.
    pub name: String,
    /// Its web address.
    pub url: Option<String>,
}

/// A person whom front matter names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The name, as the text writes it.
    pub name: String,
    /// Other spellings that a reader may search for.
    pub spellings: Vec<String>,
}

/// Consecutive counted paragraphs under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The heading; empty before the first heading.
    pub title: String,
    /// The number of the first paragraph.
    pub first: u32,
    /// The number of the last paragraph.
    pub last: u32,
}

impl Article {
    /// Whether its text is English.
    pub fn is_english(&self) -> bool {
        Language::from_tag(&self.language) == Some(Language::English)
    }

    /// All paragraphs in the order of the text, captions, byline and sources included.
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// Whether the front matter lists this field under `editorial`: the editor supplied it, the text lacks it.
    pub fn is_editorial(&self, field: &str) -> bool {
        self.editorial.iter().any(|name| name == field)
    }

    /// The index in [`Article::paragraphs`] of the paragraph with this number.
    pub fn numbered(&self, number: u32) -> Option<usize> {
        // At least `number - 1` paragraphs come before it.
        let first = usize::try_from(number).ok()?.checked_sub(1)?;
        let mut rest = self.paragraphs.iter().skip(first);
        let place = rest.position(|paragraph| paragraph.number() == Some(number))?;
        Some(first + place)
    }

    /// The index in [`Article::paragraphs`] of the paragraph that is cited as `label`: `12`, `foto-2`, `auteur`, `bronnen`.
    pub fn labelled(&self, label: &str) -> Option<usize> {
        self.paragraphs
            .iter()
            .position(|paragraph| paragraph.label() == label)
    }

    /// The sections in the order of the text. A heading that occurs twice gives two sections.
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

    /// The whole text without markup, with a blank line between blocks.
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
