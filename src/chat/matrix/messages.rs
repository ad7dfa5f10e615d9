//! Messages: answering them, and following what becomes of the question.

use std::sync::Arc;
use std::time::Duration;

use matrix_sdk::ruma::OwnedEventId;
use matrix_sdk::{Error, Room};
use tokio::time::sleep;
use tracing::Instrument as _;

use super::desk::{Asked, Desk, Here, Link, asks_who};
use super::event::{Event, Message};
use super::post::Post;
use super::sending::{self, number};
use super::{addressed, rooms, summary};
use crate::answer::Verdict;
use crate::chat::rate_limit::Turn;
use crate::command::Command;
use crate::wording;

/// After how long it shows that an answer is being made, and how often that is said again.
const TYPING_AFTER: Duration = Duration::from_millis(300);
const TYPING_AGAIN: Duration = Duration::from_secs(3);

/// The emoji that turns a page.
pub(super) const NEXT: &str = "➡️";

/// The emoji that open the paragraphs of the sentences that may answer, in their order.
pub(super) const CHOICES: [&str; 3] = ["1️⃣", "2️⃣", "3️⃣"];

/// A message has come in. Notices are what bots say.
pub(super) async fn came(desk: &Arc<Desk>, room: &Room, event: &Event) {
    let Some(message) = event.message() else {
        return;
    };
    if let Some((original, new)) = message.edit() {
        return edited(desk, room, event, original, &new).await;
    }
    if message.msgtype != "m.text" {
        return;
    }
    let here = desk.here(room).await;
    let Some(command) = addressed::command(desk, room, &message, &here).await else {
        return;
    };
    let is_moderator =
        !asks_who(&command, &here.preferences) || desk.keeps_order(room, &event.sender).await;
    if !here.preferences.admits(&command, is_moderator) {
        return;
    }
    let Some(mut question) = desk.links.begin(event.id.clone()) else {
        return;
    };
    let asked = Asked {
        room: room.clone(),
        question: event.id.clone(),
        thread: message.thread(),
        asker: event.sender.clone(),
    };
    let span = desk
        .pulse
        .question(command.name(), &asked.asker, room.room_id());
    let kept = here.asked(&asked, &command);
    // Whoever is forgotten is not remembered for having asked that.
    let is_followed = command != Command::Forget(None);
    let answering = async {
        match answer(desk, &asked, command, &here, is_moderator).await {
            Ok(Some((answer, verdict, offers))) => {
                desk.feedback.answered(kept, &answer, verdict).await;
                if !is_followed {
                    return;
                }
                let room = asked.room.clone();
                let link = Link {
                    answer: answer.clone(),
                    asked,
                    edited: None,
                    pages: Vec::new(),
                };
                desk.links.add(&mut question, answer.clone(), link).await;
                drop(question);
                sending::offer(&room, &answer, &offers).await;
            }
            Ok(None) => {}
            Err(error) => sending::log(Err(error), "an answer"),
        }
    };
    answering.instrument(span).await;
}

