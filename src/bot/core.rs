//! What every answer draws on: an engine over a library, and the answers that were given before.

use std::fmt;
use std::sync::Arc;

use super::answer_cache::AnswerCache;
use crate::article::{Article, Library};
use crate::people::People;
use crate::preferences::Context;
use crate::search::Engine;

/// Answers commands about the articles of a library.
pub struct Bot {
    pub(super) engine: Engine,
    pub(super) remembered: AnswerCache,
}

impl fmt::Debug for Bot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bot")
            .field("revision", &self.remembered.revision_of(None))
            .finish_non_exhaustive()
    }
}

impl Bot {
    /// A bot that searches with this engine.
    #[must_use]
    pub fn new(engine: Engine) -> Self {
        let remembered = AnswerCache::new(engine.library());
        Self { engine, remembered }
    }

    /// The articles that it answers about.
    #[must_use]
    pub fn library(&self) -> &Arc<Library> {
        self.engine.library()
    }

    /// The engine that it searches with.
    #[must_use]
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// The article that a conversation is about: the chosen one, or the only one.
    #[must_use]
    pub fn article(&self, context: &Context<'_>) -> Option<&Arc<Article>> {
        match (context.article, self.library().articles()) {
            // Chosen once, it may have gone since.
            (Some(id), all) => self
                .library()
                .get(id)
                .or(all.first().filter(|_| all.len() == 1)),
            (None, [only]) => Some(only),
            (None, _) => None,
        }
    }

    /// Eight digits that change with the texts, and with the article that was chosen: what was made of one is not of another.
    #[must_use]
    pub fn revision(&self, context: &Context<'_>) -> String {
        let chosen = match self.library().articles() {
            [_] => None,
            _ => context.article,
        };
        self.remembered.revision_of(chosen)
    }

    /// Does what the first question would otherwise wait for.
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
