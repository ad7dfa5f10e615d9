//! The vectors of the bundled article by the bundled model, which are compiled in.

use std::collections::{HashMap, VecDeque};
use std::num::NonZero;
use std::sync::atomic::AtomicBool;
use std::thread;

use anyhow::Result;

use super::embedding;
use super::level::{Level, is_one_sentence};
use super::records::{RecordKey, Records, record};
use crate::article::Library;
use crate::excerpt::Passage;
use crate::search::model::Embed;

/// The file of vectors. A test in `tests/vectors.rs` fails if it is out of date, and makes it anew.
pub(super) const BUNDLED: &[u8] = include_bytes!("../../../../index/bundled.vectors");

/// Makes the vectors of `index/bundled.vectors` anew. Returns the bytes of the file; `None` if the file has the same vectors,
/// up to the rounding in which processors differ.
///
/// # Errors
/// Fails if the model cannot be used.
pub fn bundled_vectors_anew(model: &dyn Embed) -> Result<Option<Vec<u8>>> {
    // Some processors round states to eight bits, others not at all.
    const FAR: u16 = 256;
    let library = Library::bundled();
    let passages: Vec<Passage> = library.articles().iter().flat_map(Passage::all).collect();
    let keys = embedding::keys(&passages, model);
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let mut order = Vec::new();
    let mut anew: HashMap<RecordKey, Vec<i16>> = HashMap::new();
    for level in Level::ALL {
        let all: VecDeque<(RecordKey, &Passage)> = (keys.iter().copied())
            .zip(&passages)
            .filter(|(_, passage)| level == Level::Passage || !is_one_sentence(passage))
            .collect();
        order.extend(all.iter().map(|(key, _)| level.key(key)));
        let made = |key: RecordKey, rows| {
            anew.insert(level.key(&key), rows);
            Ok(())
        };
        embedding::embed(level, all, model, threads, &AtomicBool::new(false), made)?;
    }
    let stored: HashMap<RecordKey, Vec<i16>> = Records::of(BUNDLED).collect();
    let are_close = |(a, b): (&i16, &i16)| a.abs_diff(*b) < FAR;
    let is_stored = |(key, rows): (&RecordKey, &Vec<i16>)| {
        let stored = stored.get(key).filter(|stored| stored.len() == rows.len());
        stored.is_some_and(|stored| stored.iter().zip(rows).all(are_close))
    };
    let is_right = stored.len() == anew.len() && anew.iter().all(is_stored);
    let records = order
        .iter()
        .filter_map(|key| Some(record(key, anew.get(key)?)));
    Ok((!is_right).then(|| records.flatten().collect()))
}
