//! The connection over which Discord tells what happens, kept up until the program is to stop.

use std::collections::HashMap;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use anyhow::{Result, bail};
use serenity::all::{
    ActivityData, ClientBuilder, ConnectionStage, GatewayIntents, ShardId, ShardManager,
};
use serenity::cache::Settings as CacheSettings;
use serenity::gateway::GatewayError;
use tokio::runtime::{Builder, Runtime};
use tokio::time::Instant;

use super::handler::Handler;
use super::port::DiscordService;
use super::{Settings, Shards, diagnosis};
use crate::chat::retry::Pauses;

/// How long to wait before connecting anew, at first and at most.
const PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// After how long without a connection a shard is asked for the reason.
const UNREADY: Duration = Duration::from_secs(8);

/// How often to look which shards are without a connection.
const LOOK: Duration = Duration::from_millis(500);

/// Threads for the gateway alone. Where Discord refuses a shard, serenity spins without end and without giving way, which
/// must not keep anything else from being answered, or from stopping.
pub(super) struct Gateway {
    runtime: Option<Runtime>,
    shards: Arc<Mutex<Option<Arc<ShardManager>>>>,
}

impl Gateway {
    pub(super) fn new() -> Result<Self> {
        let runtime = Builder::new_multi_thread()
            // One may spin; the other hears that it is to stop.
            .worker_threads(2)
            .thread_name("gateway")
            .enable_all()
            .build()?;
        Ok(Self {
            runtime: Some(runtime),
            shards: Arc::default(),
        })
    }

    /// Holds the connection of a client until it ends.
    async fn hold(&self, builder: ClientBuilder, shards: Option<Shards>) -> serenity::Result<()> {
        let Some(runtime) = &self.runtime else {
            return Ok(());
        };
        let place = Arc::clone(&self.shards);
        // Made there too: serenity starts its tasks where the client is made.
        let held = runtime.spawn(async move {
            let mut client = builder.await?;
            let before = lock(&place).replace(Arc::clone(&client.shard_manager));
            if let Some(before) = before {
                tokio::spawn(async move { before.shutdown_all().await });
            }
            match shards {
                // Despite its type the range includes its end.
                Some(Shards { own, all }) => {
                    client
                        .start_shard_range(*own.start()..*own.end(), all)
                        .await
                }
                None => client.start_autosharded().await,
            }
        });
        held.await.unwrap_or(Ok(()))
    }

    /// How far each shard has come, and how long its last heartbeat took to be acknowledged.
    pub(super) async fn heartbeats(&self) -> Vec<(ShardId, (ConnectionStage, Option<Duration>))> {
        let Some(shards) = lock(&self.shards).clone() else {
            return Vec::new();
        };
        let runners = shards.runners.lock().await;
        runners
            .iter()
            .map(|(shard, runner)| (*shard, (runner.stage, runner.latency)))
            .collect()
    }

    /// The shards that were started and are not connected; this one if none was started.
    async fn unconnected(&self, first: ShardId) -> Vec<ShardId> {
        let seen = self.heartbeats().await;
        if seen.is_empty() {
            return vec![first];
        }
        let unconnected = seen
            .into_iter()
            .filter(|(_, (stage, _))| *stage != ConnectionStage::Connected);
        unconnected.map(|(shard, _)| shard).collect()
    }

    /// Shows something under the bot's name, on every shard.
    pub(super) async fn show(&self, activity: &Option<ActivityData>) {
        let Some(shards) = lock(&self.shards).clone() else {
            return;
        };
        for runner in shards.runners.lock().await.values() {
            runner.runner_tx.set_activity(activity.clone());
        }
    }

    /// Says goodbye to Discord.
    pub(super) async fn close(&self) {
        const GOODBYE: Duration = Duration::from_millis(500);
        let shards = lock(&self.shards).take();
        if let (Some(shards), Some(runtime)) = (shards, &self.runtime) {
            let goodbye = runtime.spawn(async move { shards.shutdown_all().await });
            let _ = tokio::time::timeout(GOODBYE, goodbye).await;
        }
    }
}

