//! The work of background embedding, and how far it is.
//!
//! Known vectors (compiled in, in a file, or of the previous engine) are taken over. The rest is made, newest article first, and
//! written as it comes, so an interrupted run continues where it was. The passages come first: a question is answered by meaning
//! once all passages that it searches have vectors. Then come their sentences, which count once all passages that are searched
//! have them.

use std::collections::HashSet;
use std::num::NonZero;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock};
use std::thread;
use std::time::Instant;

use anyhow::{Context as _, Result, anyhow};

use crate::excerpt::Passage;

use super::bundled::BUNDLED;
use super::embedding;
use super::file::VectorFile;
use super::level::{Level, is_one_sentence};
use super::pending::PendingPassages;
use super::records::{RecordKey, Records};
use super::table::VectorTable;
use crate::parallel::lock;
use crate::search::index::store::IndexOrigin;
use crate::search::model::Embed;

/// A question waits until at most so many passages are embedded with their sentences, about those of an article, which takes
/// four processors a second. A small library then gives the same answers from the first question on.
const FEW: usize = 50;

/// The error of a run that was stopped.
pub(super) const STOPPED: &str = "it was stopped";

/// The state that is shared with the thread.
pub(super) struct Job {
    pub(super) passages: Arc<[Passage]>,
    model: Arc<dyn Embed>,
    keys: OnceLock<Vec<RecordKey>>,
    pub(super) vectors: Arc<VectorTable>,
    stage: Mutex<Stage>,
    pub(super) changed: Condvar,
    pub(super) is_stopped: AtomicBool,
    /// Whether somebody waits for the end, so that it uses all processors.
    pub(super) is_awaited: AtomicBool,
}

/// Sources of known vectors.
pub(super) struct Sources {
    /// The file, to which new vectors are added.
    pub(super) file: Option<VectorFile>,
    /// The previous engine.
    pub(super) before: Option<Arc<Job>>,
}

/// How far the work is.
#[derive(Clone, Debug)]
pub(super) enum Stage {
    /// Known vectors are being read, or will be.
    Reading,
    /// The rest is being made.
    Making { is_little: bool },
    /// Everything is made, or an error ended the work.
    Ended(Result<IndexOrigin, String>),
}

impl Job {
    pub(super) fn new(passages: Arc<[Passage]>, model: Arc<dyn Embed>) -> Self {
        Self {
            vectors: Arc::new(VectorTable::new(passages.len())),
            passages,
            model,
            keys: OnceLock::new(),
            stage: Mutex::new(Stage::Reading),
            changed: Condvar::new(),
            is_stopped: AtomicBool::new(false),
            is_awaited: AtomicBool::new(false),
        }
    }

