//! Reads what people typed while the program was not connected, from the history of the channels in which it was used lately:
//! after a start, and after a session that could not be resumed. It reads the channels of a server once Discord has described
//! the server.

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::Value;
use serenity::all::{ChannelId, Guild, GuildId, LightMethod, Message, Request, Route};

use super::port::DiscordService;
use super::{location, messages};
use crate::config::Shards;

/// The most messages that Discord returns at once.
const MESSAGES: usize = 100;

/// The most times that a channel is asked for more.
const PAGES: usize = 20;

/// The type of a direct-message channel.
const DIRECT: u64 = 1;

/// Returns the name under which the database keeps that the shards of this process are connected.
pub(super) fn connection(shards: Option<&Shards>) -> String {
    shards.map_or_else(
        || "discord".to_owned(),
        |Shards { own, all }| format!("discord {}-{}/{all}", own.start(), own.end()),
    )
}

/// A shard has begun a session, perhaps after another one that was lost together with its events. Direct messages come to the
/// first shard.
pub(super) async fn after_ready(service: &Arc<DiscordService>, shard: u32, is_again: bool) {
    if is_again {
        service.begin_again().await;
        // Discord describes the servers at the same time: these were first.
        let cache = service.port.cache();
        for server in cache.guilds() {
            let described = cache.guild(server).map(|server| server.clone());
            if let Some(server) = described {
                of_server(service, &server).await;
            }
        }
    }
    if shard == 0 {
        of_direct(service).await;
    }
}

/// Answers what people asked in a server. Messages from before the bot joined are left alone.
pub(super) async fn of_server(service: &Arc<DiscordService>, server: &Guild) {
    let (channels, since) = service.missed(|channel| location::has_channel(server, *channel));
    let joined = u64::try_from(server.joined_at.unix_timestamp()).unwrap_or_default();
    let since = since.max(UNIX_EPOCH + Duration::from_secs(joined));
    for channel in channels {
        of_channel(service, Some(server.id), channel, since).await;
    }
}

/// Answers what people asked in direct messages.
async fn of_direct(service: &Arc<DiscordService>) {
    for channel_id in service.missed_channels() {
        let described = service.port.api.get(Route::Channel { channel_id }).await;
        let is_direct = described.is_ok_and(|described: Value| described["type"] == DIRECT);
        let (direct, since) = service.missed(|other| is_direct && *other == channel_id);
        for channel in direct {
            of_channel(service, None, channel, since).await;
        }
    }
}

/// Answers what people asked in a channel and was not answered, the oldest first.
async fn of_channel(
    service: &Arc<DiscordService>,
    server: Option<GuildId>,
    channel_id: ChannelId,
    since: SystemTime,
) {
    let mut after = messages::snowflake(since);
    for _ in 0..PAGES {
        // Of the messages after one, Discord returns the oldest, the latest of them first.
        let request = Request::new(Route::ChannelMessages { channel_id }, LightMethod::Get);
        let request = request.params(Some(vec![
            ("after", after.to_string()),
            ("limit", MESSAGES.to_string()),
        ]));
        let read: Result<Vec<Message>, _> = service.port.api.fetch(request).await;
        let mut messages = match read {
            Ok(messages) => messages,
            Err(error) => {
                tracing::debug!(channel = channel_id.get(), %error, "the history cannot be read");
                return;
            }
        };
        messages.sort_by_key(|message| message.id);
        let is_last = messages.len() < MESSAGES;
        after = messages.last().map_or(after, |last| last.id.get());
        for mut message in messages {
            message.guild_id = server;
            if !service.was_asked(&message.id).await {
                messages::came(service, &message).await;
            }
        }
        if is_last {
            return;
        }
    }
    tracing::warn!(
        channel = channel_id.get(),
        "so much was written in a channel meanwhile that not all of it was read"
    );
}
