//! The slash commands, registered from the table: all at once, and only when they differ from what is registered.

use serde_json::{Map, Value, json};
use serenity::http::{LightMethod, Route};
use serenity::model::Permissions;
use serenity::model::id::ApplicationId;

use super::api::{Api, Failed};
use super::hints::Ids;
use crate::bot::Bot;
use crate::command::{Audience, COMMANDS, PREFIX, Parameter, Spec};
use crate::render::discord::limits;
use crate::wording::{Language, Message};

/// The type of a slash command, and that of one in the menu of a message.
const CHAT_INPUT: u8 = 1;
const MESSAGE: u8 = 3;

/// The types of options.
const STRING: u8 = 3;
const INTEGER: u8 = 4;

/// The commands as Discord registers them, with examples from what this bot is about.
pub(super) fn commands(bot: &Bot) -> Vec<Value> {
    let mut commands: Vec<Value> = COMMANDS.iter().map(|spec| command(spec, bot)).collect();
    let words = |language| Message::new("look-up").words(language);
    commands.push(json!({
        "type": MESSAGE,
        "name": words(Language::Dutch),
        "name_localizations": in_languages(words),
        "integration_types": [0, 1],
        "contexts": [0, 1, 2],
    }));
    commands
}

/// Registers the commands, if others are registered; returns whether that was so, and their ids.
pub(super) async fn register(
    api: &Api,
    application: ApplicationId,
    wanted: &[Value],
) -> Result<(bool, Ids), Failed> {
    let route = Route::Commands {
        application_id: application,
    };
    let mut registered: Vec<Value> = api.get_localised(route).await.unwrap_or_default();
    let is_same = registered.len() == wanted.len()
        && wanted
            .iter()
            .all(|command| registered.iter().any(|other| agrees(command, other)));
    if !is_same {
        registered = api.give(LightMethod::Put, route, &wanted).await?;
    }
    Ok((!is_same, registered.iter().filter_map(id).collect()))
}

/// The name of a registered slash command, and its id.
fn id(command: &Value) -> Option<(String, u64)> {
    let id = command["id"].as_str()?.parse().ok()?;
    Some((command["name"].as_str()?.to_owned(), id))
}

fn command(spec: &Spec, bot: &Bot) -> Value {
    let name = |language| spec.name_in(language).to_owned();
    let help = |language| help(spec, language);
    let mut command = json!({
        "type": CHAT_INPUT,
        "name": spec.name,
        "name_localizations": in_languages(name),
        "description": help(Language::Dutch),
        "description_localizations": in_languages(help),
        "options": options(spec, bot),
        "integration_types": [0, 1],
        "contexts": [0, 1, 2],
    });
    if spec.audience == Audience::Moderators {
        command["default_member_permissions"] =
            json!(Permissions::MANAGE_MESSAGES.bits().to_string());
    }
    command
}

/// The name of an option as it is registered, which clients show in their own language.
pub(super) fn name(key: &'static str) -> String {
    Message::new(key).words(Language::Dutch)
}

/// What a command does, in one line.
fn help(spec: &Spec, language: Language) -> String {
    let help = Message::new(format!("help-{}", spec.name)).words(language);
    limits::shortened(&help, limits::COMMAND_DESCRIPTION)
}

fn options(spec: &Spec, bot: &Bot) -> Vec<Value> {
    let example = bot.example(spec);
    let hint = |language| match &example {
        Some(example) => {
            // The command itself stands above it.
            let example = example.words(language);
            let typed = format!("{PREFIX}{} ", spec.name_in(language));
            let example = example.strip_prefix(&typed).unwrap_or(&example);
            let example = Message::new("help-example").with("example", example);
            limits::shortened(&example.words(language), limits::COMMAND_DESCRIPTION)
        }
        None => help(spec, language),
    };
    let option = |parameter: Parameter| {
        let name = |language| Message::new(parameter.key).words(language);
        let mut option = json!({
            "type": STRING,
            "name": name(Language::Dutch),
            "name_localizations": in_languages(name),
            "description": hint(Language::Dutch),
            "description_localizations": in_languages(hint),
            "required": parameter.is_required,
            "autocomplete": parameter.has_choices,
        });
        if let Some(numbers) = parameter.numbers {
            option["type"] = json!(INTEGER);
            option["min_value"] = json!(numbers.start());
            option["max_value"] = json!(numbers.end());
        }
        option
    };
    spec.parameters().into_iter().map(option).collect()
}

/// A text for each of Discord's languages that we speak.
fn in_languages(words: impl Fn(Language) -> String) -> Value {
    let of = |tag: &str, language| (tag.to_owned(), Value::String(words(language)));
    Value::Object(Map::from_iter([
        of("nl", Language::Dutch),
        of("en-US", Language::English),
        of("en-GB", Language::English),
    ]))
}

/// Whether something registered is what is wanted. Discord adds fields of its own, and leaves out what is empty or off.
fn agrees(wanted: &Value, registered: &Value) -> bool {
    match (wanted, registered) {
        (Value::Object(wanted), Value::Object(registered)) => {
            wanted.iter().all(|(key, value)| match registered.get(key) {
                Some(other) => agrees(value, other) || is_nothing(value) && is_nothing(other),
                None => is_nothing(value),
            })
        }
        (Value::Array(wanted), Value::Array(registered)) => {
            wanted.len() == registered.len()
                && wanted
                    .iter()
                    .zip(registered)
                    .all(|(one, other)| agrees(one, other))
        }
        _ => wanted == registered,
    }
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Array(values) => values.is_empty(),
        _ => false,
    }
}
