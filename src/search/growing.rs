//! Meaning that grows: the vectors of an engine's passages, made by threads of their own while questions are answered by words.
//!
//! The work begins when a question first needs it, or when somebody waits for it. What is known already (compiled in, kept, or in
//! the engine from before) is taken over, the rest is made, newest article first, and kept as it comes: whoever is interrupted
//! goes on where they were. A question is answered by meaning once all passages that it searches have their vectors.

mod progress;
mod table;

use std::collections::HashSet;
use std::num::NonZero;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, anyhow};

use crate::excerpt::Passage;

use super::Origin;
use super::embedding::{self, Embed};
use super::keeping::Keeping;
use super::records::{Key, Records};
use super::vectors::Vectors;
use table::Table;

pub use progress::Progress;

/// The vectors of the bundled article by the bundled model, as an index keeps them: it is answered about at once, anywhere.
/// A test in tests/vectors.rs tells when they are out of date, and makes them anew.
pub(super) const BUNDLED: &[u8] = include_bytes!("../../index/bundled.vectors");

/// Up to how many passages are worth waiting for when a question needs them: those of an article, which four processors make in
/// about a second. A small library then gives the same answers from the first question on.
const FEW: usize = 50;

/// How often whoever waits to the end is told of the progress.
const TOLD: Duration = Duration::from_millis(100);

/// Why vectors are not there if nobody wanted them any more.
const STOPPED: &str = "it was stopped";

/// The vectors of an engine's passages, and the thread that makes them.
pub(super) struct Growing {
    work: Arc<Work>,
    /// What is needed to begin; `None` once it has begun.
    beginning: Mutex<Option<Beginning>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

/// What is shared with the thread.
pub(super) struct Work {
    passages: Arc<[Passage]>,
    model: Arc<dyn Embed>,
    keys: OnceLock<Vec<Key>>,
    vectors: Vectors,
    stage: Mutex<Stage>,
    changed: Condvar,
    is_stopped: AtomicBool,
    /// Whether somebody waits for the end, so that no processor is left for others.
    is_awaited: AtomicBool,
}

/// What vectors are begun with.
pub(super) struct Beginning {
    /// Where they are kept; `None` if nowhere.
    pub(super) keeping: Option<Keeping>,
    /// What the engine from before has.
    pub(super) before: Option<Arc<Work>>,
}

/// How far the work is.
#[derive(Clone, Debug)]
enum Stage {
    /// What is known is being looked up, or will be.
    LookingUp,
    /// The rest is being made.
    Making { is_little: bool },
    /// All is done, or something failed, for this reason.
    Ended(Result<Origin, String>),
}

impl Growing {
    pub(super) fn new(
        passages: Arc<[Passage]>,
        model: Arc<dyn Embed>,
        beginning: Beginning,
    ) -> Self {
        let vectors = Vectors::none_of(passages.len());
        Self {
            work: Arc::new(Work {
                passages,
                model,
                keys: OnceLock::new(),
                vectors,
                stage: Mutex::new(Stage::LookingUp),
                changed: Condvar::new(),
                is_stopped: AtomicBool::new(false),
                is_awaited: AtomicBool::new(false),
            }),
            beginning: Mutex::new(Some(beginning)),
            thread: Mutex::default(),
        }
    }

    /// What another engine can take over.
    pub(super) fn work(&self) -> &Arc<Work> {
        &self.work
    }

    /// The vectors, as far as they are there.
    pub(super) fn vectors(&self) -> &Vectors {
        &self.work.vectors
    }

    pub(super) fn progress(&self) -> Progress {
        Progress(Arc::clone(&self.work))
    }

    /// Whether the work has begun, and is not done yet.
    pub(super) fn is_at_work(&self) -> bool {
        let has_begun = lock(&self.beginning).is_none();
        has_begun && !matches!(*self.work.stage(), Stage::Ended(_))
    }

    /// Begins, if nobody did.
    pub(super) fn begin(&self) {
        let Some(beginning) = lock(&self.beginning).take() else {
            return;
        };
        let work = Arc::clone(&self.work);
        let named = thread::Builder::new().name("meaning".to_owned());
        match named.spawn(move || work.run(beginning)) {
            Ok(thread) => *lock(&self.thread) = Some(thread),
            Err(error) => self.work.end(Err(error.into())),
        }
    }

    /// Begins, and waits for what is known and for the rest if it is little.
    pub(super) fn wait_a_moment(&self) {
        self.begin();
        let is_worth_waiting = |stage: &mut Stage| {
            let is_soon = matches!(stage, Stage::LookingUp | Stage::Making { is_little: true });
            is_soon && !self.work.is_stopped()
        };
        let stage = self.work.stage();
        let waited = self.work.changed.wait_while(stage, is_worth_waiting);
        drop(waited.unwrap_or_else(PoisonError::into_inner));
    }

    /// Begins, and waits for the end. `progress` is told how many passages of how many are done.
    ///
    /// # Errors
    /// Fails if the model cannot be used, or if the vectors must be kept and cannot.
    pub(super) fn wait(&self, progress: &mut dyn FnMut(usize, usize)) -> Result<Origin> {
        self.work.is_awaited.store(true, Ordering::Relaxed);
        self.begin();
        loop {
            let stage = self.work.stage();
            let is_open = |stage: &mut Stage| !matches!(stage, Stage::Ended(_));
            let waited = self.work.changed.wait_timeout_while(stage, TOLD, is_open);
            let (stage, _) = waited.unwrap_or_else(PoisonError::into_inner);
            if let Stage::Ended(ended) = &*stage {
                return ended.clone().map_err(|error| anyhow!(error));
            }
            drop(stage);
            progress(self.work.vectors.done(), self.work.passages.len());
        }
    }

