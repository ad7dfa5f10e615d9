//! Ablation: asks the same questions with all objections, and without each of them.

use std::fmt::Write as _;

use anyhow::Result;

use super::set::{EvalQuestion, QuestionSet, article_of, verify};
use super::trust::QuestionOutcome;
use crate::bot::{Bot, Context, composed, find_by};
use crate::command::Command;
use crate::search::ranking::RankOptions;
use crate::search::ranking::scored::Readings;
use crate::search::{Objection, Question, SCORED};

/// The effect of one objection on a set of questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ablated {
    /// The objection.
    pub objection: Objection,
    /// How many wrong answers would be found without it.
    pub prevented: usize,
    /// How many right answers would be found without it.
    pub lost: usize,
}

impl Ablated {
    /// Formats the effects as a table.
    #[must_use]
    pub fn table(rules: &[Self]) -> String {
        let mut out = format!(
            "{:<16}{:>16}{:>12}",
            "without", "wrong, prevented", "right, lost"
        );
        for rule in rules {
            // Writing to a string cannot fail.
            let _ = write!(
                out,
                "\n{:<16}{:>16}{:>12}",
                rule.objection.name(),
                rule.prevented,
                rule.lost
            );
        }
        out
    }
}

/// Measures the effect of each objection.
///
/// # Errors
/// Fails if a question names something that the content lacks.
pub fn ablate(bot: &Bot, set: &QuestionSet, within_article: bool) -> Result<Vec<Ablated>> {
    verify(bot.library(), set)?;
    let mut ablated: Vec<Ablated> = Objection::all(bot.engine().reader().is_some())
        .map(|objection| Ablated {
            objection,
            prevented: 0,
            lost: 0,
        })
        .collect();
    for question in &set.questions {
        let asked = AblatedQuestion {
            bot,
            question,
            article: article_of(question, within_article),
            understood: bot.engine().understand(&question.question),
        };
        let mut readings = Readings::new();
        let with_all = asked.found(None, &mut readings);
        for one in &mut ablated {
            let without = asked.found(Some(one.objection), &mut readings);
            match (with_all, without) {
                (None, Some(false)) => one.prevented += 1,
                (None, Some(true)) => one.lost += 1,
                // Without the objection another sentence is found.
                (Some(true), Some(false)) => one.prevented += 1,
                (Some(false), Some(true)) => one.lost += 1,
                _ => {}
            }
        }
    }
    Ok(ablated)
}

/// A question that is asked once for each objection.
struct AblatedQuestion<'a> {
    bot: &'a Bot,
    question: &'a EvalQuestion,
    /// The id of the article that it is asked about.
    article: Option<String>,
    understood: Question,
}

impl AblatedQuestion<'_> {
    /// Whether an answer is found, and whether it is right.
    fn found(&self, ignored: Option<Objection>, readings: &mut Readings) -> Option<bool> {
        let context = Context {
            article: self.article.as_deref(),
            ..Context::default()
        };
        let ranking = find_by(self.bot, &self.understood, &context, |article| {
            let options = RankOptions {
                ignored,
                readings: Some(readings),
                asks_model: false,
            };
            let engine = self.bot.engine();
            engine.rank_with(&self.understood, article, SCORED, options)
        });
        let command = Command::Ask(String::new());
        let answer = composed(self.bot, &command, &context, &ranking);
        QuestionOutcome::of(self.question, &ranking, &answer).found()
    }
}
