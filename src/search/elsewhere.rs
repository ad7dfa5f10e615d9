//! The terms by which an engine elsewhere finds passages: the same analysis as that of our own index, as words between spaces.
//!
//! An engine elsewhere needs to know no language. A field of an article's passage is a text of ready terms, which it divides at
//! the spaces; a question is a list of terms, each with the weight of a match.

use std::iter;
use std::sync::{Arc, LazyLock};

use super::index::analysis::{Analysis, KnownWords};
use super::index::field::Field;
use super::index::lexical::Lexical;
use super::question::vocabulary::Vocabulary;
use super::ranking::candidates::wanted;
use crate::analyzer;
use crate::article::Article;
use crate::excerpt::Passage;
use crate::lexicon::{english, words};

/// The fields that passages are found by.
pub const FIELDS: [&str; 8] = [
    "word", "dutch", "porter", "part", "section", "title", "country", "capital",
];

/// The field with the stems of the article's title.
pub const TITLE: &str = "title";

/// A longer term is cut: engines divide those, each at a length of its own.
const LONGEST: usize = 200;

/// A term that a question looks up.
#[derive(Clone, Debug, PartialEq)]
pub struct Lookup {
    /// One of [`FIELDS`].
    pub field: &'static str,
    /// The term.
    pub term: String,
    /// The weight of a match.
    pub weight: f32,
}

/// The terms of a passage by field, with a space between two.
pub type PassageTerms = Vec<(&'static str, String)>;

/// The terms that a question looks up; none if it has no word that can be looked up. An engine elsewhere has its own words, so
/// that no spelling is corrected by them ([`corrected`]).
#[must_use]
pub fn lookups(question: &str) -> Vec<Lookup> {
    static NO_WORDS: LazyLock<Option<Lexical>> =
        LazyLock::new(|| Lexical::build(Vec::<iter::Empty<_>>::new(), "", &mut || {}).ok());
    let Some(index) = NO_WORDS.as_ref() else {
        return Vec::new();
    };
    let vocabulary = Vocabulary {
        index,
        passages: &[],
    };
    let mut lookups: Vec<Lookup> = Vec::new();
    for wanted in wanted(&vocabulary.understand(question)) {
        let lookup = Lookup {
            field: wanted.field.name(),
            term: as_one_word(&wanted.term),
            weight: wanted.weight,
        };
        let is_same =
            |known: &&mut Lookup| known.field == lookup.field && known.term == lookup.term;
        match lookups.iter_mut().find(is_same) {
            _ if lookup.term.is_empty() => {}
            Some(known) => known.weight += lookup.weight,
            None => lookups.push(lookup),
        }
    }
    lookups
}

/// The terms of the words that misspelt words of a question may have been meant as, by the Dutch word list; none if none is
/// misspelt. They find articles whose own words then tell how the question is to be read.
#[must_use]
pub fn corrected(question: &str) -> Vec<Lookup> {
    let words = analyzer::words(question);
    let misspelt = words
        .iter()
        .filter(|word| !english::is_word(&word.folded))
        .flat_map(|word| words::meant(&word.folded));
    lookups(&misspelt.collect::<Vec<_>>().join(" "))
}

/// Analyses articles. It remembers the words that it met, so that one serves for some hundred articles.
#[derive(Default)]
pub struct Analyst(KnownWords);

impl Analyst {
    /// The passages of an article with their terms.
    #[must_use]
    pub fn passages(&self, article: &Arc<Article>) -> Vec<(Passage, PassageTerms)> {
        let mut analysis = Analysis::new(&self.0);
        let with_terms = |passage: Passage| {
            let by_field = analysis.terms(&passage).by_field();
            let looked_up = by_field.filter(|(field, _)| *field != Field::Sound);
            let terms = looked_up.map(|(field, lines)| {
                let terms: Vec<String> = lines.lines().map(as_one_word).collect();
                (field.name(), terms.join(" "))
            });
            let terms = terms.collect();
            (passage, terms)
        };
        Passage::all(article).map(with_terms).collect()
    }
}

/// A term without white space, and not too long.
fn as_one_word(term: &str) -> String {
    let end = term.floor_char_boundary(LONGEST);
    let term = term.get(..end).unwrap_or_default();
    term.split_whitespace().collect::<Vec<_>>().join("_")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Library;

    #[test]
    fn what_a_question_looks_up_stands_in_the_passage_that_answers_it() {
        let library = Library::bundled();
        let article = library.articles().first().expect("an article");
        let passages = Analyst::default().passages(article);
        let looked_up = lookups("Hoeveel elitetroepen zond Kirgizië?");
        let found = |(_, terms): &&(Passage, PassageTerms)| {
            looked_up.iter().any(|lookup| {
                lookup.field == "dutch"
                    && terms.iter().any(|(field, text)| {
                        *field == lookup.field && text.split(' ').any(|term| term == lookup.term)
                    })
            })
        };
        let found: Vec<&str> = passages
            .iter()
            .filter(found)
            .map(|(passage, _)| passage.address())
            .collect();
        assert!(found.contains(&"csto-kazachstan#11"), "{found:?}");
        assert!(looked_up.iter().all(|one| FIELDS.contains(&one.field)));
    }

    #[test]
    fn of_a_misspelt_word_the_words_that_are_nearest_are_looked_up() {
        let terms = |question: &str| -> Vec<String> {
            let lookups = corrected(question).into_iter();
            let words = lookups.filter(|lookup| lookup.field == "word");
            words.map(|lookup| lookup.term).collect()
        };
        assert_eq!(terms("Wat kost de belastng?"), ["belasting"]);
        assert_eq!(
            terms("de gemeenteraadsverkeizing"),
            ["gemeenteraadsverkiezing"]
        );
        for sound in [
            "Wat kost de belasting?",
            "Wie is Tokajev?",
            "the weather",
            "fiets",
        ] {
            assert_eq!(terms(sound), [""; 0], "{sound}");
        }
    }

    #[test]
    fn a_line_without_words_looks_nothing_up() {
        assert_eq!(lookups("?! …"), []);
        assert_eq!(lookups(""), []);
    }
}
