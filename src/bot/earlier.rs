//! What a bot knows of earlier revisions of its articles.

use std::fmt;
use std::sync::Arc;

use super::core::Bot;
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

impl Bot {
    /// The same bot, which tells what changed since the revisions that are kept here; `None` if none are kept.
    #[must_use]
    pub fn remembering(self, kept: Option<Arc<dyn KeepRevisions>>) -> Self {
        let earlier = Earlier {
            kept,
            ..Earlier::default()
        };
        Self { earlier, ..self }
    }

    /// Where earlier revisions are kept; `None` if none are.
    #[must_use]
    pub fn revisions(&self) -> Option<&Arc<dyn KeepRevisions>> {
        self.earlier.kept.as_ref()
    }

    /// Keeps the revisions that it serves.
    pub fn keep_revisions(&self) {
        if let Some(kept) = self.revisions() {
            kept.keep(self.library());
        }
    }

    /// What changed in an article; nothing if no earlier revision is kept.
    #[must_use]
    pub fn history(&self, article: &Arc<Article>) -> Arc<History> {
        let Some(kept) = self.revisions() else {
            return Arc::default();
        };
        let make = || Arc::new(History::of(article, kept.as_ref()));
        self.earlier.histories.get_with(article.id.clone(), make)
    }

    /// An earlier revision of an article, if it is kept.
    #[must_use]
    pub fn earlier(&self, id: &str, revision: &str) -> Option<Arc<Article>> {
        self.revisions()?.article(id, revision)
    }
}

fn kilobytes(history: &History) -> u32 {
    let texts = history.steps.iter().flat_map(|step| step.old.paragraphs());
    let bytes: usize = texts.map(|paragraph| paragraph.text().len()).sum();
    u32::try_from(bytes / 1024 + 1).unwrap_or(u32::MAX)
}
