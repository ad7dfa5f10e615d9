//! The traits of a model: embedding texts, and reading passages. [`semantic`](super::semantic) implements both.
//!
//! An embedding model turns texts into vectors one by one, and similar vectors show what a question is about. Whether a
//! sentence answers the question shows only if a reader reads both together. That costs more, so only the best candidates are
//! read.

use std::ops::Range;

use anyhow::Result;

/// The log odds of a sentence that was not read.
pub(super) const UNREAD: f64 = -20.0;

/// The side of a search on which a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The text that is looked for.
    Question,
    /// The text that is searched.
    Passage,
}

/// Something that turns texts into vectors.
pub trait Embed: Send + Sync {
    /// Identifies the model. The vectors of two models cannot be compared.
    fn identity(&self) -> &str;

    /// Returns the unit vector of a text. All vectors have the same length.
    ///
    /// # Errors
    /// Fails if the model cannot be used.
    fn embed(&self, side: Side, text: &str) -> Result<Vec<f32>>;

    /// Returns the reader that was trained on this model, if there is one.
    fn reader(&self) -> Option<&dyn ReadPassages> {
        None
    }
}

/// A passage as a reader sees it.
#[derive(Clone, Copy, Debug)]
pub struct Readable<'a> {
    /// The name of its section; empty if it has none.
    pub section: &'a str,
    /// Its text.
    pub text: &'a str,
    /// Its sentences, in bytes of the text.
    pub sentences: &'a [Range<usize>],
}

/// A reader: reads a question and a passage together.
pub trait ReadPassages: Send + Sync {
    /// Returns for each sentence of each passage the log odds that it answers the question, against «this passage does not
    /// answer it». They can be compared between passages.
    ///
    /// # Errors
    /// Fails if the reader cannot be used.
    fn read(&self, question: &str, passages: &[Readable<'_>]) -> Result<Vec<Vec<f64>>>;
}
