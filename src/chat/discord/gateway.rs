//! Keeps the connection to Discord's gateway, which sends events, until the program stops.

use std::collections::HashMap;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::{Result, bail};
use reqwest::StatusCode;
use serde_json::json;
use serenity::Error;
use serenity::all::{
    ClientBuilder, ConnectionStage, GatewayError, GatewayIntents, ShardId, ShardManager,
};
use serenity::cache::Settings as CacheSettings;
use tokio::runtime::{Builder, Handle, Runtime};
use tokio::time::Instant;
use tokio_tungstenite::tungstenite::Message as Frame;

use super::handler::Handler;
use super::port::DiscordService;
use super::settings::DiscordSettings;
use crate::bot::Context;
use crate::chat::retry::Pauses;
use crate::config::Shards;
use crate::doctor::discord::gateway as diagnosis;
use crate::parallel::lock;
use crate::render::discord::limits;
use crate::{citation, wording};

/// How long to wait before connecting again: the first time, and at most.
const PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// A runtime for the gateway. If Discord refuses a shard, serenity loops for ever without yielding, which must not block the
/// rest of the program.
pub(super) struct Gateway {
    runtime: Option<Runtime>,
    shards: Arc<Mutex<Option<Arc<ShardManager>>>>,
}

impl Gateway {
    pub(super) fn new() -> Result<Self> {
        let runtime = Builder::new_multi_thread()
            // One may loop for ever; the other receives the request to stop.
            .worker_threads(2)
            .thread_name("gateway")
            .enable_all()
            .build()?;
        Ok(Self {
            runtime: Some(runtime),
            shards: Arc::default(),
        })
    }

    /// Connects, and returns when the connection ends.
    async fn connect(
        &self,
        service: &Arc<DiscordService>,
        shards: Option<Shards>,
        intents: GatewayIntents,
    ) -> serenity::Result<()> {
        let Some(runtime) = &self.runtime else {
            return Ok(());
        };
        let mut cache = CacheSettings::default();
        // The bot keeps no message and no user.
        cache.max_messages = 0;
        cache.cache_users = false;
        let handler = Handler {
            service: Arc::clone(service),
            answering: Handle::current(),
        };
        let http = service.port.api.for_gateway();
        // If this fails, serenity would connect to Discord even if another server is set.
        http.get_gateway().await?;
        let builder = ClientBuilder::new_with_http(http, intents)
            .cache_settings(cache)
            .framework(handler);
        let place = Arc::clone(&self.shards);
        // serenity starts its tasks on the runtime on which the client is made.
        let connected = runtime.spawn(async move {
            let mut client = builder.await?;
            let before = lock(&place).replace(Arc::clone(&client.shard_manager));
            if let Some(before) = before {
                tokio::spawn(async move { before.shutdown_all().await });
            }
            match shards {
                // serenity includes the end of the range, despite its type.
                Some(Shards { own, all }) => {
                    let own = *own.start()..*own.end();
                    client.start_shard_range(own, all).await
                }
                None => client.start_autosharded().await,
            }
        });
        connected.await.unwrap_or(Ok(()))
    }

    /// Returns the stage of each shard, and how long the acknowledgement of its last heartbeat took.
    pub(super) async fn heartbeats(&self) -> HashMap<ShardId, (ConnectionStage, Option<Duration>)> {
        let Some(shards) = lock(&self.shards).clone() else {
            return HashMap::new();
        };
        let runners = shards.runners.lock().await;
        runners
            .iter()
            .map(|(shard, runner)| (*shard, (runner.stage, runner.latency)))
            .collect()
    }

    /// Sends a frame over the connection of every shard.
    pub(super) async fn tell(&self, frame: &Frame) {
        let Some(shards) = lock(&self.shards).clone() else {
            return;
        };
        for runner in shards.runners.lock().await.values() {
            runner.runner_tx.websocket_message(frame.clone());
        }
    }

    /// Closes the connections.
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

/// Connects, and connects again whenever the connection ends. Fails if trying again cannot help.
pub(super) async fn stay_connected(
    service: &Arc<DiscordService>,
    settings: &DiscordSettings,
    gateway: &Gateway,
) -> Result<()> {
    let mut pauses = Pauses::new(PAUSE, LONGEST_PAUSE);
    loop {
        let began = Instant::now();
        let has_content = service.port.has_content.load(Ordering::Relaxed);
        let shards = settings.shards.clone();
        let ended = gateway.connect(service, shards, intents(has_content)).await;
        let error = match ended {
            Ok(()) => "the connection ended".to_owned(),
            Err(Error::Gateway(GatewayError::DisallowedGatewayIntents)) if has_content => {
                tracing::warn!(
                    "Discord does not let this bot read messages (the Message Content intent is off in the developer \
                     portal): ! commands are off; slash commands, mentions, replies and direct messages work"
                );
                service.port.has_content.store(false, Ordering::Relaxed);
                continue;
            }
            Err(error) => match fatal(&error) {
                Some(reason) => bail!(reason),
                None => with_causes(&error),
            },
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

/// The events that the bot asks for. Only the content of messages needs a privilege.
pub(super) fn intents(has_content: bool) -> GatewayIntents {
    let intents = GatewayIntents::GUILDS
        | GatewayIntents::GUILD_MESSAGES
        | GatewayIntents::GUILD_MESSAGE_REACTIONS
        | GatewayIntents::DIRECT_MESSAGES
        | GatewayIntents::DIRECT_MESSAGE_REACTIONS;
    if has_content {
        intents | GatewayIntents::MESSAGE_CONTENT
    } else {
        intents
    }
}

/// Returns an error with its causes. anyhow's chain would repeat causes that serenity's messages contain already.
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

/// Returns what an operator has to do; `None` if trying again may help.
fn fatal(error: &Error) -> Option<&'static str> {
    diagnosis::explanation(match error {
        Error::Gateway(GatewayError::InvalidAuthentication) => 4004,
        Error::Gateway(GatewayError::InvalidGatewayIntents) => 4013,
        Error::Gateway(GatewayError::DisallowedGatewayIntents) => 4014,
        Error::Http(error) if error.status_code() == Some(StatusCode::UNAUTHORIZED) => 4004,
        _ => return None,
    })
}

/// Returns the frame that sets the text under the bot's name: how to begin, and the article. It is empty if there are several articles.
///
/// serenity's own frame has an object as `since`, but Discord documents a number. serenity 0.12 cannot leave that object out when
/// it identifies; Discord takes it there, and this frame follows once the shard is ready.
/// Source: <https://discord.com/developers/docs/events/gateway-events#update-presence>.
pub(super) fn presence(service: &DiscordService) -> Frame {
    const PRESENCE_UPDATE: u8 = 3;
    const CUSTOM: u8 = 4;
    let bot = service.bot.now();
    let activity = bot.article(&Context::default()).map(|article| {
        let text = wording::Message::new("presence")
            .with("article", citation::title(article))
            .words(service.settings.language());
        let text = limits::shortened(&text, limits::PRESENCE);
        json!({ "name": "Custom Status", "type": CUSTOM, "state": text })
    });
    let activities: Vec<_> = activity.into_iter().collect();
    let update = json!({ "op": PRESENCE_UPDATE, "d": {
        "since": 0, "activities": activities, "status": "online", "afk": false,
    }});
    Frame::Text(update.to_string())
}
