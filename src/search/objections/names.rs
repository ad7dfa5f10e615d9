//! What the question names must be there, and the sentence must not be about another of its kind.

use super::ProposedAnswer;
use super::text::AnalysedText;
use crate::analyzer::Word;
use crate::lexicon::gazetteer::Country;
use crate::lexicon::{dates, numbers};
use crate::search::question::{AnswerType, Term};

/// From this value on, a number that the question names must be there.
const SMALL: f64 = 10.0;

/// The least inverse document frequency of a name that must be there. A name that occurs nearly everywhere distinguishes
/// nothing.
const TELLING: f64 = 0.7;

/// Ordinals.
#[rustfmt::skip]
const ORDINALS: [&str; 10] = [
    "eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende",
];

impl ProposedAnswer<'_> {
    /// Whether a name of the question is missing, or another of its kind stands in its place.
    pub(super) fn misses_a_name(&self) -> bool {
        let speaks = |at: usize| self.question.speaker == Some(at);
        let mut terms = self.question.terms.iter().enumerate();
        terms.any(|(at, term)| !speaks(at) && !term.is_number() && self.misses(term))
    }

    /// «Zuidgrens» does not stand for «noordgrens».
    pub(super) fn has_another_compound(&self) -> bool {
        let mut terms = self.question.terms.iter();
        terms.any(|term| {
            !term.is_known && term.forms.parts.len() > 1 && self.sentence.has_head_only(term)
        })
    }

    pub(super) fn breaks_a_bond(&self) -> bool {
        let mut bonds = self.question.bonds.iter();
        bonds.any(|bond| self.sentence.breaks(bond, self.question))
    }

    /// Whether a name or a number is missing.
    fn misses(&self, term: &Term) -> bool {
        let must_agree = term.is_number() || term.is_name && term.idf >= TELLING;
        if !must_agree
            || self.sentence.has(term)
            || self.section.has(term)
            || self.is_meant_by_surname(term)
        {
            return false;
        }
        // A name in an earlier sentence still counts, unless another of its kind follows.
        let has_rival = match term.country {
            Some(_) => {
                let countries = |text: &AnalysedText<'_>| text.countries().next().is_some();
                countries(&self.sentence) || countries(&self.section)
            }
            None if term.is_number() => self.is_of_another_year(term),
            None => {
                // «Wie is de trainer van Noordstad?»: the answer is a name too.
                let wanted = usize::from(self.question.answer_type == AnswerType::Person);
                self.sentence.other_names(self.question) > wanted
                    // Words without a speaker belong to whoever was named last: «de opa van Kwakman».
                    || self.question.answer_type == AnswerType::Speech
                        && self.before().ends_with_another(self.question)
            }
        };
        has_rival || !self.before().has(term)
    }

    /// Whether the surname alone stands for a first name, because nobody else has it.
    fn is_meant_by_surname(&self, term: &Term) -> bool {
        surname_of(term, &self.words, &self.question.terms).is_some_and(|surname| {
            (self.sentence.has(surname) || self.before().has(surname))
                && !self.whole().shares_surname(surname, term)
        })
    }

    /// A section about one country says nothing about another, unless the sentence names that one.
    pub(super) fn is_of_another_country(&self) -> bool {
        let countries = &self.question.countries;
        let asked = |named: Country| countries.iter().any(|(asked, _)| *asked == named);
        let mut here = self.sentence.countries().chain(self.section.countries());
        !countries.is_empty()
            && self.section.countries().next().is_some()
            && !here.any(|(named, _)| asked(named))
    }

    /// The number of one country does not answer for the subject of the whole article: «Hoeveel militairen heeft de CSTO?»
    pub(super) fn counts_for_another(&self) -> bool {
        let is_everywhere = |term: &Term| term.is_name && term.idf < TELLING;
        self.question.answer_type == AnswerType::Number
            && self.question.countries.is_empty()
            && self.sentence.has_count_of_a_country()
            && self
                .question
                .terms
                .iter()
                .any(|term| is_everywhere(term) && !self.sentence.has(term))
    }

    /// Whether the passage lacks a number of the question, in digits or in words, the result of a game, or an ordinal. Small
    /// numbers are skipped, because they are often no counts: «de twee buurlanden».
    pub(super) fn misses_a_number(&self) -> bool {
        let text = &self.question.text;
        let counts: Vec<f64> = numbers::numbers(text)
            .into_iter()
            .map(|number| number.value)
            .filter(|value| *value >= SMALL)
            .collect();
        let lacks_ordinal = |word: &Word| {
            word.is_one_of(&ORDINALS)
                && !self.whole().has_word(&word.folded)
                && !self.section.has_word(&word.folded)
        };
        let mut terms = self.question.terms.iter();
        terms.any(|term| term.is_number() && self.misses(term))
            || !counts.is_empty() && !self.whole().has_counts(&counts)
            || results(text).any(|result| !self.passage.text().contains(result))
            || self.words.iter().any(lacks_ordinal)
    }

    /// Whether a term is a year, and the last year up to the end of the sentence is another.
    fn is_of_another_year(&self, term: &Term) -> bool {
        let Some(asked) = (term.word.len() == 4)
            .then(|| term.word.parse::<i32>().ok())
            .flatten()
        else {
            return false;
        };
        let years = |sentence| {
            dates::dates(self.passage.text_at(sentence))
                .into_iter()
                .filter_map(|mention| mention.date.year)
                .collect::<Vec<_>>()
        };
        let sentences = self.passage.sentences().iter().rev();
        sentences
            .filter(|sentence| sentence.start <= self.range.start)
            .map(years)
            .find(|years| !years.is_empty())
            .is_some_and(|last| !last.contains(&asked))
    }
}

/// The surname after a first name, if a question of these words has both.
fn surname_of<'a>(term: &Term, words: &[Word], terms: &'a [Term]) -> Option<&'a Term> {
    let is_name = |term: &Term| term.is_name && term.country.is_none();
    if !is_name(term) {
        return None;
    }
    let at = words.iter().position(|word| word.folded == term.word)?;
    let surname = words
        .iter()
        .skip(at + 1)
        .find(|word| word.is_capitalised || !word.is_stop_word)?;
    terms
        .iter()
        .find(|other| is_name(other) && other.word == surname.folded)
}

/// The results of games: «2-2».
fn results(question: &str) -> impl Iterator<Item = &str> {
    question
        .split_whitespace()
        .map(|word| word.trim_matches(|mark: char| !mark.is_ascii_digit()))
        .filter(|word| {
            let sides: Vec<&str> = word.split(['-', '–']).collect();
            let is_count = |side: &&str| {
                (1..=2).contains(&side.len()) && side.bytes().all(|byte| byte.is_ascii_digit())
            };
            sides.len() == 2 && sides.iter().all(is_count)
        })
}
