//! Turns messages and reactions of the gateway into calls of the chat service.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{SystemTime, UNIX_EPOCH};

use serenity::all::{
    ChannelId, Context, GuildId, Message, MessageType, MessageUpdateEvent, PartialMember,
    Permissions, Reaction as Reacted, ReactionType, User, UserId,
};

use super::location;
use super::port::{DiscordPort, DiscordService};
use super::post::Style;
use crate::chat::addressed::{self, Heard, without_mentions};
use crate::chat::port::{Sender, Thread};
use crate::chat::service::Reaction;
use crate::command::{self, Command, Name};
use crate::db::AGE;
use crate::preferences::Preferences;
use crate::render::discord::commands::Form;

/// The permissions that a good answer in a channel needs.
const NEEDED: Permissions = Permissions::SEND_MESSAGES
    .union(Permissions::EMBED_LINKS)
    .union(Permissions::READ_MESSAGE_HISTORY);

/// Handles a new message.
pub(super) async fn came(service: &Arc<DiscordService>, context: &Context, message: Message) {
    let Some(incoming) = Incoming::of(&message) else {
        return;
    };
    let (sender, preferences, command) = incoming.heard(service, context).await;
    let question = Thread {
        message: message.id,
        root: None,
    };
    if let Some(command) = command {
        service.asked(sender, question, preferences, command).await;
    }
}

/// Handles an edited message.
pub(super) async fn edited(
    service: &Arc<DiscordService>,
    context: &Context,
    event: MessageUpdateEvent,
) {
    // Without the time of an edit, Discord only adds the preview of a link.
    let (Some(edited), Some(text)) = (event.edited_timestamp, event.content) else {
        return;
    };
    let at = u64::try_from(edited.unix_timestamp_nanos() / 1_000).unwrap_or_default();
    // On Discord nobody can edit another user's message.
    let edit = service.begin_edit(&event.id, at, None).await;
    let author = event.author.as_ref().filter(|author| !author.bot);
    let Some(user) = edit
        .as_ref()
        .map(|edit| *edit.asker())
        .or(author.map(|author| author.id))
    else {
        return;
    };
    let incoming = Incoming {
        user,
        member: event.member.as_ref().and_then(Option::as_deref),
        place: (event.guild_id, event.channel_id),
        text: &text,
        replied_to: event.referenced_message.as_ref().and_then(Option::as_deref),
        mentions: event.mentions.as_deref().unwrap_or_default(),
    };
    let (sender, preferences, command) = incoming.heard(service, context).await;
    match (edit, command) {
        (Some(edit), command) => service.edited(edit, sender, preferences, command, at).await,
        // The message was no command before, unless it is so old that its answer is not followed any more.
        (None, Some(command)) if event.id.get() > snowflake(SystemTime::now() - AGE) => {
            let question = Thread {
                message: event.id,
                root: None,
            };
            service.asked(sender, question, preferences, command).await;
        }
        (None, _) => {}
    }
}

/// Returns the lowest id of a message that was sent at this time or later.
/// Source: <https://discord.com/developers/docs/reference#snowflakes>.
pub(super) fn snowflake(time: SystemTime) -> u64 {
    const EPOCH: u128 = 1_420_070_400_000;
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    let since = since.as_millis().saturating_sub(EPOCH);
    u64::try_from(since << 22).unwrap_or(u64::MAX)
}

/// The fields of a message that decide what it asks.
pub(super) struct Incoming<'a> {
    user: UserId,
    member: Option<&'a PartialMember>,
    place: (Option<GuildId>, ChannelId),
    text: &'a str,
    replied_to: Option<&'a Message>,
    mentions: &'a [User],
}

impl<'a> Incoming<'a> {
    /// Returns the fields of a message; `None` if no person wrote it.
    pub(super) fn of(message: &'a Message) -> Option<Self> {
        let is_ordinary = matches!(
            message.kind,
            MessageType::Regular | MessageType::InlineReply
        );
        let author = &message.author;
        let is_of_person = !author.bot && !author.system && message.webhook_id.is_none();
        (is_ordinary && is_of_person).then(|| Self {
            user: author.id,
            member: message.member.as_deref(),
            place: (message.guild_id, message.channel_id),
            text: &message.content,
            replied_to: message.referenced_message.as_deref(),
            mentions: &message.mentions,
        })
    }

