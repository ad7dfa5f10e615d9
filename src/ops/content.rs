//! [`Content`]: reloads content that changes while the bot serves it.
//!
//! Every few seconds it compares names, sizes and times of the files, and reads them once two looks are equal, so that it
//! does not read a half-written file. It polls because change notifications fail on network volumes and across containers;
//! a poll takes microseconds. SIGHUP reloads at once.
//!
//! It builds the new index beside the old one, with the same model, and reuses the vectors of unchanged passages. It embeds
//! new passages while the new index serves, unless they are few. An article with errors keeps its old version, and the log
//! names it once. The new index replaces the old one only if it passes the test question. An emptied folder does not bring
//! back the bundled article.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use tokio::sync::Notify;
use tokio::task::spawn_blocking;
use tokio::time::sleep;

use super::check::LeftOut;
use super::health::Health;
use super::question::ask_itself;
use crate::article::problem::{self, MOST};
use crate::article::{ContentError, Library, Look, Problem};
use crate::bot::{Bot, Served};
use crate::config::{Places, Settings};

/// How often to look at the files.
pub const EVERY: Duration = Duration::from_secs(2);

/// When to retry a failed reload although no file changed: rights or disk space may have.
const AGAIN: Duration = Duration::from_secs(60);

/// The paths of the content and a look at its files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    places: Places,
    look: Look,
}

impl Seen {
    /// Looks at the content in the settings.
    #[must_use]
    pub fn now(settings: &Settings) -> Self {
        Self::at(settings.places())
    }

    /// Looks again, at the same paths or at ones that now take precedence.
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

/// Keeps the served content up to date.
#[derive(Clone)]
pub struct Content {
    settings: Settings,
    served: Served,
    health: Arc<Health>,
}

/// Why a reload was refused.
enum Refused {
    /// A file changed while it was read; the next look reads again.
    Unsettled,
    /// The content has errors, or no index could be made.
    Broken(anyhow::Error),
}

impl From<anyhow::Error> for Refused {
    fn from(error: anyhow::Error) -> Self {
        Self::Broken(error)
    }
}

/// The problems of the last reload, and its time.
struct Trouble {
    what: Vec<String>,
    at: Instant,
}

impl Content {
    /// Watches the content in the settings, which `served` serves, and reports to `health`.
    #[must_use]
    pub fn new(settings: Settings, served: Served, health: Arc<Health>) -> Self {
        health.content(left_out(served.now().library().errors()));
        Self {
            settings,
            served,
            health,
        }
    }

    /// Reloads changed content, after a look `every` so often and at once when `asked`. Never returns. `read` is a look from
    /// before the served content was read.
    pub async fn keep_current(self, mut read: Seen, every: Duration, asked: Arc<Notify>) {
        let mut before = read.clone();
        let mut library = Arc::clone(self.served.now().library());
        let mut trouble = Trouble::of(library.errors());
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
            if !(is_settled && now != read || trouble.is_due() || is_asked) {
                continue;
            }
            let (content, seen, last) = (self.clone(), now.clone(), Arc::clone(&library));
            let reloaded = spawn_blocking(move || content.reload(&seen, &last)).await;
            let reloaded = reloaded.unwrap_or_else(|broken| Err(Refused::Broken(broken.into())));
            let is_known = |new: &Trouble| new.what == trouble.what && !is_asked;
            trouble = match reloaded {
                Err(Refused::Unsettled) => continue,
                Ok(reloaded) => {
                    library = reloaded;
                    let new = Trouble::of(library.errors());
                    if !is_known(&new) {
                        problem::log(library.errors());
                        self.tell(left_out(library.errors()));
                    }
                    new
                }
                Err(Refused::Broken(error)) => {
                    let new = Trouble::new(vec![format!("{error:#}")]);
                    if !is_known(&new) {
                        self.tell(Err(refused(&error)));
                    }
                    new
                }
            };
            read = now;
        }
    }

