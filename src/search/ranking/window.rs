//! The window of a passage that the reader reads: the whole, or some sentences of a very long one.

use std::ops::Range;

use crate::excerpt::Passage;
use crate::search::model::{Readable, UNREAD};

/// Sentences of a passage that are read together.
pub(super) struct ReadWindow<'a> {
    section: &'a str,
    text: &'a str,
    /// The sentences, in bytes of the text.
    sentences: Vec<Range<usize>>,
    /// The number of sentences of the passage before them.
    before: usize,
    /// The number of sentences of the passage.
    all: usize,
}

impl<'a> ReadWindow<'a> {
    /// The window of a passage whose sentence with this index is the most promising.
    pub(super) fn of(passage: &'a Passage, promising: usize) -> Self {
        /// The most bytes of a window: some sixteen times what a reader sees at once.
        const MOST: usize = 16_384;
        let all = passage.sentences();
        let (mut first, mut last) = match all.len().checked_sub(1) {
            Some(end) if passage.text().len() > MOST => (promising.min(end), promising.min(end)),
            end => (0, end.unwrap_or(0)),
        };
        // Add one sentence before and one after as long as both fit.
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

    /// The log odds of all sentences of the passage, from those of the window.
    pub(super) fn of_passage(&self, odds: Vec<f64>) -> Vec<f64> {
        let mut whole = vec![UNREAD; self.before];
        whole.extend(odds);
        whole.resize(self.all, UNREAD);
        whole
    }
}
