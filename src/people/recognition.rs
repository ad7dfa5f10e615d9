//! Recognising people in a text whose front matter lists none.
//!
//! A person is a sequence of capitalised words that is no country, no source and no ordinary Dutch: two words or more, or
//! one that somewhere follows a title such as «president».

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use super::{PARTICLES, Person, folded};
use crate::analyzer::{self, Word};
use crate::article::{Article, Kind};
use crate::excerpt::Passage;
use crate::lexicon::fold::fold;
use crate::lexicon::mentions::{self, Case};
use crate::lexicon::roles::is_role;
use crate::lexicon::{compounds, inflection};

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

/// Words that a speaker's name follows.
const SPEAKS: [&str; 3] = ["aldus", "zei", "volgens"];

/// A first name that is ordinary Dutch as well has at most as many letters: «Bas», «Fleur».
const LONGEST_FIRST_NAME: usize = 5;

pub(super) fn recognised(article: &Arc<Article>) -> Vec<Person> {
    let sources: HashSet<String> = article
        .sources
        .iter()
        .flat_map(|source| folded(&source.name))
        .collect();
    let mut people: Vec<Person> = Vec::new();
    let mut known: HashSet<String> = HashSet::new();
    let mut titled: HashSet<String> = HashSet::new();
    let mut singles: Vec<String> = Vec::new();
    for passage in Passage::all(article)
        .filter(|passage| !matches!(passage.paragraph().kind(), Kind::Byline | Kind::Sources))
    {
        for (name, is_titled) in Reading::of(&passage, &sources).names() {
            if is_titled {
                titled.insert(fold(name));
            }
            if !name.contains(' ') {
                singles.push(name.to_owned());
            } else if known.insert(fold(name)) {
                people.push(Person::named(name));
            }
        }
    }
    let parts: HashSet<&String> = people.iter().flat_map(|person| &person.words).collect();
    singles.retain(|name| titled.contains(&fold(name)) && !parts.contains(&fold(name)));
    for name in singles {
        if known.insert(fold(&name)) {
            people.push(Person::named(&name));
        }
    }
    without_parts(people)
}

/// The people without those whose name is the end of somebody's, from a particle on: «De Boer» is Jan de Boer.
fn without_parts(mut people: Vec<Person>) -> Vec<Person> {
    let ends: HashSet<Vec<String>> = people
        .iter()
        .flat_map(|person| (1..person.words.len()).map(|from| person.words[from..].to_vec()))
        .filter(|end| is_particle(&end[0]))
        .collect();
    people.retain(|person| !ends.contains(&person.words));
    people
}

fn is_particle(folded: &str) -> bool {
    PARTICLES.contains(&folded)
}

/// A passage in which names are looked for. All places are those of words.
struct Reading<'t> {
    text: &'t str,
    words: Vec<Word>,
    countries: Vec<Range<usize>>,
    sources: &'t HashSet<String>,
    is_caption: bool,
}

impl<'t> Reading<'t> {
    fn of(passage: &'t Passage, sources: &'t HashSet<String>) -> Self {
        let text = passage.text();
        Self {
            text,
            words: analyzer::words(text),
            countries: mentions::mentions(text, Case::Strict)
                .into_iter()
                .map(|mention| mention.range)
                .collect(),
            sources,
            is_caption: passage.paragraph().kind() == Kind::Caption,
        }
    }

