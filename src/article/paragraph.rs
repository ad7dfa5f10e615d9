//! [`Paragraph`]: the unit that a citation names and that excerpts are ranges of.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::lines::Lines;
use super::piece::{Link, Piece, SourceMap};
use super::quotations::{Quotation, quotations};
use super::sentences::sentences;

/// Separates a section's name from its subsection's.
pub(crate) const INSIDE: &str = " › ";

/// The kind of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The first counted paragraph.
    Lede,
    /// Any other counted paragraph.
    Body,
    /// The caption of a photo.
    Caption,
    /// The line that names the authors.
    Byline,
    /// The line that names the sources.
    Sources,
}

impl Kind {
    /// Its name in the JSON answer.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Lede => "lede",
            Kind::Body => "body",
            Kind::Caption => "caption",
            Kind::Byline => "byline",
            Kind::Sources => "sources",
        }
    }
}

/// One block of an article's text.
///
/// Finds its sentences and quotations at the first call and caches them.
#[derive(Debug, Clone)]
pub struct Paragraph {
    pub(super) number: Option<u32>,
    pub(super) kind: Kind,
    pub(super) section: String,
    pub(super) text: String,
    pub(super) address: String,
    pub(super) line: usize,
    pub(super) note: Option<String>,
    links: Vec<Link>,
    map: SourceMap,
    /// The lines of its file; `None` in an archive.
    lines: Option<Arc<Lines>>,
    sentences: OnceLock<Vec<Range<usize>>>,
    quotations: OnceLock<Vec<Quotation>>,
}

/// What a paragraph's address, section and line are made from.
pub(super) struct Place<'a> {
    pub(super) article: &'a str,
    pub(super) label: String,
    pub(super) section: &'a str,
    pub(super) line: usize,
}

impl Paragraph {
    /// A counted paragraph; the first is the lede.
    pub(super) fn counted(
        article: &str,
        section: &str,
        number: u32,
        line: usize,
        text: String,
    ) -> Paragraph {
        let kind = if number == 1 { Kind::Lede } else { Kind::Body };
        let place = Place {
            article,
            label: number.to_string(),
            section,
            line,
        };
        Paragraph {
            number: Some(number),
            ..Paragraph::uncounted(kind, &place, text)
        }
    }

    /// A caption, the byline or the sources.
    pub(super) fn uncounted(kind: Kind, place: &Place, text: String) -> Paragraph {
        Paragraph {
            number: None,
            kind,
            section: place.section.to_owned(),
            text,
            address: format!("{}#{}", place.article, place.label),
            line: place.line,
            note: None,
            links: Vec::new(),
            map: SourceMap::default(),
            lines: None,
            sentences: OnceLock::new(),
            quotations: OnceLock::new(),
        }
    }

    /// The same paragraph with the text, links and source map of a piece.
    pub(super) fn with_source(self, piece: Piece, lines: &Arc<Lines>) -> Paragraph {
        Paragraph {
            text: piece.text,
            links: piece.links,
            map: piece.map,
            lines: Some(Arc::clone(lines)),
            ..self
        }
    }

    /// The same paragraph with these links in its text.
    pub(super) fn linked(self, links: Vec<Link>) -> Paragraph {
        Paragraph { links, ..self }
    }

    /// Its number in the article, from 1; `None` for captions, byline and sources.
    pub fn number(&self) -> Option<u32> {
        self.number
    }

    /// Its kind.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The heading above it; empty before the first heading, and for byline and sources.
    pub fn section(&self) -> &str {
        &self.section
    }

    /// The heading directly above it, without those of the sections around it.
    pub fn heading(&self) -> &str {
        self.section.rsplit(INSIDE).next().unwrap_or_default()
    }

    /// Its text as a reader of the published page sees it. Quotations are slices of it, byte for byte.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its unique address: `csto-kazachstan#12`, `csto-kazachstan#foto-2`.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The part of its address after `#`: `12`, `foto-2`, `auteur`, `bronnen`.
    pub fn label(&self) -> &str {
        self.address.split_once('#').map_or("", |(_, label)| label)
    }

    /// The line of the file on which it begins, from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// The line of the file for a byte of its text, from 1.
    pub fn line_at(&self, at: usize) -> usize {
        let source = self.source_at(at);
        source
            .zip(self.lines.as_ref())
            .map_or(self.line, |(byte, lines)| lines.at(byte))
    }

    /// The byte of the file for a byte of its text; `None` in an archive. Counts without a byte order mark and with `\n` as
    /// line ends. Made text, such as a space for a line end, has the byte of what it replaces.
    pub fn source_at(&self, at: usize) -> Option<usize> {
        self.map.source(at)
    }

    /// The links in its text, in the order in which they end.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// The editor's note about it.
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }

    /// Its sentences, as byte ranges that cover the whole text. See [`sentences`].
    pub fn sentences(&self) -> &[Range<usize>] {
        self.sentences.get_or_init(|| sentences(&self.text))
    }

    /// The direct quotations in it. See [`quotations`].
    pub fn quotations(&self) -> &[Quotation] {
        self.quotations.get_or_init(|| quotations(&self.text))
    }
}
