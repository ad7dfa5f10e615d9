//! The slash commands, registered from the table: all at once, and only when they differ from what is registered.

use serde_json::{Map, Value, json};
use serenity::http::{LightMethod, Route};
use serenity::model::Permissions;
use serenity::model::id::ApplicationId;

use super::api::{Api, Failed};
use crate::bot::Bot;
use crate::command::{Argument, Audience, COMMANDS, Name, SUMMARY_SENTENCES, Spec};
use crate::render::discord::limits;
use crate::wording::{Language, Message};

/// The type of a slash command, and that of one in the menu of a message.
const CHAT_INPUT: u8 = 1;
const MESSAGE: u8 = 3;

/// The types of options.
const STRING: u8 = 3;
const INTEGER: u8 = 4;

/// The option for the number of sentences of a summary.
pub(super) const SENTENCES: &str = "zinnen";

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

/// Registers them where they are not registered as they are.
pub(super) async fn register(
    api: &Api,
    application: ApplicationId,
    wanted: &[Value],
) -> Result<bool, Failed> {
    let route = Route::Commands {
        application_id: application,
    };
    let registered: Vec<Value> = api.get_localised(route).await.unwrap_or_default();
    let is_same = registered.len() == wanted.len()
        && wanted
            .iter()
            .all(|command| registered.iter().any(|other| agrees(command, other)));
    if !is_same {
        let _: Value = api.give(LightMethod::Put, route, &wanted).await?;
    }
    Ok(!is_same)
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

/// What a command does, in one line.
fn help(spec: &Spec, language: Language) -> String {
    let help = Message::new(format!("help-{}", spec.name)).words(language);
    limits::shortened(&help, limits::COMMAND_DESCRIPTION)
}

fn options(spec: &Spec, bot: &Bot) -> Vec<Value> {
    let (Argument::Optional(key) | Argument::Required(key)) = spec.argument else {
        return Vec::new();
    };
    // Who could be meant but whoever gives it?
    if spec.command == Name::Forget {
        return Vec::new();
    }
    let is_summary = spec.command == Name::Summary;
    // Some take two things, each of which is an option here.
    let key = match spec.command {
        Name::Summary => "argument-country",
        Name::Setting => "argument-key",
        _ => key,
    };
    let name = |language| Message::new(key).words(language);
    let example = bot.example(spec);
    let hint = |language| match &example {
        Some(example) => {
            let example = Message::new("help-example").with("example", example.clone());
            limits::shortened(&example.words(language), limits::COMMAND_DESCRIPTION)
        }
        None => help(spec, language),
    };
    let mut options = vec![json!({
        "type": STRING,
        "name": name(Language::Dutch),
        "name_localizations": in_languages(name),
        "description": hint(Language::Dutch),
        "description_localizations": in_languages(hint),
        "required": matches!(spec.argument, Argument::Required(_)),
        "autocomplete": completes(spec.command),
    })];
    if is_summary {
        let name = |language| Message::new("argument-sentences").words(language);
        options.push(json!({
            "type": INTEGER,
            "name": SENTENCES,
            "name_localizations": in_languages(name),
            "description": hint(Language::Dutch),
            "description_localizations": in_languages(hint),
            "required": false,
            "min_value": SUMMARY_SENTENCES.start(),
            "max_value": SUMMARY_SENTENCES.end(),
        }));
    }
    if spec.command == Name::Setting {
        let name = |language| Message::new("argument-value").words(language);
        options.push(json!({
            "type": STRING,
            "name": name(Language::Dutch),
            "name_localizations": in_languages(name),
            "description": hint(Language::Dutch),
            "description_localizations": in_languages(hint),
            "required": false,
        }));
    }
    options
}

/// Whether what can be given to a command is known beforehand.
pub(super) fn completes(command: Name) -> bool {
    matches!(
        command,
        Name::Country
            | Name::Summary
            | Name::Person
            | Name::Quote
            | Name::Paragraph
            | Name::Source
            | Name::Article
            | Name::Setting
            | Name::Help
    )
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
