//! Messages: answering them, and following what becomes of the question.

use std::sync::Arc;
use std::time::Duration;

use serenity::all::{ChannelId, Context, Message, MessageId, MessageType, MessageUpdateEvent};
use serenity::http::{LightMethod, Route};
use serenity::model::id::UserId as Id;
use tracing::Instrument as _;

use super::api::Failed;
use super::desk::{Desk, Reader, Ready};
use super::link::Link;
use super::listening::{self, Heard};
use super::place;
use super::post::Post;
use crate::answer::Verdict;
use crate::chat::followed::Held;
use crate::chat::rate_limit::Turn;
use crate::command::{Audience, Command};
use crate::preferences::Preferences;
use crate::wording;

/// After how long it shows that an answer is being made.
const TYPING_AFTER: Duration = Duration::from_secs(1);

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
    let place = place::of_message(&context.cache, message.guild_id, message.channel_id);
    let preferences = desk.places.preferences(&place).await;
    let Some(command) = command(desk, &message, &preferences) else {
        return;
    };
    let permissions = place::permissions_of(
        &context.cache,
        message.guild_id,
        message.channel_id,
        desk.me.get().copied().unwrap_or_default(),
    );
    let reader = Reader {
        bot: desk.bot.now(),
        asker: message.author.id,
        channel: message.channel_id.get(),
        language: preferences.language,
        has_embeds: permissions.is_none_or(|own| own.embed_links()),
        is_private: false,
        is_moderator: place::keeps_order(&context.cache, &message),
        place,
        preferences,
    };
    if !reader.preferences.admits(&command, reader.is_moderator) {
        return;
    }
    let Some(mut question) = desk.links.begin(message.id) else {
        return;
    };
    let (asker, channel) = (reader.asker.get(), reader.channel);
    let span = desk.pulse.question(command.name(), asker, channel);
    let asked = reader.asked(&message.id, &command);
    // Whoever is forgotten is not remembered for having asked that.
    let is_followed = command != Command::Forget(None);
    let answering = async {
        match answer(desk, &message, command, &reader).await {
            Ok(Some((link, verdict))) => {
                desk.feedback.answered(asked, link.answer, verdict).await;
                if is_followed {
                    desk.links.add(&mut question, link.answer, link).await;
                }
            }
            Ok(None) => {}
            Err(failed) => log(Err(failed), "an answer"),
        }
    };
    answering.instrument(span).await;
}

/// Answers a command, if it is the asker's turn; and with which verdict, where it was.
async fn answer(
    desk: &Arc<Desk>,
    message: &Message,
    command: Command,
    reader: &Reader,
) -> Result<Option<(Link, Option<Verdict>)>, Failed> {
    let channel = message.channel_id;
    let asker = message.author.id.get();
    let (post, verdict) = match desk.rate_limit.turn_in(asker, channel.get()).await {
        Turn::Now => {
            let ready = ready(desk, command, message, reader).await;
            (ready.post, Some(ready.verdict))
        }
        Turn::Tell(key) => {
            let said = wording::Message::new(key).words(reader.language);
            (Post::sentence(&said), None)
        }
        Turn::Ignore => return Ok(None),
    };
    let sent = send(desk, channel, &post.reply_to(channel, message.id)).await?;
    let link = Link {
        channel,
        answer: sent.id,
        asker: message.author.id,
        edited: None,
    };
    Ok(Some((link, verdict)))
}

/// The answer to a command that was typed, with a sign of life where it takes long.
async fn ready(desk: &Arc<Desk>, command: Command, message: &Message, reader: &Reader) -> Ready {
    if let Some(ready) = by_slash(&command, message.guild_id.is_some(), reader) {
        return ready;
    }
    let answering = desk.first_page(command, reader);
    tokio::pin!(answering);
    tokio::select! {
        ready = &mut answering => return ready,
        () = tokio::time::sleep(TYPING_AFTER) => {}
    }
    let route = Route::ChannelTyping {
        channel_id: message.channel_id,
    };
    let typing = desk
        .api
        .quick(LightMethod::Post, route, None::<&()>, TYPING_AFTER);
    // No answer waits for a sign of life.
    tokio::select! {
        ready = &mut answering => return ready,
        _ = typing => {}
    }
    answering.await
}

