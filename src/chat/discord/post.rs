//! The bodies of messages: an embed for an answer, or plain text if the bot may not embed.
//!
//! No message mentions anybody.
//!
//! Answers are embeds, not Components V2. A message with that flag takes neither content nor embeds and keeps the flag, so that a
//! plain sentence, as an edit may need one, could not take its place. Its texts have 4,000 characters together, fewer than an
//! embed's description alone. A section needs a button beside it, which costs the quotation the width that it would gain.
//! Source: <https://discord.com/developers/docs/components/reference>.

use serde_json::{Value, json};
use serenity::all::{ChannelId, MessageFlags, MessageId, UserId};

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

/// Returns the body of a request that sends or replaces a message, with its buttons. An edit has to leave out the flags.
pub(super) fn body(post: &DiscordPost, ids: Option<&Ids>) -> Value {
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
    json!({
        "content": content,
        "embeds": embeds,
        "components": button::rows(post),
        "allowed_mentions": { "parse": [], "replied_user": false },
    })
}

/// Returns the body of a response, which only the caller sees if the post is private.
pub(super) fn response(post: &DiscordPost, ids: Option<&Ids>) -> Value {
    let mut body = body(post, ids);
    if post.is_private {
        body["flags"] = json!(MessageFlags::EPHEMERAL);
    }
    body
}

/// Returns the body of a new message, which is a reply if the post is one. If it is sent twice, Discord shows it once.
pub(super) fn message(post: &DiscordPost, channel: ChannelId, ids: Option<&Ids>) -> Value {
    let mut body = body(post, ids);
    let replied_to = post.reply_to.as_ref().filter(|_| !post.style.is_unlinked);
    if let Some(question) = replied_to {
        body["message_reference"] = json!({
            "message_id": question.message,
            "channel_id": channel,
            "fail_if_not_exists": false,
        });
    }
    if let Some(nonce) = &post.nonce {
        body["nonce"] = json!(limits::shortened(nonce, limits::NONCE));
        body["enforce_nonce"] = json!(true);
    }
    body
}
