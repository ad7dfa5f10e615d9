//! Handles interactions: slash commands, their completion, the command in the menu of a message, and buttons.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use serde_json::{Value, json};
use serenity::all::{
    AuthorizingIntegrationOwner, ChannelId, CommandDataOptionValue, CommandInteraction,
    CommandType, ComponentInteraction, ComponentInteractionDataKind, GuildId, Interaction,
    InteractionContext, Member, PartialChannel, Permissions, Route, UserId,
};
use tokio::time::timeout;

use super::port::{CHOICES, Call, DiscordPort, DiscordService};
use super::post::Style;
use super::{button, location};
use crate::chat::port::Sender;
use crate::chat::service::{Chosen, Press};
use crate::command::{self, PREFIX};
use crate::render::discord::{limits, registration};
use crate::wording::Language;

/// How long to try to read a message whose menu was used. Discord waits three seconds for a first response.
const READ: Duration = Duration::from_millis(1_500);

pub(super) async fn came(service: &Arc<DiscordService>, interaction: Interaction) {
    match interaction {
        Interaction::Command(given) => command(service, given).await,
        Interaction::Autocomplete(typed) => complete(service, &typed).await,
        Interaction::Component(pressed) => press(service, pressed).await,
        _ => {}
    }
}

/// The fields of an interaction that say who uses it, and where.
struct Used<'a> {
    server: Option<GuildId>,
    channel: ChannelId,
    described: Option<&'a PartialChannel>,
    context: Option<InteractionContext>,
    user: UserId,
    member: Option<&'a Member>,
    locale: &'a str,
    /// The bot's permissions there.
    own: Option<Permissions>,
    owners: &'a [AuthorizingIntegrationOwner],
}

/// Returns the sender and the call of an interaction. serenity has a struct for each kind, with the same fields.
macro_rules! used {
    ($given:expr, $member:expr) => {{
        let given = $given;
        let used = Used {
            server: given.guild_id,
            channel: given.channel_id,
            described: given.channel.as_ref(),
            context: given.context,
            user: given.user.id,
            member: $member,
            locale: &given.locale,
            own: given.app_permissions,
            owners: &given.authorizing_integration_owners.0,
        };
        let call = Call {
            id: given.id,
            application: given.application_id,
            token: given.token.clone(),
            follow_up: OnceLock::new(),
        };
        (sender(&used), call)
    }};
}

/// Returns who uses an interaction.
fn sender(used: &Used<'_>) -> Sender<DiscordPort> {
    let guild = used.server;
    let is_direct = guild.is_none() && used.context != Some(InteractionContext::PrivateChannel);
    let permissions = used.member.and_then(|member| member.permissions);
    let is_of_server = |owner: &AuthorizingIntegrationOwner| {
        matches!(owner, AuthorizingIntegrationOwner::GuildInstall(_))
    };
    // Discord lists the server if the bot is its member, and the user if they added the bot for themselves.
    let is_guest = !is_direct && !used.owners.is_empty() && !used.owners.iter().any(is_of_server);
    // In a group without a server nobody is a moderator; in a direct chat everybody is.
    let is_moderator =
        is_direct || guild.is_some() && permissions.is_some_and(|own| own.manage_messages());
    Sender {
        user: used.user,
        channel: used.channel,
        location: location::of_interaction(guild, used.channel, used.described),
        is_direct,
        is_moderator: Some(is_moderator),
        // Responses are in the language of the user's client, or in English.
        language: Some(Language::from_tag(used.locale).unwrap_or(Language::English)),
        style: Style {
            is_plain: used.own.is_some_and(|own| !own.embed_links()),
            is_guest,
            ..Style::default()
        },
    }
}

async fn command(service: &Arc<DiscordService>, given: CommandInteraction) {
    let (sender, call) = used!(&given, given.member.as_deref());
    let is_look_up = given.data.kind == CommandType::Message;
    let command = if is_look_up {
        command::question(&looked_up(service, &given).await)
    } else {
        command::parse(&typed(&given))
    };
    service
        .called(&call, given.id, sender, command, is_look_up)
        .await;
}

