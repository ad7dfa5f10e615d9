//! Messages as Discord takes them: an embed for an answer, or plain text where embeds are forbidden.
//!
//! Nothing that is sent mentions anybody.

use serde::Serialize;
use serde_json::{Value, json};
use serenity::all::{
    ChannelId, CreateActionRow, CreateEmbed, CreateEmbedAuthor, CreateEmbedFooter, MessageFlags,
    MessageId,
};

use crate::answer::{Answer, Verdict};
use crate::citation;
use crate::render::discord::limits;
use crate::render::{Discord, Page};
use crate::wording::Language;

/// A message that is sent, or that takes the place of one.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Post {
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

impl Post {
    /// A page of an answer.
    pub(super) fn page(answer: &Answer, page: &Page, language: Language, has_embeds: bool) -> Self {
        if !has_embeds {
            return Self::of(Some(page.text(&Discord)), Vec::new());
        }
        let foot: Vec<&str> = [&page.source, &page.counter]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect();
        let mut embed = CreateEmbed::new()
            .description(limits::shortened(&page.body, limits::DESCRIPTION))
            .color(colour(answer.verdict));
        if !foot.is_empty() {
            let foot = limits::shortened(&foot.join("\n"), limits::FOOTER);
            embed = embed.footer(CreateEmbedFooter::new(foot));
        }
        let first = answer.quotes().next().filter(|_| page.source.is_some());
        if let Some(quote) = first {
            let article = quote.passage().article();
            let title = citation::title(article).words(language);
            let mut author = CreateEmbedAuthor::new(limits::shortened(&title, limits::AUTHOR));
            if let Some(url) = &article.url {
                author = author.url(url);
            }
            embed = embed.author(author);
        }
        Self::of(None, vec![embed])
    }

    /// A sentence of ours.
    pub(super) fn sentence(text: &str) -> Self {
        let text = crate::render::discord::escape(text);
        Self::of(Some(limits::shortened(&text, limits::CONTENT)), Vec::new())
    }

    fn of(content: Option<String>, embeds: Vec<CreateEmbed>) -> Self {
        Self {
            content,
            embeds,
            components: Vec::new(),
            allowed_mentions: json!({ "parse": [], "replied_user": false }),
            flags: None,
            message_reference: None,
            nonce: None,
            enforce_nonce: None,
        }
    }

    /// With rows of buttons under it.
    pub(super) fn with_rows(mut self, rows: impl IntoIterator<Item = CreateActionRow>) -> Self {
        self.components.extend(rows);
        self
    }

    /// For the eyes of one person.
    pub(super) fn private(mut self) -> Self {
        self.flags = Some(MessageFlags::EPHEMERAL);
        self
    }

    /// As a reply. Sent twice by accident it appears once: the question is its nonce.
    pub(super) fn reply_to(mut self, channel: ChannelId, question: MessageId) -> Self {
        self.message_reference = Some(json!({
            "message_id": question.to_string(),
            "channel_id": channel.to_string(),
            "fail_if_not_exists": false,
        }));
        self.once(&question.to_string())
    }

    /// Under a nonce: sent twice, it appears once.
    pub(super) fn once(mut self, nonce: &str) -> Self {
        self.nonce = Some(limits::shortened(nonce, limits::NONCE));
        self.enforce_nonce = Some(true);
        self
    }
}

/// The colour of the line beside an answer: calm, and readable on light and dark.
fn colour(verdict: Verdict) -> u32 {
    match verdict {
        Verdict::Found => 0x3B_7A57,
        Verdict::Maybe => 0xC2_8A1E,
        Verdict::None => 0x7A_7F87,
    }
}
