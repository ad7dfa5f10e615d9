//! [`Mark`]: words that are marked in the text of an article.

use std::ops::Range;

use crate::excerpt::Excerpt;

/// Words that are marked in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// The index of the paragraph.
    pub(super) index: usize,
    /// The bytes of its text; empty if only the place is an anchor.
    pub(super) range: Range<usize>,
    /// The anchor.
    pub(super) id: String,
}

impl Mark {
    /// Marks these words.
    pub(super) fn shown(excerpt: &Excerpt, id: String) -> Self {
        Self {
            index: excerpt.passage().index(),
            range: excerpt.range(),
            id,
        }
    }
}
