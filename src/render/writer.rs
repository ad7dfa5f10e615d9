//! [`Writer`]: writes one block of an answer as text.

use super::dialect::Dialect;
use super::runs::{landing, runs};
use crate::answer::{Block, Footnote, Quote, Unit};
use crate::citation::{self, Links};
use crate::wording::{Language, Message};

/// Writes the blocks of an answer in a dialect and a language.
pub(super) struct Writer<'a> {
    pub(super) dialect: &'a dyn Dialect,
    pub(super) language: Language,
    pub(super) links: &'a Links,
    pub(super) cited: Cited,
}

/// What a footnote tells of the place of its quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cited {
    /// Article, place and revision.
    Whole,
    /// The place, since the page names article and revision.
    Place,
    /// Place and revision, since the page names the article, of which it quotes several revisions.
    Revision,
}

impl Writer<'_> {
    fn words(&self, message: &Message) -> String {
        self.dialect.words(message, self.language)
    }

    pub(super) fn block(&self, block: &Block) -> String {
        match block {
            Block::Say(message) => self.dialect.sentence(&self.words(message)),
            Block::Heading(message) => self.dialect.heading(&self.words(message)),
            Block::Note(message) => self.dialect.small(&self.words(message)),
            Block::Item(label, detail) => {
                let detail = detail.as_ref().map(|message| self.words(message));
                self.dialect.item(&self.words(label), detail.as_deref())
            }
            Block::Article(article, label, detail) => {
                let detail = detail.as_ref().map(|message| self.words(message));
                let path = citation::article_path(article);
                self.dialect
                    .article(&self.words(label), detail.as_deref(), &path)
            }
            Block::Link(words, address) => self.dialect.footnote(&self.words(words), address),
            Block::Quote(quote) => self.quote(quote),
        }
    }

    /// A quotation with its footnote.
    pub(super) fn quote(&self, quote: &Quote) -> String {
        let quotation = self.quotation(quote);
        if let (Footnote::Number, Some(number)) =
            (quote.footnote, quote.passage().paragraph().number())
        {
            let number = self.dialect.small_within(&format!("[{number}]"));
            return format!("{quotation} {number}");
        }
        let footnote = self.footnote(quote);
        match &quote.label {
            None => format!("{quotation}\n{footnote}"),
            Some(label) => format!(
                "{}\n{quotation}\n{footnote}",
                self.dialect.heading(&self.words(label))
            ),
        }
    }

    /// Words of the article, marked as foreign if the reader's language is another.
    fn quotation(&self, quote: &Quote) -> String {
        let quotation = self.dialect.quotation(&runs(quote));
        let language = &quote.passage().article().language;
        match Language::from_tag(language) {
            Some(same) if same == self.language => quotation,
            _ => self.dialect.foreign(&quotation, language),
        }
    }

    /// The editor's note about a passage; `None` if only sentences of it are quoted.
    pub(super) fn editors_note(&self, quote: &Quote) -> Option<String> {
        let note = quote
            .passage()
            .paragraph()
            .note()
            .filter(|_| quote.unit == Unit::Passage)?;
        Some(
            self.dialect
                .small(&self.words(&Message::new("editors-note").with("text", note))),
        )
    }

    fn footnote(&self, quote: &Quote) -> String {
        let passage = quote.passage();
        let citation = match self.cited {
            Cited::Whole => citation::full(passage),
            Cited::Place => citation::place(passage),
            Cited::Revision => citation::place_in_revision(passage),
        };
        let footnote = self.words(&Message::new("footnote").with("citation", citation));
        match self.links.of(passage, &landing(quote)) {
            Some(link) => self.dialect.footnote(&footnote, &link),
            None => self.dialect.small(&footnote),
        }
    }
}
