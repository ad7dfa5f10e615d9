//! Reads what people typed while the program was not connected, from the history of the channels in which it was used lately:
//! after a start, and after a session that could not be resumed. It reads the channels of a server once Discord has described
//! the server.

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::Value;
use serenity::all::{ChannelId, Context, Guild, GuildId, Member, Message, UserId};
use serenity::http::Route;

use super::location;
use super::messages::{Incoming, snowflake};
use super::port::DiscordService;
use crate::chat::port::Thread;
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

/// Answers what people asked in a server. Messages from before the bot joined are left alone.
pub(super) async fn of_server(service: &Arc<DiscordService>, context: &Context, server: Guild) {
    let is_of_server = |channel: &ChannelId| {
        let is_thread = || server.threads.iter().any(|thread| thread.id == *channel);
        server.channels.contains_key(channel) || is_thread()
    };
    let (channels, since) = service.missed(is_of_server);
    let joined = u64::try_from(server.joined_at.unix_timestamp()).unwrap_or_default();
    let since = since.max(UNIX_EPOCH + Duration::from_secs(joined));
    for channel in channels {
        of_channel(service, context, Some(server.id), channel, since).await;
    }
}

/// A new session has begun after another one was lost, whose events are lost with it.
pub(super) async fn begin_again(service: &Arc<DiscordService>, context: &Context) {
    service.begin_again().await;
    // Discord describes the servers at the same time: these were first.
    for server in context.cache.guilds() {
        let described = context.cache.guild(server).map(|server| server.clone());
        if let Some(server) = described {
            of_server(service, context, server).await;
        }
    }
}

/// Answers what people asked in direct messages.
pub(super) async fn of_direct(service: &Arc<DiscordService>, context: &Context) {
    for channel in service.missed_channels() {
        let route = Route::Channel {
            channel_id: channel,
        };
        let described: Result<Value, _> = service.port.api.get(route).await;
        let is_direct = described.is_ok_and(|described| described["type"] == DIRECT);
        let (direct, since) = service.missed(|other| is_direct && *other == channel);
        for channel in direct {
            of_channel(service, context, None, channel, since).await;
        }
    }
}

/// Answers what people asked in a channel, the oldest first.
async fn of_channel(
    service: &Arc<DiscordService>,
    context: &Context,
    server: Option<GuildId>,
    channel: ChannelId,
    since: SystemTime,
) {
    let mut after = snowflake(since);
    for _ in 0..PAGES {
        let route = Route::ChannelMessages {
            channel_id: channel,
        };
        // Of the messages after one, Discord returns the oldest, the latest of them first.
        let query = vec![
            ("after", after.to_string()),
            ("limit", MESSAGES.to_string()),
        ];
        let read: Result<Vec<Message>, _> = service.port.api.query(route, query).await;
        let mut messages = match read {
            Ok(messages) => messages,
            Err(error) => {
                tracing::debug!(channel = channel.get(), %error, "the history cannot be read");
                return;
            }
        };
        messages.sort_by_key(|message| message.id);
        let is_last = messages.len() < MESSAGES;
        after = messages.last().map_or(after, |last| last.id.get());
        for mut message in messages {
            message.guild_id = server;
            of_message(service, context, &message).await;
        }
        if is_last {
            return;
        }
    }
    tracing::warn!(
        channel = channel.get(),
        "so much was written in a channel meanwhile that not all of it was read"
    );
}

/// Answers a message of the history, unless it was answered.
async fn of_message(service: &Arc<DiscordService>, context: &Context, message: &Message) {
    let Some(incoming) = Incoming::of(message) else {
        return;
    };
    if service.was_asked(&message.id).await {
        return;
    }
    let (mut sender, preferences, command) = incoming.heard(service, context).await;
    let Some(command) = command else {
        return;
    };
    if let Some(server) = message.guild_id {
        let is_moderator = is_moderator(service, context, server, sender.channel, sender.user);
        sender.is_moderator = Some(is_moderator.await);
    }
    let question = Thread {
        message: message.id,
        root: None,
    };
    service.asked(sender, question, preferences, command).await;
}

/// Asks Discord whether a user is a moderator of a channel. An event would tell; the history does not.
async fn is_moderator(
    service: &DiscordService,
    context: &Context,
    guild: GuildId,
    channel: ChannelId,
    user: UserId,
) -> bool {
    let route = Route::GuildMember {
        guild_id: guild,
        user_id: user,
    };
    let member: Result<Member, _> = service.port.api.get(route).await;
    let permissions = member.ok().and_then(|member| {
        location::in_channel(&context.cache, Some(guild), channel, |guild, channel| {
            Some(guild.user_permissions_in(channel, &member))
        })
    });
    permissions.is_some_and(|permissions| permissions.manage_messages())
}
