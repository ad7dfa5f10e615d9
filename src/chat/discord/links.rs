//! Which answer belongs to which question, so that an edited or deleted question takes its answer along.
//!
//! Ids only, in memory, of the last questions.

use std::time::Duration;

use moka::sync::Cache;
use serenity::all::{ChannelId, MessageId, UserId};

/// How many questions are remembered.
const MOST: u64 = 5_000;

/// For how long.
const AGE: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// How often, and after how long, it is looked whether an answer is there yet.
const PATIENCE: u32 = 60;
const LOOK: Duration = Duration::from_millis(50);

/// An answer that was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) channel: ChannelId,
    pub(super) question: MessageId,
    pub(super) answer: MessageId,
    pub(super) asker: UserId,
}

/// The links, found from either end.
pub(super) struct Links {
    by_question: Cache<MessageId, Link>,
    by_answer: Cache<MessageId, Link>,
    taken: Cache<MessageId, ()>,
    /// The questions that are being answered.
    open: Cache<MessageId, ()>,
}

impl Links {
    pub(super) fn new() -> Self {
        Self {
            by_question: cache(),
            by_answer: cache(),
            taken: cache(),
            open: cache(),
        }
    }

    /// Whether a message is seen for the first time: after a resume the gateway may repeat itself.
    pub(super) fn is_new(&self, message: MessageId) -> bool {
        let is_new = self.taken.entry(message).or_insert(()).is_fresh();
        if is_new {
            self.open.insert(message, ());
        }
        is_new
    }

    /// That a question has been answered, or will not be.
    pub(super) fn close(&self, question: MessageId) {
        self.open.invalidate(&question);
    }

    /// The answer to a question; waited for where it is on its way.
    pub(super) async fn awaited(&self, question: MessageId) -> Option<Link> {
        self.sought(|| {
            (
                self.of_question(question),
                self.open.contains_key(&question),
            )
        })
        .await
    }

    /// The link of an answer that has just been sent; a reader may be quicker than the server's word that it is there.
    pub(super) async fn sent(&self, answer: MessageId) -> Option<Link> {
        self.sought(|| (self.of_answer(answer), true)).await
    }

    async fn sought(&self, look: impl Fn() -> (Option<Link>, bool)) -> Option<Link> {
        for _ in 0..PATIENCE {
            match look() {
                (Some(link), _) => return Some(link),
                (None, false) => return None,
                (None, true) => tokio::time::sleep(LOOK).await,
            }
        }
        None
    }

    pub(super) fn add(&self, link: Link) {
        self.by_question.insert(link.question, link);
        self.by_answer.insert(link.answer, link);
    }

    pub(super) fn of_question(&self, question: MessageId) -> Option<Link> {
        self.by_question.get(&question)
    }

    pub(super) fn of_answer(&self, answer: MessageId) -> Option<Link> {
        self.by_answer.get(&answer)
    }

    pub(super) fn forget(&self, link: Link) {
        self.by_question.invalidate(&link.question);
        self.by_answer.invalidate(&link.answer);
    }
}

fn cache<T: Clone + Send + Sync + 'static>() -> Cache<MessageId, T> {
    Cache::builder()
        .max_capacity(MOST)
        .time_to_live(AGE)
        .build()
}
