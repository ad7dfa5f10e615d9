//! Reads passages with the reader: long ones in windows, several at once, with a cache of the states of the lower layers.

use std::ops::Range;
use std::sync::{Arc, Mutex};

use moka::sync::Cache;

use super::encoder::{Encoder, Lowered, MOST_READ, ModelError, TrainedReader};
use crate::parallel;
use crate::search::index::vectors::records::RecordKey;
use crate::search::model::{Readable, Side, UNREAD};

/// The most bytes of states in the cache: those of some hundred newspaper paragraphs.
const CACHED: u64 = 12 << 20;

/// A reader with its cache.
pub(super) struct CachingReader {
    reader: TrainedReader,
    lowered: Cache<RecordKey, Arc<[Window]>>,
    /// Held by a question that uses all processors.
    parallel: Mutex<()>,
}

/// Sentences of a passage that the reader sees at once.
struct Window {
    lowered: Lowered,
    /// The tokens of each of its sentences.
    sentences: Vec<Range<usize>>,
}

impl CachingReader {
    pub(super) fn new(reader: TrainedReader) -> Self {
        let size = |_: &RecordKey, windows: &Arc<[Window]>| {
            let sizes = windows.iter().map(|window| window.lowered.size());
            u32::try_from(sizes.sum::<usize>()).unwrap_or(u32::MAX)
        };
        Self {
            reader,
            lowered: Cache::builder().max_capacity(CACHED).weigher(size).build(),
            parallel: Mutex::new(()),
        }
    }

    /// Returns for each passage the log odds of its sentences.
    pub(super) fn read(
        &self,
        encoder: &Encoder,
        question: &str,
        passages: &[Readable<'_>],
    ) -> Result<Vec<Vec<f64>>, ModelError> {
        let question = encoder.tokens(Side::Question, question.trim())?;
        let question = &self.reader.lowered(encoder, &question)?;
        let read = |passage: &Readable<'_>| self.odds(encoder, question, passage);
        // One question at a time uses all processors; others meanwhile use one each.
        let alone = self.parallel.try_lock();
        if alone.is_err() {
            return passages.iter().map(read).collect();
        }
        let read = |passage: &Readable<'_>, _: &mut dyn FnMut()| read(passage);
        let odds = parallel::all(passages.iter().collect(), &mut || {}, read);
        odds.into_iter().collect()
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

    /// The states of a passage after the lower layers, from the cache or computed now.
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
        let key = RecordKey::of(texts.into_iter().chain([ends.as_flattened()]));
        if let Some(windows) = self.lowered.get(&key) {
            return Ok(windows);
        }
        let windows: Arc<[Window]> = groups(encoder, passage)?
            .into_iter()
            .map(|sentences| self.window(encoder, passage.section, passage.text, sentences))
            .collect::<Result<_, _>>()?;
        self.lowered.insert(key, Arc::clone(&windows));
        Ok(windows)
    }

    /// The states of these sentences after the lower layers, with the name of the section before them.
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

/// Groups the sentences of a passage so that each group fits the reader; a longer sentence is a group by itself.
fn groups<'a>(
    encoder: &Encoder,
    passage: &Readable<'a>,
) -> Result<Vec<&'a [Range<usize>]>, ModelError> {
    let tokens = |text: &str| encoder.tokens(Side::Passage, text);
    let count = |text: &str| tokens(text).map(|tokens| tokens.places.len());
    // The special tokens and the prefix are counted in every text, but read once.
    let special = count("")?;
    let heading = if passage.section.is_empty() {
        special
    } else {
        count(&format!("{}. ", passage.section))?
    };
    if heading + count(passage.text)? - special <= MOST_READ {
        return Ok(vec![passage.sentences]);
    }
    let mut groups = Vec::new();
    let (mut first, mut used) = (0, heading);
    for (at, sentence) in passage.sentences.iter().enumerate() {
        let count = count(passage.text.get(sentence.clone()).unwrap_or_default())? - special;
        if at > first && used + count > MOST_READ {
            groups.push(&passage.sentences[first..at]);
            (first, used) = (at, heading);
        }
        used += count;
    }
    groups.push(&passage.sentences[first..]);
    Ok(groups)
}
