//! Embedding: the vectors of passages and of their sentences, on several processors.
//!
//! This module knows no model: whatever implements [`Embed`] will do.

use std::collections::VecDeque;
use std::iter;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;

use anyhow::Result;

use crate::excerpt::Passage;

use super::reader::Read;
use super::records::Key;

/// Raise this when other texts are embedded, or their vectors are kept in another way: fingerprint and keys hold it.
pub(super) const VERSION: &str = "3";

/// From this many bytes on a passage is embedded by parts, and its vector is their mean: a model sees some 2,500 bytes at once.
const LONG: usize = 4_000;

/// About how many bytes a part has.
const PART: usize = 2_000;

/// Of a single sentence no more is given to a model, in bytes. It sees less than that.
const SEEN: usize = 16_384;

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
        let in_parts = (passage.text().len() >= LONG).then_some(&b"in parts"[..]);
        Key::of(parts.chain([sentences.as_flattened()]).chain(in_parts))
    };
    passages.iter().map(key).collect()
}

/// Makes the vectors of passages on several threads, in about their order, and gives each to `made` on this one as it comes,
/// until it returns an error or embedding is to stop.
pub(super) fn embed(
    passages: VecDeque<(Key, &Passage)>,
    model: &dyn Embed,
    threads: usize,
    is_stopped: &AtomicBool,
    mut made: impl FnMut(Key, Vec<i16>) -> Result<()>,
) -> Result<()> {
    let threads = threads.clamp(1, passages.len().max(1));
    let queue = Mutex::new(passages);
    // A thread that is ahead waits: what is made and not taken yet takes memory.
    let (sender, receiver) = mpsc::sync_channel(threads);
    thread::scope(|scope| -> Result<()> {
        let receiver = receiver;
        for _ in 0..threads {
            let (sender, queue) = (sender.clone(), &queue);
            scope.spawn(move || {
                let next = || {
                    let mut queue = queue.lock().unwrap_or_else(PoisonError::into_inner);
                    queue.pop_front()
                };
                while let Some((key, passage)) = next() {
                    let Some(rows) = rows(passage, model, is_stopped).transpose() else {
                        break;
                    };
                    if sender.send((key, rows)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        for (key, rows) in receiver {
            made(key, rows?)?;
        }
        Ok(())
    })
}

/// The vectors of a passage and of its sentences, one after the other. The section's name is their context. `None` if embedding
/// is to stop.
fn rows(passage: &Passage, model: &dyn Embed, is_stopped: &AtomicBool) -> Result<Option<Vec<i16>>> {
    let section = passage.paragraph().section();
    let embedded = |range: &Range<usize>| {
        if is_stopped.load(Ordering::Relaxed) {
            return Ok(None);
        }
        let text = passage.text().get(range.clone()).unwrap_or_default();
        embedded(section, text, model).map(Some)
    };
    let Some(own) = of_parts(&parts(passage), embedded)? else {
        return Ok(None);
    };
    let mut rows = kept(&own);
    if let [only] = passage.sentences()
        && *only == (0..passage.text().len())
    {
        rows.extend_from_within(..);
        return Ok(Some(rows));
    }
    for sentence in passage.sentences() {
        let Some(vector) = embedded(sentence)? else {
            return Ok(None);
        };
        rows.extend(kept(&vector));
    }
    Ok(Some(rows))
}

/// The parts by which a passage is embedded: the whole, or of a long one as many sentences together as a model sees.
fn parts(passage: &Passage) -> Vec<Range<usize>> {
    let whole = 0..passage.text().len();
    if whole.len() < LONG {
        return iter::once(whole).collect();
    }
    let mut parts: Vec<Range<usize>> = Vec::new();
    for sentence in passage.sentences() {
        match parts.last_mut() {
            Some(part) if sentence.end - part.start <= PART => part.end = sentence.end,
            _ => parts.push(sentence.clone()),
        }
    }
    parts
}

/// The mean of the vectors of parts, brought back to length 1; of a single part its own. `None` if embedding is to stop.
fn of_parts(
    parts: &[Range<usize>],
    embedded: impl Fn(&Range<usize>) -> Result<Option<Vec<f32>>>,
) -> Result<Option<Vec<f32>>> {
    let Some((first, others)) = parts.split_first() else {
        return Ok(Some(Vec::new()));
    };
    let Some(mut sum) = embedded(first)? else {
        return Ok(None);
    };
    for part in others {
        let Some(vector) = embedded(part)? else {
            return Ok(None);
        };
        for (sum, component) in sum.iter_mut().zip(vector) {
            *sum += component;
        }
    }
    if !others.is_empty() {
        let squares = sum.iter().map(|component| component * component);
        let length = squares.sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
        sum.iter_mut().for_each(|component| *component /= length);
    }
    Ok(Some(sum))
}

fn embedded(section: &str, text: &str, model: &dyn Embed) -> Result<Vec<f32>> {
    let text = text.trim();
    let text = text
        .get(..text.floor_char_boundary(SEEN))
        .unwrap_or_default();
    if section.is_empty() {
        model.embed(Side::Passage, text)
    } else {
        model.embed(Side::Passage, &format!("{section}. {text}"))
    }
}

/// A vector as it is kept.
fn kept(vector: &[f32]) -> Vec<i16> {
    #[expect(clippy::cast_possible_truncation, reason = "between -ONE and ONE")]
    let kept = |component: &f32| (component.clamp(-1.0, 1.0) * ONE).round() as i16;
    vector.iter().map(kept).collect()
}
