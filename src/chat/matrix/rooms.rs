//! Rooms: who may invite the bot, which are direct chats, what becomes of an upgraded room, and when nobody is left.

use std::time::Duration;

use matrix_sdk::room::RoomMember;
use matrix_sdk::ruma::{OwnedServerName, RoomId, ServerName};
use matrix_sdk::{Client, Room, RoomMemberships, RoomState, SuccessorRoom};

use super::port::{MatrixPort, MatrixService, location};
use super::retry;
use crate::chat::port::Port as _;

/// How often joining is tried if it does not work at once: an invitation may come before what it invites to.
const ATTEMPTS: u32 = 8;

/// Whether a room is a direct chat: nobody is there but somebody and the bot.
pub(super) fn is_direct(room: &Room) -> bool {
    room.active_members_count() <= 2 || room.is_dm() && room.joined_members_count() <= 2
}

/// The bot is invited: it joins where the inviter may ask it, and declines elsewhere.
pub(super) async fn invited(service: &MatrixService, room: &Room) {
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
    let client = &service.port.client;
    let replaces = |old: &Room| {
        let new = old.successor_room();
        new.is_some_and(|new| new.room_id == room.room_id())
    };
    if let Some(old) = client.joined_rooms().iter().find(|old| replaces(old)) {
        if join(client, room.room_id(), &[]).await {
            moved(service, old, room.room_id(), false).await;
        }
        return;
    }
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
    if !join(client, room.room_id(), &[]).await {
        return;
    }
    tracing::info!(inviter, is_direct, "joined a room");
    if !leave_if_unwanted(service, room).await && is_direct {
        let id = room.room_id().to_owned();
        service.greet(&id, &location(&id)).await;
    }
}

/// Leaves a room with several people if nobody was named who may invite to one: it only looked like a direct chat. Returns
/// whether there are several.
async fn leave_if_unwanted(service: &MatrixService, room: &Room) -> bool {
    let members = room.members(RoomMemberships::ACTIVE).await;
    let is_crowd = members.is_ok_and(|members| members.len() > 2);
    if is_crowd && service.port.allowed.is_none() {
        tracing::info!(
            "a room was left that is no direct chat: VOETNOOT_MATRIX_ALLOW names who may invite to one"
        );
        leave(room, "the leaving of a room").await;
    }
    is_crowd
}

/// Whether an invitation is to a direct chat: it says so, or the room has no name to go by but that of the inviter.
async fn looks_direct(room: &Room) -> bool {
    let is_nameless = room.name().is_none() && room.canonical_alias().is_none();
    is_nameless || room.is_direct().await.unwrap_or(false)
}

/// Tries to join a room, which one of these servers knows, until it has worked or there is no hope any more.
async fn join(client: &Client, room: &RoomId, via: &[OwnedServerName]) -> bool {
    let mut pauses = retry::pauses();
    for _ in 0..ATTEMPTS {
        let Err(error) = client.join_room_by_id_or_alias(room.into(), via).await else {
            return true;
        };
        // It may have been joined, and only its being a direct chat not been noted.
        if state(client, room) == Some(RoomState::Joined) {
            return true;
        }
        tracing::debug!(%error, "not joined yet; trying again");
        retry::wait(&mut pauses, &error).await;
    }
    tracing::warn!("a room cannot be joined");
    false
}

/// The bot's membership of a room; `None` if it never had one.
fn state(client: &Client, room: &RoomId) -> Option<RoomState> {
    client.get_room(room).map(|room| room.state())
}

/// A room may have been replaced by another, by an upgrade: the bot goes there, with all that is kept of the room. `via` is a
/// server that knows the other room.
pub(super) async fn follow_upgrade(service: &MatrixService, old: &Room, via: &ServerName) {
    let client = &service.port.client;
    let Some(new) = old.successor_room().map(|new| new.room_id) else {
        return;
    };
    let before = state(client, &new);
    // Where it was sent away it does not come back by itself.
    let was_sent_away = matches!(before, Some(RoomState::Left | RoomState::Banned));
    if old.state() != RoomState::Joined || was_sent_away {
        return;
    }
    // If it needs an invitation, that will come.
    if join(client, &new, &[via.to_owned()]).await {
        moved(service, old, &new, before == Some(RoomState::Joined)).await;
    }
}

/// The bot is in the room that replaces another, or is said to: anybody may name any room in one of their own. It `was_there`
/// if that has not brought it there.
async fn moved(service: &MatrixService, old: &Room, new: &RoomId, was_there: bool) {
    let Some(room) = service.port.client.get_room(new) else {
        return;
    };
    // Only its creator can say what it was made to replace; the next sync brings that.
    room.sync_up().await;
    let before = room.predecessor_room();
    if before.is_some_and(|before| before.room_id == old.room_id()) {
        let (old, new) = (old.room_id().to_owned(), new.to_owned());
        service.channel_replaced(&old, &new).await;
        tracing::info!("followed the upgrade of a room");
        leave_if_unwanted(service, &room).await;
    } else if !was_there {
        tracing::warn!("a room was left that is not the upgrade that another room said it was");
        leave(&room, "the leaving of a room").await;
    }
}

/// What happened in a room during an absence: everybody may have left it, or it was upgraded.
pub(super) async fn catch_up(service: &MatrixService, room: &Room) {
    leave_if_empty(service, room).await;
    let client = &service.port.client;
    let is_to_follow = |new: SuccessorRoom| {
        let state = state(client, &new.room_id);
        state.is_none_or(|state| state == RoomState::Invited)
    };
    if room.successor_room().is_some_and(is_to_follow) {
        follow_upgrade(service, room, service.port.me.server_name()).await;
    }
}

/// Leaves a room in which nobody is left.
pub(super) async fn leave_if_empty(service: &MatrixService, room: &Room) {
    if room.state() != RoomState::Joined || room.active_members_count() > 1 {
        return;
    }
    // The count is the homeserver's, and may be that of a moment ago.
    let members = room.members(RoomMemberships::ACTIVE).await;
    let is_me = |member: &RoomMember| member.user_id() == service.port.me;
    if members.is_ok_and(|members| members.iter().all(is_me)) {
        leave(room, "the leaving of an empty room").await;
        tracing::info!("an empty room was left");
    }
}

async fn leave(room: &Room, what: &'static str) {
    let left = retry::persist("leave", Duration::from_secs(60), || room.leave());
    if let Err(error) = left.await {
        MatrixPort::report(what, &error);
    }
}
