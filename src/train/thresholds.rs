//! Where found ends and where maybe ends.

use crate::eval::{Judged, Point, curve};
use crate::search::confidence::learned_confidence;
use crate::search::examined::Examined;
use crate::search::learned::{Learned, Thresholds};

/// The most wrong answers among those that count as found, as a share.
const RISK: f64 = 0.15;

/// The share of answerable questions of which it may be said that the article does not answer them.
const MISSED: f64 = 0.02;

/// Answers to questions whose right answers are known.
#[derive(Default)]
pub(super) struct Answers {
    all: Vec<Judged>,
    /// Those to questions that have an answer, whatever speaks against them.
    of_answerable: Vec<Judged>,
}

impl Answers {
    /// Adds an answer: its candidate, and what says how sure it is.
    pub(super) fn add(
        &mut self,
        first: &Examined,
        signals: &[f64; 3],
        learned: &Learned,
        is_right: bool,
        is_answerable: bool,
    ) {
        let confidence = learned_confidence(Some(first), signals, learned, None);
        let judge = |confidence: f64| Judged {
            confidence,
            is_right,
            weight: 1.0,
        };
        // What an objection holds against is never found.
        let is_free = first.objection(None).is_none();
        self.all
            .push(judge(if is_free { confidence.without } else { 0.0 }));
        if is_answerable {
            self.of_answerable.push(judge(confidence.without));
        }
    }

    /// The thresholds at which as many wrong answers count as found, and as many right ones are missed, as is borne.
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
