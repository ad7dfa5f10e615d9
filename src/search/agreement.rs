//! How far a passage and its sentences agree with a question in their words.

use crate::excerpt::Passage;

use super::evidence::{PassageEvidence, SentenceEvidence};
use super::intent::Wants;
use super::question::{Question, Term};
use super::weights::Weights;

/// What a question without names counts as the share of its names that a passage has.
const UNNAMED: f64 = 0.6;

/// What remains of a sentence's worth that has no number where one is asked for, no date, or no reason.
const LACKS_IT: f64 = 0.5;

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
    /// The share of the question's words that occur nowhere in what is searched.
    unknown: f64,
}

/// What an agreement says, each 0 to 1.
pub(super) struct Shares {
    /// The share of the question that the passage covers.
    pub(super) passage: f64,
    /// The share that the sentence covers, its context included.
    pub(super) sentence: f64,
    /// The share that occurs nowhere in what is searched.
    pub(super) unknown: f64,
    /// Whether the sentence has the number or the date that is asked for.
    pub(super) has_fact: f64,
    /// Whether it has another kind of thing that is asked for.
    pub(super) has_kind: f64,
}

/// A sentence, weighed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weighed {
    /// How good an answer it is beside the other sentences of its passage, by its words.
    pub(super) worth: f64,
    /// How far it and its passage agree with the question.
    pub(super) agreement: Agreement,
}

impl Agreement {
    /// What the agreement adds to the index's score.
    pub(super) fn score(&self, weights: &Weights) -> f64 {
        weights.sentence * self.sentence
            + weights.passage * self.passage
            + weights.of_kind(self.wants, self.has_wanted)
    }

    /// What the agreement says for a confidence that is learned.
    pub(super) fn shares(&self) -> Shares {
        let has = |is_fact: bool| {
            let has = self.has_wanted == Some(true) && self.wants.is_fact() == is_fact;
            if has { 1.0 } else { 0.0 }
        };
        Shares {
            passage: self.passage,
            sentence: self.sentence,
            unknown: self.unknown,
            has_fact: has(true),
            has_kind: has(false),
        }
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

/// The sentences of a passage, weighed for a question by their words.
pub(super) fn weighed(
    question: &Question,
    passage: &Passage,
    evidence: &PassageEvidence,
    weights: &Weights,
) -> Vec<Weighed> {
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
    let names = if names.is_empty() {
        UNNAMED
    } else {
        names.iter().sum::<f64>() / names.len() as f64
    };
    let unknown = question
        .terms
        .iter()
        .filter(|term| !term.is_known)
        .map(|term| term.idf)
        .sum::<f64>()
        / total;
    evidence
        .sentences
        .iter()
        .map(|sentence| {
            let has_wanted = sentence.has(question.wants, passage);
            let share = of_sentence(sentence);
            // A sentence without the number or the reason that is asked for is at best the way to it.
            let lacks_it = has_wanted == Some(false)
                && (question.wants.is_fact() || question.wants == Wants::Reason);
            let worth = if lacks_it { LACKS_IT } else { 1.0 } * share
                + weights.of_kind(question.wants, has_wanted);
            Weighed {
                worth,
                agreement: Agreement {
                    sentence: share,
                    passage: covered,
                    has_wanted,
                    wants: question.wants,
                    names,
                    unknown,
                },
            }
        })
        .collect()
}
