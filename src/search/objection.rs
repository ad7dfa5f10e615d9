//! Objections: reasons why a sentence cannot simply be the answer, however many words it shares with the question.
//!
//! A near miss is worse than no answer: «Hoeveel elitetroepen stuurde Armenië?» must not be answered with Kyrgyzstan's
//! number. Who and what the question names has to be there; its numbers have to be there; and what belongs to a country
//! in the question has to belong to it in the sentence too.

mod text;

use std::cell::LazyCell;
use std::ops::Range;

use super::focus::Focus;
use super::holds::{holds, reports};
use super::intent::Wants;
use super::question::{Question, Term};
use crate::article::Kind;
use crate::excerpt::Passage;
use crate::lexicon::gazetteer::Country;

use text::Text;

/// A name that occurs nearly everywhere tells nothing apart: from this inverse document frequency on, a name counts.
const TELLING: f64 = 0.7;

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
        || question.wants == Wants::Speech && !reports(passage, range)
        || question
            .exact
            .is_some_and(|exact| !sentence.tells(exact, &question.terms))
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
