//! An article that was served in several revisions, which are kept in memory.

use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use voetnoot::article::{Article, Library};
use voetnoot::bot::Bot;
use voetnoot::revisions::{KeepRevisions, Revision};

use super::common;

/// When the first was served: the beginning of 2026.
const BEGIN: u64 = 1_767_225_600;

/// A day and an hour, in seconds.
const APART: u64 = 25 * 3_600;

/// An article about a bridge.
pub(crate) const OLD: &str = "De gemeente bouwt een brug. Ze kost 3 miljoen euro.\n\nDe wethouder is er blij mee.\n\n\
                              ## Bezwaren\n\nBewoners maken bezwaar tegen de plannen.";

/// The same, with a sentence changed, a paragraph added and one removed.
pub(crate) const NEW: &str = "De gemeente bouwt een brug. Ze kost 4,5 miljoen euro.\n\nDe bouw begint in mei.\n\n\
                              De wethouder is er blij mee.";

/// The library of an article with this text.
pub(crate) fn library(text: &str) -> Library {
    let text = format!(
        "+++\nid = \"brug\"\ntitle = \"Een brug\"\nauthors = [\"Anna\"]\nlanguage = \"nl\"\n+++\n\n{text}\n"
    );
    Library::from_text("brug.md", &text).expect("an article")
}

/// Revisions, each first served a day and an hour after the one before.
#[derive(Debug)]
pub(crate) struct InMemory(pub(crate) Vec<Arc<Article>>);

impl InMemory {
    /// The revisions with these texts.
    pub(crate) fn of(texts: &[&str]) -> Self {
        let article = |text: &&str| Arc::clone(&library(text).articles()[0]);
        Self(texts.iter().map(article).collect())
    }
}

impl KeepRevisions for InMemory {
    fn note(&self, _: &Library) {}

    fn keep(&self) {}

    fn of(&self, _: &str, most: usize) -> Vec<Revision> {
        let revisions = (0..).zip(&self.0).map(|(at, article)| Revision {
            article: Arc::clone(article),
            since: UNIX_EPOCH + Duration::from_secs(BEGIN + APART * at),
        });
        let surplus = self.0.len().saturating_sub(most);
        revisions.skip(surplus).collect()
    }

    fn article(&self, _: &str, revision: &str) -> Option<Arc<Article>> {
        let mut all = self.0.iter();
        all.find(|article| article.revision == revision).cloned()
    }
}

/// A bot about the last of these texts, which were served one after the other.
pub(crate) fn bot(texts: &[&str]) -> Bot {
    let last = texts.last().expect("a text");
    common::bot_about(library(last)).remembering(Some(Arc::new(InMemory::of(texts))))
}
