//! Whether a question asks for a time in the future, «Wanneer wordt er gebouwd?», or in the past, «Wanneer werd er gebouwd?».

use std::ops::Range;

use crate::analyzer::{self, Word};
use crate::excerpt::Passage;
use crate::lexicon::tense::{self, Tense};
use crate::lexicon::{dates, verbs};

/// The direction in time, seen from the publication of the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TimeDirection {
    /// «Wanneer wordt …?», «Wanneer gaat …?»
    Future,
    /// «Wanneer werd …?», «Wanneer is … gebouwd?»
    Past,
}

const WHEN: [&str; 8] = [
    "wanneer", "hoelang", "jaar", "dag", "datum", "when", "year", "maand",
];

/// Verbs after «wanneer» that ask for a time in the future.
#[rustfmt::skip]
const FUTURE: [&str; 18] = [
    "wordt", "worden", "zal", "zullen", "gaat", "gaan", "komt", "komen", "begint", "beginnen", "opent", "sluit", "start",
    "eindigt", "moet", "moeten", "will", "vertrekt",
];

/// Verbs after «wanneer» that ask for a time in the past.
#[rustfmt::skip]
const PAST: [&str; 16] = [
    "werd", "werden", "was", "waren", "begon", "begonnen", "ging", "gingen", "kwam", "kwamen", "opende", "sloot", "startte",
    "had", "did", "were",
];

/// The direction in which a question of these words asks for a time; `None` if it asks for no time or does not say.
pub(super) fn asked(words: &[Word]) -> Option<TimeDirection> {
    let when = words.iter().position(|word| word.is_one_of(&WHEN))?;
    let verb = words.get(when + 1)?;
    // «Uit welk jaar komt het bad?» asks where it comes from.
    if words
        .iter()
        .take(when)
        .any(|word| word.is_one_of(&["uit", "from"]))
    {
        return None;
    }
    let has_participle = || {
        let last = words.last();
        last.is_some_and(|last| verbs::is_participle(&last.folded))
    };
    if verb.is_one_of(&FUTURE) {
        Some(TimeDirection::Future)
    } else if verb.is_one_of(&PAST)
        || verb.is_one_of(&["is", "zijn", "heeft", "hebben"]) && has_participle()
    {
        Some(TimeDirection::Past)
    } else {
        None
    }
}

impl TimeDirection {
    /// Whether the sentence at `range` (bytes of the passage's text) tells a time in this direction, by its years or else by
    /// its tense. `None` if it tells no time, or not in which direction.
    pub(super) fn fits(self, passage: &Passage, range: &Range<usize>) -> Option<bool> {
        let text = passage.text().get(range.clone())?;
        let published = passage.article().published.map(|published| published.year);
        let directions = dates::dates(text)
            .into_iter()
            .filter_map(|mention| {
                let by_year = match (mention.date.year, published) {
                    (Some(year), Some(published)) if year > published => Some(Self::Future),
                    (Some(year), Some(published)) if year < published => Some(Self::Past),
                    _ => None,
                };
                by_year.or(match tense::tense(text, &mention.range) {
                    Tense::Past => Some(Self::Past),
                    Tense::Present => Some(Self::Future),
                    Tense::Habit | Tense::Unclear => None,
                })
            })
            .collect::<Vec<Self>>();
        // «De Waterlelie uit 1974 gaat dicht zodra het nieuwe bad open is» tells a time in the future without a year.
        let is_of_future = || {
            analyzer::words(text)
                .iter()
                .any(|word| word.is_one_of(&FUTURE))
        };
        if directions.contains(&self) {
            Some(true)
        } else if directions.is_empty() || self == Self::Future && is_of_future() {
            None
        } else {
            Some(false)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_verb_tells_whether_a_question_asks_for_the_future_or_the_past() {
        for (question, time) in [
            ("Wanneer wordt er gebouwd?", Some(TimeDirection::Future)),
            ("Wanneer gaat de sluis open?", Some(TimeDirection::Future)),
            (
                "In welk jaar zal de sluis klaar zijn?",
                Some(TimeDirection::Future),
            ),
            ("Wanneer werd er gebouwd?", Some(TimeDirection::Past)),
            ("Wanneer is de sluis gebouwd?", Some(TimeDirection::Past)),
            ("Wanneer is de opening?", None),
            ("Wie wordt er gebouwd?", None),
            ("Uit welk jaar komt de sluis?", None),
        ] {
            assert_eq!(asked(&analyzer::words(question)), time, "{question}");
        }
    }
}
