//! A word of a text.

use std::ops::Range;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its byte range.
    pub range: Range<usize>,
    /// Without capitals and diacritics.
    pub folded: String,
    /// Whether it begins with a capital.
    pub is_capitalised: bool,
    /// Whether it is too frequent to be searched for.
    pub is_stop_word: bool,
}

impl Word {
    /// Whether it is one of these folded words.
    #[must_use]
    pub fn is_one_of(&self, words: &[&str]) -> bool {
        words.contains(&self.folded.as_str())
    }
}
