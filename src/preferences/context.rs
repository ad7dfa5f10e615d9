//! The circumstances of a command, apart from its text.

use std::sync::LazyLock;

use super::effective::{Home, Preferences, Reader};
use crate::command::Name;

/// The circumstances of a command.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The id of the article that the conversation is about, if one was chosen.
    pub article: Option<&'a str>,
    /// Whether the asker is a moderator of the conversation.
    pub is_moderator: bool,
    /// Whether the conversation continues, so that a choice made now applies to the next line.
    pub goes_on: bool,
    /// The settings of the conversation.
    pub preferences: &'a Preferences,
}

impl Default for Context<'_> {
    fn default() -> Self {
        static DEFAULTS: LazyLock<Preferences> = LazyLock::new(Preferences::default);
        Self {
            article: None,
            is_moderator: false,
            goes_on: false,
            preferences: &DEFAULTS,
        }
    }
}

impl Context<'_> {
    /// Whether a command can work here.
    pub(crate) fn takes(&self, command: Name) -> bool {
        self.preferences.home != Home::Page || command.works_on_page()
    }

    /// Whether a language model may be asked.
    pub(crate) fn asks_model(&self) -> bool {
        self.preferences.reader == Reader::Model
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
            preferences: self,
        }
    }
}
