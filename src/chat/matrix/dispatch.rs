//! Events that have come in to a room: which are new, and who handles them.

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use matrix_sdk::Room;
use matrix_sdk::deserialized_responses::TimelineEvent;
use matrix_sdk::room::MessagesOptions;
use matrix_sdk::ruma::uint;
use matrix_sdk::sync::Timeline;

use super::checkpoint::Ticket;
use super::event::Event;
use super::port::MatrixService;
use super::{keys, line, messages, rooms};

/// What was asked while the bot was away is answered if that is no longer ago than this.
const ABSENCE: Duration = Duration::from_secs(10 * 60);

/// How many pages of what was missed are looked through.
const PAGES: usize = 50;

/// Since when things have come in.
pub(super) struct Since {
    /// The position from which the homeserver was asked; `None` the first time.
    pub(super) position: Option<String>,
    /// Whether some of it may be old.
    pub(super) was_away: bool,
}

/// Something has come in to a room.
pub(super) async fn came(
    service: &Arc<MatrixService>,
    room: &Room,
    timeline: Timeline,
    since: &Arc<Since>,
    ticket: &Ticket,
) {
    // What was said before the bot was first there is none of its business.
    let Some(position) = since.position.clone() else {
        return;
    };
    if !timeline.limited {
        dispatch_all(service, room, timeline.events, since, ticket).await;
        return;
    }
    let (room, since, rest) = (room.clone(), Arc::clone(since), ticket.share().await);
    let catching_up = async move |service: Arc<MatrixService>| {
        let events = with_missed(&service, &room, timeline, position).await;
        dispatch_all(&service, &room, events, &since, &rest).await;
        rest.done().await;
    };
    ticket.spawn(service, catching_up).await;
}

/// The events of a timeline, and before them those that were left out because there were so many.
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
        let asked = super::retry::persist("history", ABSENCE, || async {
            let mut options = MessagesOptions::backward();
            options.from = Some(token.clone());
            options.to = Some(position.clone());
            options.limit = uint!(100);
            room.messages(options).await
        });
        let page = match asked.await {
            Ok(page) => page,
            Err(error) => {
                tracing::warn!(%error, "what was said meanwhile cannot be had");
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

/// Hands every event that is new to a task.
async fn dispatch_all(
    service: &Arc<MatrixService>,
    room: &Room,
    events: Vec<TimelineEvent>,
    since: &Since,
    ticket: &Ticket,
) {
    let read: Vec<(Event, TimelineEvent)> = events
        .into_iter()
        .filter_map(|event| Some((Event::read(&event)?, event)))
        .collect();
    let joining = read
        .iter()
        .rposition(|(event, _)| event.is_joining(service.port.me.as_str()));
    for (event, original) in read.into_iter().skip(joining.map_or(0, |at| at + 1)) {
        // A redaction counts, however old it is.
        let is_too_old = since.was_away && is_old(&event) && event.kind != "m.room.redaction";
        if event.sender == service.port.me || is_too_old {
            continue;
        }
        let room = room.clone();
        let task = async move |service: Arc<MatrixService>| {
            let at = event.at;
            line::asked_at(at, dispatch(&service, &room, event, original)).await;
        };
        ticket.spawn(service, task).await;
    }
}

/// Answers an event, if it is for us.
async fn dispatch(
    service: &Arc<MatrixService>,
    room: &Room,
    event: Event,
    original: TimelineEvent,
) {
    match event.kind.as_str() {
        "m.room.message" => messages::came(service, room, &event).await,
        "m.room.redaction" => messages::redacted(service, &event).await,
        "m.reaction" => messages::reacted(service, room, &event).await,
        "m.room.member" => rooms::leave_if_empty(service, room).await,
        "m.room.encrypted" => {
            if let Some(event) = keys::read(service, room, &event, &original).await {
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
