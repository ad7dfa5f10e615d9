//! The reader: question and passage read together, a score for each sentence.
//!
//! Retrieval compares texts that were turned into numbers apart, which finds what a question is about. Whether a sentence
//! answers it shows only if both are read together. That costs more, so the best candidates alone are read. This module
//! knows no model: [`super::semantic`] has the bundled one.

use std::ops::Range;

use anyhow::Result;

use crate::excerpt::Passage;

/// The most candidates that are read.
pub(crate) const READ: usize = 6;

/// Reading ends earlier once the candidates that were read answer with this probability, by what is known before. On a thousand
/// questions that nothing was learned from 3.7 candidates are read instead of 6, and the right one is among them for 95.6 in
/// 100 instead of 97.1.
pub(crate) const ENOUGH: f64 = 0.95;

/// The log odds of a sentence that was not read.
pub(crate) const UNREAD: f64 = -20.0;

/// A passage as a reader sees it.
#[derive(Clone, Copy, Debug)]
pub struct Readable<'a> {
    /// The name of its section; empty if it is in none.
    pub section: &'a str,
    /// Its text.
    pub text: &'a str,
    /// Its sentences, in bytes of the text.
    pub sentences: &'a [Range<usize>],
}

/// What is read of a passage: the whole, or of a very long one some sentences around the most promising.
pub(super) struct Stretch<'a> {
    section: &'a str,
    text: &'a str,
    /// The sentences, in bytes of the text.
    sentences: Vec<Range<usize>>,
    /// How many sentences of the passage come before them, and how many it has.
    before: usize,
    all: usize,
}

impl<'a> Stretch<'a> {
    /// What is read of a passage of which this sentence, by its place, is the most promising.
    pub(super) fn of(passage: &'a Passage, promising: usize) -> Self {
        /// Of a passage no more bytes are read: some sixteen times what a reader sees at once.
        const MOST: usize = 16_384;
        let all = passage.sentences();
        let (mut first, mut last) = match all.len().checked_sub(1) {
            Some(end) if passage.text().len() > MOST => (promising.min(end), promising.min(end)),
            end => (0, end.unwrap_or(0)),
        };
        // One sentence after and one before, in turn, as long as both fit.
        loop {
            let (wider_first, wider_last) = (
                first.saturating_sub(1),
                (last + 1).min(all.len().saturating_sub(1)),
            );
            let length =
                |first: usize, last: usize| Some(all.get(last)?.end - all.get(first)?.start);
            let fits = length(wider_first, wider_last).is_some_and(|length| length <= MOST);
            if !fits || (wider_first, wider_last) == (first, last) {
                break;
            }
            (first, last) = (wider_first, wider_last);
        }
        let sentences = all.get(first..=last).unwrap_or_default();
        let start = sentences.first().map_or(0, |sentence| sentence.start);
        let end = sentences.last().map_or(0, |sentence| sentence.end);
        let end = passage
            .text()
            .floor_char_boundary(end.min(start + 2 * MOST));
        let shifted =
            |sentence: &Range<usize>| sentence.start - start..sentence.end.min(end) - start;
        Self {
            section: passage.paragraph().section(),
            text: passage.text().get(start..end).unwrap_or_default(),
            sentences: sentences.iter().map(shifted).collect(),
            before: first,
            all: all.len(),
        }
    }

    pub(super) fn readable(&self) -> Readable<'_> {
        Readable {
            section: self.section,
            text: self.text,
            sentences: &self.sentences,
        }
    }

    /// The log odds of all sentences of the passage, from those of the ones that were read.
    pub(super) fn in_whole(&self, odds: Vec<f64>) -> Vec<f64> {
        let mut whole = vec![UNREAD; self.before];
        whole.extend(odds);
        whole.resize(self.all, UNREAD);
        whole
    }
}

/// Something that reads a question and a passage together.
pub trait Read: Send + Sync {
    /// For each passage, for each of its sentences, the log odds that it answers the question, against «this passage does not
    /// answer it». They can be compared between passages.
    ///
    /// # Errors
    /// Fails if the reader cannot be used.
    fn read(&self, question: &str, passages: &[Readable<'_>]) -> Result<Vec<Vec<f64>>>;
}
