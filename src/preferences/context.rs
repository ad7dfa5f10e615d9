//! The circumstances in which a command is given.

use super::{Home, Length, Preferences};

/// In which circumstances a command is given.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// The id of the article that the conversation is about, if one was chosen.
    pub article: Option<&'a str>,
    /// Whether the asker is a moderator of the conversation.
    pub is_moderator: bool,
    /// Whether the conversation goes on, so that what is chosen now holds for what is said next.
    pub goes_on: bool,
    /// What is set for the conversation; `None` for the defaults.
    pub preferences: Option<&'a Preferences>,
}

impl Context<'_> {
    /// How much an answer shows.
    pub(crate) fn length(&self) -> Length {
        self.preferences
            .map_or_else(Length::default, |preferences| preferences.length)
    }
}

impl Preferences {
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
}
