//! Counts what became of questions to the engine.

use crate::outcomes::Outcomes;

/// The labels of outcomes.
#[rustfmt::skip]
pub(super) const OUTCOMES: [&str; 9] = [
    "answered", "partial", "unfit", "late", "connection", "status", "no_index", "nonsense", "resting",
];

/// The number of questions by outcome. `unfit` counts texts that did not fit their hash and were left out; the others count
/// questions.
pub type Counts = Outcomes<{ OUTCOMES.len() }>;
