//! A person's name, and which text counts as it.

use crate::analyzer::folded_words;
use crate::lexicon::gazetteer;
use crate::lexicon::initials::is_initial;
use crate::lexicon::spaces;

/// Lower-case words within a name. They are capitalised in Flemish names and at the beginning of a surname: «Ingrid De
/// Smet», «zei Van den Berg».
pub(super) const PARTICLES: [&str; 16] = [
    "van", "de", "der", "den", "ten", "ter", "von", "al", "el", "bin", "ben", "ibn", "la", "da",
    "di", "du",
];

/// A person, under the fullest name that the article uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The name.
    pub name: String,
    /// The folded words of the name.
    pub(super) words: Vec<String>,
    /// The folded words of its other spellings, from the front matter.
    pub(super) other_words: Vec<String>,
    /// Which text counts as this name.
    pub(super) matches_by: NameMatch,
}

/// Which text counts as a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NameMatch {
    /// The whole name, or its last word with the particles before it.
    Surname,
    /// The same, unless a place may be meant: «in Holland» is not Wim Holland.
    CountryToo,
    /// Only the whole name, because its last word is a common initial: «B. Mulder» is not Sander B.
    Initial,
    /// Only the whole name, because nobody is known by it.
    Whole,
    /// The words in any case, because they may be no name.
    Words,
}

impl Person {
    /// A person who is in no list.
    #[must_use]
    pub fn named(name: &str) -> Self {
        let words = folded_words(name);
        let matches_by = match words.last() {
            Some(last) if is_initial(last) => NameMatch::Initial,
            Some(last) if words.len() > 1 && gazetteer::is_spoken(last) => NameMatch::CountryToo,
            _ => NameMatch::Surname,
        };
        Self {
            name: spaces::squeezed(name),
            words,
            other_words: Vec::new(),
            matches_by,
        }
    }

    /// A name of an uncertain kind: only the whole name counts.
    #[must_use]
    pub fn whole(name: &str) -> Self {
        let named = Self::named(name);
        let matches_by = match named.matches_by {
            NameMatch::Initial => NameMatch::Initial,
            _ => NameMatch::Whole,
        };
        Self {
            matches_by,
            ..named
        }
    }

    /// Words that may be no name: they count wherever they stand together.
    #[must_use]
    pub fn words(words: &str) -> Self {
        Self {
            matches_by: NameMatch::Words,
            ..Self::named(words)
        }
    }

    /// Whether the name ends in this folded word.
    pub(super) fn ends_in(&self, folded: &str) -> bool {
        self.words.last().is_some_and(|last| last == folded)
    }

    /// Whether a folded word is one of the name or of its other spellings.
    #[must_use]
    pub fn has_word(&self, folded: &str) -> bool {
        self.all_words().any(|word| word == folded)
    }

    /// The words of the name and of its other spellings, folded.
    pub(super) fn all_words(&self) -> impl Iterator<Item = &String> {
        self.words.iter().chain(&self.other_words)
    }
}

/// Whether a folded word is a particle of names.
pub(super) fn is_particle(folded: &str) -> bool {
    PARTICLES.contains(&folded)
}
