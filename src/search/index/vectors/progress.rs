//! The progress of background embedding.

use std::fmt;
use std::sync::Arc;

use super::level::Level;
use super::table::VectorTable;

/// A handle that tells at any time how many passages have their vectors, and how many have those of their sentences too.
#[derive(Clone)]
pub struct Progress(pub(super) Arc<VectorTable>);

impl fmt::Debug for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (done, sentences) = (self.done(), self.sentences());
        write!(
            f,
            "{done} of {}, the sentences of {sentences}",
            self.total()
        )
    }
}

impl Progress {
    /// The number of passages that have a vector. Once all have one, questions are answered by meaning.
    #[must_use]
    pub fn done(&self) -> usize {
        self.0.done(Level::Passage)
    }

    /// The number of passages whose sentences have vectors.
    #[must_use]
    pub fn sentences(&self) -> usize {
        self.0.done(Level::Sentences)
    }

    /// The number of passages.
    #[must_use]
    pub fn total(&self) -> usize {
        self.0.len()
    }
}
