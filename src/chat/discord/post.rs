//! The bodies of messages: an embed for an answer, or plain text if the bot may not embed.
//!
//! No message mentions anybody.

use serde::Serialize;
use serde_json::{Value, json};
use serenity::all::{ChannelId, CreateActionRow, MessageFlags, MessageId, UserId};

use super::button;
use crate::chat::service::post::{Content, Post};
use crate::render::Discord;
use crate::render::discord::commands::{Form, Ids, written};
use crate::render::discord::embed::embed;
use crate::render::discord::limits;

/// A message of the bot.
pub(super) type DiscordPost = Post<MessageId, UserId, Style>;

/// How messages may look in a channel.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    /// Whether the bot may not embed there.
    pub(super) is_plain: bool,
    /// How the reader gives commands.
    pub(super) form: Form,
    /// Whether the bot may not read the history there, so that it cannot refer to a message.
    pub(super) is_unlinked: bool,
    /// Whether the bot is no member there, and only its user has added it.
    pub(super) is_guest: bool,
}

/// The body of a request that sends or replaces a message.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Body {
    content: Option<String>,
    embeds: Vec<Value>,
    components: Vec<CreateActionRow>,
    allowed_mentions: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    flags: Option<MessageFlags>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message_reference: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    nonce: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    enforce_nonce: Option<bool>,
}

impl Body {
    /// Returns the content of a message, with its buttons.
    pub(super) fn new(post: &DiscordPost, ids: Option<&Ids>) -> Self {
        let form = &post.style.form;
        let (content, embeds) = match &post.content {
            Content::Sentence(text) => {
                let text = written(&crate::render::discord::escape(text), form, ids);
                (Some(limits::shortened(&text, limits::CONTENT)), Vec::new())
            }
            Content::Page { page, .. } if post.style.is_plain => {
                (Some(written(&page.text(&Discord), form, ids)), Vec::new())
            }
            Content::Page {
                page,
                verdict,
                article,
            } => {
                let body = written(&page.body, form, ids);
                (None, vec![embed(page, &body, *verdict, article.as_ref())])
            }
        };
        Self {
            content,
            embeds,
            components: button::rows(post),
            allowed_mentions: json!({ "parse": [], "replied_user": false }),
            flags: post.is_private.then_some(MessageFlags::EPHEMERAL),
            message_reference: None,
            nonce: None,
            enforce_nonce: None,
        }
    }

    /// Returns the body of an edit. An edit cannot change who sees the message.
    pub(super) fn edited(mut self) -> Self {
        self.flags = None;
        self
    }

    /// Returns the body of a new message, which is a reply if the post is one. If it is sent twice, Discord shows it once.
    pub(super) fn sent(mut self, post: &DiscordPost, channel: ChannelId) -> Self {
        let replied_to = post.reply_to.as_ref().filter(|_| !post.style.is_unlinked);
        self.message_reference = replied_to.map(|question| {
            json!({
                "message_id": question.message.to_string(),
                "channel_id": channel.to_string(),
                "fail_if_not_exists": false,
            })
        });
        self.nonce = post
            .nonce
            .as_ref()
            .map(|nonce| limits::shortened(nonce, limits::NONCE));
        self.enforce_nonce = self.nonce.as_ref().map(|_| true);
        self
    }
}
