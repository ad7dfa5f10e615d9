//! Reactions to what the bot has said: 🗑️ takes it away, ➡️ turns the page, 1️⃣ 2️⃣ 3️⃣ open a paragraph, 👍 and 👎 are votes,
//! ✅ 📌 ❌ decide about a summary.

use std::sync::Arc;

use matrix_sdk::Room;
use matrix_sdk::ruma::OwnedEventId;

use super::desk::{Asked, Desk};
use super::event::Event;
use super::messages::{CHOICES, NEXT};
use super::post::{self, Mark, Post};
use super::sending::{self, number};
use super::summary::{self, Choice};
use crate::chat::feedback::vote_of;
use crate::store::{Ballot, Vote};
use crate::wording::Message;

/// The emoji that takes an answer away.
const AWAY: char = '🗑';

/// Somebody reacted to something.
pub(super) async fn came(desk: &Arc<Desk>, room: &Room, event: &Event) {
    let Some((emoji, target)) = event.reaction() else {
        return;
    };
    if let Some(vote) = vote_of(&emoji) {
        return voted(desk, room, event, &target, vote).await;
    }
    let choice = Choice::read(&emoji);
    let is_away = emoji.starts_with(AWAY);
    let is_next = without_variation(&emoji) == without_variation(NEXT);
    let opened = CHOICES
        .iter()
        .position(|known| without_variation(&emoji) == without_variation(known));
    let is_ours = choice.is_some() || is_away || is_next || opened.is_some();
    if !is_ours || !desk.rate_limit.may_look_up(&event.sender) {
        return;
    }
    let fetched = sending::fetch(room, &target).await;
    let Some(ours) = fetched.filter(|ours| ours.sender == desk.me) else {
        return;
    };
    let Some(mark) = post::mark_of(&ours) else {
        return;
    };
    let is_asker = event.sender == mark.asker;
    if is_away {
        if is_asker || desk.keeps_order(room, &event.sender).await {
            if let Some(question) = desk.links.question(&target).await
                && let Some(mut question) = desk.links.hold(question).await
                && let Some(link) = desk.links.forget(&mut question, &target).await
            {
                link.redact_pages().await;
            }
            sending::redact(room, &target).await;
        }
    } else if let (Some(choice), true, true) = (choice, is_asker, mark.is_preview) {
        summary::decided(desk, room, &ours, &mark, choice).await;
    } else if is_asker && !mark.is_preview && (is_next || opened.is_some()) {
        turn(desk, room, event, &mark, opened).await;
    }
}

/// Somebody votes on an answer.
async fn voted(desk: &Arc<Desk>, room: &Room, event: &Event, target: &OwnedEventId, vote: Vote) {
    if desk.links.question(target).await.is_none() {
        // It may be a later page, or an answer from long ago: they say themselves what they are.
        if !desk.rate_limit.may_look_up(&event.sender) {
            return;
        }
        let fetched = sending::fetch(room, target).await;
        let ours = fetched.filter(|ours| ours.sender == desk.me);
        if ours.and_then(|ours| post::mark_of(&ours)).is_none() {
            return;
        }
    }
    let place = desk.here(room).await.place;
    let ballot = Ballot {
        answer: target.to_string(),
        voter: event.sender.to_string(),
        vote,
        reaction: Some(event.id.to_string()),
        server: place.home().to_owned(),
        channel: place.channel,
    };
    desk.feedback.voted(ballot).await;
}

/// Sends the page after the one that was reacted to; or the paragraph of the sentence on it that was chosen, counted from 0.
async fn turn(desk: &Arc<Desk>, room: &Room, event: &Event, mark: &Mark, opened: Option<usize>) {
    let asked = Asked::of(room, mark);
    let here = desk.here(room).await;
    let seat = asked.seat();
    let is_moderator = desk.keeps_order(room, &event.sender).await;
    let manner = here.manner(&seat, is_moderator);
    let recipe = mark
        .code
        .as_ref()
        .filter(|_| mark.revision == desk.revision(&here))
        .and_then(|code| here.bot.recipe_of(code, &here.context(false)));
    let wanted = match (recipe, opened) {
        (Some(recipe), None) => Some((recipe, mark.page + 1)),
        (Some(recipe), Some(choice)) => desk
            .choices(&recipe, &here)
            .find(|(known, _)| *known == choice)
            .map(|(_, paragraph)| (paragraph, 0)),
        (None, _) => None,
    };
    let shown = match wanted {
        Some((recipe, page)) => desk.pager.page_of(recipe, page, manner, None).await,
        None => None,
    };
    let (post, offers): (Post, Vec<&str>) = match (&shown, &mark.code) {
        (Some(shown), _) => desk.post(&asked, shown, &here),
        // Where there is no other page, none was offered.
        (None, None) => return,
        (None, Some(_)) if mark.revision == desk.revision(&here) => return,
        (None, Some(_)) => (here.say(&Message::new("button-stale")), Vec::new()),
    };
    let post = post.reply_to(&asked.question, asked.thread.as_ref());
    // While it is sent, the question does not change or go: its pages go where it goes.
    let mut question = desk.links.hold(asked.question.clone()).await;
    let sent = sending::send(room, &post, &number("page", event.id.as_str())).await;
    if let (Some(question), Ok(page)) = (&mut question, &sent)
        && let Some(link) = question.link()
    {
        link.pages.push(page.clone());
        let link = link.clone();
        desk.links.add(question, link.answer.clone(), link).await;
    }
    match sent {
        Ok(page) => sending::offer(room, &page, &offers).await,
        Err(error) => sending::log(Err(error), "a page"),
    }
}

/// An emoji without the sign that it is to be shown in colour, which not every client adds.
fn without_variation(emoji: &str) -> String {
    emoji.replace('\u{fe0f}', "")
}
