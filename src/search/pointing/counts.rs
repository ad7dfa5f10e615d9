//! Counts the outcomes of questions to a language model.

use crate::outcomes::Outcomes;

/// The labels of outcomes.
pub(super) const OUTCOMES: [&str; 9] = [
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
pub type Counts = Outcomes<{ OUTCOMES.len() }>;
