//! Recognising people in a text whose front matter lists none.
//!
//! A person is a sequence of capitalised words that is no country, no source and no ordinary Dutch: two words or more, or
//! one that somewhere follows a title such as «president».

use std::collections::HashSet;
use std::sync::Arc;

use super::{Person, folded};
use crate::article::{Article, Kind};
use crate::excerpt::Passage;
use crate::lexicon::fold::fold;
use crate::lexicon::mentions::{self, Case};
use crate::lexicon::roles::is_role;
use crate::lexicon::{compounds, inflection};
use crate::search::analyzer::{self, Word};

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

/// Words within a name that are not capitalised, unless they are Flemish: «Ingrid De Smet».
const PARTICLES: [&str; 16] = [
    "van", "de", "der", "den", "ten", "ter", "von", "al", "el", "bin", "ben", "ibn", "la", "da",
    "di", "du",
];

pub(super) fn recognised(article: &Arc<Article>) -> Vec<Person> {
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
    people
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
    let may_be_name = |word: &Word| {
        let written = text.get(word.range.clone()).unwrap_or_default();
        let is_country = countries
            .iter()
            .any(|m| m.range.start <= word.range.start && word.range.end <= m.range.end);
        let is_abbreviation = written.chars().filter(|c| c.is_uppercase()).count() > 1;
        word.is_capitalised
            && written.chars().all(is_latin)
            && !is_country
            && !is_abbreviation
            && !sources.contains(&word.folded)
    };
    let is_namelike = |word: &Word| may_be_name(word) && !is_ordinary(&word.folded);
    let opens_sentence = |at: usize| {
        let before = text.get(..words[at].range.start).unwrap_or_default();
        let before = before.trim_end();
        before.is_empty() || before.ends_with(['.', '?', '!', ':', '‘', '“', '"'])
    };
    // «De Vries» is a name inside a sentence; at its beginning «De» may be there before anything.
    let may_open = |at: usize| !(words[at].is_stop_word && opens_sentence(at));
    // «Armen» is ordinary Dutch, but inside a sentence and before a name it is the first part of one.
    let is_given_name = |at: usize| {
        let said_before = at
            .checked_sub(1)
            .is_some_and(|before| matches!(words[before].folded.as_str(), "aldus" | "zei"));
        let is_followed = next_of_name(&words, at, text, &is_namelike).is_some()
            || surname_after_particle(&words, at, text)
                .is_some_and(|next| may_be_name(&words[next]));
        !opens_sentence(at)
            && !is_role(&words[at].folded)
            && !words[at].is_stop_word
            && may_be_name(&words[at])
            && (is_followed || said_before)
    };
    let is_credit = |word: &Word| {
        let before = text.get(..word.range.start).unwrap_or_default();
        passage.paragraph().kind() == Kind::Caption
            && before.matches('(').count() > before.matches(')').count()
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let begins = may_open(at) && (is_namelike(&words[at]) || is_given_name(at));
        if is_credit(&words[at]) || !begins {
            at += 1;
            continue;
        }
        let before = at
            .checked_sub(1)
            .map(|before| words[before].folded.as_str())
            .unwrap_or_default();
        let is_introduced = is_role(before) || matches!(before, "aldus" | "zei" | "volgens");
        // «Rector Henk Blokland»: what is ordinary Dutch elsewhere is a surname there.
        let goes_on = |word: &Word| {
            is_namelike(word)
                || (is_introduced
                    && may_be_name(word)
                    && !word.is_stop_word
                    && !is_role(&word.folded))
        };
        let mut last = at;
        while let Some(next) = next_of_name(&words, last, text, &goes_on).or_else(|| {
            surname_after_particle(&words, last, text).filter(|next| may_be_name(&words[*next]))
        }) {
            last = next;
        }
        // «De Graafse Boys», «De Amsterdamse School»: what begins so and goes on is a thing's name.
        let is_thing = words[at].is_stop_word && {
            let next = words.get(last + 1).filter(|next| next.is_capitalised);
            next.is_some_and(|next| text.get(words[last].range.end..next.range.start) == Some(" "))
        };
        if !is_thing && !NO_PERSON.contains(&before) {
            let name = text
                .get(words[at].range.start..words[last].range.end)
                .unwrap_or_default();
            found.push((name.to_owned(), is_introduced));
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
        if PARTICLES.contains(&words[next].folded.as_str()) {
            continue;
        }
        return is_namelike(&words[next]).then_some(next);
    }
    None
}

/// The place of a capitalised word right after «de», «der» or «den», itself right after a name, perhaps with «van»
/// between: «Piet de Boer». What is ordinary Dutch elsewhere is a surname there.
fn surname_after_particle(words: &[Word], last: usize, text: &str) -> Option<usize> {
    let van = usize::from(words.get(last + 1)?.folded == "van");
    let particle = last + 1 + van;
    let is_particle = matches!(words.get(particle)?.folded.as_str(), "de" | "der" | "den");
    let surname = words.get(particle + 1)?;
    let is_adjacent = text
        .get(words[last].range.end..surname.range.start)?
        .chars()
        .all(|c| c == ' ' || c.is_alphabetic());
    let is_name = surname.is_capitalised && !is_role(&surname.folded);
    (is_particle && is_adjacent && is_name).then_some(particle + 1)
}

/// Whether a letter is one of the alphabet that Dutch names are written in.
fn is_latin(c: char) -> bool {
    !c.is_alphabetic() || c < '\u{250}'
}

/// Whether a word is ordinary Dutch, inflected or compounded, and so no name.
fn is_ordinary(folded: &str) -> bool {
    inflection::is_inflected(folded) || !compounds::split(folded).is_empty()
}
