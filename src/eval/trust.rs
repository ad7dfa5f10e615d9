//! Outcomes of questions: what a reader sees, and whether it contains the answer.

use super::report::OfKind;
use super::set::EvalQuestion;
use crate::answer::{Answer, Verdict};
use crate::excerpt::Excerpt;
use crate::search::Ranking;

#[derive(Clone, Copy, Debug)]
pub(super) struct QuestionOutcome {
    is_answerable: bool,
    is_found: bool,
    /// Whether the emphasised sentence answers it. If the set names passages only, whether the first passage does.
    is_right: bool,
    /// Whether the first page contains an answer.
    is_in_view: bool,
}

/// Counts of outcomes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Trust {
    questions: usize,
    answerable: usize,
    found: usize,
    right: usize,
    in_view: usize,
}

impl QuestionOutcome {
    pub(super) fn of(question: &EvalQuestion, ranking: &Ranking, answer: &Answer) -> Self {
        let has_spans = !question.answer_spans.is_empty();
        let first = ranking.hits.first();
        let is_right =
            first.is_some_and(|hit| question.is_answered_at(&hit.passage, &hit.sentence));
        let shows = |excerpt: &Excerpt| question.is_answered_in(excerpt.text());
        let mut quotes = answer.quotes();
        let is_in_view = quotes.any(|quote| {
            if has_spans {
                quote.excerpts().iter().any(shows)
            } else {
                question.is_answered_by(quote.passage())
            }
        });
        Self {
            is_answerable: question.answerable,
            is_found: answer.verdict == Verdict::Found,
            is_right: question.answerable && is_right,
            is_in_view: question.answerable && is_in_view,
        }
    }

    /// Whether it is found, and if so whether that is right.
    pub(super) const fn found(self) -> Option<bool> {
        if self.is_found {
            Some(self.is_right)
        } else {
            None
        }
    }
}

impl Trust {
    pub(super) fn add(&mut self, outcome: QuestionOutcome) {
        self.questions += 1;
        self.answerable += usize::from(outcome.is_answerable);
        self.found += usize::from(outcome.is_found);
        self.right += usize::from(outcome.is_found && outcome.is_right);
        self.in_view += usize::from(outcome.is_in_view);
    }

    /// The share of answerable questions that are found, with an answering sentence emphasised.
    pub(super) fn trusted(&self) -> Option<f64> {
        share(self.right, self.answerable)
    }

    /// The share of found answers that emphasise an answering sentence.
    pub(super) fn precision(&self) -> Option<f64> {
        share(self.right, self.found)
    }

    /// The share of answerable questions whose first page shows an answer.
    pub(super) fn in_view(&self) -> Option<f64> {
        share(self.in_view, self.answerable)
    }
}

impl From<Trust> for OfKind {
    fn from(trust: Trust) -> Self {
        Self {
            questions: trust.questions,
            answerable: trust.answerable,
            found: trust.found,
            trusted: trust.trusted(),
            precision_of_found: trust.precision(),
            in_view: trust.in_view(),
        }
    }
}

fn share(part: usize, whole: usize) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "some thousand questions")]
    let share = part as f64 / whole as f64;
    (whole > 0).then_some(share)
}
