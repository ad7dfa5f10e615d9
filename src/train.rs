//! Training: fits the weights of `index/weights.toml` to sets of questions with known answers.
//!
//! It fits four models in a row, each on top of the one before: which sentence represents a passage; which passages the
//! reader reads; how probably their sentences answer; how confident the first answer is. Questions are also put to
//! articles that cannot answer them, as negative examples.

mod calibrate;
mod examples;
mod fit;
mod thresholds;

use std::cell::RefMut;
use std::fmt::Write as _;

use anyhow::{Result, ensure};

pub use calibrate::{Calibrated, calibrate};
pub use examples::TrainingSet;

use examples::Example;
use fit::{ChoiceSet, fit};
use thresholds::Answers;

use crate::search::learned::{
    CONFIDENCE, LearnedWeights, LinearWeights, OUTCOME, RANKING, SENTENCE, Thresholds,
};
use crate::search::ranking::confidence::outcomes;
use crate::search::ranking::reading::promising;
use crate::search::ranking::scored::ScoredPassage;
use crate::search::ranking::{SCORED_BY_MEANING, sort_unread};

/// The total weight of a set, whatever its number of questions.
const SET: f64 = 100.0;

/// The result of training.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// The weights fitted to all sets.
    pub learned: LearnedWeights,
    /// For each set, the share of its questions whose right passage ranks first under weights fitted to the other sets.
    pub left_out: Vec<(String, f64)>,
}

/// Fits weights to sets of questions. Leaves each set out once to measure how the weights generalise.
///
/// # Errors
/// Fails if there is nothing to learn from.
pub fn learn(sets: &[TrainingSet]) -> Result<Lesson> {
    ensure!(
        sets.len() > 1,
        "learning takes two sets or more: each is left out once, to measure"
    );
    ensure!(
        sets.iter().any(TrainingSet::has_unanswerable),
        "no set has a question that its articles do not answer (\"answerable\": false): without one nobody learns when to say so"
    );
    let examples: Vec<Vec<Example<'_>>> = examples::all(sets)?;
    let weights_of = |kept: &dyn Fn(usize) -> bool| {
        let kept: Vec<&[Example<'_>]> = examples
            .iter()
            .enumerate()
            .filter(|(number, _)| kept(*number))
            .map(|(_, examples)| examples.as_slice())
            .collect();
        learned(&kept)
    };
    let mut left_out = Vec::new();
    for (number, set) in sets.iter().enumerate() {
        let learned = weights_of(&|kept| kept != number);
        let own: Vec<&Example<'_>> = examples[number]
            .iter()
            .filter(|example| example.is_answerable)
            .collect();
        let right = own.iter().filter(|example| {
            let (scored, _) = settled(example, &learned);
            let mut first = scored.iter().take(1);
            first.any(|first| example.asked.is_answered_by(&first.passage))
        });
        #[expect(clippy::cast_precision_loss, reason = "some hundred questions")]
        let share = right.count() as f64 / own.len().max(1) as f64;
        left_out.push((set.name.clone(), share));
    }
    Ok(Lesson {
        learned: weights_of(&|_| true),
        left_out,
    })
}

impl Lesson {
    /// Formats the file of weights, with its provenance in a comment.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let mut text = String::from(
            "# What counts for how much, as learned by `voetnoot train`; not to be edited by hand. The right passage came\n\
             # first, by weights that never saw the set:\n",
        );
        for (name, share) in &self.left_out {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "#   {name} {share:.3}");
        }
        text.push('\n');
        text.push_str(&self.learned.to_toml());
        text
    }
}

/// Returns an example's candidates as these weights rank them, with the signals of the first one's confidence.
fn settled<'e>(
    example: &'e Example<'_>,
    learned: &LearnedWeights,
) -> (RefMut<'e, Vec<ScoredPassage>>, Option<[f64; 3]>) {
    let mut scored = retrieved(example, learned);
    let mut readings = example.readings.borrow_mut();
    let engine = example.engine;
    let count = promising(&scored);
    engine.read(&example.question, &mut scored, count, &mut readings);
    let signals = example.settle(&mut scored, learned);
    (scored, signals)
}

/// Returns the candidates as ranked before the reader reads any.
fn retrieved<'e>(
    example: &'e Example<'_>,
    learned: &LearnedWeights,
) -> RefMut<'e, Vec<ScoredPassage>> {
    let mut scored = example.scored.borrow_mut();
    sort_unread(&mut scored, true, learned);
    scored
}

