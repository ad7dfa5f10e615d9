//! The people whom an article names.
//!
//! The front matter may list them; where it does not, they are recognised.

mod occurrence;
mod recognition;
mod role;
pub mod speaker;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::analyzer;
use crate::article::Article;
use crate::excerpt::Passage;
use crate::lexicon::gazetteer;
use crate::lexicon::initials::is_initial;
use crate::lexicon::spaces;
use crate::lexicon::spelling;

/// Words within a name that are not capitalised, unless they are Flemish or open what is left of it: «Ingrid De Smet», «zei
/// Van den Berg».
const PARTICLES: [&str; 16] = [
    "van", "de", "der", "den", "ten", "ter", "von", "al", "el", "bin", "ben", "ibn", "la", "da",
    "di", "du",
];

/// A person, under the fullest name that the article uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The name.
    pub name: String,
    /// Its words, folded.
    words: Vec<String>,
    /// Those of its other spellings, from the front matter.
    other_words: Vec<String>,
    /// What in a text counts as this name.
    counts: Counts,
}

/// What in a text counts as a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Counts {
    /// The whole of it, or its last word with the particles before it.
    Surname,
    /// The same, unless a place may be meant: «in Holland» is not Wim Holland.
    CountryToo,
    /// The whole of it alone, because its last word is an initial that many have: «B. Mulder» is not Sander B.
    Initial,
    /// The whole of it alone, because nobody is known by it.
    Whole,
    /// Its words as they stand, with capitals or without: they may be no name at all.
    Words,
}

/// The people whom an article names, in the order in which they first occur.
#[derive(Debug, Default)]
pub struct People {
    all: Vec<Person>,
    /// Their places, by the last word of their names.
    by_last_word: BTreeMap<String, Vec<usize>>,
}

/// Who is meant by a name.
#[derive(Debug, PartialEq, Eq)]
pub enum Meant<'a> {
    /// This person; `as_typed` tells that the name was typed as the article or the front matter writes it.
    One {
        /// Who.
        person: &'a Person,
        /// Whether no typing error had to be mended.
        as_typed: bool,
    },
    /// One of several.
    Several(Vec<&'a Person>),
    /// Nobody who is named.
    Nobody,
}

/// Whether a typed word is the same as a word of a name.
type Same<'a> = &'a dyn Fn(&str, &str) -> bool;

impl People {
    /// No people.
    #[must_use]
    pub const fn nobody() -> Self {
        Self {
            all: Vec::new(),
            by_last_word: BTreeMap::new(),
        }
    }

    /// The people whom an article names.
    #[must_use]
    pub fn of(article: &Arc<Article>) -> Self {
        let listed = article.people.iter().map(|person| Person {
            other_words: person.spellings.iter().flat_map(|s| folded(s)).collect(),
            ..Person::named(&person.name)
        });
        let mut people: Vec<Person> = listed.collect();
        if people.is_empty() {
            people = recognition::recognised(article);
        }
        Self::listed(people).in_order_of(article)
    }

    fn listed(all: Vec<Person>) -> Self {
        let mut by_last_word: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (place, person) in all.iter().enumerate() {
            if let Some(last) = person.words.last() {
                by_last_word.entry(last.clone()).or_default().push(place);
            }
        }
        Self { all, by_last_word }
    }

    /// The same people in the order in which an article first names them; whom it does not name comes last.
    fn in_order_of(self, article: &Arc<Article>) -> Self {
        let mut first = vec![(usize::MAX, 0); self.all.len()];
        let places = Passage::each(article, |passage| self.places_in(passage.text()));
        for (index, places) in places.into_iter().enumerate() {
            for (place, range) in places {
                first[place] = first[place].min((index, range.start));
            }
        }
        let mut all: Vec<_> = first.into_iter().zip(self.all).collect();
        all.sort_by_key(|(first, _)| *first);
        Self::listed(all.into_iter().map(|(_, person)| person).collect())
    }

    /// All of them.
    #[must_use]
    pub fn all(&self) -> &[Person] {
        &self.all
    }

    /// Whether this is somebody's name, or a part of it.
    #[must_use]
    pub fn is_name(&self, text: &str) -> bool {
        let words: Vec<String> = folded(text);
        self.all
            .iter()
            .any(|person| words.iter().all(|word| person.words.contains(word)))
    }

