//! The progress of background embedding.

use std::fmt;
use std::sync::Arc;

use super::table::VectorTable;

/// A handle that tells at any time how many passages have their vectors.
#[derive(Clone)]
pub struct Progress(pub(super) Arc<VectorTable>);

impl fmt::Debug for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.done(), self.total())
    }
}

impl Progress {
    /// The number of passages that have their vectors.
    #[must_use]
    pub fn done(&self) -> usize {
        self.0.done()
    }

    /// The number of passages.
    #[must_use]
    pub fn total(&self) -> usize {
        self.0.len()
    }
}
