//! Confidence: how sure it is that the best candidate answers.
//!
//! If passages were read, each of their sentences is a possible outcome, and so is «none of them answers». One softmax over
//! all outcomes gives their probabilities; the reader was trained the same way. If nothing was read, coverage decides by
//! weights that were set by hand.

use super::scored::{ScoredPassage, ScoredSentence};
use crate::search::learned::{LearnedWeights, OUTCOME, POINTING};
use crate::search::objections::Objection;
use crate::search::question::{Question, Term};

/// The highest confidence in a sentence with an objection, as a share of the threshold of *found*.
const DOUBTFUL: f64 = 0.8;

/// The least distance of a probability from 0 and 1, which keeps its log odds finite.
const LEAST: f64 = 1e-6;

/// The confidence in the first candidate, 0 to 1.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Confidence {
    /// Lowered if there is an objection.
    pub(crate) with_objection: f64,
    /// The same without an objection.
    pub(crate) without: f64,
}

impl Confidence {
    /// `found` is the confidence from which an answer counts as found.
    fn of(first: &ScoredPassage, confidence: f64, found: f64, ignored: Option<Objection>) -> Self {
        let is_free = first.objection(ignored).is_none();
        Self {
            with_objection: if is_free {
                confidence
            } else {
                confidence.min(DOUBTFUL * found)
            },
            without: confidence,
        }
    }
}

/// The confidence in the first candidate by words alone.
pub(crate) fn confidence_in_words(
    scored: &[ScoredPassage],
    found: f64,
    ignored: Option<Objection>,
) -> Confidence {
    let words = |scored: &ScoredPassage| scored.signals[0];
    // How much better the first is than the next, as a share of its score.
    let (first, margin) = match scored {
        [] => return Confidence::default(),
        [only] => (only, 1.0),
        [first, second, ..] => {
            let margin = (words(first) - words(second)) / words(first).max(f64::MIN_POSITIVE);
            (first, margin.clamp(0.0, 1.0))
        }
    };
    Confidence::of(first, first.coverage.confidence(margin), found, ignored)
}

/// A factor for the confidence by words, lower if the question names a country that no article names: «Wat is de hoofdstad van
/// Frankrijk?»
pub(crate) fn doubt(question: &Question) -> f64 {
    if names_foreign_country(question) {
        0.4
    } else {
        1.0
    }
}

fn names_foreign_country(question: &Question) -> bool {
    let is_foreign = |term: &Term| term.country.is_some() && !term.is_known;
    question.terms.iter().any(is_foreign)
}

/// The signals of each outcome ([`OUTCOME`]): of the sentences in order, and last of «none of them answers».
pub(crate) fn outcomes(
    question: &Question,
    read: &[ScoredPassage],
    ignored: Option<Objection>,
) -> Vec<[f64; OUTCOME.len()]> {
    let sentences = read
        .iter()
        .flat_map(|one| one.sentences.iter().map(move |sentence| (one, sentence)));
    let mut outcomes: Vec<_> = sentences
        .map(|(one, sentence)| of_sentence(one, sentence, ignored))
        .collect();
    #[expect(clippy::cast_precision_loss, reason = "a question has some words")]
    let short = 1.0 / question.terms.len().max(1) as f64;
    let unknown = read.first().map_or(0.0, |first| first.coverage.unknown);
    let is_foreign = f64::from(u8::from(names_foreign_country(question)));
    outcomes.push([
        0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, unknown, is_foreign, short,
    ]);
    outcomes
}

fn of_sentence(
    one: &ScoredPassage,
    sentence: &ScoredSentence,
    ignored: Option<Objection>,
) -> [f64; OUTCOME.len()] {
    let [words, meaning, ..] = sentence.signals;
    let objects = sentence.objection(ignored).is_some();
    [
        one.unread_score,
        sentence.odds.unwrap_or_default(),
        words,
        one.coverage.passage,
        meaning,
        f64::from(u8::from(objects)),
        0.0,
        0.0,
        0.0,
        0.0,
    ]
}

/// The signals of each outcome together with the language model's ([`POINTING`]), in the order of [`outcomes`].
pub(crate) fn pointed_outcomes(
    question: &Question,
    read: &[ScoredPassage],
    learned: &LearnedWeights,
    ignored: Option<Objection>,
) -> Vec<[f64; POINTING.len()]> {
    let sentences = || read.iter().flat_map(|one| &one.sentences);
    let says_none = !sentences().any(|sentence| sentence.pointed > 0.0);
    let pointed = sentences().map(|sentence| [sentence.pointed, 0.0]);
    let pointed = pointed.chain([[0.0, f64::from(u8::from(says_none))]]);
    outcomes(question, read, ignored)
        .iter()
        .zip(pointed)
        .map(|(outcome, [pointed, none])| [learned.outcome.sum(outcome), pointed, none])
        .collect()
}

/// The probabilities of outcomes with these scores.
pub(super) fn softmax(scores: &[f64]) -> Vec<f64> {
    let highest = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let odds: Vec<f64> = scores.iter().map(|one| (one - highest).exp()).collect();
    let sum: f64 = odds.iter().sum();
    odds.into_iter().map(|one| one / sum).collect()
}

/// Sorts the candidates that were read by the best sentence of each, before those that were not read. Returns the signals of
/// the confidence in the first ([`CONFIDENCE`](crate::search::learned::CONFIDENCE)); `None` if nothing was read.
pub(crate) fn settle(
    question: &Question,
    scored: &mut [ScoredPassage],
    learned: &LearnedWeights,
    ignored: Option<Objection>,
) -> Option<[f64; 3]> {
    let count = scored.iter().take_while(|one| one.is_read()).count();
    let (read, others) = scored.split_at_mut(count);
    if read.is_empty() {
        return None;
    }
    let outcomes = pointed_outcomes(question, read, learned, ignored);
    let mut scores: Vec<f64> = outcomes
        .iter()
        .map(|one| learned.pointing.sum(one))
        .collect();
    let sentences = read.iter().flat_map(|one| &one.sentences);
    for (score, sentence) in scores.iter_mut().zip(sentences) {
        *score -= sentence.handicap();
    }
    let mut rest = scores.as_slice();
    for one in read.iter_mut() {
        let own;
        (own, rest) = rest.split_at(one.sentences.len());
        one.score_read(own);
    }
    read.sort_by(|a, b| b.score.total_cmp(&a.score));
    let last = read.last().map_or(f64::INFINITY, |last| last.score);
    for other in others {
        other.put_behind(last);
    }
    let probabilities = softmax(&scores);
    let (none, sentences) = probabilities.split_last()?;
    let best = sentences.iter().copied().fold(0.0, f64::max);
    Some([1.0, log_odds(best), log_odds(1.0 - none)])
}

/// The confidence in the first candidate, by the signals of [`settle`].
pub(crate) fn learned_confidence(
    first: Option<&ScoredPassage>,
    signals: &[f64; 3],
    learned: &LearnedWeights,
    ignored: Option<Objection>,
) -> Confidence {
    let confidence = logistic(learned.confidence.sum(signals));
    first.map_or_else(Confidence::default, |first| {
        Confidence::of(first, confidence, learned.thresholds.found, ignored)
    })
}

fn log_odds(probability: f64) -> f64 {
    let probability = probability.clamp(LEAST, 1.0 - LEAST);
    (probability / (1.0 - probability)).ln()
}

/// The probability of these log odds.
fn logistic(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp())
}
