//! Rooms: who may invite the bot, which are direct chats, and when nobody is left.

use std::sync::Arc;
use std::time::Duration;

use matrix_sdk::{Room, RoomMemberships, RoomState};
use tokio::time::sleep;

use super::desk::Desk;
use super::retry::{self, Failure};
use super::sending::{self, number};
use crate::citation;
use crate::wording::Message;

/// How often joining is tried where it does not work at once: an invitation may come before what it invites to.
const ATTEMPTS: u32 = 8;

/// Whether a room is a direct chat: nobody is there but somebody and the bot.
pub(super) fn is_direct(room: &Room) -> bool {
    room.active_members_count() <= 2 || room.is_dm() && room.joined_members_count() <= 2
}

/// The bot is invited: it joins where the inviter may ask it, and declines elsewhere.
pub(super) async fn invited(desk: &Arc<Desk>, room: &Room) {
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
    let is_welcome = match &desk.allowed {
        Some(allowed) => allowed.fits(inviter),
        None => is_direct,
    };
    if !is_welcome {
        tracing::info!(
            inviter,
            is_direct,
            "an invitation was declined: VOETNOOT_MATRIX_ALLOW names who may invite"
        );
        let declined = retry::persist("decline", Duration::from_secs(60), || room.leave());
        sending::log(declined.await, "a refusal of an invitation");
        return;
    }
    if !join(room).await {
        return;
    }
    tracing::info!(inviter, is_direct, "joined a room");
    let members = room.members(RoomMemberships::ACTIVE).await;
    if members.is_ok_and(|members| members.len() > 2) {
        // An invitation may call a room a direct chat that is none.
        if desk.allowed.is_none() {
            tracing::info!(
                inviter,
                "a room was left that is no direct chat: VOETNOOT_MATRIX_ALLOW names who may invite to one"
            );
            let left = retry::persist("leave", Duration::from_secs(60), || room.leave());
            sending::log(left.await, "the leaving of a room");
        }
    } else if is_direct {
        greet(desk, room).await;
    }
}

/// Whether an invitation is to a direct chat: it says so, or the room has no name to go by but that of the inviter.
async fn looks_direct(room: &Room) -> bool {
    let is_nameless = room.name().is_none() && room.canonical_alias().is_none();
    is_nameless || room.is_direct().await.unwrap_or(false)
}

async fn join(room: &Room) -> bool {
    let mut wait = Duration::from_millis(500);
    for _ in 0..ATTEMPTS {
        let Err(error) = room.join().await else {
            return true;
        };
        // It may have been joined, and only its being a direct chat not been noted.
        if room.state() == RoomState::Joined {
            return true;
        }
        tracing::debug!(%error, "not joined yet; trying again");
        let asked = match retry::of(&error) {
            Failure::ForNow(asked) => asked,
            _ => None,
        };
        sleep(asked.unwrap_or(wait)).await;
        wait *= 2;
    }
    tracing::warn!("a room cannot be joined");
    false
}

/// One line in a new direct chat.
async fn greet(desk: &Arc<Desk>, room: &Room) {
    let here = desk.here(room).await;
    let articles = here.bot.library().articles();
    let greeting = match articles {
        [article] => Message::new("greeting").with("article", citation::title(article)),
        _ => Message::new("greeting-several").with("count", articles.len()),
    };
    let number = number("greeting", room.room_id().as_str());
    let sent = sending::send(room, &here.say(&greeting), &number).await;
    sending::log(sent.map(|_| ()), "a greeting");
}

/// Leaves a room in which nobody is left.
pub(super) async fn leave_if_empty(desk: &Arc<Desk>, room: &Room) {
    let is_empty = room.state() == RoomState::Joined && room.active_members_count() <= 1;
    if !is_empty {
        return;
    }
    // The count is the homeserver's, and may be that of a moment ago.
    let others = room.members(RoomMemberships::ACTIVE).await;
    if !others.is_ok_and(|members| members.iter().all(|member| member.user_id() == desk.me)) {
        return;
    }
    let left = retry::persist("leave", Duration::from_secs(60), || room.leave());
    sending::log(left.await, "the leaving of an empty room");
    tracing::info!("an empty room was left");
}
