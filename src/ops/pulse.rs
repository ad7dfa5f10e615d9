//! [`Pulse`]: a platform's last sign of life, and its counts since the start.

use std::collections::BTreeMap;
use std::hash::{BuildHasher as _, Hash, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tracing::Span;

use super::check::Check;
use crate::answer::Verdict;
use crate::db::Vote;

/// How old the last sign of life may be unless a platform says otherwise. Discord acknowledges a heartbeat every 41 s. What
/// has fallen silent is noticed well within 90 s.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// For how long it is shown that a platform has slowed the bot down.
const SLOWED: Duration = Duration::from_secs(5 * 60);

/// The upper bounds of the latency histogram, in milliseconds.
pub const BOUNDS: [u64; 11] = [5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000];

/// Who limited a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// The bot: a user asked too often, or a channel was too busy.
    Ours,
    /// The platform: it answered «too many requests».
    Theirs,
}

/// A platform's signs of life, and its counts.
#[derive(Debug)]
pub struct Pulse {
    platform: &'static str,
    life: Mutex<Life>,
    patience: Mutex<Duration>,
    /// When the platform last slowed the bot down.
    slowed: Mutex<Option<Instant>>,
    answers: Mutex<BTreeMap<(&'static str, &'static str), u64>>,
    latency: Latency,
    reconnects: AtomicU64,
    limited: [AtomicU64; 2],
    votes: [AtomicU64; 2],
    unvotes: [AtomicU64; 2],
    hasher: RandomState,
}

#[derive(Clone, Copy, Debug)]
enum Life {
    /// It has not connected yet.
    NotYet,
    /// The time of the last sign of life.
    Seen(Instant),
    /// It lost the connection.
    Lost,
}

/// The histogram of answer times.
#[derive(Debug, Default)]
pub(super) struct Latency {
    /// One count for each of [`BOUNDS`] and one for longer times; not cumulative.
    pub(super) buckets: [AtomicU64; BOUNDS.len() + 1],
    pub(super) microseconds: AtomicU64,
}

impl Pulse {
    /// The pulse of a platform that is not connected yet. The name is a label: lower case, without spaces.
    #[must_use]
    pub fn new(platform: &'static str) -> Self {
        Self {
            platform,
            life: Mutex::new(Life::NotYet),
            patience: Mutex::new(PATIENCE),
            slowed: Mutex::default(),
            answers: Mutex::default(),
            latency: Latency::default(),
            reconnects: AtomicU64::new(0),
            limited: Default::default(),
            votes: Default::default(),
            unvotes: Default::default(),
            hasher: RandomState::new(),
        }
    }

