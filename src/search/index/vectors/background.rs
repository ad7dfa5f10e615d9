//! Background embedding: threads of their own make the vectors of passages while questions are answered by words.
//!
//! It begins when a question first needs vectors, or when somebody waits for them. [`job`](super::job) is the work.

use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use anyhow::{Result, anyhow};

use crate::excerpt::Passage;

use super::file::VectorFile;
use super::job::{Job, STOPPED, Sources, Stage};
use super::level::Level;
use super::progress::Progress;
use super::table::VectorTable;
use crate::parallel::lock;
use crate::search::index::store::{IndexFolder, IndexOrigin};
use crate::search::model::Embed;

/// How often [`BackgroundEmbedding::wait`] reports its progress.
const REPORTED: Duration = Duration::from_millis(100);

/// The vectors of an engine's passages, and the thread that makes them.
pub(in crate::search) struct BackgroundEmbedding {
    job: Arc<Job>,
    /// The sources of known vectors; `None` once it has begun.
    sources: Mutex<Option<Sources>>,
    thread: Mutex<Option<JoinHandle<()>>>,
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
            job: Arc::new(Job::new(passages, model)),
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

    /// Begins, and waits for the end. `progress` gets the number of finished passages and of all; a passage is half finished
    /// until its sentences have vectors too.
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
            let halves = Level::ALL.map(|level| self.job.vectors.done(level));
            progress(halves.iter().sum::<usize>() / 2, self.job.passages.len());
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
