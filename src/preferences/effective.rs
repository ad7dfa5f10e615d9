//! The values of settings that apply to a conversation.

use super::setting::{self, SETTINGS, Setting};
use crate::command::{Audience, Command, PREFIX, Scope};
use crate::language::Language;

/// The most days for which a missed question is stored.
pub const MISSED_DAYS: u32 = 30;

/// Whom the bot ignores in a channel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Quiet {
    /// Nobody.
    #[default]
    Nobody,
    /// Everyone but moderators.
    Others,
    /// Everyone.
    Everybody,
}

/// How much of a passage an answer shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Length {
    /// The answering sentence.
    Short,
    /// The sentences around it, too.
    Normal,
}

/// Who reads the article to answer a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// The bundled reader, and the language model that the operator plugged in, if there is one.
    Model,
    /// The bundled reader alone: nothing is sent to a language model.
    Own,
}

/// Where the value of a setting comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ValueOrigin {
    /// The operator, or the default.
    #[default]
    Operator,
    /// It is set for the server.
    Server,
    /// It is set for the channel.
    Channel,
}

/// What a conversation belongs to, which decides where its settings apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    /// The operator; nothing can be set.
    Operator,
    /// A channel or room of its own.
    Channel,
    /// A server, as one of its channels.
    Server,
    /// The reading page, which has no moderators and keeps nothing.
    Page,
}

/// A change of a setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where the change applies.
    pub scope: Scope,
    /// The setting.
    pub key: Setting,
    /// The new value as stored; `None` to remove it.
    pub value: Option<String>,
}

/// The values that apply to a conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preferences {
    /// What the conversation belongs to.
    pub home: Home,
    /// The language of answers to typed lines.
    pub language: Language,
    /// The prefix of commands.
    pub prefix: String,
    /// Whether commands can be typed after the prefix. On a platform that also gives commands in a way of its own, help then
    /// says nothing about typing.
    pub types_commands: bool,
    /// The id of the article that the conversation is about.
    pub article: Option<String>,
    /// Whom the bot ignores.
    pub quiet: Quiet,
    /// Whether the server has limited the bot to some channels and this is one of them.
    pub is_only: bool,
    /// Whether the server has limited the bot to other channels.
    pub is_elsewhere: bool,
    /// How much of a passage an answer shows.
    pub length: Length,
    /// Who may ask for summaries.
    pub summaries: Audience,
    /// Whether missed questions are stored for moderators.
    pub keeps_missed: bool,
    /// Who reads the article to answer a question.
    pub reader: Reader,
    origins: [ValueOrigin; SETTINGS.len()],
}

impl Default for Preferences {
    fn default() -> Self {
        Self::of_operator(Language::default())
    }
}

impl Preferences {
    /// The operator's values.
    #[must_use]
    pub fn of_operator(language: Language) -> Self {
        Self {
            home: Home::Operator,
            language,
            prefix: PREFIX.to_string(),
            types_commands: true,
            article: None,
            quiet: Quiet::Nobody,
            is_only: false,
            is_elsewhere: false,
            length: Length::Normal,
            summaries: Audience::Moderators,
            keeps_missed: false,
            reader: Reader::Model,
            origins: [ValueOrigin::Operator; SETTINGS.len()],
        }
    }

    /// Sets what the conversation belongs to.
    #[must_use]
    pub fn at(self, home: Home) -> Self {
        Self { home, ..self }
    }

    /// Applies a stored value. Ignores one that is not understood, for it may be from another version.
    #[must_use]
    pub fn with(mut self, key: Setting, value: &str, origin: ValueOrigin) -> Self {
        match (key, value) {
            (Setting::Language, tag) => match Language::from_tag(tag) {
                Some(language) => self.language = language,
                None => return self,
            },
            (Setting::Prefix, prefix) if setting::is_prefix(prefix) => {
                self.prefix = prefix.to_owned();
            }
            (Setting::Article, id) => self.article = Some(id.to_owned()),
            (Setting::Quiet, "nee") => self.quiet = Quiet::Nobody,
            (Setting::Quiet, "moderators") => self.quiet = Quiet::Others,
            (Setting::Quiet, "ja") => self.quiet = Quiet::Everybody,
            (Setting::Only, "nee") => self.is_only = false,
            (Setting::Only, "ja") => self.is_only = true,
            (Setting::Length, "kort") => self.length = Length::Short,
            (Setting::Length, "normaal") => self.length = Length::Normal,
            (Setting::Summaries, "moderators") => self.summaries = Audience::Moderators,
            (Setting::Summaries, "iedereen") => self.summaries = Audience::Everyone,
            (Setting::Missed, "nee") => self.keeps_missed = false,
            (Setting::Missed, "ja") => self.keeps_missed = true,
            (Setting::Reader, "taalmodel") => self.reader = Reader::Model,
            (Setting::Reader, "eigen") => self.reader = Reader::Own,
            _ => return self,
        }
        self.origins[key.index()] = origin;
        self
    }

    /// The value of a setting as stored; `None` if it has none.
    #[must_use]
    pub fn value(&self, key: Setting) -> Option<&str> {
        Some(match key {
            Setting::Language => self.language.tag(),
            Setting::Prefix => &self.prefix,
            Setting::Article => self.article.as_deref()?,
            Setting::Quiet => match self.quiet {
                Quiet::Nobody => "nee",
                Quiet::Others => "moderators",
                Quiet::Everybody => "ja",
            },
            Setting::Only => yes_or_no(self.is_only),
            Setting::Missed => yes_or_no(self.keeps_missed),
            Setting::Reader => match self.reader {
                Reader::Model => "taalmodel",
                Reader::Own => "eigen",
            },
            Setting::Length => match self.length {
                Length::Short => "kort",
                Length::Normal => "normaal",
            },
            Setting::Summaries => match self.summaries {
                Audience::Moderators => "moderators",
                Audience::Everyone => "iedereen",
            },
        })
    }

    /// Where the value of a setting comes from.
    #[must_use]
    pub fn origin(&self, key: Setting) -> ValueOrigin {
        self.origins[key.index()]
    }

    /// Whether a command is answered here. A moderator can always change settings.
    #[must_use]
    pub fn admits(&self, command: &Command, is_moderator: bool) -> bool {
        let is_setting = matches!(command, Command::Setting { .. }) && is_moderator;
        let is_quiet = match self.quiet {
            Quiet::Nobody => false,
            Quiet::Others => !is_moderator,
            Quiet::Everybody => true,
        };
        is_setting || !is_quiet && !self.is_elsewhere
    }
}

fn yes_or_no(is_so: bool) -> &'static str {
    if is_so { "ja" } else { "nee" }
}
