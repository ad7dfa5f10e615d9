//! Tries a language model with a question whose answer is known.

use std::ops::Range;
use std::time::{Duration, Instant};

use super::{Pointer, PointingError};
use crate::search::model::Readable;

const SECTION: &str = "De brug";
const QUESTION: &str = "Hoeveel kostte de nieuwe brug?";
const SENTENCES: [&str; 4] = [
    "De nieuwe brug over de vaart is op 3 mei geopend. ",
    "De wethouder reed als eerste naar de overkant. ",
    "De bouw kostte vier miljoen euro. ",
    "Fietsers hoeven niet meer om te rijden.",
];
const ANSWER: usize = 2;

/// The result of a trial.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trial {
    /// Whether its first choice was right, or why it did not point.
    pub outcome: Result<bool, PointingError>,
    /// How long it took.
    pub took: Duration,
}

/// Asks a model a question about four made-up sentences. No article is sent.
#[must_use]
pub fn trial(pointer: &Pointer) -> Trial {
    let text = SENTENCES.concat();
    let mut end = 0;
    let ranges: Vec<Range<usize>> = SENTENCES
        .iter()
        .map(|sentence| {
            let start = end;
            end += sentence.len();
            start..end
        })
        .collect();
    let passage = Readable {
        section: SECTION,
        text: &text,
        sentences: &ranges,
    };
    let began = Instant::now();
    let scores = pointer.ask(QUESTION, &[passage], began).wait();
    let is_right = |scores: Vec<Vec<f64>>| {
        let first = scores.iter().flatten().position(|score| *score >= 1.0);
        first == Some(ANSWER)
    };
    Trial {
        outcome: scores.map(is_right),
        took: began.elapsed(),
    }
}
