//! Articles: reads files and archives, checks them, and cuts them into paragraphs, sentences and quotations.
//!
//! An [`Article`] is a list of [`Paragraph`]s in the order of the text, and the fields of its front matter.
//! A paragraph's text is its reading text: what a reader of the published page sees, without markup. Every range that
//! this module returns (sentences, quotations, links) is a range of bytes in that text.
//!
//! Paragraphs count 1, 2, 3 … through the whole article. Captions, the byline and the line of sources have no number;
//! they are [`Paragraph`]s between the others, cited as `foto-1`, `auteur` and `bronnen`.
//!
//! Invariant: only a [`Library`] makes articles, and it has checked them; a record gives back one that it made. An article
//! has at least one counted paragraph, its addresses are unique, and it never changes after it was read.

mod abbreviations;
mod address;
mod archive;
mod assumed;
mod body;
mod builder;
mod document;
mod elements;
mod fields;
mod file;
mod files;
mod front_matter;
mod header;
mod html;
mod id;
mod library;
mod lines;
mod lookalike;
mod markdown;
mod node;
mod page;
mod paragraph;
mod passed_over;
mod piece;
pub mod problem;
mod published;
mod quotations;
mod reading;
mod record;
mod sentences;
mod shortcodes;
pub mod texts;

pub use address::is_web_address;
pub(crate) use assumed::language;
pub(crate) use document::READING_VERSION;
pub use document::{Article, Person, Section, Source};
pub use files::Look;
pub use library::Library;
#[cfg(feature = "web")]
pub(crate) use paragraph::INSIDE;
pub use paragraph::{Kind, Paragraph};
pub use passed_over::{PassedOver, Reason};
pub use piece::Link;
pub use problem::{ContentError, Problem, Severity};
pub use published::Published;
pub use quotations::{Quotation, quotations};
pub use sentences::sentences;
#[cfg(feature = "import")]
pub(crate) use shortcodes::{begins_shortcode, has_shortcode};
