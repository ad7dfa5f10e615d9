//! Where something is said on Discord, and what whoever says it may do there.

use serenity::all::{
    Cache, ChannelId, GuildChannel, GuildId, InteractionContext, Member, Message, PartialChannel,
    PartialMember, Permissions, UserId,
};

use crate::chat::channel_settings::Location;

/// The place of a message. A thread is where its channel is.
pub(super) fn of_message(cache: &Cache, guild: Option<GuildId>, channel: ChannelId) -> Location {
    let parent = || {
        let guild = cache.guild(guild?)?;
        let thread = guild.threads.iter().find(|thread| thread.id == channel)?;
        thread.parent_id
    };
    place(guild, parent().unwrap_or(channel))
}

/// The place of an interaction, which says itself where its thread belongs.
pub(super) fn of_interaction(
    guild: Option<GuildId>,
    channel: ChannelId,
    described: Option<&PartialChannel>,
) -> Location {
    let parent = described
        .filter(|channel| channel.thread_metadata.is_some())
        .and_then(|channel| channel.parent_id);
    place(guild, parent.unwrap_or(channel))
}

/// What a server is called here.
pub(super) fn of_server(guild: GuildId) -> String {
    format!("discord {guild}")
}

/// The place of a channel that is no thread.
pub(super) fn place(guild: Option<GuildId>, channel: ChannelId) -> Location {
    Location {
        server: guild.map(of_server),
        channel: format!("discord {channel}"),
    }
}

/// What the bot may do in a channel; none where that is not known, as in a direct message.
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

/// Whether the author of a message keeps order where it was said: in a direct message everybody does.
pub(super) fn keeps_order(cache: &Cache, message: &Message) -> bool {
    member_keeps_order(
        cache,
        message.guild_id,
        message.channel_id,
        message.author.id,
        message.member.as_deref(),
    )
}

/// The same of a member, as an event describes them.
pub(super) fn member_keeps_order(
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

/// The same of whoever uses an interaction, as Discord describes them. Among others who are in no server nobody keeps order.
pub(super) fn user_keeps_order(
    guild: Option<GuildId>,
    member: Option<&Member>,
    context: Option<InteractionContext>,
) -> bool {
    if guild.is_none() {
        return context != Some(InteractionContext::PrivateChannel);
    }
    member
        .and_then(|member| member.permissions)
        .is_some_and(|permissions| permissions.manage_messages())
}

/// Asks about a channel of a server. In a thread the permissions are those of its channel.
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
