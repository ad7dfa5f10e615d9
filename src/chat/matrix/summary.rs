//! Summaries: shown to a moderator first, and posted, perhaps pinned, when they say so.

use std::sync::Arc;

use matrix_sdk::ruma::OwnedEventId;
use matrix_sdk::ruma::events::StateEventType;
use matrix_sdk::{Error, Room};

use super::desk::{Asked, Desk, Here};
use super::event::Event;
use super::messages::{reply, while_typing};
use super::post::{Mark, Post};
use super::sending::{self, number};
use crate::answer::Verdict;
use crate::bot::Bot;
use crate::chat::dedup::is_new;
use crate::command::Command;
use crate::render::{Dialect as _, Matrix, layout};
use crate::wording::Message;

/// What becomes of a summary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    /// It is posted.
    Post,
    /// It is posted and pinned.
    PostAndPin,
    /// Neither.
    Cancel,
}

const CHOICES: [(Choice, &str); 3] = [
    (Choice::Post, "✅"),
    (Choice::PostAndPin, "📌"),
    (Choice::Cancel, "❌"),
];

impl Choice {
    /// The choice that an emoji stands for.
    pub(super) fn read(emoji: &str) -> Option<Self> {
        let chosen = CHOICES.iter().find(|(_, known)| emoji.starts_with(known));
        chosen.map(|(choice, _)| *choice)
    }
}

/// Shows what would be posted, and what can be chosen; gives its id.
pub(super) async fn preview(
    desk: &Arc<Desk>,
    asked: &Asked,
    command: &Command,
    here: &Here,
) -> Result<OwnedEventId, Error> {
    let language = here.preferences.language;
    let seat = asked.seat();
    let answering = desk.pager.answer(command.clone(), here.manner(&seat, true));
    let answer = while_typing(&asked.room, answering).await;
    let pages = layout(&answer, &Matrix, language);
    let text = pages
        .first()
        .map(|page| page.text(&Matrix))
        .unwrap_or_default();
    let recipe = here.bot.recipe(command, &here.context(true), &answer);
    let code = recipe.and_then(|recipe| desk.code(&recipe, here));
    let Some(code) = code.filter(|_| answer.verdict == Verdict::Found) else {
        return reply(asked, Post::marked(&text)).await;
    };
    let mark = Mark {
        question: asked.question.clone(),
        thread: asked.thread.clone(),
        asker: asked.asker.clone(),
        revision: desk.revision(here),
        page: 0,
        code: Some(code),
        is_preview: true,
    };
    let hint = Message::new("summary-choose").words(language);
    let text = format!("{text}\n\n{}", Matrix.small(&hint));
    let preview = reply(asked, Post::marked(&text).with_mark(&mark)).await?;
    let emoji = CHOICES.map(|(_, emoji)| emoji);
    sending::offer(&asked.room, &preview, &emoji).await;
    Ok(preview)
}

/// Somebody has chosen what becomes of the summary that they asked for.
pub(super) async fn decided(
    desk: &Arc<Desk>,
    room: &Room,
    preview: &Event,
    mark: &Mark,
    choice: Choice,
) {
    let is_first = is_new(&desk.chosen, preview.id.clone());
    // What was decided before a restart shows in what the preview says since.
    if !is_first || preview.edited().is_some() {
        return;
    }
    let here = desk.here(room).await;
    let key = match choice {
        Choice::Cancel => "summary-cancelled",
        _ if !desk.keeps_order(room, &mark.asker).await => "button-not-yours",
        _ if mark.revision != desk.revision(&here) => "button-stale",
        _ => posted(desk, &here, room, preview, mark, choice).await,
    };
    // The preview gives way to what became of it.
    let said = here.say(&Message::new(key)).instead_of(&preview.id);
    let sent = sending::send(room, &said, &number("decided", preview.id.as_str())).await;
    sending::log(sent.map(|_| ()), "what became of a summary");
}

/// Posts a summary; what is said of it.
async fn posted(
    desk: &Arc<Desk>,
    here: &Here,
    room: &Room,
    preview: &Event,
    mark: &Mark,
    choice: Choice,
) -> &'static str {
    let (code, preferences) = (mark.code.clone(), Arc::clone(&here.preferences));
    let remade = move |bot: &Bot| bot.remake(&code?, &preferences.context(true));
    let Some(answer) = desk.pager.at_work(&here.bot, remade).await.flatten() else {
        return "button-unknown";
    };
    let mut first = None;
    for (at, page) in layout(&answer, &Matrix, here.preferences.language)
        .iter()
        .enumerate()
    {
        let post = Post::marked(&page.text(&Matrix));
        let number = number(&format!("summary {at}"), preview.id.as_str());
        match sending::send(room, &post, &number).await {
            Ok(sent) => first = first.or(Some(sent)),
            Err(error) => {
                tracing::warn!(%error, "a summary was not posted");
                return "summary-not-posted";
            }
        }
    }
    let Some(first) = first.filter(|_| choice == Choice::PostAndPin) else {
        return "summary-posted";
    };
    let may_pin = room
        .power_levels()
        .await
        .is_ok_and(|levels| levels.user_can_send_state(&desk.me, StateEventType::RoomPinnedEvents));
    if !may_pin {
        return "summary-not-pinned";
    }
    match room.pin_event(&first).await {
        Ok(_) => "summary-pinned",
        Err(error) => {
            tracing::warn!(%error, "a summary was not pinned");
            "summary-not-pinned"
        }
    }
}
