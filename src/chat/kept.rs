//! Followed that outlast the program: how a platform's are written into the store, and found there.

use std::sync::Arc;

use crate::store::{self, Problem, Store, beside};

/// How a platform's links are kept.
pub(crate) struct Kept<Id, Link> {
    /// Where they are kept; nowhere where nothing can be.
    pub(crate) store: Option<Arc<Store>>,
    /// What the platform is called there.
    pub(crate) platform: &'static str,
    /// A question and its link, as they are kept.
    pub(crate) write: fn(&Id, &Link) -> store::Link,
    /// The same, read back; none where it is about what is no longer there.
    pub(crate) read: Box<dyn Fn(store::Link) -> Option<(Id, Link)> + Send + Sync>,
}

impl<Id: ToString, Link> Kept<Id, Link> {
    /// Keeps the link of a question.
    pub(crate) async fn add(&self, question: &Id, link: &Link) {
        let link = (self.write)(question, link);
        let platform = self.platform;
        self.ask(move |store| store.link(platform, &link)).await;
    }

    /// Forgets the link of a question.
    pub(crate) async fn forget(&self, question: &Id) {
        let (platform, question) = (self.platform, question.to_string());
        self.ask(move |store| store.unlink(platform, &question))
            .await;
    }

    /// The link of a question.
    pub(crate) async fn of_question(&self, question: &Id) -> Option<(Id, Link)> {
        let (platform, question) = (self.platform, question.to_string());
        let link = self
            .ask(move |store| store.link_of(platform, &question))
            .await;
        (self.read)(link??)
    }

    /// The link whose answer this is.
    pub(crate) async fn of_answer(&self, answer: &Id) -> Option<(Id, Link)> {
        let (platform, answer) = (self.platform, answer.to_string());
        let link = self
            .ask(move |store| store.link_to(platform, &answer))
            .await;
        (self.read)(link??)
    }

    /// Asks the store, beside what listens. What it cannot do is followed in memory alone.
    async fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Store) -> Result<T, Problem> + Send + 'static,
    ) -> Option<T> {
        beside(self.store.clone(), work)
            .await?
            .inspect_err(|problem| {
                tracing::debug!(%problem, "a question is followed only until the program ends");
            })
            .ok()
    }
}
