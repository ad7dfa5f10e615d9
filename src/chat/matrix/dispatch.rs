//! Events that have come in to a room: which are new, and which file handles them.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use matrix_sdk::Room;
use matrix_sdk::deserialized_responses::TimelineEvent;
use matrix_sdk::room::MessagesOptions;
use matrix_sdk::ruma::{OwnedEventId, OwnedUserId, uint};
use matrix_sdk::sync::Timeline;

use super::checkpoint::Batch;
use super::event::Event;
use super::port::MatrixService;
use super::{keys, messages, retry, rooms};
use crate::chat::send_queue::asked_at;

/// The age of a question that is still answered after an absence.
const ABSENCE: Duration = Duration::from_secs(10 * 60);

/// The most pages of missed events that are read.
const PAGES: usize = 50;

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
    if !timeline.limited {
        return dispatch_all(batch, &room, timeline.events, since);
    }
    let since = Arc::clone(since);
    batch.spawn(async move |service| {
        let events = with_missed(&service, &room, timeline, position).await;
        let mut rest = Batch::new(service);
        dispatch_all(&mut rest, &room, events, &since);
        rest.ended().await;
    });
}

/// The events of a timeline, after those that the homeserver left out because there were so many.
async fn with_missed(
    service: &MatrixService,
    room: &Room,
    timeline: Timeline,
    position: String,
) -> Vec<TimelineEvent> {
    let is_joining = |event: &TimelineEvent| {
        Event::read(event).is_some_and(|event| event.is_joining(service.port.me.as_str()))
    };
    let is_old = |event: &TimelineEvent| Event::read(event).is_some_and(|event| is_old(&event));
    let mut from = timeline.prev_batch;
    let mut missed = Vec::new();
    if timeline.events.iter().any(is_joining) {
        return timeline.events;
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
        let is_last = page.chunk.is_empty()
            || page
                .chunk
                .iter()
                .any(|event| is_joining(event) || is_old(event));
        missed.extend(page.chunk);
        from = page.end;
        if is_last {
            break;
        }
    }
    missed.reverse();
    missed.extend(timeline.events);
    missed
}

/// Gives every event that is new a task.
fn dispatch_all(batch: &mut Batch, room: &Room, events: Vec<TimelineEvent>, since: &Since) {
    let read: Vec<(Event, TimelineEvent)> = events
        .into_iter()
        .filter_map(|event| Some((Event::read(&event)?, event)))
        .collect();
    let me = batch.service.port.me.clone();
    let joining = read
        .iter()
        .rposition(|(event, _)| event.is_joining(me.as_str()));
    let newest = newest_edits(&read);
    for (event, original) in read.into_iter().skip(joining.map_or(0, |at| at + 1)) {
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
            asked_at(event.at, dispatch(&service, &room, &event, &original)).await;
        });
    }
}

/// The newest edit of each message, by who edited it: of several that come in together the others are of no use, and each event
/// is handled in a task of its own.
fn newest_edits(
    events: &[(Event, TimelineEvent)],
) -> HashMap<(OwnedUserId, OwnedEventId), OwnedEventId> {
    let mut edits: Vec<&Event> = events.iter().map(|(event, _)| event).collect();
    // Of two at the same moment, the one with the larger id holds.
    edits.sort_by_key(|event| (event.at, &event.id));
    let of = |event: &Event| Some(((event.sender.clone(), event.edits()?), event.id.clone()));
    edits.into_iter().filter_map(of).collect()
}

/// Answers an event, if it is for us.
async fn dispatch(
    service: &Arc<MatrixService>,
    room: &Room,
    event: &Event,
    original: &TimelineEvent,
) {
    match event.kind.as_str() {
        "m.room.message" => messages::came(service, room, event).await,
        "m.room.redaction" => messages::redacted(service, event).await,
        "m.reaction" => messages::reacted(service, room, event).await,
        "m.room.member" => rooms::leave_if_empty(service, room).await,
        "m.room.tombstone" => {
            rooms::follow_upgrade(service, room, event.sender.server_name()).await;
        }
        "m.room.encrypted" => {
            if let Some(event) = keys::read(service, room, event, original).await {
                messages::came(service, room, &event).await;
            }
        }
        _ => {}
    }
}

fn is_old(event: &Event) -> bool {
    let sent = UNIX_EPOCH + Duration::from_millis(event.at);
    SystemTime::now()
        .duration_since(sent)
        .is_ok_and(|age| age > ABSENCE)
}
