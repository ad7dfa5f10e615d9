//! The terms of a question: its content words, as they are looked up.

use std::sync::Arc;

use crate::analyzer::{Forms, Word};
use crate::lexicon::gazetteer::Country;

/// A content word of a question.
#[derive(Clone, Debug)]
pub(crate) struct Term {
    /// The word that is looked up, folded; the corrected word if it was mistyped.
    pub(crate) word: String,
    /// Its stems and compound parts.
    pub(crate) forms: Arc<Forms>,
    /// Its inverse document frequency as in BM25, which is highest for a word that occurs nowhere.
    pub(crate) idf: f64,
    /// Whether it is a name.
    pub(crate) is_name: bool,
    /// The country that it names.
    pub(crate) country: Option<Country>,
    /// Whether it occurs in the articles.
    pub(crate) is_known: bool,
}

impl Term {
    /// Whether it is written in digits.
    pub(crate) fn is_number(&self) -> bool {
        self.word.starts_with(|first: char| first.is_ascii_digit())
    }
}

/// The index of the term that a word of the question became; `None` if there is none, or if it names a country.
pub(super) fn index_of(word: &Word, terms: &[Term]) -> Option<usize> {
    let is_it = |term: &Term| term.word == word.folded && term.country.is_none();
    terms.iter().position(is_it)
}
