//! The bot's state: a search engine over a library, and the cache of answers.

use std::fmt;
use std::sync::Arc;

use super::answer_cache::{AnswerCache, revision_of};
use super::archived::Archived;
use super::earlier::Earlier;
use crate::article::{Article, Library};
use crate::citation::Links;
use crate::people::People;
use crate::preferences::Context;
use crate::revisions::{History, KeepRevisions};
use crate::search::Engine;

/// Answers commands about the articles of a library.
pub struct Bot {
    pub(super) engine: Engine,
    pub(super) cache: AnswerCache,
    pub(super) links: Links,
    pub(super) earlier: Earlier,
    /// The archive on an engine elsewhere.
    pub(super) archived: Option<Archived>,
    /// Whether there are more articles than those of the library, so that none of them is the only one.
    pub(super) has_more: bool,
}

impl fmt::Debug for Bot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bot")
            .field("revision", &revision_of(self.cache.fingerprint(), None))
            .finish_non_exhaustive()
    }
}

impl Bot {
    /// Creates a bot that searches with this engine.
    #[must_use]
    pub fn new(engine: Engine) -> Self {
        let cache = AnswerCache::new(engine.library());
        Self {
            engine,
            cache,
            links: Links::default(),
            earlier: Earlier::default(),
            archived: None,
            has_more: false,
        }
    }

    /// The same bot, whose citations lead elsewhere.
    #[must_use]
    pub fn citing(self, links: Links) -> Self {
        Self { links, ..self }
    }

    /// The same bot, which tells what changed since the revisions that are kept here; `None` if none are kept.
    #[must_use]
    pub fn remembering(self, kept: Option<Arc<dyn KeepRevisions>>) -> Self {
        let earlier = Earlier::of(kept);
        Self { earlier, ..self }
    }

    /// Where earlier revisions are kept; `None` if none are.
    #[must_use]
    pub fn revisions(&self) -> Option<&Arc<dyn KeepRevisions>> {
        self.earlier.kept()
    }

    /// Takes note of the revisions that it serves from now on.
    pub fn note_revisions(&self) {
        if let Some(kept) = self.revisions() {
            kept.note(self.library());
        }
    }

    /// Keeps the revisions that were noted, which may take seconds.
    pub fn keep_revisions(&self) {
        if let Some(kept) = self.revisions() {
            kept.keep();
        }
    }

    /// What changed in an article; nothing if no earlier revision is kept.
    #[must_use]
    pub fn history(&self, article: &Arc<Article>) -> Arc<History> {
        self.earlier.history(article)
    }

    /// An earlier revision of an article, if it is kept.
    #[must_use]
    pub fn earlier(&self, id: &str, revision: &str) -> Option<Arc<Article>> {
        self.revisions()?.article(id, revision)
    }

    /// The articles that it answers about.
    #[must_use]
    pub fn library(&self) -> &Arc<Library> {
        self.engine.library()
    }

    /// Its search engine.
    #[must_use]
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// The article of a conversation: the chosen one, or the only one.
    #[must_use]
    pub fn article(&self, context: &Context<'_>) -> Option<&Arc<Article>> {
        let only = match self.library().articles() {
            [only] if !self.has_more => Some(only),
            _ => None,
        };
        // A chosen article may have been removed since.
        self.chosen(context).or(only)
    }

    /// The article that was chosen for a conversation.
    pub(super) fn chosen(&self, context: &Context<'_>) -> Option<&Arc<Article>> {
        self.library().get(context.article?)
    }

    /// Returns eight digits that change with the texts and with the chosen article.
    #[must_use]
    pub fn revision(&self, context: &Context<'_>) -> String {
        self.revision_at(self.cache.fingerprint(), context)
    }

    /// The same, if the library had this fingerprint.
    pub(super) fn revision_at(&self, fingerprint: &str, context: &Context<'_>) -> String {
        let chosen = match self.library().articles() {
            [_] => None,
            _ => context.article,
        };
        revision_of(fingerprint, chosen)
    }

    /// Runs what would delay the first question.
    pub fn warm_up(&self) {
        for article in self.library().articles().iter().take(1) {
            let _ = self.people(article);
        }
        let question = self.engine.understand("waarom");
        let _ = self.engine.rank(&question, None, 1);
    }

    /// The people whom an article names.
    #[must_use]
    pub fn people(&self, article: &Arc<Article>) -> &People {
        self.engine.people(article)
    }
}
