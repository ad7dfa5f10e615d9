//! Counts the outcomes of questions to a language model.

use crate::outcomes::Outcomes;

/// The labels of outcomes.
const OUTCOMES: [&str; 9] = [
    "pointed",
    "none",
    "late",
    "status",
    "connection",
    "nonsense",
    "busy",
    "spent",
    "resting",
];

/// The number of questions by outcome.
#[derive(Debug)]
pub struct Counts(Outcomes<{ OUTCOMES.len() }>);

impl Default for Counts {
    fn default() -> Self {
        Self(Outcomes::of(OUTCOMES))
    }
}

impl Counts {
    pub(super) fn add(&self, outcome: &str) {
        self.0.add(outcome);
    }

    /// Returns every outcome with its count.
    pub fn all(&self) -> impl Iterator<Item = (&'static str, u64)> {
        self.0.all()
    }

    /// Returns the number of questions that the bundled reader answered alone.
    #[must_use]
    pub fn fallen_back(&self) -> u64 {
        let is_fallback = |outcome: &&str| !matches!(*outcome, "pointed" | "none");
        let all = self.all().filter(|(outcome, _)| is_fallback(outcome));
        all.map(|(_, count)| count).sum()
    }
}