    /// Who is meant: by the words of the name, by how they sound in another transliteration, by typing errors.
    #[must_use]
    pub fn meant(&self, typed: &str) -> Meant<'_> {
        let typed = folded(typed);
        if typed.is_empty() {
            return Meant::Nobody;
        }
        // «Sander B.» is not «B. Sander».
        let mut same = self.all.iter().filter(|person| person.words == typed);
        if let (Some(person), None) = (same.next(), same.next()) {
            let as_typed = true;
            return Meant::One { person, as_typed };
        }
        let equal = |wanted: &str, word: &str| wanted == word;
        let sounds =
            |wanted: &str, word: &str| spelling::sound_key(wanted) == spelling::sound_key(word);
        let near = |wanted: &str, word: &str| {
            let allowed = spelling::allowed_edits(wanted);
            allowed > 0 && spelling::distance_within(wanted, word, allowed).is_some()
        };
        let ways: [(Same<'_>, bool); 3] = [(&equal, true), (&sounds, true), (&near, false)];
        for (same, as_typed) in ways {
            let fits = |person: &&Person| {
                typed
                    .iter()
                    .all(|wanted| person.all_words().any(|word| same(wanted, word)))
            };
            let found: Vec<&Person> = self.all.iter().filter(fits).collect();
            match found.as_slice() {
                [] => {}
                [person] => return Meant::One { person, as_typed },
                _ => return Meant::Several(found),
            }
        }
        Meant::Nobody
    }

    /// The people whom a text names, each with where. Who has a part of somebody's name is not named by the whole: «Piet
    /// Bakker» is not Jan Bakker. By «Bakker» alone both are.
    #[must_use]
    pub fn named_in(&self, text: &str) -> Vec<(&Person, Range<usize>)> {
        let found = self.places_in(text).into_iter();
        found
            .map(|(place, range)| (&self.all[place], range))
            .collect()
    }

    /// The same, each by the place among all.
    fn places_in(&self, text: &str) -> Vec<(usize, Range<usize>)> {
        let words = analyzer::words(text);
        let mut found: Vec<(usize, Range<usize>)> = Vec::new();
        for at in 0..words.len() {
            let places =
                occurrence::last_words(&words[at]).filter_map(|last| self.by_last_word.get(last));
            for place in places.flatten() {
                let named = self.all[*place].named_at(text, &words, at);
                found.extend(named.map(|range| (*place, range)));
            }
        }
        found.sort_by_key(|(place, range)| (range.start, Reverse(range.end), *place));
        let mut whole = 0..0;
        found.retain(|(_, range)| {
            let is_part = range.end <= whole.end && *range != whole;
            if !is_part {
                whole = range.clone();
            }
            !is_part
        });
        found
    }
}

impl Person {
    /// Somebody of this name, whom no list holds.
    #[must_use]
    pub fn named(name: &str) -> Self {
        let words = folded(name);
        let counts = match words.last() {
            Some(last) if is_initial(last) => Counts::Initial,
            Some(last) if words.len() > 1 && gazetteer::is_spoken(last) => Counts::CountryToo,
            _ => Counts::Surname,
        };
        Self {
            name: spaces::squeezed(name),
            words,
            other_words: Vec::new(),
            counts,
        }
    }

    /// A name that may be anything, which counts only where all its words stand together.
    #[must_use]
    pub fn whole(name: &str) -> Self {
        let named = Self::named(name);
        let counts = match named.counts {
            Counts::Initial => Counts::Initial,
            _ => Counts::Whole,
        };
        Self { counts, ..named }
    }

    /// Words that are no name as far as one can tell, wherever they stand together.
    #[must_use]
    pub fn words(words: &str) -> Self {
        Self {
            counts: Counts::Words,
            ..Self::named(words)
        }
    }

    /// Whether the name ends in this folded word.
    fn ends_in(&self, folded: &str) -> bool {
        self.words.last().is_some_and(|last| last == folded)
    }

    /// Whether a folded word is one of the name or of its other spellings.
    #[must_use]
    pub fn has_word(&self, folded: &str) -> bool {
        self.all_words().any(|word| word == folded)
    }

    /// The words of the name and of its other spellings, folded.
    fn all_words(&self) -> impl Iterator<Item = &String> {
        self.words.iter().chain(&self.other_words)
    }
}

fn folded(text: &str) -> Vec<String> {
    analyzer::words(text)
        .into_iter()
        .map(|word| word.folded)
        .collect()
}
