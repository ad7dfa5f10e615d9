//! How far a passage agrees with a question, and which of its sentences does most.

use std::ops::Range;

use crate::excerpt::Passage;

use super::evidence::{PassageEvidence, SentenceEvidence};
use super::intent::Wants;
use super::question::{Question, Term};
use super::weights::Weights;

/// What a question without names counts as the share of its names that a passage has.
const UNNAMED: f64 = 0.6;

/// What remains of a sentence's worth that has no number where one is asked for, or no date.
const LACKS_FACT: f64 = 0.5;

/// How far a passage agrees with a question.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Agreement {
    /// The share of the question's words, by rarity, that the best sentence has, its context included; 0 to 1.
    sentence: f64,
    /// The same for the whole passage.
    passage: f64,
    /// Whether the best sentence has the kind of thing that is asked for; None where any will do.
    has_wanted: Option<bool>,
    /// What is asked for.
    wants: Wants,
    /// The share of the question's names that the passage has.
    names: f64,
}

impl Agreement {
    /// What the agreement adds to the index's score.
    pub(super) fn score(&self, weights: &Weights) -> f64 {
        weights.sentence * self.sentence
            + weights.passage * self.passage
            + weights.of_kind(self.wants, self.has_wanted)
    }

    /// How probable it is that the passage answers the question, 0 to 1, if it is this much (0 to 1) better than the next.
    /// A logistic function of what agrees.
    pub(super) fn confidence(&self, margin: f64) -> f64 {
        let wanted = match (self.has_wanted, self.wants) {
            (Some(true), _) => 0.6,
            (Some(false), wants) if wants.is_fact() => -2.4,
            (Some(false), _) => -1.2,
            (None, _) => 0.0,
        };
        let evidence = -4.7
            + 3.2 * self.passage
            + 2.6 * self.sentence
            + 2.0 * self.names
            + 0.5 * margin
            + wanted;
        1.0 / (1.0 + (-evidence).exp())
    }
}

/// The best sentence of a passage for a question, and how far they agree.
pub(super) fn agreement(
    question: &Question,
    passage: &Passage,
    evidence: &PassageEvidence,
    weights: &Weights,
) -> (Range<usize>, Agreement) {
    let total: f64 = question
        .terms
        .iter()
        .map(|term| term.idf)
        .sum::<f64>()
        .max(f64::MIN_POSITIVE);
    let in_passage: Vec<f64> = question
        .terms
        .iter()
        .map(|term| evidence.fit(term))
        .collect();
    let in_section: Vec<f64> = question
        .terms
        .iter()
        .map(|term| evidence.section_fit(term))
        .collect();
    let of_sentence = |sentence: &SentenceEvidence| {
        let fit = |(at, term): (usize, &Term)| {
            let context =
                (weights.from_section * in_section[at]).max(weights.from_passage * in_passage[at]);
            term.idf * sentence.fit(term).max(context)
        };
        question.terms.iter().enumerate().map(fit).sum::<f64>() / total
    };
    // A sentence without the number that is asked for is at best the way to it.
    let worth = |sentence: &SentenceEvidence| {
        let has_wanted = sentence.has(question.wants, passage);
        let lacks_fact = has_wanted == Some(false) && question.wants.is_fact();
        let share = if lacks_fact { LACKS_FACT } else { 1.0 };
        share * of_sentence(sentence) + weights.of_kind(question.wants, has_wanted)
    };
    let mut best: Option<(&SentenceEvidence, f64)> = None;
    for sentence in &evidence.sentences {
        let worth = worth(sentence);
        if best.is_none_or(|(_, most)| worth > most) {
            best = Some((sentence, worth));
        }
    }
    let Some((sentence, _)) = best else {
        return (0..0, Agreement::default());
    };
    let covered = question
        .terms
        .iter()
        .zip(&in_passage)
        .map(|(term, fit)| term.idf * fit)
        .sum::<f64>()
        / total;
    let names: Vec<f64> = question
        .terms
        .iter()
        .zip(&in_passage)
        .filter(|(term, _)| term.is_name)
        .map(|(_, fit)| *fit)
        .collect();
    #[expect(clippy::cast_precision_loss, reason = "a question has few names")]
    let names_found = if names.is_empty() {
        UNNAMED
    } else {
        names.iter().sum::<f64>() / names.len() as f64
    };
    let agreement = Agreement {
        sentence: of_sentence(sentence),
        passage: covered,
        has_wanted: sentence.has(question.wants, passage),
        wants: question.wants,
        names: names_found,
    };
    (sentence.range.clone(), agreement)
}
