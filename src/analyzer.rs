//! Text analysis: splits a text into words and gives the forms under which each word is indexed. It does not depend on
//! the search engine.
//!
//! A word has several forms, kept apart because each finds what the others miss: the folded word; two Dutch stems, from
//! Snowball's two algorithms, which agree on no more than two words in three (the first stem is that of the infinitive
//! if the word is a verb form or derived from a verb); and the stems of the parts of a compound.

mod notation;
mod word;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, LazyLock, RwLock};

use frostem::{Algorithm, Stemmer};
use unicode_segmentation::UnicodeSegmentation;

use crate::lexicon::fold::fold;
use crate::lexicon::{compounds, derivation, verbs};

pub use word::Word;

/// Raise this when the terms of a text change. The index's fingerprint contains it, and so does Snowball's version.
pub const VERSION: &str = "5, frostem 1";

/// The forms under which a word is indexed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forms {
    /// The stem by Snowball's `dutch`, of the infinitive if the word is a verb form or derived from a verb.
    pub dutch: String,
    /// Snowball's `dutch_porter`.
    pub porter: String,
    /// The stems of a compound's parts; the word's own stem if it is no compound.
    pub parts: Vec<String>,
    /// The stems of the parts of those parts: «opvang» finds «kinderopvangtoeslag».
    pub inner_parts: Vec<String>,
}

static STOP_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    include_str!("../index/lexicon/stopwords.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect()
});

/// Returns the words of a text in order, without overlong ones. Variant notations, such as those of numbers and times,
/// are normalised.
#[must_use]
pub fn words(text: &str) -> Vec<Word> {
    let words = unicode_words(text)
        .filter(|(_, word)| word.len() <= LONGEST || word.chars().count() <= LONGEST)
        .flat_map(|(start, word)| pieces(start, word));
    notation::normalised(text, words)
}

/// Returns Unicode's words of a text and their first bytes. It looks between spaces, where words always end, because a piece of
/// ASCII letters is read far faster than a text that has others.
fn unicode_words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(' ').flat_map(|piece| {
        let start = piece.as_ptr().addr() - text.as_ptr().addr();
        let words = piece.unicode_word_indices();
        words.map(move |(at, word)| (start + at, word))
    })
}

/// Returns the words of a text, folded.
pub(crate) fn folded_words(text: &str) -> Vec<String> {
    words(text).into_iter().map(|word| word.folded).collect()
}

/// Splits a Unicode word further: `a.b`, `ODKB_CSTO`, and words joined by a narrow no-break space. Unicode's rules
/// already split `18-jarige` and `l’état`.
fn pieces(start: usize, word: &str) -> impl Iterator<Item = Word> {
    let is_joint = |c: char| {
        c == '_'
            || c.is_whitespace()
            || c == ':'
            || (c == '.' && !word.starts_with(|first: char| first.is_ascii_digit()))
    };
    word.split(is_joint)
        .filter(|piece| !piece.is_empty())
        .map(move |piece| {
            let offset = start + (piece.as_ptr().addr() - word.as_ptr().addr());
            let folded = fold(piece);
            Word {
                range: offset..offset + piece.len(),
                is_capitalised: piece.starts_with(char::is_uppercase),
                is_stop_word: STOP_WORDS.contains(folded.as_str()),
                folded,
            }
        })
}

/// The longest word that is analysed, in characters.
const LONGEST: usize = 64;

/// The most words whose forms are cached: more than a large archive has, in less than 10 MB.
const REMEMBERED: usize = 30_000;

static KNOWN_FORMS: LazyLock<RwLock<HashMap<String, Arc<Forms>>>> = LazyLock::new(RwLock::default);

/// Returns the forms of a folded word.
#[must_use]
pub fn forms(folded: &str) -> Arc<Forms> {
    known(folded).unwrap_or_else(|| Arc::new(made(folded)))
}

/// Returns the forms of a folded word of an article, cached: articles repeat words, and splitting a compound costs more
/// than a look-up. The words of questions are never cached.
pub(crate) fn forms_of_text(folded: &str) -> Arc<Forms> {
    if let Some(forms) = known(folded) {
        return forms;
    }
    let forms = Arc::new(made(folded));
    if let Ok(mut known) = KNOWN_FORMS.write()
        && known.len() < REMEMBERED
    {
        known.insert(folded.to_owned(), Arc::clone(&forms));
    }
    forms
}

fn known(folded: &str) -> Option<Arc<Forms>> {
    KNOWN_FORMS.read().ok()?.get(folded).map(Arc::clone)
}

impl Forms {
    /// Whether two words have a stem in common, by either stemmer.
    pub(crate) fn shares_stem(&self, other: &Self) -> bool {
        self.dutch == other.dutch || self.porter == other.porter
    }
}

fn made(folded: &str) -> Forms {
    // «omas» is a spelling of «oma’s».
    let plain = folded.replace('\'', "");
    let man = derivation::man(&plain);
    let mut split = compounds::split(&plain);
    if split.is_empty() {
        split = man.as_deref().map(compounds::split).unwrap_or_default();
    }
    let base = verbs::infinitive(&plain).or_else(|| derivation::base(&plain));
    let dutch = stem(Algorithm::Dutch, base.as_deref().unwrap_or(&plain)).into_owned();
    let of_part = |part: &&str| {
        let base = derivation::man(part);
        stem(Algorithm::Dutch, base.as_deref().unwrap_or(part)).into_owned()
    };
    let parts = if split.is_empty() {
        vec![dutch.clone()]
    } else {
        split.iter().map(of_part).collect()
    };
    let inner = split.iter().flat_map(|part| compounds::split(part));
    Forms {
        porter: stem(Algorithm::DutchPorter, &plain).into_owned(),
        inner_parts: inner.map(|part| of_part(&part)).collect(),
        parts,
        dutch,
    }
}

fn stem(algorithm: Algorithm, word: &str) -> Cow<'_, str> {
    Stemmer::new(algorithm).stem(word)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_words_between_spaces_are_those_of_the_text(text in "[ a-c.:'’0-9é\u{301}\u{200d}\u{a0}🇳🇱👩_-]{0,40}") {
            let found: Vec<_> = unicode_words(&text).collect();
            prop_assert_eq!(found, text.unicode_word_indices().collect::<Vec<_>>());
        }
    }
}
