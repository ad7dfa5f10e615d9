//! The people of an article, and whom a typed name or a text means.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::occurrence;
use super::person::Person;
use super::recognition;
use crate::analyzer::{self, folded_words};
use crate::article::Article;
use crate::excerpt::Passage;
use crate::lexicon::spelling;

/// The people whom an article names, in the order in which they first occur.
#[derive(Debug, Default)]
pub struct People {
    all: Vec<Person>,
    /// Their indices, by the last word of their names.
    by_last_word: BTreeMap<String, Vec<usize>>,
}

/// The result of resolving a typed name.
#[derive(Debug, PartialEq, Eq)]
pub enum PersonMatch<'a> {
    /// One person.
    One {
        /// Who.
        person: &'a Person,
        /// Whether the name was typed without a typing error.
        as_typed: bool,
    },
    /// One of several.
    Several(Vec<&'a Person>),
    /// Nobody who is named.
    Nobody,
}

/// Whether a typed word equals a word of a name.
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
            other_words: person
                .spellings
                .iter()
                .flat_map(|s| folded_words(s))
                .collect(),
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
        for (index, person) in all.iter().enumerate() {
            if let Some(last) = person.words.last() {
                by_last_word.entry(last.clone()).or_default().push(index);
            }
        }
        Self { all, by_last_word }
    }

    /// Sorts the people by first occurrence in an article. Those who do not occur come last.
    fn in_order_of(self, article: &Arc<Article>) -> Self {
        let mut first = vec![(usize::MAX, 0); self.all.len()];
        let named = Passage::each(article, |passage| self.indices_in(passage.text()));
        for (passage, named) in named.into_iter().enumerate() {
            for (index, range) in named {
                first[index] = first[index].min((passage, range.start));
            }
        }
        let mut all: Vec<_> = first.into_iter().zip(self.all).collect();
        all.sort_by_key(|(first, _)| *first);
        Self::listed(all.into_iter().map(|(_, person)| person).collect())
    }

    /// Returns all people.
    #[must_use]
    pub fn all(&self) -> &[Person] {
        &self.all
    }

    /// Whether a text is somebody's name, or a part of it.
    #[must_use]
    pub fn is_name(&self, text: &str) -> bool {
        let words: Vec<String> = folded_words(text);
        self.all
            .iter()
            .any(|person| words.iter().all(|word| person.words.contains(word)))
    }

    /// Resolves a typed name: by its words, by their sound in another transliteration, or with typing errors.
    #[must_use]
    pub fn resolve(&self, typed: &str) -> PersonMatch<'_> {
        let typed = folded_words(typed);
        if typed.is_empty() {
            return PersonMatch::Nobody;
        }
        // «Sander B.» is not «B. Sander».
        let mut same = self.all.iter().filter(|person| person.words == typed);
        if let (Some(person), None) = (same.next(), same.next()) {
            let as_typed = true;
            return PersonMatch::One { person, as_typed };
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
                [person] => return PersonMatch::One { person, as_typed },
                _ => return PersonMatch::Several(found),
            }
        }
        PersonMatch::Nobody
    }

    /// Returns the people whom a text names, with the ranges of their names. A name within somebody's longer name does
    /// not count: «Piet Bakker» does not name Jan Bakker. «Bakker» alone names both.
    #[must_use]
    pub fn named_in(&self, text: &str) -> Vec<(&Person, Range<usize>)> {
        let found = self.indices_in(text).into_iter();
        found
            .map(|(index, range)| (&self.all[index], range))
            .collect()
    }

    /// Like [`named_in`](Self::named_in), with indices.
    fn indices_in(&self, text: &str) -> Vec<(usize, Range<usize>)> {
        let mut found = self.occurrences_in(text);
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

    /// Returns the [occurrences](Person::occurrences) of all people in a text, with their indices in [`all`](Self::all), in the
    /// order of the text.
    pub(crate) fn occurrences_in(&self, text: &str) -> Vec<(usize, Range<usize>)> {
        let words = analyzer::words(text);
        let mut found: Vec<(usize, Range<usize>)> = Vec::new();
        for at in 0..words.len() {
            let indices =
                occurrence::last_words(&words[at]).filter_map(|last| self.by_last_word.get(last));
            for index in indices.flatten() {
                let named = self.all[*index].named_at(text, &words, at);
                found.extend(named.map(|range| (*index, range)));
            }
        }
        found.sort_by_key(|(index, range)| (range.start, Reverse(range.end), *index));
        found
    }
}
