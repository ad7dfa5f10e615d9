//! [`OnDemand`]: the vectors of a few passages of many, made when a question needs them.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::thread::available_parallelism;

use anyhow::Result;

use super::embedding::{embed, keys};
use super::table::VectorTable;
use crate::excerpt::Passage;
use crate::search::model::Embed;

/// The vectors that questions needed so far.
pub(in crate::search) struct OnDemand {
    model: Arc<dyn Embed>,
    vectors: VectorTable,
}

impl OnDemand {
    /// No vectors yet, of so many passages.
    pub(in crate::search) fn new(model: Arc<dyn Embed>, passages: usize) -> Self {
        Self {
            model,
            vectors: VectorTable::new(passages),
        }
    }

    /// The vectors, among them those of the passages with these numbers; makes what is missing.
    ///
    /// # Errors
    /// Fails if the model cannot be used.
    pub(in crate::search) fn of(
        &self,
        passages: &[Passage],
        numbers: &[usize],
    ) -> Result<&VectorTable> {
        let numbers = numbers.iter().copied();
        let missing: Vec<usize> = numbers
            .filter(|number| self.vectors.of_passage(*number).is_none())
            .collect();
        let mut places = HashMap::new();
        let mut queue = Vec::new();
        for number in missing {
            let Some(passage) = passages.get(number) else {
                continue;
            };
            for key in keys(std::slice::from_ref(passage), self.model.as_ref()) {
                places.entry(key).or_insert_with(Vec::new).push(number);
                queue.push((key, passage));
            }
        }
        let threads = available_parallelism().map_or(1, usize::from);
        let never = AtomicBool::new(false);
        embed(
            queue.into(),
            self.model.as_ref(),
            threads,
            &never,
            |key, rows| {
                let rows = Arc::from(rows);
                for number in places.get(&key).into_iter().flatten() {
                    self.vectors.set(*number, &passages[*number], &rows);
                }
                Ok(())
            },
        )?;
        Ok(&self.vectors)
    }
}
