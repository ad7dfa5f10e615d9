//! Messages as Matrix takes them: a notice with a plain body and the same in HTML.
//!
//! Nothing that is sent mentions anybody. An answer says by itself who asked and what makes it again, so that its
//! reactions work after a restart; nothing in that was typed by anybody.

use matrix_sdk::ruma::{OwnedEventId, OwnedUserId};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::event::Event;
use crate::render::{Dialect as _, Matrix, matrix};

/// Under which name an answer says what it is.
const MARK: &str = "nl.voetnoot.answer";

/// What an answer says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Mark {
    /// The message that asked.
    pub(super) question: OwnedEventId,
    /// Where the thread begins that it was asked in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) thread: Option<OwnedEventId>,
    /// Who asked.
    pub(super) asker: OwnedUserId,
    /// The revision of the articles that the answer is from.
    pub(super) revision: String,
    /// Which page it is, from 0.
    pub(super) page: usize,
    /// The code of what makes the answer again; none where nothing does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) code: Option<String>,
    /// Whether it shows what would be posted.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) is_preview: bool,
}

/// A message that is to be sent.
#[derive(Clone, Debug)]
pub(super) struct Post(Value);

impl Post {
    /// A message with this text, marked up as the dialect does.
    pub(super) fn marked(text: &str) -> Self {
        Self(json!({
            "msgtype": "m.notice",
            "body": matrix::plain(text),
            "format": "org.matrix.custom.html",
            "formatted_body": matrix::html(text),
            "m.mentions": {},
        }))
    }

    /// A sentence of ours.
    pub(super) fn sentence(text: &str) -> Self {
        Self::marked(&Matrix.sentence(text))
    }

    /// The same, which says what it is.
    pub(super) fn with_mark(mut self, mark: &Mark) -> Self {
        self.0[MARK] = json!(mark);
        self
    }

    /// As a reply, in the thread of what it replies to.
    pub(super) fn reply_to(
        mut self,
        message: &OwnedEventId,
        thread: Option<&OwnedEventId>,
    ) -> Self {
        self.0["m.relates_to"] = match thread {
            Some(root) => json!({
                "rel_type": "m.thread",
                "event_id": root,
                "is_falling_back": true,
                "m.in_reply_to": { "event_id": message },
            }),
            None => json!({ "m.in_reply_to": { "event_id": message } }),
        };
        self
    }

    /// In the place of another message.
    pub(super) fn instead_of(self, message: &OwnedEventId) -> Self {
        let body = self.0["body"].as_str().unwrap_or_default();
        Self(json!({
            "msgtype": "m.notice",
            "body": format!("* {body}"),
            "m.mentions": {},
            "m.new_content": self.0,
            "m.relates_to": { "rel_type": "m.replace", "event_id": message },
        }))
    }

    /// The content of the event.
    pub(super) fn content(&self) -> &Value {
        &self.0
    }
}

/// An emoji under a message.
pub(super) fn reaction(emoji: &str, message: &OwnedEventId) -> Value {
    json!({ "m.relates_to": { "rel_type": "m.annotation", "event_id": message, "key": emoji } })
}

/// What an answer of ours says of itself, as it reads now; none where it is none.
pub(super) fn mark_of(event: &Event) -> Option<Mark> {
    let content = event.edited().unwrap_or(&event.content);
    Mark::deserialize(content.get(MARK)?).ok()
}
