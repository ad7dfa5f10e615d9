//! Learning: the weights of `index/weights.toml`, from sets of questions with known answers.
//!
//! Three things are learned, one after the other, since each builds on the one before: which sentence of a passage
//! answers, which passage comes first, and how sure that is. Beside its own answers every set teaches what is not there:
//! its questions are also put to articles that cannot answer them.

mod examples;
mod fit;

use std::fmt::Write as _;

use anyhow::{Result, ensure};

pub use examples::TrainingSet;

use examples::Example;
use fit::{Choice, fit};

use crate::eval::{Judged, Point, curve};
use crate::search::confidence::{confidence_signals, learned_confidence};
use crate::search::learned::{CONFIDENCE, Learned, RANKING, SENTENCE, Thresholds, Weighing};
use crate::search::rank::{CLOSELY, Examined};

/// How much the questions of a set count, whatever their number.
const SET: f64 = 100.0;

/// How much those count that are put to articles that cannot answer them.
const STRANGE: f64 = 40.0;

/// The share of wrong answers among those that count as found that is borne. Low, because the objections were found with
/// some of these questions in view: elsewhere it is higher.
const RISK: f64 = 0.02;

/// The share of the questions to which there is no answer, where people ask about an article, as far as one can tell.
const UNANSWERABLE: f64 = 0.2;

/// The share of answerable questions of which it may be said that the article does not answer them.
const MISSED: f64 = 0.04;

/// What was learned from all sets, and what shows how far it can be trusted.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// The weights, from all sets.
    pub learned: Learned,
    /// For each set the share of its questions of which the right passage came first, by weights that never saw the set.
    pub left_out: Vec<(String, f64)>,
}

/// Learns from sets, each of which is left out once to measure what the others teach.
///
/// # Errors
/// Where there is nothing to learn from.
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
            let first = examined(example, &learned).into_iter().next();
            first.is_some_and(|first| example.asked.is_answered_by(&first.passage))
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
    /// The file of weights, headed by what it was made from.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let mut text = String::from(
            "# What counts for how much, as learned by `voetnoot train`; not to be edited by hand. The right passage came\n\
             # first, by weights that never saw the set:\n",
        );
        for (name, share) in &self.left_out {
            // Writing to a string does not fail.
            let _ = writeln!(text, "#   {name} {share:.3}");
        }
        text.push('\n');
        text.push_str(&self.learned.to_toml());
        text
    }
}

fn examined(example: &Example<'_>, learned: &Learned) -> Vec<Examined> {
    let article = example.article.as_deref();
    let meaning = Some(&example.meaning);
    let candidates = example
        .engine
        .candidates(&example.question, article, meaning, learned);
    example
        .engine
        .examined(&example.question, &candidates, meaning, CLOSELY, learned)
}