    /// The sequences of capitalised words that may be names, and whether a title stands before them.
    fn names(&self) -> Vec<(&'t str, bool)> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.words.len() {
            if self.is_credit(at) || !self.begins(at) {
                at += 1;
                continue;
            }
            let before = at.checked_sub(1).map_or("", |before| self.folded(before));
            let is_introduced = self.follows(at) && (is_role(before) || SPEAKS.contains(&before));
            let last = self.last_of(at, is_introduced);
            let is_other =
                self.is_thing(at, last) || self.is_doubtful(at) || NO_PERSON.contains(&before);
            if !is_other {
                let range = self.words[at].range.start..self.words[last].range.end;
                found.push((self.text.get(range).unwrap_or_default(), is_introduced));
            }
            at = last + 1;
        }
        found
    }

    /// Whether a name begins here.
    fn begins(&self, at: usize) -> bool {
        // «De Vries» is a name inside a sentence; at its beginning «De» may be there before anything.
        let may_open = !(self.words[at].is_stop_word && self.opens_sentence(at));
        may_open && (self.is_namelike(at) || self.is_given_name(at))
    }

    /// «Armen» is ordinary Dutch, but inside a sentence and before a name it is the first part of one. So is «Bas» after
    /// a title and before «Kuipers», which is ordinary too.
    fn is_given_name(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map_or("", |before| self.folded(before));
        let is_followed = || {
            self.next_of_name(at, |next| self.is_namelike(next))
                .is_some()
                || self.surname_after_particle(at).is_some()
        };
        let is_titled = || {
            is_role(before)
                && self.follows(at)
                && self.is_short_name(at)
                && self.follows(at + 1)
                && self.may_be_surname(at + 1)
        };
        !self.opens_sentence(at)
            && !is_role(self.folded(at))
            && !self.words[at].is_stop_word
            && self.may_be_name(at)
            && !self.is_inside_thing(at)
            && (is_followed() || matches!(before, "aldus" | "zei") || is_titled())
    }

    /// The last word of the name that begins here.
    fn last_of(&self, first: usize, is_introduced: bool) -> usize {
        // «Rector Henk Blokland»: what is ordinary Dutch elsewhere is a surname there. What says what somebody is follows
        // nothing but a name, so that «Joris Schrijver» needs no introduction.
        let goes_on = |at: usize| {
            self.is_namelike(at)
                || (is_introduced || is_role(self.folded(at))) && self.may_be_surname(at)
        };
        let mut last = first;
        while let Some(next) = self
            .next_of_name(last, goes_on)
            .or_else(|| self.surname_after_particle(last))
        {
            last = next;
        }
        last
    }

    /// The next word of a name: capitalised and adjacent, perhaps with particles between.
    fn next_of_name(&self, last: usize, goes_on: impl Fn(usize) -> bool) -> Option<usize> {
        for next in last + 1..self.words.len() {
            if !matches!(self.between(next)?, " " | "-") {
                return None;
            }
            if !is_particle(self.folded(next)) {
                return goes_on(next).then_some(next);
            }
        }
        None
    }

    /// The place of a capitalised word right after «de», «der», «den», «ten» or «ter», itself right after a name, perhaps
    /// with «van» between: «Piet de Boer». What is ordinary Dutch elsewhere is a surname there.
    fn surname_after_particle(&self, last: usize) -> Option<usize> {
        let van = usize::from(self.words.get(last + 1)?.folded == "van");
        let particle = last + 1 + van;
        let is_particle = matches!(
            self.words.get(particle)?.folded.as_str(),
            "de" | "der" | "den" | "ten" | "ter"
        );
        let surname = self.words.get(particle + 1)?;
        let is_adjacent = self
            .text
            .get(self.words[last].range.end..surname.range.start)?
            .chars()
            .all(|c| c == ' ' || c.is_alphabetic());
        let is_name = self.may_be_name(particle + 1) && !self.is_title(particle + 1);
        (is_particle && is_adjacent && is_name).then_some(particle + 1)
    }

    /// «De Graafse Boys», «De Amsterdamse School»: what begins so and goes on is a thing's name.
    fn is_thing(&self, first: usize, last: usize) -> bool {
        self.words[first].is_stop_word && self.is_followed_by_capital(last)
    }

    /// Whether a word follows a capitalised one that is ordinary Dutch, and no title. What opens a sentence has its capital
    /// from that.
    fn is_inside_thing(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|_| self.follows(at)) else {
            return false;
        };
        let may_be_thing = self.may_be_name(before)
            && !self.is_namelike(before)
            && !self.words[before].is_stop_word
            && !is_role(self.folded(before));
        may_be_thing && !self.opens_sentence(before)
    }

    /// «Universitair Medisch Centrum Groningen» ends in no name; «minister van Buitenlandse Zaken Jan Smit» does.
    fn is_doubtful(&self, at: usize) -> bool {
        self.is_inside_thing(at) && !self.ends_title(at - 1)
    }

    /// Whether a capitalised word ends what somebody is: a title, and what it is of.
    fn ends_title(&self, at: usize) -> bool {
        let goes_back = |at: &usize| {
            self.words[*at].is_capitalised || matches!(self.folded(*at), "van" | "voor" | "en")
        };
        let mut adjacent = (0..at).rev().take_while(|before| self.follows(before + 1));
        adjacent
            .find(|before| !goes_back(before) || is_role(self.folded(*before)))
            .is_some_and(|before| is_role(self.folded(before)))
    }

    fn is_credit(&self, at: usize) -> bool {
        let before = self.text.get(..self.words[at].range.start);
        let count = |mark: char| before.unwrap_or_default().matches(mark).count();
        self.is_caption && count('(') > count(')')
    }

    fn may_be_name(&self, at: usize) -> bool {
        let word = &self.words[at];
        let written = self.text.get(word.range.clone()).unwrap_or_default();
        let is_country = self
            .countries
            .iter()
            .any(|range| range.start <= word.range.start && word.range.end <= range.end);
        let is_abbreviation = written.chars().filter(|c| c.is_uppercase()).count() > 1;
        word.is_capitalised
            && written.chars().all(is_latin)
            && !is_country
            && !is_abbreviation
            && !self.sources.contains(&word.folded)
    }

    fn is_namelike(&self, at: usize) -> bool {
        self.may_be_name(at) && !is_ordinary(self.folded(at))
    }

    fn may_be_surname(&self, at: usize) -> bool {
        self.may_be_name(at) && !self.words[at].is_stop_word && !self.is_title(at)
    }

    /// Whether it is short enough for a first name that is ordinary Dutch, and no adjective: «Hoge».
    fn is_short_name(&self, at: usize) -> bool {
        let word = self.folded(at);
        word.chars().count() <= LONGEST_FIRST_NAME && !word.ends_with('e')
    }

    /// Whether it says what somebody is who is named after it: «Prins Bernhard». In «Marieke Prins» it is the name.
    fn is_title(&self, at: usize) -> bool {
        is_role(self.folded(at)) && self.is_followed_by_capital(at)
    }

    fn is_followed_by_capital(&self, at: usize) -> bool {
        let next = self.words.get(at + 1);
        next.is_some_and(|next| next.is_capitalised) && self.follows(at + 1)
    }

    fn opens_sentence(&self, at: usize) -> bool {
        let before = self.text.get(..self.words[at].range.start);
        let before = before.unwrap_or_default().trim_end();
        before.is_empty() || before.ends_with(['.', '?', '!', ':', '‘', '“', '"'])
    }

    /// Whether there is nothing but a space between a word and the one before it.
    fn follows(&self, at: usize) -> bool {
        self.between(at) == Some(" ")
    }

    /// What stands between a word and the one before it.
    fn between(&self, at: usize) -> Option<&'t str> {
        let before = self.words.get(at.checked_sub(1)?)?;
        self.text
            .get(before.range.end..self.words.get(at)?.range.start)
    }

    fn folded(&self, at: usize) -> &str {
        &self.words[at].folded
    }
}

/// Whether a letter is one of the alphabet that Dutch names are written in.
fn is_latin(c: char) -> bool {
    !c.is_alphabetic() || c < '\u{250}'
}

/// Whether a word is ordinary Dutch, inflected or compounded, and so no name.
fn is_ordinary(folded: &str) -> bool {
    inflection::is_inflected(folded) || !compounds::split(folded).is_empty()
}
