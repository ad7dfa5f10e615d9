//! Messages, redactions and reactions as they come in, as the chat service takes them.

use matrix_sdk::Room;
use matrix_sdk::ruma::{OwnedEventId, OwnedUserId};

use super::event::{Event, Message};
use super::port::{MatrixPort, MatrixService, location};
use super::{rooms, sending};
use crate::chat::addressed::{self, Heard, is_named, without_names};
use crate::chat::port::{Sender, Thread};
use crate::chat::service::Reaction;
use crate::command::Command;
use crate::preferences::Preferences;

/// Somebody who says something in a room.
fn sender(room: &Room, user: &OwnedUserId) -> Sender<MatrixPort> {
    Sender {
        user: user.clone(),
        channel: room.room_id().to_owned(),
        location: location(room.room_id()),
        is_direct: rooms::is_direct(room),
        is_moderator: None,
        language: None,
        style: (),
    }
}

/// A message has come in.
pub(super) async fn came(service: &MatrixService, room: &Room, event: &Event) {
    let Some(message) = event.message() else {
        return;
    };
    if let Some((original, new)) = message.edit() {
        return edited(service, room, event, &original, new).await;
    }
    if !message.is_text() {
        return;
    }
    let sender = sender(room, &event.sender);
    let preferences = service.settings.preferences(&sender.location).await;
    if let Some(given) = command(service, room, &message, &preferences).await {
        let question = Thread {
            message: event.id.clone(),
            root: message.thread(),
        };
        service.asked(sender, question, preferences, given).await;
    }
}

/// A message was edited.
async fn edited(
    service: &MatrixService,
    room: &Room,
    event: &Event,
    original: &OwnedEventId,
    new: Message,
) {
    let edit = service.begin_edit(original, event.at, Some(&event.sender));
    let edit = edit.await;
    let sender = sender(room, &event.sender);
    let preferences = service.settings.preferences(&sender.location).await;
    let is_text = new.is_text();
    let mut given = command(service, room, &new, &preferences).await;
    if let Some(edit) = edit {
        // An edit does not repeat what the message replies to.
        if given.is_none()
            && let Some(first) = sending::fetch(room, original).await
            && let Some(said) = first.message()
        {
            given = command(service, room, &new.replying_as(said), &preferences).await;
        }
        let nonce = &event.id;
        return service
            .edited(edit, sender, preferences, given, nonce)
            .await;
    }
    let Some(given) = given.filter(|_| is_text) else {
        return;
    };
    let first = sending::fetch(room, original).await;
    let first = first.filter(|first| first.sender == event.sender);
    // Bots edit their notices as they write them.
    let said = first.and_then(|first| first.message().filter(Message::is_text));
    let Some(said) = said else {
        return;
    };
    // A question from before had its answer, which is followed no longer.
    if command(service, room, &said, &preferences).await.is_none() {
        let question = Thread {
            message: original.clone(),
            root: said.thread(),
        };
        service.asked(sender, question, preferences, given).await;
    }
}

/// The command that a message gives the bot; `None` if it is meant for others.
async fn command(
    service: &MatrixService,
    room: &Room,
    message: &Message,
    preferences: &Preferences,
) -> Option<Command> {
    let names = names(service, room).await;
    let text = message.text();
    let pills = message.pills(&service.port.me);
    let is_mentioned = message.mentions(&service.port.me);
    let is_named = is_named(text, &names);
    let prefix = &preferences.prefix;
    // A reply mentions whom it replies to.
    let is_reply = !is_named
        && !text.trim_start().starts_with(prefix)
        && replies_to_us(service, room, message).await;
    let heard = Heard {
        text,
        prefix,
        is_direct: rooms::is_direct(room),
        is_mentioned: is_mentioned || is_named,
        is_reply,
        subject: None,
    };
    addressed::command(
        heard,
        |text| without_names(text, &names, is_mentioned, pills),
        |text| service.asks_on(text, preferences),
    )
}

/// What the bot is called in a room: its display name there, its id, and the first part of that.
async fn names(service: &MatrixService, room: &Room) -> Vec<String> {
    let me = &service.port.me;
    let member = room.get_member_no_sync(me).await.ok().flatten();
    let shown = member.and_then(|member| member.display_name().map(str::to_owned));
    let mut names: Vec<String> = shown.into_iter().collect();
    names.extend([me.to_string(), me.localpart().to_owned()]);
    names.retain(|name| !name.trim().is_empty());
    // A name may begin with another.
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names
}

/// Whether a message replies to us, or stands in a thread on what we said.
async fn replies_to_us(service: &MatrixService, room: &Room, message: &Message) -> bool {
    let Some(other) = message.replies_to().cloned().or_else(|| message.thread()) else {
        return false;
    };
    if service.is_answer(&other).await {
        return true;
    }
    let fetched = sending::fetch(room, &other).await;
    fetched.is_some_and(|event| event.sender == service.port.me)
}

/// A message was redacted, or a reaction.
pub(super) async fn redacted(service: &MatrixService, event: &Event) {
    if let Some(message) = event.redacted() {
        service.reaction_deleted(&message).await;
        service.deleted(&message).await;
    }
}

/// Somebody reacted to something.
pub(super) async fn reacted(service: &MatrixService, room: &Room, event: &Event) {
    if let Some((emoji, message)) = event.reaction() {
        let reaction = Reaction {
            emoji,
            message,
            is_ours: None,
            id: Some(event.id.clone()),
            call: Some(()),
        };
        service.reacted(reaction, sender(room, &event.sender)).await;
    }
}
