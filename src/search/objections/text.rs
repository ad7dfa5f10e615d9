//! A text, analysed to be compared with a question.

use std::sync::Arc;

use crate::analyzer::{self, Forms, Word};
use crate::lexicon::gazetteer::Country;
use crate::lexicon::mentions::{self, Case, Mention, MentionKind};
use crate::lexicon::numbers;
use crate::search::question::contains::names;
use crate::search::question::{Bond, Question, Term};

/// The most words from a country to what belongs to it: «Presidenten Mirzijojev van Oezbekistan».
const BELONGS_WITHIN: usize = 4;

/// Prepositions that make the country after them a place.
const PLACING: [&str; 10] = [
    "in", "uit", "naar", "bij", "langs", "tegen", "door", "to", "from", "into",
];

/// Words within names.
const PARTICLES: [&str; 7] = ["van", "de", "den", "der", "ten", "ter", "’t"];

const DENIALS: [&str; 8] = [
    "niet", "geen", "nooit", "niemand", "not", "no", "never", "nobody",
];

pub(super) struct AnalysedText<'a> {
    pub(super) text: &'a str,
    pub(super) words: Vec<Word>,
    forms: Vec<Arc<Forms>>,
    mentions: Vec<Mention>,
}

impl<'a> AnalysedText<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let words = analyzer::words(text);
        let forms = words
            .iter()
            .map(|word| analyzer::forms_of_text(&word.folded))
            .collect();
        Self {
            text,
            words,
            forms,
            mentions: mentions::mentions(text, Case::Strict),
        }
    }

    /// The countries that are named, also by adjective and inhabitants, with the index of a word.
    pub(super) fn countries(&self) -> impl Iterator<Item = (Country, usize)> {
        let of_word = |mention: &Mention| {
            self.words
                .iter()
                .position(|word| word.range.end > mention.range.start)
        };
        let named = self
            .mentions
            .iter()
            .filter(|mention| mention.kind != MentionKind::Capital);
        named.filter_map(move |mention| Some((mention.country, of_word(mention)?)))
    }

    pub(super) fn has(&self, term: &Term) -> bool {
        match term.country {
            Some(country) => self.countries().any(|(named, _)| named == country),
            None => self.places(term).next().is_some(),
        }
    }

    /// The word before this one.
    pub(super) fn before(&self, at: usize) -> Option<&Word> {
        at.checked_sub(1).and_then(|before| self.words.get(before))
    }

    /// The indexes of the words that match a term.
    pub(super) fn places<'b>(&'b self, term: &'b Term) -> impl Iterator<Item = usize> + 'b {
        let is_same = |at: &usize| {
            let word = &self.words[*at];
            // «Pasen» is no form of «pas».
            let may_be_form = !word.is_stop_word && (word.is_capitalised || !term.is_name);
            word.folded == term.word || may_be_form && self.forms[*at].shares_stem(&term.forms)
        };
        (0..self.words.len()).filter(is_same)
    }

    /// Whether it has these numbers, in digits or in words.
    pub(super) fn has_counts(&self, wanted: &[f64]) -> bool {
        let here = numbers::numbers(self.text);
        let is_here = |value: &f64| {
            here.iter()
                .any(|number| (number.value - value).abs() < 0.001)
        };
        wanted.iter().all(is_here)
    }

    /// Whether a country stands before the first number, and is no place: «Rusland stuurde 2300 militairen», but not «In
    /// Frankrijk staan drie huizen» or «drie lidstaten: België …».
    pub(super) fn has_count_of_a_country(&self) -> bool {
        let Some(number) = numbers::numbers(self.text).into_iter().next() else {
            return false;
        };
        self.countries().any(|(_, at)| {
            let before = self.before(at);
            let is_place = before.is_some_and(|word| word.is_one_of(&PLACING));
            self.words[at].range.start < number.range.start && !is_place
        })
    }

    /// Whether it has a term, also as a part of a compound.
    pub(super) fn has_in_any_form(&self, term: &Term) -> bool {
        let is_part = |forms: &Arc<Forms>| forms.parts.contains(&term.forms.dutch);
        self.has(term) || self.forms.iter().any(is_part)
    }

    /// Whether it has the last part of a compound but not the others.
    pub(super) fn has_head_only(&self, term: &Term) -> bool {
        let Some((head, others)) = term.forms.parts.split_last() else {
            return false;
        };
        let has = |part: &String| self.forms.iter().any(|forms| forms.parts.contains(part));
        has(head) && !others.iter().all(has)
    }

    /// The number of names that the question does not have: «Hans van der Vaart en Sem de Wit» are two.
    pub(super) fn other_names(&self, question: &Question) -> usize {
        let mut end = None;
        names(self.text, &self.words, &self.mentions)
            .filter(|word| !names_too(question, word))
            .filter(|word| {
                let gap = end.and_then(|end| self.text.get(end..word.range.start));
                end = Some(word.range.end);
                gap.is_none_or(|gap| {
                    !gap.split(' ')
                        .all(|word| word.is_empty() || PARTICLES.contains(&word))
                })
            })
            .count()
    }

    /// Whether its last name is one that the question does not have.
    pub(super) fn ends_with_another(&self, question: &Question) -> bool {
        names(self.text, &self.words, &self.mentions)
            // «Westerse» is no name.
            .filter(|word| !word.folded.ends_with("se"))
            .last()
            .is_some_and(|word| !names_too(question, word))
    }

    /// Whether it denies a word of the question: «Verbeeck schrijft niet mee».
    pub(super) fn denies(&self, question: &Question, words: &[Word]) -> bool {
        /// The most words from what is denied to its denial.
        const WITHIN: usize = 3;
        let is_denial = |word: &Word| word.is_one_of(&DENIALS);
        let mut denials = (0..self.words.len()).filter(|at| is_denial(&self.words[*at]));
        !words.iter().any(is_denial)
            && denials.any(|denial| {
                let before = denial.saturating_sub(WITHIN);
                let deeds = question.terms.iter().filter(|term| !term.is_name);
                deeds
                    .flat_map(|term| self.places(term))
                    .any(|at| (before..denial).contains(&at))
            })
    }

    pub(super) fn has_word(&self, folded: &str) -> bool {
        self.words.iter().any(|word| word.folded == folded)
    }

    /// Whether it names somebody with this surname and another first name.
    pub(super) fn shares_surname(&self, surname: &Term, first: &Term) -> bool {
        self.places(surname).any(|at| {
            self.before(at).is_some_and(|word| {
                let gap = self.text.get(word.range.end..self.words[at].range.start);
                word.is_capitalised && gap == Some(" ") && word.folded != first.word
            })
        })
    }

    pub(super) fn is_question(&self) -> bool {
        let end = self.text.trim_end();
        end.trim_end_matches(['”', '’', '"', '»', ')'])
            .ends_with('?')
    }

    /// Whether it has what belongs to a country in the question, but not near that country.
    pub(super) fn breaks(&self, bond: &Bond, question: &Question) -> bool {
        let Some(term) = question.terms.get(bond.term) else {
            return false;
        };
        let mut places = self.places(term).peekable();
        places.peek().is_some()
            && !places.any(|at| {
                self.countries().any(|(country, place)| {
                    country == bond.country && place.abs_diff(at) <= BELONGS_WITHIN
                })
            })
    }
}

/// Whether the question has this word.
fn names_too(question: &Question, word: &Word) -> bool {
    question.terms.iter().any(|term| term.word == word.folded)
}
