//! Events as Discord sends them.

use serde_json::{Value, json};

use super::double::{APPLICATION, ASKER, BOT, CHANNEL, DIRECT, GUILD, MODERATOR, OTHER};

pub(crate) fn user(id: u64, name: &str, is_bot: bool) -> Value {
    json!({
        "id": id.to_string(), "username": name, "discriminator": "0", "global_name": name, "avatar": null,
        "bot": is_bot, "public_flags": 0, "flags": 0,
    })
}

fn member(id: u64, name: &str, roles: &[u64]) -> Value {
    json!({
        "user": user(id, name, id == BOT), "nick": null, "avatar": null,
        "roles": roles.iter().map(u64::to_string).collect::<Vec<_>>(),
        "joined_at": "2026-01-01T00:00:00.000000+00:00", "deaf": false, "mute": false, "flags": 0, "pending": false,
        "premium_since": null, "communication_disabled_until": null,
    })
}

/// The permission to manage messages, which makes a moderator.
pub(crate) const MANAGE_MESSAGES: u64 = 1 << 13;

/// The role of moderators.
const MODERATORS: u64 = 5001;

/// The role that the server has for the bot.
pub(crate) const OWN_ROLE: u64 = 5002;

fn role(id: u64, name: &str, permissions: u64) -> Value {
    json!({
        "id": id.to_string(), "name": name, "color": 0, "colors": { "primary_color": 0 }, "hoist": false, "managed": false,
        "mentionable": false, "permissions": permissions.to_string(), "position": 0, "flags": 0, "icon": null,
        "unicode_emoji": null,
    })
}

/// A member as the server tells of one who is asked for.
pub(crate) fn member_of(id: u64) -> Value {
    member(id, "Lid", roles_of(id))
}

fn roles_of(id: u64) -> &'static [u64] {
    if id == MODERATOR { &[MODERATORS] } else { &[] }
}

/// A channel that is asked for: with one person, or of the server.
pub(crate) fn channel(id: &str) -> Value {
    if id == DIRECT.to_string() {
        json!({ "id": id, "type": 1, "last_message_id": null, "recipients": [user(ASKER, "Vrager", false)] })
    } else {
        text_channel(id.parse().unwrap_or(CHANNEL))
    }
}

/// The server that a shard hears of, and its channel: of the first shard [`GUILD`] and [`CHANNEL`].
pub(crate) fn home(shard: u64) -> (u64, u64) {
    ((shard << 22) + GUILD, CHANNEL + 100 * shard)
}

/// The server that a channel is of; `None` if it is with one person.
fn server_of(channel: u64) -> Option<u64> {
    (channel != DIRECT).then(|| home((channel - CHANNEL) / 100).0)
}

/// The server that a shard hears of, in which everybody may do this; moderators may also manage messages.
pub(crate) fn guild(shard: u64, everyone: u64) -> Value {
    let (guild, channel) = home(shard);
    let mut own_role = role(OWN_ROLE, "Voetnoot", 0);
    own_role["tags"] = json!({ "bot_id": BOT.to_string() });
    json!({
        "id": guild.to_string(), "name": "Proefserver", "icon": null, "splash": null, "discovery_splash": null,
        "owner_id": "4999", "afk_channel_id": null, "afk_timeout": 300, "verification_level": 0,
        "default_message_notifications": 0, "explicit_content_filter": 0, "emojis": [], "features": [], "mfa_level": 0,
        "application_id": null, "system_channel_id": null, "system_channel_flags": 0, "rules_channel_id": null,
        "vanity_url_code": null, "description": null, "banner": null, "premium_tier": 0, "premium_subscription_count": 0,
        "preferred_locale": "nl", "public_updates_channel_id": null, "nsfw_level": 0, "stickers": [],
        "premium_progress_bar_enabled": false, "joined_at": "2026-01-01T00:00:00.000000+00:00", "large": false,
        "unavailable": false, "member_count": 4, "voice_states": [], "presences": [], "threads": [],
        "stage_instances": [], "guild_scheduled_events": [], "soundboard_sounds": [],
        "roles": [role(guild, "@everyone", everyone & !MANAGE_MESSAGES), role(MODERATORS, "moderators", MANAGE_MESSAGES), own_role],
        "members": [
            member(BOT, "Voetnoot", &[]), member(ASKER, "Vrager", &[]), member(OTHER, "Ander", &[]),
            member(MODERATOR, "Moderator", &[MODERATORS]),
        ],
        "channels": [text_channel(channel)],
    })
}

