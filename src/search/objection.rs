//! Objections: reasons why a sentence cannot simply be the answer, however many words it shares with the question.
//!
//! A near miss is worse than no answer: «Hoeveel elitetroepen stuurde Armenië?» must not be answered with Kyrgyzstan's
//! number. Who and what the question names has to be there; its numbers have to be there; and what belongs to a country
//! in the question has to belong to it in the sentence too.

use std::cell::LazyCell;
use std::ops::Range;
use std::sync::Arc;

use super::analyzer::{self, Forms, Word};
use super::focus::Focus;
use super::holds::holds;
use super::intent::Wants;
use super::question::{Bond, Question, Term};
use crate::article::Kind;
use crate::excerpt::Passage;
use crate::lexicon::gazetteer::Country;
use crate::lexicon::mentions::{self, Case, Mention, MentionKind};
use crate::lexicon::numbers;

/// A name that occurs nearly everywhere tells nothing apart: from this inverse document frequency on, a name counts.
const TELLING: f64 = 0.7;

/// The most words between a country and what belongs to it: «Presidenten Mirzijojev van Oezbekistan».
const BELONGS_WITHIN: usize = 4;

/// The most words between a number and what it counts: «38 andere in Kazachstan vastzittende Kirgiziërs».
const COUNTED_WITHIN: usize = 6;

/// From this number on, a number that a question names has to be there.
const SMALL: f64 = 10.0;

/// Words of questions about pictures.
const PICTURES: [&str; 10] = [
    "foto",
    "fotos",
    "foto's",
    "afbeelding",
    "beeld",
    "plaatje",
    "bijschrift",
    "photo",
    "picture",
    "caption",
];

/// A stretch of text, analysed.
struct Text<'a> {
    text: &'a str,
    words: Vec<Word>,
    forms: Vec<Arc<Forms>>,
    mentions: Vec<Mention>,
}

/// Whether something that the question names is missing from the sentence at `range` (bytes of the passage's text), or
/// belongs to somebody else there.
pub(super) fn objects(question: &Question, passage: &Passage, range: &Range<usize>) -> bool {
    let slice = |range: Range<usize>| Text::of(passage.text().get(range).unwrap_or_default());
    let sentence = slice(range.clone());
    let section = Text::of(passage.paragraph().section());
    let before = LazyCell::new(|| slice(0..range.start));
    let is_missing = |term: &Term| {
        let must_agree = is_number(term) || term.is_name && term.idf >= TELLING;
        if !must_agree || sentence.has(term) || section.has(term) {
            return false;
        }
        // What was named before is still meant, unless another of its kind has taken its place.
        let has_rival = match term.country {
            Some(_) => {
                sentence.countries().next().is_some() || section.countries().next().is_some()
            }
            None if is_number(term) => {
                let year = sentence.last_year().or_else(|| before.last_year());
                is_year(&term.word) && year.is_some_and(|year| year != term.word)
            }
            None => sentence.has_other_name(question),
        };
        has_rival || !before.has(term)
    };
    // «Noordgrens» is not answered by «zuidgrens».
    let is_other_compound =
        |term: &Term| !term.is_known && term.forms.parts.len() > 1 && sentence.has_head_only(term);
    // Whether something is so is not answered where half of it is not spoken of.
    let whole = LazyCell::new(|| Text::of(passage.text()));
    let is_elsewhere = |term: &Term| !whole.has_in_any_form(term) && !section.has_in_any_form(term);
    // A section about one country tells nothing of another that the sentence does not name, however common that name is.
    let is_of_another = || {
        let asked = |named: Country| question.countries.iter().any(|(asked, _)| *asked == named);
        let mut here = sentence.countries().chain(section.countries());
        !question.countries.is_empty()
            && section.countries().next().is_some()
            && !here.any(|(named, _)| asked(named))
    };
    // Nor does a country's number tell that of what the whole article is about: «Hoeveel militairen heeft de CSTO?»
    let counts_for_another = || {
        let is_everywhere = |term: &Term| term.is_name && term.idf < TELLING;
        question.wants == Wants::Number
            && question.countries.is_empty()
            && sentence.countries().next().is_some()
            && question
                .terms
                .iter()
                .any(|term| is_everywhere(term) && !sentence.has(term))
    };
    question
        .terms
        .iter()
        .any(|term| is_missing(term) || is_other_compound(term))
        || is_of_another()
        || counts_for_another()
        || passage.paragraph().kind() == Kind::Caption && !captions_tell(question)
        || !whole.has_counts_of(&question.text)
        || question
            .bonds
            .iter()
            .any(|bond| sentence.breaks(bond, question))
        || question.wants.is_fact() && !holds(question.wants, passage, range)
        || question.wants == Wants::Confirmation && question.terms.iter().any(is_elsewhere)
        || question.focus.is_some_and(|focus| match focus {
            Focus::Counted(term) => sentence.miscounts(&question.terms[term]),
            Focus::Role(term) => {
                !sentence.has_in_any_form(&question.terms[term])
                    || sentence.serves_another(term, &question.terms)
            }
            Focus::Subject(term) => {
                let subject = &question.terms[term];
                !Text::of(passage.text()).has_in_any_form(subject)
                    && !section.has_in_any_form(subject)
            }
        })
}

