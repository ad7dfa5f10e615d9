//! A message as the service makes it: what it says, the controls under it, and what it says of itself. A platform turns it
//! into its own kind of message.

use serde::{Deserialize, Serialize};

use crate::answer::Verdict;
use crate::chat::send_queue::minutes_late;
use crate::render::{Dialect, Page};
use crate::wording::{Language, Message};

/// A message to be sent, or to take the place of another. `M` is a message's id, `U` a user's, and `S` how messages may look in
/// a channel: a platform's own types.
pub(crate) struct Post<M, U, S> {
    pub(crate) content: Content,
    pub(crate) style: S,
    /// The controls under it, in rows.
    pub(crate) controls: Vec<Vec<Control>>,
    pub(crate) menu: Option<Menu>,
    /// What it says of itself, if it has controls or can be deleted by a reaction.
    pub(crate) mark: Option<Mark<M, U>>,
    pub(crate) reply_to: Option<Thread<M>>,
    /// Sent twice with the same nonce, a message appears once.
    pub(crate) nonce: Option<String>,
    /// Whether it is for the eyes of the caller alone.
    pub(crate) is_private: bool,
    /// The language in which it says that it comes late, if the platform finds that it does.
    pub(crate) late: Option<Language>,
}

/// A message, and the message at which the thread begins that it is in.
#[derive(Clone, Debug)]
pub(crate) struct Thread<M> {
    pub(crate) message: M,
    pub(crate) root: Option<M>,
}

impl<M> Thread<M> {
    /// A message that is in no thread.
    pub(crate) fn of(message: M) -> Self {
        Self {
            message,
            root: None,
        }
    }
}

/// What a message says.
pub(crate) enum Content {
    /// A sentence of ours, not yet escaped.
    Sentence(String),
    /// A page of an answer.
    Page {
        page: Page,
        verdict: Verdict,
        /// The title and the address of the article that all of it is from.
        article: Option<(String, Option<String>)>,
    },
}

/// What happens when a control is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    /// Shows the page before.
    Previous,
    /// Shows the page after.
    Next,
    /// Shows a whole paragraph.
    Open,
    /// Shows the source.
    Source,
    /// Deletes the answer.
    Delete,
    /// Shows the country that was chosen from the menu.
    Country,
    /// Posts a previewed summary.
    Post,
    /// Posts it and pins it.
    PostAndPin,
    /// Does neither.
    Cancel,
}

impl Action {
    /// Whether it decides about a previewed summary.
    pub(crate) fn is_decision(self) -> bool {
        matches!(self, Self::Post | Self::PostAndPin | Self::Cancel)
    }
}

/// A button, or an emoji on platforms without buttons.
pub(crate) struct Control {
    pub(crate) action: Action,
    /// What stands on the button; empty for the one that deletes, which has a picture.
    pub(crate) label: String,
    /// The emoji that stands for it; `None` if it is only a button.
    pub(crate) emoji: Option<&'static str>,
    pub(crate) is_enabled: bool,
    /// The page that it leads to, from 0.
    pub(crate) page: usize,
    /// The code of what it shows.
    pub(crate) code: String,
}

/// A list to choose one entry from: labels and values.
pub(crate) struct Menu {
    pub(crate) hint: String,
    pub(crate) options: Vec<(String, String)>,
}

/// What a message says of itself, so that its controls work after a restart. Nothing in it was typed by anybody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Mark<M, U> {
    /// The message that asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) question: Option<M>,
    /// The message at which the thread begins that it was asked in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) thread: Option<M>,
    /// Who asked.
    pub(crate) asker: U,
    /// The revision of the articles that the answer is from.
    pub(crate) revision: String,
    /// The language of the answer, if the platform tells it again.
    #[serde(skip)]
    pub(crate) language: Option<Language>,
    /// Which page it is, from 0.
    pub(crate) page: usize,
    /// The code of what makes the answer again, if a control needs it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) code: Option<String>,
    /// Whether it previews a summary.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) is_preview: bool,
}

impl<M: ToString, U, S> Post<M, U, S> {
    pub(crate) fn new(content: Content, style: S) -> Self {
        Self {
            content,
            style,
            controls: Vec::new(),
            menu: None,
            mark: None,
            reply_to: None,
            nonce: None,
            is_private: false,
            late: None,
        }
    }

    /// A sentence of the bot, as a platform writes it.
    pub(crate) fn sentence(
        dialect: &dyn Dialect,
        message: &Message,
        language: Language,
        style: S,
    ) -> Self {
        Self::new(Content::Sentence(dialect.words(message, language)), style)
    }

    /// For the eyes of the caller alone.
    pub(crate) fn private(mut self) -> Self {
        self.is_private = true;
        self
    }

    /// Says in this language that it comes late, if it does.
    pub(crate) fn may_be_late(mut self, language: Language) -> Self {
        self.late = Some(language);
        self
    }

    /// As a reply; sent twice, it appears once.
    pub(crate) fn reply_to(mut self, message: Thread<M>) -> Self {
        self.nonce = Some(message.message.to_string());
        self.reply_to = Some(message);
        self
    }

    /// Under another nonce.
    pub(crate) fn once(mut self, nonce: String) -> Self {
        self.nonce = Some(nonce);
        self
    }

    /// What it says, as the platform writes it; first how late it comes, if it does.
    pub(crate) fn text(&self, dialect: &dyn Dialect) -> String {
        let text = match &self.content {
            Content::Sentence(text) => dialect.sentence(text),
            Content::Page { page, .. } => page.text(dialect),
        };
        match (minutes_late(), self.late) {
            (Some(minutes), Some(language)) => {
                let late = Message::new("late").with("minutes", minutes.to_string());
                let late = dialect.words(&late, language);
                format!("{}\n\n{text}", dialect.sentence(&late))
            }
            _ => text,
        }
    }

    /// The emoji to put under it if there are no buttons, the row about the answer itself first.
    pub(crate) fn offers(&self) -> Vec<&'static str> {
        let controls = self.controls.iter().rev().flatten();
        controls
            .filter(|control| control.is_enabled)
            .filter_map(|control| control.emoji)
            .collect()
    }
}