    /// Ends the work within the time that one sentence takes, and waits until it has ended.
    pub(super) fn stop(&self) {
        self.work.is_stopped.store(true, Ordering::Relaxed);
        if lock(&self.beginning).take().is_some() {
            self.work.end(Err(anyhow!(STOPPED)));
        }
        // Under the lock, so that nobody who is about to wait misses it.
        let stage = self.work.stage();
        self.work.changed.notify_all();
        drop(stage);
        if let Some(thread) = lock(&self.thread).take() {
            // What it panicked with was told already.
            let _ = thread.join();
        }
    }
}

impl Drop for Growing {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Work {
    fn stage(&self) -> MutexGuard<'_, Stage> {
        lock(&self.stage)
    }

    fn enter(&self, stage: Stage) {
        *self.stage() = stage;
        self.changed.notify_all();
    }

    fn is_stopped(&self) -> bool {
        self.is_stopped.load(Ordering::Relaxed)
    }

    fn is_awaited(&self) -> bool {
        self.is_awaited.load(Ordering::Relaxed)
    }

    fn end(&self, ended: Result<Origin>) {
        let ended = ended.map_err(|error| format!("{error:#}"));
        if let Err(error) = &ended
            && !self.is_awaited()
            && !self.is_stopped()
        {
            tracing::error!(error, "no search by meaning");
        }
        self.enter(Stage::Ended(ended));
    }

    /// The whole work, on a thread of its own.
    fn run(&self, beginning: Beginning) {
        /// Ends the work of a thread that panics: nobody waits for it in vain.
        struct Ending<'a>(&'a Work);
        impl Drop for Ending<'_> {
            fn drop(&mut self) {
                if !matches!(*self.0.stage(), Stage::Ended(_)) {
                    self.0.end(Err(anyhow!("the model broke down")));
                }
            }
        }
        let ending = Ending(self);
        self.end(self.all(beginning));
        drop(ending);
    }

    /// Looks up what is known and makes the rest.
    fn all(&self, beginning: Beginning) -> Result<Origin> {
        let began = Instant::now();
        let Beginning {
            mut keeping,
            before,
        } = beginning;
        let keys = embedding::keys(&self.passages, self.model.as_ref());
        let mut table = Table::of(self, self.keys.get_or_init(|| keys));
        if let Some(keeping) = &mut keeping {
            keeping.read(|record| table.learn(record));
            if table.is_complete() {
                return Ok(Origin::Kept);
            }
        }
        if let Some(before) = before {
            for record in before.records() {
                table.take(record);
            }
        }
        Records::of(BUNDLED).for_each(|record| table.learn(record));
        if let Some(keeping) = &keeping
            && !table.is_complete()
        {
            keeping.read_others(|record| table.learn(record));
        }
        let missing = table.missing();
        let is_little = missing.len() <= FEW;
        self.enter(Stage::Making { is_little });
        if !is_little {
            tracing::info!(
                passages = self.passages.len(),
                missing = missing.len(),
                "meaning is being worked out; until then questions are answered by words"
            );
        }
        if let Some(keeping) = &mut keeping {
            let is_stopped = || self.is_stopped();
            keeping.open(is_stopped, |record| table.learn(record));
            let known = self.records();
            known.for_each(|(key, rows)| keeping.add(&key, &rows));
        }
        let unkept = |keeping: &mut Option<Keeping>| keeping.as_mut().map_or(Ok(()), Keeping::kept);
        if self.is_awaited() {
            unkept(&mut keeping)?;
        }
        self.make(table, &mut keeping)?;
        if self.is_stopped() {
            return Err(anyhow!(STOPPED));
        }
        if !is_little {
            tracing::info!(
                passages = self.passages.len(),
                milliseconds = began.elapsed().as_millis(),
                "meaning is worked out"
            );
        }
        unkept(&mut keeping)?;
        Ok(Origin::Made)
    }

    /// Makes what is missing, and keeps it as it comes.
    fn make(&self, mut table: Table<'_>, keeping: &mut Option<Keeping>) -> Result<()> {
        let missing = table.missing();
        if missing.is_empty() {
            return Ok(());
        }
        let all = thread::available_parallelism().map_or(1, NonZero::get);
        let threads = if self.is_awaited() || missing.len() <= FEW {
            all
        } else {
            // One is left for answers.
            all - 1
        };
        let made = |key: Key, rows: Vec<i16>| {
            let rows = Arc::from(rows);
            if let Some(keeping) = keeping {
                keeping.add(&key, &rows);
            }
            let is_right = table.take((key, rows));
            anyhow::ensure!(is_right, "the model gives vectors of several lengths");
            Ok(())
        };
        let model = self.model.as_ref();
        embedding::embed(missing, model, threads, &self.is_stopped, made)
            .context("a passage cannot be embedded")
    }

    /// The rows that are there, each once, under their keys.
    fn records(&self) -> impl Iterator<Item = (Key, Arc<[i16]>)> {
        let mut seen = HashSet::new();
        let keys = self.keys.get().map_or(&[][..], Vec::as_slice);
        let there = (0..).zip(keys).filter_map(|(number, key)| {
            let rows = self.vectors.of_passage(number)?;
            Some((*key, Arc::clone(rows)))
        });
        there.filter(move |(key, _)| seen.insert(*key))
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
