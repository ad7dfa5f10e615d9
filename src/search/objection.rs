//! Objections: reasons why a sentence cannot simply be the answer, however many words it shares with the question.
//!
//! A near miss is worse than no answer: «Hoeveel elitetroepen stuurde Armenië?» must not be answered with Kyrgyzstan's
//! number. Who and what the question names has to be there; its numbers have to be there; what belongs to a country in the
//! question has to belong to it in the sentence too; and what is asked for ([`super::exact`], a number, a date, somebody's
//! words) has to be told.

mod text;

use std::cell::LazyCell;
use std::ops::Range;

use super::analyzer;
use super::focus::Focus;
use super::holds::{holds, names_somebody, reports};
use super::intent::Wants;
use super::question::{Question, Term};
use crate::article::Kind;
use crate::excerpt::Passage;
use crate::lexicon::gazetteer::Country;
use crate::lexicon::{dates, numbers};

use text::Text;

/// From this number on, a number that a question names has to be there.
const SMALL: f64 = 10.0;

/// A name that occurs nearly everywhere tells nothing apart: from this inverse document frequency on, a name counts.
const TELLING: f64 = 0.7;

/// Words by which a question asks for somebody's deeds.
const DEEDS: [&str; 3] = ["deed", "deden", "did"];

/// Whether something speaks against the sentence at `range` (bytes of the passage's text) as an answer: something that the
/// question names is missing or belongs to somebody else there, or what it asks for is not told.
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
            None if is_number(term) => is_of_another_year(term, passage, range),
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
    // Small ones are often no counts: «de twee buurlanden».
    let counts: Vec<f64> = numbers::numbers(&question.text)
        .into_iter()
        .map(|number| number.value)
        .filter(|value| *value >= SMALL)
        .collect();
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
            && sentence.has_count_of_a_country()
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
        || !counts.is_empty() && !whole.has_counts(&counts)
        || question
            .bonds
            .iter()
            .any(|bond| sentence.breaks(bond, question))
        || question.wants.is_fact() && !holds(question.wants, passage, range)
        || question.wants == Wants::Speech && !reports(passage, range)
        || question
            .exact
            .is_some_and(|exact| !sentence.tells(exact, &question.terms))
        || question.wants == Wants::Confirmation && question.terms.iter().any(is_elsewhere)
        || question.focus.is_some_and(|focus| match focus {
            Focus::Counted(term) => sentence.miscounts(&question.terms[term]),
            Focus::Role(term) => {
                !sentence.has_in_any_form(&question.terms[term])
                    || !names_somebody(passage, range)
                    || sentence.serves_another(term, &question.terms)
            }
            Focus::Subject(term) => is_elsewhere(&question.terms[term]),
        })
}

fn is_number(term: &Term) -> bool {
    term.word.starts_with(|first: char| first.is_ascii_digit())
}

/// Whether a term is a year, and the last year that is named up to the end of a sentence is another.
fn is_of_another_year(term: &Term, passage: &Passage, range: &Range<usize>) -> bool {
    let Some(asked) = (term.word.len() == 4)
        .then(|| term.word.parse::<i32>().ok())
        .flatten()
    else {
        return false;
    };
    let years = |sentence: &Range<usize>| {
        let text = passage.text().get(sentence.clone()).unwrap_or_default();
        dates::dates(text)
            .into_iter()
            .filter_map(|mention| mention.date.year)
            .collect::<Vec<_>>()
    };
    let until = passage
        .sentences()
        .iter()
        .rev()
        .filter(|sentence| sentence.start <= range.start);
    until
        .map(years)
        .find(|years| !years.is_empty())
        .is_some_and(|last| !last.contains(&asked))
}

/// Whether a caption may tell: who somebody is and what is to be seen, but not what they said or did, nor why.
fn captions_tell(question: &Question) -> bool {
    let asks_for_deeds = || {
        analyzer::words(&question.text)
            .iter()
            .any(|word| DEEDS.contains(&word.folded.as_str()))
    };
    !matches!(question.wants, Wants::Speech | Wants::Reason) && !asks_for_deeds()
}
