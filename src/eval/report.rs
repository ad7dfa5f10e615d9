//! The result of an evaluation, as numbers and as a table.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

use super::curve::{Point, drawing};

/// The result of an evaluation. Rates are over the answerable questions, 0 to 1.
#[derive(Clone, Debug, Serialize)]
pub struct EvalReport {
    /// The set's name.
    pub set: String,
    /// How many questions.
    pub questions: usize,
    /// How many of them the articles answer.
    pub answerable: usize,
    /// The measures of voetnoot.
    #[serde(flatten)]
    pub voetnoot: Measures,
    /// The measures with a language model that points too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reader: Option<Pointed>,
    /// The measures of plain BM25.
    pub bm25: Measures,
}

/// The measures with a language model that points.
#[derive(Clone, Debug, Serialize)]
pub struct Pointed {
    /// As of any way of answering.
    #[serde(flatten)]
    pub measures: Measures,
    /// How many questions the bundled reader had to answer alone.
    pub fallen_back: u64,
}

/// The measures of one way of answering.
#[derive(Clone, Debug, Serialize)]
pub struct Measures {
    /// How often the first passage is right.
    pub r1: f64,
    /// How often one of the first five passages is right.
    pub r5: f64,
    /// The mean reciprocal rank of the first right passage, 0 beyond the tenth.
    pub mrr10: f64,
    /// How often the first passage contains an answer; `None` without `answer_spans`.
    pub paragraph1: Option<f64>,
    /// How often the emphasised sentence does.
    pub sentence1: Option<f64>,
    /// The probability that an answerable question has a higher confidence than an unanswerable one; `None` without
    /// both.
    pub auc: Option<f64>,
    /// The share of answerable questions that are found, with an answering sentence emphasised.
    pub trusted: Option<f64>,
    /// The share of found answers that emphasise an answering sentence.
    pub precision_of_found: Option<f64>,
    /// The share of answerable questions whose first page shows an answer.
    pub in_view: Option<f64>,
    /// Measures by kind of question, if the set names kinds.
    pub kinds: BTreeMap<String, OfKind>,
    /// How often each objection kept an answer from being found.
    pub objections: BTreeMap<&'static str, usize>,
    /// How many unanswerable questions are found.
    pub found_on_unanswerable: usize,
    /// How many answerable questions are not found.
    pub none_on_answerable: usize,
    /// The time of an answer in microseconds.
    pub latency_us: LatencyPercentiles,
    /// The risk–coverage curve.
    #[serde(skip)]
    pub curve: Vec<Point>,
}

/// The measures of the questions of one kind.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct OfKind {
    /// How many questions.
    pub questions: usize,
    /// How many of them the articles answer.
    pub answerable: usize,
    /// How many are found.
    pub found: usize,
    /// As in [`Measures`].
    pub trusted: Option<f64>,
    /// As in [`Measures`].
    pub precision_of_found: Option<f64>,
    /// As in [`Measures`].
    pub in_view: Option<f64>,
}

/// Percentiles of durations in microseconds.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct LatencyPercentiles {
    /// The median.
    pub p50: u64,
    /// The 95th percentile.
    pub p95: u64,
    /// The 99th percentile.
    pub p99: u64,
}

impl EvalReport {
    /// The report as a table for people.
    #[must_use]
    pub fn table(&self) -> String {
        let mut out = format!(
            "{}: {} questions, {} answerable\n",
            self.set, self.questions, self.answerable
        );
        let pointed = self.reader.as_ref().map(|reader| &reader.measures);
        let mut columns = vec![("voetnoot", &self.voetnoot), ("plain BM25", &self.bm25)];
        columns.splice(1..1, pointed.map(|pointed| ("with model", pointed)));
        let mut line = |name: &str, cell: &dyn Fn(&(&str, &Measures)) -> String| {
            let cells = columns.iter().map(|column| format!("{:>12}", cell(column)));
            let _ = writeln!(out, "{name:<24}{}", cells.collect::<String>());
        };
        line("", &|column| column.0.to_owned());
        let mut row =
            |name: &str, value: &dyn Fn(&Measures) -> String| line(name, &|column| value(column.1));
        row("R@1", &|m| format!("{:.3}", m.r1));
        row("R@5", &|m| format!("{:.3}", m.r5));
        row("MRR@10", &|m| format!("{:.3}", m.mrr10));
        row("paragraph@1", &|m| optional(m.paragraph1));
        row("sentence@1", &|m| optional(m.sentence1));
        row("AUC of confidence", &|m| optional(m.auc));
        row("trusted", &|m| optional(m.trusted));
        row("precision of found", &|m| optional(m.precision_of_found));
        row("in view", &|m| optional(m.in_view));
        row("found, unanswerable", &|m| {
            m.found_on_unanswerable.to_string()
        });
        row("none, answerable", &|m| m.none_on_answerable.to_string());
        row("latency p50 (µs)", &|m| m.latency_us.p50.to_string());
        row("latency p95 (µs)", &|m| m.latency_us.p95.to_string());
        row("latency p99 (µs)", &|m| m.latency_us.p99.to_string());
        if let Some(reader) = &self.reader {
            let _ = writeln!(out, "fell back{:>39}", reader.fallen_back);
        }
        out.push_str(&self.by_kind());
        let _ = write!(out, "\n{}", drawing(&self.voetnoot.curve));
        out.truncate(out.trim_end().len());
        out
    }

    /// A table of kinds and one of objections; empty if there are neither.
    fn by_kind(&self) -> String {
        let mut out = String::new();
        if !self.voetnoot.kinds.is_empty() {
            let _ = writeln!(
                out,
                "\n{:<24}{:>10}{:>10}{:>10}{:>10}{:>10}{:>10}",
                "kind", "questions", "answerable", "found", "trusted", "precision", "in view"
            );
        }
        for (kind, of) in &self.voetnoot.kinds {
            let _ = writeln!(
                out,
                "{kind:<24}{:>10}{:>10}{:>10}{:>10}{:>10}{:>10}",
                of.questions,
                of.answerable,
                of.found,
                optional(of.trusted),
                optional(of.precision_of_found),
                optional(of.in_view)
            );
        }
        if !self.voetnoot.objections.is_empty() {
            let _ = writeln!(out, "\nnot found because of");
        }
        for (objection, count) in &self.voetnoot.objections {
            let _ = writeln!(out, "{objection:<24}{count:>10}");
        }
        out
    }
}

fn optional(value: Option<f64>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| format!("{value:.3}"))
}
