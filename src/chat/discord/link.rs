//! Which answer belongs to which question, while questions are followed.

use serenity::all::{ChannelId, MessageId, Timestamp, UserId};
use serenity::http::Route;

use crate::store;

/// An answer that was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) channel: ChannelId,
    pub(super) answer: MessageId,
    pub(super) asker: UserId,
    /// When the question that it answers was edited.
    pub(super) edited: Option<Timestamp>,
}

impl Link {
    /// What is kept of it. When the question was edited is not: only of edits in a hurry does it matter.
    pub(super) fn kept(question: &MessageId, link: &Self) -> store::Link {
        store::Link {
            question: question.to_string(),
            answer: link.answer.to_string(),
            channel: link.channel.to_string(),
            asker: link.asker.to_string(),
            thread: None,
            pages: Vec::new(),
        }
    }

    /// What was kept, with the question that it is of.
    pub(super) fn of_kept(kept: &store::Link) -> Option<(MessageId, Self)> {
        let link = Self {
            channel: kept.channel.parse().ok()?,
            answer: kept.answer.parse().ok()?,
            asker: kept.asker.parse().ok()?,
            edited: None,
        };
        Some((kept.question.parse().ok()?, link))
    }

    /// Where the answer is.
    pub(super) fn route(&self) -> Route<'static> {
        Route::ChannelMessage {
            channel_id: self.channel,
            message_id: self.answer,
        }
    }
}
