//! The two levels of a passage's vectors: one of the passage as a whole, and one of each of its sentences.
//!
//! They are made one after the other. The first is half of the work, and enough to answer by meaning.

use super::records::RecordKey;
use crate::excerpt::Passage;

/// A level of vectors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    /// The vector of a passage.
    Passage,
    /// The vectors of its sentences.
    Sentences,
}

impl Level {
    /// Both, in the order in which they are made.
    pub(super) const ALL: [Self; 2] = [Self::Passage, Self::Sentences];

    /// The number of a passage's vectors.
    pub(super) fn count(self, passage: &Passage) -> usize {
        match self {
            Self::Passage => 1,
            Self::Sentences => passage.sentences().len(),
        }
    }

    /// The key of the record with the vectors of the passage that has this key.
    pub(super) fn key(self, passage: &RecordKey) -> RecordKey {
        passage.part(match self {
            Self::Passage => "passage",
            Self::Sentences => "sentences",
        })
    }
}

/// Whether a passage's own vector is all there is: it has no sentence but the whole.
pub(super) fn is_one_sentence(passage: &Passage) -> bool {
    match passage.sentences() {
        [] => true,
        [only] => *only == (0..passage.text().len()),
        _ => false,
    }
}
