//! Earlier revisions of articles: those that were served are kept, and what changed between two of them can be seen.
//!
//! - `kept`: the folder of what was served, bounded in size; `files`: one compressed file a revision.
//! - [`alignment`]: which sentences of two texts belong together.
//! - [`wording`]: which words and letters of two sentences differ.
//! - [`change`]: the sentences that changed between two revisions of an article.
//! - [`history`]: all changes of an article, the newest first.
//!
//! Invariant: an old revision is an [`Article`] like any other, and is quoted through the same gate,
//! [`Excerpt::new`](crate::excerpt::Excerpt::new).

pub mod alignment;
pub mod change;
#[cfg(feature = "platforms")]
mod files;
pub mod history;
#[cfg(feature = "platforms")]
mod kept;
pub mod wording;

use std::fmt::Debug;
use std::sync::Arc;
use std::time::SystemTime;

use crate::article::{Article, Library};

pub use change::{Change, Sentence};
pub use history::{History, Step};
#[cfg(feature = "platforms")]
pub use kept::Kept;

/// Keeps the revisions of articles that are served.
pub trait KeepRevisions: Debug + Send + Sync {
    /// Takes note of the articles of a library that is served from now on: from now on they are among the revisions. Quick.
    fn note(&self, library: &Library);

    /// Keeps what was noted, which may take seconds. Never fails: what cannot be kept is logged.
    fn keep(&self);

    /// The last `most` kept revisions of an article, the oldest first. An article that was served again as it had been before
    /// is there twice.
    fn of(&self, id: &str, most: usize) -> Vec<Revision>;

    /// A kept revision of an article.
    fn article(&self, id: &str, revision: &str) -> Option<Arc<Article>>;
}

/// A revision of an article.
#[derive(Clone, Debug)]
pub struct Revision {
    /// Its text.
    pub article: Arc<Article>,
    /// When it was first served.
    pub since: SystemTime,
}
