//! `voetnoot serve`: every platform that is configured, and the reading page, until the operator says stop.

#[cfg(feature = "discord")]
pub(super) mod discord;
#[cfg(feature = "matrix")]
pub(super) mod matrix;
#[cfg(feature = "web")]
mod web;

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;

use super::database;
use super::tasks::server;
use crate::bot::{Bot, Served};
use crate::config::Settings;
use crate::db::{Claim, Database, Hold, NotHeld, Problem, Sharing, beside};
use crate::doctor::Examined;
use crate::ops::content::{self, Content, Seen};
use crate::ops::{self, Health};

/// How long to wait for blocking tasks at the end.
const LAST: Duration = Duration::from_millis(250);

/// How often to look whether the claims in the database still hold.
const RENEWING: Duration = Duration::from_secs(5);

/// The most threads for blocking work: answers, the database, matrix-sdk. Without a limit, tokio starts hundreds on a busy
/// machine, and each keeps memory.
const AT_WORK: usize = 16;

/// A platform that this program can run.
struct Known {
    /// Reads its settings; `None` if it is not configured.
    configure: fn(&Settings, &mut Health) -> Result<Option<Platform>>,
    /// Returns what examines it for `doctor`; `None` if it is not configured.
    examine: fn(&Settings) -> Result<Option<Examining>>,
    /// What the operator must set for the bot to run there.
    needed: &'static str,
}

/// Every platform is registered here.
const PLATFORMS: &[Known] = &[
    #[cfg(feature = "discord")]
    discord::PLATFORM,
    #[cfg(feature = "matrix")]
    matrix::PLATFORM,
    #[cfg(feature = "web")]
    web::PLATFORM,
];

/// Completes when a platform must stop.
type Stop = Pin<Box<dyn Future<Output = ()> + Send>>;

/// A configured platform.
struct Platform {
    name: &'static str,
    /// With whom it shares a database; `None` if any number of programs may run it.
    sharing: Option<Sharing>,
    run: Run,
}

/// Runs a platform with a bot and a database until it stops.
type Run = Box<dyn FnOnce(Served, Arc<Database>, Stop) -> Running>;

/// What examines a platform.
type Examining = Pin<Box<dyn Future<Output = Examined>>>;

type Running = Pin<Box<dyn Future<Output = Result<()>> + Send>>;

pub(super) fn serve(settings: &Settings) -> Result<()> {
    let mut health = Health::new();
    let platforms = configured(settings, &mut health)?;
    let _hold = hold(settings)?;
    let store = Arc::new(database::open(settings)?);
    store.claim(&claims(&platforms))?;
    let runtime = runtime()?;
    let served = runtime.block_on(run(settings, platforms, store, Arc::new(health)));
    // Running writes complete; the next start continues an unfinished index.
    runtime.shutdown_timeout(LAST);
    served
}

/// Locks the state folder, because two servers would answer everything twice. Processes that run shards of one bot share
/// it. Returns `None` if the folder cannot be written.
fn hold(settings: &Settings) -> Result<Option<Hold>> {
    match Hold::of(&settings.state_folder(), sharing(settings)) {
        Ok(hold) => Ok(Some(hold)),
        Err(NotHeld::Unusable { folder, cause }) => {
            tracing::warn!(
                folder, %cause,
                "the state folder cannot be locked, so a second program would answer everything twice: make the folder \
                 writable, or choose another with --state"
            );
            Ok(None)
        }
        Err(used) => Err(used.into()),
    }
}

/// What this process claims in the database, because two servers would answer everything twice.
fn claims(platforms: &[Platform]) -> Vec<Claim> {
    let claim = |platform: &Platform| {
        Some(Claim {
            platform: platform.name,
            sharing: platform.sharing.clone()?,
        })
    };
    platforms.iter().filter_map(claim).collect()
}

/// With whom the state folder is used.
pub(super) fn sharing(settings: &Settings) -> Sharing {
    match &settings.shards {
        Some(shards) => Sharing::Shards(shards.own.clone()),
        None => Sharing::Alone,
    }
}

/// Asks the server that runs on this machine whether it is ready.
pub(super) fn health(settings: &Settings) -> Result<()> {
    let Some(address) = settings.http else {
        bail!(
            "no address is set to ask on: set VOETNOOT_HTTP (or --http, or http in voetnoot.toml) to the same for `serve` and \
             `health`, for example 127.0.0.1:8090"
        );
    };
    ops::asking::ask(address)
}

/// Runs the platforms, health and reloading until a stop signal comes.
async fn run(
    settings: &Settings,
    platforms: Vec<Platform>,
    store: Arc<Database>,
    health: Arc<Health>,
) -> Result<()> {
    let stop = stop_signal()?;
    tokio::pin!(stop);
    let reload = reload_signal()?;
    let (stopping, _) = watch::channel(false);
    let mut running = JoinSet::new();
    if let Some(address) = settings.http {
        let listener = ops::http::listen(address).await?;
        tracing::info!(%address, "showing health and counts");
        running.spawn(ops::http::serve(
            listener,
            Arc::clone(&health),
            stop_of(&stopping),
        ));
    }
    let of = settings.clone();
    let opening = tokio::task::spawn_blocking(move || (Seen::now(&of), opened(&of)));
    let (seen, bot) = tokio::select! {
        opened = opening => opened?,
        () = &mut stop => return Ok(()),
    };
    let bot = Arc::new(bot?);
    let names: Vec<&str> = platforms.iter().map(|platform| platform.name).collect();
    tracing::info!(
        platforms = names.join(", "),
        "serving; Ctrl-C or SIGTERM ends it"
    );
    let served = Served::new(Arc::clone(&bot));
    let keeping = Arc::clone(&bot);
    // At the end of the program this is left off: a half-written file goes at the next start.
    tokio::task::spawn_blocking(move || keeping.keep_revisions());
    tokio::task::spawn_blocking(move || bot.warm_up());
    let content = Content::new(settings.clone(), served.clone(), Arc::clone(&health));
    let reloading = tokio::spawn(content.keep_current(seen, content::EVERY, reload));
    let asking = tokio::spawn(health.keep_asking(served.clone()));
    if !claims(&platforms).is_empty() {
        running.spawn(keep_claims(Arc::clone(&store), stop_of(&stopping)));
    }
    for platform in platforms {
        let run = (platform.run)(served.clone(), Arc::clone(&store), stop_of(&stopping));
        let name = platform.name;
        running.spawn(async move { run.await.context(name) });
    }
    let ended = all_end(running, &stopping, stop).await;
    asking.abort();
    reloading.abort();
    ended
}

