//! The table of commands.

use std::ops::RangeInclusive;

use crate::language::Language;
use crate::lexicon::fold::fold;
use crate::lexicon::spelling;
use crate::lexicon::words::is_word;

/// The character that begins a command. Its full-width form (`！`) counts as well.
pub const PREFIX: char = '!';

/// How many sentences a summary may have.
pub const SUMMARY_SENTENCES: RangeInclusive<u32> = 1..=10;

/// A command of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Name {
    /// A free question.
    Ask,
    /// What the article says about a country.
    Country,
    /// The passages in which a person occurs.
    Person,
    /// Ranked passages for search words.
    Search,
    /// Whole paragraphs.
    Paragraph,
    /// Direct quotations.
    Quote,
    /// Dated sentences, in order of their dates.
    Timeline,
    /// The article's sources, and how to cite it.
    Source,
    /// What changed in the article since it was first served.
    Changes,
    /// The sections.
    Contents,
    /// An extractive summary.
    Summary,
    /// The article that the conversation is about.
    Article,
    /// The settings of the conversation.
    Setting,
    /// The next page.
    More,
    /// The commands.
    Help,
    /// Version, rights, privacy.
    About,
    /// Questions that the article did not answer.
    Missed,
    /// Deletes what is stored about the asker.
    Forget,
}

/// Whether a command takes an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Argument {
    /// None; an argument is ignored.
    Nothing,
    /// An optional one, with the wording key of its placeholder in the help.
    Optional(&'static str),
    /// A required one. Without it the command answers with its help.
    Required(&'static str),
}

/// Who may use a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Everyone who can write in the conversation.
    Everyone,
    /// Moderators of the conversation.
    Moderators,
}

/// A row of the table. The key of its one-line help is `help-<name>`.
#[derive(Debug)]
pub struct Spec {
    /// The command.
    pub command: Name,
    /// Its Dutch name.
    pub name: &'static str,
    /// The name for English speakers: the Dutch name, or one of the aliases.
    pub english: &'static str,
    /// Other names, shorter or English.
    pub aliases: &'static [&'static str],
    /// Its argument.
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

/// Every command, in the order of the help.
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
    row!(Changes, "wijzigingen", "changes", ["correcties", "changes", "corrections"], Nothing, Everyone, "!wijzigingen"),
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
    /// Its row in the table.
    #[must_use]
    pub fn spec(self) -> &'static Spec {
        // A test checks that every name has a row.
        COMMANDS
            .iter()
            .find(|spec| spec.command == self)
            .unwrap_or(&COMMANDS[0])
    }

    /// Whether the command can work on the reading page, where nobody is a moderator, pages are turned by links, and nothing is
    /// kept.
    #[must_use]
    pub const fn works_on_page(self) -> bool {
        !matches!(
            self,
            Self::Summary | Self::Setting | Self::More | Self::Missed | Self::Forget
        )
    }
}

impl Spec {
    /// Its name and its aliases.
    fn names(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.name).chain(self.aliases.iter().copied())
    }

    /// The name that speakers of a language are told.
    #[must_use]
    pub fn name_in(&self, language: Language) -> &'static str {
        match language {
            Language::Dutch => self.name,
            Language::English => self.english,
        }
    }
}

/// Returns the row of a command by its name or an alias. Ignores case and a prefix.
#[must_use]
pub fn find(name: &str) -> Option<&'static Spec> {
    let name = fold(name.trim().trim_start_matches(PREFIX));
    COMMANDS
        .iter()
        .find(|spec| spec.name == name || spec.aliases.contains(&name.as_str()))
}

/// Returns the commands whose name is a typing error away from `name`, in the order of the table.
#[must_use]
pub fn near(name: &str) -> Vec<&'static Spec> {
    let name = fold(name);
    COMMANDS
        .iter()
        .filter(|spec| spec.names().any(|own| is_near(own, &name)))
        .collect()
}

/// Returns whether a name that is none of ours may be one with a typing error, said where other bots have commands too.
/// A command that takes no argument is not meant if there is one; an ordinary word only if it begins as ours does.
#[must_use]
pub fn is_mistyped(name: &str, has_argument: bool) -> bool {
    /// As many letters at the beginning are the same: «landen» is ours, «helm» is not.
    const SAME: usize = 4;
    let name = fold(name);
    let is_ordinary = is_word(&name);
    let is_meant = |spec: &Spec| {
        let takes_it = !has_argument || spec.argument != Nothing;
        takes_it
            && spec.names().any(|own| {
                let pairs = own.chars().zip(name.chars());
                let begins_so = pairs.take_while(|(ours, theirs)| ours == theirs).count() >= SAME;
                is_near(own, &name) && (begins_so || !is_ordinary)
            })
    };
    COMMANDS.iter().any(is_meant)
}

/// Whether a folded name is a typing error away from a name of ours.
fn is_near(own: &str, name: &str) -> bool {
    let allowed = if own.chars().count() < 4 {
        0
    } else {
        spelling::allowed_edits(own).max(1)
    };
    spelling::distance_within(own, name, allowed).is_some()
}
