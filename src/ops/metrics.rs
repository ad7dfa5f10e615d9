//! Shows metrics in Prometheus's text format: counts since the start, and the state of the server now. The values of labels
//! come from tables of the program (platforms, commands, verdicts), but for the revision of the index and names of files.

use std::fmt::Debug;
use std::hash::Hash;

use memory_stats::memory_stats;
use prometheus_client::encoding::EncodeLabelValue;
use prometheus_client::encoding::prometheus_text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::{ConstGauge, Gauge};
use prometheus_client::registry::Registry;

use super::health::Health;
use crate::article::problem::MOST;

pub use prometheus_client::encoding::prometheus_text::CONTENT_TYPE;

/// The text of the current metrics of a server.
#[must_use]
pub fn text(health: &Health) -> String {
    let mut shown = Registry::default();
    health.counts.register(&mut shown);
    let checks = health.checks();
    flags(
        &mut shown,
        "voetnoot_check",
        "Whether something is as it should be (1) or not (0)",
        "check",
        checks.iter().map(|check| (check.check, check.ok)),
    );
    index(&mut shown, health);
    left_out(&mut shown, health.left_out());
    pointing(&mut shown, health);
    archive(&mut shown, health);
    flags(
        &mut shown,
        "voetnoot_build_info",
        "The program's version",
        "version",
        [(env!("CARGO_PKG_VERSION"), true)],
    );
    if let Some(memory) = memory_stats() {
        shown.register(
            "process_resident_memory_bytes",
            "Resident memory size in bytes",
            ConstGauge::new(memory.physical_mem),
        );
    }
    let mut text = String::new();
    // Writing to a string does not fail.
    let _ = encode(&mut text, &shown);
    text
}

/// Shows 1 or 0 for each value of a label.
fn flags<V: EncodeLabelValue + Clone + Debug + Eq + Hash + Send + Sync + 'static>(
    shown: &mut Registry,
    name: &str,
    help: &str,
    label: &'static str,
    values: impl IntoIterator<Item = (V, bool)>,
) {
    let flags = Family::<[(&str, V); 1], Gauge>::default();
    for (value, is_so) in values {
        flags.get_or_create(&[(label, value)]).set(is_so.into());
    }
    shown.register(name, help, flags);
}

fn index(shown: &mut Registry, health: &Health) {
    let Some(index) = health.index() else { return };
    flags(
        shown,
        "voetnoot_index_info",
        "The revision of the text that is served",
        "revision",
        [(index.revision, true)],
    );
    shown.register(
        "voetnoot_index_passages",
        "How many passages can be found",
        ConstGauge::new(index.passages),
    );
    let Some(meaning) = index.meaning else { return };
    shown.register(
        "voetnoot_meaning_passages",
        "How many passages are to be found by meaning too",
        ConstGauge::new(meaning.total()),
    );
    shown.register(
        "voetnoot_meaning_passages_done",
        "Of how many of them the meaning is worked out. Until it is of all, questions are answered by words",
        ConstGauge::new(meaning.done()),
    );
}

/// The number of files left out, and the names of the first few: each name is a series.
fn left_out(shown: &mut Registry, files: Vec<String>) {
    shown.register(
        "voetnoot_files_left_out",
        "How many files of the content cannot be used as they are",
        ConstGauge::new(files.len()),
    );
    flags(
        shown,
        "voetnoot_file_left_out",
        "A file of the content that cannot be used as it is",
        "file",
        files.into_iter().take(MOST).map(|file| (file, true)),
    );
}

fn pointing(shown: &mut Registry, health: &Health) {
    let Some(counts) = health.pointing.get() else {
        return;
    };
    outcomes(
        shown,
        "voetnoot_reader_questions",
        "Questions for the language model: it pointed, or said that no sentence answers (none), or why the bundled reader \
         answered alone",
        counts.all(),
    );
}

