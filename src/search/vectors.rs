//! Vectors: what passages and sentences mean, as numbers, so that texts that say the same in other words lie close.
//!
//! They come one passage after the other, from where they are kept or from the model ([`super::growing`]). A component is kept as
//! a 16-bit fraction: the similarity of two texts then errs by less than 0.0001.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use crate::excerpt::Passage;

use super::embedding::ONE;

/// The vectors of the passages of a library and of their sentences, as far as they are there.
#[derive(Debug)]
pub(super) struct Vectors {
    /// How many components a vector has.
    width: OnceLock<usize>,
    /// The rows of each passage, its own followed by those of its sentences.
    rows: Vec<OnceLock<Arc<[i16]>>>,
    /// How many passages have theirs.
    done: AtomicUsize,
}

impl Vectors {
    /// No vectors yet, of so many passages.
    pub(super) fn none_of(passages: usize) -> Self {
        Self {
            width: OnceLock::new(),
            rows: (0..passages).map(|_| OnceLock::new()).collect(),
            done: AtomicUsize::new(0),
        }
    }

    /// Takes the rows of a passage, unless it has some. Returns whether they can be its rows: one for itself and one for each of
    /// its sentences, as long as all others.
    pub(super) fn set(&self, number: usize, passage: &Passage, rows: &Arc<[i16]>) -> bool {
        let count = 1 + passage.sentences().len();
        let width = rows.len() / count;
        let is_right = width > 0
            && rows.len().is_multiple_of(count)
            && *self.width.get_or_init(|| width) == width;
        let place = self.rows.get(number).filter(|_| is_right);
        if place.is_some_and(|place| place.set(Arc::clone(rows)).is_ok()) {
            self.done.fetch_add(1, Ordering::Release);
        }
        is_right
    }

    /// The rows of a passage; `None` if they are not there yet.
    pub(super) fn of_passage(&self, number: usize) -> Option<&Arc<[i16]>> {
        self.rows.get(number)?.get()
    }

    /// How many passages have their vectors.
    pub(super) fn done(&self) -> usize {
        self.done.load(Ordering::Acquire)
    }

    /// Whether all of these passages have their vectors.
    pub(super) fn has_all(&self, mut numbers: Range<usize>) -> bool {
        self.done() == self.rows.len() || numbers.all(|number| self.of_passage(number).is_some())
    }

    /// How similar a passage is to a question: their cosine.
    pub(super) fn passage(&self, number: usize, question: &[f32]) -> f64 {
        self.similarity(self.row(number, 0), question)
    }

    /// How similar a sentence of a passage is to a question: their cosine.
    pub(super) fn sentence(&self, number: usize, sentence: usize, question: &[f32]) -> f64 {
        self.similarity(self.row(number, 1 + sentence), question)
    }

    /// How similar two passages are: their cosine.
    pub(super) fn between(&self, one: usize, other: usize) -> f64 {
        self.passage(one, &self.vector(other, 0))
    }

    /// The vectors of sentences, each given by its passage and its place there, without what they have in common: told
    /// apart from their mean, and brought back to length 1. Any two texts of one model are much alike; what sets these
    /// apart is left.
    pub(super) fn apart(&self, sentences: &[(usize, usize)]) -> Vec<Vec<f32>> {
        let mut vectors: Vec<Vec<f32>> = sentences
            .iter()
            .map(|(number, sentence)| self.vector(*number, 1 + sentence))
            .collect();
        #[expect(clippy::cast_precision_loss, reason = "some hundred sentences")]
        let count = vectors.len().max(1) as f32;
        let mut mean = vec![0.0; self.width.get().copied().unwrap_or_default()];
        for vector in &vectors {
            for (mean, component) in mean.iter_mut().zip(vector) {
                *mean += component / count;
            }
        }
        for vector in &mut vectors {
            for (component, mean) in vector.iter_mut().zip(&mean) {
                *component -= mean;
            }
            let length = vector
                .iter()
                .map(|component| component * component)
                .sum::<f32>()
                .sqrt();
            for component in vector.iter_mut() {
                *component /= length.max(f32::MIN_POSITIVE);
            }
        }
        vectors
    }

    /// A row of a passage: 0 is its own, the next those of its sentences. Empty if it is not there.
    fn row(&self, number: usize, row: usize) -> &[i16] {
        let width = self.width.get().copied().unwrap_or_default();
        let rows = self.of_passage(number).map_or(&[][..], |rows| rows);
        rows.get(row * width..(row + 1) * width).unwrap_or_default()
    }

    fn vector(&self, number: usize, row: usize) -> Vec<f32> {
        let row = self.row(number, row).iter();
        row.map(|component| f32::from(*component) / ONE).collect()
    }

    fn similarity(&self, row: &[i16], question: &[f32]) -> f64 {
        // Eight sums at once, which processors add in one step.
        let mut sums = [0.0_f32; 8];
        for (row, question) in row.chunks_exact(8).zip(question.chunks_exact(8)) {
            for ((sum, a), b) in sums.iter_mut().zip(row).zip(question) {
                *sum += f32::from(*a) * b;
            }
        }
        let rest = row.len() / 8 * 8;
        let rest: f32 = row
            .iter()
            .zip(question)
            .skip(rest)
            .map(|(a, b)| f32::from(*a) * b)
            .sum();
        f64::from((sums.iter().sum::<f32>() + rest) / ONE)
    }
}
