//! `voetnoot serve`: every platform that is configured, until the operator says stop.

use std::num::NonZero;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};

use super::tasks::{bot, print};
use crate::chat::discord;
use crate::config::{Secret, Settings};

/// Where Discord's token is looked for.
const TOKEN: [&str; 2] = ["VOETNOOT_DISCORD_TOKEN", "DISCORD_TOKEN"];

/// The base URL of a server that is compatible with Discord.
const API: &str = "VOETNOOT_DISCORD_API";

/// How long a connection to a platform may take to be made.
const CONNECT: Duration = Duration::from_secs(10);

pub(super) fn serve(settings: &Settings, shards: Option<String>) -> Result<()> {
    let shards = shards.or_else(|| settings.shards.clone());
    let discord = discord_settings(settings, shards.as_deref())?;
    let bot = Arc::new(bot(settings)?);
    runtime()?.block_on(async {
        let stop = stop_signal()?;
        tracing::info!("serving; Ctrl-C or SIGTERM ends it");
        let warm = Arc::clone(&bot);
        tokio::task::spawn_blocking(move || warm.warm_up());
        discord::run(bot, discord, stop).await
    })
}

pub(super) fn invite(application: Option<NonZero<u64>>) -> Result<()> {
    let id = match application {
        Some(id) => id.get(),
        None => {
            let token = token()?;
            let client = client()?;
            let api = api();
            runtime()?
                .block_on(discord::application(&token, api.as_deref(), client))
                .context(
                    "the application's id cannot be had from Discord; --application names it",
                )?
        }
    };
    print(&discord::invite_link(id))
}

fn discord_settings(settings: &Settings, shards: Option<&str>) -> Result<discord::Settings> {
    let shards = shards
        .map(str::parse)
        .transpose()
        .map_err(anyhow::Error::msg)
        .context("--shards")?;
    Ok(discord::Settings {
        token: token()?,
        api: api(),
        shards,
        language: settings.language(),
        limits: settings.limits.unwrap_or_default(),
        client: client()?,
    })
}

fn token() -> Result<Secret> {
    match Secret::from_environment(&TOKEN)? {
        Some(token) => Ok(token),
        None => bail!(
            "no platform is configured: put Discord's token into {} (or name a file that holds it in {}_FILE)",
            TOKEN[0],
            TOKEN[0]
        ),
    }
}

fn api() -> Option<String> {
    std::env::var(API).ok().filter(|base| !base.is_empty())
}

fn client() -> Result<reqwest::Client> {
    reqwest::Client::builder()
        .connect_timeout(CONNECT)
        .build()
        .context("requests cannot be sent")
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