/// Returns the line that somebody would type for a slash command.
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

/// Returns the text of the message whose menu was used.
async fn looked_up(service: &DiscordService, given: &CommandInteraction) -> String {
    let mut texts = Vec::new();
    for message in given.data.resolved.messages.values() {
        collect(&json!(message), &mut texts);
        // serenity reads no text components.
        if texts.is_empty() {
            let route = Route::ChannelMessage {
                channel_id: message.channel_id,
                message_id: message.id,
            };
            let read = timeout(READ, service.port.api.get(route)).await;
            if let Ok(Ok(message)) = read {
                collect(&message, &mut texts);
            }
        }
    }
    let words = texts.iter().flat_map(|text| text.split_whitespace());
    words.collect::<Vec<_>>().join(" ")
}

/// Collects the texts of a message: its content, or its embeds if it has no content; its text components, and the messages
/// that it forwards.
/// Source: <https://discord.com/developers/docs/resources/message#message-object>.
fn collect(part: &Value, texts: &mut Vec<String>) {
    let mut add = |text: &Value| {
        let text = text.as_str().filter(|text| !text.trim().is_empty());
        texts.extend(text.map(str::to_owned));
        text.is_some()
    };
    if !add(&part["content"]) {
        for embed in list(part, "embeds") {
            add(&embed["title"]);
            add(&embed["description"]);
            for field in list(embed, "fields") {
                add(&field["name"]);
                add(&field["value"]);
            }
        }
    }
    let parts = list(part, "components").chain(list(part, "message_snapshots"));
    for part in parts.chain(part.get("message")) {
        collect(part, texts);
    }
}

fn list<'a>(part: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    part[name].as_array().into_iter().flatten()
}

async fn press(service: &Arc<DiscordService>, press: ComponentInteraction) {
    let (sender, call) = used!(&press, press.member.as_ref());
    let Some((action, mark)) = button::read(&press.data.custom_id) else {
        return service.refuse(&call, &sender, "button-unknown").await;
    };
    let chosen = match press.data.kind {
        ComponentInteractionDataKind::StringSelect { values } => {
            values.into_iter().next().map(Chosen::Country)
        }
        _ => None,
    };
    let press = Press {
        action,
        mark,
        chosen,
        message: press.message.id,
        nonce: press.id.to_string(),
        call,
    };
    service.pressed(press, sender).await;
}

/// Offers completions of what somebody has typed so far.
async fn complete(service: &Arc<DiscordService>, typed: &CommandInteraction) {
    let (sender, call) = used!(typed, typed.member.as_deref());
    let focused = typed.data.autocomplete();
    let (option, wanted) = focused.map_or(("", ""), |focused| (focused.name, focused.value));
    // If the value of a setting is being typed, the completions depend on the setting.
    let is_value = option == registration::name("argument-value");
    let key = registration::name("argument-key");
    let mut options = typed.data.options.iter();
    let key = options.find(|option| option.name == key && is_value);
    let setting = key
        .and_then(|option| option.value.as_str())
        .map(str::to_owned);
    let choices = match command::find(&typed.data.name) {
        Some(spec) => {
            let wanted = wanted.to_owned();
            let completions = service.completions(spec.command, sender, setting, wanted);
            completions.await
        }
        None => Vec::new(),
    };
    let choices = choices.iter().take(limits::CHOICES).map(|choice| {
        json!({
            "name": limits::shortened(&choice.label, limits::CHOICE),
            "value": limits::shortened(&choice.value, limits::CHOICE),
        })
    });
    let choices: Vec<Value> = choices.collect();
    let data = json!({ "choices": choices });
    service
        .port
        .first_response(&call, CHOICES, Some(data))
        .await;
}
