//! Slash commands, their completion, and the command in the menu of a message.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use serenity::all::{
    CommandDataOptionValue, CommandInteraction, CommandType, Interaction, InteractionId,
    InteractionResponseFlags, MessageId,
};
use serenity::http::{LightMethod, Route};
use tracing::Instrument as _;

use super::desk::{Desk, Reader, Ready};
use super::messages::log;
use super::post::Post;
use super::{place, pressing, registration, summary};
use crate::answer::Verdict;
use crate::bot::suggest::fits;
use crate::bot::{Bot, Context};
use crate::chat::feedback::Asked;
use crate::chat::pager::is_for_one;
use crate::chat::rate_limit::Turn;
use crate::command::{self, Command, Name, PREFIX};
use crate::render::discord::limits;
use crate::wording::{Language, Message};

/// The kinds of responses.
pub(super) const ANSWER: u8 = 4;
const LATER: u8 = 5;
pub(super) const NOTHING_YET: u8 = 6;
pub(super) const IN_ITS_PLACE: u8 = 7;
const CHOICES: u8 = 8;

/// Discord waits three seconds for a first response; after this long it is told that the answer comes later.
const LATER_AFTER: Duration = Duration::from_secs(1);

/// For how long a first response is tried.
const FIRST: Duration = Duration::from_millis(2_500);

/// An interaction has come in.
pub(super) async fn came(desk: &Arc<Desk>, interaction: Interaction) {
    match interaction {
        Interaction::Command(given) => command(desk, given).await,
        Interaction::Autocomplete(typed) => complete(desk, &typed).await,
        Interaction::Component(pressed) => pressing::pressed(desk, pressed).await,
        _ => {}
    }
}

async fn command(desk: &Arc<Desk>, given: CommandInteraction) {
    let place = place::of_interaction(given.guild_id, given.channel_id, given.channel.as_ref());
    let preferences = desk.places.preferences(&place).await;
    // A slash command is answered in the language of who gives it, where we speak it.
    let language = Language::from_tag(&given.locale).unwrap_or(preferences.language);
    if desk.rate_limit.turn(given.user.id.get()) != Turn::Now {
        let said = Message::new("slow-down").words(language);
        respond(
            desk,
            given.id,
            &given.token,
            ANSWER,
            Some(Post::sentence(&said).private()),
        )
        .await;
        return;
    }
    let is_look_up = given.data.kind == CommandType::Message;
    let line = if is_look_up {
        looked_up(&given)
    } else {
        typed(&given)
    };
    let command = if is_look_up {
        command::question(&line)
    } else {
        command::parse(&line)
    };
    let is_moderator =
        place::user_keeps_order(given.guild_id, given.member.as_deref(), given.context);
    let reader = Reader {
        bot: desk.bot.now(),
        asker: given.user.id,
        channel: given.channel_id.get(),
        language,
        has_embeds: given.app_permissions.is_none_or(|own| own.embed_links()),
        is_private: is_look_up,
        is_moderator,
        place,
        preferences,
    };
    let span = desk
        .pulse
        .question(command.name(), given.user.id.get(), given.channel_id.get());
    answer(desk, &given, command, reader).instrument(span).await;
}

/// Answers a command, where that takes long after saying so.
async fn answer(desk: &Arc<Desk>, given: &CommandInteraction, command: Command, reader: Reader) {
    let is_look_up = reader.is_private;
    let is_private = is_look_up || is_for_one(&command);
    // What one person sees disturbs nobody.
    if !is_private && !reader.preferences.admits(&command, reader.is_moderator) {
        let said = Message::new("quiet-here").words(reader.language);
        let post = Post::sentence(&said).private();
        respond(desk, given.id, &given.token, ANSWER, Some(post)).await;
        return;
    }
    if matches!(command, Command::Summary { .. }) && reader.is_moderator {
        let ready = summary::preview(desk, &command, &reader).await;
        respond(desk, given.id, &given.token, ANSWER, Some(ready.private())).await;
        return;
    }
    let asked = if is_look_up {
        // Somebody else wrote it.
        None
    } else {
        Some(reader.asked(&given.id, &command)).filter(Asked::is_kept)
    };
    let answering = desk.first_page(command, &reader);
    tokio::pin!(answering);
    tokio::select! {
        ready = &mut answering => {
            let verdict = ready.verdict;
            let post = finished(ready, is_private);
            let is_there = respond(desk, given.id, &given.token, ANSWER, Some(post)).await;
            if let Some(asked) = asked.filter(|_| is_there) {
                answered(desk, given, asked, verdict).await;
            }
            return;
        }
        () = tokio::time::sleep(LATER_AFTER) => {}
    }
    let later = is_private.then(|| json!({ "flags": InteractionResponseFlags::EPHEMERAL }));
    respond(desk, given.id, &given.token, LATER, later).await;
    let ready = answering.await;
    let route = original(given);
    let edited: Result<Value, _> = desk.api.give(LightMethod::Patch, route, &ready.post).await;
    if let Some(asked) = asked.filter(|_| edited.is_ok()) {
        answered(desk, given, asked, ready.verdict).await;
    }
    log(edited.map(|_| ()), "a late answer");
}

