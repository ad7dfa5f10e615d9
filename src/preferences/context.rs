//! The circumstances of a command, apart from its text.

use super::effective::{Home, Length, Preferences, Reader};
use crate::command::Name;

/// The circumstances of a command.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// The id of the article that the conversation is about, if one was chosen.
    pub article: Option<&'a str>,
    /// Whether the asker is a moderator of the conversation.
    pub is_moderator: bool,
    /// Whether the conversation continues, so that a choice made now applies to the next line.
    pub goes_on: bool,
    /// The settings of the conversation; `None` for the defaults.
    pub preferences: Option<&'a Preferences>,
}

impl Context<'_> {
    /// Whether a command can work here.
    pub(crate) fn takes(&self, command: Name) -> bool {
        self.home() != Home::Page || command.works_on_page()
    }

    /// Whether a language model may be asked.
    pub(crate) fn asks_model(&self) -> bool {
        let reader = self.preferences.map(|preferences| preferences.reader);
        reader.unwrap_or_default() == Reader::Model
    }

    /// Whether missed questions are stored.
    pub(crate) fn keeps_missed(&self) -> bool {
        let preferences = self.preferences;
        preferences.is_some_and(|preferences| preferences.keeps_missed)
    }

    /// Whether commands can be typed after a prefix.
    pub(crate) fn types_commands(&self) -> bool {
        let preferences = self.preferences;
        preferences.is_none_or(|preferences| preferences.types_commands)
    }

    /// What the conversation belongs to.
    pub(crate) fn home(&self) -> Home {
        self.preferences
            .map_or_else(Home::default, |preferences| preferences.home)
    }

    /// How much of a passage an answer shows.
    pub(crate) fn length(&self) -> Length {
        self.preferences
            .map_or_else(Length::default, |preferences| preferences.length)
    }
}

impl Preferences {
    /// Returns the circumstances of a command in this conversation.
    #[must_use]
    pub fn context(&self, is_moderator: bool) -> Context<'_> {
        Context {
            article: self.article.as_deref(),
            is_moderator,
            goes_on: matches!(self.home, Home::Channel | Home::Server),
            preferences: Some(self),
        }
    }
}
