//! Sending: until the homeserver has it, and only once.

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use matrix_sdk::ruma::api::client::receipt::create_receipt::v3::ReceiptType;
use matrix_sdk::ruma::events::receipt::ReceiptThread;
use matrix_sdk::ruma::{OwnedEventId, OwnedRoomId, OwnedTransactionId};
use matrix_sdk::{EncryptionState, Error, Room};
use moka::sync::Cache;
use serde_json::Value;
use tokio::sync::{Mutex, RwLock, Semaphore};

use super::event::Event;
use super::retry;
use crate::chat::port::Thread;
use crate::chat::recent::latest;
use crate::chat::send_queue::Place;
use crate::hash;

/// The types of the events that are sent.
pub(super) const MESSAGE: &str = "m.room.message";
pub(super) const REACTION: &str = "m.reaction";

/// How long the bot tries to send something.
const PATIENCE: Duration = Duration::from_secs(10 * 60);

/// At most eight tasks encrypt and send at once, and none while the sync loop lets matrix-sdk look up people's devices: it
/// then holds the write lock. Before matrix-sdk encrypts, it waits for a look-up of every user without other devices, such as
/// the bot, and holds a lock that the look-up needs: each message would wait for five seconds.
pub(super) static KEYS: RwLock<()> = RwLock::const_with_max_readers((), 8);

/// The transaction id of something that is sent: always the same for the same purpose and occasion. Of two requests with one
/// id the homeserver obeys the first.
pub(super) fn transaction_id(purpose: &str, occasion: &str) -> OwnedTransactionId {
    let digits = hash::digits(format!("{purpose} {occasion}"), 16);
    format!("voetnoot{digits}").into()
}

/// Redacts a message.
pub(super) async fn redact(room: &Room, message: &OwnedEventId) -> Result<(), Error> {
    let id = transaction_id("redact", message.as_str());
    let redacted = retry::persist("redact", PATIENCE, || async {
        room.redact(message, None, Some(id.clone()))
            .await
            .map_err(Error::from)
    });
    redacted.await.map(|_| ())
}

/// Sends an event, and returns its id.
pub(super) async fn send(
    room: &Room,
    kind: &'static str,
    content: impl Fn() -> Value,
    id: &OwnedTransactionId,
) -> Result<OwnedEventId, Error> {
    let turn = turn(room);
    let place = Place::new(kind == REACTION);
    retry::persist(kind, PATIENCE, || async {
        place.turn().await;
        let _mine = match &turn {
            Some(turn) => Some((turn.lock().await, KEYS.read().await)),
            None => None,
        };
        let sent = room.send_raw(kind, content()).with_transaction_id(id).await;
        match sent {
            Ok(sent) => Ok(sent.response.event_id),
            Err(error) => {
                if retry::is_limit(&error) {
                    place.stand();
                } else {
                    place.leave();
                }
                Err(error)
            }
        }
    })
    .await
}

/// In an encrypted room messages are sent one at a time: matrix-sdk makes a new key for every hundred, and panics if others
/// use the old one up between its look at it and its use.
fn turn(room: &Room) -> Option<Arc<Mutex<()>>> {
    static TURNS: LazyLock<Cache<OwnedRoomId, Arc<Mutex<()>>>> =
        LazyLock::new(|| latest(10_000).build());
    // If that is not known yet, the room may be encrypted.
    let is_plain = matches!(room.encryption_state(), EncryptionState::NotEncrypted);
    (!is_plain).then(|| TURNS.get_with(room.room_id().to_owned(), Arc::default))
}

/// Shows that a message has been read. After an absence there are many to show: the homeserver is told a few at a time.
pub(super) async fn show_read(room: &Room, message: &Thread<OwnedEventId>) {
    static AT_ONCE: Semaphore = Semaphore::const_new(4);
    // It is never closed.
    let _permit = AT_ONCE.acquire().await;
    let root = message.root.clone();
    let thread = root.map_or(ReceiptThread::Unthreaded, ReceiptThread::Thread);
    let shown = room
        .send_single_receipt(ReceiptType::Read, thread, message.message.clone())
        .await;
    if let Err(error) = shown {
        retry::note(&error);
        tracing::debug!(%error, "a read receipt was not sent");
    }
}

/// Fetches an event of a room; `None` if that fails.
pub(super) async fn fetch(room: &Room, id: &OwnedEventId) -> Option<Event> {
    let fetched = retry::persist("event", Duration::from_secs(30), || room.event(id, None));
    match fetched.await {
        Ok(event) => Event::read(&event),
        Err(error) => {
            tracing::debug!(%error, "an event cannot be fetched");
            None
        }
    }
}
