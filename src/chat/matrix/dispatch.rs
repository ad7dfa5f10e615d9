//! Events that have come in to a room: which are new, and which file handles them.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use matrix_sdk::Room;
use matrix_sdk::room::MessagesOptions;
use matrix_sdk::ruma::events::room::encrypted::OriginalSyncRoomEncryptedEvent;
use matrix_sdk::ruma::serde::Raw;
use matrix_sdk::ruma::{OwnedEventId, OwnedUserId, uint};
use matrix_sdk::sync::Timeline;
use tokio::time::{Instant, sleep};

use super::checkpoint::Batch;
use super::event::Event;
use super::port::{MatrixService, location};
use super::{messages, retry, rooms};
use crate::chat::send_queue::asked_at;
use crate::chat::service::ABSENCE;

/// The most pages of missed events that are read.
const PAGES: usize = 50;

/// How long the bot waits for the key of a message, which often comes a little later, and how often it looks for it.
const KEY: Duration = Duration::from_secs(60);
const LOOK: Duration = Duration::from_secs(1);

/// Since when things have come in.
pub(super) struct Since {
    /// The position from which the homeserver was asked; `None` the first time.
    pub(super) position: Option<String>,
    /// Whether some of it may be old.
    pub(super) was_away: bool,
}

/// Events have come in to a room.
pub(super) fn came(batch: &mut Batch, room: Room, timeline: Timeline, since: &Arc<Since>) {
    // What was said before the bot was first there is none of its business.
    let Some(position) = since.position.clone() else {
        return;
    };
    let events: Vec<Event> = timeline.events.iter().filter_map(Event::read).collect();
    if !timeline.limited {
        return dispatch_all(batch, &room, events, since);
    }
    let since = Arc::clone(since);
    batch.spawn(async move |service| {
        let mut missed = missed(&service, &room, &events, timeline.prev_batch, position).await;
        missed.extend(events);
        let mut rest = Batch::new(service);
        dispatch_all(&mut rest, &room, missed, &since);
        rest.ended().await;
    });
}

/// The events between a position and those that have come, which the homeserver left out because there were so many.
async fn missed(
    service: &MatrixService,
    room: &Room,
    events: &[Event],
    mut from: Option<String>,
    position: String,
) -> Vec<Event> {
    let is_joining = |event: &Event| event.is_joining(&service.port.me);
    let mut missed = Vec::new();
    if events.iter().any(is_joining) {
        return missed;
    }
    for _ in 0..PAGES {
        let Some(token) = from.take() else { break };
        let asked = retry::persist("history", ABSENCE, || async {
            let mut options = MessagesOptions::backward();
            options.from = Some(token.clone());
            options.to = Some(position.clone());
            options.limit = uint!(100);
            room.messages(options).await
        });
        let page = match asked.await {
            Ok(page) => page,
            Err(error) => {
                tracing::warn!(%error, "missed events cannot be fetched");
                break;
            }
        };
        let events: Vec<Event> = page.chunk.iter().filter_map(Event::read).collect();
        let is_last = |event: &Event| is_joining(event) || is_old(event);
        if !page.chunk.is_empty() && !events.iter().any(is_last) {
            from = page.end;
        }
        missed.extend(events);
    }
    missed.reverse();
    missed
}

/// Gives every event that is new a task.
fn dispatch_all(batch: &mut Batch, room: &Room, read: Vec<Event>, since: &Since) {
    let me = batch.service.port.me.clone();
    let joining = read.iter().rposition(|event| event.is_joining(&me));
    let newest = newest_edits(&read);
    for event in read.into_iter().skip(joining.map_or(0, |at| at + 1)) {
        let is_overtaken = event
            .edits()
            .is_some_and(|message| newest.get(&(event.sender.clone(), message)) != Some(&event.id));
        if is_overtaken {
            continue;
        }
        // These count, however old they are.
        let is_lasting = ["m.room.redaction", "m.room.tombstone"].contains(&event.kind.as_str());
        if event.sender == me || since.was_away && is_old(&event) && !is_lasting {
            continue;
        }
        let room = room.clone();
        batch.spawn(async move |service| {
            asked_at(event.at, dispatch(&service, &room, &event)).await;
        });
    }
}

/// The newest edit of each message, by who edited it: of several that come in together the others are of no use, and each event
/// is handled in a task of its own.
fn newest_edits(events: &[Event]) -> HashMap<(OwnedUserId, OwnedEventId), OwnedEventId> {
    let mut edits: Vec<&Event> = events.iter().collect();
    // Of two at the same moment, the one with the larger id holds.
    edits.sort_by_key(|event| (event.at, &event.id));
    let of = |event: &Event| Some(((event.sender.clone(), event.edits()?), event.id.clone()));
    edits.into_iter().filter_map(of).collect()
}

/// Answers an event, if it is for us.
async fn dispatch(service: &MatrixService, room: &Room, event: &Event) {
    match event.kind.as_str() {
        "m.room.message" => messages::came(service, room, event).await,
        "m.room.redaction" => messages::redacted(service, event).await,
        "m.reaction" => messages::reacted(service, room, event).await,
        "m.room.member" => rooms::leave_if_empty(service, room).await,
        "m.room.tombstone" => {
            rooms::follow_upgrade(service, room, event.sender.server_name()).await;
        }
        "m.room.encrypted" => {
            if let Some(event) = decrypted(service, room, event).await {
                messages::came(service, room, &event).await;
            }
        }
        _ => {}
    }
}

/// Decrypts a message as soon as its key has come; `None` if it does not come, which the service says in the room.
async fn decrypted(service: &MatrixService, room: &Room, event: &Event) -> Option<Event> {
    let raw: Raw<OriginalSyncRoomEncryptedEvent> = event.raw.clone()?.cast_unchecked();
    let began = Instant::now();
    // The first attempt asks the sender's devices, and our own others, for the key.
    while began.elapsed() < KEY {
        match room.decrypt_event(&raw, None).await {
            Ok(decrypted) if !decrypted.kind.is_utd() => return Event::read(&decrypted),
            _ => sleep(LOOK).await,
        }
    }
    let (id, message) = (room.room_id().to_owned(), event.id.clone());
    service.unreadable(&id, &location(&id), message).await;
    None
}

fn is_old(event: &Event) -> bool {
    let sent = UNIX_EPOCH + Duration::from_millis(event.at);
    SystemTime::now()
        .duration_since(sent)
        .is_ok_and(|age| age > ABSENCE)
}
