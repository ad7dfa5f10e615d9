//! Whether a sentence contains the kind of answer that a question asks for.

use std::ops::Range;

use super::answer_type::AnswerType;
use crate::analyzer::{self, Word};
use crate::excerpt::Passage;
use crate::lexicon::mentions::{self, Case, Mention};
use crate::lexicon::{dates, numbers, speech, verbs};

/// Verbs that report somebody's words without quotation marks, as infinitives. Others are too common.
const REPORTING: [&str; 5] = ["noemen", "vinden", "voorspellen", "waarschuwen", "zeggen"];

/// More verbs that report what somebody thinks or wants, as infinitives.
#[rustfmt::skip]
const THINKING: [&str; 7] = [
    "eisen", "hopen", "laten", "steunen", "uiten", "vrezen", "wijzen",
];

/// Other words that report what somebody says or thinks.
#[rustfmt::skip]
const SAID_OR_THOUGHT: [&str; 16] = [
    "aldus", "eens", "eis", "hart", "kritiek", "mening", "oordeel", "oproep", "opvatting", "reactie", "standpunt",
    "toezegging", "verklaring", "volgens", "zou", "zouden",
];

/// Words that introduce a reason.
#[rustfmt::skip]
const REASONS: [&str; 11] = [
    "omdat", "doordat", "want", "aangezien", "vanwege", "wegens", "dankzij", "reden", "redenen", "gezien", "zodat",
];

/// First words of a sentence that makes the one before it a reason: «Daarom vertrok hij.»
const CONSEQUENCES: [&str; 3] = ["daarom", "daardoor", "vandaar"];

/// First words of a sentence that says yes or no.
const CONFIRMATIONS: [&str; 5] = ["ja", "nee", "neen", "klopt", "inderdaad"];

/// Whether the sentence at `range` (bytes of the passage's text) contains this kind of answer.
pub(crate) fn contains(answer_type: AnswerType, passage: &Passage, range: &Range<usize>) -> bool {
    let text = passage.text_at(range);
    match answer_type {
        AnswerType::Number => !numbers::counts(text).is_empty(),
        AnswerType::Date => !dates::dates(text).is_empty(),
        AnswerType::Person => has_name(text),
        AnswerType::Reason => has_word(text, &REASONS) || has_consequence(passage, range),
        AnswerType::Speech => {
            passage.quotations_in(range).next().is_some()
                || has_word(text, &["volgens"])
                || has_verb(text, |verb| REPORTING.contains(&verb))
        }
        AnswerType::Confirmation => opens_with(text, &CONFIRMATIONS),
        AnswerType::Other => true,
    }
}

/// Whether the sentence at `range` reports what somebody says or thinks.
pub(crate) fn reports(passage: &Passage, range: &Range<usize>) -> bool {
    let text = passage.text_at(range);
    contains(AnswerType::Speech, passage, range)
        || has_word(text, &SAID_OR_THOUGHT)
        || has_verb(text, |verb| {
            THINKING.contains(&verb) || speech::is_saying(verb)
        })
}

/// Whether the sentence at `range` names somebody outside its quotations.
pub(crate) fn names_somebody(passage: &Passage, range: &Range<usize>) -> bool {
    let mut from = range.start;
    let mut outside = String::new();
    for quotation in passage.quotations_in(range) {
        if let Some(text) = passage.text().get(from..quotation.outer.start) {
            outside.push_str(text);
        }
        from = from.max(quotation.outer.end);
    }
    outside.push_str(passage.text().get(from..range.end).unwrap_or_default());
    has_name(&outside)
}

fn has_name(text: &str) -> bool {
    let countries = mentions::mentions(text, Case::Strict);
    names(text, &analyzer::words(text), &countries)
        .next()
        .is_some()
}

/// The names in a sentence of these words and countries: capitalised words, except the first, countries and abbreviations.
pub(crate) fn names<'a>(
    text: &'a str,
    words: &'a [Word],
    countries: &'a [Mention],
) -> impl Iterator<Item = &'a Word> {
    words.iter().skip(1).filter(move |word| {
        let written = text.get(word.range.clone()).unwrap_or_default();
        let is_abbreviation = written.chars().filter(|c| c.is_uppercase()).count() > 1;
        let is_country = countries
            .iter()
            .any(|m| m.range.start <= word.range.start && word.range.end <= m.range.end);
        word.is_capitalised && !is_abbreviation && !is_country
    })
}

/// Whether the next sentence tells a consequence of this one.
fn has_consequence(passage: &Passage, range: &Range<usize>) -> bool {
    let next = passage
        .sentences()
        .iter()
        .find(|sentence| sentence.start >= range.end)
        .and_then(|next| passage.text().get(next.clone()));
    next.is_some_and(|next| opens_with(next, &CONSEQUENCES))
}

fn has_word(text: &str, wanted: &[&str]) -> bool {
    analyzer::words(text)
        .iter()
        .any(|word| word.is_one_of(wanted))
}

/// Whether a text has a verb whose infinitive is one of those.
fn has_verb(text: &str, is_it: impl Fn(&str) -> bool) -> bool {
    analyzer::words(text).iter().any(|word| {
        let verb = verbs::infinitive(&word.folded);
        is_it(verb.as_deref().unwrap_or(&word.folded))
    })
}

fn opens_with(text: &str, wanted: &[&str]) -> bool {
    analyzer::words(text)
        .first()
        .is_some_and(|word| word.is_one_of(wanted))
}