impl Drop for Gateway {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

fn lock(place: &Mutex<Option<Arc<ShardManager>>>) -> MutexGuard<'_, Option<Arc<ShardManager>>> {
    place.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Connects, and connects anew whenever that ends for a reason that may pass.
pub(super) async fn stay_connected(
    service: &Arc<DiscordService>,
    settings: &Settings,
    gateway: &Gateway,
) -> Result<()> {
    let mut intents = intents();
    let mut pauses = Pauses::new(PAUSE, LONGEST_PAUSE);
    loop {
        let began = Instant::now();
        let ended = tokio::select! {
            ended = connect(service, settings, gateway, intents) => ended,
            fault = persistent_fault(service, settings, gateway, intents) => bail!(fault),
        };
        let error = match ended {
            Ok(()) => "the connection ended".to_owned(),
            Err(serenity::Error::Gateway(error)) => match error {
                GatewayError::DisallowedGatewayIntents if intents.message_content() => {
                    tracing::warn!(
                        "Discord does not let this bot read messages (the Message Content intent is off in the developer \
                         portal): ! commands are off; slash commands, mentions, replies and direct messages work"
                    );
                    intents.remove(GatewayIntents::MESSAGE_CONTENT);
                    service.port.has_content.store(false, Ordering::Relaxed);
                    continue;
                }
                error => match fatal(&error) {
                    Some(reason) => bail!(reason),
                    None => with_causes(&error),
                },
            },
            Err(serenity::Error::Http(error))
                if error
                    .status_code()
                    .is_some_and(|status| status.as_u16() == 401) =>
            {
                bail!(diagnosis::TOKEN)
            }
            Err(error) => with_causes(&error),
        };
        if began.elapsed() > LONGEST_PAUSE {
            pauses = Pauses::new(PAUSE, LONGEST_PAUSE);
        }
        let pause = pauses.next(None);
        tracing::warn!(
            error,
            seconds = pause.as_secs(),
            "no connection to Discord; trying again"
        );
        tokio::time::sleep(pause).await;
    }
}

/// Returns if one of the shards does not connect for a reason that trying again does not change. The others may be connected:
/// serenity tries the one that Discord refuses for ever, and keeps the others from being heard.
async fn persistent_fault(
    service: &Arc<DiscordService>,
    settings: &Settings,
    gateway: &Gateway,
    intents: GatewayIntents,
) -> &'static str {
    let first = settings.shards.as_ref().map_or(0, |own| *own.own.start());
    // When each shard is asked next.
    let mut asked_at: HashMap<ShardId, Instant> = HashMap::new();
    loop {
        tokio::time::sleep(LOOK).await;
        let unconnected = gateway.unconnected(ShardId(first)).await;
        asked_at.retain(|shard, _| unconnected.contains(shard));
        for shard in unconnected {
            let now = Instant::now();
            let at = asked_at.entry(shard).or_insert(now + UNREADY);
            if *at > now {
                continue;
            }
            *at = now + LONGEST_PAUSE;
            let all = settings.shards.as_ref().map_or_else(
                || service.port.shards.load(Ordering::Relaxed).max(1),
                |shards| shards.all,
            );
            let (api, token) = (&service.port.api, &settings.token);
            if let Some(fault) = diagnosis::fault(api, token, [shard.0, all], intents).await {
                return fault;
            }
        }
    }
}

/// Holds one connection until it ends.
async fn connect(
    service: &Arc<DiscordService>,
    settings: &Settings,
    gateway: &Gateway,
    intents: GatewayIntents,
) -> serenity::Result<()> {
    let mut cache = CacheSettings::default();
    // Nothing that is said is kept.
    cache.max_messages = 0;
    cache.cache_users = false;
    let handler = Handler {
        service: Arc::clone(service),
        answering: tokio::runtime::Handle::current(),
    };
    let http = service.port.api.for_gateway();
    // Asked first: if this fails, serenity would connect to Discord itself.
    http.get_gateway().await?;
    let builder = ClientBuilder::new_with_http(http, intents)
        .cache_settings(cache)
        .event_handler(handler);
    gateway.hold(builder, settings.shards.clone()).await
}

/// What the bot wants to hear of. Only the content of messages is a privilege.
fn intents() -> GatewayIntents {
    GatewayIntents::GUILDS
        | GatewayIntents::GUILD_MESSAGES
        | GatewayIntents::GUILD_MESSAGE_REACTIONS
        | GatewayIntents::DIRECT_MESSAGES
        | GatewayIntents::DIRECT_MESSAGE_REACTIONS
        | GatewayIntents::MESSAGE_CONTENT
}

/// An error with what caused it: «Error while sending HTTP request.» alone tells nobody what to mend. What serenity wraps it
/// repeats, which anyhow's own chain would say twice.
fn with_causes(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.fold(error.to_string(), |said, cause| {
        let cause = cause.to_string();
        if said.ends_with(&cause) {
            said
        } else {
            format!("{said}: {cause}")
        }
    })
}

/// What an operator can do if trying again is of no use; `None` if it may help.
fn fatal(error: &GatewayError) -> Option<&'static str> {
    diagnosis::explanation(match error {
        GatewayError::InvalidAuthentication => 4004,
        GatewayError::InvalidGatewayIntents => 4013,
        GatewayError::DisallowedGatewayIntents => 4014,
        _ => return None,
    })
}
