//! How sure it is that the best candidate answers.
//!
//! Of passages that were read every sentence is a possible outcome, and so is that none of them answers: one softmax over all
//! of them, as the reader was trained, with what else is known of a sentence. Where nothing was read, hand-set shares of the
//! words decide.

use super::examined::{Examined, Sentence};
use super::learned::{Learned, OUTCOME, POINTING};
use super::objection::Objection;
use super::question::{Question, Term};

/// The most confidence in a sentence against which something speaks, as a share of what counts as found: it may come near, no
/// more.
const DOUBTFUL: f64 = 0.8;

/// Probabilities are kept this far from 0 and 1, so that their log odds are finite.
const LEAST: f64 = 1e-6;

/// How sure it is that the first candidate answers, each 0 to 1.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Confidence {
    /// As it is, lowered if an objection says so.
    pub(crate) with_objection: f64,
    /// As it would be if the objection did not lower it.
    pub(crate) without: f64,
}

impl Confidence {
    /// `found` is the confidence from which an answer counts as found.
    fn of(first: &Examined, confidence: f64, found: f64, ignored: Option<Objection>) -> Self {
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

/// How sure it is that the first candidate answers, by its words alone.
pub(crate) fn confidence_in_words(
    examined: &[Examined],
    found: f64,
    ignored: Option<Objection>,
) -> Confidence {
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
    Confidence::of(first, first.agreement.confidence(margin), found, ignored)
}

/// What is left of the confidence by words in an answer about a country that is named nowhere in what is searched: «Wat is de
/// hoofdstad van Frankrijk?» is hardly answered where France is never spoken of.
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

/// The signals of each outcome of passages that were read: of their sentences, in order, and last of «none of them answers».
pub(crate) fn outcomes(
    question: &Question,
    read: &[Examined],
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
    let unknown = read
        .first()
        .map_or(0.0, |first| first.agreement.shares().unknown);
    let is_foreign = f64::from(u8::from(names_foreign_country(question)));
    outcomes.push([
        0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, unknown, is_foreign, short,
    ]);
    outcomes
}

fn of_sentence(
    one: &Examined,
    sentence: &Sentence,
    ignored: Option<Objection>,
) -> [f64; OUTCOME.len()] {
    let [words, meaning, ..] = sentence.signals;
    let objects = sentence.objection(ignored).is_some();
    [
        one.retrieval,
        sentence.odds.unwrap_or_default(),
        words,
        one.agreement.shares().passage,
        meaning,
        f64::from(u8::from(objects)),
        0.0,
        0.0,
        0.0,
        0.0,
    ]
}

/// The signals of each outcome once a language model may have been asked too, in the order of [`outcomes`].
pub(crate) fn pointed_outcomes(
    question: &Question,
    read: &[Examined],
    learned: &Learned,
    ignored: Option<Objection>,
) -> Vec<[f64; POINTING.len()]> {
    let sentences = || read.iter().flat_map(|one| &one.sentences);
    let says_none = !sentences().any(|sentence| sentence.pointed > 0.0);
    let pointed = sentences().map(|sentence| [sentence.pointed, 0.0]);
    let pointed = pointed.chain([[0.0, f64::from(u8::from(says_none))]]);
    outcomes(question, read, ignored)
        .iter()
        .zip(pointed)
        .map(|(outcome, [pointed, none])| [learned.outcome.of(outcome), pointed, none])
        .collect()
}

/// How probable outcomes are, given what they weigh: a softmax.
pub(super) fn probabilities(weighed: &[f64]) -> Vec<f64> {
    let highest = weighed.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let odds: Vec<f64> = weighed.iter().map(|one| (one - highest).exp()).collect();
    let sum: f64 = odds.iter().sum();
    odds.into_iter().map(|one| one / sum).collect()
}

/// Puts the candidates that were read in order, by the best sentence of each, and says how sure the first is: the signals of
/// [`super::learned::CONFIDENCE`]. Those that were not read stay behind them. `None` if nothing was read.
pub(crate) fn settle(
    question: &Question,
    examined: &mut [Examined],
    learned: &Learned,
    ignored: Option<Objection>,
) -> Option<[f64; 3]> {
    let count = examined.iter().take_while(|one| one.is_read()).count();
    let (read, others) = examined.split_at_mut(count);
    if read.is_empty() {
        return None;
    }
    let outcomes = pointed_outcomes(question, read, learned, ignored);
    let mut weighed: Vec<f64> = outcomes
        .iter()
        .map(|one| learned.pointing.of(one))
        .collect();
    let sentences = read.iter().flat_map(|one| &one.sentences);
    for (weight, sentence) in weighed.iter_mut().zip(sentences) {
        *weight -= sentence.handicap();
    }
    let mut rest = weighed.as_slice();
    for one in read.iter_mut() {
        let own;
        (own, rest) = rest.split_at(one.sentences.len());
        one.take_best(own);
    }
    read.sort_by(|a, b| b.score.total_cmp(&a.score));
    let last = read.last().map_or(f64::INFINITY, |last| last.score);
    for other in others {
        other.leave_unread(last);
    }
    let probabilities = probabilities(&weighed);
    let (none, sentences) = probabilities.split_last()?;
    let best = sentences.iter().copied().fold(0.0, f64::max);
    Some([1.0, log_odds(best), log_odds(1.0 - none)])
}

/// How sure it is that the first candidate answers, by what [`settle`] said.
pub(crate) fn learned_confidence(
    first: Option<&Examined>,
    signals: &[f64; 3],
    learned: &Learned,
    ignored: Option<Objection>,
) -> Confidence {
    let confidence = logistic(learned.confidence.of(signals));
    first.map_or_else(Confidence::default, |first| {
        Confidence::of(first, confidence, learned.verdict.found, ignored)
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
