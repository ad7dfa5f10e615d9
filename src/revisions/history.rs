//! [`History`]: the changes of an article, revision by revision.

use std::sync::Arc;
use std::time::SystemTime;

use super::KeepRevisions;
use super::change::{Change, changes};
use crate::article::Article;

/// The most revisions whose changes are shown; links to older ones work as long as they are kept.
pub const MOST: usize = 20;

/// What changed from one revision to the next.
#[derive(Clone, Debug)]
pub struct Step {
    /// When the new revision was first served; `None` if it is not known.
    pub since: Option<SystemTime>,
    /// The revision before.
    pub old: Arc<Article>,
    /// The sentences that differ. Empty if only headings or front matter changed.
    pub changes: Vec<Change>,
}

/// The changes of an article, the newest first.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// What changed, the newest first.
    pub steps: Vec<Step>,
    /// When the oldest revision that is kept was first served.
    pub since: Option<SystemTime>,
    /// Whether older revisions are kept than those that are shown.
    pub has_more: bool,
}

impl History {
    /// Compares the kept revisions of an article, and the last of them with the article itself.
    #[must_use]
    pub fn of(article: &Arc<Article>, kept: &dyn KeepRevisions) -> Self {
        let mut revisions = kept.of(&article.id, MOST + 2);
        revisions.dedup_by(|later, earlier| later.article.revision == earlier.article.revision);
        let since = revisions.first().map(|first| first.since);
        let surplus = revisions.len().saturating_sub(MOST + 1);
        revisions.drain(..surplus);
        let mut steps: Vec<Step> = revisions
            .windows(2)
            .filter_map(|pair| match pair {
                [old, new] => Some(Step::of(&old.article, &new.article, Some(new.since))),
                _ => None,
            })
            .collect();
        if let Some(last) = revisions.last()
            && last.article.revision != article.revision
        {
            steps.push(Step::of(&last.article, article, None));
        }
        steps.reverse();
        Self {
            steps,
            since,
            has_more: surplus > 0,
        }
    }

    /// When the last change was first served; `None` if nothing changed, or if it is not known.
    #[must_use]
    pub fn changed(&self) -> Option<SystemTime> {
        self.steps.first()?.since
    }

    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }
}

impl Step {
    fn of(old: &Arc<Article>, new: &Arc<Article>, since: Option<SystemTime>) -> Self {
        Self {
            since,
            old: Arc::clone(old),
            changes: changes(old, new),
        }
    }
}
