//! Embedding: the vectors of passages and of their sentences, on all processors, but for those that are known already.
//!
//! This module knows no model: whatever implements [`Embed`] will do.

use std::collections::{HashMap, HashSet, VecDeque};
use std::num::NonZero;
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;

use anyhow::{Context as _, Result};

use crate::excerpt::Passage;

use super::reader::Read;
use super::records::{Journal, Key, Records, components};
use super::vectors::Vectors;

/// Raise this when other texts are embedded, or their vectors are kept in another way: fingerprint and keys hold it.
pub(super) const VERSION: &str = "3";

/// What a component of 1 is kept as.
pub(super) const ONE: f32 = 32_767.0;

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

    /// The reader that was trained on this model's states, if there is one.
    fn reader(&self) -> Option<&dyn Read> {
        None
    }
}

/// What the vectors of passages are known by: the model, and all that it is given of them.
pub(super) fn keys(passages: &[Passage], model: &dyn Embed) -> Vec<Key> {
    let key = |passage: &Passage| {
        let sentences: Vec<[u8; 8]> = passage
            .sentences()
            .iter()
            .flat_map(|sentence| [sentence.start, sentence.end])
            .map(|place| (place as u64).to_le_bytes())
            .collect();
        let texts = [
            VERSION,
            model.identity(),
            passage.paragraph().section(),
            passage.text(),
        ];
        let parts = texts.iter().map(|text| text.as_bytes());
        Key::of(parts.chain([sentences.as_flattened()]))
    };
    passages.iter().map(key).collect()
}

/// The rows of passages that need not be embedded.
#[derive(Debug, Default)]
pub(super) struct Known {
    wanted: HashSet<Key>,
    rows: HashMap<Key, Vec<i16>>,
}

impl Known {
    /// Nothing yet, of the passages with these keys.
    pub(super) fn none_of(keys: &[Key]) -> Self {
        Self {
            wanted: keys.iter().copied().collect(),
            rows: HashMap::new(),
        }
    }

    /// Takes what is wanted of some records.
    pub(super) fn learn(&mut self, records: Records<'_>) {
        for (key, body) in records {
            if self.wanted.contains(&key) {
                self.rows.entry(key).or_insert_with(|| components(body));
            }
        }
    }

    /// Takes what is wanted of other vectors.
    pub(super) fn learn_from(&mut self, vectors: &Vectors) {
        for (key, rows) in vectors.iter() {
            if self.wanted.contains(key) {
                self.rows.entry(*key).or_insert_with(|| rows.to_vec());
            }
        }
    }

    /// Whether nothing is wanted any more.
    pub(super) fn is_complete(&self) -> bool {
        self.rows.len() == self.wanted.len()
    }
}

/// The vectors of passages, in their order: those that are not known are made and noted in the journal. `progress` is
/// told how many of how many passages are done.
pub(super) fn embed(
    passages: &[Passage],
    keys: Vec<Key>,
    model: &dyn Embed,
    mut known: Known,
    journal: &mut Journal,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<Vectors> {
    let mut asked: HashSet<Key> = known.rows.keys().copied().collect();
    let missing: VecDeque<(Key, &Passage)> = keys
        .iter()
        .copied()
        .zip(passages)
        .filter(|(key, _)| asked.insert(*key))
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
                while let Some((key, passage)) = next() {
                    if sender.send((key, rows(passage, model))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        for (key, rows) in receiver {
            let rows = rows.context("a passage cannot be embedded")?;
            journal.add(&key, &rows);
            known.rows.insert(key, rows);
            done += 1;
            progress(done, passages.len());
        }
        Ok(())
    })?;
    let rows: Vec<Option<&Vec<i16>>> = keys.iter().map(|key| known.rows.get(key)).collect();
    Vectors::new(passages, keys, rows).context("the model gives vectors of several lengths")
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