    /// The platform's name.
    #[must_use]
    pub fn platform(&self) -> &'static str {
        self.platform
    }

    /// Sets how old the last sign of life may be.
    pub fn expect_every(&self, patience: Duration) {
        *lock(&self.patience) = patience;
    }

    /// Records a sign of life now.
    pub fn beat(&self) {
        self.beat_at(Instant::now());
    }

    /// Records a sign of life at a time.
    pub fn beat_at(&self, at: Instant) {
        *lock(&self.life) = Life::Seen(at);
    }

    /// Records that the connection is lost, if there was one.
    pub fn lost(&self) {
        let mut life = lock(&self.life);
        if matches!(*life, Life::Seen(_)) {
            *life = Life::Lost;
        }
    }

    /// Counts a reconnection.
    pub fn reconnected(&self) {
        self.reconnects.fetch_add(1, Ordering::Relaxed);
    }

    /// The span of all log lines about a question. It holds asker and place as hashes that mean nothing outside this
    /// process.
    #[must_use]
    pub fn question(&self, command: &'static str, asker: impl Hash, place: impl Hash) -> Span {
        let hash = |id: u64| format!("{id:016x}");
        tracing::info_span!(
            "question",
            platform = self.platform,
            command,
            asker = hash(self.hasher.hash_one(asker)),
            place = hash(self.hasher.hash_one(place)),
        )
    }

    /// Counts and logs an answer.
    pub fn answered(&self, command: &'static str, verdict: Verdict, took: Duration) {
        *lock(&self.answers)
            .entry((command, verdict.as_str()))
            .or_default() += 1;
        let bucket = BOUNDS
            .iter()
            .position(|bound| took <= Duration::from_millis(*bound))
            .unwrap_or(BOUNDS.len());
        self.latency.buckets[bucket].fetch_add(1, Ordering::Relaxed);
        let microseconds = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        self.latency
            .microseconds
            .fetch_add(microseconds, Ordering::Relaxed);
        tracing::info!(
            verdict = verdict.as_str(),
            milliseconds = microseconds / 1_000,
            "answered"
        );
    }

    /// Counts a request that was delayed or refused.
    pub fn limited(&self, by: Limit) {
        self.limited[by as usize].fetch_add(1, Ordering::Relaxed);
        if by == Limit::Theirs {
            *lock(&self.slowed) = Some(Instant::now());
        }
    }

    /// Counts a vote.
    pub fn voted(&self, vote: Vote) {
        self.votes[vote as usize].fetch_add(1, Ordering::Relaxed);
    }

    /// Counts a vote that was taken back.
    pub fn unvoted(&self, vote: Vote) {
        self.unvotes[vote as usize].fetch_add(1, Ordering::Relaxed);
    }

    /// Whether the platform is connected.
    #[must_use]
    pub fn check(&self) -> Check {
        let (is_ok, detail) = match *lock(&self.life) {
            Life::NotYet => (false, "not connected yet".to_owned()),
            Life::Lost => (false, "the connection is gone".to_owned()),
            Life::Seen(at) => {
                let age = at.elapsed();
                let detail = format!("last sign of life {} s ago", age.as_secs());
                (age < *lock(&self.patience), detail)
            }
        };
        Check::new(self.platform, is_ok, format!("{detail}{}", self.slowness()))
    }

    /// What there is to say of being slowed down; nothing if that is long ago.
    fn slowness(&self) -> String {
        let age = lock(&self.slowed).map(|at| at.elapsed());
        match age.filter(|age| *age < SLOWED) {
            Some(age) => format!(
                "; told to send less {} times, {} s ago the last: answers wait (see the log)",
                self.times_limited(Limit::Theirs),
                age.as_secs()
            ),
            None => String::new(),
        }
    }

    /// The number of answers by command and verdict.
    pub(super) fn answers(&self) -> BTreeMap<(&'static str, &'static str), u64> {
        lock(&self.answers).clone()
    }

    pub(super) fn latency(&self) -> &Latency {
        &self.latency
    }

    pub(super) fn reconnects(&self) -> u64 {
        self.reconnects.load(Ordering::Relaxed)
    }

    /// The number of votes, and of those taken back.
    pub(super) fn votes(&self, vote: Vote) -> (u64, u64) {
        let count = |votes: &[AtomicU64; 2]| votes[vote as usize].load(Ordering::Relaxed);
        (count(&self.votes), count(&self.unvotes))
    }

    pub(super) fn times_limited(&self, by: Limit) -> u64 {
        self.limited[by as usize].load(Ordering::Relaxed)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_well_while_signs_of_life_are_young() {
        let pulse = Pulse::new("discord");
        let is_ok = || pulse.check().ok;
        assert!(!is_ok());
        pulse.lost();
        assert_eq!(pulse.check().detail, "not connected yet");
        pulse.beat();
        assert!(is_ok());
        pulse.lost();
        assert!(!is_ok());
        pulse.beat();
        assert!(is_ok());
        if let Some(then) = Instant::now().checked_sub(PATIENCE) {
            pulse.beat_at(then);
            assert!(!is_ok());
            pulse.expect_every(2 * PATIENCE);
            assert!(is_ok());
        }
    }

    #[test]
    fn it_is_shown_that_the_platform_slows_the_bot_down() {
        let pulse = Pulse::new("matrix");
        pulse.beat();
        pulse.limited(Limit::Ours);
        assert!(!pulse.check().detail.contains("told to send less"));
        pulse.limited(Limit::Theirs);
        let Check { ok, detail, .. } = pulse.check();
        assert!(
            ok && detail.contains("told to send less 1 times"),
            "{detail}"
        );
    }
}
