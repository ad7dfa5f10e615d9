//! Makes the vectors of passages or of their sentences, on several processors, with any model that implements [`Embed`].

use std::collections::VecDeque;
use std::iter;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, mpsc};
use std::thread;

use anyhow::Result;

use super::level::Level;
use super::records::RecordKey;
use crate::excerpt::Passage;
use crate::parallel::lock;
use crate::search::model::{Embed, Side};

/// Raise this when other texts are embedded, or vectors are stored in another way that cannot be read. Fingerprints and keys
/// contain it.
pub(in crate::search::index) const VERSION: &str = "3";

/// From this many bytes on a passage is embedded in parts, and its vector is their mean. A model sees some 2,500 bytes at once.
const LONG: usize = 4_000;

/// The approximate number of bytes of a part.
const PART: usize = 2_000;

/// The most bytes of a text that a model gets. It sees fewer.
const MOST: usize = 16_384;

/// The stored value of a component of 1.
pub(super) const ONE: f32 = 32_767.0;

/// The keys of passages: of the model, and of everything that it gets of them.
pub(super) fn keys(passages: &[Passage], model: &dyn Embed) -> Vec<RecordKey> {
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
        RecordKey::of(parts.chain([sentences.as_flattened()]).chain(in_parts))
    };
    passages.iter().map(key).collect()
}

/// Makes the vectors of passages at a level on several threads, roughly in order. Calls `made` with each on this thread, until
/// it returns an error or `is_stopped` is set.
pub(super) fn embed(
    level: Level,
    passages: VecDeque<(RecordKey, &Passage)>,
    model: &dyn Embed,
    threads: usize,
    is_stopped: &AtomicBool,
    mut made: impl FnMut(RecordKey, Vec<i16>) -> Result<()>,
) -> Result<()> {
    let threads = threads.clamp(1, passages.len().max(1));
    let queue = Mutex::new(passages);
    // A thread that is ahead waits, because vectors that are not taken yet use memory.
    let (sender, receiver) = mpsc::sync_channel(threads);
    thread::scope(|scope| -> Result<()> {
        let receiver = receiver;
        for _ in 0..threads {
            let (sender, queue) = (sender.clone(), &queue);
            scope.spawn(move || {
                let next = || lock(queue).pop_front();
                while let Some((key, passage)) = next() {
                    let Some(rows) = rows(level, passage, model, is_stopped).transpose() else {
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

/// The vectors of a passage at a level, one after the other. The section's name is their context. `None` if stopped.
fn rows(
    level: Level,
    passage: &Passage,
    model: &dyn Embed,
    is_stopped: &AtomicBool,
) -> Result<Option<Vec<i16>>> {
    let section = passage.paragraph().section();
    let embedded = |range: &Range<usize>| {
        if is_stopped.load(Ordering::Relaxed) {
            return Ok(None);
        }
        let text = passage.text_at(range);
        embedded(section, text, model).map(Some)
    };
    if level == Level::Passage {
        let own = mean(&parts(passage), embedded)?;
        return Ok(own.map(|own| stored(&own)));
    }
    let mut rows = Vec::new();
    for sentence in passage.sentences() {
        let Some(vector) = embedded(sentence)? else {
            return Ok(None);
        };
        rows.extend(stored(&vector));
    }
    Ok(Some(rows))
}

/// The parts of a passage that are embedded: the whole, or of a long one as many sentences together as a model sees.
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

/// The normalised mean of the vectors of parts; the vector of a single part. `None` if stopped.
fn mean(
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
        .get(..text.floor_char_boundary(MOST))
        .unwrap_or_default();
    if section.is_empty() {
        model.embed(Side::Passage, text)
    } else {
        model.embed(Side::Passage, &format!("{section}. {text}"))
    }
}

/// The stored form of a vector.
fn stored(vector: &[f32]) -> Vec<i16> {
    #[expect(clippy::cast_possible_truncation, reason = "between -ONE and ONE")]
    let stored = |component: &f32| (component.clamp(-1.0, 1.0) * ONE).round() as i16;
    vector.iter().map(stored).collect()
}
