//! Writes metrics in Prometheus's text format. Labels come from tables of the program (platforms, commands, verdicts), so
//! that only names of files need escaping.
//!
//! Format: <https://prometheus.io/docs/instrumenting/exposition_formats/>.

use std::fmt::{Display, Write as _};
use std::fs;
use std::sync::atomic::Ordering;

use super::health::Health;
use super::pulse::{BOUNDS, Limit, Pulse};
use crate::article::problem::MOST;
use crate::db::Vote;

/// The content type of that format.
pub const CONTENT_TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";

/// The text of the metrics so far.
#[derive(Default)]
struct Exposition(String);

impl Exposition {
    fn metric(&mut self, name: &str, kind: &str, help: &str) {
        let _ = writeln!(self.0, "# HELP {name} {help}\n# TYPE {name} {kind}");
    }

    fn sample(&mut self, name: &str, labels: &[(&str, &dyn Display)], value: impl Display) {
        let labels: Vec<String> = labels
            .iter()
            .map(|(label, value)| format!("{label}=\"{value}\""))
            .collect();
        let _ = if labels.is_empty() {
            writeln!(self.0, "{name} {value}")
        } else {
            writeln!(self.0, "{name}{{{}}} {value}", labels.join(","))
        };
    }
}

/// The current metrics of a server.
#[must_use]
pub fn text(health: &Health) -> String {
    let mut out = Exposition::default();
    answers(&mut out, health.pulses());
    latency(&mut out, health.pulses());
    counters(&mut out, health.pulses());
    feedback(&mut out, health.pulses());
    out.metric(
        "voetnoot_check",
        "gauge",
        "Whether something is as it should be (1) or not (0).",
    );
    for check in health.checks() {
        out.sample(
            "voetnoot_check",
            &[("check", &check.check)],
            u8::from(check.ok),
        );
    }
    if let Some(index) = health.index() {
        let name = "voetnoot_index_info";
        out.metric(name, "gauge", "The revision of the text that is served.");
        out.sample(name, &[("revision", &index.revision)], 1);
        let name = "voetnoot_index_passages";
        out.metric(name, "gauge", "How many passages can be found.");
        out.sample(name, &[], index.passages);
        if let Some(meaning) = &index.meaning {
            let name = "voetnoot_meaning_passages";
            out.metric(
                name,
                "gauge",
                "How many passages are to be found by meaning too.",
            );
            out.sample(name, &[], meaning.total());
            let name = "voetnoot_meaning_passages_done";
            out.metric(
                name,
                "gauge",
                "Of how many of them the meaning is worked out. Until it is of all, questions are answered by words.",
            );
            out.sample(name, &[], meaning.done());
        }
    }
    left_out(&mut out, &health.left_out());
    let name = "voetnoot_reloads_total";
    out.metric(
        name,
        "counter",
        "Times that changed content was taken into service, or refused, all or a part, because it is broken.",
    );
    let reloads = health.reloads();
    for (outcome, count) in [("taken", &reloads.taken), ("refused", &reloads.refused)] {
        out.sample(
            name,
            &[("outcome", &outcome)],
            count.load(Ordering::Relaxed),
        );
    }
    if let Some(counts) = health.pointing() {
        let name = "voetnoot_reader_questions_total";
        out.metric(
            name,
            "counter",
            "Questions for the language model: it pointed, or said that no sentence answers (none), or why the bundled reader answered alone.",
        );
        for (outcome, count) in counts.all() {
            out.sample(name, &[("outcome", &outcome)], count);
        }
    }
    if let Some(archive) = health.archive() {
        let name = "voetnoot_archive_questions_total";
        out.metric(
            name,
            "counter",
            "Questions to the archive: it answered, or a part of it (partial), or why the articles here answered. Texts that did not fit their hash are unfit.",
        );
        for (outcome, count) in archive.counts().all() {
            out.sample(name, &[("outcome", &outcome)], count);
        }
    }
    let name = "voetnoot_build_info";
    out.metric(name, "gauge", "The program's version.");
    out.sample(name, &[("version", &env!("CARGO_PKG_VERSION"))], 1);
    if let Some(bytes) = resident_memory() {
        let name = "process_resident_memory_bytes";
        out.metric(name, "gauge", "Resident memory size in bytes.");
        out.sample(name, &[], bytes);
    }
    out.0
}

