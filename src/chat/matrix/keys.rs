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
use super::port::{MatrixPort, MatrixService, location};
use crate::chat::dedup::is_new;
use crate::chat::port::{Port as _, Thread};
use crate::chat::service::post::Post;
use crate::command::Command;
use crate::render::Matrix;
use crate::wording::Message;

/// How long keys are waited for.
const PATIENCE: Duration = Duration::from_secs(60);

/// How often it is tried whether they have come.
const LOOK: Duration = Duration::from_secs(1);

/// What a message says, once its key is there; `None` if it does not come, which is said once in a room.
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
    let id = room.room_id().to_owned();
    let preferences = service.settings.preferences(&location(&id)).await;
    // It may not have been for us.
    if !preferences.admits(&Command::Help(None), false) {
        return None;
    }
    if is_new(&service.port.told, id.clone()) {
        let question = Thread {
            message: event.id.clone(),
            root: None,
        };
        let nonce = format!("unreadable {}", event.id);
        let said = Post::sentence(
            &Matrix,
            &Message::new("unreadable"),
            preferences.language,
            (),
        );
        let said = said.reply_to(question).once(nonce);
        if let Err(error) = service.port.send(&id, &said).await {
            MatrixPort::report("a word about an unreadable message", &error);
        }
    }
    None
}
