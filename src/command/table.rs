//! The table of commands.

use super::PREFIX;
use crate::language::Language;
use crate::lexicon::fold::fold;
use crate::lexicon::spelling;

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
    row!(Ask, "vraag", "ask", ["v", "ask"], Required("argument-question"), Everyone, "!vraag Hoeveel elitetroepen zond Kirgizië?"),
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
