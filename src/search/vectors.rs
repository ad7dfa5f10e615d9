//! Vectors: what passages and sentences mean, as numbers, so that texts that say the same in other words lie close.
//!
//! They are made once ([`super::embedding`]), and kept beside the index. A component is kept as a 16-bit fraction: the
//! similarity of two texts then errs by less than 0.0001.

use crate::excerpt::Passage;

use super::embedding::ONE;
use super::records::{Key, Records, components, record};

/// The vectors of the passages of a library and of their sentences.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Vectors {
    /// How many components a vector has.
    width: usize,
    /// What the vectors of each passage are known by.
    keys: Vec<Key>,
    /// The row of each passage; those of its sentences follow it.
    first: Vec<usize>,
    rows: Vec<i16>,
}

impl Vectors {
    /// The vectors of passages under their keys, each passage's own followed by those of its sentences; none where that is
    /// not what there is of any of them, or where they are of several lengths.
    pub(super) fn new<R: AsRef<[i16]>>(
        passages: &[Passage],
        keys: Vec<Key>,
        of_passage: impl IntoIterator<Item = Option<R>>,
    ) -> Option<Self> {
        let (mut width, mut first, mut rows) =
            (None, Vec::with_capacity(passages.len()), Vec::new());
        let mut of_passage = of_passage.into_iter();
        for passage in passages {
            let of_passage = of_passage.next()??;
            let of_passage = of_passage.as_ref();
            let count = 1 + passage.sentences().len();
            let width = *width.get_or_insert(of_passage.len() / count);
            if width == 0 || of_passage.len() != count * width {
                return None;
            }
            first.push(rows.len() / width);
            rows.extend_from_slice(of_passage);
        }
        Some(Self {
            width: width.unwrap_or_default(),
            keys,
            first,
            rows,
        })
    }

    /// The vectors as they were kept; none where they are not those of these passages.
    pub(super) fn from_bytes(passages: &[Passage], keys: Vec<Key>, bytes: &[u8]) -> Option<Self> {
        let mut records = Records::of(bytes);
        let of_passage: Vec<Option<Vec<i16>>> = keys
            .iter()
            .map(|key| {
                let (found, body) = records.next()?;
                (found == *key).then(|| components(body))
            })
            .collect();
        Self::new(passages, keys, of_passage)
    }

    /// The vectors to be kept: a record for each passage.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        self.iter()
            .flat_map(|(key, rows)| record(key, rows))
            .collect()
    }

    /// The rows of each passage, under its key.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&Key, &[i16])> {
        let ends = self.first.iter().skip(1).map(|next| next * self.width);
        let ends = ends.chain([self.rows.len()]);
        let rows = self
            .first
            .iter()
            .zip(ends)
            .map(|(first, end)| self.rows.get(first * self.width..end).unwrap_or_default());
        self.keys.iter().zip(rows)
    }

    /// Whether these are the vectors of the same texts by the same model, whatever a processor makes of the last digits.
    pub(super) fn is_near(&self, other: &Self) -> bool {
        const FAR: u16 = 32;
        let are_near = |(a, b): (&i16, &i16)| a.abs_diff(*b) < FAR;
        self.keys == other.keys
            && self.rows.len() == other.rows.len()
            && self.rows.iter().zip(&other.rows).all(are_near)
    }

    /// How similar a passage is to a question: their cosine.
    pub(super) fn passage(&self, number: usize, question: &[f32]) -> f64 {
        self.similarity(self.first.get(number).copied(), question)
    }

    /// How similar a sentence of a passage is to a question: their cosine.
    pub(super) fn sentence(&self, number: usize, sentence: usize, question: &[f32]) -> f64 {
        let row = self.first.get(number).map(|first| first + 1 + sentence);
        self.similarity(row, question)
    }

    /// How similar two passages are: their cosine.
    pub(super) fn between(&self, one: usize, other: usize) -> f64 {
        let other = self
            .first
            .get(other)
            .copied()
            .map_or_else(Vec::new, |row| self.vector(row));
        self.passage(one, &other)
    }

    /// The vectors of sentences, each given by its passage and its place there, without what they have in common: told
    /// apart from their mean, and brought back to length 1. Any two texts of one model are much alike; what sets these
    /// apart is left.
    pub(super) fn apart(&self, sentences: &[(usize, usize)]) -> Vec<Vec<f32>> {
        let mut vectors: Vec<Vec<f32>> = sentences
            .iter()
            .map(|(number, sentence)| {
                let first = self.first.get(*number).copied().unwrap_or_default();
                self.vector(first + 1 + sentence)
            })
            .collect();
        #[expect(clippy::cast_precision_loss, reason = "some hundred sentences")]
        let count = vectors.len().max(1) as f32;
        let mut mean = vec![0.0; self.width];
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

    fn row(&self, row: usize) -> Option<&[i16]> {
        self.rows.get(row * self.width..(row + 1) * self.width)
    }

    fn vector(&self, row: usize) -> Vec<f32> {
        let row = self.row(row).unwrap_or_default();
        row.iter()
            .map(|component| f32::from(*component) / ONE)
            .collect()
    }

    fn similarity(&self, row: Option<usize>, question: &[f32]) -> f64 {
        let row = row.and_then(|row| self.row(row)).unwrap_or_default();
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
