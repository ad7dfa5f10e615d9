//! Buttons that are pressed, and countries that are chosen.

use std::sync::Arc;

use serenity::all::{ComponentInteraction, ComponentInteractionDataKind};
use serenity::http::Route;

use super::button::{Action, Button};
use super::desk::{Desk, Reader};
use super::interactions::{ANSWER, IN_ITS_PLACE, NOTHING_YET, respond};
use super::messages::log;
use super::post::Post;
use super::{place, summary};
use crate::bot::recipe::Recipe;
use crate::command::Command;
use crate::wording::{Language, Message};

/// A button was pressed, or an option chosen.
pub(super) async fn pressed(desk: &Arc<Desk>, press: ComponentInteraction) {
    let place = place::of_interaction(press.guild_id, press.channel_id, press.channel.as_ref());
    let preferences = desk.places.preferences(&place).await;
    let language = Language::from_tag(&press.locale).unwrap_or(preferences.language);
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
    let keeps_order = place::user_keeps_order(press.guild_id, press.member.as_ref(), press.context);
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
    let reader = Reader {
        bot: desk.bot.now(),
        // What anybody may read is theirs, and turns no page of the asker's.
        asker: if is_for_anybody {
            press.user.id
        } else {
            button.asker
        },
        channel: press.channel_id.get(),
        language,
        has_embeds: press.app_permissions.is_none_or(|own| own.embed_links()),
        is_private: is_for_anybody,
        // They may have been one no longer since the button was made.
        is_moderator: keeps_order,
        place,
        preferences,
    };
    if !desk.is_current(&button, &reader) && button.action != Action::Cancel {
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
    match button.action {
        Action::Post | Action::PostAndPin | Action::Cancel => {
            return summary::confirmed(desk, &press, &button, keeps_order, &reader).await;
        }
        _ => {}
    }
    let context = reader.context();
    let recipe = match button.action {
        Action::Country => chosen(&press).map(|code| Recipe::Command(Command::Country(Some(code)))),
        _ => reader.bot.recipe_of(&button.code, &context),
    };
    let made = match recipe {
        Some(recipe) => desk.page_of(recipe, button.page, &reader).await,
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
    if let Some(question) = desk.links.question(&answer).await
        && let Some(mut question) = desk.links.hold(question).await
    {
        desk.links.forget(&mut question, &answer).await;
    } else {
        desk.feedback.answer_withdrawn(answer).await;
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
