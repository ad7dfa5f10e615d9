//! Rate limits: how often somebody may ask, and how much is said in one channel.

use std::hash::{BuildHasher as _, Hash, RandomState};
use std::sync::Arc;
use std::time::Duration;

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use moka::sync::Cache;

use super::recent::{is_new, latest};
use crate::config::Limits;
use crate::ops::{Limit, Pulse};

/// Whether somebody may ask now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    /// Yes.
    Now,
    /// No; they have not been told yet: the key of what is to be said.
    Tell(&'static str),
    /// No, and they know.
    Ignore,
}

/// The longest that an answer waits for its turn in a channel.
const PATIENCE: Duration = Duration::from_secs(10);

/// How often a channel is told that it is too busy there.
const BUSY: Duration = Duration::from_secs(60);

/// Counts who asks how often. Keys are hashes of the platform's ids; nothing else is kept, and nothing of users who are quiet.
pub(crate) struct RateLimit {
    limits: Option<Counting>,
    hasher: RandomState,
    pulse: Arc<Pulse>,
}

struct Counting {
    users: DefaultKeyedRateLimiter<u64>,
    lookers: DefaultKeyedRateLimiter<u64>,
    channels: DefaultKeyedRateLimiter<u64>,
    told: Cache<u64, ()>,
    busy: Cache<u64, ()>,
    clock: DefaultClock,
}

/// Who has been told something, for this long.
fn told(time: Duration) -> Cache<u64, ()> {
    latest(10_000).time_to_live(time).build()
}

impl RateLimit {
    /// Counts by these limits, and reports whom they slow down; without limits, everybody may ask anything at any time.
    pub(crate) fn new(limits: Option<Limits>, pulse: Arc<Pulse>) -> Self {
        let counting = |limits: Limits| {
            let of_user = Quota::with_period(limits.one_in)
                .unwrap_or_else(|| Quota::per_second(limits.at_once))
                .allow_burst(limits.at_once);
            Counting {
                users: RateLimiter::keyed(of_user),
                lookers: RateLimiter::keyed(of_user),
                channels: RateLimiter::keyed(Quota::per_second(limits.in_channel)),
                told: told(limits.one_in * limits.at_once.get()),
                busy: told(BUSY),
                clock: DefaultClock::default(),
            }
        };
        Self {
            limits: limits.map(counting),
            hasher: RandomState::new(),
            pulse,
        }
    }

    /// Counts a question of this user. Returns how long they have to wait before they may ask it; `None` if they may now.
    pub(crate) fn wait(&self, user: impl Hash) -> Option<Duration> {
        let counting = self.limits.as_ref()?;
        self.wait_of(counting, self.hasher.hash_one(user))
    }

    fn wait_of(&self, counting: &Counting, user: u64) -> Option<Duration> {
        let too_early = counting.users.check_key(&user).err()?;
        self.pulse.limited(Limit::Ours);
        Some(too_early.wait_time_from(counting.clock.now()))
    }

    /// Whether this user may ask now.
    pub(crate) fn turn(&self, user: impl Hash) -> Turn {
        let Some(counting) = &self.limits else {
            return Turn::Now;
        };
        let user = self.hasher.hash_one(user);
        if self.wait_of(counting, user).is_none() {
            return Turn::Now;
        }
        if is_new(&counting.told, user) {
            Turn::Tell("slow-down")
        } else {
            Turn::Ignore
        }
    }

    /// Whether the message that this user reacted to may be looked up now. It takes nothing away from their questions: most
    /// reactions are to somebody else.
    pub(crate) fn may_look_up(&self, user: impl Hash) -> bool {
        self.limits.as_ref().is_none_or(|counting| {
            let user = self.hasher.hash_one(user);
            counting.lookers.check_key(&user).is_ok()
        })
    }

    /// Whether this user may be answered in this channel; waits for that if it does not take too long.
    pub(crate) async fn turn_in(&self, user: impl Hash, channel: impl Hash) -> Turn {
        match self.turn(user) {
            Turn::Now => self.turn_of_channel(channel).await,
            not_now => not_now,
        }
    }

    /// Waits until something may be said in this channel; if that would take too long, the channel is told so now and then.
    async fn turn_of_channel(&self, channel: impl Hash) -> Turn {
        let Some(counting) = &self.limits else {
            return Turn::Now;
        };
        let channel = self.hasher.hash_one(channel);
        let mut patience = PATIENCE;
        let mut has_waited = false;
        while let Err(busy) = counting.channels.check_key(&channel) {
            if !has_waited {
                self.pulse.limited(Limit::Ours);
                has_waited = true;
            }
            let wait = busy.wait_time_from(counting.clock.now());
            if wait > patience {
                let is_news = is_new(&counting.busy, channel);
                return if is_news {
                    Turn::Tell("too-busy")
                } else {
                    Turn::Ignore
                };
            }
            patience -= wait;
            tokio::time::sleep(wait).await;
        }
        Turn::Now
    }

    /// Forgets users who have been quiet for so long that it makes no difference.
    fn tidy(&self) {
        if let Some(counting) = &self.limits {
            for limiter in [&counting.users, &counting.lookers, &counting.channels] {
                limiter.retain_recent();
                limiter.shrink_to_fit();
            }
        }
    }

    /// Tidies now and then, for ever.
    pub(crate) async fn keep_tidy(&self) {
        const EVERY: Duration = Duration::from_secs(60);
        loop {
            tokio::time::sleep(EVERY).await;
            self.tidy();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::FairUse;

    #[test]
    fn reactions_take_nothing_away_from_questions() {
        let limit = RateLimit::new(FairUse::default().0, Arc::new(Pulse::new("test")));
        while limit.may_look_up("anna") {}
        assert_eq!(limit.turn("anna"), Turn::Now);
    }
}
