//! What people type: one table of commands, and the parser that reads a line against it.
//!
//! [`COMMANDS`] states each command once. The parser, the help answer, the console's completion and the README's list
//! are views of that table; nothing else knows a command's name. [`parse`] is pure and total: whatever is typed becomes
//! a [`Command`], and what cannot be understood is a value too.

mod addressed;
mod arguments;
mod cleaning;
mod parameters;
mod table;

use std::ops::RangeInclusive;

use crate::lexicon::spaces::squeezed;

pub use addressed::parse_addressed;
pub(crate) use arguments::{selection, whole_number};
pub use parameters::Parameter;
pub use table::{Argument, Audience, COMMANDS, Name, Spec, find, near};

/// The character that begins a command. A phone's full-width variant counts as well.
pub const PREFIX: char = '!';

/// The number of sentences that a summary may have.
pub const SUMMARY_SENTENCES: RangeInclusive<u32> = 1..=10;

/// The table's name for a command that is not in it, as the JSON answer gives it.
pub const UNKNOWN: &str = "onbekend";

/// A line, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// `!vraag`, or words without a command.
    Ask(String),
    /// `!land`, with the country as typed.
    Country(Option<String>),
    /// `!wie`, with the name as typed.
    Person(String),
    /// `!zoek`, with the words as typed.
    Search(String),
    /// `!alinea`.
    Paragraph(Selection),
    /// `!citaat`, with the speaker as typed.
    Quote(Option<String>),
    /// `!tijdlijn`.
    Timeline,
    /// `!bron`, with the paragraph asked about.
    Source(Option<Selection>),
    /// `!inhoud`.
    Contents,
    /// `!samenvatting`.
    Summary {
        /// The country as typed.
        country: Option<String>,
        /// How many sentences, as typed: any number.
        sentences: Option<u32>,
    },
    /// `!artikel`, with the article as typed.
    Article(Option<String>),
    /// `!instelling`.
    Setting {
        /// For what it is to be set.
        scope: Scope,
        /// The setting as typed.
        key: Option<String>,
        /// The value as typed.
        value: Option<String>,
    },
    /// `!meer`.
    More,
    /// `!help`, with the command as typed.
    Help(Option<String>),
    /// `!over`.
    About,
    /// `!gemist`.
    Missed,
    /// `!vergeet`, with who is to be forgotten, as typed, where that is not the asker.
    Forget(Option<String>),
    /// A known command without what it needs.
    Incomplete(Name),
    /// A command that is not in the table: the name as typed.
    Unknown(String),
}

/// For what something is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// One channel, or room.
    Channel,
    /// All channels of a server in which nothing else is set.
    Server,
}

/// Which paragraphs are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selection {
    /// From one number to another, both included, the first not above the last.
    Numbers(u32, u32),
    /// A name such as `foto-2`, `auteur`, `bronnen`, or anything else that was typed.
    Label(String),
}

impl Command {
    /// The table's name of this command; [`UNKNOWN`] where it has none.
    #[must_use]
    pub fn name(&self) -> &'static str {
        let name = match self {
            Self::Ask(_) => Name::Ask,
            Self::Country(_) => Name::Country,
            Self::Person(_) => Name::Person,
            Self::Search(_) => Name::Search,
            Self::Paragraph(_) => Name::Paragraph,
            Self::Quote(_) => Name::Quote,
            Self::Timeline => Name::Timeline,
            Self::Source(_) => Name::Source,
            Self::Contents => Name::Contents,
            Self::Summary { .. } => Name::Summary,
            Self::Article(_) => Name::Article,
            Self::Setting { .. } => Name::Setting,
            Self::More => Name::More,
            Self::Help(_) => Name::Help,
            Self::About => Name::About,
            Self::Missed => Name::Missed,
            Self::Forget(_) => Name::Forget,
            Self::Incomplete(name) => *name,
            Self::Unknown(_) => return UNKNOWN,
        };
        name.spec().name
    }
}

/// Reads a line as typed in a conversation. Without a command's prefix it is a question.
///
/// Generous: case, diacritics, a space after the prefix and punctuation after the name do not matter. `!!!` and `!?`
/// are not commands, so they are read as (empty) questions. Of what is asked, searched for or named, custom emoji, mentions
/// and addresses are left out.
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

/// A command that takes a number, and the number that stands right behind its name: «bron14».
fn glued(name: &str) -> Option<(&'static Spec, &str)> {
    let (name, number) = name.split_at(name.find(|c: char| c.is_ascii_digit() || c == '#')?);
    let spec = find(name)?;
    matches!(spec.command, Name::Paragraph | Name::Source | Name::Summary).then_some((spec, number))
}

/// Words that are a question, whatever they begin with.
#[must_use]
pub fn question(text: &str) -> Command {
    Command::Ask(cleaning::spoken(text))
}

fn understood(spec: &Spec, argument: &str) -> Command {
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
