//! Recognises people in a text whose front matter lists none.
//!
//! In a Dutch text a person is a sequence of capitalised words that is no country, no source and no ordinary Dutch: two words or more,
//! or a single one that somewhere follows a title such as «president».

mod english;
mod initials;
mod nobody;
mod scanner;

use std::collections::HashSet;
use std::sync::Arc;

use self::scanner::{NameScanner, PassageWords};
use super::person::{Person, is_particle};
use crate::analyzer::folded_words;
use crate::article::{Article, Kind};
use crate::excerpt::Passage;
use crate::lexicon::fold::fold;
use crate::lexicon::initials::is_initial;
use crate::lexicon::places;

/// Returns the people whom the text of an article names.
pub(super) fn recognised(article: &Arc<Article>) -> Vec<Person> {
    let sources: HashSet<String> = article
        .sources
        .iter()
        .flat_map(|source| folded_words(&source.name))
        .collect();
    let known = ArticleWords::of(article, &sources);
    // Each passage is analysed twice: the words of all passages of a long article would take too much memory.
    let names = Passage::each(article, |passage| {
        if !is_text(&passage) {
            return Vec::new();
        }
        let words = PassageWords::of(&passage);
        let scanner = NameScanner::of(&passage, &words, &known);
        if article.is_english() {
            english::names(&scanner)
        } else {
            scanner.names()
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

/// Removes people whose name, from a particle on, ends another's name: «De Boer» is Jan de Boer.
fn without_parts(mut people: Vec<Person>) -> Vec<Person> {
    let ends: HashSet<Vec<String>> = people
        .iter()
        .flat_map(|person| (1..person.words.len()).map(|from| person.words[from..].to_vec()))
        .filter(|end| is_particle(&end[0]))
        .collect();
    people.retain(|person| !ends.contains(&person.words));
    people
}

/// What the whole article tells about its capitalised words.
struct ArticleWords<'t> {
    /// Words of the names of its sources.
    sources: &'t HashSet<String>,
    /// Words that occur only as names of places.
    places: HashSet<String>,
    /// First names with an initial for a surname in this article: «sander» and «b» in «Sander B. ontkent».
    short: HashSet<[String; 2]>,
}

impl<'t> ArticleWords<'t> {
    fn of(article: &Arc<Article>, sources: &'t HashSet<String>) -> Self {
        let mut known = Self {
            sources,
            places: HashSet::new(),
            short: HashSet::new(),
        };
        let of_passages = Passage::each(article, |passage| {
            is_text(&passage).then(|| {
                let words = PassageWords::of(&passage);
                Capitals::of(&NameScanner::of(&passage, &words, &known))
            })
        });
        let mut others: HashSet<String> = HashSet::new();
        for capitals in of_passages.into_iter().flatten() {
            known.short.extend(capitals.short);
            known.places.extend(capitals.places);
            others.extend(capitals.others);
        }
        known.places.retain(|place| !others.contains(place));
        known
    }

    fn is_place(&self, folded: &str) -> bool {
        places::is_town(folded) || self.places.contains(folded)
    }
}

/// What one passage tells about its capitalised words.
#[derive(Default)]
struct Capitals {
    places: Vec<String>,
    /// Words that occur as something else than the name of a place.
    others: Vec<String>,
    short: Vec<[String; 2]>,
}

impl Capitals {
    fn of(scanner: &NameScanner<'_>) -> Self {
        let mut capitals = Self::default();
        for at in 1..scanner.words.len() {
            let (before, word) = (scanner.folded(at - 1), scanner.folded(at));
            if !scanner.words[at].is_capitalised || !scanner.follows(at) {
                continue;
            }
            if is_initial(word) && scanner.is_namelike(at - 1) && !scanner.has_surname(at) {
                capitals.short.push([before.to_owned(), word.to_owned()]);
            }
            if places::stands_before_place(before) {
                capitals.places.push(word.to_owned());
            } else if !scanner.words[at - 1].is_capitalised {
                capitals.others.push(word.to_owned());
            }
        }
        capitals
    }
}

fn is_text(passage: &Passage) -> bool {
    !matches!(passage.paragraph().kind(), Kind::Byline | Kind::Sources)
}
