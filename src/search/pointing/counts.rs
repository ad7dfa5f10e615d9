//! Counts the outcomes of questions to a language model.

use std::sync::atomic::{AtomicU64, Ordering};

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
#[derive(Debug, Default)]
pub struct Counts([AtomicU64; OUTCOMES.len()]);

impl Counts {
    pub(super) fn add(&self, outcome: &str) {
        let counts = OUTCOMES.iter().zip(&self.0);
        for (_, count) in counts.filter(|(name, _)| **name == outcome) {
            count.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Returns every outcome with its count.
    pub fn all(&self) -> impl Iterator<Item = (&'static str, u64)> {
        let counts = self.0.iter().map(|count| count.load(Ordering::Relaxed));
        OUTCOMES.into_iter().zip(counts)
    }

    /// Returns the number of questions that the bundled reader answered alone.
    #[must_use]
    pub fn fallen_back(&self) -> u64 {
        let is_fallback = |outcome: &&str| !matches!(*outcome, "pointed" | "none");
        let all = self.all().filter(|(outcome, _)| is_fallback(outcome));
        all.map(|(_, count)| count).sum()
    }
}