/// Only a slash command can show a preview to one person alone: what is said to a moderator who types a summary's.
fn by_slash(command: &Command, is_in_server: bool, reader: &Reader) -> Option<Ready> {
    let is_previewed = matches!(command, Command::Summary { .. })
        && reader.preferences.summaries == Audience::Moderators
        && reader.is_moderator;
    (is_previewed && is_in_server).then(|| {
        let said = wording::Message::new("by-slash").with("command", command.name());
        Ready {
            post: Post::sentence(&said.words(reader.language)),
            verdict: Verdict::None,
            is_aside: true,
        }
    })
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
    desk.feedback.withdrawn(event.id).await;
    let mentions = event.mentions.unwrap_or_default();
    let me = desk.me.get().copied().unwrap_or_default();
    let cache = &context.cache;
    let place = place::of_message(cache, event.guild_id, event.channel_id);
    let preferences = desk.places.preferences(&place).await;
    let replied_to = event
        .referenced_message
        .flatten()
        .map(|message| message.author.id);
    let command = listening::command(Heard {
        text: &text,
        prefix: &preferences.prefix,
        me: me.get(),
        is_direct: event.guild_id.is_none() || replied_to == Some(me),
        is_mentioned: mentions.iter().any(|user| user.id == me),
    });
    let Some(command) = command else {
        return remove(desk, question).await;
    };
    // An answer to what is no longer asked does not stay.
    if desk.rate_limit.turn(link.asker.get()) != Turn::Now {
        return remove(desk, question).await;
    }
    let permissions = place::permissions_of(cache, event.guild_id, event.channel_id, me);
    let member = event.member.flatten();
    let reader = Reader {
        bot: desk.bot.now(),
        asker: link.asker,
        channel: link.channel.get(),
        language: preferences.language,
        has_embeds: permissions.is_none_or(|own| own.embed_links()),
        is_private: false,
        is_moderator: place::member_keeps_order(
            cache,
            event.guild_id,
            event.channel_id,
            link.asker,
            member.as_deref(),
        ),
        place,
        preferences,
    };
    if !reader.preferences.admits(&command, reader.is_moderator) {
        return remove(desk, question).await;
    }
    let (asker, channel) = (reader.asker.get(), reader.channel);
    let span = desk.pulse.question(command.name(), asker, channel);
    let asked = reader.asked(&event.id, &command);
    let answering = async {
        let ready = match by_slash(&command, event.guild_id.is_some(), &reader) {
            Some(ready) => ready,
            None => desk.first_page(command, &reader).await,
        };
        let edited: Result<Sent, Failed> = desk
            .api
            .give(LightMethod::Patch, link.route(), &ready.post)
            .await;
        if edited.is_ok() {
            desk.feedback
                .answered(asked, link.answer, Some(ready.verdict))
                .await;
        }
        log(edited.map(|_| ()), "an edited answer");
    };
    answering.instrument(span).await;
}

/// A message was deleted: its answer goes with it.
pub(super) async fn deleted(desk: &Arc<Desk>, message: MessageId) {
    if let Some(question) = desk.links.question(&message).await {
        if let Some(mut question) = desk.links.hold(question).await {
            desk.links.forget(&mut question, &message).await;
        }
    } else if let Some(question) = desk.links.hold(message).await {
        remove(desk, question).await;
    } else {
        desk.feedback.answer_withdrawn(message).await;
    }
    // Only now, if it was being answered when it was deleted.
    desk.feedback.withdrawn(message).await;
}

/// Takes the answer to a question away, where it has one.
pub(super) async fn remove(desk: &Arc<Desk>, mut question: Held<MessageId, Link>) {
    let Some(link) = question.link().copied() else {
        return;
    };
    desk.links.forget(&mut question, &link.answer).await;
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

fn command(desk: &Desk, message: &Message, preferences: &Preferences) -> Option<Command> {
    let me: Id = desk.me.get().copied()?;
    let replied_to = message
        .referenced_message
        .as_ref()
        .map(|other| other.author.id);
    listening::command(Heard {
        text: &message.content,
        prefix: &preferences.prefix,
        me: me.get(),
        is_direct: message.guild_id.is_none() || replied_to == Some(me),
        is_mentioned: message.mentions.iter().any(|user| user.id == me),
    })
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
