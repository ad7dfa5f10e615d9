//! What can be set for a conversation: language, prefix, article, where the bot keeps quiet, how long its answers are, who
//! may ask for summaries, whether questions that were missed are kept, whether a language model may read along.
//!
//! [`KEYS`] states each setting once. What is set for a channel beats what is set for its server, and that beats what the
//! operator has; [`Preferences`] are what comes of it, and remember where each value comes from. Where settings are kept
//! is not known here.

mod key;

pub use key::{KEYS, Key, MARKS, Row, Values, Word, find, is_default};

use crate::bot::Context;
use crate::command::{Audience, Command, PREFIX};
use crate::wording::Language;

/// For how many days a question that was missed is kept at most, where that is set.
pub const MISSED_DAYS: u32 = 30;

/// Who is answered in a channel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Quiet {
    /// Everybody.
    #[default]
    Nobody,
    /// Moderators alone.
    Others,
    /// Nobody.
    Everybody,
}

/// How much of a passage an answer to a question shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Length {
    /// The sentence that answers.
    Short,
    /// What stands around it, too.
    #[default]
    Normal,
}

/// Who reads the article to answer a question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reader {
    /// The language model that the operator plugged in too, if there is one.
    #[default]
    Model,
    /// The bundled reader alone: nothing is sent to a language model.
    Own,
}

/// For what something is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// One channel, or room.
    Channel,
    /// All channels of a server in which nothing else is set.
    Server,
}

/// What a value comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// The operator has it so, or it is the default.
    #[default]
    Operator,
    /// It is set for the server.
    Server,
    /// It is set for the channel.
    Channel,
}

/// What belongs to a conversation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Home {
    /// Nothing: it is with the operator, and nothing can be set.
    #[default]
    Operator,
    /// A channel of its own, or a room.
    Channel,
    /// A channel of a server.
    Server,
}

/// Something that is to be set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// For what.
    pub scope: Scope,
    /// What.
    pub key: Key,
    /// Its value as it is kept; none to take back what was set.
    pub value: Option<String>,
}

/// What holds in a conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preferences {
    /// What the conversation belongs to.
    pub home: Home,
    /// The language of answers to what is typed.
    pub language: Language,
    /// What begins a command, where the bot is not addressed otherwise.
    pub prefix: String,
    /// The id of the article that the conversation is about, where one was chosen.
    pub article: Option<String>,
    /// Who is not answered.
    pub quiet: Quiet,
    /// Whether this is one of the channels to which the bot keeps in its server.
    pub is_only: bool,
    /// Whether other channels of the server are that, and this is not.
    pub is_elsewhere: bool,
    /// How much an answer shows.
    pub length: Length,
    /// Who may ask for summaries.
    pub summaries: Audience,
    /// Whether questions that were missed are kept for moderators.
    pub keeps_missed: bool,
    /// Who reads the article to answer a question.
    pub reader: Reader,
    origins: [Origin; KEYS.len()],
}

impl Default for Preferences {
    fn default() -> Self {
        Self::of_operator(Language::default())
    }
}

impl Preferences {
    /// What holds where nobody has set anything.
    #[must_use]
    pub fn of_operator(language: Language) -> Self {
        Self {
            home: Home::Operator,
            language,
            prefix: PREFIX.to_string(),
            article: None,
            quiet: Quiet::Nobody,
            is_only: false,
            is_elsewhere: false,
            length: Length::Normal,
            summaries: Audience::Moderators,
            keeps_missed: false,
            reader: Reader::Model,
            origins: [Origin::Operator; KEYS.len()],
        }
    }

    /// The same in a conversation that belongs to this.
    #[must_use]
    pub fn at(self, home: Home) -> Self {
        Self { home, ..self }
    }

    /// The same with a value as it was kept. What is not understood, as it may be of another version, is as if not set.
    #[must_use]
    pub fn with(mut self, key: Key, value: &str, origin: Origin) -> Self {
        match (key, value) {
            (Key::Language, tag) => match Language::from_tag(tag) {
                Some(language) => self.language = language,
                None => return self,
            },
            (Key::Prefix, prefix) if key::is_prefix(prefix) => self.prefix = prefix.to_owned(),
            (Key::Article, id) => self.article = Some(id.to_owned()),
            (Key::Quiet, "nee") => self.quiet = Quiet::Nobody,
            (Key::Quiet, "moderators") => self.quiet = Quiet::Others,
            (Key::Quiet, "ja") => self.quiet = Quiet::Everybody,
            (Key::Only, "nee") => self.is_only = false,
            (Key::Only, "ja") => self.is_only = true,
            (Key::Length, "kort") => self.length = Length::Short,
            (Key::Length, "normaal") => self.length = Length::Normal,
            (Key::Summaries, "moderators") => self.summaries = Audience::Moderators,
            (Key::Summaries, "iedereen") => self.summaries = Audience::Everyone,
            (Key::Missed, "nee") => self.keeps_missed = false,
            (Key::Missed, "ja") => self.keeps_missed = true,
            (Key::Reader, "taalmodel") => self.reader = Reader::Model,
            (Key::Reader, "eigen") => self.reader = Reader::Own,
            _ => return self,
        }
        self.origins[key.place()] = origin;
        self
    }

    /// A value as it would be kept; none where there is none.
    #[must_use]
    pub fn value(&self, key: Key) -> Option<&str> {
        Some(match key {
            Key::Language => self.language.tag(),
            Key::Prefix => &self.prefix,
            Key::Article => self.article.as_deref()?,
            Key::Quiet => match self.quiet {
                Quiet::Nobody => "nee",
                Quiet::Others => "moderators",
                Quiet::Everybody => "ja",
            },
            Key::Only => yes_or_no(self.is_only),
            Key::Missed => yes_or_no(self.keeps_missed),
            Key::Reader => match self.reader {
                Reader::Model => "taalmodel",
                Reader::Own => "eigen",
            },
            Key::Length => match self.length {
                Length::Short => "kort",
                Length::Normal => "normaal",
            },
            Key::Summaries => match self.summaries {
                Audience::Moderators => "moderators",
                Audience::Everyone => "iedereen",
            },
        })
    }

    /// What a value comes from.
    #[must_use]
    pub fn origin(&self, key: Key) -> Origin {
        self.origins[key.place()]
    }

    /// The circumstances of a command that is given here.
    #[must_use]
    pub fn context(&self, is_moderator: bool) -> Context<'_> {
        Context {
            article: self.article.as_deref(),
            is_moderator,
            goes_on: self.home != Home::Operator,
            preferences: Some(self),
        }
    }

    /// Whether a command is answered here. A moderator can always change what is set.
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
