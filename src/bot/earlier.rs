//! What a bot knows of earlier revisions of its articles.

use std::fmt;
use std::sync::Arc;

use crate::article::Article;
use crate::revisions::{History, KeepRevisions};

/// The most that histories may take, in kilobytes of old text.
const ROOM: u64 = 32 * 1024;

/// Earlier revisions, and the histories that were asked for. A reload makes another bot, so a history never grows old.
pub(super) struct Earlier {
    kept: Option<Arc<dyn KeepRevisions>>,
    histories: moka::sync::Cache<String, Arc<History>>,
}

impl Default for Earlier {
    fn default() -> Self {
        Self {
            kept: None,
            histories: moka::sync::Cache::builder()
                .weigher(|_, history: &Arc<History>| kilobytes(history))
                .max_capacity(ROOM)
                .build(),
        }
    }
}

impl fmt::Debug for Earlier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Earlier")
            .field("kept", &self.kept)
            .finish_non_exhaustive()
    }
}

impl Earlier {
    /// The revisions that are kept here; `None` if none are.
    pub(super) fn of(kept: Option<Arc<dyn KeepRevisions>>) -> Self {
        Self {
            kept,
            ..Self::default()
        }
    }

    pub(super) fn kept(&self) -> Option<&Arc<dyn KeepRevisions>> {
        self.kept.as_ref()
    }

    /// What changed in an article; nothing if no earlier revision is kept.
    pub(super) fn history(&self, article: &Arc<Article>) -> Arc<History> {
        let Some(kept) = self.kept() else {
            return Arc::default();
        };
        let make = || Arc::new(History::of(article, kept.as_ref()));
        self.histories.get_with(article.id.clone(), make)
    }
}

fn kilobytes(history: &History) -> u32 {
    let texts = history.steps.iter().flat_map(|step| step.old.paragraphs());
    let bytes: usize = texts.map(|paragraph| paragraph.text().len()).sum();
    u32::try_from(bytes / 1024 + 1).unwrap_or(u32::MAX)
}
