//! The slash commands of the table of commands, as Discord registers them.

use serde_json::{Map, Value, json};

use super::limits;
use crate::command::{Audience, COMMANDS, PREFIX, Parameter, Spec};
use crate::wording::{Language, Message};

/// The type of a slash command, and that of one in the menu of a message.
const CHAT_INPUT: u8 = 1;
const MESSAGE: u8 = 3;

/// The types of options.
const STRING: u8 = 3;
const INTEGER: u8 = 4;

/// What members need to be offered the commands of moderators: the permission to manage messages.
const MANAGE_MESSAGES: u64 = 1 << 13;

/// Returns every command as Discord registers it. `example` gives an example of a command, if there is one.
pub(crate) fn commands(example: impl Fn(&Spec) -> Option<Message>) -> Vec<Value> {
    let of = |spec: &Spec| command(spec, example(spec).as_ref());
    let mut commands: Vec<Value> = COMMANDS.iter().map(of).collect();
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

fn command(spec: &Spec, example: Option<&Message>) -> Value {
    let name = |language| spec.name_in(language).to_owned();
    let help = |language| help(spec, language);
    let mut command = json!({
        "type": CHAT_INPUT,
        "name": spec.name,
        "name_localizations": in_languages(name),
        "description": help(Language::Dutch),
        "description_localizations": in_languages(help),
        "options": options(spec, example),
        "integration_types": [0, 1],
        "contexts": [0, 1, 2],
    });
    if spec.audience == Audience::Moderators {
        command["default_member_permissions"] = json!(MANAGE_MESSAGES.to_string());
    }
    command
}

/// The registered name of an option. Clients show it in their own language.
pub(crate) fn name(key: &'static str) -> String {
    Message::new(key).words(Language::Dutch)
}

/// What a command does, in one line.
fn help(spec: &Spec, language: Language) -> String {
    let help = Message::new(format!("help-{}", spec.name)).words(language);
    limits::shortened(&help, limits::COMMAND_DESCRIPTION)
}

fn options(spec: &Spec, example: Option<&Message>) -> Vec<Value> {
    let hint = |language| match example {
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

/// Whether these commands are registered, and no others.
pub(crate) fn are_registered(wanted: &[Value], registered: &[Value]) -> bool {
    let is_registered = |command: &Value| registered.iter().any(|other| agrees(command, other));
    registered.len() == wanted.len() && wanted.iter().all(is_registered)
}

/// Whether a registered value is the wanted one. Discord adds fields of its own, and leaves out empty values and `false`.
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
