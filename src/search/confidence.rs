//! How sure it is that the best candidate answers the question: learned from all that is known of it if it was read, else by
//! hand-set shares of its words.

use super::learned::{CONFIDENCE, Learned};
use super::question::{Question, Term};
use super::rank::Examined;

/// The most confidence in a sentence from which something is missing that the question names: it may come near, no more.
const DOUBTFUL: f64 = 0.4;

/// The same where confidence is learned, as a share of what counts as found.
const DOUBTFUL_SHARE: f64 = 0.8;

/// What is left of the confidence in an answer about a country that is named nowhere in what is searched.
const FOREIGN: f64 = 0.4;

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

/// How sure it is that the first candidate answers, each 0 to 1.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Confidence {
    /// As it is, lowered if an objection says so.
    pub(crate) with_objection: f64,
    /// As it would be if the objection did not lower it.
    pub(crate) without: f64,
}

impl Confidence {
    fn of(first: &Examined, confidence: f64, most: f64) -> Self {
        Self {
            with_objection: if first.objections.is_empty() {
                confidence
            } else {
                confidence.min(most)
            },
            without: confidence,
        }
    }
}

/// How sure it is that the first candidate answers, by its words alone.
pub(crate) fn confidence_in_words(examined: &[Examined]) -> Confidence {
    let words = |examined: &Examined| examined.signals[0];
    // By how much the first is better than the next, as a share of its own score.
    let (first, margin) = match examined {
        [] => return Confidence::default(),
        [only] => (only, 1.0),
        [first, second, ..] => {
            let margin = (words(first) - words(second)) / words(first).max(f64::MIN_POSITIVE);
            (first, margin.clamp(0.0, 1.0))
        }
    };
    Confidence::of(first, first.agreement.confidence(margin), DOUBTFUL)
}

/// How sure it is that the first candidate answers, by all that was learned. Meant for candidates that were read.
pub(crate) fn learned_confidence(
    question: &Question,
    examined: &[Examined],
    learned: &Learned,
) -> Confidence {
    let (Some(first), Some(signals)) = (examined.first(), confidence_signals(question, examined))
    else {
        return Confidence::default();
    };
    let confidence = logistic(learned.confidence.of(&signals));
    Confidence::of(first, confidence, DOUBTFUL_SHARE * learned.verdict.found)
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
    let odds = first.read.unwrap_or_default();
    let others = examined.iter().skip(1).filter_map(|one| one.read);
    let next = others.fold(f64::NEG_INFINITY, f64::max);
    let ahead = if next.is_finite() {
        odds - next
    } else {
        MOST_MARGIN
    };
    let objection = f64::from(u8::from(!first.objections.is_empty()));
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
        odds,
        ahead.clamp(-MOST_MARGIN, MOST_MARGIN),
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
