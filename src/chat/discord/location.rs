//! Channels as settings know them, and the permissions of users in them.

use serenity::all::{
    Cache, ChannelId, GuildChannel, GuildId, PartialChannel, PartialMember, Permissions, Role,
    RoleId, UserId,
};

use crate::chat::channel_settings::Location;

/// Returns the location of a message. A thread has the location of its channel.
pub(super) fn of_message(cache: &Cache, guild: Option<GuildId>, channel: ChannelId) -> Location {
    let parent = || {
        let guild = cache.guild(guild?)?;
        let thread = guild.threads.iter().find(|thread| thread.id == channel)?;
        thread.parent_id
    };
    location(guild, parent().unwrap_or(channel))
}

/// Returns the location of an interaction, which names the channel of its thread.
pub(super) fn of_interaction(
    guild: Option<GuildId>,
    channel: ChannelId,
    described: Option<&PartialChannel>,
) -> Location {
    let parent = described
        .filter(|channel| channel.thread_metadata.is_some())
        .and_then(|channel| channel.parent_id);
    location(guild, parent.unwrap_or(channel))
}

/// Returns the name of a server in settings.
pub(super) fn of_server(guild: GuildId) -> String {
    format!("discord {guild}")
}

/// Returns the location of a channel that is no thread.
pub(super) fn location(guild: Option<GuildId>, channel: ChannelId) -> Location {
    Location {
        server: guild.map(of_server),
        channel: format!("discord {channel}"),
    }
}

/// Returns the permissions of a user in a channel; `None` if they are not known, as in a direct message.
pub(super) fn permissions_of(
    cache: &Cache,
    guild: Option<GuildId>,
    channel: ChannelId,
    user: UserId,
) -> Option<Permissions> {
    in_channel(cache, guild, channel, |guild, channel| {
        let member = guild.members.get(&user)?;
        Some(guild.user_permissions_in(channel, member))
    })
}

/// Returns the role that a server made for the bot when it was added; `None` if there is none.
pub(super) fn own_role(cache: &Cache, guild: Option<GuildId>, me: UserId) -> Option<RoleId> {
    let guild = cache.guild(guild?)?;
    let is_own = |role: &&Role| role.tags.bot_id == Some(me);
    guild.roles.values().find(is_own).map(|role| role.id)
}

/// Whether a user, described by an event, is a moderator of a channel. In a direct message everybody is.
pub(super) fn is_moderator(
    cache: &Cache,
    guild: Option<GuildId>,
    channel: ChannelId,
    user: UserId,
    member: Option<&PartialMember>,
) -> bool {
    let Some(member) = member else {
        return guild.is_none();
    };
    in_channel(cache, guild, channel, |guild, channel| {
        Some(guild.partial_member_permissions_in(channel, user, member))
    })
    .is_some_and(|permissions| permissions.manage_messages())
}

/// Looks up a channel of a server. A thread has the permissions of its channel.
pub(super) fn in_channel<T>(
    cache: &Cache,
    guild: Option<GuildId>,
    channel: ChannelId,
    ask: impl FnOnce(&serenity::all::Guild, &GuildChannel) -> Option<T>,
) -> Option<T> {
    let guild = cache.guild(guild?)?;
    let of_thread = || {
        let thread = guild.threads.iter().find(|thread| thread.id == channel)?;
        guild.channels.get(&thread.parent_id?)
    };
    let channel = guild.channels.get(&channel).or_else(of_thread)?;
    ask(&guild, channel)
}
