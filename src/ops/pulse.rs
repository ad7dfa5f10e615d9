//! [`Pulse`]: a platform's last sign of life, and its counts since the start.

use std::hash::{BuildHasher as _, Hash, RandomState};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use tracing::Span;

use super::check::Check;
use super::counts::Counts;
use crate::answer::Verdict;
use crate::db::Vote;
use crate::parallel::lock;

/// How old the last sign of life may be unless a platform says otherwise. Discord acknowledges a heartbeat every 41 s. What
/// has fallen silent is noticed well within 90 s.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// For how long it is shown that a platform has slowed the bot down.
const SLOWED: Duration = Duration::from_secs(5 * 60);

/// Who limited a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// The bot: a user asked too often, or a channel was too busy.
    Ours,
    /// The platform: it answered «too many requests».
    Theirs,
}

impl Limit {
    /// Its label in the metrics.
    pub(super) const fn label(self) -> (&'static str, &'static str) {
        match self {
            Self::Ours => ("by", "ours"),
            Self::Theirs => ("by", "theirs"),
        }
    }
}

/// A platform's signs of life, and its counts.
#[derive(Debug)]
pub struct Pulse {
    platform: &'static str,
    life: Mutex<Life>,
    patience: Mutex<Duration>,
    /// When the platform last slowed the bot down.
    slowed: Mutex<Option<Instant>>,
    counts: Counts,
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

impl Pulse {
    /// The pulse of a platform that is not connected yet. The name is a label: lower case, without spaces.
    #[must_use]
    pub fn new(platform: &'static str) -> Self {
        Self::counting(platform, Counts::default())
    }

    /// The same, which adds to these counts.
    pub(super) fn counting(platform: &'static str, counts: Counts) -> Self {
        counts.begin(platform);
        Self {
            platform,
            life: Mutex::new(Life::NotYet),
            patience: Mutex::new(PATIENCE),
            slowed: Mutex::default(),
            counts,
            hasher: RandomState::new(),
        }
    }

    /// The platform's name.
    #[must_use]
    pub fn platform(&self) -> &'static str {
        self.platform
    }

    /// The same as a label of the metrics.
    fn label(&self) -> (&'static str, &'static str) {
        ("platform", self.platform)
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
        let reconnects = &self.counts.reconnects;
        reconnects.get_or_create(&[self.label()]).inc();
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
        let verdict = verdict.as_str();
        let labels = [self.label(), ("command", command), ("verdict", verdict)];
        self.counts.answers.get_or_create(&labels).inc();
        let seconds = self.counts.seconds.get_or_create(&[self.label()]);
        seconds.observe(took.as_secs_f64());
        tracing::info!(
            verdict,
            milliseconds = u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
            "answered"
        );
    }

    /// Counts a request that was delayed or refused.
    pub fn limited(&self, by: Limit) {
        let labels = [self.label(), by.label()];
        self.counts.limited.get_or_create(&labels).inc();
        if by == Limit::Theirs {
            *lock(&self.slowed) = Some(Instant::now());
        }
    }

    /// Counts a vote.
    pub fn voted(&self, vote: Vote) {
        let labels = [self.label(), ("vote", vote.as_str())];
        self.counts.votes.get_or_create(&labels).inc();
    }

    /// Counts a vote that was taken back.
    pub fn unvoted(&self, vote: Vote) {
        let labels = [self.label(), ("vote", vote.as_str())];
        self.counts.unvotes.get_or_create(&labels).inc();
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
        let Some(age) = age.filter(|age| *age < SLOWED) else {
            return String::new();
        };
        let labels = [self.label(), Limit::Theirs.label()];
        let times = self.counts.limited.get_or_create(&labels).get();
        let age = age.as_secs();
        format!(
            "; told to send less {times} times, {age} s ago the last: answers wait (see the log)"
        )
    }
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
