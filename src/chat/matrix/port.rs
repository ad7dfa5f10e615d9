//! Matrix as the chat service uses it.

use std::time::Duration;

use anyhow::{Context as _, Result};
use matrix_sdk::ruma::{OwnedEventId, OwnedRoomId, OwnedUserId, RoomId, TransactionId};
use matrix_sdk::{Client, Error, Room};

use super::sending::{self, MESSAGE, REACTION, transaction_id};
use super::{post, retry};
use crate::chat::channel_settings::Location;
use crate::chat::port::{Abilities, MarkOf, Port, PostOf, Response};
use crate::chat::retry::Transient as _;
use crate::chat::service::Service;
use crate::chat::service::post::Thread;
use crate::config::Allowed;
use crate::render::{Dialect, Matrix};

/// The chat service on Matrix.
pub(super) type MatrixService = Service<MatrixPort>;

/// Matrix, as one account sees it.
pub(super) struct MatrixPort {
    pub(super) client: Client,
    pub(super) me: OwnedUserId,
    pub(super) allowed: Option<Allowed>,
}

impl MatrixPort {
    pub(super) fn new(client: Client, allowed: Option<Allowed>) -> Result<Self> {
        Ok(Self {
            me: client.user_id().context("a session has a user")?.to_owned(),
            allowed,
            client,
        })
    }

    /// A room; fails if the bot is not in it any more.
    fn room(&self, id: &RoomId) -> Result<Room, Error> {
        self.client.get_room(id).ok_or(Error::InsufficientData)
    }
}

/// The location that a room is.
pub(super) fn location(room: &RoomId) -> Location {
    Location {
        server: None,
        channel: format!("matrix {room}"),
    }
}

impl Port for MatrixPort {
    type Message = OwnedEventId;
    type Channel = OwnedRoomId;
    type User = OwnedUserId;
    type Style = ();
    /// A reaction, which wants no response.
    type Call = ();
    type Error = Error;

    const DIALECT: &'static dyn Dialect = &Matrix;
    const ABILITIES: Abilities = Abilities {
        has_buttons: false,
        has_private_replies: false,
        // It may hold a whole search.
        code: 2_000,
        menu: 0,
        typing: (Duration::from_millis(300), Duration::from_secs(3)),
    };

    async fn send(&self, room: &OwnedRoomId, post: &PostOf<Self>) -> Result<OwnedEventId, Error> {
        let id = match &post.nonce {
            Some(nonce) => transaction_id("answer", nonce),
            None => TransactionId::new(),
        };
        let room = self.room(room)?;
        sending::send(&room, MESSAGE, || post::new(post), &id).await
    }

    async fn edit(
        &self,
        room: &OwnedRoomId,
        message: &OwnedEventId,
        post: &PostOf<Self>,
    ) -> Result<(), Error> {
        let id = transaction_id("edit", post.nonce.as_deref().unwrap_or_default());
        let room = self.room(room)?;
        sending::send(&room, MESSAGE, || post::instead_of(message, post), &id).await?;
        Ok(())
    }

    async fn delete(&self, room: &OwnedRoomId, message: &OwnedEventId) -> Result<(), Error> {
        // What was said in a room that the bot has left stays.
        let Some(room) = self.client.get_room(room) else {
            return Ok(());
        };
        let redacted = sending::redact(&room, message).await;
        // It may have been said before the room was upgraded.
        let before = room.predecessor_room();
        match before.and_then(|before| self.client.get_room(&before.room_id)) {
            Some(before) if redacted.is_err() => sending::redact(&before, message).await,
            _ => redacted,
        }
    }

    async fn pin(&self, room: &OwnedRoomId, message: &OwnedEventId) -> Result<(), Error> {
        let pinned = self.room(room)?.pin_event(message).await;
        pinned.inspect_err(retry::note).map(|_| ())
    }

    async fn react(
        &self,
        room: &OwnedRoomId,
        message: &OwnedEventId,
        emoji: &'static str,
    ) -> Result<(), Error> {
        let id = transaction_id(emoji, message.as_str());
        let room = self.room(room)?;
        sending::send(&room, REACTION, || post::reaction(emoji, message), &id).await?;
        Ok(())
    }

    async fn typing(&self, room: &OwnedRoomId, is_typing: bool) {
        if let Ok(room) = self.room(room) {
            let shown = room.typing_notice(is_typing).await;
            let _ = shown.inspect_err(retry::note);
        }
    }

    async fn mark_read(&self, room: &OwnedRoomId, message: &Thread<OwnedEventId>) {
        if let Ok(room) = self.room(room) {
            sending::show_read(&room, message).await;
        }
    }

    async fn respond(&self, (): &(), _: Response<'_, Self>) -> bool {
        true
    }

    async fn mark(&self, room: &OwnedRoomId, message: &OwnedEventId) -> Option<MarkOf<Self>> {
        let event = sending::fetch(&self.room(room).ok()?, message).await?;
        post::mark_of(&event).filter(|_| event.sender == self.me)
    }

    /// A moderator of a room may redact what others say. A user who begins a direct chat is one.
    async fn is_moderator(&self, room: &OwnedRoomId, user: &OwnedUserId) -> bool {
        let Ok(room) = self.room(room) else {
            return false;
        };
        // From room version 12 on its creators stand above every level, which is not in the levels.
        room.power_levels()
            .await
            .is_ok_and(|levels| levels.user_can_redact_event_of_other(user))
    }

    fn report(what: &'static str, error: &Error) {
        if error.retry_after().is_some() {
            tracing::error!(what, %error, "not sent: the homeserver did not take it for ten minutes");
        } else {
            tracing::warn!(what, %error, "not sent");
        }
    }
}
