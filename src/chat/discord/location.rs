//! Channels as settings know them, and the permissions of users in them.

use serenity::all::{
    Cache, ChannelId, Guild, GuildChannel, GuildId, PartialChannel, PartialMember, Permissions,
    Role, RoleId, UserId,
};

use crate::chat::channel_settings::Location;

/// Returns the location of a message. A thread has the location of its channel.
pub(super) fn of_message(cache: &Cache, server: Option<GuildId>, channel: ChannelId) -> Location {
    let parent = || {
        let server = cache.guild(server?)?;
        parent(&server, channel)
    };
    location(server, parent().unwrap_or(channel))
}

/// Returns the location of an interaction, which names the channel of its thread.
pub(super) fn of_interaction(
    server: Option<GuildId>,
    channel: ChannelId,
    described: Option<&PartialChannel>,
) -> Location {
    let parent = described
        .filter(|channel| channel.thread_metadata.is_some())
        .and_then(|channel| channel.parent_id);
    location(server, parent.unwrap_or(channel))
}

/// Returns the name of a server in settings.
pub(super) fn of_server(server: GuildId) -> String {
    format!("discord {server}")
}

/// Returns the location of a channel that is no thread.
pub(super) fn location(server: Option<GuildId>, channel: ChannelId) -> Location {
    Location {
        server: server.map(of_server),
        channel: format!("discord {channel}"),
    }
}

/// Whether a server has a channel, or a thread in one.
pub(super) fn has_channel(server: &Guild, channel: ChannelId) -> bool {
    channel_of(server, channel).is_some()
}

/// Returns the server of a channel; `None` if it is not known, as of a direct message.
pub(super) fn server_of(cache: &Cache, channel: ChannelId) -> Option<GuildId> {
    let has_it = |server: &GuildId| {
        let server = cache.guild(*server);
        server.is_some_and(|server| has_channel(&server, channel))
    };
    cache.guilds().into_iter().find(has_it)
}

/// Returns the permissions of a member in a channel; `None` if they are not known, as in a direct message. Without its
/// description, a member is known only if the server described it: the bot itself.
pub(super) fn permissions(
    cache: &Cache,
    server: Option<GuildId>,
    channel: ChannelId,
    user: UserId,
    member: Option<&PartialMember>,
) -> Option<Permissions> {
    let server = cache.guild(server?)?;
    let channel = channel_of(&server, channel)?;
    Some(match member {
        Some(member) => server.partial_member_permissions_in(channel, user, member),
        None => server.user_permissions_in(channel, server.members.get(&user)?),
    })
}

/// Returns the role that a server made for the bot when it was added; `None` if there is none.
pub(super) fn own_role(cache: &Cache, server: Option<GuildId>, me: UserId) -> Option<RoleId> {
    let server = cache.guild(server?)?;
    let is_own = |role: &&Role| role.tags.bot_id == Some(me);
    server.roles.values().find(is_own).map(|role| role.id)
}

/// Returns a channel of a server; of a thread the channel that it is in, whose permissions it has.
fn channel_of(server: &Guild, channel: ChannelId) -> Option<&GuildChannel> {
    let id = parent(server, channel).unwrap_or(channel);
    server.channels.get(&id)
}

/// Returns the channel that a thread is in; `None` if it is no thread.
fn parent(server: &Guild, channel: ChannelId) -> Option<ChannelId> {
    let thread = server.threads.iter().find(|thread| thread.id == channel)?;
    thread.parent_id
}
