//! `!help`, and the answers to an unknown command and to one without its argument. All are views of the table.

use super::example;
use crate::answer::{Answer, Block};
use crate::bot::blocks::{as_typed, did_you_mean, repeated};
use crate::bot::core::Bot;
use crate::bot::refusal::elsewhere;
use crate::command::{self, Argument, Audience, COMMANDS, Command, Name, PREFIX, Spec};
use crate::preferences::Context;
use crate::wording::{COMMAND_MARK, Message};

pub(in crate::bot) fn answer(
    bot: &Bot,
    command: &Command,
    context: &Context<'_>,
    name: Option<&str>,
) -> Answer {
    let Some(name) = name else {
        return Answer::certain(command, overview(context));
    };
    match command::find(name) {
        Some(spec) if !context.takes(spec.command) => elsewhere(command, spec),
        Some(spec) => Answer::certain(command, about(bot, context, spec)),
        None => unknown(command, name),
    }
}

pub(in crate::bot) fn unknown(command: &Command, typed: &str) -> Answer {
    let said = Block::Say(Message::new("command-unknown").with("typed", repeated(typed)));
    let near = command::near(typed);
    if near.is_empty() {
        return Answer::nothing(command, [said, Block::Say(Message::new("help-hint"))]);
    }
    let names = near.into_iter().map(as_typed);
    Answer::question_back(command, [said, did_you_mean(names)])
}

pub(in crate::bot) fn incomplete(
    bot: &Bot,
    command: &Command,
    context: &Context<'_>,
    name: Name,
) -> Answer {
    let mut blocks = vec![Block::Say(
        Message::new("argument-missing").with("usage", usage(name.spec())),
    )];
    blocks.extend(about(bot, context, name.spec()).into_iter().skip(1));
    Answer::nothing(command, blocks)
}

fn overview(context: &Context<'_>) -> Vec<Block> {
    let line = |spec: &Spec| Block::Item(usage(spec), Some(one_line(spec)));
    let mut blocks = vec![Block::Heading(Message::new("help-heading"))];
    let here = |spec: &&Spec| context.takes(spec.command);
    blocks.extend(COMMANDS.iter().filter(here).map(line));
    let preferences = context.preferences;
    let footer = if preferences.types_commands && preferences.prefix == PREFIX.to_string() {
        "help-footer"
    } else {
        "help-footer-given"
    };
    blocks.push(Block::Note(Message::new(footer)));
    blocks
}

fn about(bot: &Bot, context: &Context<'_>, spec: &Spec) -> Vec<Block> {
    let mut blocks = vec![Block::Item(usage(spec), Some(one_line(spec)))];
    // Other names than the one in the table work only if they are typed.
    if !spec.aliases.is_empty() && context.preferences.types_commands {
        let aliases = spec
            .aliases
            .iter()
            .map(|alias| Message::verbatim(format!("{COMMAND_MARK}{PREFIX}{alias}")));
        blocks.push(Block::Say(
            Message::new("help-aliases").with("aliases", Message::sequence(aliases)),
        ));
    }
    let example = example::of(bot, context, spec);
    blocks.extend(
        example.map(|example| Block::Say(Message::new("help-example").with("example", example))),
    );
    blocks
}

fn one_line(spec: &Spec) -> Message {
    let help = Message::new(format!("help-{}", spec.name));
    match spec.audience {
        Audience::Everyone => help,
        Audience::Moderators => Message::new("help-for-moderators").with("help", help),
    }
}

/// `!land [land]`: the syntax of a command.
fn usage(spec: &Spec) -> Message {
    let name = as_typed(spec);
    let placeholder = |key: &str, marks: [char; 2]| {
        let key = Message::new(key);
        Message::new("usage-argument")
            .with("open", marks[0].to_string())
            .with("name", key)
            .with("close", marks[1].to_string())
    };
    match spec.argument {
        Argument::Nothing => name,
        Argument::Optional(key) => Message::spaced([name, placeholder(key, ['[', ']'])]),
        Argument::Required(key) => Message::spaced([name, placeholder(key, ['<', '>'])]),
    }
}
