//! Summaries: shown to a moderator first, and posted, perhaps pinned, when they say so.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::Value;
use serenity::all::{ButtonStyle, ComponentInteraction, CreateActionRow, CreateButton, MessageId};
use serenity::http::{LightMethod, Route};

use super::api::Failed;
use super::button::{Action, Button, CODE};
use super::desk::{Desk, Reader};
use super::interactions::{NOTHING_YET, respond};
use super::messages::log;
use super::post::Post;
use crate::answer::Verdict;
use crate::bot::Bot;
use crate::command::Command;
use crate::render::{Discord, layout};
use crate::wording::Message;

/// What would be posted, and the buttons for it.
pub(super) async fn preview(desk: &Arc<Desk>, command: &Command, reader: &Reader) -> Post {
    let answer = desk.answer(command.clone(), reader).await;
    let pages = layout(&answer, &Discord, reader.language);
    let shown = match pages.first() {
        Some(page) => Post::page(&answer, page, reader.language, reader.has_embeds),
        None => return Post::sentence(&Message::new("went-wrong").words(reader.language)),
    };
    let context = reader.context();
    let recipe = reader.bot.recipe(command, &context, &answer);
    let code = recipe.and_then(|recipe| reader.bot.code(&recipe, &context, CODE));
    let Some(code) = code.filter(|_| answer.verdict == Verdict::Found) else {
        return shown;
    };
    let button = |action, key: &str, style| {
        let button = desk.button(action, reader, 0, code.clone());
        CreateButton::new(button.id())
            .style(style)
            .label(Message::new(key).words(reader.language))
    };
    shown.with_rows([CreateActionRow::Buttons(vec![
        button(Action::Post, "summary-post", ButtonStyle::Primary),
        button(
            Action::PostAndPin,
            "summary-post-and-pin",
            ButtonStyle::Secondary,
        ),
        button(Action::Cancel, "summary-cancel", ButtonStyle::Secondary),
    ])])
}

#[derive(Deserialize)]
struct Sent {
    id: MessageId,
}

/// A button under the preview was pressed.
pub(super) async fn confirmed(
    desk: &Arc<Desk>,
    press: &ComponentInteraction,
    button: &Button,
    keeps_order: bool,
    reader: &Reader,
) {
    if !respond(desk, press.id, &press.token, NOTHING_YET, None::<()>).await {
        return;
    }
    let key = match button.action {
        Action::Cancel => "summary-cancelled",
        _ if !keeps_order => "button-not-yours",
        _ => posted(desk, press, button, reader).await,
    };
    // The preview gives way to what became of it.
    let said = Post::sentence(&Message::new(key).words(reader.language));
    let route = Route::WebhookOriginalInteractionResponse {
        application_id: press.application_id,
        token: &press.token,
    };
    let edited: Result<Value, Failed> = desk.api.give(LightMethod::Patch, route, &said).await;
    log(edited.map(|_| ()), "what became of a summary");
}

/// Posts a summary; what is said of it.
async fn posted(
    desk: &Arc<Desk>,
    press: &ComponentInteraction,
    button: &Button,
    reader: &Reader,
) -> &'static str {
    let (code, preferences) = (button.code.clone(), Arc::clone(&reader.preferences));
    // That they may has been asked.
    let remade = move |bot: &Bot| bot.remake(&code, &preferences.context(true));
    let Some(answer) = desk.pager.at_work(&reader.bot, remade).await.flatten() else {
        return "button-unknown";
    };
    let pages = layout(&answer, &Discord, reader.language);
    let mut first = None;
    for (at, page) in pages.iter().enumerate() {
        let post = Post::page(&answer, page, reader.language, reader.has_embeds)
            // Pressed twice, it is posted once.
            .once(&format!("{}{at}", press.message.id));
        let route = Route::ChannelMessages {
            channel_id: press.channel_id,
        };
        let sent: Result<Sent, Failed> = desk.api.give(LightMethod::Post, route, &post).await;
        match sent {
            Ok(sent) => first = first.or(Some(sent.id)),
            Err(error) => {
                tracing::warn!(%error, "a summary was not posted");
                return "summary-not-posted";
            }
        }
    }
    if button.action != Action::PostAndPin {
        return "summary-posted";
    }
    let Some(first) = first else {
        return "summary-not-posted";
    };
    match desk.api.pin(press.channel_id, first).await {
        Ok(()) => "summary-pinned",
        Err(error) => {
            tracing::warn!(%error, "a summary was not pinned");
            "summary-not-pinned"
        }
    }
}
