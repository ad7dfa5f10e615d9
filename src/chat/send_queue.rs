//! The queue in which messages wait that the platform would not take yet: answers in the order in which they were asked
//! for, and after them the emoji under them.
//!
//! Only the first in the queue is tried. Without a queue, whatever is tried first again would go first, and each attempt
//! would be one request too many.

use std::collections::BTreeSet;
use std::pin::pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tokio::sync::Notify;

use crate::parallel::lock;

tokio::task_local! {
    /// When was asked what is being answered, in milliseconds since 1970.
    static ASKED: u64;
}

/// An answer that comes later than this says so.
const LATE: Duration = Duration::from_secs(2 * 60);

static QUEUE: Queue = Queue {
    waiting: Mutex::new(BTreeSet::new()),
    moved: Notify::const_new(),
};

struct Queue {
    waiting: Mutex<BTreeSet<Rank>>,
    moved: Notify,
}

/// Who goes first: answers before emoji, and what was asked first, or came first.
type Rank = (bool, u64, u64);

/// A place in the queue; it is given up when it is dropped.
pub(crate) struct Place(Rank);

/// Answers something that was asked at this moment, in milliseconds since 1970.
pub(crate) async fn asked_at<T>(at: u64, answering: impl Future<Output = T>) -> T {
    // A clock that is ahead gains nothing.
    ASKED.scope(at.min(now()), answering).await
}

/// How many minutes ago was asked what is being answered; `None` if that is not long ago.
pub(crate) fn minutes_late() -> Option<u64> {
    let asked = ASKED.try_with(|at| *at).ok()?;
    let age = Duration::from_millis(now().saturating_sub(asked));
    (age > LATE).then_some(age.as_secs() / 60)
}

impl Place {
    /// A place for a message, or an emoji.
    pub(crate) fn new(is_emoji: bool) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let at = ASKED.try_with(|at| *at).unwrap_or_else(|_| now());
        Self((is_emoji, at, NEXT.fetch_add(1, Ordering::Relaxed)))
    }

    /// Waits until nobody is before it. While nobody waits, it does not either.
    pub(crate) async fn turn(&self) {
        loop {
            let mut moved = pin!(QUEUE.moved.notified());
            moved.as_mut().enable();
            if self.is_first() {
                return;
            }
            moved.await;
        }
    }

    /// Whether nobody is before it; if somebody is, it stands in the queue from now on.
    fn is_first(&self) -> bool {
        let mut waiting = QUEUE.waiting();
        let is_first = waiting.first().is_none_or(|first| self.0 <= *first);
        if !is_first {
            waiting.insert(self.0);
        }
        is_first
    }

    /// Stands in the queue: the platform said that it was too much.
    pub(crate) fn stand(&self) {
        QUEUE.waiting().insert(self.0);
    }

    /// Steps out of it: something else is wrong, which may not concern the others.
    pub(crate) fn leave(&self) {
        if QUEUE.waiting().remove(&self.0) {
            QUEUE.moved.notify_waiters();
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.leave();
    }
}

impl Queue {
    fn waiting(&self) -> MutexGuard<'_, BTreeSet<Rank>> {
        lock(&self.waiting)
    }
}

fn now() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.map_or(0, |now| u64::try_from(now.as_millis()).unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_was_asked_first_goes_first_and_emoji_go_last() {
        let place = |at, is_emoji| asked_at(at, async move { Place::new(is_emoji) });
        let (emoji, late, early) = (
            place(1, true).await,
            place(3, false).await,
            place(2, false).await,
        );
        for place in [&emoji, &late, &early] {
            place.stand();
        }
        early.turn().await;
        assert!(!late.is_first() && !emoji.is_first());
        let waiting = tokio::spawn(async move {
            late.turn().await;
            late
        });
        drop(early);
        let late = waiting.await.expect("its turn comes");
        assert!(!emoji.is_first());
        late.leave();
        emoji.turn().await;
    }

    #[tokio::test]
    async fn an_answer_is_late_after_two_minutes() {
        let minutes = |ago: u64| asked_at(now() - ago * 1_000, async { minutes_late() });
        assert_eq!(minutes(100).await, None);
        assert_eq!(minutes(200).await, Some(3));
        assert_eq!(minutes_late(), None);
    }
}