fn learned(sets: &[&[Example<'_>]]) -> Learned {
    let mut learned = Learned::neutral();
    let choices: Vec<_> = sets
        .iter()
        .flat_map(|set| sentences(set, &learned))
        .collect();
    if !choices.is_empty() {
        learned.sentence = Weighing::new(SENTENCE, fit(&choices));
    }
    let choices: Vec<_> = sets
        .iter()
        .flat_map(|set| passages(set, &learned))
        .collect();
    learned.ranking = Weighing::new(RANKING, fit(&choices));
    let answers: Vec<_> = sets.iter().flat_map(|set| answers(set, &learned)).collect();
    learned.confidence = Weighing::new(CONFIDENCE, fit(&answers));
    learned.verdict = thresholds(sets, &learned);
    learned
}

/// The choice of the answering sentence, in passages that answer.
fn sentences(set: &[Example<'_>], learned: &Learned) -> Vec<Choice<{ SENTENCE.len() }>> {
    let with_spans = set
        .iter()
        .filter(|example| example.is_answerable && !example.asked.answer_spans.is_empty());
    let mut choices = Vec::new();
    for example in with_spans {
        let right = examined(example, learned)
            .into_iter()
            .find(|one| example.asked.is_answered_by(&one.passage));
        let Some(right) = right else { continue };
        let answers = |range: &std::ops::Range<usize>| {
            let sentence = right.passage.text().get(range.clone()).unwrap_or_default();
            example.asked.is_answered_in(sentence)
        };
        let options: Vec<_> = right
            .sentences
            .iter()
            .zip(right.passage.sentences())
            .map(|(signals, range)| (*signals, answers(range)))
            .collect();
        if options.len() > 1 {
            choices.push(Choice {
                options,
                weight: 1.0,
            });
        }
    }
    choices
}

/// The choice of the passage that comes first.
fn passages(set: &[Example<'_>], learned: &Learned) -> Vec<Choice<{ RANKING.len() }>> {
    let mut choices = Vec::new();
    for example in set.iter().filter(|example| example.is_answerable) {
        let options: Vec<_> = examined(example, learned)
            .into_iter()
            .take(CLOSELY)
            .map(|one| (one.signals, example.asked.is_answered_by(&one.passage)))
            .collect();
        if options.iter().any(|option| option.1) {
            choices.push(Choice {
                options,
                weight: 1.0,
            });
        }
    }
    shared(&mut choices, SET);
    choices
}

/// Whether what comes first answers.
fn answers(set: &[Example<'_>], learned: &Learned) -> Vec<Choice<{ CONFIDENCE.len() }>> {
    let (mut own, mut strange) = (Vec::new(), Vec::new());
    for example in set {
        let examined = examined(example, learned);
        let (Some(first), Some(signals)) = (
            examined.first(),
            confidence_signals(&example.question, &examined),
        ) else {
            continue;
        };
        let is_right = example.is_answerable && example.asked.is_answered_by(&first.passage);
        let kind = if example.is_strange {
            &mut strange
        } else {
            &mut own
        };
        kind.push(Choice {
            options: vec![(signals, is_right), ([0.0; CONFIDENCE.len()], !is_right)],
            weight: 1.0,
        });
    }
    shared(&mut own, SET);
    shared(&mut strange, STRANGE);
    own.append(&mut strange);
    own
}

/// Gives choices equal weights that add up to this.
fn shared<const N: usize>(choices: &mut [Choice<N>], all: f64) {
    #[expect(clippy::cast_precision_loss, reason = "some hundred questions")]
    let each = all / choices.len().max(1) as f64;
    for choice in choices {
        choice.weight = each;
    }
}

/// Where found ends and where maybe ends: by the risk that is borne, and by how many answers may be missed. Only sets tell
/// that have questions without an answer; they count as if people asked them as often as they do.
fn thresholds(sets: &[&[Example<'_>]], learned: &Learned) -> Thresholds {
    // What something speaks against is never found, and is shown like anything else.
    let strict = with_found(learned, 0.0);
    let lenient = with_found(learned, f64::INFINITY);
    let (mut judged, mut right) = (Vec::new(), Vec::new());
    for set in sets {
        let (answerable, unanswerable): (Vec<_>, Vec<_>) = set
            .iter()
            .filter(|example| !example.is_strange)
            .partition(|example| example.is_answerable);
        if unanswerable.is_empty() {
            continue;
        }
        for (examples, share) in [
            (answerable, 1.0 - UNANSWERABLE),
            (unanswerable, UNANSWERABLE),
        ] {
            #[expect(clippy::cast_precision_loss, reason = "some hundred questions")]
            let weight = share / examples.len().max(1) as f64;
            judged.extend(
                examples
                    .iter()
                    .filter_map(|example| judge(example, &strict, weight)),
            );
            let shown = examples
                .iter()
                .filter_map(|example| judge(example, &lenient, weight));
            right.extend(shown.filter(|answer| answer.is_right));
        }
    }
    let least = |curve: Vec<Point>, is_borne: &dyn Fn(&Point) -> bool| {
        let last = curve.iter().rev().find(|point| is_borne(point));
        last.map_or(1.0, |point| point.confidence)
    };
    let found = least(curve(judged), &|point| point.risk <= RISK);
    let maybe = least(curve(right), &|point| point.coverage <= 1.0 - MISSED);
    Thresholds {
        found,
        maybe: maybe.min(found),
    }
}

fn with_found(learned: &Learned, found: f64) -> Learned {
    Learned {
        verdict: Thresholds { found, maybe: 0.0 },
        ..learned.clone()
    }
}

/// How an example is answered, and how sure that is.
fn judge(example: &Example<'_>, learned: &Learned, weight: f64) -> Option<Judged> {
    let examined = examined(example, learned);
    let first = examined.first()?;
    Some(Judged {
        confidence: learned_confidence(&example.question, &examined, learned),
        is_right: example.is_answerable && example.asked.is_answered_by(&first.passage),
        weight,
    })
}