/// An answer that was sent: its id, its verdict if it is one, and the reactions to offer under it.
type Answered = (OwnedEventId, Option<Verdict>, Vec<&'static str>);

/// Answers a command, if it is the asker's turn.
async fn answer(
    desk: &Arc<Desk>,
    asked: &Asked,
    command: Command,
    here: &Here,
    is_moderator: bool,
) -> Result<Option<Answered>, Error> {
    let Asked {
        room,
        question,
        thread,
        asker,
    } = asked;
    match desk.rate_limit.turn_in(asker, room.room_id()).await {
        Turn::Now => {}
        Turn::Tell(key) => {
            let said = here.say(&wording::Message::new(key));
            return Ok(Some((reply(asked, said).await?, None, Vec::new())));
        }
        Turn::Ignore => return Ok(None),
    }
    let (read_room, read, read_thread) = (room.clone(), question.clone(), thread.clone());
    desk.tasks
        .spawn(async move { sending::show_read(&read_room, read, read_thread).await });
    if is_previewed(&command, is_moderator, room) {
        let preview = summary::preview(desk, asked, &command, here).await?;
        return Ok(Some((preview, None, Vec::new())));
    }
    let seat = asked.seat();
    let manner = here.manner(&seat, is_moderator);
    let shown = while_typing(room, desk.first_page(command, manner)).await;
    let (post, offers) = desk.post(asked, &shown, here);
    let answer = reply(asked, post).await?;
    Ok(Some((answer, Some(shown.answer.verdict), offers)))
}

/// Whether a command is a summary's that is shown to a moderator before it is posted.
fn is_previewed(command: &Command, is_moderator: bool, room: &Room) -> bool {
    matches!(command, Command::Summary { .. }) && is_moderator && !rooms::is_direct(room)
}

/// Replies to a question. Replied to twice by accident, it appears once.
pub(super) async fn reply(asked: &Asked, post: Post) -> Result<OwnedEventId, Error> {
    let post = post.reply_to(&asked.question, asked.thread.as_ref());
    sending::send(
        &asked.room,
        &post,
        &number("answer", asked.question.as_str()),
    )
    .await
}

/// Makes something, with a sign of life where it takes long.
pub(super) async fn while_typing<T>(room: &Room, making: impl Future<Output = T>) -> T {
    tokio::pin!(making);
    let mut wait = TYPING_AFTER;
    loop {
        tokio::select! {
            made = &mut making => {
                if wait != TYPING_AFTER {
                    let _ = room.typing_notice(false).await;
                }
                return made;
            }
            () = sleep(wait) => {}
        }
        wait = TYPING_AGAIN;
        // What is being made goes on meanwhile.
        let room = room.clone();
        tokio::spawn(async move { room.typing_notice(true).await });
    }
}

/// A question was edited: it is answered anew, in the same place.
async fn edited(
    desk: &Arc<Desk>,
    room: &Room,
    event: &Event,
    original: OwnedEventId,
    new: &Message,
) {
    let Some(mut question) = desk.links.hold(original).await else {
        return;
    };
    let Some(link) = question.link() else {
        return;
    };
    // Edits that come in together are handled in any order; the last one counts. Nobody edits what others say.
    let is_overtaken = link.edited.is_some_and(|known| known >= event.at);
    if is_overtaken || link.asked.asker != event.sender {
        return;
    }
    link.edited = Some(event.at);
    let outdated = link.clone();
    if !link.pages.is_empty() {
        link.pages.clear();
        let kept = link.clone();
        desk.links
            .add(&mut question, kept.answer.clone(), kept)
            .await;
        outdated.redact_pages().await;
    }
    let Link { answer, asked, .. } = outdated;
    desk.feedback.withdrawn(&asked.question).await;
    let here = desk.here(room).await;
    let mut command = addressed::command(desk, room, new, &here).await;
    if command.is_none()
        && let Some(first) = sending::fetch(room, &asked.question).await
        && let Some(first) = first.message()
    {
        // What a message replies to is not said again when it is edited.
        command = addressed::command(desk, room, &new.replying_as(&first), &here).await;
    }
    let is_moderator = match &command {
        Some(command) => {
            !asks_who(command, &here.preferences) || desk.keeps_order(room, &asked.asker).await
        }
        None => false,
    };
    let is_admitted = |command: &Command| {
        here.preferences.admits(command, is_moderator)
            && desk.rate_limit.turn(&asked.asker) == Turn::Now
    };
    // An answer to what is no longer asked does not stay.
    let Some(command) = command.filter(is_admitted) else {
        desk.links.forget(&mut question, &answer).await;
        return sending::redact(room, &answer).await;
    };
    let seat = asked.seat();
    let manner = here.manner(&seat, is_moderator);
    let span = desk
        .pulse
        .question(command.name(), &asked.asker, room.room_id());
    let kept = here.asked(&asked, &command);
    let answering = async {
        let (post, offers, verdict) = if is_previewed(&command, is_moderator, room) {
            let said = here.say(&wording::Message::new("summary-anew"));
            (said, Vec::new(), Verdict::None)
        } else {
            let shown = desk.first_page(command, manner).await;
            let (post, offers) = desk.post(&asked, &shown, &here);
            (post, offers, shown.answer.verdict)
        };
        let post = post.instead_of(&answer);
        let sent = sending::send(room, &post, &number("edit", event.id.as_str())).await;
        if sent.is_ok() {
            desk.feedback.answered(kept, &answer, Some(verdict)).await;
        }
        sending::log(sent.map(|_| ()), "an edited answer");
        sending::offer(room, &answer, &offers).await;
    };
    answering.instrument(span).await;
}

/// A message was redacted: its answer goes with it.
pub(super) async fn deleted(desk: &Arc<Desk>, room: &Room, event: &Event) {
    let Some(message) = event.redacted() else {
        return;
    };
    desk.feedback.unvoted_by(&message).await;
    if let Some(question) = desk.links.question(&message).await {
        if let Some(mut question) = desk.links.hold(question).await
            && let Some(link) = desk.links.forget(&mut question, &message).await
        {
            link.redact_pages().await;
        }
    } else if let Some(mut question) = desk.links.hold(message.clone()).await
        && let Some(answer) = question.link().map(|link| link.answer.clone())
    {
        let link = desk.links.forget(&mut question, &answer).await;
        sending::redact(room, &answer).await;
        if let Some(link) = link {
            link.redact_pages().await;
        }
    }
    // Only now, if it was being answered when it was redacted.
    desk.feedback.withdrawn(&message).await;
}
