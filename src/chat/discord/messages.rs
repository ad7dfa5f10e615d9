//! Messages: answering them, and following what becomes of the question.

use std::sync::Arc;
use std::time::Duration;

use serenity::all::{
    ChannelId, Context, GuildId, Message, MessageId, MessageType, MessageUpdateEvent, Permissions,
    Reaction, ReactionType, Timestamp, UserId,
};
use serenity::http::{LightMethod, Route};
use serenity::model::id::UserId as Id;
use tracing::Instrument as _;

use super::api::Failed;
use super::desk::{Desk, Reader};
use super::listening::{self, Heard};
use super::post::Post;
use crate::chat::fairness::Turn;
use crate::chat::links::Held;
use crate::command::{Audience, Command};
use crate::wording;

/// After how long it shows that an answer is being made.
const TYPING_AFTER: Duration = Duration::from_secs(1);

/// An answer that was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) channel: ChannelId,
    pub(super) answer: MessageId,
    pub(super) asker: UserId,
    /// When the question that it answers was edited.
    pub(super) edited: Option<Timestamp>,
}

impl Link {
    /// Where the answer is.
    fn route(&self) -> Route<'static> {
        Route::ChannelMessage {
            channel_id: self.channel,
            message_id: self.answer,
        }
    }
}

/// What comes back of a message that was sent.
#[derive(serde::Deserialize)]
struct Sent {
    id: MessageId,
}

/// A message has come in.
pub(super) async fn came(desk: &Arc<Desk>, context: &Context, message: Message) {
    let is_ordinary = matches!(
        message.kind,
        MessageType::Regular | MessageType::InlineReply
    );
    if message.author.bot || message.author.system || message.webhook_id.is_some() || !is_ordinary {
        return;
    }
    let Some(command) = command(desk, &message) else {
        return;
    };
    let Some(mut question) = desk.links.begin(message.id) else {
        return;
    };
    let (asker, channel) = (message.author.id.get(), message.channel_id.get());
    let span = desk.pulse.question(command.name(), asker, channel);
    let answering = async {
        match answer(desk, context, message, command).await {
            Ok(Some(link)) => desk.links.add(&mut question, link.answer, link),
            Ok(None) => {}
            Err(failed) => log(Err(failed), "an answer"),
        }
    };
    answering.instrument(span).await;
}

/// Answers a command, if it is the asker's turn.
async fn answer(
    desk: &Arc<Desk>,
    context: &Context,
    message: Message,
    command: Command,
) -> Result<Option<Link>, Failed> {
    let channel = message.channel_id;
    let post = match desk.fairness.turn(message.author.id.get()) {
        Turn::Now => {
            if !desk.fairness.place(channel.get()).await {
                tracing::debug!("a channel is too busy");
                return Ok(None);
            }
            let permissions = own_permissions(desk, context, message.guild_id, channel);
            post(desk, command, &message, permissions).await
        }
        Turn::Tell => Post::sentence(&wording::Message::new("slow-down").words(desk.language)),
        Turn::Ignore => return Ok(None),
    };
    let sent = send(desk, channel, &post.reply_to(channel, message.id)).await?;
    Ok(Some(Link {
        channel,
        answer: sent.id,
        asker: message.author.id,
        edited: None,
    }))
}

/// The answer to a command that was typed, with a sign of life where it takes long.
async fn post(
    desk: &Arc<Desk>,
    command: Command,
    message: &Message,
    permissions: Option<Permissions>,
) -> Post {
    let is_direct = message.guild_id.is_none();
    let reader = Reader {
        asker: message.author.id,
        channel: message.channel_id.get(),
        language: desk.language,
        has_embeds: permissions.is_none_or(|own| own.embed_links()),
        is_private: false,
    };
    // Only a slash command can show a preview to one person alone.
    let is_moderators = crate::command::find(command.name())
        .is_some_and(|spec| spec.audience == Audience::Moderators);
    if is_moderators && !is_direct {
        let said = wording::Message::new("by-slash").with("command", command.name());
        return Post::sentence(&said.words(desk.language));
    }
    let answering = desk.first_page(command, is_direct, reader);
    tokio::pin!(answering);
    tokio::select! {
        ready = &mut answering => return ready.post,
        () = tokio::time::sleep(TYPING_AFTER) => {}
    }
    let route = Route::ChannelTyping {
        channel_id: message.channel_id,
    };
    let typing = desk
        .api
        .quick(LightMethod::Post, route, None::<&()>, TYPING_AFTER);
    let (_, ready) = tokio::join!(typing, answering);
    ready.post
}

