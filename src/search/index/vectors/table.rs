//! The table of the vectors of a library's passages and sentences.
//!
//! It is filled passage by passage and level by level, from files or from the model ([`super::background`]). A component is a
//! 16-bit fraction, which changes the similarity of two texts by less than 0.0001.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use crate::excerpt::Passage;

use super::embedding::ONE;
use super::level::{Level, is_one_sentence};

/// The vectors of passages and of their sentences, as far as they are made.
#[derive(Debug)]
pub(in crate::search) struct VectorTable {
    /// The number of components of a vector.
    width: OnceLock<usize>,
    passages: LevelTable,
    sentences: LevelTable,
}

/// The vectors of one level.
#[derive(Debug)]
struct LevelTable {
    /// The rows of each passage, one after the other.
    rows: Vec<OnceLock<Arc<[i16]>>>,
    /// The number of passages that have rows.
    done: AtomicUsize,
}

impl LevelTable {
    fn new(passages: usize) -> Self {
        Self {
            rows: (0..passages).map(|_| OnceLock::new()).collect(),
            done: AtomicUsize::new(0),
        }
    }

    fn set(&self, number: usize, rows: &Arc<[i16]>) {
        let place = self.rows.get(number);
        if place.is_some_and(|place| place.set(Arc::clone(rows)).is_ok()) {
            self.done.fetch_add(1, Ordering::Release);
        }
    }
}

impl VectorTable {
    /// An empty table for so many passages.
    pub(super) fn new(passages: usize) -> Self {
        Self {
            width: OnceLock::new(),
            passages: LevelTable::new(passages),
            sentences: LevelTable::new(passages),
        }
    }

    fn at(&self, level: Level) -> &LevelTable {
        match level {
            Level::Passage => &self.passages,
            Level::Sentences => &self.sentences,
        }
    }

    /// Sets the rows of a passage at a level unless it has rows there. Returns false if they are not one row for the passage,
    /// or one for each sentence, as long as all others.
    pub(super) fn set(
        &self,
        level: Level,
        number: usize,
        passage: &Passage,
        rows: &Arc<[i16]>,
    ) -> bool {
        let count = level.count(passage).max(1);
        let width = rows.len() / count;
        let is_right = width > 0
            && rows.len().is_multiple_of(count)
            && *self.width.get_or_init(|| width) == width;
        if is_right {
            self.at(level).set(number, rows);
            if level == Level::Passage && is_one_sentence(passage) {
                self.sentences.set(number, rows);
            }
        }
        is_right
    }

    /// The rows of a passage at a level; `None` if they are not made yet.
    pub(super) fn rows(&self, level: Level, number: usize) -> Option<&Arc<[i16]>> {
        self.at(level).rows.get(number)?.get()
    }

    /// The number of passages.
    pub(super) fn len(&self) -> usize {
        self.passages.rows.len()
    }

    /// The number of passages that have the vectors of a level.
    pub(super) fn done(&self, level: Level) -> usize {
        self.at(level).done.load(Ordering::Acquire)
    }

    /// The finest level of which all of these passages have the vectors; `None` if some have none.
    pub(in crate::search) fn level(&self, numbers: &Range<usize>) -> Option<Level> {
        let levels = Level::ALL.into_iter();
        levels
            .take_while(|level| self.has_all(*level, numbers.clone()))
            .last()
    }

    fn has_all(&self, level: Level, mut numbers: Range<usize>) -> bool {
        self.done(level) == self.len() || numbers.all(|number| self.rows(level, number).is_some())
    }

    /// The cosine similarity of a passage and a question.
    pub(in crate::search) fn passage(&self, number: usize, question: &[f32]) -> f64 {
        self.similarity(self.row(Level::Passage, number, 0), question)
    }

    /// The cosine similarity of a sentence of a passage and a question.
    pub(in crate::search) fn sentence(
        &self,
        number: usize,
        sentence: usize,
        question: &[f32],
    ) -> f64 {
        self.similarity(self.row(Level::Sentences, number, sentence), question)
    }

    /// The cosine similarity of two passages.
    pub(in crate::search) fn between(&self, one: usize, other: usize) -> f64 {
        self.passage(one, &self.vector(Level::Passage, other, 0))
    }

    /// The vectors of sentences, each given by passage and index, centred on their mean and normalised. The vectors of a
    /// model all resemble each other; centred ones show the differences.
    pub(in crate::search) fn centred(&self, sentences: &[(usize, usize)]) -> Vec<Vec<f32>> {
        let mut vectors: Vec<Vec<f32>> = sentences
            .iter()
            .map(|(number, sentence)| self.vector(Level::Sentences, *number, *sentence))
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

    /// A row of a passage at a level. Empty if it is not made yet.
    fn row(&self, level: Level, number: usize, row: usize) -> &[i16] {
        let width = self.width.get().copied().unwrap_or_default();
        let rows = self.rows(level, number).map_or(&[][..], |rows| rows);
        rows.get(row * width..(row + 1) * width).unwrap_or_default()
    }

    fn vector(&self, level: Level, number: usize, row: usize) -> Vec<f32> {
        let row = self.row(level, number, row).iter();
        row.map(|component| f32::from(*component) / ONE).collect()
    }

    fn similarity(&self, row: &[i16], question: &[f32]) -> f64 {
        // Processors add eight sums in one step.
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
