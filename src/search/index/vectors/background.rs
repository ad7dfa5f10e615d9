//! Background embedding: threads of their own make the vectors of passages while questions are answered by words.
//!
//! It begins when a question first needs vectors, or when somebody waits for them. Known vectors (compiled in, in a file, or of
//! the previous engine) are taken over. The rest is made, newest article first, and written as it comes, so an interrupted run
//! continues where it was. A question is answered by meaning once all passages that it searches have vectors.

use std::collections::HashSet;
use std::num::NonZero;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, anyhow};

use crate::excerpt::Passage;
use crate::parallel::lock;

use super::bundled::BUNDLED;
use super::embedding;
use super::file::VectorFile;
use super::pending::PendingPassages;
use super::progress::Progress;
use super::records::{RecordKey, Records};
use super::table::VectorTable;
use crate::search::index::store::{IndexFolder, IndexOrigin};
use crate::search::model::Embed;

/// A question waits until at most so many passages are embedded, about those of an article, which takes four processors a
/// second. A small library then gives the same answers from the first question on.
const FEW: usize = 50;

/// How often [`BackgroundEmbedding::wait`] reports its progress.
const REPORTED: Duration = Duration::from_millis(100);

/// The error of a run that was stopped.
const STOPPED: &str = "it was stopped";

/// The vectors of an engine's passages, and the thread that makes them.
pub(in crate::search) struct BackgroundEmbedding {
    job: Arc<Job>,
    /// The sources of known vectors; `None` once it has begun.
    sources: Mutex<Option<Sources>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

/// The state that is shared with the thread.
struct Job {
    passages: Arc<[Passage]>,
    model: Arc<dyn Embed>,
    keys: OnceLock<Vec<RecordKey>>,
    vectors: Arc<VectorTable>,
    stage: Mutex<Stage>,
    changed: Condvar,
    is_stopped: AtomicBool,
    /// Whether somebody waits for the end, so that it uses all processors.
    is_awaited: AtomicBool,
}

/// Sources of known vectors.
struct Sources {
    /// The file, to which new vectors are added.
    file: Option<VectorFile>,
    /// The previous engine.
    before: Option<Arc<Job>>,
}

/// How far the work is.
#[derive(Clone, Debug)]
enum Stage {
    /// Known vectors are being read, or will be.
    Reading,
    /// The rest is being made.
    Making { is_little: bool },
    /// Everything is made, or an error ended the work.
    Ended(Result<IndexOrigin, String>),
}

impl BackgroundEmbedding {
    /// The vectors of passages, which are written into `folder` if there is one. `before` is that of the previous engine.
    pub(in crate::search) fn new(
        passages: Arc<[Passage]>,
        model: Arc<dyn Embed>,
        folder: Option<IndexFolder>,
        before: Option<&Self>,
    ) -> Self {
        let sources = Sources {
            file: folder.map(VectorFile::new),
            before: before.map(|before| Arc::clone(&before.job)),
        };
        Self {
            job: Arc::new(Job {
                vectors: Arc::new(VectorTable::new(passages.len())),
                passages,
                model,
                keys: OnceLock::new(),
                stage: Mutex::new(Stage::Reading),
                changed: Condvar::new(),
                is_stopped: AtomicBool::new(false),
                is_awaited: AtomicBool::new(false),
            }),
            sources: Mutex::new(Some(sources)),
            thread: Mutex::default(),
        }
    }

    /// The vectors, as far as they are made.
    pub(in crate::search) fn vectors(&self) -> &VectorTable {
        &self.job.vectors
    }

    pub(in crate::search) fn progress(&self) -> Progress {
        Progress(Arc::clone(&self.job.vectors))
    }

    /// Whether it has begun and not ended.
    pub(in crate::search) fn is_running(&self) -> bool {
        let has_begun = lock(&self.sources).is_none();
        has_begun && !matches!(*self.job.stage(), Stage::Ended(_))
    }

    /// Begins, unless it has begun.
    pub(in crate::search) fn begin(&self) {
        let Some(sources) = lock(&self.sources).take() else {
            return;
        };
        let job = Arc::clone(&self.job);
        let named = thread::Builder::new().name("embedding".to_owned());
        match named.spawn(move || job.run(sources)) {
            Ok(thread) => *lock(&self.thread) = Some(thread),
            Err(error) => self.job.end(Err(error.into())),
        }
    }

    /// Begins, and waits until known vectors are read, and the rest is made if it is little.
    pub(in crate::search) fn wait_briefly(&self) {
        self.begin();
        let is_worth_waiting = |stage: &mut Stage| {
            let is_soon = matches!(stage, Stage::Reading | Stage::Making { is_little: true });
            is_soon && !self.job.is_stopped()
        };
        let stage = self.job.stage();
        let waited = self.job.changed.wait_while(stage, is_worth_waiting);
        drop(waited.unwrap_or_else(PoisonError::into_inner));
    }

