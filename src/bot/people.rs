//! The people whom an article names.
//!
//! The front matter may list them. Where it does not, a person is a sequence of capitalised words that is no country,
//! no source and no ordinary Dutch: two words or more, or one that somewhere follows a title such as «president».

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use crate::article::{Article, Kind};
use crate::excerpt::Passage;
use crate::lexicon::fold::fold;
use crate::lexicon::mentions::{self, Case};
use crate::lexicon::{compounds, spelling, words};
use crate::search::analyzer::{self, Word};

/// A person, under the fullest name that the article uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The name.
    pub name: String,
    /// Other spellings of it, from the front matter.
    spellings: Vec<String>,
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
        if !article.people.is_empty() {
            let listed = article.people.iter();
            return Self(
                listed
                    .map(|person| Person {
                        name: person.name.clone(),
                        spellings: person.spellings.clone(),
                    })
                    .collect(),
            );
        }
        recognised(article)
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
        }
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

/// Words before a name that make a person of it.
const TITLES: [&str; 32] = [
    "president",
    "presidenten",
    "premier",
    "minister",
    "ministers",
    "staatssecretaris",
    "secretaris",
    "leider",
    "oppositieleider",
    "koning",
    "koningin",
    "kanselier",
    "burgemeester",
    "generaal",
    "woordvoerder",
    "woordvoerster",
    "directeur",
    "parlementslid",
    "volksvertegenwoordiger",
    "kamerlid",
    "senator",
    "hoogleraar",
    "onderzoeker",
    "analist",
    "journalist",
    "schrijver",
    "advocaat",
    "activist",
    "jazzpianist",
    "zanger",
    "meneer",
    "mevrouw",
];

/// Words before a name that make something else of it.
const NO_PERSON: [&str; 12] = [
    "persbureau",
    "krant",
    "dagblad",
    "website",
    "zender",
    "ministerie",
    "partij",
    "organisatie",
    "onderzoekscentrum",
    "bedrijf",
    "stad",
    "provincie",
];

/// Words within a name that are not capitalised.
const PARTICLES: [&str; 9] = ["van", "de", "der", "den", "ten", "ter", "von", "al", "bin"];

fn recognised(article: &Arc<Article>) -> People {
    let mut people: Vec<Person> = Vec::new();
    let mut titled: HashSet<String> = HashSet::new();
    let mut singles: Vec<String> = Vec::new();
    for passage in Passage::all(article)
        .filter(|passage| !matches!(passage.paragraph().kind(), Kind::Byline | Kind::Sources))
    {
        for (name, is_titled) in names(&passage) {
            if is_titled {
                titled.insert(fold(&name));
            }
            if name.contains(' ') {
                add(&mut people, &name);
            } else {
                singles.push(name);
            }
        }
    }
    for name in singles {
        let key = fold(&name);
        let is_part = people.iter().any(|person| person.words().contains(&key));
        if titled.contains(&key) && !is_part {
            add(&mut people, &name);
        }
    }
    let order = |person: &Person| {
        Passage::all(article).position(|passage| !person.occurrences(passage.text()).is_empty())
    };
    people.sort_by_key(order);
    People(people)
}

fn add(people: &mut Vec<Person>, name: &str) {
    if !people.iter().any(|person| fold(&person.name) == fold(name)) {
        people.push(Person::named(name));
    }
}

/// The sequences of capitalised words in a passage that may be names, and whether a title stands before them.
fn names(passage: &Passage) -> Vec<(String, bool)> {
    let text = passage.text();
    let countries = mentions::mentions(text, Case::Strict);
    let sources: HashSet<String> = passage
        .article()
        .sources
        .iter()
        .flat_map(|source| folded(&source.name))
        .collect();
    let words = analyzer::words(text);
    let is_namelike = |word: &Word| {
        let written = text.get(word.range.clone()).unwrap_or_default();
        let is_country = countries
            .iter()
            .any(|m| m.range.start <= word.range.start && word.range.end <= m.range.end);
        let is_abbreviation = written.chars().filter(|c| c.is_uppercase()).count() > 1;
        word.is_capitalised
            && !is_country
            && !is_abbreviation
            && !sources.contains(&word.folded)
            && !is_ordinary(&word.folded)
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if !is_namelike(&words[at]) {
            at += 1;
            continue;
        }
        let mut last = at;
        while let Some(next) = next_of_name(&words, last, text, &is_namelike) {
            last = next;
        }
        let before = at
            .checked_sub(1)
            .map(|before| words[before].folded.as_str())
            .unwrap_or_default();
        if !NO_PERSON.contains(&before) {
            let name = text
                .get(words[at].range.start..words[last].range.end)
                .unwrap_or_default();
            found.push((name.to_owned(), TITLES.contains(&before)));
        }
        at = last + 1;
    }
    found
}

/// The next word of a name: capitalised and adjacent, perhaps with particles between.
fn next_of_name(
    words: &[Word],
    last: usize,
    text: &str,
    is_namelike: &dyn Fn(&Word) -> bool,
) -> Option<usize> {
    for next in last + 1..words.len() {
        let between = text.get(words[next - 1].range.end..words[next].range.start)?;
        if between != " " && between != "-" {
            return None;
        }
        if is_namelike(&words[next]) {
            return Some(next);
        }
        if !PARTICLES.contains(&words[next].folded.as_str()) {
            return None;
        }
    }
    None
}

/// Whether a word is ordinary Dutch, inflected or compounded, and so no name.
fn is_ordinary(folded: &str) -> bool {
    words::is_inflected(folded) || !compounds::split(folded).is_empty()
}
