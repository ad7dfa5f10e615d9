//! Content that changes while it is served: what is edited or added is picked up, whole, and what is broken is not.
//!
//! Every few seconds the files are looked at from outside, and read once they have looked the same twice: a file that is
//! being written is let be. Looking is preferred to being told by the system, which tells nothing on many network volumes and
//! of what is changed outside a container, and where a file is replaced tells of one that is gone; the names, sizes and
//! times of a folder take some microseconds to see. Whoever cannot wait asks (SIGHUP).
//!
//! The new text's index is made beside the one that serves, with the same embedding model; what a passage means that stays
//! as it was is not worked out again. Only a text that is in order, and that finds its own first words, takes the place of
//! the old one; the console, `ask` and a restart would say the same of the others as the log does. The place in which
//! content was found is kept: an emptied folder does not bring back the bundled article.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use tokio::sync::Notify;
use tokio::task::spawn_blocking;
use tokio::time::sleep;

use super::Health;
use super::question::ask_itself;
use crate::article::{ContentError, Library, Look};
use crate::bot::{Bot, Served};
use crate::config::{Places, Settings};

/// How often the files are looked at.
pub const EVERY: Duration = Duration::from_secs(2);

/// After how long what failed is tried again though nothing looks changed: rights, or room on a disk.
const AGAIN: Duration = Duration::from_secs(60);

/// The most problems that are logged one by one.
const MOST: usize = 20;

/// Where content is, and how its files looked at one time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    places: Places,
    look: Look,
}

impl Seen {
    /// A look at the content that the settings name.
    #[must_use]
    pub fn now(settings: &Settings) -> Self {
        Self::at(settings.places())
    }

    /// A later look: where it was, or at a place that comes before it and had none.
    fn again(&self, settings: &Settings) -> Self {
        let found = settings.places();
        let is_emptied = |path: &std::path::PathBuf| !Library::is_in(path);
        let stays = self.places.content.as_ref().is_some_and(is_emptied);
        Self::at(if stays { self.places.clone() } else { found })
    }

    fn at(places: Places) -> Self {
        let look = places.content.as_deref().map(Look::at);
        Self {
            look: look.unwrap_or_default(),
            places,
        }
    }
}

/// What keeps a served text as its files are.
#[derive(Clone)]
pub struct Content {
    settings: Settings,
    served: Served,
    health: Arc<Health>,
}

/// Why what was read does not serve.
enum Refused {
    /// It changed while it was read: soon it is read again.
    Unsettled,
    /// It is not in order, or has no index.
    Broken(anyhow::Error),
}

impl From<anyhow::Error> for Refused {
    fn from(error: anyhow::Error) -> Self {
        Self::Broken(error)
    }
}

impl Content {
    /// What serves is of the content that these settings name; what becomes of it shows in this health.
    #[must_use]
    pub fn new(settings: Settings, served: Served, health: Arc<Health>) -> Self {
        health.content(Ok(()));
        Self {
            settings,
            served,
            health,
        }
    }

    /// Picks up what changes, for ever: at a look every so often, and at once when asked. `read` is a look from before what
    /// serves was read.
    pub async fn keep_current(self, mut read: Seen, every: Duration, asked: Arc<Notify>) {
        let mut before = read.clone();
        let mut problem: Option<(String, Instant)> = None;
        loop {
            let is_asked = tokio::select! {
                () = asked.notified() => true,
                () = sleep(every) => false,
            };
            let (content, last) = (self.clone(), before.clone());
            let Ok(now) = spawn_blocking(move || last.again(&content.settings)).await else {
                continue;
            };
            let is_settled = now == before;
            before = now.clone();
            let is_due = is_settled && now != read
                || problem.as_ref().is_some_and(|(_, at)| at.elapsed() > AGAIN);
            if !is_due && !is_asked {
                continue;
            }
            let (content, seen) = (self.clone(), now.clone());
            let reloaded = spawn_blocking(move || content.reload(&seen)).await;
            let reloaded = reloaded.unwrap_or_else(|broken| Err(Refused::Broken(broken.into())));
            match reloaded {
                Err(Refused::Unsettled) => continue,
                Ok(()) => problem = None,
                Err(Refused::Broken(error)) => {
                    let what = format!("{error:#}");
                    let is_known = problem.as_ref().is_some_and(|(known, _)| *known == what);
                    if !is_known || is_asked {
                        self.refuse(&error);
                    }
                    problem = Some((what, Instant::now()));
                }
            }
            read = now;
        }
    }

    /// Reads what was seen, and has it serve where it is in order.
    fn reload(&self, seen: &Seen) -> Result<(), Refused> {
        let began = Instant::now();
        match self.made(seen)? {
            Some(bot) => {
                let bot = Arc::new(bot);
                self.health.ask(&bot);
                self.health.content_taken();
                self.health.content(Ok(()));
                self.served.exchange(Arc::clone(&bot));
                tracing::info!(
                    revision = bot.revision(&crate::bot::Context::default()),
                    articles = bot.library().articles().len(),
                    passages = bot.engine().len(),
                    milliseconds = began.elapsed().as_millis(),
                    "content has changed, and is served"
                );
            }
            None => {
                self.health.content(Ok(()));
                tracing::info!("content was read again: it is what is served");
            }
        }
        Ok(())
    }

    /// A bot about the content; none where it is what is served.
    fn made(&self, seen: &Seen) -> Result<Option<Bot>, Refused> {
        let before = self.served.now();
        let library = seen.places.library();
        if seen.again(&self.settings) != *seen {
            return Err(Refused::Unsettled);
        }
        let library = Arc::new(library.map_err(anyhow::Error::from)?);
        if library.fingerprint() == before.library().fingerprint() {
            return Ok(None);
        }
        let engine = before.engine();
        let (engine, _) = engine
            .renewed(library, seen.places.keep(), &mut |_, _| {})
            .context("no index")?;
        let bot = Bot::new(engine);
        bot.warm_up();
        ask_itself(&bot).map_err(anyhow::Error::msg)?;
        Ok(Some(bot))
    }

    /// Tells the operator why the text from before stays.
    fn refuse(&self, error: &anyhow::Error) {
        let problems: Vec<String> = match error.downcast_ref::<ContentError>() {
            Some(error) => error.problems.iter().map(ToString::to_string).collect(),
            None => vec![format!("{error:#}")],
        };
        let others = problems.len().saturating_sub(1);
        for problem in problems.iter().take(MOST) {
            tracing::error!(
                problem,
                others,
                "content has changed and cannot be used: the text from before is served"
            );
        }
        let first = problems.into_iter().next().unwrap_or_default();
        self.health.content(Err(match others {
            0 => first,
            _ => format!("{first} (and {others} more)"),
        }));
        self.health.content_refused();
    }
}
