//! Which messages are for the bot on Matrix, whose clients say whom a message mentions.

use matrix_sdk::Room;

use super::event::Message;
use super::port::MatrixService;
use super::{rooms, sending};
use crate::chat::addressed::{self as shared, Heard, is_named, without_names};
use crate::command::Command;
use crate::preferences::Preferences;

/// The command that a message gives the bot; `None` if it is meant for others.
pub(super) async fn command(
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
    };
    shared::command(
        heard,
        |text| without_names(text, &names, is_mentioned, pills),
        |text| service.asks_on(text, preferences),
    )
}

/// What the bot is called in a room: its display name there, its id, and the first part of that.
async fn names(service: &MatrixService, room: &Room) -> Vec<String> {
    let member = room
        .get_member_no_sync(&service.port.me)
        .await
        .ok()
        .flatten();
    let shown = member.and_then(|member| member.display_name().map(str::to_owned));
    let mut names: Vec<String> = shown
        .into_iter()
        .chain([
            service.port.me.to_string(),
            service.port.me.localpart().to_owned(),
        ])
        .filter(|name| !name.trim().is_empty())
        .collect();
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