/// The answer to an interaction, as a message.
fn original(given: &CommandInteraction) -> Route<'_> {
    Route::WebhookOriginalInteractionResponse {
        application_id: given.application_id,
        token: &given.token,
    }
}

/// Remembers what was asked, with the message that answers it, of which Discord has to be asked the id.
async fn answered(desk: &Arc<Desk>, given: &CommandInteraction, asked: Asked, verdict: Verdict) {
    #[derive(serde::Deserialize)]
    struct Sent {
        id: MessageId,
    }
    let sent: Result<Sent, _> = desk.api.get(original(given)).await;
    // Without it, nobody's vote can be known to be about this.
    let answer = sent.map_or_else(|_| String::new(), |sent| sent.id.to_string());
    desk.feedback.answered(asked, answer, Some(verdict)).await;
}

fn finished(ready: Ready, is_private: bool) -> Post {
    if ready.is_aside || is_private {
        ready.post.private()
    } else {
        ready.post
    }
}

/// Sends the first response to an interaction.
pub(super) async fn respond(
    desk: &Arc<Desk>,
    interaction: InteractionId,
    token: &str,
    kind: u8,
    data: Option<impl serde::Serialize>,
) -> bool {
    let route = Route::InteractionResponse {
        interaction_id: interaction,
        token,
    };
    let body = match data {
        Some(data) => json!({ "type": kind, "data": data }),
        None => json!({ "type": kind }),
    };
    let done = desk
        .api
        .quick(LightMethod::Post, route, Some(&body), FIRST)
        .await;
    let is_done = done.is_ok();
    log(done, "a response");
    is_done
}

/// The line that a slash command stands for.
fn typed(given: &CommandInteraction) -> String {
    let mut line = format!("{PREFIX}{}", given.data.name);
    for option in &given.data.options {
        line.push(' ');
        match &option.value {
            CommandDataOptionValue::String(text) => line.push_str(text),
            CommandDataOptionValue::Integer(number) => line.push_str(&number.to_string()),
            _ => {}
        }
    }
    line
}

/// The text of the message whose menu was used.
fn looked_up(given: &CommandInteraction) -> String {
    let messages = given.data.resolved.messages.values();
    let text: Vec<&str> = messages.map(|message| message.content.as_str()).collect();
    text.join(" ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// What may follow what somebody has typed so far.
async fn complete(desk: &Arc<Desk>, typed: &CommandInteraction) {
    let place = place::of_interaction(typed.guild_id, typed.channel_id, typed.channel.as_ref());
    let preferences = desk.places.preferences(&place).await;
    let language = Language::from_tag(&typed.locale).unwrap_or(preferences.language);
    let wanted = typed
        .data
        .autocomplete()
        .map(|option| option.value.to_owned())
        .unwrap_or_default();
    let choices = match command::find(&typed.data.name) {
        Some(spec) if registration::completes(spec.command) => {
            let work = move |bot: &Bot| {
                let context = preferences.context(false);
                choices(bot, spec.command, &context, &wanted, language)
            };
            desk.pager.at_work(&desk.bot.now(), work).await
        }
        _ => None,
    };
    let data = json!({ "choices": choices.unwrap_or_default() });
    respond(desk, typed.id, &typed.token, CHOICES, Some(data)).await;
}

fn choices(
    bot: &Bot,
    command: Name,
    context: &Context<'_>,
    typed: &str,
    language: Language,
) -> Vec<Value> {
    bot.choices(command, context, language)
        .into_iter()
        .filter(|choice| fits(&choice.label, typed))
        .take(limits::CHOICES)
        .map(|choice| {
            json!({
                "name": limits::shortened(&choice.label, limits::CHOICE),
                "value": limits::shortened(&choice.value, limits::CHOICE),
            })
        })
        .collect()
}
