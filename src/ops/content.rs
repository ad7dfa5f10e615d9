//! Content that changes while it is served: what is edited or added is picked up, and what is broken stays as it was.
//!
//! Every few seconds the files are looked at from outside, and read once they have looked the same twice: a file that is
//! being written is let be. Looking is preferred to being told by the system, which tells nothing on many network volumes and
//! of what is changed outside a container, and where a file is replaced tells of one that is gone; the names, sizes and
//! times of a folder take some microseconds to see. Whoever cannot wait asks (SIGHUP).
//!
//! The new text's index is made beside the one that serves, with the same embedding model; what a passage means that stays
//! as it was is not worked out again. What the others mean is worked out while the new text serves, unless they are few; what
//! still works for the old text ends. An article that cannot be read keeps its version from before, and the log names it
//! once; the others are taken. Only an index that finds its own first words takes the place of the old one. The place in which
//! content was found is kept: an emptied folder does not bring back the bundled article.

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

/// How often the files are looked at.
pub const EVERY: Duration = Duration::from_secs(2);

/// After how long what failed is tried again though nothing looks changed: rights, or room on a disk.
const AGAIN: Duration = Duration::from_secs(60);

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

/// What could not be used of the content when it was last read, and when that was.
struct Trouble {
    what: Vec<String>,
    at: Instant,
}

impl Content {
    /// What serves is of the content that these settings name; what becomes of it shows in this health.
    #[must_use]
    pub fn new(settings: Settings, served: Served, health: Arc<Health>) -> Self {
        health.content(left_out(served.now().library().errors()));
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

    /// Reads what was seen, and has it serve if it differs from what is served. Returns what was read.
    fn reload(&self, seen: &Seen, last: &Library) -> Result<Arc<Library>, Refused> {
        let began = Instant::now();
        let library = seen.places.reload(last);
        if seen.again(&self.settings) != *seen {
            return Err(Refused::Unsettled);
        }
        let library = Arc::new(library.map_err(anyhow::Error::from)?);
        let Some(bot) = self.made(seen, &library)? else {
            tracing::info!("content was read again: it is what is served");
            return Ok(library);
        };
        let bot = Arc::new(bot);
        self.health.ask(&bot);
        self.health.content_taken();
        let before = self.served.now();
        self.served.exchange(Arc::clone(&bot));
        before.engine().stop();
        tracing::info!(
            revision = bot.revision(&crate::bot::Context::default()),
            articles = bot.library().articles().len(),
            passages = bot.engine().len(),
            milliseconds = began.elapsed().as_millis(),
            "content has changed, and is served"
        );
        Ok(library)
    }

    /// A bot about the articles; `None` if they are what is served.
    fn made(&self, seen: &Seen, library: &Arc<Library>) -> Result<Option<Bot>, Refused> {
        let before = self.served.now();
        if library.fingerprint() == before.library().fingerprint() {
            return Ok(None);
        }
        let engine = before.engine();
        let (engine, _) = engine
            .renewed(Arc::clone(library), seen.places.keep(), &mut |_, _| {})
            .context("no index")?;
        let bot = Bot::new(engine);
        bot.warm_up();
        ask_itself(&bot).map_err(anyhow::Error::msg)?;
        Ok(Some(bot))
    }

    /// Shows the operator what cannot be used.
    fn tell(&self, state: Result<(), LeftOut>) {
        if state.is_err() {
            self.health.content_refused();
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

    /// Whether there is any, and it is time to see whether it has gone.
    fn is_due(&self) -> bool {
        !self.what.is_empty() && self.at.elapsed() > AGAIN
    }
}

/// What errors in the content keep out of service, with the first error of each file.
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

/// Logs why nothing of the content can be taken into service, and returns it.
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
            "content has changed and cannot be used: the text from before is served"
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