    /// Begins, and waits for the end. `progress` gets the number of finished passages and of all.
    ///
    /// # Errors
    /// Fails if the model fails, or if vectors cannot be written but must be.
    pub(in crate::search) fn wait(
        &self,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<IndexOrigin> {
        self.job.is_awaited.store(true, Ordering::Relaxed);
        self.begin();
        loop {
            let stage = self.job.stage();
            let is_open = |stage: &mut Stage| !matches!(stage, Stage::Ended(_));
            let waited = self
                .job
                .changed
                .wait_timeout_while(stage, REPORTED, is_open);
            let (stage, _) = waited.unwrap_or_else(PoisonError::into_inner);
            if let Stage::Ended(ended) = &*stage {
                return ended.clone().map_err(|error| anyhow!(error));
            }
            drop(stage);
            progress(self.job.vectors.done(), self.job.passages.len());
        }
    }

    /// Stops it, which takes as long as one sentence, and waits for that.
    pub(in crate::search) fn stop(&self) {
        self.job.is_stopped.store(true, Ordering::Relaxed);
        if lock(&self.sources).take().is_some() {
            self.job.end(Err(anyhow!(STOPPED)));
        }
        // Under the lock, so that a thread that is about to wait does not miss it.
        let stage = self.job.stage();
        self.job.changed.notify_all();
        drop(stage);
        if let Some(thread) = lock(&self.thread).take() {
            // A panic was logged already.
            let _ = thread.join();
        }
    }
}

impl Drop for BackgroundEmbedding {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Job {
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

    fn end(&self, ended: Result<IndexOrigin>) {
        let ended = ended.map_err(|error| format!("{error:#}"));
        if let Err(error) = &ended
            && !self.is_awaited()
            && !self.is_stopped()
        {
            tracing::error!(error, "no search by meaning");
        }
        self.enter(Stage::Ended(ended));
    }

    /// Does the whole work.
    fn run(&self, sources: Sources) {
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
        let began = Instant::now();
        let Sources { mut file, before } = sources;
        let keys = embedding::keys(&self.passages, self.model.as_ref());
        let keys = self.keys.get_or_init(|| keys);
        let mut pending = PendingPassages::new(&self.passages, &self.vectors, keys);
        if let Some(file) = &mut file {
            file.read(|record| pending.take_known(record));
            if pending.is_complete() {
                return Ok(IndexOrigin::Loaded);
            }
        }
        if let Some(before) = before {
            for record in before.records() {
                pending.take(record);
            }
        }
        Records::of(BUNDLED).for_each(|record| pending.take_known(record));
        if let Some(file) = &file
            && !pending.is_complete()
        {
            file.read_others(|record| pending.take_known(record));
        }
        let missing = pending.missing();
        let is_little = missing.len() <= FEW;
        self.enter(Stage::Making { is_little });
        if !is_little {
            tracing::info!(
                passages = self.passages.len(),
                missing = missing.len(),
                "embedding passages; until then questions are answered by words alone"
            );
        }
        if let Some(file) = &mut file {
            let is_stopped = || self.is_stopped();
            file.open(is_stopped, |record| pending.take_known(record));
            let known = self.records();
            known.for_each(|(key, rows)| file.add(&key, &rows));
        }
        let check = |file: &mut Option<VectorFile>| file.as_mut().map_or(Ok(()), VectorFile::check);
        if self.is_awaited() {
            check(&mut file)?;
        }
        self.make(pending, &mut file)?;
        if self.is_stopped() {
            return Err(anyhow!(STOPPED));
        }
        if !is_little {
            tracing::info!(
                passages = self.passages.len(),
                milliseconds = began.elapsed().as_millis(),
                "passages embedded"
            );
        }
        check(&mut file)?;
        Ok(IndexOrigin::Built)
    }

    /// Makes the missing vectors, and writes them as they come.
    fn make(&self, mut pending: PendingPassages<'_>, file: &mut Option<VectorFile>) -> Result<()> {
        let missing = pending.missing();
        if missing.is_empty() {
            return Ok(());
        }
        let all = thread::available_parallelism().map_or(1, NonZero::get);
        let threads = if self.is_awaited() || missing.len() <= FEW {
            all
        } else {
            // Leave one for answers.
            all - 1
        };
        let made = |key: RecordKey, rows: Vec<i16>| {
            let rows = Arc::from(rows);
            if let Some(file) = file {
                file.add(&key, &rows);
            }
            let is_right = pending.take((key, rows));
            anyhow::ensure!(is_right, "the model gives vectors of several lengths");
            Ok(())
        };
        let model = self.model.as_ref();
        embedding::embed(missing, model, threads, &self.is_stopped, made)
            .context("a passage cannot be embedded")
    }

    /// The vectors that are made, each key once.
    fn records(&self) -> impl Iterator<Item = (RecordKey, Arc<[i16]>)> {
        let mut seen = HashSet::new();
        let keys = self.keys.get().map_or(&[][..], Vec::as_slice);
        let there = (0..).zip(keys).filter_map(|(number, key)| {
            let rows = self.vectors.of_passage(number)?;
            Some((*key, Arc::clone(rows)))
        });
        there.filter(move |(key, _)| seen.insert(*key))
    }
}
