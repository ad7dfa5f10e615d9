//! Vectors: what passages and sentences mean, as numbers, so that texts that say the same in other words lie close.
//!
//! They are made once, with the index, and kept beside it. A component is kept as a 16-bit fraction: the similarity of two
//! texts then errs by less than 0.0001. This module knows no model: whatever implements [`Embed`] will do.

use std::collections::VecDeque;
use std::num::NonZero;
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;

use anyhow::{Context as _, Result, ensure};

use crate::excerpt::Passage;

use super::journal::Journal;

/// Raise this when other texts are embedded, or their vectors are kept in another way: the fingerprint holds it.
pub(super) const VERSION: &str = "2";

/// What a component of 1 is kept as.
const ONE: f32 = 32_767.0;

/// On which side of a search a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// What is looked for.
    Question,
    /// What is looked in.
    Passage,
}

/// Something that turns texts into vectors.
pub trait Embed: Send + Sync {
    /// What tells this model from any other: vectors of two models cannot be compared.
    fn identity(&self) -> &str;

    /// The unit vector of a text; always as long as that of any other text.
    ///
    /// # Errors
    /// Where the model cannot be used.
    fn embed(&self, side: Side, text: &str) -> Result<Vec<f32>>;
}

/// The vectors of the passages of a library and of their sentences.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Vectors {
    /// How many components a vector has.
    width: usize,
    /// The row of each passage; those of its sentences follow it.
    first: Vec<usize>,
    rows: Vec<i16>,
}

/// What is known already of a passage: its rows; none where it has to be embedded.
pub(super) type Known<'a> = dyn Fn(&Passage) -> Option<Vec<i16>> + 'a;

impl Vectors {
    /// Embeds the passages that are not known and that the journal does not hold yet, on all processors. `progress` is told how many of how many
    /// passages are done.
    pub(super) fn build(
        passages: &[Passage],
        model: &dyn Embed,
        known: &Known<'_>,
        journal: &mut Journal,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<Self> {
        let mut of_passage: Vec<Option<Vec<i16>>> = passages.iter().map(known).collect();
        for (number, rows) in journal.take() {
            if let Some(place) = of_passage.get_mut(number) {
                *place = Some(rows);
            }
        }
        let missing: VecDeque<usize> = (0..passages.len())
            .filter(|number| of_passage[*number].is_none())
            .collect();
        let mut done = passages.len() - missing.len();
        let threads = thread::available_parallelism()
            .map_or(1, NonZero::get)
            .min(missing.len());
        let queue = Mutex::new(missing);
        let (sender, receiver) = mpsc::channel();
        thread::scope(|scope| -> Result<()> {
            for _ in 0..threads {
                let (sender, queue) = (sender.clone(), &queue);
                scope.spawn(move || {
                    let next = || {
                        let mut queue = queue.lock().unwrap_or_else(PoisonError::into_inner);
                        queue.pop_front()
                    };
                    while let Some(number) = next() {
                        if sender
                            .send((number, rows(&passages[number], model)))
                            .is_err()
                        {
                            break;
                        }
                    }
                });
            }
            drop(sender);
            for (number, rows) in receiver {
                let rows = rows.context("a passage cannot be embedded")?;
                journal.add(number, &rows);
                of_passage[number] = Some(rows);
                done += 1;
                progress(done, passages.len());
            }
            Ok(())
        })?;
        let of_passage: Vec<Vec<i16>> = of_passage.into_iter().flatten().collect();
        let count: usize = passages.iter().map(row_count).sum();
        let rows = of_passage.concat();
        ensure!(
            of_passage.len() == passages.len() && (count == 0 || rows.len() % count == 0),
            "the model gives vectors of several lengths"
        );
        Self::new(passages, rows).context("the model gives vectors of several lengths")
    }

    /// The vectors as they were kept; none where there are not as many as these passages and their sentences.
    pub(super) fn from_bytes(passages: &[Passage], bytes: &[u8]) -> Option<Self> {
        let (width, rows) = bytes.split_first_chunk()?;
        let kept = Self::new(passages, components(rows))?;
        (u32::try_from(kept.width).ok()? == u32::from_le_bytes(*width)).then_some(kept)
    }

    fn new(passages: &[Passage], rows: Vec<i16>) -> Option<Self> {
        let mut count = 0;
        let first = passages
            .iter()
            .map(|passage| {
                let row = count;
                count += row_count(passage);
                row
            })
            .collect();
        let width = rows.len() / count.max(1);
        (width * count == rows.len() && (width > 0 || count == 0)).then_some(Self {
            width,
            first,
            rows,
        })
    }

    /// How long a vector is, and the components of all of them, to be kept.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let width = u32::try_from(self.width).unwrap_or(u32::MAX);
        let mut kept = width.to_le_bytes().to_vec();
        kept.extend(bytes(&self.rows));
        kept
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

    /// The rows of a passage: its own, and those of its sentences.
    pub(super) fn rows_of(&self, number: usize) -> Option<Vec<i16>> {
        let first = self.first.get(number)?;
        let next = self.first.get(number + 1);
        let end = next.map_or(self.rows.len(), |next| next * self.width);
        self.rows.get(first * self.width..end).map(<[i16]>::to_vec)
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

/// How many vectors a passage has: its own, and one for each sentence.
fn row_count(passage: &Passage) -> usize {
    1 + passage.sentences().len()
}

/// The vectors of a passage and of its sentences, one after the other. The section's name is their context.
fn rows(passage: &Passage, model: &dyn Embed) -> Result<Vec<i16>> {
    let section = passage.paragraph().section();
    let mut rows = embedded(section, passage.text(), model)?;
    if let [only] = passage.sentences()
        && *only == (0..passage.text().len())
    {
        rows.extend_from_within(..);
        return Ok(rows);
    }
    for sentence in passage.sentences() {
        let sentence = passage.text().get(sentence.clone()).unwrap_or_default();
        rows.extend(embedded(section, sentence, model)?);
    }
    Ok(rows)
}

fn embedded(section: &str, text: &str, model: &dyn Embed) -> Result<Vec<i16>> {
    let text = text.trim();
    let vector = if section.is_empty() {
        model.embed(Side::Passage, text)
    } else {
        model.embed(Side::Passage, &format!("{section}. {text}"))
    };
    #[expect(clippy::cast_possible_truncation, reason = "between -ONE and ONE")]
    let kept = |component: f32| (component.clamp(-1.0, 1.0) * ONE).round() as i16;
    Ok(vector?.into_iter().map(kept).collect())
}

/// Components as bytes, the lower first.
pub(super) fn bytes(rows: &[i16]) -> Vec<u8> {
    rows.iter()
        .flat_map(|component| component.to_le_bytes())
        .collect()
}

/// Components from bytes.
pub(super) fn components(bytes: &[u8]) -> Vec<i16> {
    let (pairs, _) = bytes.as_chunks::<2>();
    pairs.iter().map(|pair| i16::from_le_bytes(*pair)).collect()
}
