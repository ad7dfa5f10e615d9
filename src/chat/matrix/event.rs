//! Events as they come in: the parts that the bot uses.

use matrix_sdk::deserialized_responses::TimelineEvent;
use matrix_sdk::ruma::events::AnySyncTimelineEvent;
use matrix_sdk::ruma::events::reaction::ReactionEventContent;
use matrix_sdk::ruma::events::room::message::sanitize::remove_plain_reply_fallback;
use matrix_sdk::ruma::events::room::message::{MessageType, Relation, RoomMessageEventContent};
use matrix_sdk::ruma::serde::Raw;
use matrix_sdk::ruma::{OwnedEventId, OwnedUserId, UserId};
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
    /// The whole of it, for decryption.
    #[serde(skip)]
    pub(super) raw: Option<Raw<AnySyncTimelineEvent>>,
}

/// A message.
pub(super) struct Message(RoomMessageEventContent);

impl Event {
    /// Reads an event; `None` if it is not one.
    pub(super) fn read(event: &TimelineEvent) -> Option<Self> {
        let read: Self = serde_json::from_str(event.raw().json().get()).ok()?;
        let raw = Some(event.raw().clone());
        Some(Self { raw, ..read })
    }

    /// The message that it is; `None` if it is something else.
    pub(super) fn message(&self) -> Option<Message> {
        let content = RoomMessageEventContent::deserialize(&self.content);
        content.ok().map(Message)
    }

    /// The message that it edits; `None` if it is no edit.
    pub(super) fn edits(&self) -> Option<OwnedEventId> {
        Some(self.message()?.edit()?.0)
    }

    /// What a redaction redacts.
    pub(super) fn redacted(&self) -> Option<OwnedEventId> {
        let in_content = || OwnedEventId::deserialize(self.content.get("redacts")?).ok();
        self.redacts.clone().or_else(in_content)
    }

    /// The emoji of a reaction, and what it is a reaction to.
    pub(super) fn reaction(&self) -> Option<(String, OwnedEventId)> {
        let reaction = ReactionEventContent::deserialize(&self.content).ok()?;
        Some((reaction.relates_to.key, reaction.relates_to.event_id))
    }

    /// Whether it is the moment at which this user joined.
    pub(super) fn is_joining(&self, user: &UserId) -> bool {
        let membership = |content: &Value| content["membership"] == "join";
        self.kind == "m.room.member"
            && self.state_key.as_deref() == Some(user.as_str())
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
    /// Whether somebody typed it. Notices are what bots say.
    pub(super) fn is_text(&self) -> bool {
        matches!(self.0.msgtype, MessageType::Text(_))
    }

    /// Whether it mentions this user: it says so itself, or, of an older client, has a pill.
    pub(super) fn mentions(&self, user: &UserId) -> bool {
        match &self.0.mentions {
            Some(mentions) => mentions.user_ids.contains(user),
            None => self.pills(user) > 0,
        }
    }

    /// How many pills of this user it has: links to them, which clients write in one of these ways.
    pub(super) fn pills(&self, user: &UserId) -> usize {
        let MessageType::Text(text) = &self.0.msgtype else {
            return 0;
        };
        let html = text.formatted.as_ref().map(|html| html.body.as_str());
        let own = html.and_then(|html| html.rsplit("</mx-reply>").next());
        let encoded = user.as_str().replace('@', "%40").replace(':', "%3A");
        let links = |user: &str| {
            let link = format!("https://matrix.to/#/{user}\"");
            own.unwrap_or_default().matches(&link).count()
        };
        links(user.as_str()) + links(&encoded)
    }

    /// The message that it replaces, and what it says instead; `None` if it is no edit.
    pub(super) fn edit(&self) -> Option<(OwnedEventId, Message)> {
        let Some(Relation::Replacement(edit)) = &self.0.relates_to else {
            return None;
        };
        Some((
            edit.event_id.clone(),
            Message(edit.new_content.clone().into()),
        ))
    }

    /// The message at which the thread begins that it stands in.
    pub(super) fn thread(&self) -> Option<OwnedEventId> {
        match &self.0.relates_to {
            Some(Relation::Thread(thread)) => Some(thread.event_id.clone()),
            _ => None,
        }
    }

    /// The message that it replies to. In a thread every message names one, for clients that know no threads.
    pub(super) fn replies_to(&self) -> Option<&OwnedEventId> {
        match self.0.relates_to.as_ref()? {
            Relation::Reply(reply) => Some(&reply.in_reply_to.event_id),
            Relation::Thread(thread) if !thread.is_falling_back => {
                thread.in_reply_to.as_ref().map(|reply| &reply.event_id)
            }
            _ => None,
        }
    }

    /// The same words, in the place of another message.
    pub(super) fn replying_as(mut self, other: Self) -> Self {
        self.0.relates_to = other.0.relates_to;
        self
    }

    /// What it says, without the quotation that older clients put before a reply.
    pub(super) fn text(&self) -> &str {
        match &self.0.relates_to {
            Some(Relation::Reply(_)) => remove_plain_reply_fallback(self.0.msgtype.body()),
            _ => self.0.msgtype.body(),
        }
    }
}
