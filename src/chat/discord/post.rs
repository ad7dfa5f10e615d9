//! Messages as Discord takes them: an embed for an answer, or plain text if the bot may not embed.
//!
//! Nothing that is sent mentions anybody.

use serde::Serialize;
use serde_json::{Value, json};
use serenity::all::{
    ChannelId, CreateActionRow, CreateEmbed, CreateEmbedAuthor, CreateEmbedFooter, MessageFlags,
};

use super::button;
use super::hints::{Ids, written};
use super::port::DiscordPort;
use crate::answer::Verdict;
use crate::chat::service::post::{Content, Post};
use crate::render::discord::limits;
use crate::render::{Discord, Page};

/// The body of a request that sends or replaces a message.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Body {
    content: Option<String>,
    embeds: Vec<CreateEmbed>,
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
    /// What a message says, with its buttons.
    pub(super) fn new(post: &Post<DiscordPort>, ids: Option<&Ids>) -> Self {
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
            flags: None,
            message_reference: None,
            nonce: None,
            enforce_nonce: None,
        }
    }

    /// For the eyes of one person.
    pub(super) fn private(mut self) -> Self {
        self.flags = Some(MessageFlags::EPHEMERAL);
        self
    }

    /// As a new message, a reply if it is one. Sent twice by accident it appears once.
    pub(super) fn sent(mut self, post: &Post<DiscordPort>, channel: ChannelId) -> Self {
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

/// A page of an answer.
fn embed(
    page: &Page,
    body: &str,
    verdict: Verdict,
    article: Option<&(String, Option<String>)>,
) -> CreateEmbed {
    let foot: Vec<&str> = [&page.source, &page.counter]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    let mut embed = CreateEmbed::new()
        .description(limits::shortened(body, limits::DESCRIPTION))
        .color(colour(verdict));
    if !foot.is_empty() {
        let foot = limits::shortened(&foot.join("\n"), limits::FOOTER);
        embed = embed.footer(CreateEmbedFooter::new(foot));
    }
    if let Some((title, url)) = article {
        let mut author = CreateEmbedAuthor::new(limits::shortened(title, limits::AUTHOR));
        if let Some(url) = url {
            author = author.url(url);
        }
        embed = embed.author(author);
    }
    embed
}

/// The colour of the line beside an answer: calm, and readable on light and dark.
fn colour(verdict: Verdict) -> u32 {
    match verdict {
        Verdict::Found => 0x3B_7A57,
        Verdict::Maybe => 0xC2_8A1E,
        Verdict::None => 0x7A_7F87,
    }
}
