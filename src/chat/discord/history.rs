//! Reads what people typed while the program was not connected, from the history of the channels in which it was used lately.
//! It reads the channels of a server once Discord has described the server.

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::Value;
use serenity::all::{ChannelId, Context, Guild, GuildId, Member, Message, UserId};
use serenity::http::Route;

use super::location;
use super::messages::Incoming;
use super::port::DiscordService;
use crate::chat::port::Thread;
use crate::config::Shards;

/// The most messages that Discord returns at once.
const MESSAGES: &str = "100";

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

async fn of_channel(
    service: &Arc<DiscordService>,
    context: &Context,
    server: Option<GuildId>,
    channel: ChannelId,
    since: SystemTime,
) {
    let route = Route::ChannelMessages {
        channel_id: channel,
    };
    let after = snowflake(since).to_string();
    let query = vec![("after", after), ("limit", MESSAGES.to_owned())];
    let read: Result<Vec<Message>, _> = service.port.api.query(route, query).await;
    let mut messages = match read {
        Ok(messages) => messages,
        Err(error) => {
            tracing::debug!(channel = channel.get(), %error, "the history cannot be read");
            return;
        }
    };
    // Discord returns the latest message first.
    messages.sort_by_key(|message| message.id);
    for mut message in messages {
        message.guild_id = server;
        let Some(incoming) = Incoming::of(&message) else {
            continue;
        };
        let (mut sender, preferences, command) = incoming.heard(service, context).await;
        let Some(command) = command else {
            continue;
        };
        if let Some(server) = server {
            let is_moderator = is_moderator(service, context, server, channel, sender.user).await;
            sender.is_moderator = Some(is_moderator);
        }
        let question = Thread {
            message: message.id,
            root: None,
        };
        let asked = service.asked_meanwhile(sender, question, preferences, command);
        asked.await;
    }
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

/// Returns the lowest id of a message that was sent at this time or later.
/// Source: <https://discord.com/developers/docs/reference#snowflakes>.
fn snowflake(time: SystemTime) -> u64 {
    const EPOCH: u128 = 1_420_070_400_000;
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    let since = since.as_millis().saturating_sub(EPOCH);
    u64::try_from(since << 22).unwrap_or(u64::MAX)
}
