//! The vocabulary of the articles: which words occur in them, and in how many passages.

use crate::analyzer::Forms;
use crate::excerpt::Passage;
use crate::lexicon::gazetteer::Country;
use crate::search::index::field::Field;
use crate::search::index::lexical::Lexical;

/// The words of the articles that are searched.
#[derive(Clone, Copy)]
pub(crate) struct Vocabulary<'a> {
    pub(crate) index: &'a Lexical,
    pub(crate) passages: &'a [Passage],
}

impl Vocabulary<'_> {
    /// How many passages contain a word in any form.
    pub(super) fn frequency(&self, word: &str, forms: &Forms, country: Option<Country>) -> u64 {
        let count = |field, term: &str| self.index.document_frequency(field, term);
        let by_country = country.map_or(0, |country| count(Field::Country, country.code()));
        let by_word = count(Field::Word, word)
            .max(count(Field::Dutch, &forms.dutch))
            .max(count(Field::Porter, &forms.porter));
        let by_parts = || {
            let parts = forms.parts.iter();
            parts.map(|part| count(Field::Part, part)).min()
        };
        match by_country.max(by_word) {
            0 => by_parts().unwrap_or(0),
            frequency => frequency,
        }
    }

    /// The inverse document frequency as in BM25 of a term that so many passages contain.
    pub(crate) fn idf(&self, frequency: u64) -> f64 {
        #[expect(
            clippy::cast_precision_loss,
            reason = "counts of passages are far below 2^52"
        )]
        let (passages, frequency) = (self.index.len() as f64, frequency as f64);
        (1.0 + (passages - frequency + 0.5).max(0.0) / (frequency + 0.5)).ln()
    }
}
