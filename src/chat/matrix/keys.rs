//! Messages that cannot be read yet: their keys are asked for, and often come a little later.

use std::sync::Arc;
use std::time::Duration;

use matrix_sdk::Room;
use matrix_sdk::deserialized_responses::TimelineEvent;
use matrix_sdk::ruma::events::AnySyncTimelineEvent;
use matrix_sdk::ruma::events::room::encrypted::OriginalSyncRoomEncryptedEvent;
use matrix_sdk::ruma::serde::Raw;
use tokio::time::{Instant, sleep};

use super::event::Event;
use super::port::{MatrixService, location};

/// How long the bot waits for a key.
const PATIENCE: Duration = Duration::from_secs(60);

/// How often it looks whether the key has come.
const LOOK: Duration = Duration::from_secs(1);

/// Decrypts a message as soon as its key has come; `None` if it does not come, which the service says in the room.
pub(super) async fn read(
    service: &Arc<MatrixService>,
    room: &Room,
    event: &Event,
    original: &TimelineEvent,
) -> Option<Event> {
    let raw: &Raw<AnySyncTimelineEvent> = original.raw();
    let raw: Raw<OriginalSyncRoomEncryptedEvent> = raw.clone().cast_unchecked();
    let began = Instant::now();
    // The first attempt asks the sender's devices, and our own others, for the key.
    while began.elapsed() < PATIENCE {
        match room.decrypt_event(&raw, None).await {
            Ok(decrypted) if !decrypted.kind.is_utd() => return Event::read(&decrypted),
            _ => sleep(LOOK).await,
        }
    }
    let (id, message) = (room.room_id().to_owned(), event.id.clone());
    service.unreadable(&id, &location(&id), message).await;
    None
}
