//! Calibration: fits the weights of a language model that points, to questions with known answers.

use anyhow::{Context as _, Result, ensure};

use super::examples::Example;
use super::fit::{ChoiceSet, fit};
use super::thresholds::Answers;
use crate::bot::Bot;
use crate::eval::{self, QuestionSet};
use crate::search::SCORED;
use crate::search::learned::{CONFIDENCE, LearnedWeights, LinearWeights, POINTING};
use crate::search::ranking::RankOptions;
use crate::search::ranking::confidence::pointed_outcomes;
use crate::search::ranking::pointed::PointingOutcome;
use crate::search::ranking::scored::Readings;

/// The fewest answerable and unanswerable questions from which weights can be fitted.
const FEWEST: usize = 10;

/// The result of a calibration.
#[derive(Clone, Debug)]
pub struct Calibrated {
    /// The weights. Those of pointing, the confidence and the thresholds are new.
    pub learned: LearnedWeights,
    /// The number of questions.
    pub asked: usize,
    /// The number of questions that the model did not answer.
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

/// Asks the configured language model every question of a set, and fits its weights. All other weights stay as they are.
///
/// # Errors
/// Fails if no model can be asked, if it answers too few questions, or if a question names something that the content lacks.
pub fn calibrate(bot: &Bot, set: &QuestionSet, within_article: bool) -> Result<Calibrated> {
    eval::verify(bot.library(), set)?;
    let engine = bot.engine();
    let pointer = engine
        .pointer()
        .context("a language model can be measured only beside the bundled reader, which needs the embedding model")?;
    let mut examples = Vec::new();
    for asked in &set.questions {
        let question = engine.understand(&asked.question);
        let article = eval::article_of(asked, within_article);
        let article = article.and_then(|id| bot.library().get(&id));
        let options = RankOptions {
            readings: Some(&mut Readings::new()),
            asks_model: true,
            ..RankOptions::default()
        };
        let article = article.map(AsRef::as_ref);
        let candidates = engine.read_candidates(&question, article, SCORED, options);
        if candidates.pointing == PointingOutcome::Done {
            let scored = candidates.scored;
            examples.push(Example::new(engine, asked, question, scored, false));
        }
    }
    let answerable = examples.iter().filter(|one| one.is_answerable).count();
    ensure!(
        answerable >= FEWEST && examples.len() - answerable >= FEWEST,
        "the language model answered {} of {} questions, {answerable} of them ones that the content answers: it takes {FEWEST} of \
         those, and {FEWEST} that the content does not answer",
        examples.len(),
        set.questions.len()
    );
    let fallen_back = set.questions.len() - examples.len();
    Ok(Calibrated {
        learned: learned(pointer.learned(), &examples),
        asked: set.questions.len(),
        fallen_back,
    })
}

fn learned(before: &LearnedWeights, examples: &[Example<'_>]) -> LearnedWeights {
    let mut learned = before.clone();
    let choices: Vec<_> = examples.iter().map(|one| choice(one, before)).collect();
    learned.pointing = LinearWeights::new(POINTING, fit(&choices));
    let mut choices = Vec::new();
    for example in examples {
        let mut scored = example.scored.borrow_mut();
        let signals = example.settle(&mut scored, &learned);
        if let (Some(signals), Some(first)) = (signals, scored.first()) {
            choices.push(ChoiceSet::yes_or_no(signals, example.is_right(first)));
        }
    }
    learned.confidence = LinearWeights::new(CONFIDENCE, fit(&choices));
    let mut answers = Answers::default();
    for example in examples {
        let mut scored = example.scored.borrow_mut();
        let signals = example.settle(&mut scored, &learned);
        if let (Some(signals), Some(first)) = (signals, scored.first()) {
            answers.add(example, first, &signals, &learned);
        }
    }
    learned.thresholds = answers.thresholds();
    learned
}

/// The choice between the sentences that were read and «none of them».
fn choice(example: &Example<'_>, learned: &LearnedWeights) -> ChoiceSet<{ POINTING.len() }> {
    let scored = example.scored.borrow();
    let count = scored.iter().take_while(|one| one.is_read()).count();
    let read = &scored[..count];
    let outcomes = pointed_outcomes(&example.question, read, learned, None).into_iter();
    ChoiceSet::of(outcomes.zip(example.right_outcomes(read)).collect())
}
