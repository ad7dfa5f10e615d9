//! What people type: one table of commands, and the parser that reads a line against it.
//!
//! [`COMMANDS`] states each command once. The parser, the help answer, the console's completion and the README's list
//! are views of that table; nothing else knows a command's name. [`parse`] is pure and total: whatever is typed becomes
//! a [`Command`], and what cannot be understood is a value too.

mod arguments;

use std::ops::RangeInclusive;

use crate::lexicon::fold::fold;
use crate::lexicon::spelling;
use crate::preferences::Scope;
use crate::wording::Language;

pub(crate) use arguments::{selection, whole_number};

/// The character that begins a command. A phone's full-width variant counts as well.
pub const PREFIX: char = '!';

/// The number of sentences that a summary may have.
pub const SUMMARY_SENTENCES: RangeInclusive<u32> = 1..=10;

/// Which command a row of the table is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Name {
    /// A free question.
    Ask,
    /// What the article says of a country.
    Country,
    /// Where a person occurs.
    Person,
    /// Ranked passages for some words.
    Search,
    /// A paragraph, whole.
    Paragraph,
    /// Direct quotations.
    Quote,
    /// Dated sentences, in order of their dates.
    Timeline,
    /// The article's sources, and how to cite it.
    Source,
    /// The sections.
    Contents,
    /// An extractive summary.
    Summary,
    /// Which article the conversation is about.
    Article,
    /// What is set for the conversation.
    Setting,
    /// The next page.
    More,
    /// The commands.
    Help,
    /// Version, rights, privacy.
    About,
    /// Questions that the article does not answer.
    Missed,
    /// Deleting what is kept of the asker.
    Forget,
}

/// Whether a command takes something after its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Argument {
    /// Nothing; what is typed all the same is ignored.
    Nothing,
    /// Something, or nothing. The text is the wording key of its placeholder in the help.
    Optional(&'static str),
    /// Something. Without it the command answers with its own help.
    Required(&'static str),
}

/// Who may use a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Everybody who can write in the conversation.
    Everyone,
    /// Who keeps order in the conversation.
    Moderators,
}

/// A row of the table. Its one-line help is worded under the key `help-<name>`.
#[derive(Debug)]
pub struct Spec {
    /// Which command this is.
    pub command: Name,
    /// The name that people type, Dutch.
    pub name: &'static str,
    /// What English speakers are told to type: the name itself, or one of the aliases.
    pub english: &'static str,
    /// Other names for it, shorter or English.
    pub aliases: &'static [&'static str],
    /// What follows the name.
    pub argument: Argument,
    /// Who may use it.
    pub audience: Audience,
    /// A line that works on the bundled article.
    pub example: &'static str,
}

macro_rules! row {
    ($command:ident, $name:literal, $english:literal, [$($alias:literal),*], $argument:expr, $audience:ident, $example:literal) => {
        Spec {
            command: Name::$command,
            name: $name,
            english: $english,
            aliases: &[$($alias),*],
            argument: $argument,
            audience: Audience::$audience,
            example: $example,
        }
    };
}

use Argument::{Nothing, Optional, Required};

/// Every command there is, in the order of the help.
#[rustfmt::skip]
pub const COMMANDS: &[Spec] = &[
    row!(Ask, "vraag", "ask", ["v", "ask"], Required("argument-question"), Everyone, "!vraag Hoeveel elitetroepen stuurde Kirgizië?"),
    row!(Country, "land", "country", ["country"], Optional("argument-country"), Everyone, "!land Kirgizië"),
    row!(Person, "wie", "who", ["persoon", "who"], Required("argument-name"), Everyone, "!wie Loekasjenko"),
    row!(Search, "zoek", "search", ["search"], Required("argument-words"), Everyone, "!zoek kritiek oppositie"),
    row!(Paragraph, "alinea", "par", ["al", "par"], Required("argument-number"), Everyone, "!alinea 11-12"),
    row!(Quote, "citaat", "quote", ["quote"], Optional("argument-name"), Everyone, "!citaat Grigorian"),
    row!(Timeline, "tijdlijn", "timeline", ["timeline"], Nothing, Everyone, "!tijdlijn"),
    row!(Source, "bron", "source", ["bronnen", "source"], Optional("argument-number"), Everyone, "!bron 14"),
    row!(Contents, "inhoud", "toc", ["toc"], Nothing, Everyone, "!inhoud"),
    row!(Summary, "samenvatting", "tldr", ["tldr"], Optional("argument-summary"), Moderators, "!samenvatting Kirgizië 2"),
    row!(Article, "artikel", "article", ["article"], Optional("argument-name"), Everyone, "!artikel"),
    row!(Setting, "instelling", "set", ["instellingen", "set", "settings"], Optional("argument-setting"), Moderators, "!instelling taal"),
    row!(More, "meer", "more", ["more"], Nothing, Everyone, "!meer"),
    row!(Help, "help", "help", ["hulp"], Optional("argument-command"), Everyone, "!help land"),
    row!(About, "over", "about", ["about", "privacy"], Nothing, Everyone, "!over"),
    row!(Missed, "gemist", "missed", ["missed"], Nothing, Moderators, "!gemist"),
    row!(Forget, "vergeet", "forget", ["forget"], Optional("argument-me"), Everyone, "!vergeet mij"),
];

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

