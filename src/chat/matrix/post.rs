//! Messages as Matrix takes them: a notice with a plain body and the same in HTML.
//!
//! Nothing that is sent mentions anybody. An answer carries its mark, so that reactions to it work after a restart.

use matrix_sdk::ruma::OwnedEventId;
use serde::Deserialize as _;
use serde_json::{Value, json};

use super::event::Event;
use super::port::MatrixPort;
use crate::chat::port::{MarkOf, PostOf};
use crate::chat::service::post::Mark;
use crate::render::{Matrix, matrix};

/// The field of an answer that holds its mark.
const MARK: &str = "nl.voetnoot.answer";

/// The content of a new message; of a reply in the thread of what it replies to.
pub(super) fn new(post: &PostOf<MatrixPort>) -> Value {
    let mut content = bare(post);
    if let Some(question) = &post.reply_to {
        let message = &question.message;
        content["m.relates_to"] = match &question.root {
            Some(root) => json!({
                "rel_type": "m.thread",
                "event_id": root,
                "is_falling_back": true,
                "m.in_reply_to": { "event_id": message },
            }),
            None => json!({ "m.in_reply_to": { "event_id": message } }),
        };
    }
    content
}

/// The content of an event that replaces a message.
pub(super) fn instead_of(message: &OwnedEventId, post: &PostOf<MatrixPort>) -> Value {
    let content = bare(post);
    let body = content["body"].as_str().unwrap_or_default();
    json!({
        "msgtype": "m.notice",
        "body": format!("* {body}"),
        "m.mentions": {},
        "m.new_content": content,
        "m.relates_to": { "rel_type": "m.replace", "event_id": message },
    })
}

fn bare(post: &PostOf<MatrixPort>) -> Value {
    let text = post.text(&Matrix);
    let mut content = json!({
        "msgtype": "m.notice",
        "body": matrix::plain(&text),
        "format": "org.matrix.custom.html",
        "formatted_body": matrix::html(&text),
        "m.mentions": {},
    });
    if let Some(mark) = &post.mark {
        content[MARK] = json!(mark);
    }
    content
}

/// The content of an emoji under a message.
pub(super) fn reaction(emoji: &str, message: &OwnedEventId) -> Value {
    json!({ "m.relates_to": { "rel_type": "m.annotation", "event_id": message, "key": emoji } })
}

/// The mark of an answer of ours, as it reads now; `None` if it has none.
pub(super) fn mark_of(event: &Event) -> Option<MarkOf<MatrixPort>> {
    let content = event.edited().unwrap_or(&event.content);
    Mark::deserialize(content.get(MARK)?).ok()
}