    /// Returns who sent the message, the settings there, and the command for the bot; `None` if it has none.
    pub(super) async fn heard(
        &self,
        service: &DiscordService,
        context: &Context,
    ) -> (Sender<DiscordPort>, Arc<Preferences>, Option<Command>) {
        let (cache, (guild, channel)) = (&context.cache, self.place);
        let me = service.port.me.get().copied().unwrap_or_default();
        let own = location::permissions_of(cache, guild, channel, me);
        let is_moderator = location::is_moderator(cache, guild, channel, self.user, self.member);
        let location = location::of_message(cache, guild, channel);
        let preferences = service.settings.preferences(&location).await;
        // Without the intent, messages in channels arrive without their content.
        let hears_prefix = guild.is_none() || service.port.has_content.load(Ordering::Relaxed);
        let sender = Sender {
            user: self.user,
            channel,
            location,
            is_direct: guild.is_none(),
            is_moderator: Some(is_moderator),
            language: None,
            style: Style {
                is_plain: own.is_some_and(|own| !own.embed_links()),
                is_unlinked: own.is_some_and(|own| !own.read_message_history()),
                form: if hears_prefix {
                    Form::Typed(preferences.prefix.as_str().into())
                } else {
                    Form::Slash
                },
                is_guest: false,
            },
        };
        let is_reply = self.replied_to.is_some_and(|other| other.author.id == me);
        let own_role = location::own_role(cache, guild, me).map(|role| format!("<@&{role}>"));
        let mentions_role = own_role
            .as_ref()
            .is_some_and(|role| self.text.contains(role));
        let heard = Heard {
            text: self.text,
            prefix: &preferences.prefix,
            is_direct: guild.is_none(),
            is_reply,
            is_mentioned: mentions_role || self.mentions.iter().any(|user| user.id == me),
        };
        let mentions = [format!("<@{me}>"), format!("<@!{me}>")];
        let mentions = mentions.iter().chain(&own_role).map(String::as_str);
        let mentions: Vec<&str> = mentions.collect();
        let command = addressed::command(
            heard,
            |text| without_mentions(text, &mentions),
            |text| service.asks_on(text, &preferences),
        );
        let command = command.map(|command| self.with_subject(command, me));
        let missing = own.map(|own| NEEDED.difference(own));
        if let Some(missing) = missing.filter(|missing| command.is_some() && !missing.is_empty()) {
            tracing::warn!(
                channel = channel.get(),
                rights = missing.get_permission_names().join(", "),
                "asked in a channel where the bot lacks rights"
            );
        }
        (sender, preferences, command)
    }

    /// Turns a command without a question, in reply to another user's message, into a question with the text of that message.
    fn with_subject(&self, command: Command, me: UserId) -> Command {
        let asks_nothing = match &command {
            Command::Ask(text) => text.is_empty(),
            Command::Incomplete(name) => *name == Name::Ask,
            _ => false,
        };
        let other = self.replied_to.filter(|other| other.author.id != me);
        let said = other.map(|other| other.content.trim()).unwrap_or_default();
        if asks_nothing && !said.is_empty() {
            command::question(said)
        } else {
            command
        }
    }
}

/// Handles a new reaction.
pub(super) async fn reacted(service: &Arc<DiscordService>, context: &Context, reaction: Reacted) {
    let me = service.port.me.get().copied();
    let member = reaction.member.as_ref();
    let is_bot = member.is_some_and(|member| member.user.bot);
    let (Some(user), Some(emoji)) = (reaction.user_id, emoji(&reaction)) else {
        return;
    };
    if is_bot || me == Some(user) {
        return;
    }
    let (guild, channel) = (reaction.guild_id, reaction.channel_id);
    let permissions = member.and_then(|member| {
        location::in_channel(&context.cache, guild, channel, |guild, channel| {
            Some(guild.user_permissions_in(channel, member))
        })
    });
    let sender = Sender {
        user,
        channel,
        location: location::of_message(&context.cache, guild, channel),
        is_direct: guild.is_none(),
        is_moderator: Some(permissions.is_some_and(|own| own.manage_messages())),
        language: None,
        style: Style::default(),
    };
    let author = reaction.message_author_id;
    let reaction = Reaction {
        emoji: emoji.to_owned(),
        message: reaction.message_id,
        is_ours: Some(author.is_some() && author == me),
        id: None,
        call: None,
    };
    service.reacted(reaction, sender).await;
}

/// Handles a reaction that its user took back.
pub(super) async fn unreacted(service: &Arc<DiscordService>, reaction: Reacted) {
    if let (Some(emoji), Some(user)) = (emoji(&reaction), reaction.user_id) {
        service.unreacted(emoji, &reaction.message_id, &user).await;
    }
}

/// Handles that a moderator removed all reactions with an emoji.
pub(super) async fn cleared(service: &Arc<DiscordService>, removed: &Reacted) {
    if let Some(emoji) = emoji(removed) {
        service
            .reactions_cleared(Some(emoji), &removed.message_id)
            .await;
    }
}

fn emoji(reaction: &Reacted) -> Option<&str> {
    match &reaction.emoji {
        ReactionType::Unicode(emoji) => Some(emoji),
        _ => None,
    }
}