fn learned(sets: &[&[Example<'_>]]) -> LearnedWeights {
    let mut learned = LearnedWeights::neutral();
    let choices: Vec<_> = sets.iter().flat_map(|set| sentences(set)).collect();
    if !choices.is_empty() {
        learned.sentence = LinearWeights::new(SENTENCE, fit(&choices));
    }
    let choices: Vec<_> = sets
        .iter()
        .flat_map(|set| passages(set, &learned))
        .collect();
    learned.ranking = LinearWeights::new(RANKING, fit(&choices));
    let choices: Vec<_> = sets
        .iter()
        .flat_map(|set| possible(set, &learned))
        .collect();
    learned.outcome = LinearWeights::new(OUTCOME, fit(&choices));
    let answers: Vec<_> = sets.iter().flat_map(|set| answers(set, &learned)).collect();
    learned.confidence = LinearWeights::new(CONFIDENCE, fit(&answers));
    learned.thresholds = thresholds(sets, &learned);
    learned
}

/// The choice of the answering sentence in answering passages.
fn sentences(set: &[Example<'_>]) -> Vec<ChoiceSet<{ SENTENCE.len() }>> {
    let with_spans = set
        .iter()
        .filter(|example| example.is_answerable && !example.asked.answer_spans.is_empty());
    let mut choices = Vec::new();
    for example in with_spans {
        let scored = example.scored.borrow();
        let mut passages = scored.iter();
        let right = passages.find(|one| example.asked.is_answered_by(&one.passage));
        let Some(right) = right else { continue };
        let options: Vec<_> = right
            .sentences
            .iter()
            .enumerate()
            .map(|(at, sentence)| (sentence.signals, example.answers_at(right, at)))
            .collect();
        if options.len() > 1 {
            choices.push(ChoiceSet::of(options));
        }
    }
    choices
}

/// The choice of the passage that ranks first.
fn passages(set: &[Example<'_>], learned: &LearnedWeights) -> Vec<ChoiceSet<{ RANKING.len() }>> {
    let mut choices = Vec::new();
    for example in set.iter().filter(|example| example.is_answerable) {
        let options: Vec<_> = retrieved(example, learned)
            .iter()
            .take(SCORED_BY_MEANING)
            .map(|one| (one.signals, example.asked.is_answered_by(&one.passage)))
            .collect();
        if options.iter().any(|option| option.1) {
            choices.push(ChoiceSet::of(options));
        }
    }
    shared(&mut choices, SET);
    choices
}

/// The choice between the sentences that were read and «none of them». A set without unanswerable questions contributes
/// only the choice of a sentence.
fn possible(set: &[Example<'_>], learned: &LearnedWeights) -> Vec<ChoiceSet<{ OUTCOME.len() }>> {
    let knows_none = has_unanswerable(set);
    let mut choices = Vec::new();
    for example in set.iter().filter(|one| knows_none || one.is_answerable) {
        let (scored, _) = settled(example, learned);
        let count = scored.iter().take_while(|one| one.is_read()).count();
        let read = &scored[..count];
        let outcomes = outcomes(&example.question, read, None).into_iter();
        let mut options: Vec<_> = outcomes.zip(example.right_outcomes(read)).collect();
        let none = options.pop_if(|_| !knows_none);
        if none.is_none_or(|(_, is_right)| !is_right) {
            choices.push(ChoiceSet::of(options));
        }
    }
    if !knows_none {
        shared(&mut choices, SET);
    }
    choices
}

/// Whether the first candidate answers. Only sets with unanswerable questions contribute.
fn answers(set: &[Example<'_>], learned: &LearnedWeights) -> Vec<ChoiceSet<{ CONFIDENCE.len() }>> {
    let mut choices = Vec::new();
    if !has_unanswerable(set) {
        return choices;
    }
    for example in set {
        let (scored, signals) = settled(example, learned);
        let (Some(first), Some(signals)) = (scored.first(), signals) else {
            continue;
        };
        choices.push(ChoiceSet::yes_or_no(signals, example.is_right(first)));
    }
    choices
}

fn has_unanswerable(set: &[Example<'_>]) -> bool {
    let mut own = set.iter().filter(|example| !example.is_strange);
    own.any(|example| !example.is_answerable)
}

/// Gives choices equal weights that sum to `all`.
fn shared<const N: usize>(choices: &mut [ChoiceSet<N>], all: f64) {
    #[expect(clippy::cast_precision_loss, reason = "some hundred questions")]
    let each = all / choices.len().max(1) as f64;
    for choice in choices {
        choice.weight = each;
    }
}

/// The thresholds of *found* and *maybe*, by the accepted risk and misses. Only sets with unanswerable questions count, each
/// question equally.
fn thresholds(sets: &[&[Example<'_>]], learned: &LearnedWeights) -> Thresholds {
    let mut answers = Answers::default();
    for set in sets.iter().filter(|set| has_unanswerable(set)) {
        for example in set.iter().filter(|example| !example.is_strange) {
            let (scored, signals) = settled(example, learned);
            if let (Some(first), Some(signals)) = (scored.first(), signals) {
                answers.add(example, first, &signals, learned);
            }
        }
    }
    answers.thresholds()
}
