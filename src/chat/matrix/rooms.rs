//! Rooms: who may invite the bot, which are direct chats, and when nobody is left.

use std::sync::Arc;
use std::time::Duration;

use matrix_sdk::{Room, RoomMemberships, RoomState};

use super::port::{MatrixService, location};
use super::retry;
use super::sending;

/// How often joining is tried if it does not work at once: an invitation may come before what it invites to.
const ATTEMPTS: u32 = 8;

/// Whether a room is a direct chat: nobody is there but somebody and the bot.
pub(super) fn is_direct(room: &Room) -> bool {
    room.active_members_count() <= 2 || room.is_dm() && room.joined_members_count() <= 2
}

/// The bot is invited: it joins where the inviter may ask it, and declines elsewhere.
pub(super) async fn invited(service: &Arc<MatrixService>, room: &Room) {
    if room.state() != RoomState::Invited {
        return;
    }
    let invitation = match room.invite_details().await {
        Ok(invitation) => invitation,
        Err(error) => {
            tracing::warn!(%error, "an invitation cannot be read");
            return;
        }
    };
    let inviter = invitation.inviter_id.as_str();
    let is_direct = looks_direct(room).await;
    let is_welcome = match &service.port.allowed {
        Some(allowed) => allowed.fits(inviter),
        None => is_direct,
    };
    if !is_welcome {
        tracing::info!(
            inviter,
            is_direct,
            "an invitation was declined: VOETNOOT_MATRIX_ALLOW names who may invite"
        );
        leave(room, "a refusal of an invitation").await;
        return;
    }
    if !join(room).await {
        return;
    }
    tracing::info!(inviter, is_direct, "joined a room");
    let members = room.members(RoomMemberships::ACTIVE).await;
    if members.is_ok_and(|members| members.len() > 2) {
        // An invitation may call a room a direct chat that is none.
        if service.port.allowed.is_none() {
            tracing::info!(
                inviter,
                "a room was left that is no direct chat: VOETNOOT_MATRIX_ALLOW names who may invite to one"
            );
            leave(room, "the leaving of a room").await;
        }
    } else if is_direct {
        let id = room.room_id().to_owned();
        service.greet(&id, &location(&id)).await;
    }
}

/// Whether an invitation is to a direct chat: it says so, or the room has no name to go by but that of the inviter.
async fn looks_direct(room: &Room) -> bool {
    let is_nameless = room.name().is_none() && room.canonical_alias().is_none();
    is_nameless || room.is_direct().await.unwrap_or(false)
}

async fn join(room: &Room) -> bool {
    let mut pauses = retry::pauses();
    for _ in 0..ATTEMPTS {
        let Err(error) = room.join().await else {
            return true;
        };
        // It may have been joined, and only its being a direct chat not been noted.
        if room.state() == RoomState::Joined {
            return true;
        }
        tracing::debug!(%error, "not joined yet; trying again");
        retry::wait(&mut pauses, &error).await;
    }
    tracing::warn!("a room cannot be joined");
    false
}

/// Leaves a room in which nobody is left.
pub(super) async fn leave_if_empty(service: &Arc<MatrixService>, room: &Room) {
    let is_empty = room.state() == RoomState::Joined && room.active_members_count() <= 1;
    if !is_empty {
        return;
    }
    // The count is the homeserver's, and may be that of a moment ago.
    let others = room.members(RoomMemberships::ACTIVE).await;
    if !others.is_ok_and(|members| {
        members
            .iter()
            .all(|member| member.user_id() == service.port.me)
    }) {
        return;
    }
    leave(room, "the leaving of an empty room").await;
    tracing::info!("an empty room was left");
}

async fn leave(room: &Room, what: &'static str) {
    let left = retry::persist("leave", Duration::from_secs(60), || room.leave());
    if let Err(error) = left.await {
        sending::report(what, &error);
    }
}
