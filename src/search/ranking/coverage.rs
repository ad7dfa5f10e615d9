//! Coverage: which share of a question's words a passage and its sentences contain.

use super::weights;
use crate::excerpt::Passage;
use crate::search::question::evidence::{PassageEvidence, SentenceEvidence};
use crate::search::question::{AnswerType, Question, Term};

/// The share of a question's names that a passage has if the question has no names.
const UNNAMED: f64 = 0.6;

/// The factor for a sentence without the number, the date or the reason that is asked for.
const LACKING: f64 = 0.5;

/// How much of a question a sentence and its passage cover.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Coverage {
    /// The share of the question's words, by rarity, in the sentence and its context; 0 to 1.
    pub(super) sentence: f64,
    /// The share in the whole passage.
    pub(super) passage: f64,
    /// Whether the sentence contains the kind of answer that is asked for; `None` if any sentence may answer.
    has_answer: Option<bool>,
    /// The kind of answer that is asked for.
    answer_type: AnswerType,
    /// The share of the question's names in the passage.
    names: f64,
    /// The share of the question's words that occur in no article.
    pub(super) unknown: f64,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct SentenceScore {
    /// Its score by words, which can be compared with the other sentences of its passage.
    pub(super) score: f64,
    pub(super) coverage: Coverage,
}

impl Coverage {
    /// What the coverage adds to the score of the index.
    pub(super) fn score(&self) -> f64 {
        weights::SENTENCE * self.sentence
            + weights::PASSAGE * self.passage
            + weights::of_answer_type(self.answer_type, self.has_answer)
    }

    /// 1 if the sentence contains the number or the date that is asked for.
    pub(super) fn fact(&self) -> f64 {
        self.has(true)
    }

    /// 1 if the sentence contains another kind of answer that is asked for.
    pub(super) fn kind(&self) -> f64 {
        self.has(false)
    }

    fn has(&self, is_fact: bool) -> f64 {
        let has = self.has_answer == Some(true) && self.answer_type.is_fact() == is_fact;
        if has { 1.0 } else { 0.0 }
    }

    /// The probability that the passage answers the question: a logistic function. `margin` (0 to 1) says how much better the
    /// passage is than the next one.
    pub(super) fn confidence(&self, margin: f64) -> f64 {
        let answer = match (self.has_answer, self.answer_type) {
            (Some(true), _) => 0.6,
            (Some(false), answer_type) if answer_type.is_fact() => -2.4,
            (Some(false), _) => -1.2,
            (None, _) => 0.0,
        };
        let evidence = -4.7
            + 3.2 * self.passage
            + 2.6 * self.sentence
            + 2.0 * self.names
            + 0.5 * margin
            + answer;
        1.0 / (1.0 + (-evidence).exp())
    }
}

/// Scores the sentences of a passage by their words.
pub(super) fn score_sentences(
    question: &Question,
    passage: &Passage,
    evidence: &PassageEvidence,
) -> Vec<SentenceScore> {
    let terms = || question.terms.iter();
    let total = terms().map(|term| term.idf).sum::<f64>();
    let total = total.max(f64::MIN_POSITIVE);
    let in_passage: Vec<f64> = terms().map(|term| evidence.fit(term)).collect();
    let in_section: Vec<f64> = terms().map(|term| evidence.section_fit(term)).collect();
    let share = |sentence: &SentenceEvidence| {
        let fit = |(at, term): (usize, &Term)| {
            let in_context = (weights::FROM_SECTION * in_section[at])
                .max(weights::FROM_PASSAGE * in_passage[at]);
            term.idf * sentence.fit(term).max(in_context)
        };
        terms().enumerate().map(fit).sum::<f64>() / total
    };
    let covered = terms().zip(&in_passage).map(|(term, fit)| term.idf * fit);
    let covered = covered.sum::<f64>() / total;
    let names = terms().zip(&in_passage).filter(|(term, _)| term.is_name);
    let names: Vec<f64> = names.map(|(_, fit)| *fit).collect();
    #[expect(clippy::cast_precision_loss, reason = "a question has few names")]
    let names = if names.is_empty() {
        UNNAMED
    } else {
        names.iter().sum::<f64>() / names.len() as f64
    };
    let unknown = terms().filter(|term| !term.is_known).map(|term| term.idf);
    let unknown = unknown.sum::<f64>() / total;
    let answer_type = question.answer_type;
    let score = |sentence: &SentenceEvidence| {
        let has_answer = sentence.contains(answer_type, passage);
        let share = share(sentence);
        let is_lacking = has_answer == Some(false)
            && (answer_type.is_fact() || answer_type == AnswerType::Reason);
        SentenceScore {
            score: if is_lacking { LACKING } else { 1.0 } * share
                + weights::of_answer_type(answer_type, has_answer),
            coverage: Coverage {
                sentence: share,
                passage: covered,
                has_answer,
                answer_type,
                names,
                unknown,
            },
        }
    };
    evidence.sentences.iter().map(score).collect()
}
