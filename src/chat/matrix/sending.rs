//! Sending: until the homeserver has it, and only once.

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use matrix_sdk::ruma::api::client::receipt::create_receipt::v3::ReceiptType;
use matrix_sdk::ruma::events::receipt::ReceiptThread;
use matrix_sdk::ruma::{OwnedEventId, OwnedRoomId, OwnedTransactionId};
use matrix_sdk::{EncryptionState, Error, Room};
use moka::policy::EvictionPolicy;
use moka::sync::Cache;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use tokio::sync::{Mutex, RwLock, Semaphore};

use super::event::Event;
use super::line::Place;
use super::retry;
use crate::chat::port::Thread;
use crate::chat::retry::Transient as _;

/// How long something is tried to be sent for.
const PATIENCE: Duration = Duration::from_secs(10 * 60);

/// How much is encrypted and sent at once; and nothing is while people's devices are looked up again, which the sync loop
/// does. Before it encrypts, matrix-sdk waits for a look-up of whoever has no devices, as the bot has none but this one, and
/// holds a lock that the look-up needs: each message would wait for five seconds.
pub(super) static KEYS: RwLock<()> = RwLock::const_with_max_readers((), 8);

/// The number under which something is sent: always the same for the same purpose and occasion. The homeserver sends what
/// it has been given twice under one number once.
pub(super) fn number(purpose: &str, occasion: &str) -> OwnedTransactionId {
    let digest = Sha256::digest(format!("{purpose} {occasion}"));
    let digits: String = digest
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("voetnoot{digits}").into()
}

/// Takes a message away.
pub(super) async fn redact(room: &Room, message: &OwnedEventId) -> Result<(), Error> {
    let number = number("redact", message.as_str());
    let redacted = retry::persist("redact", PATIENCE, || async {
        room.redact(message, None, Some(number.clone()))
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
    number: &OwnedTransactionId,
) -> Result<OwnedEventId, Error> {
    let turn = turn(room);
    let place = Place::new(kind == "m.reaction");
    retry::persist(kind, PATIENCE, || async {
        place.turn().await;
        let _mine = match &turn {
            Some(turn) => Some((turn.lock().await, KEYS.read().await)),
            None => None,
        };
        let sent = room
            .send_raw(kind, content())
            .with_transaction_id(number)
            .await;
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

/// In an encrypted room one is sent at a time: matrix-sdk makes a new key for every hundred messages, and panics where
/// others use the old one up between its look at it and its use.
fn turn(room: &Room) -> Option<Arc<Mutex<()>>> {
    static TURNS: LazyLock<Cache<OwnedRoomId, Arc<Mutex<()>>>> = LazyLock::new(|| {
        Cache::builder()
            .max_capacity(10_000)
            .eviction_policy(EvictionPolicy::lru())
            .build()
    });
    // Where it is not known whether a room is encrypted, it may be.
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

/// Tells the operator what was not sent.
pub(super) fn report(what: &'static str, error: &Error) {
    if error.retry_after().is_some() {
        tracing::error!(what, %error, "not sent: the homeserver did not take it for ten minutes");
    } else {
        tracing::warn!(what, %error, "not sent");
    }
}

/// An event of a room; `None` if it cannot be had.
pub(super) async fn fetch(room: &Room, id: &OwnedEventId) -> Option<Event> {
    let fetched = retry::persist("event", Duration::from_secs(30), || room.event(id, None));
    match fetched.await {
        Ok(event) => Event::read(&event),
        Err(error) => {
            tracing::debug!(%error, "an event cannot be had");
            None
        }
    }
}
