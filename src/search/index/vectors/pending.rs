//! The passages that still need their vectors.

use std::cmp::Reverse;
use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use super::level::Level;
use super::records::RecordKey;
use super::table::VectorTable;
use crate::excerpt::Passage;

/// The passages by key; several may have the same text.
pub(super) struct PendingPassages<'a> {
    passages: &'a [Passage],
    vectors: &'a VectorTable,
    numbers: HashMap<RecordKey, Vec<usize>>,
    /// The level of each record, and the key of its passages.
    levels: HashMap<RecordKey, (Level, RecordKey)>,
}

impl<'a> PendingPassages<'a> {
    pub(super) fn new(
        passages: &'a [Passage],
        vectors: &'a VectorTable,
        keys: &[RecordKey],
    ) -> Self {
        let mut numbers: HashMap<RecordKey, Vec<usize>> = HashMap::with_capacity(keys.len());
        for (number, key) in keys.iter().enumerate() {
            numbers.entry(*key).or_default().push(number);
        }
        let at_level = |key: &RecordKey| Level::ALL.map(|level| (level.key(key), (level, *key)));
        Self {
            passages,
            vectors,
            levels: numbers.keys().flat_map(at_level).collect(),
            numbers,
        }
    }

    /// Takes the vectors of a record if they belong to one of the passages.
    pub(super) fn take_known(&self, (key, rows): (RecordKey, Vec<i16>)) {
        if let Some((level, key)) = self.levels.get(&key) {
            self.take(*level, key, &Arc::from(rows));
        } else if let Some(first) = self.numbers.get(&key).and_then(|numbers| numbers.first()) {
            // Earlier versions wrote the vectors of both levels into one record.
            let width = rows.len() / (1 + Level::Sentences.count(&self.passages[*first]));
            let (own, sentences) = rows.split_at(width);
            self.take(Level::Passage, &key, &Arc::from(own));
            self.take(Level::Sentences, &key, &Arc::from(sentences));
        }
    }

    /// Takes the vectors of a level for the passages with this key. Returns false if they have the wrong length.
    pub(super) fn take(&self, level: Level, key: &RecordKey, rows: &Arc<[i16]>) -> bool {
        let numbers = self.numbers.get(key).into_iter().flatten();
        numbers.fold(true, |is_right, number| {
            let passage = &self.passages[*number];
            self.vectors.set(level, *number, passage, rows) && is_right
        })
    }

    pub(super) fn is_complete(&self) -> bool {
        let is_complete = |level| self.vectors.done(level) == self.passages.len();
        Level::ALL.into_iter().all(is_complete)
    }

    /// The number of texts that lack any vector.
    pub(super) fn incomplete(&self) -> usize {
        let firsts = self.numbers.values().filter_map(|numbers| numbers.first());
        let is_missing = |number: &&usize| {
            let mut levels = Level::ALL.into_iter();
            levels.any(|level| self.vectors.rows(level, **number).is_none())
        };
        firsts.filter(is_missing).count()
    }

    /// The passages without the vectors of a level, each text once, those of the newest article first.
    pub(super) fn missing(&self, level: Level) -> VecDeque<(RecordKey, &'a Passage)> {
        let mut missing: Vec<(RecordKey, usize)> = self
            .numbers
            .iter()
            .filter_map(|(key, numbers)| Some((*key, *numbers.first()?)))
            .filter(|(_, number)| self.vectors.rows(level, *number).is_none())
            .collect();
        let passages = self.passages;
        missing
            .sort_by_key(|(_, number)| (Reverse(passages[*number].article().published), *number));
        let passage = |(key, number): (RecordKey, usize)| (key, &passages[number]);
        missing.into_iter().map(passage).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Library;

    /// A passage of two sentences and one of one, and their keys.
    fn two_passages() -> (Vec<Passage>, [RecordKey; 2]) {
        let text = r#"{"id":"stuk","title":"","language":"nl","paragraphs":[{"text":"Zij is oud. Hij niet."},{"text":"Wij ook."}]}"#;
        let library = Library::from_text("stuk.jsonl", text).expect("it is sound");
        let passages = library.articles().iter().flat_map(Passage::all).collect();
        let keys = ["een", "twee"].map(|name| RecordKey::of([name.as_bytes()]));
        (passages, keys)
    }

    #[test]
    fn a_record_of_an_earlier_version_has_both_levels() {
        let (passages, keys) = two_passages();
        let vectors = VectorTable::new(passages.len());
        let pending = PendingPassages::new(&passages, &vectors, &keys);
        pending.take_known((keys[0], vec![1, 2, 3, 4, 5, 6]));
        pending.take_known((keys[1], vec![7, 8, 7, 8]));
        pending.take_known((RecordKey::of([&b"drie"[..]]), vec![9, 9]));
        let rows = |level, number| vectors.rows(level, number).map(|rows| rows.to_vec());
        let both = |number| Level::ALL.map(|level| rows(level, number));
        assert_eq!(both(0), [Some(vec![1, 2]), Some(vec![3, 4, 5, 6])]);
        assert_eq!(both(1), [Some(vec![7, 8]), Some(vec![7, 8])]);
        assert!(pending.is_complete());
    }

    #[test]
    fn each_level_is_taken_and_missed_by_itself() {
        let (passages, keys) = two_passages();
        let vectors = VectorTable::new(passages.len());
        let pending = PendingPassages::new(&passages, &vectors, &keys);
        let missing = |level| pending.missing(level).len();
        let left = || (Level::ALL.map(missing), pending.incomplete());
        assert_eq!(left(), ([2, 2], 2));
        for key in &keys {
            pending.take_known((Level::Passage.key(key), vec![1, 2]));
        }
        assert_eq!(left(), ([0, 1], 1), "one has no sentence but the whole");
        assert!(!pending.take(Level::Sentences, &keys[0], &Arc::from([3, 4])));
        pending.take_known((Level::Sentences.key(&keys[0]), vec![3, 4, 5, 6]));
        assert_eq!(left(), ([0, 0], 0));
    }
}
