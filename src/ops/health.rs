//! Whether a server is well: each platform is connected, the index is open, and it finds what it should.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use serde::Serialize;

use super::Pulse;
use super::question::ask_itself;
use crate::bot::{Bot, Served};
use crate::search::Progress;
use crate::search::pointing::Counts;

/// How often the bot asks itself.
const EVERY: Duration = Duration::from_secs(15);

/// How old the last answer to that may be.
const PATIENCE: Duration = Duration::from_secs(60);

/// Something that has to be so for the server to be well.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Check {
    /// What was looked at.
    pub check: &'static str,
    /// Whether it is as it should be.
    pub ok: bool,
    /// What was seen, for the operator.
    pub detail: String,
    /// Whether the server is not ready without it. A text that is old is still a text.
    #[serde(skip)]
    pub is_needed: bool,
}

impl Check {
    /// Something that is needed.
    pub(super) fn new(check: &'static str, ok: bool, detail: String) -> Self {
        Self {
            check,
            ok,
            detail,
            is_needed: true,
        }
    }
}

/// The health of a server.
#[derive(Debug, Default)]
pub struct Health {
    pulses: Vec<Arc<Pulse>>,
    index: Mutex<Option<Index>>,
    content: Mutex<Option<Result<(), Trouble>>>,
    reloads: Reloads,
    pointing: OnceLock<Arc<Counts>>,
}

/// What of the content is not served as its files are.
#[derive(Clone, Debug)]
pub(super) struct LeftOut {
    /// The files; none if nothing could be read, and all is as it was before.
    pub(super) files: Vec<String>,
    /// Why, for the operator.
    pub(super) why: String,
}

/// What is not served as it is, and since when.
#[derive(Debug)]
struct Trouble {
    since: Instant,
    left_out: LeftOut,
}

/// How often changed content was taken, and refused.
#[derive(Debug, Default)]
pub(super) struct Reloads {
    pub(super) taken: AtomicU64,
    pub(super) refused: AtomicU64,
}

/// What is known of the index since it was opened.
#[derive(Clone, Debug)]
pub(super) struct Index {
    pub(super) revision: String,
    pub(super) passages: usize,
    /// How far their meaning is worked out; `None` if they are found by words alone.
    pub(super) meaning: Option<Progress>,
    asked: Instant,
    found: Result<(), &'static str>,
}

impl Health {
    /// A server on no platform, whose index is not open yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Has a platform too; gives what it reports through.
    pub fn platform(&mut self, name: &'static str) -> Arc<Pulse> {
        let pulse = Arc::new(Pulse::new(name));
        self.pulses.push(Arc::clone(&pulse));
        pulse
    }

    /// The platforms' pulses.
    #[must_use]
    pub fn pulses(&self) -> &[Arc<Pulse>] {
        &self.pulses
    }

    /// Has the bot ask itself once, and remembers what came of it.
    pub fn ask(&self, bot: &Bot) {
        if let Some(pointer) = bot.engine().pointer() {
            self.pointing.get_or_init(|| Arc::clone(pointer.counts()));
        }
        let found = ask_itself(bot);
        let index = Index {
            revision: bot.library().fingerprint().chars().take(8).collect(),
            passages: bot.engine().len(),
            meaning: bot.engine().progress(),
            asked: Instant::now(),
            found,
        };
        let before = self
            .index
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .replace(index);
        if let Err(what) = found
            && before.is_none_or(|before| before.found.is_ok())
        {
            tracing::error!(what, "the bot does not find what it should");
        }
    }

    /// Has whichever bot serves ask itself now and then, for ever.
    pub async fn keep_asking(self: Arc<Self>, bot: Served) {
        loop {
            let (health, bot) = (Arc::clone(&self), bot.now());
            let _ = tokio::task::spawn_blocking(move || health.ask(&bot)).await;
            tokio::time::sleep(EVERY).await;
        }
    }

    /// The text that is served is as its files are; or something is left out of it.
    pub(super) fn content(&self, state: Result<(), LeftOut>) {
        let mut content = self.content.lock().unwrap_or_else(PoisonError::into_inner);
        let since = match &*content {
            Some(Err(Trouble { since, .. })) => *since,
            _ => Instant::now(),
        };
        *content = Some(state.map_err(|left_out| Trouble { since, left_out }));
    }

    /// The files that are left out of what is served, or served as they were before.
    pub(super) fn left_out(&self) -> Vec<String> {
        let content = self.content.lock().unwrap_or_else(PoisonError::into_inner);
        match &*content {
            Some(Err(trouble)) => trouble.left_out.files.clone(),
            _ => Vec::new(),
        }
    }

    /// Changed content is served.
    pub(super) fn content_taken(&self) {
        self.reloads.taken.fetch_add(1, Ordering::Relaxed);
    }

    /// Changed content is broken, all of it or a part.
    pub(super) fn content_refused(&self) {
        self.reloads.refused.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn reloads(&self) -> &Reloads {
        &self.reloads
    }

    /// What became of the questions that a language model was to be asked; `None` if none is plugged in.
    pub(super) fn pointing(&self) -> Option<&Arc<Counts>> {
        self.pointing.get()
    }

    /// Whether all that is needed is as it should be.
    #[must_use]
    pub fn is_ready(checks: &[Check]) -> bool {
        checks.iter().all(|check| check.ok || !check.is_needed)
    }

    fn content_check(&self) -> Option<Check> {
        let content = self.content.lock().unwrap_or_else(PoisonError::into_inner);
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

    /// All that should be so, and whether it is.
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
        checks
    }

    pub(super) fn index(&self) -> Option<Index> {
        self.index
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}
