//! Counts what became of questions to the engine.

use std::sync::atomic::{AtomicU64, Ordering};

/// The labels of outcomes.
const OUTCOMES: [&str; 9] = [
    "answered",
    "partial",
    "unfit",
    "late",
    "connection",
    "status",
    "no_index",
    "nonsense",
    "resting",
];

/// The number of questions by outcome, and of texts that did not fit their hash.
#[derive(Debug, Default)]
pub struct Counts([AtomicU64; OUTCOMES.len()]);

impl Counts {
    pub(super) fn add(&self, outcome: &str) {
        let counts = OUTCOMES.iter().zip(&self.0);
        for (_, count) in counts.filter(|(name, _)| **name == outcome) {
            count.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Returns every outcome with its count. `unfit` counts texts that did not fit their hash and were left out; the others count
    /// questions.
    pub fn all(&self) -> impl Iterator<Item = (&'static str, u64)> {
        let counts = self.0.iter().map(|count| count.load(Ordering::Relaxed));
        OUTCOMES.into_iter().zip(counts)
    }
}
