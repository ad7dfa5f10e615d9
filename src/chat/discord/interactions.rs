//! Interactions as Discord tells of them: slash commands, their completion, the command in the menu of a message, and
//! buttons that are pressed.

use std::sync::Arc;

use serde_json::{Value, json};
use serenity::all::{
    ChannelId, CommandDataOptionValue, CommandInteraction, CommandType, ComponentInteraction,
    ComponentInteractionDataKind, Embed, GuildId, Interaction, InteractionContext, Member,
    PartialChannel, Permissions, UserId,
};

use super::port::{CHOICES, Call, DiscordPort, DiscordService, Style};
use super::{button, location, registration};
use crate::chat::port::Sender;
use crate::chat::service::{Chosen, Press};
use crate::command::{self, PREFIX};
use crate::render::discord::limits;
use crate::wording::Language;

/// An interaction has come in.
pub(super) async fn came(service: &Arc<DiscordService>, interaction: Interaction) {
    match interaction {
        Interaction::Command(given) => command(service, given).await,
        Interaction::Autocomplete(typed) => complete(service, &typed).await,
        Interaction::Component(pressed) => press(service, pressed).await,
        _ => {}
    }
}

/// Where an interaction is used: its server, its channel, and whether others are there who are in no server.
type Surroundings<'a> = (
    Option<GuildId>,
    ChannelId,
    Option<&'a PartialChannel>,
    Option<InteractionContext>,
);

/// Who uses an interaction, and how it is responded to. serenity has a struct for each kind, with the same fields.
macro_rules! used {
    ($given:expr, $member:expr) => {{
        let given = $given;
        let channel = given.channel.as_ref();
        let place = (given.guild_id, given.channel_id, channel, given.context);
        let (locale, own) = (&given.locale, given.app_permissions);
        let call = Call {
            id: given.id,
            application: given.application_id,
            token: given.token.clone(),
        };
        (sender(place, given.user.id, $member, locale, own), call)
    }};
}

/// Who uses an interaction.
fn sender(
    (guild, channel, described, context): Surroundings<'_>,
    user: UserId,
    member: Option<&Member>,
    locale: &str,
    own: Option<Permissions>,
) -> Sender<DiscordPort> {
    let is_direct = guild.is_none() && context != Some(InteractionContext::PrivateChannel);
    let permissions = member.and_then(|member| member.permissions);
    // Among others who are in no server nobody is a moderator; alone with the bot everybody is.
    let is_moderator =
        is_direct || guild.is_some() && permissions.is_some_and(|own| own.manage_messages());
    Sender {
        user,
        channel,
        location: location::of_interaction(guild, channel, described),
        is_direct,
        is_moderator: Some(is_moderator),
        // An answer to an interaction is in the language of its user, or in English.
        language: Some(Language::from_tag(locale).unwrap_or(Language::English)),
        style: Style {
            is_plain: own.is_some_and(|own| !own.embed_links()),
            ..Style::default()
        },
    }
}

async fn command(service: &Arc<DiscordService>, given: CommandInteraction) {
    let (sender, call) = used!(&given, given.member.as_deref());
    let is_look_up = given.data.kind == CommandType::Message;
    let command = if is_look_up {
        command::question(&looked_up(&given))
    } else {
        command::parse(&typed(&given))
    };
    service
        .called(&call, given.id, sender, command, is_look_up)
        .await;
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
    let texts = messages.flat_map(|message| {
        let forwarded = message.message_snapshots.iter();
        let forwarded = forwarded.flat_map(|other| said(&other.content, &other.embeds));
        let own = said(&message.content, &message.embeds);
        own.into_iter().chain(forwarded)
    });
    let words = texts.flat_map(str::split_whitespace);
    words.collect::<Vec<_>>().join(" ")
}

/// What a message says: its own words, or what it embeds if it has none.
fn said<'a>(content: &'a str, embeds: &'a [Embed]) -> Vec<&'a str> {
    if !content.trim().is_empty() {
        return vec![content];
    }
    let texts = embeds.iter().flat_map(|embed| {
        let fields = embed
            .fields
            .iter()
            .flat_map(|field| [&field.name, &field.value]);
        embed.title.iter().chain(&embed.description).chain(fields)
    });
    texts.map(String::as_str).collect()
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

/// What may follow what somebody has typed so far.
async fn complete(service: &Arc<DiscordService>, typed: &CommandInteraction) {
    let (sender, call) = used!(typed, typed.member.as_deref());
    let focused = typed.data.autocomplete();
    let wanted = focused.as_ref().map(|option| option.value.to_owned());
    // With a setting's name, its value is what is typed.
    let is_value =
        focused.is_some_and(|option| option.name == registration::name("argument-value"));
    let key = registration::name("argument-key");
    let mut options = typed.data.options.iter();
    let key = options.find(|option| option.name == key && is_value);
    let setting = key
        .and_then(|option| option.value.as_str())
        .map(str::to_owned);
    let choices = match command::find(&typed.data.name) {
        Some(spec) if spec.command.has_choices() => {
            let completions =
                service.completions(spec.command, sender, setting, wanted.unwrap_or_default());
            completions.await
        }
        _ => Vec::new(),
    };
    let choices: Vec<Value> = choices
        .iter()
        .take(limits::CHOICES)
        .map(|choice| {
            json!({
                "name": limits::shortened(&choice.label, limits::CHOICE),
                "value": limits::shortened(&choice.value, limits::CHOICE),
            })
        })
        .collect();
    let data = json!({ "choices": choices });
    service
        .port
        .first_response(&call, CHOICES, Some(data))
        .await;
}
