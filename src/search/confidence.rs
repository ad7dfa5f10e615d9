//! How sure it is that the best candidate answers the question: by hand-set shares of its words, or learned from all that
//! is known of it where a model knows what was meant.

use super::learned::{CONFIDENCE, Learned};
use super::question::{Question, Term};
use super::rank::Examined;

/// The most confidence in a sentence from which something is missing that the question names: it may come near, no more.
const DOUBTFUL: f64 = 0.4;

/// The same where confidence is learned, as a share of what counts as found.
const DOUBTFUL_SHARE: f64 = 0.8;

/// What is left of the confidence in an answer about a country that is named nowhere in what is searched.
const FOREIGN: f64 = 0.4;

/// From which confidence on the words alone are sure enough.
const SURE: f64 = 0.7;

/// A margin beyond which an answer is no surer, in log odds.
const MOST_MARGIN: f64 = 4.0;

/// What a question itself takes from the confidence in any answer: «Wat is de hoofdstad van Frankrijk?» is hardly answered
/// where France is never spoken of.
pub(crate) fn doubt(question: &Question) -> f64 {
    let is_foreign = |term: &Term| term.country.is_some() && !term.is_known;
    if question.terms.iter().any(is_foreign) {
        FOREIGN
    } else {
        1.0
    }
}

/// How sure it is that the first candidate answers, 0 to 1, by its words alone.
pub(crate) fn confidence_in_words(examined: &[Examined]) -> f64 {
    let examined: Vec<&Examined> = examined.iter().collect();
    in_words(&examined, |examined| examined.score)
}

/// The same of candidates in the order of this score.
fn in_words(examined: &[&Examined], score: impl Fn(&Examined) -> f64) -> f64 {
    // By how much the first is better than the next, as a share of its own score.
    let (first, margin) = match examined {
        [] => return 0.0,
        [only] => (only, 1.0),
        [first, second, ..] => {
            let margin = (score(first) - score(second)) / score(first).max(f64::MIN_POSITIVE);
            (first, margin.clamp(0.0, 1.0))
        }
    };
    let confidence = first.agreement.confidence(margin);
    if first.has_objection {
        confidence.min(DOUBTFUL)
    } else {
        confidence
    }
}

/// How sure it is that the first candidate answers, 0 to 1: by all that was learned; or by its words, where they alone put
/// it first too, and are sure enough. Of what words are sure of, meaning that differs in tone must not make a guess.
pub(crate) fn confidence(question: &Question, examined: &[Examined], learned: &Learned) -> f64 {
    let by_all = learned_confidence(question, examined, learned);
    let mut by_words: Vec<&Examined> = examined.iter().collect();
    by_words.sort_by(|a, b| words(b).total_cmp(&words(a)));
    let is_first = |first: &&Examined| {
        examined
            .first()
            .is_some_and(|best| best.passage == first.passage)
    };
    if by_words.first().is_none_or(|first| !is_first(first)) {
        return by_all;
    }
    let in_words = in_words(&by_words, words);
    if in_words < SURE {
        return by_all;
    }
    let found = learned.verdict.found;
    by_all.max(found + (1.0 - found) * (in_words - SURE) / (1.0 - SURE))
}

/// The score of a candidate's words.
fn words(examined: &Examined) -> f64 {
    let [words, ..] = examined.signals;
    words
}

/// The same, by all that was learned.
pub(crate) fn learned_confidence(
    question: &Question,
    examined: &[Examined],
    learned: &Learned,
) -> f64 {
    let Some(signals) = confidence_signals(question, examined) else {
        return 0.0;
    };
    let confidence = logistic(learned.confidence.of(&signals));
    let [_, _, _, _, objection, ..] = signals;
    if objection > 0.0 {
        confidence.min(DOUBTFUL_SHARE * learned.verdict.found)
    } else {
        confidence
    }
}

/// What the confidence in the first candidate is worked out from; none where there is no candidate.
pub(crate) fn confidence_signals(
    question: &Question,
    examined: &[Examined],
) -> Option<[f64; CONFIDENCE.len()]> {
    let first = examined.first()?;
    let [_, meaning, _] = first.signals;
    let nearness = |one: &Examined| {
        one.sentences
            .iter()
            .map(|signals| signals[1])
            .collect::<Vec<_>>()
    };
    let sentence = first
        .sentences
        .get(first.sentence)
        .map_or(0.0, |signals| signals[1]);
    let margin = examined
        .get(1)
        .map_or(MOST_MARGIN, |second| first.score - second.score);
    let passages: Vec<f64> = examined
        .iter()
        .map(|examined| examined.signals[1])
        .collect();
    let sentences: Vec<f64> = examined.iter().flat_map(nearness).collect();
    let said = first.agreement.shares();
    let objection = f64::from(u8::from(first.has_objection));
    let focus = first
        .sentences
        .get(first.sentence)
        .map_or(0.0, |signals| signals[4]);
    #[expect(clippy::cast_precision_loss, reason = "a question has some words")]
    let short = 1.0 / question.terms.len().max(1) as f64;
    Some([
        1.0,
        said.passage,
        said.unknown,
        said.names,
        objection,
        focus * (1.0 - objection),
        short,
        meaning,
        sentence,
        deviations_above(meaning, &passages),
        deviations_above(sentence, &sentences),
        margin.min(MOST_MARGIN),
    ])
}

/// By how many standard deviations a value lies above the mean of all.
fn deviations_above(value: f64, all: &[f64]) -> f64 {
    #[expect(
        clippy::cast_precision_loss,
        reason = "some thousand candidates at most"
    )]
    let count = all.len().max(1) as f64;
    let mean = all.iter().sum::<f64>() / count;
    let variance = all.iter().map(|one| (one - mean).powi(2)).sum::<f64>() / count;
    (value - mean) / variance.sqrt().max(0.001)
}

/// The probability of these log odds.
fn logistic(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp())
}
