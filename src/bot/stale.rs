//! What is said of an answer whose text has changed since: that it has, and where the old text and what changed can be read.

use std::sync::Arc;

use super::core::Bot;
use crate::answer::{Answer, Block};
use crate::article::Article;
use crate::citation::{changes_path, revision_path};
use crate::command::Command;
use crate::preferences::Context;
use crate::wording::Message;

impl Bot {
    /// Says that the text has changed since an answer that was made when [`Bot::revision`] returned `revision`.
    #[must_use]
    pub fn stale(&self, revision: &str, context: &Context<'_>) -> Answer {
        let said = |key: &str| Block::Say(Message::new(key));
        let changed = self
            .article(context)
            .map(|article| (article, self.history(article)))
            .filter(|(_, history)| !history.is_empty());
        let Some((article, history)) = changed else {
            return Answer::nothing(&Command::More, [said("button-stale")]);
        };
        let link = |key: &str, path: &str| {
            let address = self.links.on_page(path)?;
            Some(Block::Link(Message::new(key), address))
        };
        let mut olds = history.steps.iter().map(|step| &step.old);
        let old = olds.find(|old| self.revision_with(old, context) == revision);
        let old = old.and_then(|old| link("button-stale-earlier", &revision_path(old)));
        let changes = link("page-earlier-changes", &changes_path(article));
        let blocks = [Some(said("button-stale-changes")), old, changes];
        Answer::nothing(&Command::More, blocks.into_iter().flatten())
    }

    /// What [`Bot::revision`] returned while an article was as it was in an earlier revision, and all others as they are now.
    fn revision_with(&self, earlier: &Arc<Article>, context: &Context<'_>) -> String {
        let fingerprint = self.library().fingerprint_with(earlier);
        self.revision_at(&fingerprint, context)
    }
}
