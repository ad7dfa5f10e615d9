//! The passages that still need their vectors.

use std::cmp::Reverse;
use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use super::records::RecordKey;
use super::table::VectorTable;
use crate::excerpt::Passage;

/// The passages by key; several may have the same text.
pub(super) struct PendingPassages<'a> {
    passages: &'a [Passage],
    vectors: &'a VectorTable,
    numbers: HashMap<RecordKey, Vec<usize>>,
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
        Self {
            passages,
            vectors,
            numbers,
        }
    }

    /// Takes the vectors of a record if they belong to one of the passages.
    pub(super) fn take_known(&mut self, (key, rows): (RecordKey, Vec<i16>)) {
        if self.numbers.contains_key(&key) {
            self.take((key, Arc::from(rows)));
        }
    }

    /// Takes vectors. Returns false if they have the wrong length for their passages.
    pub(super) fn take(&mut self, (key, rows): (RecordKey, Arc<[i16]>)) -> bool {
        let numbers = self.numbers.get(&key).into_iter().flatten();
        numbers.fold(true, |is_right, number| {
            let passage = &self.passages[*number];
            self.vectors.set(*number, passage, &rows) && is_right
        })
    }

    pub(super) fn is_complete(&self) -> bool {
        self.vectors.done() == self.passages.len()
    }

    /// The passages without vectors, each text once, those of the newest article first.
    pub(super) fn missing(&self) -> VecDeque<(RecordKey, &'a Passage)> {
        let mut missing: Vec<(RecordKey, usize)> = self
            .numbers
            .iter()
            .filter_map(|(key, numbers)| Some((*key, *numbers.first()?)))
            .filter(|(_, number)| self.vectors.of_passage(*number).is_none())
            .collect();
        let passages = self.passages;
        missing
            .sort_by_key(|(_, number)| (Reverse(passages[*number].article().published), *number));
        let passage = |(key, number): (RecordKey, usize)| (key, &passages[number]);
        missing.into_iter().map(passage).collect()
    }
}
