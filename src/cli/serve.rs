//! `voetnoot serve`: every platform that is configured, until the operator says stop.

#[cfg(feature = "discord")]
pub(super) mod discord;
#[cfg(feature = "matrix")]
pub(super) mod matrix;

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;

use super::tasks::server;
use crate::bot::Served;
use crate::config::Settings;
use crate::db::{Database, Hold, NotHeld, Sharing};
use crate::ops::content::{self, Content, Seen};
use crate::ops::{self, Health};

/// How long what cannot be cut off may take at the very end.
const LAST: Duration = Duration::from_millis(250);

/// On how many threads there is work that takes its time: answers, the store, Matrix's own. Where a machine is busy, tokio
/// would otherwise begin hundreds, each of which keeps memory for itself.
const AT_WORK: usize = 16;

/// A platform that this program can run.
struct Known {
    /// Reads its settings; `None` if it is not configured.
    configure: fn(&Settings, &mut Health) -> Result<Option<Platform>>,
    /// What has to be set for the bot to run there.
    needed: &'static str,
}

/// Every platform is registered here.
const PLATFORMS: &[Known] = &[
    #[cfg(feature = "discord")]
    discord::PLATFORM,
    #[cfg(feature = "matrix")]
    matrix::PLATFORM,
];

/// What comes when a platform is to stop.
type Stop = Pin<Box<dyn Future<Output = ()> + Send>>;

/// A platform that is configured: its name, and what runs it.
struct Platform {
    name: &'static str,
    run: Run,
}

/// What runs a platform, with a bot and what it keeps.
type Run = Box<dyn FnOnce(Served, Arc<Database>, Stop) -> Running>;

type Running = Pin<Box<dyn Future<Output = Result<()>> + Send>>;

pub(super) fn serve(settings: &Settings) -> Result<()> {
    let mut health = Health::new();
    let platforms = configured(settings, &mut health)?;
    let _hold = hold(settings)?;
    let store = Arc::new(Database::open(&settings.state_folder())?);
    let runtime = runtime()?;
    let served = runtime.block_on(run(settings, platforms, store, Arc::new(health)));
    // What is being written is; an index that is still being made goes on where it was, the next time.
    runtime.shutdown_timeout(LAST);
    served
}

/// Holds the state folder: two that serve would answer everything twice. Those that share a bot's shards share it too, for
/// what they keep is of one bot. Where it cannot be written nothing is held; the store says what that means.
fn hold(settings: &Settings) -> Result<Option<Hold>> {
    let sharing = match &settings.shards {
        Some(shards) => Sharing::Shards(shards.own.clone()),
        None => Sharing::Alone,
    };
    match Hold::of(&settings.state_folder(), sharing) {
        Ok(hold) => Ok(Some(hold)),
        Err(NotHeld::Unusable { folder, cause }) => {
            tracing::warn!(
                folder, %cause,
                "a second program with this state folder would not be noticed, and answer everything twice: the folder has \
                 to be writable (--state names another)"
            );
            Ok(None)
        }
        Err(used) => Err(used.into()),
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

/// Runs platforms and what watches over them, until the operator says stop.
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
    let opening = tokio::task::spawn_blocking(move || (Seen::now(&of), server(&of)));
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
    tokio::task::spawn_blocking(move || bot.warm_up());
    let content = Content::new(settings.clone(), served.clone(), Arc::clone(&health));
    let reloading = tokio::spawn(content.keep_current(seen, content::EVERY, reload));
    let asking = tokio::spawn(health.keep_asking(served.clone()));
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

/// What is wrong with the settings of the platforms; nothing where none is configured.
pub(super) fn faults(settings: &Settings) -> Vec<anyhow::Error> {
    let platforms = platforms(settings, &mut Health::new()).into_iter();
    platforms.filter_map(Result::err).collect()
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

/// Every platform of this program, as far as it is configured.
fn platforms(settings: &Settings, health: &mut Health) -> Vec<Result<Option<Platform>>> {
    let has_shards = cfg!(not(feature = "discord")) && settings.shards.is_some();
    let shards =
        has_shards.then(|| bail!("--shards: this program was built without the feature `discord`"));
    let known = PLATFORMS.iter();
    known
        .map(|known| (known.configure)(settings, health))
        .chain(shards)
        .collect()
}

/// Waits until all have ended. Where one ends because it cannot go on, the others stop too: half a service that looks
/// whole is worse than none.
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

/// What comes when all are to stop.
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

/// What comes when the operator says stop: Ctrl-C, or SIGTERM as a container gives it.
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

/// What the operator says by SIGHUP: read the content again. It is listened for from the start: a program that does not
/// listen is ended by it.
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
