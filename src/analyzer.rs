//! Analysis: from a text to the terms that it is found by. It knows no engine: the same terms could be sent to another.
//!
//! A word has several forms, kept apart because each finds what the others miss: the word itself without capitals and
//! diacritics; two Dutch stems, of Snowball's two algorithms, which agree on no more than two words in three, the first of
//! them that of the infinitive where the word is a form of a verb or made of one; and the stems of the parts of a compound.

mod written;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::{Arc, LazyLock, RwLock};

use frostem::{Algorithm, Stemmer};
use unicode_segmentation::UnicodeSegmentation;

use crate::lexicon::fold::fold;
use crate::lexicon::{compounds, derivation, verbs};

/// Raise this when the terms of a text change: the index's fingerprint holds it, and so does Snowball's version.
pub const VERSION: &str = "4, frostem 1";

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// Without capitals and diacritics.
    pub folded: String,
    /// Whether it begins with a capital.
    pub is_capitalised: bool,
    /// Whether it says too little to be searched for.
    pub is_stop_word: bool,
}

impl Word {
    /// Whether it is one of these, which are folded.
    #[must_use]
    pub fn is_one_of(&self, words: &[&str]) -> bool {
        words.contains(&self.folded.as_str())
    }
}

/// The forms by which a word is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forms {
    /// Snowball's `dutch`, of the infinitive where the word is a form of a verb or made of one.
    pub dutch: String,
    /// Snowball's `dutch_porter`.
    pub porter: String,
    /// The stems of a compound's parts; the word's own stem where it is no compound.
    pub parts: Vec<String>,
    /// The stems of the parts of its parts: a text with «kinderopvangtoeslag» is found by «opvang» too.
    pub inner_parts: Vec<String>,
}

static STOP_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    include_str!("../index/lexicon/stopwords.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect()
});

/// The words of a text, in order; without what is too long to be one. What people write in several ways, such as numbers
/// and times, is folded to one.
#[must_use]
pub fn words(text: &str) -> Vec<Word> {
    let words = text
        .unicode_word_indices()
        .filter(|(_, word)| word.len() <= LONGEST || word.chars().count() <= LONGEST)
        .flat_map(|(start, word)| pieces(start, word));
    written::in_one_form(text, words)
}

/// A word by Unicode's rules; `18-jarige` and `l’état` are several already, `a.b`, `ODKB_CSTO` and what a narrow no-break
/// space parts become so here.
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

/// The most characters of a word that is looked at. What is longer is no word, and could only cost time.
const LONGEST: usize = 64;

/// The most words whose forms are remembered: more than a large archive repeats, less than 10 MB.
const REMEMBERED: usize = 30_000;

static KNOWN_FORMS: LazyLock<RwLock<HashMap<String, Arc<Forms>>>> = LazyLock::new(RwLock::default);

/// The forms of a folded word.
#[must_use]
pub fn forms(folded: &str) -> Arc<Forms> {
    known(folded).unwrap_or_else(|| Arc::new(made(folded)))
}

/// The forms of a folded word of an article, which are remembered: texts repeat themselves, and taking a compound apart
/// costs more than looking it up. What people ask is never remembered.
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

/// The forms of words while a whole library is indexed: all that were met are remembered.
#[derive(Default)]
pub(crate) struct FormsOfAll(HashMap<String, Arc<Forms>>);

impl FormsOfAll {
    /// The forms of a folded word.
    pub(crate) fn of(&mut self, folded: &str) -> &Forms {
        if !self.0.contains_key(folded) {
            self.0.insert(folded.to_owned(), forms_of_text(folded));
        }
        &self.0[folded]
    }
}

fn known(folded: &str) -> Option<Arc<Forms>> {
    KNOWN_FORMS.read().ok()?.get(folded).map(Arc::clone)
}

impl Forms {
    /// Whether two words are forms of one, by either stemmer.
    pub(crate) fn shares_stem(&self, other: &Self) -> bool {
        self.dutch == other.dutch || self.porter == other.porter
    }
}

fn made(folded: &str) -> Forms {
    // «omas» is typed for «oma’s».
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
