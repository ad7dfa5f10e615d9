//! Reading passages: long ones in windows, several at once, and what the lower layers make of them remembered.

use std::num::NonZero;
use std::ops::Range;
use std::panic::resume_unwind;
use std::sync::{Arc, Mutex};
use std::thread;

use moka::sync::Cache;

use super::encoder::{Encoder, Lowered, MOST_READ, ModelError, PassageReader};
use crate::search::Side;
use crate::search::reader::{Readable, UNREAD};
use crate::search::records::Key;

/// How many bytes of states are remembered: those of some hundred newspaper paragraphs.
const REMEMBERED: u64 = 12 << 20;

/// A reader with its memory.
pub(super) struct Passages {
    reader: PassageReader,
    lowered: Cache<Key, Arc<[Window]>>,
    /// Held by the question that is read on several threads.
    parallel: Mutex<()>,
}

/// A stretch of a passage that the reader sees at once.
struct Window {
    lowered: Lowered,
    /// The tokens of each of its sentences.
    sentences: Vec<Range<usize>>,
}

impl Passages {
    pub(super) fn new(reader: PassageReader) -> Self {
        let size = |_: &Key, windows: &Arc<[Window]>| {
            let sizes = windows.iter().map(|window| window.lowered.size());
            u32::try_from(sizes.sum::<usize>()).unwrap_or(u32::MAX)
        };
        Self {
            reader,
            lowered: Cache::builder()
                .max_capacity(REMEMBERED)
                .weigher(size)
                .build(),
            parallel: Mutex::new(()),
        }
    }

    /// For each passage the log odds of its sentences.
    pub(super) fn read(
        &self,
        encoder: &Encoder,
        question: &str,
        passages: &[Readable<'_>],
    ) -> Result<Vec<Vec<f64>>, ModelError> {
        let question = encoder.tokens(Side::Question, question.trim())?;
        let question = &self.reader.lowered(encoder, &question)?;
        let read = |passage: &Readable<'_>| self.odds(encoder, question, passage);
        // One question at a time has all processors; others that come in meanwhile have one each.
        let alone = self.parallel.try_lock();
        let threads = thread::available_parallelism().map_or(1, NonZero::get);
        let threads = threads.min(passages.len());
        if threads < 2 || alone.is_err() {
            return passages.iter().map(read).collect();
        }
        // Every thread takes every n-th passage, so that none has all the long ones of a sorted list.
        let part = |first: usize| {
            let own = passages.iter().skip(first).step_by(threads);
            own.map(read).collect::<Vec<_>>()
        };
        let part = &part;
        let parts: Vec<Vec<_>> = thread::scope(|scope| {
            let others = 1..threads;
            let running: Vec<_> = others
                .map(|first| scope.spawn(move || part(first)))
                .collect();
            let mut parts = vec![part(0)];
            let joined = running.into_iter().map(thread::ScopedJoinHandle::join);
            parts.extend(joined.map(|part| part.unwrap_or_else(|panic| resume_unwind(panic))));
            parts
        });
        let mut parts: Vec<_> = parts.into_iter().map(Vec::into_iter).collect();
        (0..passages.len())
            .filter_map(|at| parts[at % threads].next())
            .collect()
    }

    fn odds(
        &self,
        encoder: &Encoder,
        question: &Lowered,
        passage: &Readable<'_>,
    ) -> Result<Vec<f64>, ModelError> {
        let mut odds = Vec::with_capacity(passage.sentences.len());
        for window in self.windows(encoder, passage)?.iter() {
            let read = self
                .reader
                .odds(question, &window.lowered, &window.sentences);
            odds.extend(read.into_iter().map(|odds| odds.map_or(UNREAD, f64::from)));
        }
        Ok(odds)
    }

    /// A passage after the lower layers, as it is remembered or worked out now.
    fn windows(
        &self,
        encoder: &Encoder,
        passage: &Readable<'_>,
    ) -> Result<Arc<[Window]>, ModelError> {
        let ends: Vec<[u8; 8]> = passage
            .sentences
            .iter()
            .map(|sentence| (sentence.end as u64).to_le_bytes())
            .collect();
        let texts = [passage.section.as_bytes(), passage.text.as_bytes()];
        let key = Key::of(texts.into_iter().chain([ends.as_flattened()]));
        if let Some(windows) = self.lowered.get(&key) {
            return Ok(windows);
        }
        let windows: Arc<[Window]> = stretches(encoder, passage)?
            .into_iter()
            .map(|sentences| self.window(encoder, passage.section, passage.text, sentences))
            .collect::<Result<_, _>>()?;
        self.lowered.insert(key, Arc::clone(&windows));
        Ok(windows)
    }

    /// These sentences of a text after the lower layers, with the name of the section before them.
    fn window(
        &self,
        encoder: &Encoder,
        section: &str,
        text: &str,
        sentences: &[Range<usize>],
    ) -> Result<Window, ModelError> {
        let start = sentences.first().map_or(0, |first| first.start);
        let end = sentences.last().map_or(start, |last| last.end);
        let text = text.get(start..end).unwrap_or_default().trim_end();
        let heading = if section.is_empty() {
            String::new()
        } else {
            format!("{section}. ")
        };
        let tokens = encoder.tokens(Side::Passage, &format!("{heading}{text}"))?;
        let of_sentence = |sentence: &Range<usize>| {
            let shifted = |place: usize| heading.len() + place - start;
            let (start, end) = (shifted(sentence.start), shifted(sentence.end));
            let is_within = |place: &Range<usize>| place.end > start && place.start < end;
            let first = tokens.places.iter().position(is_within);
            let last = tokens.places.iter().rposition(is_within);
            first
                .zip(last)
                .map_or(0..0, |(first, last)| first..last + 1)
        };
        Ok(Window {
            sentences: sentences.iter().map(of_sentence).collect(),
            lowered: self.reader.lowered(encoder, &tokens)?,
        })
    }
}

/// The sentences of a passage in stretches that fit the reader; a longer sentence is one by itself.
fn stretches<'a>(
    encoder: &Encoder,
    passage: &Readable<'a>,
) -> Result<Vec<&'a [Range<usize>]>, ModelError> {
    let tokens = |text: &str| encoder.tokens(Side::Passage, text);
    let count = |text: &str| tokens(text).map(|tokens| tokens.places.len());
    // Marks and prefix are counted with every text, and read once.
    let marks = count("")?;
    let heading = if passage.section.is_empty() {
        marks
    } else {
        count(&format!("{}. ", passage.section))?
    };
    if heading + count(passage.text)? - marks <= MOST_READ {
        return Ok(vec![passage.sentences]);
    }
    let mut stretches = Vec::new();
    let (mut first, mut used) = (0, heading);
    for (at, sentence) in passage.sentences.iter().enumerate() {
        let count = count(passage.text.get(sentence.clone()).unwrap_or_default())? - marks;
        if at > first && used + count > MOST_READ {
            stretches.push(&passage.sentences[first..at]);
            (first, used) = (at, heading);
        }
        used += count;
    }
    stretches.push(&passage.sentences[first..]);
    Ok(stretches)
}
