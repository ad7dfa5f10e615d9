//! [`Health`]: checks that each platform is connected, and that the index is open and finds a known passage.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::{Duration, Instant};

use super::check::{Check, LeftOut};
use super::counts::Counts;
use super::pulse::Pulse;
use super::question::ask_itself;
use crate::archive::{Archive, Standing};
use crate::bot::{Bot, Served};
use crate::parallel::lock;
use crate::search::Progress;
use crate::search::pointing;

/// How often to run the test question.
const EVERY: Duration = Duration::from_secs(15);

/// How old the result of the last test question may be.
const PATIENCE: Duration = Duration::from_secs(60);

/// The health of a server.
#[derive(Debug, Default)]
pub struct Health {
    pulses: Vec<Arc<Pulse>>,
    index: Mutex<Option<Index>>,
    content: Mutex<Option<Result<(), Trouble>>>,
    counts: Counts,
    pointing: OnceLock<Arc<pointing::Counts>>,
    archive: OnceLock<Arc<Archive>>,
    /// The number of documents of the archive's index, when it was last told.
    documents: AtomicU64,
}

/// Content that is not served, and since when.
#[derive(Debug)]
struct Trouble {
    since: Instant,
    left_out: LeftOut,
}

/// The state of the open index.
#[derive(Clone, Debug)]
pub(super) struct Index {
    pub(super) revision: String,
    pub(super) passages: usize,
    /// The progress of the embeddings; `None` without an embedding model.
    pub(super) meaning: Option<Progress>,
    asked: Instant,
    found: Result<(), &'static str>,
}

impl Health {
    /// A server without platforms and without an open index.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a platform and returns its pulse.
    pub fn platform(&mut self, name: &'static str) -> Arc<Pulse> {
        let pulse = Arc::new(Pulse::counting(name, self.counts.clone()));
        self.pulses.push(Arc::clone(&pulse));
        pulse
    }

    /// Runs the test question once and records the result.
    pub fn ask(&self, bot: &Bot) {
        if let Some(pointer) = bot.engine().pointer() {
            self.pointing.get_or_init(|| Arc::clone(pointer.counts()));
        }
        if let Some(archive) = bot.archive() {
            let archive = self.archive.get_or_init(|| Arc::clone(archive));
            // Its standing remembers a failure.
            if let Ok(documents) = archive.probe() {
                self.documents.store(documents, Ordering::Relaxed);
            }
        }
        let found = ask_itself(bot);
        let index = Index {
            revision: bot.library().fingerprint().chars().take(8).collect(),
            passages: bot.engine().len(),
            meaning: bot.engine().progress(),
            asked: Instant::now(),
            found,
        };
        let before = lock(&self.index).replace(index);
        if let Err(what) = found
            && before.is_none_or(|before| before.found.is_ok())
        {
            tracing::error!(what, "the test question does not find its passage");
        }
    }

    /// Runs the test question regularly, on the current bot. Never returns.
    pub async fn keep_asking(self: Arc<Self>, bot: Served) {
        loop {
            let (health, bot) = (Arc::clone(&self), bot.now());
            let _ = tokio::task::spawn_blocking(move || health.ask(&bot)).await;
            tokio::time::sleep(EVERY).await;
        }
    }

    /// Records whether the served content is up to date, or what is left out.
    pub(super) fn content(&self, state: Result<(), LeftOut>) {
        let mut content = lock(&self.content);
        let since = match &*content {
            Some(Err(Trouble { since, .. })) => *since,
            _ => Instant::now(),
        };
        *content = Some(state.map_err(|left_out| Trouble { since, left_out }));
    }

    /// The files that are left out, or served in an earlier version.
    pub(super) fn left_out(&self) -> Vec<String> {
        let content = lock(&self.content);
        match &*content {
            Some(Err(trouble)) => trouble.left_out.files.clone(),
            _ => Vec::new(),
        }
    }

    /// Counts a reload that was accepted.
    pub(super) fn content_taken(&self) {
        let reloads = &self.counts.reloads;
        reloads.get_or_create(&[("outcome", "taken")]).inc();
    }

    /// Counts a reload that was refused in whole or in part.
    pub(super) fn content_refused(&self) {
        let reloads = &self.counts.reloads;
        reloads.get_or_create(&[("outcome", "refused")]).inc();
    }

    pub(super) fn counts(&self) -> &Counts {
        &self.counts
    }

    /// Counts of what became of the questions for a language model; `None` if none is plugged in.
    pub(super) fn pointing(&self) -> Option<&Arc<pointing::Counts>> {
        self.pointing.get()
    }

    /// The archive on an engine elsewhere; `None` if there is none.
    pub(super) fn archive(&self) -> Option<&Arc<Archive>> {
        self.archive.get()
    }

    /// The articles here answer while the engine is away, so the server is ready without it.
    fn archive_check(&self) -> Option<Check> {
        let archive = self.archive()?;
        let place = archive.place();
        let (ok, detail) = match archive.standing() {
            Standing::Unasked => (true, format!("{place} was not asked yet")),
            Standing::Well => {
                let documents = self.documents.load(Ordering::Relaxed);
                (
                    true,
                    format!("{place} answers, at least {documents} documents"),
                )
            }
            Standing::Away(since, trouble) => {
                let seconds = since.elapsed().as_secs();
                (false, format!("{place}, for {seconds} s: {trouble}"))
            }
        };
        Some(Check {
            is_needed: false,
            ..Check::new("archive", ok, detail)
        })
    }

    /// Whether all needed checks pass.
    #[must_use]
    pub fn is_ready(checks: &[Check]) -> bool {
        checks.iter().all(|check| check.ok || !check.is_needed)
    }

    fn content_check(&self) -> Option<Check> {
        let content = lock(&self.content);
        Some(match content.as_ref()? {
            Ok(()) => Check::new("content", true, "as the files are".to_owned()),
            Err(Trouble { since, left_out }) => Check {
                is_needed: false,
                ..Check::new(
                    "content",
                    false,
                    format!(
                        "for {} s the files have held what cannot be used; {}",
                        since.elapsed().as_secs(),
                        left_out.why
                    ),
                )
            },
        })
    }

    /// All checks with their results.
    #[must_use]
    pub fn checks(&self) -> Vec<Check> {
        let mut checks: Vec<Check> = self.pulses.iter().map(|pulse| pulse.check()).collect();
        let check = Check::new;
        match self.index() {
            None => checks.push(check("index", false, "not open yet".to_owned())),
            Some(index) => {
                let age = index.asked.elapsed();
                checks.push(check(
                    "index",
                    index.passages > 0,
                    format!("{} passages, revision {}", index.passages, index.revision),
                ));
                checks.push(match index.found {
                    Ok(()) => check(
                        "question",
                        age < PATIENCE,
                        format!("found {} s ago", age.as_secs()),
                    ),
                    Err(what) => check("question", false, what.to_owned()),
                });
            }
        }
        checks.extend(self.content_check());
        checks.extend(self.archive_check());
        checks
    }

    pub(super) fn index(&self) -> Option<Index> {
        lock(&self.index).clone()
    }
}