fn archive(shown: &mut Registry, health: &Health) {
    let Some(archive) = health.archive.get() else {
        return;
    };
    outcomes(
        shown,
        "voetnoot_archive_questions",
        "Questions to the archive: it answered, or a part of it (partial), or why the articles here answered. Texts that did \
         not fit their hash are unfit",
        archive.counts().all(),
    );
}

/// Shows how often each of some outcomes came about.
fn outcomes(
    shown: &mut Registry,
    name: &str,
    help: &str,
    counts: impl IntoIterator<Item = (&'static str, u64)>,
) {
    let family = Family::<[(&str, &str); 1], Counter>::default();
    for (outcome, count) in counts {
        family.get_or_create(&[("outcome", outcome)]).inc_by(count);
    }
    shown.register(name, help, family);
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::answer::Verdict;
    use crate::db::Vote;
    use crate::ops::Limit;

    #[test]
    fn counts_are_written_as_prometheus_reads_them() {
        let mut health = Health::new();
        let pulse = health.platform("discord");
        pulse.answered("vraag", Verdict::Found, Duration::from_millis(7));
        pulse.answered("vraag", Verdict::Found, Duration::from_millis(30));
        pulse.answered("land", Verdict::None, Duration::from_secs(11));
        pulse.limited(Limit::Ours);
        pulse.reconnected();
        pulse.voted(Vote::Up);
        pulse.voted(Vote::Down);
        pulse.unvoted(Vote::Down);
        let text = text(&health);
        let mut samples: Vec<&str> = text
            .lines()
            .filter(|line| line.starts_with("voetnoot_") && !line.contains("build_info"))
            .collect();
        // Of one metric, in any order.
        samples.sort_unstable();
        insta::assert_snapshot!(samples.join("\n"), @r#"
        voetnoot_answer_seconds_bucket{platform="discord",le="+Inf"} 3
        voetnoot_answer_seconds_bucket{platform="discord",le="0.005"} 0
        voetnoot_answer_seconds_bucket{platform="discord",le="0.01"} 1
        voetnoot_answer_seconds_bucket{platform="discord",le="0.025"} 1
        voetnoot_answer_seconds_bucket{platform="discord",le="0.05"} 2
        voetnoot_answer_seconds_bucket{platform="discord",le="0.1"} 2
        voetnoot_answer_seconds_bucket{platform="discord",le="0.25"} 2
        voetnoot_answer_seconds_bucket{platform="discord",le="0.5"} 2
        voetnoot_answer_seconds_bucket{platform="discord",le="1"} 2
        voetnoot_answer_seconds_bucket{platform="discord",le="10"} 2
        voetnoot_answer_seconds_bucket{platform="discord",le="2.5"} 2
        voetnoot_answer_seconds_bucket{platform="discord",le="5"} 2
        voetnoot_answer_seconds_count{platform="discord"} 3
        voetnoot_answer_seconds_sum{platform="discord"} 11.037
        voetnoot_check{check="discord"} 0
        voetnoot_check{check="index"} 0
        voetnoot_feedback_total{platform="discord",vote="down"} 1
        voetnoot_feedback_total{platform="discord",vote="up"} 1
        voetnoot_feedback_withdrawn_total{platform="discord",vote="down"} 1
        voetnoot_feedback_withdrawn_total{platform="discord",vote="up"} 0
        voetnoot_files_left_out 0
        voetnoot_questions_total{platform="discord",command="land",verdict="none"} 1
        voetnoot_questions_total{platform="discord",command="vraag",verdict="found"} 2
        voetnoot_rate_limited_total{platform="discord",by="ours"} 1
        voetnoot_rate_limited_total{platform="discord",by="theirs"} 0
        voetnoot_reconnects_total{platform="discord"} 1
        voetnoot_reloads_total{outcome="refused"} 0
        voetnoot_reloads_total{outcome="taken"} 0
        "#);
    }
}