/// A channel of the server, as it is when nobody has changed anything.
pub(crate) fn text_channel(id: u64) -> Value {
    json!({
        "id": id.to_string(), "type": 0, "guild_id": server_of(id).map(|id| id.to_string()), "position": 0, "name": "algemeen",
        "permission_overwrites": [], "nsfw": false, "topic": null, "last_message_id": null, "parent_id": null,
        "rate_limit_per_user": 0,
    })
}

/// A message in the channel, or a direct one where there is no server.
pub(crate) fn message(id: u64, channel: u64, author: u64, content: &str) -> Value {
    let mut message = json!({
        "id": id.to_string(), "channel_id": channel.to_string(), "author": user(author, "Vrager", false),
        "content": content, "timestamp": "2026-11-24T12:00:00.000000+00:00", "edited_timestamp": null, "tts": false,
        "mention_everyone": false, "mentions": [], "mention_roles": [], "attachments": [], "embeds": [], "pinned": false,
        "type": 0, "flags": 0, "components": [],
    });
    if content.contains(&format!("<@{BOT}>")) {
        message["mentions"] = json!([user(BOT, "Voetnoot", true)]);
    }
    if let Some(server) = server_of(channel) {
        message["guild_id"] = json!(server.to_string());
        let mut member = member(author, "Vrager", roles_of(author));
        member.as_object_mut().expect("an object").remove("user");
        message["member"] = member;
    }
    message
}

/// What all interactions have.
fn interaction(id: u64, kind: u8, asker: u64, permissions: u64, locale: &str) -> Value {
    let mut member = member(asker, "Vrager", &[]);
    member["permissions"] = json!(permissions.to_string());
    json!({
        "id": id.to_string(), "application_id": APPLICATION.to_string(), "type": kind, "token": format!("token-{id}"),
        "version": 1, "guild_id": GUILD.to_string(), "channel_id": CHANNEL.to_string(), "locale": locale,
        "guild_locale": "nl", "entitlements": [], "attachment_size_limit": 10_485_760, "member": member,
        "app_permissions": "562949953421311", "authorizing_integration_owners": { "0": GUILD.to_string() }, "context": 0,
        "channel": { "id": CHANNEL.to_string(), "type": 0, "name": "algemeen", "permissions": "0" },
    })
}

pub(crate) struct Slash<'a> {
    pub(crate) id: u64,
    pub(crate) name: &'a str,
    pub(crate) options: Value,
    pub(crate) asker: u64,
    pub(crate) permissions: u64,
    pub(crate) locale: &'a str,
}

pub(crate) fn slash(slash: &Slash<'_>) -> Value {
    let mut event = interaction(slash.id, 2, slash.asker, slash.permissions, slash.locale);
    event["data"] =
        json!({ "id": "7000", "name": slash.name, "type": 1, "options": slash.options });
    event
}

pub(crate) fn autocomplete(id: u64, name: &str, options: &Value) -> Value {
    let mut event = interaction(id, 4, ASKER, 0, "nl");
    event["data"] = json!({ "id": "7000", "name": name, "type": 1, "options": options });
    event
}

pub(crate) fn look_up(id: u64, target: &Value) -> Value {
    let mut event = interaction(id, 2, ASKER, 0, "nl");
    let target_id = target["id"].as_str().expect("an id");
    event["data"] = json!({ "id": "7001", "name": "Zoek op in het artikel", "type": 3, "target_id": target_id,
        "resolved": { "messages": { target_id: target } } });
    event
}

pub(crate) fn press(
    id: u64,
    asker: u64,
    permissions: u64,
    custom_id: &str,
    value: Option<&str>,
) -> Value {
    let mut event = interaction(id, 3, asker, permissions, "nl");
    event["message"] = message(8000, CHANNEL, BOT, "");
    event["data"] = match value {
        None => json!({ "custom_id": custom_id, "component_type": 2 }),
        Some(value) => json!({ "custom_id": custom_id, "component_type": 3, "values": [value] }),
    };
    event
}

pub(crate) fn reaction(message: &str, user: u64, emoji: &str) -> Value {
    json!({
        "user_id": user.to_string(), "channel_id": CHANNEL.to_string(), "message_id": message,
        "guild_id": GUILD.to_string(), "member": member(user, "Lezer", roles_of(user)),
        "emoji": { "id": null, "name": emoji }, "burst": false, "burst_colors": [], "type": 0,
        "message_author_id": BOT.to_string(),
    })
}
