//! [`Outcomes`]: counts what became of questions to another server.

use std::sync::atomic::{AtomicU64, Ordering};

/// The number of questions by outcome. Each outcome has a label.
#[derive(Debug)]
pub struct Outcomes<const N: usize> {
    labels: [&'static str; N],
    counts: [AtomicU64; N],
}

impl<const N: usize> Outcomes<N> {
    /// Nothing was counted yet.
    pub(crate) fn of(labels: [&'static str; N]) -> Self {
        Self {
            labels,
            counts: [const { AtomicU64::new(0) }; N],
        }
    }

    /// Counts one with this label. Does nothing if there is no such label.
    pub(crate) fn add(&self, outcome: &str) {
        let counts = self.labels.iter().zip(&self.counts);
        for (_, count) in counts.filter(|(name, _)| **name == outcome) {
            count.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Returns every label with its count.
    pub fn all(&self) -> impl Iterator<Item = (&'static str, u64)> {
        let counts = self
            .counts
            .iter()
            .map(|count| count.load(Ordering::Relaxed));
        self.labels.into_iter().zip(counts)
    }
}
