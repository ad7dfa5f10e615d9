//! Messages, redactions and reactions as they come in, as the chat service takes them.

use std::sync::Arc;

use matrix_sdk::Room;
use matrix_sdk::ruma::{OwnedEventId, OwnedUserId};

use super::event::{Event, Message};
use super::port::{MatrixPort, MatrixService, location};
use super::{addressed, rooms, sending};
use crate::chat::port::{Sender, Thread};
use crate::chat::service::Reaction;

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
pub(super) async fn came(service: &Arc<MatrixService>, room: &Room, event: &Event) {
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
    let command = addressed::command(service, room, &message, &preferences).await;
    let question = Thread {
        message: event.id.clone(),
        root: message.thread(),
    };
    if let Some(command) = command {
        service.asked(sender, question, preferences, command).await;
    }
}

/// A message was edited.
async fn edited(
    service: &Arc<MatrixService>,
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
    let mut command = addressed::command(service, room, &new, &preferences).await;
    let first = match (&edit, &command) {
        (None, None) => return,
        (Some(_), Some(_)) => None,
        _ => sending::fetch(room, original).await,
    };
    let said = first.as_ref().and_then(Event::message);
    let Some(edit) = edit else {
        // Bots edit their notices as they write them.
        let said = said.filter(|said| is_text && said.is_text());
        let is_theirs = first.is_some_and(|first| first.sender == event.sender);
        let (Some(command), Some(said), true) = (command, said, is_theirs) else {
            return;
        };
        // A question from before had its answer, which is followed no longer.
        let before = addressed::command(service, room, &said, &preferences);
        if before.await.is_none() {
            let question = Thread {
                message: original.clone(),
                root: said.thread(),
            };
            service.asked(sender, question, preferences, command).await;
        }
        return;
    };
    if command.is_none()
        && let Some(said) = said
    {
        // An edit does not repeat what the message replies to.
        let replying = new.replying_as(said);
        command = addressed::command(service, room, &replying, &preferences).await;
    }
    service
        .edited(edit, sender, preferences, command, &event.id)
        .await;
}

/// A message was redacted, or a reaction.
pub(super) async fn redacted(service: &Arc<MatrixService>, event: &Event) {
    if let Some(message) = event.redacted() {
        service.reaction_deleted(&message).await;
        service.deleted(&message).await;
    }
}

/// Somebody reacted to something.
pub(super) async fn reacted(service: &Arc<MatrixService>, room: &Room, event: &Event) {
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
