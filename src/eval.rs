//! Evaluation: how often the right passage and the right sentence rank first, and how well the confidence separates
//! answerable from unanswerable questions. Measures plain BM25 over Dutch stems in the same run, and a language model that
//! points if one is plugged in.

mod ablation;
mod bm25;
mod curve;
mod measure;
mod report;
mod set;
mod trust;

pub use ablation::{Ablated, ablate};
pub use curve::{Judged, Point, curve, drawing};
pub use measure::measure;
pub use report::{EvalReport, LatencyPercentiles, Measures, OfKind, Pointed};
pub use set::{EvalQuestion, QuestionSet, read};
pub(crate) use set::{article_of, verify};