/// Keeps the claims of this process until `stop` comes: a crash of the database releases them.
///
/// # Errors
/// Fails if another process has claimed one of the platforms meanwhile.
async fn keep_claims(store: Arc<Database>, stop: Stop) -> Result<()> {
    let lost = async {
        loop {
            tokio::time::sleep(RENEWING).await;
            let renewed = beside(Some(Arc::clone(&store)), Database::renew_claims).await;
            // That the database is away is told by those who need it.
            if let Some(Err(claimed @ Problem::Claimed { .. })) = renewed {
                return claimed;
            }
        }
    };
    tokio::select! {
        claimed = lost => {
            tracing::error!(%claimed, "stopping: the database was away, and another process took over");
            Err(claimed).context("the database was away, and another process took over")
        }
        () = stop => Ok(()),
    }
}

/// Opens the bot, and takes note of the revisions that it serves.
fn opened(settings: &Settings) -> Result<Bot> {
    let bot = server(settings)?;
    bot.note_revisions();
    Ok(bot)
}

/// The errors in the settings of the platforms; none if no platform is configured.
pub(super) fn faults(settings: &Settings) -> Vec<anyhow::Error> {
    let platforms = platforms(settings, &mut Health::new()).into_iter();
    platforms.filter_map(Result::err).collect()
}

/// Examines every platform that is configured. One whose settings are wrong is left out: [`faults`] names those.
///
/// # Errors
/// Fails if the machine gives no runtime.
pub(super) fn examine(settings: &Settings) -> Result<Vec<Examined>> {
    let runtime = runtime()?;
    let known = PLATFORMS.iter();
    let examined = known
        .filter_map(|known| (known.examine)(settings).ok().flatten())
        .map(|examining| runtime.block_on(examining))
        .collect();
    runtime.shutdown_timeout(LAST);
    Ok(examined)
}

/// The platforms that the environment configures, at least one.
fn configured(settings: &Settings, health: &mut Health) -> Result<Vec<Platform>> {
    let platforms: Vec<Platform> = platforms(settings, health)
        .into_iter()
        .filter_map(Result::transpose)
        .collect::<Result<_>>()?;
    if platforms.is_empty() {
        let needed: Vec<&str> = PLATFORMS.iter().map(|known| known.needed).collect();
        bail!("no platform is configured: {}", needed.join("; or "));
    }
    Ok(platforms)
}

/// The platforms of this program, each `None` if it is not configured.
fn platforms(settings: &Settings, health: &mut Health) -> Vec<Result<Option<Platform>>> {
    let has_shards = cfg!(not(feature = "discord")) && settings.shards.is_some();
    let shards =
        has_shards.then(|| bail!("--shards: this program was built without the feature `discord`"));
    let has_page = cfg!(not(feature = "web")) && settings.web.is_some();
    let page = has_page.then(|| bail!("--web: this program was built without the feature `web`"));
    let known = PLATFORMS.iter();
    known
        .map(|known| (known.configure)(settings, health))
        .chain(shards)
        .chain(page)
        .collect()
}

/// Waits until all tasks have ended. If one fails, stops the others too, so that the operator notices.
async fn all_end(
    mut running: JoinSet<Result<()>>,
    stopping: &watch::Sender<bool>,
    mut stop: Pin<&mut impl Future<Output = ()>>,
) -> Result<()> {
    let mut ended = Ok(());
    let mut is_stopping = false;
    loop {
        tokio::select! {
            next = running.join_next() => {
                let Some(next) = next else { return ended };
                ended = ended.and(next.unwrap_or_else(|broken| Err(broken.into())));
            }
            () = &mut stop, if !is_stopping => {}
        }
        is_stopping = true;
        stopping.send_replace(true);
    }
}

/// Completes when all tasks must stop.
fn stop_of(stopping: &watch::Sender<bool>) -> Stop {
    let mut stops = stopping.subscribe();
    Box::pin(async move {
        let _ = stops.wait_for(|stops| *stops).await;
    })
}

fn runtime() -> Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(AT_WORK)
        .build()
        .context("no runtime")
}

/// Completes at Ctrl-C, or at SIGTERM, which containers send.
fn stop_signal() -> Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt()).context("Ctrl-C cannot be waited for")?;
    let mut terminate = signal(SignalKind::terminate()).context("SIGTERM cannot be waited for")?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        tracing::info!("stopping");
    })
}

/// Notifies at each SIGHUP, which asks to read the content again. Registered at the start, because an unhandled SIGHUP ends
/// the process.
fn reload_signal() -> Result<Arc<Notify>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut hangup = signal(SignalKind::hangup()).context("SIGHUP cannot be waited for")?;
    let asked = Arc::new(Notify::new());
    let asking = Arc::clone(&asked);
    tokio::spawn(async move {
        while hangup.recv().await.is_some() {
            asking.notify_one();
        }
    });
    Ok(asked)
}
