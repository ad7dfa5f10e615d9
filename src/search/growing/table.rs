//! Which passages still need their vectors.

use std::cmp::Reverse;
use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use super::Work;
use crate::excerpt::Passage;
use crate::search::records::Key;

/// Which passages have which key: the same text may stand in several places.
pub(super) struct Table<'a> {
    work: &'a Work,
    numbers: HashMap<Key, Vec<usize>>,
}

impl<'a> Table<'a> {
    pub(super) fn of(work: &'a Work, keys: &[Key]) -> Self {
        let mut numbers: HashMap<Key, Vec<usize>> = HashMap::with_capacity(keys.len());
        for (number, key) in keys.iter().enumerate() {
            numbers.entry(*key).or_default().push(number);
        }
        Self { work, numbers }
    }

    /// Takes the rows of a record, if they are wanted.
    pub(super) fn learn(&mut self, (key, rows): (Key, Vec<i16>)) {
        if self.numbers.contains_key(&key) {
            self.take((key, Arc::from(rows)));
        }
    }

    /// Takes rows. Returns whether they can be those of their passages.
    pub(super) fn take(&mut self, (key, rows): (Key, Arc<[i16]>)) -> bool {
        let numbers = self.numbers.get(&key).into_iter().flatten();
        numbers.fold(true, |is_right, number| {
            let passage = &self.work.passages[*number];
            self.work.vectors.set(*number, passage, &rows) && is_right
        })
    }

    pub(super) fn is_complete(&self) -> bool {
        self.work.vectors.done() == self.work.passages.len()
    }

    /// The passages that have no rows, each text once, those of the newest article first.
    pub(super) fn missing(&self) -> VecDeque<(Key, &'a Passage)> {
        let mut missing: Vec<(Key, usize)> = self
            .numbers
            .iter()
            .filter_map(|(key, numbers)| Some((*key, *numbers.first()?)))
            .filter(|(_, number)| self.work.vectors.of_passage(*number).is_none())
            .collect();
        let passages = &self.work.passages;
        missing
            .sort_by_key(|(_, number)| (Reverse(passages[*number].article().published), *number));
        let passage = |(key, number): (Key, usize)| (key, &passages[number]);
        missing.into_iter().map(passage).collect()
    }
}