    /// Reads the content and serves it if it differs. Returns what was read.
    fn reload(&self, seen: &Seen, last: &Library) -> Result<Arc<Library>, Refused> {
        let began = Instant::now();
        let library = seen.places.reload(last);
        if seen.again(&self.settings) != *seen {
            return Err(Refused::Unsettled);
        }
        let library = Arc::new(library.map_err(anyhow::Error::from)?);
        let Some(bot) = self.made(seen, &library)? else {
            tracing::info!("content was read again and has not changed");
            return Ok(library);
        };
        let bot = Arc::new(bot);
        bot.keep_revisions();
        self.health.ask(&bot);
        self.health.reloaded("taken");
        let before = self.served.now();
        self.served.exchange(Arc::clone(&bot));
        before.engine().stop();
        tracing::info!(
            revision = bot.revision(&crate::bot::Context::default()),
            articles = bot.library().articles().len(),
            passages = bot.engine().len(),
            milliseconds = began.elapsed().as_millis(),
            "changed content is served"
        );
        Ok(library)
    }

    /// A bot about the articles; `None` if they are already served.
    fn made(&self, seen: &Seen, library: &Arc<Library>) -> Result<Option<Bot>, Refused> {
        let before = self.served.now();
        if library.fingerprint() == before.library().fingerprint() {
            return Ok(None);
        }
        let engine = before.engine();
        let (engine, _) = engine
            .reopened(Arc::clone(library), seen.places.keep(), &mut |_, _| {})
            .context("no index")?;
        let bot = Bot::new(engine)
            .citing(self.settings.links())
            .remembering(before.revisions().cloned())
            .with_archive(before.archive().cloned());
        bot.warm_up();
        ask_itself(&bot).map_err(anyhow::Error::msg)?;
        Ok(Some(bot))
    }

    /// Reports the state to the operator.
    fn tell(&self, state: Result<(), LeftOut>) {
        if state.is_err() {
            self.health.reloaded("refused");
        }
        self.health.content(state);
    }
}

impl Trouble {
    fn new(what: Vec<String>) -> Self {
        let at = Instant::now();
        Self { what, at }
    }

    fn of(errors: &[Problem]) -> Self {
        Self::new(errors.iter().map(ToString::to_string).collect())
    }

    /// Whether there are problems and it is time to retry.
    fn is_due(&self) -> bool {
        !self.what.is_empty() && self.at.elapsed() > AGAIN
    }
}

/// The files that errors keep out, with the first error of each.
fn left_out(errors: &[Problem]) -> Result<(), LeftOut> {
    let mut first: Vec<&Problem> = errors.iter().collect();
    first.dedup_by(|a, b| a.file == b.file);
    if first.is_empty() {
        return Ok(());
    }
    let files = first.iter().map(|problem| problem.file.clone()).collect();
    let mut shown: Vec<String> = first.iter().take(MOST).map(ToString::to_string).collect();
    let others = first.len().saturating_sub(MOST);
    if others > 0 {
        shown.push(format!("and {others} files more"));
    }
    let why = format!("left out, or served as it was before: {}", shown.join("; "));
    Err(LeftOut { files, why })
}

/// Logs why no content could be used, and returns it.
fn refused(error: &anyhow::Error) -> LeftOut {
    let problems: Vec<String> = match error.downcast_ref::<ContentError>() {
        Some(error) => error.errors.iter().map(ToString::to_string).collect(),
        None => vec![format!("{error:#}")],
    };
    let others = problems.len().saturating_sub(1);
    for problem in problems.iter().take(MOST) {
        tracing::error!(
            problem,
            others,
            "changed content cannot be used; the earlier version is served"
        );
    }
    let first = problems.into_iter().next().unwrap_or_default();
    let more = match others {
        0 => String::new(),
        _ => format!(" (and {others} more)"),
    };
    LeftOut {
        files: Vec::new(),
        why: format!("the text from before is served: {first}{more}"),
    }
}
