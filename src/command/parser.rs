//! The parser of typed lines.

use super::arguments::{self, selection};
use super::cleaning;
use super::parsed::Command;
use super::table::{Argument, Name, PREFIX, Spec, find};
use crate::lexicon::spaces::squeezed;

/// Parses a line as typed in a conversation. A line without a command prefix is a question.
///
/// Ignores case, diacritics, a space after the prefix and punctuation after the name. `!!!` and `!?` are no commands,
/// so they are (empty) questions. Drops custom emoji, mentions and addresses from questions, searches and names.
#[must_use]
pub fn parse(text: &str) -> Command {
    let text = text.trim();
    let Some(rest) = text.strip_prefix([PREFIX, '！']) else {
        return question(text);
    };
    let rest = rest.trim_start();
    if !rest.starts_with(char::is_alphabetic) {
        return question(text);
    }
    let (name, argument) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let name = name.trim_end_matches(|c: char| !c.is_alphanumeric());
    if let Some(spec) = find(name) {
        return understood(spec, &squeezed(argument));
    }
    match glued(name) {
        Some((spec, number)) => understood(spec, &squeezed(&format!("{number} {argument}"))),
        None => Command::Unknown(name.to_owned()),
    }
}

/// Returns a command that takes a number, and the number glued to its name: «bron14».
fn glued(name: &str) -> Option<(&'static Spec, &str)> {
    let (name, number) = name.split_at(name.find(|c: char| c.is_ascii_digit() || c == '#')?);
    let spec = find(name)?;
    matches!(spec.command, Name::Paragraph | Name::Source | Name::Summary).then_some((spec, number))
}

/// Parses a line as a question, whatever it begins with.
#[must_use]
pub fn question(text: &str) -> Command {
    Command::Ask(cleaning::spoken(text))
}

pub(super) fn understood(spec: &Spec, argument: &str) -> Command {
    if argument.is_empty() && matches!(spec.argument, Argument::Required(_)) {
        return Command::Incomplete(spec.command);
    }
    let given = || cleaning::spoken(argument);
    let named = || Some(given()).filter(|text| !text.is_empty());
    let optional = || Some(argument.to_owned()).filter(|text| !text.is_empty());
    match spec.command {
        Name::Ask => Command::Ask(given()),
        Name::Country => Command::Country(named()),
        Name::Person => Command::Person(given()),
        Name::Search => Command::Search(given()),
        Name::Paragraph => Command::Paragraph(selection(argument)),
        Name::Quote => Command::Quote(named()),
        Name::Timeline => Command::Timeline,
        Name::Source => Command::Source(optional().map(|text| selection(&text))),
        Name::Changes => Command::Changes,
        Name::Contents => Command::Contents,
        Name::Summary => arguments::summary(argument),
        Name::Article => Command::Article(optional()),
        Name::Setting => arguments::setting(argument),
        Name::More => Command::More,
        Name::Help => Command::Help(optional()),
        Name::About => Command::About,
        Name::Missed => Command::Missed,
        Name::Forget => arguments::forget(argument),
    }
}
