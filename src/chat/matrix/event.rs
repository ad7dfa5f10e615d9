//! Events as they come in, as far as they matter here.

use matrix_sdk::deserialized_responses::TimelineEvent;
use matrix_sdk::ruma::{OwnedEventId, OwnedUserId};
use serde::Deserialize;
use serde_json::Value;

/// An event of a room's timeline.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Event {
    #[serde(rename = "event_id")]
    pub(super) id: OwnedEventId,
    pub(super) sender: OwnedUserId,
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) state_key: Option<String>,
    #[serde(default)]
    pub(super) content: Value,
    /// When it was sent, in milliseconds since 1970, as its sender's server says.
    #[serde(default, rename = "origin_server_ts")]
    pub(super) at: u64,
    /// What a redaction redacts, in rooms of older versions.
    redacts: Option<OwnedEventId>,
    #[serde(default)]
    unsigned: Value,
}

/// What a message says.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Message {
    #[serde(default)]
    pub(super) msgtype: String,
    #[serde(default)]
    pub(super) body: String,
    #[serde(default, rename = "m.mentions")]
    mentions: Value,
    #[serde(rename = "m.relates_to")]
    relation: Option<Relation>,
    #[serde(rename = "m.new_content")]
    new: Option<Box<Message>>,
}

#[derive(Clone, Debug, Deserialize)]
struct Relation {
    rel_type: Option<String>,
    event_id: Option<OwnedEventId>,
    key: Option<String>,
    #[serde(default)]
    is_falling_back: bool,
    #[serde(rename = "m.in_reply_to")]
    in_reply_to: Option<InReplyTo>,
}

#[derive(Clone, Debug, Deserialize)]
struct InReplyTo {
    event_id: OwnedEventId,
}

impl Event {
    /// Reads an event; `None` if it is not one.
    pub(super) fn read(event: &TimelineEvent) -> Option<Self> {
        serde_json::from_str(event.raw().json().get()).ok()
    }

    /// The message that it is; `None` if it is something else.
    pub(super) fn message(&self) -> Option<Message> {
        Message::deserialize(&self.content).ok()
    }

    /// What a redaction redacts.
    pub(super) fn redacted(&self) -> Option<OwnedEventId> {
        let in_content = || OwnedEventId::deserialize(self.content.get("redacts")?).ok();
        self.redacts.clone().or_else(in_content)
    }

    /// The emoji of a reaction, and what it is a reaction to.
    pub(super) fn reaction(&self) -> Option<(String, OwnedEventId)> {
        let relation = Relation::deserialize(self.content.get("m.relates_to")?).ok()?;
        Some((relation.key?, relation.event_id?))
    }

    /// Whether it is the moment at which this user joined.
    pub(super) fn is_joining(&self, user: &str) -> bool {
        let membership = |content: &Value| content["membership"] == "join";
        self.kind == "m.room.member"
            && self.state_key.as_deref() == Some(user)
            && membership(&self.content)
            && !membership(&self.unsigned["prev_content"])
    }

    /// What it says now; `None` if it has not been edited.
    pub(super) fn edited(&self) -> Option<&Value> {
        self.unsigned
            .pointer("/m.relations/m.replace/content/m.new_content")
    }
}

impl Message {
    /// Whether it mentions this user. What its text says does not matter.
    pub(super) fn mentions(&self, user: &str) -> bool {
        let users = self.mentions["user_ids"].as_array();
        users.is_some_and(|users| users.iter().any(|id| id == user))
    }

    /// The message that it replaces, and what it says instead; `None` if it is no edit.
    pub(super) fn edit(&self) -> Option<(OwnedEventId, Message)> {
        let relation = self.relation.as_ref()?;
        if relation.rel_type.as_deref() != Some("m.replace") {
            return None;
        }
        Some((
            relation.event_id.clone()?,
            self.new.as_deref().cloned().unwrap_or_else(|| self.clone()),
        ))
    }

    /// The message at which the thread begins that it stands in.
    pub(super) fn thread(&self) -> Option<OwnedEventId> {
        let relation = self.relation.as_ref()?;
        (relation.rel_type.as_deref() == Some("m.thread"))
            .then(|| relation.event_id.clone())
            .flatten()
    }

    /// The message that it replies to. In a thread every message names one, for clients that know no threads.
    pub(super) fn replies_to(&self) -> Option<&OwnedEventId> {
        let relation = self.relation.as_ref()?;
        let reply = relation.in_reply_to.as_ref()?;
        (!relation.is_falling_back).then_some(&reply.event_id)
    }

    /// The same words, in the place of another message.
    pub(super) fn replying_as(&self, other: &Self) -> Self {
        Self {
            relation: other.relation.clone(),
            ..self.clone()
        }
    }

    /// What it says, without the quotation that older clients put before a reply.
    pub(super) fn text(&self) -> &str {
        let is_reply = self
            .relation
            .as_ref()
            .is_some_and(|relation| relation.in_reply_to.is_some());
        let mut text = self.body.as_str();
        if is_reply && text.starts_with("> <@") {
            while text.starts_with("> ") {
                text = text.split_once('\n').map_or("", |(_, rest)| rest);
            }
        }
        text
    }
}
