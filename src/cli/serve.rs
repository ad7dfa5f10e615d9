//! `voetnoot serve`: every platform that is configured, until the operator says stop.

#[cfg(feature = "discord")]
pub(super) mod discord;
#[cfg(feature = "matrix")]
pub(super) mod matrix;

use std::pin::Pin;
use std::sync::Arc;

use anyhow::{Context as _, Result, bail};
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::tasks::bot;
use crate::bot::Bot;
use crate::config::Settings;
use crate::store::Store;

/// What comes when a platform is to stop.
type Stop = Pin<Box<dyn Future<Output = ()> + Send>>;

/// A platform that is configured: its name, and what runs it.
struct Platform {
    name: &'static str,
    run: Run,
}

/// What runs a platform, with a bot and what it keeps.
type Run = Box<dyn FnOnce(Arc<Bot>, Arc<Store>, Stop) -> Running>;

type Running = Pin<Box<dyn Future<Output = Result<()>> + Send>>;

pub(super) fn serve(settings: &Settings, shards: Option<&str>) -> Result<()> {
    let platforms = configured(settings, shards)?;
    let store = Arc::new(Store::open(&settings.state_folder())?);
    let bot = Arc::new(bot(settings)?);
    runtime()?.block_on(async {
        let stop = stop_signal()?;
        let names: Vec<&str> = platforms.iter().map(|platform| platform.name).collect();
        tracing::info!(
            platforms = names.join(", "),
            "serving; Ctrl-C or SIGTERM ends it"
        );
        let warm = Arc::clone(&bot);
        tokio::task::spawn_blocking(move || warm.warm_up());
        run_all(platforms, &bot, &store, stop).await
    })
}

/// The platforms that the environment configures, at least one.
fn configured(settings: &Settings, shards: Option<&str>) -> Result<Vec<Platform>> {
    let platforms: Vec<Platform> = [
        #[cfg(feature = "discord")]
        discord::platform(settings, shards),
        #[cfg(feature = "matrix")]
        matrix::platform(settings),
    ]
    .into_iter()
    .collect::<Result<Vec<_>>>()?
    .into_iter()
    .flatten()
    .collect();
    #[cfg(not(feature = "discord"))]
    anyhow::ensure!(
        shards.is_none(),
        "--shards: this program was built without the feature `discord`"
    );
    let needed = [
        #[cfg(feature = "discord")]
        discord::NEEDED,
        #[cfg(feature = "matrix")]
        matrix::NEEDED,
    ];
    if platforms.is_empty() {
        bail!("no platform is configured: {}", needed.join("; or "));
    }
    Ok(platforms)
}

/// Runs platforms side by side. Where one ends because it cannot go on, the others stop too: half a service that looks
/// whole is worse than none.
async fn run_all(
    platforms: Vec<Platform>,
    bot: &Arc<Bot>,
    store: &Arc<Store>,
    stop: impl Future<Output = ()>,
) -> Result<()> {
    let (stopping, _) = watch::channel(false);
    let mut running = JoinSet::new();
    for platform in platforms {
        let mut stops = stopping.subscribe();
        let stop: Stop = Box::pin(async move {
            let _ = stops.wait_for(|stops| *stops).await;
        });
        let run = (platform.run)(Arc::clone(bot), Arc::clone(store), stop);
        let name = platform.name;
        running.spawn(async move { run.await.context(name) });
    }
    tokio::pin!(stop);
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

fn runtime() -> Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
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

/// A setting from the environment; none where it is set to nothing.
fn setting(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