/// A message was edited: an answered question is answered anew, in the same place.
pub(super) async fn edited(desk: &Arc<Desk>, context: &Context, event: MessageUpdateEvent) {
    // Without an edit the platform only adds a preview of a link.
    let (Some(edited), Some(text)) = (event.edited_timestamp, event.content) else {
        return;
    };
    let Some(mut question) = desk.links.hold(event.id).await else {
        return;
    };
    let Some(link) = question.link() else {
        return;
    };
    // Edits that come in together are handled in any order; the last one counts.
    if link.edited.is_some_and(|known| known >= edited) {
        return;
    }
    link.edited = Some(edited);
    let link = *link;
    let mentions = event.mentions.unwrap_or_default();
    let me = desk.me.get().copied().unwrap_or_default();
    let replied_to = event
        .referenced_message
        .flatten()
        .map(|message| message.author.id);
    let command = listening::command(Heard {
        text: &text,
        me: me.get(),
        is_direct: event.guild_id.is_none() || replied_to == Some(me),
        is_mentioned: mentions.iter().any(|user| user.id == me),
    });
    let Some(command) = command else {
        return remove(desk, question).await;
    };
    if desk.fairness.turn(link.asker.get()) != Turn::Now {
        return;
    }
    let permissions = own_permissions(desk, context, event.guild_id, event.channel_id);
    let reader = Reader {
        asker: link.asker,
        channel: link.channel.get(),
        language: desk.language,
        has_embeds: permissions.is_none_or(|own| own.embed_links()),
        is_private: false,
    };
    let (asker, channel) = (link.asker.get(), link.channel.get());
    let span = desk.pulse.question(command.name(), asker, channel);
    let answering = async {
        let ready = desk
            .first_page(command, event.guild_id.is_none(), reader)
            .await;
        let edited: Result<Sent, Failed> = desk
            .api
            .give(LightMethod::Patch, link.route(), &ready.post)
            .await;
        log(edited.map(|_| ()), "an edited answer");
    };
    answering.instrument(span).await;
}

/// A message was deleted: its answer goes with it.
pub(super) async fn deleted(desk: &Arc<Desk>, message: MessageId) {
    if let Some(question) = desk.links.question(&message) {
        if let Some(mut question) = desk.links.hold(question).await {
            desk.links.forget(&mut question, &message);
        }
    } else if let Some(question) = desk.links.hold(message).await {
        remove(desk, question).await;
    }
}

/// Somebody reacted: with 🗑️ the asker, or who keeps order, takes an answer away.
pub(super) async fn reacted(desk: &Arc<Desk>, context: &Context, reaction: Reaction) {
    let ReactionType::Unicode(emoji) = &reaction.emoji else {
        return;
    };
    if !emoji.starts_with('🗑') {
        return;
    }
    let Some(user) = reaction.user_id else {
        return;
    };
    let answer = reaction.message_id;
    let is_ours = reaction.message_author_id.is_some()
        && reaction.message_author_id == desk.me.get().copied();
    let question = if is_ours {
        desk.links.question_of_new(&answer).await
    } else {
        desk.links.question(&answer)
    };
    let Some(question) = question else {
        return;
    };
    let Some(mut question) = desk.links.hold(question).await else {
        return;
    };
    let Some(asker) = question.link().map(|link| link.asker) else {
        return;
    };
    let keeps_order = || {
        let member = reaction.member.as_ref()?;
        let guild = context.cache.guild(reaction.guild_id?)?;
        let channel = guild.channels.get(&reaction.channel_id)?;
        Some(guild.user_permissions_in(channel, member).manage_messages())
    };
    if user == asker || keeps_order() == Some(true) {
        remove(desk, question).await;
    }
}

/// Takes the answer to a question away, where it has one.
async fn remove(desk: &Arc<Desk>, mut question: Held<MessageId, Link>) {
    let Some(link) = question.link().copied() else {
        return;
    };
    desk.links.forget(&mut question, &link.answer);
    match desk.api.delete(link.route()).await {
        Err(failed) if failed.is_gone() => {}
        done => log(done, "the removal of an answer"),
    }
}

async fn send(desk: &Arc<Desk>, channel: ChannelId, post: &Post) -> Result<Sent, Failed> {
    let route = Route::ChannelMessages {
        channel_id: channel,
    };
    desk.api.give(LightMethod::Post, route, post).await
}

fn command(desk: &Arc<Desk>, message: &Message) -> Option<Command> {
    let me: Id = desk.me.get().copied()?;
    let replied_to = message
        .referenced_message
        .as_ref()
        .map(|other| other.author.id);
    listening::command(Heard {
        text: &message.content,
        me: me.get(),
        is_direct: message.guild_id.is_none() || replied_to == Some(me),
        is_mentioned: message.mentions.iter().any(|user| user.id == me),
    })
}

/// What the bot may do in a channel; none where that is not known, as in a direct message.
fn own_permissions(
    desk: &Arc<Desk>,
    context: &Context,
    guild: Option<GuildId>,
    channel: ChannelId,
) -> Option<Permissions> {
    let me: UserId = desk.me.get().copied()?;
    let guild = context.cache.guild(guild?)?;
    let member = guild.members.get(&me)?;
    // In a thread the permissions are those of its channel.
    let of_thread = || {
        let thread = guild.threads.iter().find(|thread| thread.id == channel)?;
        guild.channels.get(&thread.parent_id?)
    };
    let channel = guild.channels.get(&channel).or_else(of_thread)?;
    Some(guild.user_permissions_in(channel, member))
}

/// Tells the operator what could not be done.
pub(super) fn log(done: Result<(), Failed>, what: &'static str) {
    match done {
        Ok(()) => {}
        Err(failed) if failed.is_forbidden() => {
            tracing::warn!(
                what,
                "not sent: the bot may not do this in that channel (see `voetnoot discord invite` for what it needs)"
            );
        }
        Err(error) => tracing::error!(what, %error, "not sent"),
    }
}
