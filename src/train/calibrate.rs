//! Calibrating: what the word of a language model weighs beside the bundled reader, from questions with known answers.

use anyhow::{Context as _, Result, ensure};

use super::fit::{Choice, fit};
use super::thresholds::Answers;
use crate::bot::Bot;
use crate::eval::{self, EvalQuestion, QuestionSet};
use crate::search::Engine;
use crate::search::confidence::{pointed_outcomes, settle};
use crate::search::examined::{Examined, Readings};
use crate::search::learned::{CONFIDENCE, Learned, POINTING, Weighing};
use crate::search::pointing::Pointing;
use crate::search::question::Question;
use crate::search::rank::{Look, WEIGHED};

/// With fewer questions of each kind, answered and not, nothing is learned that would hold for others.
const FEWEST: usize = 10;

/// What was measured of a language model.
#[derive(Clone, Debug)]
pub struct Calibrated {
    /// The weights, of which those of pointing, the confidence and the thresholds are new.
    pub learned: Learned,
    /// How many questions it was asked.
    pub asked: usize,
    /// How many of them it did not answer.
    pub fallen_back: usize,
}

impl Calibrated {
    /// Formats the file of weights, with its provenance in a comment.
    #[must_use]
    pub fn to_toml(&self) -> String {
        format!(
            "# What the word of a language model weighs, as measured by `voetnoot calibrate` on {} questions, {} of which it\n\
             # did not answer; it holds for this model alone.\n\n{}",
            self.asked,
            self.fallen_back,
            self.learned.pointing_to_toml()
        )
    }
}

/// A question that the model answered.
struct Case<'a> {
    engine: &'a Engine,
    asked: &'a EvalQuestion,
    question: Question,
    examined: Vec<Examined>,
}

/// Asks the language model that is plugged in every question of a set, and fits the weights of what it says. All other weights
/// stay as they are.
///
/// # Errors
/// Fails if no model can be asked, if it answers too few questions, or if a question names what is not in the content.
pub fn calibrate(bot: &Bot, set: &QuestionSet, within_article: bool) -> Result<Calibrated> {
    eval::verify(bot.library(), set)?;
    let engine = bot.engine();
    let pointer = engine
        .pointer()
        .context("a language model can be measured only beside the bundled reader, which needs the embedding model")?;
    let mut cases = Vec::new();
    for asked in &set.questions {
        let question = engine.understand(&asked.question);
        let article = eval::article_of(asked, within_article);
        let article = article.and_then(|id| bot.library().get(&id));
        let look = Look {
            readings: Some(&mut Readings::new()),
            asks_model: true,
            ..Look::default()
        };
        let considered = engine.considered(&question, article.map(AsRef::as_ref), WEIGHED, look);
        if considered.pointing == Pointing::Done {
            cases.push(Case {
                engine,
                asked,
                question,
                examined: considered.examined,
            });
        }
    }
    let answerable = cases.iter().filter(|case| case.asked.answerable).count();
    ensure!(
        answerable >= FEWEST && cases.len() - answerable >= FEWEST,
        "the language model answered {} of {} questions, {answerable} of them ones that the content answers: it takes {FEWEST} of \
         those, and {FEWEST} that the content does not answer",
        cases.len(),
        set.questions.len()
    );
    let fallen_back = set.questions.len() - cases.len();
    Ok(Calibrated {
        learned: learned(pointer.learned(), &mut cases),
        asked: set.questions.len(),
        fallen_back,
    })
}

fn learned(before: &Learned, cases: &mut [Case<'_>]) -> Learned {
    let mut learned = before.clone();
    let choices: Vec<_> = cases.iter().map(|case| case.choice(before)).collect();
    learned.pointing = Weighing::new(POINTING, fit(&choices));
    let choices: Vec<_> = cases
        .iter_mut()
        .filter_map(|case| {
            let signals = case.settle(&learned)?;
            let is_right = case.is_right();
            let none = [0.0; CONFIDENCE.len()];
            Some(Choice::of(vec![(signals, is_right), (none, !is_right)]))
        })
        .collect();
    learned.confidence = Weighing::new(CONFIDENCE, fit(&choices));
    let mut answers = Answers::default();
    for case in cases {
        let signals = case.settle(&learned);
        if let (Some(signals), Some(first)) = (signals, case.examined.first()) {
            answers.add(
                first,
                &signals,
                &learned,
                case.is_right(),
                case.asked.answerable,
            );
        }
    }
    learned.verdict = answers.thresholds();
    learned
}

impl Case<'_> {
    /// The choice between the sentences that were read, and «none of them».
    fn choice(&self, learned: &Learned) -> Choice<{ POINTING.len() }> {
        let read = self.examined.iter().take_while(|one| one.is_read());
        let read: Vec<Examined> = read.cloned().collect();
        let places = read
            .iter()
            .flat_map(|one| (0..one.sentences.len()).map(move |at| (one, at)));
        let mut is_right: Vec<bool> = places.map(|(one, at)| self.answers(one, at)).collect();
        is_right.push(!is_right.contains(&true));
        let outcomes = pointed_outcomes(&self.question, &read, learned, None);
        Choice::of(outcomes.into_iter().zip(is_right).collect())
    }

    /// Puts the candidates in order, and says how sure the first is.
    fn settle(&mut self, learned: &Learned) -> Option<[f64; 3]> {
        let signals = settle(&self.question, &mut self.examined, learned, None);
        if let Some(first) = self.examined.first() {
            self.engine.object(&self.question, first);
        }
        signals
    }

    fn is_right(&self) -> bool {
        let first = self.examined.first();
        first.is_some_and(|first| self.answers(first, first.best))
    }

    /// Whether the sentence of a candidate at this place answers.
    fn answers(&self, one: &Examined, at: usize) -> bool {
        let range = one.passage.sentences().get(at);
        self.asked.answerable
            && range.is_some_and(|range| self.asked.is_answered_at(&one.passage, range))
    }
}
