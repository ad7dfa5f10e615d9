//! On which side of now a question asks for a time: «Wanneer wordt er gebouwd?» looks ahead, «Wanneer werd er gebouwd?» back.

use std::ops::Range;

use super::examined::Examined;
use super::intent::Wants;
use super::question::Question;
use crate::analyzer::{self, Word};
use crate::excerpt::Passage;
use crate::lexicon::dates;
use crate::lexicon::tense::{self, Tense};

/// A side of now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    /// «Wanneer wordt …?», «Wanneer gaat …?»
    Ahead,
    /// «Wanneer werd …?», «Wanneer is … gebouwd?»
    Behind,
}

const WHEN: [&str; 8] = [
    "wanneer", "hoelang", "jaar", "dag", "datum", "when", "year", "maand",
];

/// Verbs that look ahead wherever they stand right after «wanneer».
#[rustfmt::skip]
const AHEAD: [&str; 18] = [
    "wordt", "worden", "zal", "zullen", "gaat", "gaan", "komt", "komen", "begint", "beginnen", "opent", "sluit", "start",
    "eindigt", "moet", "moeten", "will", "vertrekt",
];

#[rustfmt::skip]
const BEHIND: [&str; 16] = [
    "werd", "werden", "was", "waren", "begon", "begonnen", "ging", "gingen", "kwam", "kwamen", "opende", "sloot", "startte",
    "had", "did", "were",
];

/// On which side of now a question of these words asks for a time; `None` if it asks for none, or does not tell.
pub(super) fn asked(words: &[Word]) -> Option<Time> {
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
        last.is_some_and(|last| crate::lexicon::verbs::is_participle(&last.folded))
    };
    if verb.is_one_of(&AHEAD) {
        Some(Time::Ahead)
    } else if verb.is_one_of(&BEHIND)
        || verb.is_one_of(&["is", "zijn", "heeft", "hebben"]) && has_participle()
    {
        Some(Time::Behind)
    } else {
        None
    }
}

/// Whether a sentence tells a time on the side on which a question asks for one. `None` if the question asks for no date on
/// a certain side, or if the sentence does not tell.
pub(super) fn fits(question: &Question, passage: &Passage, range: &Range<usize>) -> Option<bool> {
    let time = question.time.filter(|_| question.wants == Wants::Date)?;
    time.fits(passage, range)
}

/// Leaves out the sentences that tell a time on the other side, if one that tells a time on the side asked for covers as much
/// of the question: of «In 1911 werd er gebouwd» and «In 2027 wordt er gebouwd» the second answers «Wanneer wordt er gebouwd?»
pub(super) fn leave_out_other_side(examined: &mut [Examined]) {
    let all = examined.iter().flat_map(|one| &one.sentences);
    let fitting = all.filter(|sentence| sentence.fits_time == Some(true));
    let covered = fitting
        .map(|sentence| sentence.covers())
        .fold(f64::NEG_INFINITY, f64::max);
    for sentence in examined.iter_mut().flat_map(|one| &mut one.sentences) {
        sentence.is_left_out = sentence.fits_time == Some(false) && sentence.covers() <= covered;
    }
}

impl Time {
    /// Whether the sentence at `range` (bytes of the passage's text) tells a time on this side of the article's publication,
    /// by its years or else by its tense. `None` if it tells no time, or not on which side.
    #[must_use]
    pub fn fits(self, passage: &Passage, range: &Range<usize>) -> Option<bool> {
        let text = passage.text().get(range.clone())?;
        let published = passage.article().published.map(|published| published.year);
        let sides = dates::dates(text)
            .into_iter()
            .filter_map(|mention| {
                let by_year = match (mention.date.year, published) {
                    (Some(year), Some(published)) if year > published => Some(Self::Ahead),
                    (Some(year), Some(published)) if year < published => Some(Self::Behind),
                    _ => None,
                };
                by_year.or(match tense::tense(text, &mention.range) {
                    Tense::Past => Some(Self::Behind),
                    Tense::Present => Some(Self::Ahead),
                    Tense::Habit | Tense::Unclear => None,
                })
            })
            .collect::<Vec<_>>();
        // «De Waterlelie uit 1974 gaat dicht zodra het nieuwe bad open is» tells a time ahead, in no year.
        let looks_ahead = || {
            analyzer::words(text)
                .iter()
                .any(|word| word.is_one_of(&AHEAD))
        };
        if sides.contains(&self) {
            Some(true)
        } else if sides.is_empty() || self == Self::Ahead && looks_ahead() {
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
    fn the_verb_tells_on_which_side_a_time_is_asked_for() {
        for (question, time) in [
            ("Wanneer wordt er gebouwd?", Some(Time::Ahead)),
            ("Wanneer gaat de sluis open?", Some(Time::Ahead)),
            ("In welk jaar zal de sluis klaar zijn?", Some(Time::Ahead)),
            ("Wanneer werd er gebouwd?", Some(Time::Behind)),
            ("Wanneer is de sluis gebouwd?", Some(Time::Behind)),
            ("Wanneer is de opening?", None),
            ("Wie wordt er gebouwd?", None),
            ("Uit welk jaar komt de sluis?", None),
        ] {
            assert_eq!(asked(&analyzer::words(question)), time, "{question}");
        }
    }
}
