//! Which answer belongs to which question, for as long as a question is followed: ids only, in memory, and in the store for
//! what happens after a restart.
//!
//! One thing at a time happens to a question: it is answered, then edited, then deleted. Code that does one of these holds
//! the question ([`Held`]); the next waits.

#[cfg(test)]
mod tests;

use std::fmt::{Debug, Display};
use std::hash::Hash;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use moka::sync::Cache;
use tokio::sync::{Mutex, Notify, OwnedMutexGuard};

use super::recent::latest;
use crate::db::{AGE, Database, Problem, StoredAnswer, beside};

/// How many questions are followed; with more, those that were not touched for longest are dropped.
const MOST: u64 = 5_000;

/// How much earlier than the question itself its edit may come: events are handled in parallel.
const OVERTAKEN: Duration = Duration::from_millis(250);

/// How long to wait for the send confirmation after a reaction arrives.
const UNCONFIRMED: Duration = Duration::from_secs(3);

/// An id of a platform's, which can be written as text and read back.
pub(crate) trait Id:
    Clone + Debug + Display + Eq + FromStr + Hash + Send + Sync + 'static
{
}

impl<T: Clone + Debug + Display + Eq + FromStr + Hash + Send + Sync + 'static> Id for T {}

/// The answer to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FollowedAnswer<M, C, U> {
    /// The message that answers.
    pub(crate) answer: M,
    /// Where question and answer are.
    pub(crate) channel: C,
    /// Who asked.
    pub(crate) asker: U,
    /// The message at which their thread begins, if they are in one.
    pub(crate) thread: Option<M>,
    /// The messages with later pages.
    pub(crate) pages: Vec<M>,
    /// When the question was last edited, by the platform's clock. Not kept in the store: it matters only for edits that
    /// come in together.
    pub(crate) edited: Option<u64>,
}

impl<M: Id, C: Id, U: Id> FollowedAnswer<M, C, U> {
    fn to_stored(&self, question: &M) -> StoredAnswer {
        StoredAnswer {
            question: question.to_string(),
            answer: self.answer.to_string(),
            channel: self.channel.to_string(),
            asker: self.asker.to_string(),
            thread: self.thread.as_ref().map(ToString::to_string),
            pages: self.pages.iter().map(ToString::to_string).collect(),
        }
    }

    /// Reads a question and its answer back; `None` if an id cannot be read.
    fn from_stored(stored: &StoredAnswer) -> Option<(M, Self)> {
        let answer = Self {
            answer: stored.answer.parse().ok()?,
            channel: stored.channel.parse().ok()?,
            asker: stored.asker.parse().ok()?,
            thread: stored.thread.as_ref().and_then(|id| id.parse().ok()),
            pages: stored
                .pages
                .iter()
                .filter_map(|id| id.parse().ok())
                .collect(),
            edited: None,
        };
        Some((stored.question.parse().ok()?, answer))
    }
}

type Slot<M, C, U> = Arc<Mutex<Option<FollowedAnswer<M, C, U>>>>;

/// The questions of a platform that are followed, and their answers.
pub(crate) struct Followed<M, C, U> {
    questions: Cache<M, Slot<M, C, U>>,
    answers: Cache<M, M>,
    added: Notify,
    store: Option<Arc<Database>>,
    platform: &'static str,
}

/// A question that is being answered, edited or deleted: nothing else happens to it meanwhile.
pub(crate) struct Held<M, C, U> {
    pub(crate) question: M,
    answer: OwnedMutexGuard<Option<FollowedAnswer<M, C, U>>>,
}

impl<M, C, U> Held<M, C, U> {
    /// Its answer; `None` if it has none, or none any more.
    pub(crate) fn answer(&mut self) -> Option<&mut FollowedAnswer<M, C, U>> {
        self.answer.as_mut()
    }
}

impl<M: Id, C: Id, U: Id> Followed<M, C, U> {
    /// The questions of a platform of this name. Without a store they are followed until the program ends.
    pub(crate) fn new(store: Option<Arc<Database>>, platform: &'static str) -> Self {
        Self {
            questions: latest(MOST).time_to_live(AGE).build(),
            answers: latest(MOST).time_to_live(AGE).build(),
            added: Notify::new(),
            store,
            platform,
        }
    }

    /// Begins to follow a question. Returns `None` if that has begun before: platforms repeat themselves after a broken
    /// connection.
    pub(crate) fn begin(&self, question: M) -> Option<Held<M, C, U>> {
        let slot = Arc::new(Mutex::new(None));
        let answer = Arc::clone(&slot).try_lock_owned().ok()?;
        // If an event comes in twice at once, one is first: moka's `or_insert` would look and insert in two steps.
        let is_new = self
            .questions
            .entry(question.clone())
            .or_insert_with(|| slot)
            .is_fresh();
        is_new.then_some(Held { question, answer })
    }

    /// Waits until nothing else happens to a question. Returns `None` if the message is no question.
    pub(crate) async fn hold(&self, question: M) -> Option<Held<M, C, U>> {
        let slot = match self.questions.get(&question) {
            Some(slot) => slot,
            None => {
                tokio::time::sleep(OVERTAKEN).await;
                match self.questions.get(&question) {
                    Some(slot) => slot,
                    None => {
                        let id = question.to_string();
                        let stored = self.ask(move |store, platform| store.link_of(platform, &id));
                        self.remember(&stored.await??)?.1
                    }
                }
            }
        };
        let answer = slot.lock_owned().await;
        Some(Held { question, answer })
    }

