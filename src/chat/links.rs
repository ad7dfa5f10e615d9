//! Which answer belongs to which question, for as long as a question is followed. Ids only, in memory.
//!
//! What becomes of a question happens in turn: first it is answered, then its edits are, then it goes. Whoever does one of
//! these holds the question ([`Held`]); the next waits.

use std::hash::Hash;
use std::sync::Arc;
use std::time::Duration;

use moka::policy::EvictionPolicy;
use moka::sync::Cache;
use tokio::sync::{Mutex, Notify, OwnedMutexGuard};

/// How many questions are followed; of more, the ones that were not touched for longest are not.
const MOST: u64 = 5_000;

/// For how long.
const AGE: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// By how much an edit may overtake the question itself: events are handled side by side.
const OVERTAKEN: Duration = Duration::from_millis(250);

/// For how long the server's word that an answer is there may come later than a reader's reaction to it.
const UNCONFIRMED: Duration = Duration::from_secs(3);

/// The questions of a platform, whose messages have ids of this type, and what is known of their answers.
pub(crate) struct Links<Id, Link> {
    questions: Cache<Id, Arc<Mutex<Option<Link>>>>,
    answers: Cache<Id, Id>,
    added: Notify,
}

/// A question, while something is done about it: nothing else is.
pub(crate) struct Held<Id, Link> {
    question: Id,
    link: OwnedMutexGuard<Option<Link>>,
}

impl<Id, Link> Held<Id, Link> {
    /// What is known of its answer; none where it has none, or has none any more.
    pub(crate) fn link(&mut self) -> Option<&mut Link> {
        self.link.as_mut()
    }
}

impl<Id, Link> Links<Id, Link>
where
    Id: Clone + Eq + Hash + Send + Sync + 'static,
    Link: Send + 'static,
{
    pub(crate) fn new() -> Self {
        Self {
            questions: cache(),
            answers: cache(),
            added: Notify::new(),
        }
    }

    /// Begins with a question; none where it was begun with before: platforms repeat themselves after a broken connection.
    pub(crate) fn begin(&self, question: Id) -> Option<Held<Id, Link>> {
        let place = Arc::new(Mutex::new(None));
        let link = Arc::clone(&place).try_lock_owned().ok()?;
        let is_new = self
            .questions
            .entry(question.clone())
            .or_insert(place)
            .is_fresh();
        is_new.then_some(Held { question, link })
    }

    /// The question of this id, once nothing else is done about it; none where it is no question.
    pub(crate) async fn hold(&self, question: Id) -> Option<Held<Id, Link>> {
        let place = match self.questions.get(&question) {
            Some(place) => place,
            None => {
                tokio::time::sleep(OVERTAKEN).await;
                self.questions.get(&question)?
            }
        };
        let link = place.lock_owned().await;
        Some(Held { question, link })
    }

    /// Keeps what is known of the answer to a question.
    pub(crate) fn add(&self, held: &mut Held<Id, Link>, answer: Id, link: Link) {
        *held.link = Some(link);
        self.answers.insert(answer, held.question.clone());
        self.added.notify_waiters();
    }

    /// Forgets the answer to a question; what was known of it.
    pub(crate) fn forget(&self, held: &mut Held<Id, Link>, answer: &Id) -> Option<Link> {
        self.answers.invalidate(answer);
        held.link.take()
    }

    /// The question that a message of ours answers; none where it answers none.
    pub(crate) fn question(&self, answer: &Id) -> Option<Id> {
        self.answers.get(answer)
    }

    /// The same, of a message that may have been sent this moment.
    pub(crate) async fn question_of_new(&self, answer: &Id) -> Option<Id> {
        let added = async {
            loop {
                // Listened to before it is looked, so that nothing is added unnoticed in between.
                let added = self.added.notified();
                if let Some(question) = self.question(answer) {
                    return question;
                }
                added.await;
            }
        };
        tokio::time::timeout(UNCONFIRMED, added).await.ok()
    }
}

fn cache<Id, T>() -> Cache<Id, T>
where
    Id: Eq + Hash + Send + Sync + 'static,
    T: Clone + Send + Sync + 'static,
{
    Cache::builder()
        .max_capacity(MOST)
        // By how often it is touched, a cache would refuse the newest question when it is full.
        .eviction_policy(EvictionPolicy::lru())
        .time_to_live(AGE)
        .build()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_becomes_of_a_question_happens_in_turn() {
        let links: Links<u64, &str> = Links::new();
        let mut first = links.begin(1).expect("it is new");
        assert!(links.begin(1).is_none());
        let mut later = std::pin::pin!(links.hold(1));
        tokio::select! {
            biased;
            _ = &mut later => panic!("it did not wait"),
            () = std::future::ready(()) => {}
        }
        links.add(&mut first, 2, "answered");
        drop(first);
        let mut later = later.await.expect("it is a question");
        assert_eq!(later.link().copied(), Some("answered"));
        assert_eq!(links.question_of_new(&2).await, Some(1));
        assert_eq!(links.forget(&mut later, &2), Some("answered"));
        assert_eq!((links.question(&2), later.link()), (None, None));
    }

    #[tokio::test]
    async fn an_edit_may_overtake_its_question_but_no_other_message_is_waited_for() {
        let links: Links<u64, ()> = Links::new();
        let edit = links.hold(1);
        let question = async {
            tokio::time::sleep(OVERTAKEN / 2).await;
            drop(links.begin(1));
        };
        let (edit, ()) = tokio::join!(edit, question);
        assert!(edit.is_some());
        assert!(links.hold(2).await.is_none());
    }

    #[test]
    fn the_newest_question_is_followed_however_many_there_were() {
        let links: Links<u64, ()> = Links::new();
        for question in 0..3 * MOST {
            assert!(links.begin(question).is_some());
            assert!(links.begin(question).is_none());
        }
    }
}
