//! The people whom an article names.
//!
//! The front matter may list them; where it does not, they are recognised.

mod recognition;
pub mod speaker;

use std::ops::Range;
use std::sync::Arc;

use crate::article::Article;
use crate::excerpt::Passage;
use crate::lexicon::spelling;
use crate::search::analyzer;

/// A person, under the fullest name that the article uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The name.
    pub name: String,
    /// Other spellings of it, from the front matter.
    spellings: Vec<String>,
    /// Whether only the whole name counts, because nobody is known by it.
    is_only_whole: bool,
}

/// The people whom an article names, in the order in which they first occur.
#[derive(Debug, Default)]
pub struct People(Vec<Person>);

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
        Self(Vec::new())
    }

    /// The people whom an article names.
    #[must_use]
    pub fn of(article: &Arc<Article>) -> Self {
        let listed = article.people.iter().map(|person| Person {
            name: person.name.clone(),
            spellings: person.spellings.clone(),
            is_only_whole: false,
        });
        let mut people: Vec<Person> = listed.collect();
        if people.is_empty() {
            people = recognition::recognised(article);
        }
        let first_place = |person: &Person| {
            Passage::all(article).find_map(|passage| {
                let first = person.occurrences(passage.text()).into_iter().next()?;
                Some((passage.index(), first.start))
            })
        };
        people.sort_by_cached_key(|person| first_place(person).unwrap_or((usize::MAX, 0)));
        Self(people)
    }

    /// All of them.
    #[must_use]
    pub fn all(&self) -> &[Person] {
        &self.0
    }

    /// Whether this is somebody's name, or a part of it.
    #[must_use]
    pub fn is_name(&self, text: &str) -> bool {
        let words: Vec<String> = folded(text);
        self.0
            .iter()
            .any(|person| words.iter().all(|word| person.words().contains(word)))
    }

    /// Who is meant: by the words of the name, by how they sound in another transliteration, by typing errors.
    #[must_use]
    pub fn meant(&self, typed: &str) -> Meant<'_> {
        let typed = folded(typed);
        if typed.is_empty() {
            return Meant::Nobody;
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
                    .all(|wanted| person.all_words().iter().any(|word| same(wanted, word)))
            };
            let found: Vec<&Person> = self.0.iter().filter(fits).collect();
            match found.as_slice() {
                [] => {}
                [person] => return Meant::One { person, as_typed },
                _ => return Meant::Several(found),
            }
        }
        Meant::Nobody
    }

    /// The people whom a text names, each with where.
    #[must_use]
    pub fn named_in(&self, text: &str) -> Vec<(&Person, Range<usize>)> {
        let mut found: Vec<(&Person, Range<usize>)> = Vec::new();
        for person in &self.0 {
            found.extend(
                person
                    .occurrences(text)
                    .into_iter()
                    .map(|range| (person, range)),
            );
        }
        found.sort_by_key(|(_, range)| range.start);
        found
    }
}

impl Person {
    /// Somebody of this name, whom no list holds.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            spellings: Vec::new(),
            is_only_whole: false,
        }
    }

    /// A name that may be anything, which counts only where all its words stand together.
    #[must_use]
    pub fn whole(name: &str) -> Self {
        Self {
            is_only_whole: true,
            ..Self::named(name)
        }
    }

    /// Whether the name ends in this folded word.
    fn ends_in(&self, folded: &str) -> bool {
        self.words().last().is_some_and(|last| last == folded)
    }

    /// Whether a folded word is one of the name or of its other spellings.
    #[must_use]
    pub fn has_word(&self, folded: &str) -> bool {
        self.all_words().iter().any(|word| word == folded)
    }

    /// Where a text names this person, by the whole name or by its last word; ranges in bytes.
    #[must_use]
    pub fn occurrences(&self, text: &str) -> Vec<Range<usize>> {
        let own = self.words();
        let Some(last) = own.last() else {
            return Vec::new();
        };
        let words = analyzer::words(text);
        let mut found = Vec::new();
        for (at, word) in words.iter().enumerate() {
            // «Tokajevs uitleg» names Tokajev.
            let is_last = word.folded == *last
                || word
                    .folded
                    .strip_suffix('s')
                    .is_some_and(|bare| bare == last);
            if !(is_last && word.is_capitalised) {
                continue;
            }
            let before = own.len() - 1;
            let is_whole = at >= before
                && words[at - before..at]
                    .iter()
                    .zip(&own)
                    .all(|(word, name)| word.folded == *name);
            if self.is_only_whole && !(is_whole && words[at - before].is_capitalised) {
                continue;
            }
            let first = if is_whole { at - before } else { at };
            found.push(words[first].range.start..word.range.end);
        }
        found
    }

    /// The words of the name, folded.
    fn words(&self) -> Vec<String> {
        folded(&self.name)
    }

    /// The words of the name and of its other spellings, folded.
    fn all_words(&self) -> Vec<String> {
        self.spellings
            .iter()
            .fold(self.words(), |mut all, spelling| {
                all.extend(folded(spelling));
                all
            })
    }
}

fn folded(text: &str) -> Vec<String> {
    analyzer::words(text)
        .into_iter()
        .map(|word| word.folded)
        .collect()
}