fn is_number(term: &Term) -> bool {
    term.word.starts_with(|first: char| first.is_ascii_digit())
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && matches!(word.parse(), Ok(1000..=2999))
}

/// Whether a caption may tell: who and what is in a picture, but not what they said or did.
fn captions_tell(question: &Question) -> bool {
    let is_of_pictures = |term: &Term| PICTURES.contains(&term.word.as_str());
    matches!(question.wants, Wants::Number | Wants::Date | Wants::Person)
        || question.terms.iter().any(is_of_pictures)
}

impl<'a> Text<'a> {
    fn of(text: &'a str) -> Self {
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

    /// The countries that are named, but not those of which only the capital is.
    fn countries(&self) -> impl Iterator<Item = (Country, usize)> {
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

    /// The last year that is named.
    fn last_year(&self) -> Option<&str> {
        let years = self.words.iter().map(|word| word.folded.as_str());
        years.rev().find(|word| is_year(word))
    }

    fn has(&self, term: &Term) -> bool {
        match term.country {
            Some(country) => self.countries().any(|(named, _)| named == country),
            None => self.places(term).next().is_some(),
        }
    }

    /// Where the words are that a term finds, as words from the beginning.
    fn places<'b>(&'b self, term: &'b Term) -> impl Iterator<Item = usize> + 'b {
        let is_same = |at: &usize| {
            let word = &self.words[*at];
            word.folded == term.word
                || !word.is_stop_word && self.forms[*at].shares_stem(&term.forms)
        };
        (0..self.words.len()).filter(is_same)
    }

    /// Whether every count that a question names stands here too, in digits or in words.
    fn has_counts_of(&self, question: &str) -> bool {
        let wanted = numbers::numbers(question);
        if wanted.is_empty() {
            return true;
        }
        let here = numbers::numbers(self.text);
        let is_here = |value: f64| {
            here.iter()
                .any(|number| (number.value - value).abs() < 0.001)
        };
        // Small ones are often no counts: «de twee buurlanden».
        wanted
            .iter()
            .all(|number| number.value < SMALL || is_here(number.value))
    }

    /// Whether a word stands here, also as a part of another.
    fn has_in_any_form(&self, term: &Term) -> bool {
        let is_part = |forms: &Arc<Forms>| forms.parts.contains(&term.forms.dutch);
        self.has(term) || self.forms.iter().any(is_part)
    }

    /// Whether what is counted in the question is not counted here: it stands beside no number, or something else does,
    /// although the text knows its name.
    fn miscounts(&self, term: &Term) -> bool {
        let mut places = self.places(term).peekable();
        if places.peek().is_none() {
            return term.is_known;
        }
        let numbers = numbers::numbers(self.text);
        let counts = |at: usize| {
            let first = at.saturating_sub(COUNTED_WITHIN);
            let stretch = self.words[first].range.start..self.words[at].range.end;
            numbers.iter().any(|number| {
                stretch.start <= number.range.start && number.range.end <= stretch.end
            })
        };
        !places.any(counts)
    }

    /// Whether a function stands here, and what somebody is asked to have it of, but far from it: «directeur van Ma’no, in
    /// gesprek met Sputnik News» has no director of Sputnik News.
    fn serves_another(&self, role: usize, terms: &[Term]) -> bool {
        let names = terms.iter().skip(role + 1);
        let mut names = names.filter(|term| term.is_name && term.country.is_none());
        let is_far = |name: &Term| {
            let mut places = self.places(name).peekable();
            let roles = || self.places(&terms[role]);
            places.peek().is_some()
                && roles().next().is_some()
                && !places.any(|at| roles().any(|role| role.abs_diff(at) <= COUNTED_WITHIN))
        };
        names.any(is_far)
    }

    /// Whether the last part of a compound stands here, but not the ones before it.
    fn has_head_only(&self, term: &Term) -> bool {
        let Some((head, others)) = term.forms.parts.split_last() else {
            return false;
        };
        let has = |part: &String| self.forms.iter().any(|forms| forms.parts.contains(part));
        has(head) && !others.iter().all(has)
    }

    /// Whether somebody is named here whom the question does not name.
    fn has_other_name(&self, question: &Question) -> bool {
        let is_country = |word: &Word| {
            self.mentions
                .iter()
                .any(|m| m.range.start <= word.range.start && word.range.end <= m.range.end)
        };
        self.words.iter().skip(1).any(|word| {
            let written = self.text.get(word.range.clone()).unwrap_or_default();
            let is_abbreviation = written.chars().filter(|c| c.is_uppercase()).count() > 1;
            let is_asked = question.terms.iter().any(|term| term.word == word.folded);
            word.is_capitalised && !is_abbreviation && !is_asked && !is_country(word)
        })
    }

    /// Whether what belongs to a country in the question is here, but not beside that country.
    fn breaks(&self, bond: &Bond, question: &Question) -> bool {
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
