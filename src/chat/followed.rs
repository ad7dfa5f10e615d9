//! Which answer belongs to which question, for as long as a question is followed. Ids only; in memory, and in the store
//! for what is asked about after a restart.
//!
//! What becomes of a question happens in turn: first it is answered, then its edits are, then it goes. Whoever does one of
//! these holds the question ([`Held`]); the next waits.

use std::hash::Hash;
use std::sync::Arc;
use std::time::Duration;

use moka::policy::EvictionPolicy;
use moka::sync::Cache;
use tokio::sync::{Mutex, Notify, OwnedMutexGuard};

use super::kept::Kept;
use crate::store::AGE;

/// How many questions are followed; of more, the ones that were not touched for longest are not.
const MOST: u64 = 5_000;

/// By how much an edit may overtake the question itself: events are handled side by side.
const OVERTAKEN: Duration = Duration::from_millis(250);

/// For how long the server's word that an answer is there may come later than a reader's reaction to it.
const UNCONFIRMED: Duration = Duration::from_secs(3);

/// The questions of a platform, whose messages have ids of this type, and what is known of their answers.
pub(crate) struct Followed<Id, Link> {
    questions: Cache<Id, Arc<Mutex<Option<Link>>>>,
    answers: Cache<Id, Id>,
    added: Notify,
    kept: Kept<Id, Link>,
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

impl<Id, Link> Followed<Id, Link>
where
    Id: Clone + Eq + Hash + ToString + Send + Sync + 'static,
    Link: Clone + Send + 'static,
{
    pub(crate) fn new(kept: Kept<Id, Link>) -> Self {
        Self {
            questions: cache(),
            answers: cache(),
            added: Notify::new(),
            kept,
        }
    }

    /// Begins with a question; none where it was begun with before: platforms repeat themselves after a broken connection.
    pub(crate) fn begin(&self, question: Id) -> Option<Held<Id, Link>> {
        let place = Arc::new(Mutex::new(None));
        let link = Arc::clone(&place).try_lock_owned().ok()?;
        // Where an event comes in twice at once, one is first: moka's `or_insert` would look and insert in two steps.
        let is_new = self
            .questions
            .entry(question.clone())
            .or_insert_with(|| place)
            .is_fresh();
        is_new.then_some(Held { question, link })
    }

    /// The question of this id, once nothing else is done about it; none where it is no question.
    pub(crate) async fn hold(&self, question: Id) -> Option<Held<Id, Link>> {
        let place = match self.questions.get(&question) {
            Some(place) => place,
            None => {
                tokio::time::sleep(OVERTAKEN).await;
                match self.questions.get(&question) {
                    Some(place) => place,
                    None => self.remember(self.kept.of_question(&question).await?),
                }
            }
        };
        let link = place.lock_owned().await;
        Some(Held { question, link })
    }

    /// Keeps what is known of the answer to a question.
    pub(crate) async fn add(&self, held: &mut Held<Id, Link>, answer: Id, link: Link) {
        self.answers.insert(answer, held.question.clone());
        *held.link = Some(link.clone());
        self.added.notify_waiters();
        self.kept.add(&held.question, &link).await;
    }

    /// Takes what was kept before the program began into memory.
    fn remember(&self, (question, link): (Id, Link)) -> Arc<Mutex<Option<Link>>> {
        let place = Arc::new(Mutex::new(Some(link)));
        let place = self.questions.entry(question).or_insert_with(|| place);
        place.into_value()
    }

    /// Forgets the answer to a question; what was known of it.
    pub(crate) async fn forget(&self, held: &mut Held<Id, Link>, answer: &Id) -> Option<Link> {
        self.answers.invalidate(answer);
        let link = held.link.take();
        if link.is_some() {
            self.kept.forget(&held.question).await;
        }
        link
    }

    /// Forgets the answers to all that somebody asked, in memory; of what is being answered this moment nothing is known yet.
    pub(crate) fn forget_asker(&self, asker: &str) {
        for (question, place) in &self.questions {
            if let Ok(mut link) = place.try_lock()
                && let Some(known) = link.as_ref()
                && (self.kept.write)(&question, known).asker == asker
            {
                *link = None;
            }
        }
    }

    /// The question that a message of ours answers; none where it answers none.
    pub(crate) async fn question(&self, answer: &Id) -> Option<Id> {
        if let Some(question) = self.answers.get(answer) {
            return Some(question);
        }
        let (question, link) = self.kept.of_answer(answer).await?;
        self.answers.insert(answer.clone(), question.clone());
        self.remember((question.clone(), link));
        Some(question)
    }

    /// The same, of a message that may have been sent this moment.
    pub(crate) async fn question_of_new(&self, answer: &Id) -> Option<Id> {
        if let Some(question) = self.question(answer).await {
            return Some(question);
        }
        let added = async {
            loop {
                // Listened to before it is looked, so that nothing is added unnoticed in between.
                let added = self.added.notified();
                if let Some(question) = self.answers.get(answer) {
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
    use crate::store::{self, Store};

    /// Followed that nothing keeps, or this store.
    fn links<Link: Clone + Send + 'static>(
        store: Option<Arc<Store>>,
        make: fn(u64) -> Link,
    ) -> Followed<u64, Link> {
        Followed::new(Kept {
            store,
            platform: "test",
            write: |question, _| store::Link {
                question: question.to_string(),
                answer: (question + 1).to_string(),
                channel: String::new(),
                asker: String::new(),
                thread: None,
                pages: Vec::new(),
            },
            read: Box::new(move |link| {
                let question = link.question.parse().ok()?;
                Some((question, make(link.answer.parse().ok()?)))
            }),
        })
    }

    #[test]
    fn of_an_event_that_comes_in_many_times_at_once_one_begins() {
        const AT_ONCE: usize = 4;
        let links = links(None, |answer| answer);
        let start = std::sync::Barrier::new(AT_ONCE);
        for question in 0..500 {
            let begin = || {
                start.wait();
                links.begin(question).is_some()
            };
            let begun = std::thread::scope(|scope| {
                let all: Vec<_> = (0..AT_ONCE).map(|_| scope.spawn(begin)).collect();
                let all = all.into_iter().map(|one| one.join().expect("it began"));
                all.filter(|began| *began).count()
            });
            assert_eq!(begun, 1, "question {question}");
        }
    }

    #[tokio::test]
    async fn a_question_is_followed_after_a_restart_until_its_answer_is_forgotten() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Arc::new(Store::open(folder.path()).expect("a store"));
        let again = || links(Some(Arc::clone(&store)), |answer| answer);
        let before = again();
        let mut first = before.begin(1).expect("it is new");
        before.add(&mut first, 2, 2).await;
        let after = again();
        assert_eq!(after.question(&2).await, Some(1));
        let mut held = again().hold(1).await.expect("it is a question");
        assert_eq!(held.link().copied(), Some(2));
        let mut held = after.hold(1).await.expect("it is a question");
        assert_eq!(after.forget(&mut held, &2).await, Some(2));
        assert!(again().hold(1).await.is_none());
        assert_eq!(again().question(&2).await, None);
    }

    #[tokio::test]
    async fn what_becomes_of_a_question_happens_in_turn() {
        let links = links(None, |_| "answered");
        let mut first = links.begin(1).expect("it is new");
        assert!(links.begin(1).is_none());
        let mut later = std::pin::pin!(links.hold(1));
        tokio::select! {
            biased;
            _ = &mut later => panic!("it did not wait"),
            () = std::future::ready(()) => {}
        }
        links.add(&mut first, 2, "answered").await;
        drop(first);
        let mut later = later.await.expect("it is a question");
        assert_eq!(later.link().copied(), Some("answered"));
        assert_eq!(links.question_of_new(&2).await, Some(1));
        assert_eq!(links.forget(&mut later, &2).await, Some("answered"));
        assert_eq!((links.question(&2).await, later.link()), (None, None));
    }

    #[tokio::test]
    async fn an_edit_may_overtake_its_question_but_no_other_message_is_waited_for() {
        let links = links(None, |_| ());
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
        let links = links(None, |_| ());
        for question in 0..3 * MOST {
            assert!(links.begin(question).is_some());
            assert!(links.begin(question).is_none());
        }
    }
}
