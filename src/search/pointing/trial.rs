//! Tries a language model with a question whose answer is known.

use std::time::{Duration, Instant};

use super::{Pointer, PointingError};
use crate::article::sentences;
use crate::search::model::Readable;

const SECTION: &str = "De brug";
const QUESTION: &str = "Hoeveel kostte de nieuwe brug?";
const TEXT: &str = "De nieuwe brug over de vaart is op 3 mei geopend. De wethouder reed als eerste naar de overkant. De bouw \
    kostte vier miljoen euro. Fietsers hoeven niet meer om te rijden.";
/// The index of the sentence that answers.
const ANSWER: usize = 2;

/// Asks a model a question about four made-up sentences. Returns whether its first choice was right, or why it did not point;
/// and how long it took. No article is sent.
pub fn trial(pointer: &Pointer) -> (Result<bool, PointingError>, Duration) {
    let passage = Readable {
        section: SECTION,
        text: TEXT,
        sentences: &sentences(TEXT),
    };
    let began = Instant::now();
    let scores = pointer.ask(QUESTION, &[passage], began).wait();
    let is_right = |scores: Vec<Vec<f64>>| {
        let first = scores.iter().flatten().position(|score| *score >= 1.0);
        first == Some(ANSWER)
    };
    (scores.map(is_right), began.elapsed())
}

#[cfg(test)]
mod tests {
    use super::{ANSWER, TEXT, sentences};

    #[test]
    fn the_text_of_the_trial_has_four_sentences_and_one_answers() {
        let ranges = sentences(TEXT);
        assert_eq!(ranges.len(), 4);
        assert_eq!(
            TEXT.get(ranges[ANSWER].clone()),
            Some("De bouw kostte vier miljoen euro. ")
        );
    }
}
