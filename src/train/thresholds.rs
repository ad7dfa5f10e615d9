//! The thresholds of *found* and *maybe*.

use super::examples::Example;
use crate::eval::{Judged, Point, curve};
use crate::search::learned::{LearnedWeights, Thresholds};
use crate::search::ranking::confidence::learned_confidence;
use crate::search::ranking::scored::ScoredPassage;

/// The accepted share of wrong answers among those found.
const RISK: f64 = 0.15;

/// The accepted share of answerable questions that are not found.
const MISSED: f64 = 0.02;

/// Answers to questions whose right answers are known.
#[derive(Default)]
pub(super) struct Answers {
    all: Vec<Judged>,
    /// Those to questions that have an answer, whatever speaks against them.
    of_answerable: Vec<Judged>,
}

impl Answers {
    /// Adds the answer to an example: its first candidate, with the signals of the confidence.
    pub(super) fn add(
        &mut self,
        example: &Example<'_>,
        first: &ScoredPassage,
        signals: &[f64; 3],
        learned: &LearnedWeights,
    ) {
        let is_right = example.is_right(first);
        let confidence = learned_confidence(Some(first), signals, learned, None);
        let judge = |confidence: f64| Judged {
            confidence,
            is_right,
            weight: 1.0,
        };
        // An answer with an objection is never found.
        let is_free = first.objection(None).is_none();
        self.all
            .push(judge(if is_free { confidence.without } else { 0.0 }));
        if example.is_answerable {
            self.of_answerable.push(judge(confidence.without));
        }
    }

    /// The thresholds of *found* and *maybe*, by [`RISK`] and [`MISSED`].
    pub(super) fn thresholds(self) -> Thresholds {
        let least = |curve: Vec<Point>, is_borne: &dyn Fn(&Point) -> bool| {
            let last = curve.iter().rev().find(|point| is_borne(point));
            last.map_or(1.0, |point| point.confidence)
        };
        let found = least(curve(self.all), &|point| point.risk <= RISK);
        let maybe = least(curve(self.of_answerable), &|point| {
            point.coverage <= 1.0 - MISSED
        });
        Thresholds {
            found,
            maybe: maybe.min(found),
        }
    }
}