    pub(super) fn stage(&self) -> MutexGuard<'_, Stage> {
        lock(&self.stage)
    }

    fn enter(&self, stage: Stage) {
        *self.stage() = stage;
        self.changed.notify_all();
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.is_stopped.load(Ordering::Relaxed)
    }

    fn is_awaited(&self) -> bool {
        self.is_awaited.load(Ordering::Relaxed)
    }

    pub(super) fn end(&self, ended: Result<IndexOrigin>) {
        let ended = ended.map_err(|error| format!("{error:#}"));
        if let Err(error) = &ended
            && !self.is_awaited()
            && !self.is_stopped()
        {
            tracing::error!(error, "not all passages and sentences are embedded");
        }
        self.enter(Stage::Ended(ended));
    }

    /// Does the whole work.
    pub(super) fn run(&self, sources: Sources) {
        /// Ends the work of a thread that panics, so that nobody waits for it forever.
        struct EndOnPanic<'a>(&'a Job);
        impl Drop for EndOnPanic<'_> {
            fn drop(&mut self) {
                if !matches!(*self.0.stage(), Stage::Ended(_)) {
                    self.0.end(Err(anyhow!("the model broke down")));
                }
            }
        }
        let guard = EndOnPanic(self);
        self.end(self.fill(sources));
        drop(guard);
    }

    /// Takes known vectors over and makes the rest.
    fn fill(&self, sources: Sources) -> Result<IndexOrigin> {
        let Sources { mut file, before } = sources;
        let keys = embedding::keys(&self.passages, self.model.as_ref());
        let keys = self.keys.get_or_init(|| keys);
        let pending = PendingPassages::new(&self.passages, &self.vectors, keys);
        if let Some(file) = &mut file {
            file.read(|record| pending.take_known(record));
            if pending.is_complete() {
                return Ok(IndexOrigin::Loaded);
            }
        }
        if let Some(before) = before {
            for (level, key, rows) in before.records() {
                pending.take(level, &key, rows);
            }
        }
        Records::of(BUNDLED).for_each(|record| pending.take_known(record));
        if let Some(file) = &file
            && !pending.is_complete()
        {
            file.read_others(|record| pending.take_known(record));
        }
        let is_little = pending.incomplete() <= FEW;
        self.enter(Stage::Making { is_little });
        if let Some(file) = &mut file {
            let is_stopped = || self.is_stopped();
            file.open(is_stopped, |record| pending.take_known(record));
            for (level, key, rows) in self.records() {
                if !file.has(&key) {
                    file.add(&level.key(&key), rows);
                }
            }
        }
        let check = |file: &mut Option<VectorFile>| file.as_mut().map_or(Ok(()), VectorFile::check);
        if self.is_awaited() {
            check(&mut file)?;
        }
        for level in Level::ALL {
            self.make(level, &pending, &mut file, is_little)?;
        }
        check(&mut file)?;
        Ok(IndexOrigin::Built)
    }

    /// Makes the missing vectors of a level, and writes them as they come.
    fn make(
        &self,
        level: Level,
        pending: &PendingPassages<'_>,
        file: &mut Option<VectorFile>,
        is_little: bool,
    ) -> Result<()> {
        let missing = pending.missing(level);
        if missing.is_empty() {
            return Ok(());
        }
        let began = Instant::now();
        let (passages, count) = (self.passages.len(), missing.len());
        if !is_little {
            match level {
                Level::Passage => tracing::info!(
                    passages,
                    missing = count,
                    "embedding passages; until then questions are answered by words alone"
                ),
                Level::Sentences => tracing::info!(
                    passages,
                    missing = count,
                    "embedding the sentences of passages; questions are answered by meaning already"
                ),
            }
        }
        let all = thread::available_parallelism().map_or(1, NonZero::get);
        let threads = if self.is_awaited() || is_little {
            all
        } else {
            // Leave one for answers.
            all - 1
        };
        let made = |key: RecordKey, rows: Vec<i16>| {
            if let Some(file) = file {
                file.add(&level.key(&key), &rows);
            }
            let is_right = pending.take(level, &key, &Arc::from(rows));
            anyhow::ensure!(is_right, "the model gives vectors of several lengths");
            Ok(())
        };
        let model = self.model.as_ref();
        embedding::embed(level, missing, model, threads, &self.is_stopped, made)
            .context("a passage cannot be embedded")?;
        anyhow::ensure!(!self.is_stopped(), STOPPED);
        if !is_little {
            let milliseconds = began.elapsed().as_millis();
            match level {
                Level::Passage => tracing::info!(passages, milliseconds, "passages embedded"),
                Level::Sentences => tracing::info!(passages, milliseconds, "sentences embedded"),
            }
        }
        Ok(())
    }

    /// The vectors that are made, each text once, with the keys of their passages: first those of passages.
    fn records(&self) -> impl Iterator<Item = (Level, RecordKey, &Arc<[i16]>)> {
        let keys = self.keys.get().map_or(&[][..], Vec::as_slice);
        let of_level = move |level| {
            let mut seen = HashSet::new();
            let own = (0..).zip(keys).filter(move |(number, _)| {
                level == Level::Passage || !is_one_sentence(&self.passages[*number])
            });
            let there = own.filter_map(move |(number, key)| {
                Some((level, *key, self.vectors.rows(level, number)?))
            });
            there.filter(move |(_, key, _)| seen.insert(*key))
        };
        Level::ALL.into_iter().flat_map(of_level)
    }
}
