//! [`Counts`]: what is counted since the start, by the labels of the metrics.

use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

use super::pulse::Limit;
use crate::db::Vote;

/// The upper bounds of the histogram of answer times, in seconds.
const BOUNDS: [f64; 11] = [
    0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0,
];

/// The labels of a series, each with its value.
type Labels<const N: usize> = [(&'static str, &'static str); N];

/// The counts of a server. Clones share them.
#[derive(Clone, Debug)]
pub(super) struct Counts {
    pub(super) answers: Family<Labels<3>, Counter>,
    pub(super) seconds: Family<Labels<1>, Histogram, fn() -> Histogram>,
    pub(super) reconnects: Family<Labels<1>, Counter>,
    pub(super) limited: Family<Labels<2>, Counter>,
    pub(super) votes: Family<Labels<2>, Counter>,
    /// Counters never decrease, so votes taken back have a counter of their own.
    pub(super) unvotes: Family<Labels<2>, Counter>,
    pub(super) reloads: Family<Labels<1>, Counter>,
}

impl Default for Counts {
    fn default() -> Self {
        let counts = Self {
            answers: Family::default(),
            seconds: Family::new_with_constructor(|| Histogram::new(BOUNDS)),
            reconnects: Family::default(),
            limited: Family::default(),
            votes: Family::default(),
            unvotes: Family::default(),
            reloads: Family::default(),
        };
        for outcome in ["taken", "refused"] {
            drop(counts.reloads.get_or_create(&[("outcome", outcome)]));
        }
        counts
    }
}

impl Counts {
    /// Begins the series of a platform at zero: the rate of a series that begins with its first event misses that one.
    pub(super) fn begin(&self, platform: &'static str) {
        let platform = ("platform", platform);
        drop(self.seconds.get_or_create(&[platform]));
        drop(self.reconnects.get_or_create(&[platform]));
        for limit in [Limit::Ours, Limit::Theirs] {
            drop(self.limited.get_or_create(&[platform, limit.label()]));
        }
        for vote in [Vote::Up, Vote::Down] {
            let labels = [platform, ("vote", vote.as_str())];
            drop(self.votes.get_or_create(&labels));
            drop(self.unvotes.get_or_create(&labels));
        }
    }

    /// Adds the counts to what is shown. The format adds `_total` to the name of a counter.
    pub(super) fn register(&self, registry: &mut Registry) {
        registry.register(
            "voetnoot_questions",
            "Questions and commands that were answered",
            self.answers.clone(),
        );
        registry.register(
            "voetnoot_answer_seconds",
            "How long an answer took to make, from hearing the question to having something to send",
            self.seconds.clone(),
        );
        registry.register(
            "voetnoot_reconnects",
            "Connections that were made anew after one was lost",
            self.reconnects.clone(),
        );
        registry.register(
            "voetnoot_rate_limited",
            "What was slowed down or turned away: by our own fair use (ours), or by the platform (theirs)",
            self.limited.clone(),
        );
        registry.register(
            "voetnoot_feedback",
            "Votes on answers, by 👍 and 👎",
            self.votes.clone(),
        );
        registry.register(
            "voetnoot_feedback_withdrawn",
            "Votes among them that were taken back",
            self.unvotes.clone(),
        );
        registry.register(
            "voetnoot_reloads",
            "Times that changed content was taken into service, or refused, all or a part, because it is broken",
            self.reloads.clone(),
        );
    }
}
