//! Spelling correction: which word of the articles a question's unknown word stands for.

use super::vocabulary::Vocabulary;
use crate::analyzer::{self, Word};
use crate::lexicon::spelling;
use crate::search::index::field::Field;
use crate::search::index::lexical::Wanted;

/// A word that was mistyped or transliterated in another way, and its correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Correction {
    /// The word as it was typed.
    pub(crate) typed: String,
    /// The word of the articles that it was read as, folded.
    pub(crate) read: String,
}

impl Vocabulary<'_> {
    /// The word of the articles that an unknown word stands for: one that sounds the same, else one within a few typing errors.
    /// `None` if there is none, or if two fit equally well.
    pub(super) fn corrected(&self, word: &str) -> Option<String> {
        let edits = spelling::allowed_edits(word);
        if edits == 0 {
            return None;
        }
        self.same_sound(word).or_else(|| {
            let most = u8::try_from(edits).unwrap_or(2);
            let found = self.index.nearest(Field::Word, word, most).ok()?;
            nearest(word, edits, found)
        })
    }

    /// Whether a word of the articles that sounds like this one has a capital somewhere.
    pub(super) fn is_capitalised(&self, word: &str) -> bool {
        let key = spelling::sound_key(word);
        self.index.document_frequency(Field::Sound, &key) > 0
    }

    /// A name in the articles that sounds like this word.
    fn same_sound(&self, word: &str) -> Option<String> {
        if !self.is_capitalised(word) {
            return None;
        }
        let key = spelling::sound_key(word);
        let wanted = [Wanted {
            field: Field::Sound,
            term: key.clone(),
            weight: 1.0,
        }];
        let (passage, _) = *self.index.best(&wanted, None, 1).ok()?.first()?;
        let text = self.passages.get(usize::try_from(passage).ok()?)?.text();
        let sounds_so =
            |word: &Word| word.is_capitalised && spelling::sound_key(&word.folded) == key;
        let mut words = analyzer::words(text).into_iter();
        words.find(sounds_so).map(|found| found.folded)
    }
}

/// Whether two words differ in their last two letters alone: «betaalt» and «betaald».
pub(super) fn differs_in_ending(word: &str, other: &str) -> bool {
    const ENDING: usize = 2;
    let pairs = word.chars().zip(other.chars());
    let shared = pairs.take_while(|(a, b)| a == b).count();
    let is_ending = |word: &str| word.chars().count() <= shared + ENDING;
    is_ending(word) && is_ending(other)
}

/// The candidate with the fewest edits, then the most frequent one. `None` if two are equal in both.
fn nearest(word: &str, edits: usize, found: Vec<(String, u64)>) -> Option<String> {
    let distance = |candidate: &str| spelling::distance_within(word, candidate, edits);
    let mut ranked: Vec<(usize, u64, String)> = found
        .into_iter()
        .filter(|(candidate, _)| candidate.chars().count() >= 4)
        .filter_map(|(candidate, frequency)| Some((distance(&candidate)?, frequency, candidate)))
        .collect();
    ranked.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)).then(a.2.cmp(&b.2)));
    let mut best = ranked.into_iter();
    let (edits, frequency, candidate) = best.next()?;
    let is_tie = best
        .next()
        .is_some_and(|next| next.0 == edits && next.1 == frequency);
    (!is_tie).then_some(candidate)
}
