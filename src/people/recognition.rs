//! Recognising people in a text whose front matter lists none.
//!
//! A person is a sequence of capitalised words that is no country, no source and no ordinary Dutch: two words or more, or
//! one that somewhere follows a title such as «president».

mod initials;
mod nobody;
mod reading;

use std::collections::HashSet;
use std::sync::Arc;

use self::reading::{Reading, Words};
use super::{PARTICLES, Person, folded};
use crate::article::{Article, Kind};
use crate::excerpt::Passage;
use crate::lexicon::fold::fold;
use crate::lexicon::initials::is_initial;
use crate::lexicon::places;

/// The people whom an article names, as far as its text tells.
pub(super) fn recognised(article: &Arc<Article>) -> Vec<Person> {
    let sources: HashSet<String> = article
        .sources
        .iter()
        .flat_map(|source| folded(&source.name))
        .collect();
    let known = Known::of(article, &sources);
    // The words of a passage are read twice: those of all passages of a long article would take too much memory.
    let names = Passage::each(article, |passage| {
        let words = Words::of(&passage);
        let reading = Reading::of(&passage, &words, &known);
        if is_text(&passage) {
            reading.names()
        } else {
            Vec::new()
        }
    });
    let mut people: Vec<Person> = Vec::new();
    let mut seen: HashSet<String> = HashSet::new();
    let mut titled: HashSet<String> = HashSet::new();
    let mut singles: Vec<String> = Vec::new();
    for (name, is_titled) in names.into_iter().flatten() {
        if is_titled {
            titled.insert(fold(&name));
        }
        if !name.contains(' ') {
            singles.push(name);
        } else if seen.insert(fold(&name)) {
            people.push(Person::named(&name));
        }
    }
    let parts: HashSet<&String> = people.iter().flat_map(|person| &person.words).collect();
    singles.retain(|name| titled.contains(&fold(name)) && !parts.contains(&fold(name)));
    for name in singles {
        if seen.insert(fold(&name)) {
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

/// What the whole article tells of its capitalised words.
struct Known<'t> {
    /// Words of its sources' names.
    sources: &'t HashSet<String>,
    /// Words that stand nowhere but as a place's name does.
    places: HashSet<String>,
    /// First names that the article gives an initial for a surname: the «sander» and «b» of «Sander B. ontkent».
    short: HashSet<[String; 2]>,
}

impl<'t> Known<'t> {
    fn of(article: &Arc<Article>, sources: &'t HashSet<String>) -> Self {
        let mut known = Self {
            sources,
            places: HashSet::new(),
            short: HashSet::new(),
        };
        let of_passages = Passage::each(article, |passage| {
            let words = Words::of(&passage);
            let reading = Reading::of(&passage, &words, &known);
            is_text(&passage).then(|| Told::of(&reading))
        });
        let mut others: HashSet<String> = HashSet::new();
        for told in of_passages.into_iter().flatten() {
            known.short.extend(told.short);
            known.places.extend(told.places);
            others.extend(told.others);
        }
        known.places.retain(|place| !others.contains(place));
        known
    }

    fn is_place(&self, folded: &str) -> bool {
        places::is_town(folded) || self.places.contains(folded)
    }
}

/// What a passage tells of its capitalised words.
#[derive(Default)]
struct Told {
    places: Vec<String>,
    /// Words that stand elsewhere than as a place's name does.
    others: Vec<String>,
    short: Vec<[String; 2]>,
}

impl Told {
    fn of(reading: &Reading<'_>) -> Self {
        let mut told = Self::default();
        for at in 1..reading.words.len() {
            let (before, word) = (reading.folded(at - 1), reading.folded(at));
            if !reading.words[at].is_capitalised || !reading.follows(at) {
                continue;
            }
            if is_initial(word) && reading.is_namelike(at - 1) && !reading.has_surname(at) {
                told.short.push([before.to_owned(), word.to_owned()]);
            }
            if places::stands_before_place(before) {
                told.places.push(word.to_owned());
            } else if !reading.words[at - 1].is_capitalised {
                told.others.push(word.to_owned());
            }
        }
        told
    }
}

fn is_text(passage: &Passage) -> bool {
    !matches!(passage.paragraph().kind(), Kind::Byline | Kind::Sources)
}
