//! Turns messages and reactions of the gateway into calls of the chat service.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{SystemTime, UNIX_EPOCH};

use serenity::all::{Message, MessageType, MessageUpdateEvent, Reaction as Reacted, ReactionType};

use super::location;
use super::port::{DiscordPort, DiscordService};
use super::post::Style;
use crate::chat::addressed::{self, Heard, without_mentions};
use crate::chat::port::{Sender, Thread};
use crate::chat::service::Reaction;
use crate::command::Command;
use crate::db::AGE;
use crate::preferences::Preferences;
use crate::render::discord::commands::Form;

/// Handles a new message, or one of the history.
pub(super) async fn came(service: &Arc<DiscordService>, message: &Message) {
    let is_ordinary = matches!(
        message.kind,
        MessageType::Regular | MessageType::InlineReply
    );
    let author = &message.author;
    if !is_ordinary || author.bot || author.system || message.webhook_id.is_some() {
        return;
    }
    let (sender, preferences, command) = heard(service, message).await;
    if let Some(command) = command {
        let question = Thread::of(message.id);
        service.asked(sender, question, preferences, command).await;
    }
}

pub(super) async fn edited(service: &Arc<DiscordService>, event: &MessageUpdateEvent) {
    // Without the time of an edit, Discord only adds the preview of a link.
    let (Some(edited), Some(_)) = (event.edited_timestamp, &event.content) else {
        return;
    };
    let at = u64::try_from(edited.unix_timestamp_nanos() / 1_000).unwrap_or_default();
    // On Discord nobody can edit another user's message.
    let edit = service.begin_edit(&event.id, at, None).await;
    let mut message = Message::default();
    event.apply_to_message(&mut message);
    let is_of_person = event.author.as_ref().is_some_and(|author| !author.bot);
    match &edit {
        Some(edit) => message.author.id = *edit.asker(),
        None if is_of_person => {}
        None => return,
    }
    let (sender, preferences, command) = heard(service, &message).await;
    match (edit, command) {
        (Some(edit), command) => service.edited(edit, sender, preferences, command, at).await,
        // The message was no command before, unless it is so old that its answer is not followed any more.
        (None, Some(command)) if event.id.get() > snowflake(SystemTime::now() - AGE) => {
            let question = Thread::of(event.id);
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

/// Returns who sent a message, the settings there, and the command for the bot; `None` if it has none.
async fn heard(
    service: &DiscordService,
    message: &Message,
) -> (Sender<DiscordPort>, Arc<Preferences>, Option<Command>) {
    let (server, channel, user) = (message.guild_id, message.channel_id, message.author.id);
    let (cache, me) = (service.port.cache(), service.port.me());
    let own = location::permissions(&cache, server, channel, me, None);
    let location = location::of_message(&cache, server, channel);
    let preferences = service.settings.preferences(&location).await;
    // Without the intent, messages in channels arrive without their content.
    let hears_prefix = server.is_none() || service.port.has_content.load(Ordering::Relaxed);
    let style = Style {
        is_plain: own.is_some_and(|own| !own.embed_links()),
        is_unlinked: own.is_some_and(|own| !own.read_message_history()),
        form: if hears_prefix {
            Form::Typed(preferences.prefix.as_str().into())
        } else {
            Form::Slash
        },
        is_guest: false,
    };
    let is_moderator = |member| {
        let own = location::permissions(&cache, server, channel, user, Some(member));
        own.is_some_and(|own| own.manage_messages())
    };
    let sender = Sender {
        user,
        channel,
        location,
        is_direct: server.is_none(),
        // In a direct message everybody is one.
        is_moderator: match server {
            None => Some(true),
            Some(_) => message.member.as_deref().map(is_moderator),
        },
        language: None,
        style,
    };
    let own_role = location::own_role(&cache, server, me).map(|role| format!("<@&{role}>"));
    let mentions = [format!("<@{me}>"), format!("<@!{me}>")];
    let mentions: Vec<&str> = mentions
        .iter()
        .chain(&own_role)
        .map(String::as_str)
        .collect();
    let text = message.content.as_str();
    let mentions_role = own_role.as_ref().is_some_and(|role| text.contains(role));
    let replied_to = message.referenced_message.as_deref();
    let of_another = replied_to.filter(|other| other.author.id != me);
    let heard = Heard {
        text,
        prefix: &preferences.prefix,
        is_direct: server.is_none(),
        is_reply: replied_to.is_some_and(|other| other.author.id == me),
        is_mentioned: mentions_role || message.mentions_user_id(me),
        subject: of_another.map(|other| other.content.as_str()),
    };
    let command = addressed::command(
        heard,
        |text| without_mentions(text, &mentions),
        |text| service.asks_on(text, &preferences),
    );
    (sender, preferences, command)
}

pub(super) async fn reacted(service: &Arc<DiscordService>, reaction: Reacted) {
    let me = service.port.me();
    let is_bot = reaction
        .member
        .as_ref()
        .is_some_and(|member| member.user.bot);
    let (Some(user), Some(emoji)) = (reaction.user_id, emoji(&reaction)) else {
        return;
    };
    if is_bot || me == user {
        return;
    }
    let (server, channel) = (reaction.guild_id, reaction.channel_id);
    let sender = Sender {
        user,
        channel,
        location: location::of_message(&service.port.cache(), server, channel),
        is_direct: server.is_none(),
        is_moderator: None,
        language: None,
        style: Style::default(),
    };
    let reaction = Reaction {
        emoji: emoji.to_owned(),
        message: reaction.message_id,
        is_ours: Some(reaction.message_author_id == Some(me)),
        id: None,
        call: None,
    };
    service.reacted(reaction, sender).await;
}

pub(super) async fn unreacted(service: &Arc<DiscordService>, reaction: &Reacted) {
    if let (Some(emoji), Some(user)) = (emoji(reaction), reaction.user_id) {
        service.unreacted(emoji, &reaction.message_id, &user).await;
    }
}

/// Handles that a moderator removed all reactions with an emoji.
pub(super) async fn cleared(service: &Arc<DiscordService>, removed: &Reacted) {
    if let Some(emoji) = emoji(removed) {
        let message = &removed.message_id;
        service.reactions_cleared(Some(emoji), message).await;
    }
}

fn emoji(reaction: &Reacted) -> Option<&str> {
    match &reaction.emoji {
        ReactionType::Unicode(emoji) => Some(emoji),
        _ => None,
    }
}