    /// Keeps the answer to a question.
    pub(crate) async fn add(&self, held: &mut Held<M, C, U>, answer: FollowedAnswer<M, C, U>) {
        self.answers
            .insert(answer.answer.clone(), held.question.clone());
        let stored = answer.to_stored(&held.question);
        *held.answer = Some(answer);
        self.added.notify_waiters();
        self.ask(move |store, platform| store.link(platform, &stored))
            .await;
    }

    /// Takes what the store has into memory; returns the question and its slot.
    fn remember(&self, stored: &StoredAnswer) -> Option<(M, Slot<M, C, U>)> {
        let (question, answer) = FollowedAnswer::<M, C, U>::from_stored(stored)?;
        let slot = Arc::new(Mutex::new(Some(answer)));
        let entry = self.questions.entry(question.clone());
        Some((question, entry.or_insert_with(|| slot).into_value()))
    }

    /// Forgets the answer to a question, and returns it.
    pub(crate) async fn forget(&self, held: &mut Held<M, C, U>) -> Option<FollowedAnswer<M, C, U>> {
        let answer = held.answer.take()?;
        self.answers.invalidate(&answer.answer);
        let question = held.question.to_string();
        self.ask(move |store, platform| store.unlink(platform, &question))
            .await;
        Some(answer)
    }

    /// Forgets, in memory, the answers to all that somebody asked. What is being answered at this moment has no answer yet.
    pub(crate) fn forget_asker(&self, asker: &U) {
        for (_, slot) in &self.questions {
            if let Ok(mut answer) = slot.try_lock()
                && answer.as_ref().is_some_and(|known| known.asker == *asker)
            {
                *answer = None;
            }
        }
    }

    /// The question that a message of ours answers; `None` if it answers none.
    pub(crate) async fn question(&self, answer: &M) -> Option<M> {
        if let Some(question) = self.answers.get(answer) {
            return Some(question);
        }
        let id = answer.to_string();
        let stored = self.ask(move |store, platform| store.link_to(platform, &id));
        let (question, _) = self.remember(&stored.await??)?;
        self.answers.insert(answer.clone(), question.clone());
        Some(question)
    }

    /// The same, of a message that may have been sent this moment.
    pub(crate) async fn question_of_new(&self, answer: &M) -> Option<M> {
        if let Some(question) = self.question(answer).await {
            return Some(question);
        }
        let added = async {
            loop {
                // Registered before the look, so that nothing is added unnoticed in between.
                let added = self.added.notified();
                if let Some(question) = self.answers.get(answer) {
                    return question;
                }
                added.await;
            }
        };
        tokio::time::timeout(UNCONFIRMED, added).await.ok()
    }

    /// The answer that a message is a later page of; the message itself if it is none.
    pub(crate) async fn answer_of(&self, message: &M) -> M {
        let id = message.to_string();
        let stored = self.ask(move |store, platform| store.link_with(platform, &id));
        let answer = stored.await.flatten().map(|link| link.answer.parse());
        answer
            .and_then(Result::ok)
            .unwrap_or_else(|| message.clone())
    }

    /// Whether a question was begun or answered before, also before a restart.
    pub(crate) async fn is_known(&self, question: &M) -> bool {
        if self.questions.contains_key(question) {
            return true;
        }
        let id = question.to_string();
        let stored = self.ask(move |store, platform| store.link_of(platform, &id));
        stored.await.flatten().is_some()
    }

    /// The messages that last answered somebody in a channel, the latest first: of an answer with later pages, the last page.
    pub(crate) async fn latest(&self, channel: &C, asker: &U, most: u32) -> Vec<M> {
        let (channel, asker) = (channel.to_string(), asker.to_string());
        let stored =
            self.ask(move |store, platform| store.latest_links(platform, &channel, &asker, most));
        let stored = stored.await.unwrap_or_default();
        let answers = stored
            .iter()
            .map(|link| link.pages.last().unwrap_or(&link.answer));
        answers.filter_map(|id| id.parse().ok()).collect()
    }

    /// The channels in which something was asked lately, the one that was used last first.
    pub(crate) async fn used_channels(&self, most: u32) -> Vec<C> {
        let used = self.ask(move |store, platform| store.used_channels(platform, most));
        let used = used.await.unwrap_or_default();
        used.iter().filter_map(|id| id.parse().ok()).collect()
    }

    /// When a connection was last known to live, in seconds since 1970.
    pub(crate) async fn attended(&self, connection: String) -> Option<i64> {
        let attended = self.ask(move |store, _| store.attended(&connection));
        attended.await.flatten()
    }

    /// Keeps that a connection lives now.
    pub(crate) async fn attend(&self, connection: String) {
        self.ask(move |store, _| store.attend(&connection)).await;
    }

    /// Runs a query on the blocking pool; on failure only the answer in memory remains.
    async fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Database, &'static str) -> Result<T, Problem> + Send + 'static,
    ) -> Option<T> {
        let platform = self.platform;
        beside(self.store.clone(), move |store| work(store, platform))
            .await?
            .inspect_err(|problem| {
                tracing::debug!(%problem, "a question is followed only until the program ends");
            })
            .ok()
    }
}