/// The number of files left out, and the names of the first few: each name is a series.
fn left_out(out: &mut Exposition, files: &[String]) {
    let name = "voetnoot_files_left_out";
    out.metric(
        name,
        "gauge",
        "How many files of the content cannot be used as they are.",
    );
    out.sample(name, &[], files.len());
    let name = "voetnoot_file_left_out";
    out.metric(
        name,
        "gauge",
        "A file of the content that cannot be used as it is.",
    );
    for file in files.iter().take(MOST) {
        let file = file
            .replace('\\', r"\\")
            .replace('"', r#"\""#)
            .replace('\n', r"\n");
        out.sample(name, &[("file", &file)], 1);
    }
}

fn answers(out: &mut Exposition, pulses: &[std::sync::Arc<Pulse>]) {
    let name = "voetnoot_questions_total";
    out.metric(
        name,
        "counter",
        "Questions and commands that were answered.",
    );
    for pulse in pulses {
        for ((command, verdict), count) in pulse.answers() {
            let labels: [(&str, &dyn Display); 3] = [
                ("platform", &pulse.platform()),
                ("command", &command),
                ("verdict", &verdict),
            ];
            out.sample(name, &labels, count);
        }
    }
}

fn latency(out: &mut Exposition, pulses: &[std::sync::Arc<Pulse>]) {
    let name = "voetnoot_answer_seconds";
    out.metric(
        name,
        "histogram",
        "How long an answer took to make, from hearing the question to having something to send.",
    );
    let bucket = format!("{name}_bucket");
    for pulse in pulses {
        let platform = pulse.platform();
        let latency = pulse.latency();
        let mut count = 0;
        for (place, in_bucket) in latency.buckets.iter().enumerate() {
            count += in_bucket.load(Ordering::Relaxed);
            let bound = BOUNDS
                .get(place)
                .map_or_else(|| "+Inf".to_owned(), |bound| seconds(bound * 1_000));
            out.sample(&bucket, &[("platform", &platform), ("le", &bound)], count);
        }
        let sum = seconds(latency.microseconds.load(Ordering::Relaxed));
        out.sample(&format!("{name}_sum"), &[("platform", &platform)], sum);
        out.sample(&format!("{name}_count"), &[("platform", &platform)], count);
    }
}

fn counters(out: &mut Exposition, pulses: &[std::sync::Arc<Pulse>]) {
    let name = "voetnoot_reconnects_total";
    out.metric(
        name,
        "counter",
        "Connections that were made anew after one was lost.",
    );
    for pulse in pulses {
        out.sample(name, &[("platform", &pulse.platform())], pulse.reconnects());
    }
    let name = "voetnoot_rate_limited_total";
    out.metric(
        name,
        "counter",
        "What was slowed down or turned away: by our own fair use (ours), or by the platform (theirs).",
    );
    for pulse in pulses {
        for (by, limit) in [("ours", Limit::Ours), ("theirs", Limit::Theirs)] {
            let labels: [(&str, &dyn Display); 2] = [("platform", &pulse.platform()), ("by", &by)];
            out.sample(name, &labels, pulse.times_limited(limit));
        }
    }
}

/// Counters never decrease, so votes taken back have a counter of their own.
fn feedback(out: &mut Exposition, pulses: &[std::sync::Arc<Pulse>]) {
    let names = [
        ("voetnoot_feedback_total", "Votes on answers, by 👍 and 👎."),
        (
            "voetnoot_feedback_withdrawn_total",
            "Votes among them that were taken back.",
        ),
    ];
    for (at, (name, help)) in names.into_iter().enumerate() {
        out.metric(name, "counter", help);
        for pulse in pulses {
            for vote in [Vote::Up, Vote::Down] {
                let (given, withdrawn) = pulse.votes(vote);
                let labels: [(&str, &dyn Display); 2] =
                    [("platform", &pulse.platform()), ("vote", &vote.as_str())];
                out.sample(name, &labels, [given, withdrawn][at]);
            }
        }
    }
}

/// Converts microseconds to seconds without rounding.
fn seconds(microseconds: u64) -> String {
    let text = format!(
        "{}.{:06}",
        microseconds / 1_000_000,
        microseconds % 1_000_000
    );
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The resident memory in bytes; `None` on systems without `/proc`.
fn resident_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = line.trim().strip_suffix(" kB")?.trim().parse().ok()?;
    Some(kilobytes * 1_024)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::answer::Verdict;

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
        let samples: Vec<&str> = text
            .lines()
            .filter(|line| line.starts_with("voetnoot_") && !line.contains("build_info"))
            .collect();
        insta::assert_snapshot!(samples.join("\n"), @r#"
        voetnoot_questions_total{platform="discord",command="land",verdict="none"} 1
        voetnoot_questions_total{platform="discord",command="vraag",verdict="found"} 2
        voetnoot_answer_seconds_bucket{platform="discord",le="0.005"} 0
        voetnoot_answer_seconds_bucket{platform="discord",le="0.01"} 1
        voetnoot_answer_seconds_bucket{platform="discord",le="0.025"} 1
        voetnoot_answer_seconds_bucket{platform="discord",le="0.05"} 2
        voetnoot_answer_seconds_bucket{platform="discord",le="0.1"} 2
        voetnoot_answer_seconds_bucket{platform="discord",le="0.25"} 2
        voetnoot_answer_seconds_bucket{platform="discord",le="0.5"} 2
        voetnoot_answer_seconds_bucket{platform="discord",le="1"} 2
        voetnoot_answer_seconds_bucket{platform="discord",le="2.5"} 2
        voetnoot_answer_seconds_bucket{platform="discord",le="5"} 2
        voetnoot_answer_seconds_bucket{platform="discord",le="10"} 2
        voetnoot_answer_seconds_bucket{platform="discord",le="+Inf"} 3
        voetnoot_answer_seconds_sum{platform="discord"} 11.037
        voetnoot_answer_seconds_count{platform="discord"} 3
        voetnoot_reconnects_total{platform="discord"} 1
        voetnoot_rate_limited_total{platform="discord",by="ours"} 1
        voetnoot_rate_limited_total{platform="discord",by="theirs"} 0
        voetnoot_feedback_total{platform="discord",vote="up"} 1
        voetnoot_feedback_total{platform="discord",vote="down"} 1
        voetnoot_feedback_withdrawn_total{platform="discord",vote="up"} 0
        voetnoot_feedback_withdrawn_total{platform="discord",vote="down"} 1
        voetnoot_check{check="discord"} 0
        voetnoot_check{check="index"} 0
        voetnoot_files_left_out 0
        voetnoot_reloads_total{outcome="taken"} 0
        voetnoot_reloads_total{outcome="refused"} 0
        "#);
    }
}
