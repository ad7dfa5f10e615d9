//! [`OnDemand`]: the vectors of a few passages of many, made when a question needs them.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::thread::available_parallelism;

use anyhow::Result;

use super::embedding::{embed, keys};
use super::level::Level;
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
        for level in Level::ALL {
            self.make(level, passages, numbers)?;
        }
        Ok(&self.vectors)
    }

    /// Makes the missing vectors of a level.
    fn make(&self, level: Level, passages: &[Passage], numbers: &[usize]) -> Result<()> {
        let mut places: HashMap<_, Vec<usize>> = HashMap::new();
        let mut queue = VecDeque::new();
        let missing = numbers
            .iter()
            .filter(|number| self.vectors.rows(level, **number).is_none());
        for number in missing {
            let Some(passage) = passages.get(*number) else {
                continue;
            };
            for key in keys(std::slice::from_ref(passage), self.model.as_ref()) {
                places.entry(key).or_default().push(*number);
                queue.push_back((key, passage));
            }
        }
        let threads = available_parallelism().map_or(1, usize::from);
        let never = AtomicBool::new(false);
        let model = self.model.as_ref();
        embed(level, queue, model, threads, &never, |key, rows| {
            let rows = Arc::from(rows);
            for number in places.get(&key).into_iter().flatten() {
                self.vectors.set(level, *number, &passages[*number], &rows);
            }
            Ok(())
        })
    }
}
