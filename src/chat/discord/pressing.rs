//! Buttons that are pressed, and countries that are chosen.

use std::sync::Arc;

use serenity::all::{ComponentInteraction, ComponentInteractionDataKind};
use serenity::http::Route;

use super::button::{Action, Button};
use super::desk::{Desk, Reader};
use super::interactions::{IN_ITS_PLACE, NOTHING_YET, respond};
use super::messages::log;
use super::post::Post;
use super::summary;
use crate::bot::Context;
use crate::bot::recipe::Recipe;
use crate::command::Command;
use crate::wording::Message;

/// A response that is a message of its own.
const ANSWER: u8 = 4;

/// A button was pressed, or an option chosen.
pub(super) async fn pressed(desk: &Arc<Desk>, press: ComponentInteraction) {
    let language = desk.language_of(&press.locale);
    let say = |key: &str| Post::sentence(&Message::new(key).words(language)).private();
    let Some(button) = Button::read(&press.data.custom_id) else {
        respond(
            desk,
            press.id,
            &press.token,
            ANSWER,
            Some(say("button-unknown")),
        )
        .await;
        return;
    };
    let is_asker = button.asker == press.user.id;
    let keeps_order = press.guild_id.is_none()
        || press
            .member
            .as_ref()
            .and_then(|member| member.permissions)
            .is_some_and(|permissions| permissions.manage_messages());
    let is_for_anybody = matches!(button.action, Action::Whole | Action::Source);
    let may_press = is_asker || is_for_anybody || button.action == Action::Delete && keeps_order;
    if !may_press {
        respond(
            desk,
            press.id,
            &press.token,
            ANSWER,
            Some(say("button-not-yours")),
        )
        .await;
        return;
    }
    if matches!(button.action, Action::Delete) {
        return delete(desk, &press).await;
    }
    if !desk.is_current(&button) && button.action != Action::Cancel {
        respond(
            desk,
            press.id,
            &press.token,
            ANSWER,
            Some(say("button-stale")),
        )
        .await;
        return;
    }
    let reader = Reader {
        asker: button.asker,
        channel: press.channel_id.get(),
        language,
        has_embeds: press.app_permissions.is_none_or(|own| own.embed_links()),
        is_private: is_for_anybody,
    };
    match button.action {
        Action::Post | Action::PostAndPin | Action::Cancel => {
            return summary::confirmed(desk, &press, &button, keeps_order, reader).await;
        }
        _ => {}
    }
    let context = Context::default();
    let recipe = match button.action {
        Action::Country => chosen(&press).map(|code| Recipe::Command(Command::Country(Some(code)))),
        _ => desk.bot.recipe_of(&button.code, &context),
    };
    let made = match recipe {
        Some(recipe) => desk.page_of(recipe, button.page, false, reader).await,
        None => None,
    };
    let Some(ready) = made else {
        respond(
            desk,
            press.id,
            &press.token,
            ANSWER,
            Some(say("button-unknown")),
        )
        .await;
        return;
    };
    if is_for_anybody {
        respond(
            desk,
            press.id,
            &press.token,
            ANSWER,
            Some(ready.post.private()),
        )
        .await;
    } else {
        respond(desk, press.id, &press.token, IN_ITS_PLACE, Some(ready.post)).await;
    }
}

fn chosen(press: &ComponentInteraction) -> Option<String> {
    match &press.data.kind {
        ComponentInteractionDataKind::StringSelect { values } => values.first().cloned(),
        _ => None,
    }
}

/// Takes an answer away. By the interaction's own token it goes where the bot is no member, too.
async fn delete(desk: &Arc<Desk>, press: &ComponentInteraction) {
    let answer = press.message.id;
    if let Some(question) = desk.links.question(&answer)
        && let Some(mut question) = desk.links.hold(question).await
    {
        desk.links.forget(&mut question, &answer);
    }
    if !respond(desk, press.id, &press.token, NOTHING_YET, None::<()>).await {
        return;
    }
    let route = Route::WebhookOriginalInteractionResponse {
        application_id: press.application_id,
        token: &press.token,
    };
    match desk.api.delete(route).await {
        Err(failed) if failed.is_gone() => {}
        done => log(done, "the removal of an answer"),
    }
}