/// Which paragraphs are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selection {
    /// From one number to another, both included, the first not above the last.
    Numbers(u32, u32),
    /// A name such as `foto-2`, `auteur`, `bronnen`, or anything else that was typed.
    Label(String),
}

impl Name {
    /// The row of this command.
    #[must_use]
    pub fn spec(self) -> &'static Spec {
        // Every name has a row: a test walks the table.
        COMMANDS
            .iter()
            .find(|spec| spec.command == self)
            .unwrap_or(&COMMANDS[0])
    }
}

impl Spec {
    /// The name that speakers of a language are told.
    #[must_use]
    pub fn name_in(&self, language: Language) -> &'static str {
        match language {
            Language::Dutch => self.name,
            Language::English => self.english,
        }
    }
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
/// are not commands, so they are read as (empty) questions.
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
        return understood(spec, &squeeze(argument));
    }
    match glued(name) {
        Some((spec, number)) => understood(spec, &squeeze(&format!("{number} {argument}"))),
        None => Command::Unknown(name.to_owned()),
    }
}

/// A command that takes a number, and the number that stands right behind its name: «bron14».
fn glued(name: &str) -> Option<(&'static Spec, &str)> {
    let (name, number) = name.split_at(name.find(|c: char| c.is_ascii_digit() || c == '#')?);
    let spec = find(name)?;
    matches!(spec.command, Name::Paragraph | Name::Source | Name::Summary).then_some((spec, number))
}

/// The row of a command by its name or an alias, however it is capitalised; a prefix before it does not matter.
#[must_use]
pub fn find(name: &str) -> Option<&'static Spec> {
    let name = fold(name.trim().trim_start_matches(PREFIX));
    COMMANDS
        .iter()
        .find(|spec| spec.name == name || spec.aliases.contains(&name.as_str()))
}

/// The commands whose name is a typing error away from what was typed, in the table's order.
#[must_use]
pub fn near(name: &str) -> Vec<&'static Spec> {
    let name = fold(name);
    let is_near = |candidate: &str| {
        let allowed = if candidate.chars().count() < 4 {
            0
        } else {
            spelling::allowed_edits(candidate).max(1)
        };
        spelling::distance_within(candidate, &name, allowed).is_some()
    };
    COMMANDS
        .iter()
        .filter(|spec| {
            std::iter::once(&spec.name)
                .chain(spec.aliases)
                .any(|name| is_near(name))
        })
        .collect()
}

fn question(text: &str) -> Command {
    Command::Ask(squeeze(text))
}

fn understood(spec: &Spec, argument: &str) -> Command {
    if argument.is_empty() && matches!(spec.argument, Required(_)) {
        return Command::Incomplete(spec.command);
    }
    let given = || argument.to_owned();
    let optional = || Some(argument.to_owned()).filter(|text| !text.is_empty());
    match spec.command {
        Name::Ask => Command::Ask(given()),
        Name::Country => Command::Country(optional()),
        Name::Person => Command::Person(given()),
        Name::Search => Command::Search(given()),
        Name::Paragraph => Command::Paragraph(selection(argument)),
        Name::Quote => Command::Quote(optional()),
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

/// One space between words, none around them.
fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
