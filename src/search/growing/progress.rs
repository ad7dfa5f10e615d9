//! How much of the work is done.

use std::fmt;
use std::sync::Arc;

use super::Work;

/// How far the meaning of an engine's passages is worked out, at any time.
#[derive(Clone)]
pub struct Progress(pub(super) Arc<Work>);

impl fmt::Debug for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.done(), self.total())
    }
}

impl Progress {
    /// Of how many passages it is.
    #[must_use]
    pub fn done(&self) -> usize {
        self.0.vectors.done()
    }

    /// How many passages there are.
    #[must_use]
    pub fn total(&self) -> usize {
        self.0.passages.len()
    }
}
