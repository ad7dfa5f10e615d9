//! Discord as the chat service uses it.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Duration;

use serde_json::{Value, json};
use serenity::all::{
    ApplicationId, ChannelId, InteractionId, InteractionResponseFlags, MessageId, UserId,
};
use serenity::http::{LightMethod, Route};

use super::api::{Api, Failed};
use super::button;
use super::hints::{Form, Ids};
use super::post::Body;
use crate::chat::port::{Abilities, MarkOf, Port, Response};
use crate::chat::service::Service;
use crate::chat::service::post::Post;
use crate::render::discord::limits;
use crate::render::{Dialect, Discord};

/// The kinds of responses.
const ANSWER: u8 = 4;
const LATER: u8 = 5;
const NOTHING_YET: u8 = 6;
const IN_ITS_PLACE: u8 = 7;
pub(super) const CHOICES: u8 = 8;

/// For how long a first response is tried: Discord waits three seconds for it.
const FIRST: Duration = Duration::from_millis(2_500);

/// For how long it is tried to show that an answer is being made.
const TYPING: Duration = Duration::from_secs(1);

/// The chat service on Discord.
pub(super) type DiscordService = Service<DiscordPort>;

/// Discord, and which of its shards have begun.
pub(super) struct DiscordPort {
    pub(super) api: Api,
    pub(super) me: OnceLock<UserId>,
    /// The ids of the slash commands, once they are registered.
    pub(super) commands: OnceLock<Ids>,
    /// Whether the content of messages is told.
    pub(super) has_content: AtomicBool,
    /// How many shards there are in all, as Discord says; 0 before it does.
    pub(super) shards: AtomicU32,
    begun: Mutex<BTreeSet<u32>>,
}

/// How messages may look in a channel.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    /// Whether the bot may not embed there.
    pub(super) is_plain: bool,
    /// How the reader gives commands.
    pub(super) form: Form,
    /// Whether the bot may not read what was said there, so that it cannot reply to it.
    pub(super) is_unlinked: bool,
}

/// An interaction, to be responded to.
#[derive(Clone, Debug)]
pub(super) struct Call {
    pub(super) id: InteractionId,
    pub(super) application: ApplicationId,
    pub(super) token: String,
}

#[derive(serde::Deserialize)]
struct Sent {
    id: MessageId,
}

impl Call {
    /// The message that answers the interaction, or that it is about.
    fn original(&self) -> Route<'_> {
        Route::WebhookOriginalInteractionResponse {
            application_id: self.application,
            token: &self.token,
        }
    }
}

impl DiscordPort {
    pub(super) fn new(api: Api) -> Self {
        Self {
            api,
            me: OnceLock::new(),
            commands: OnceLock::new(),
            has_content: AtomicBool::new(true),
            shards: AtomicU32::new(0),
            begun: Mutex::default(),
        }
    }

    /// A shard, of how many, has begun a session; returns whether it had begun one before.
    pub(super) fn has_begun(&self, shard: u32, of: u32) -> bool {
        self.shards.store(of, Ordering::Relaxed);
        let mut begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        !begun.insert(shard)
    }

    /// Sends the first response to an interaction; returns whether that worked.
    pub(super) async fn first_response(&self, call: &Call, kind: u8, data: Option<Value>) -> bool {
        let route = Route::InteractionResponse {
            interaction_id: call.id,
            token: &call.token,
        };
        let body = match data {
            Some(data) => json!({ "type": kind, "data": data }),
            None => json!({ "type": kind }),
        };
        let sent = self.api.quick(LightMethod::Post, route, Some(&body), FIRST);
        reported(sent.await, "a response")
    }

    async fn delete_at(&self, route: Route<'_>) -> Result<(), Failed> {
        match self.api.delete(route).await {
            Err(failed) if failed.is_gone() => Ok(()),
            done => done,
        }
    }
}

/// Whether something worked; tells the operator if it did not.
fn reported(done: Result<(), Failed>, what: &'static str) -> bool {
    done.inspect_err(|error| DiscordPort::report(what, error))
        .is_ok()
}

fn message(channel: &ChannelId, message: &MessageId) -> Route<'static> {
    Route::ChannelMessage {
        channel_id: *channel,
        message_id: *message,
    }
}

impl Port for DiscordPort {
    type Message = MessageId;
    type Channel = ChannelId;
    type User = UserId;
    type Style = Style;
    type Call = Call;
    type Error = Failed;

    const DIALECT: &'static dyn Dialect = &Discord;
    const ABILITIES: Abilities = Abilities {
        has_buttons: true,
        has_private_replies: true,
        code: button::CODE,
        menu: limits::OPTIONS,
        typing: (Duration::from_secs(1), Duration::from_secs(8)),
    };

    async fn send(&self, channel: &ChannelId, post: &Post<Self>) -> Result<MessageId, Failed> {
        let route = Route::ChannelMessages {
            channel_id: *channel,
        };
        let body = Body::new(post, self.commands.get()).sent(post, *channel);
        let sent: Sent = self.api.give(LightMethod::Post, route, &body).await?;
        Ok(sent.id)
    }

    async fn edit(
        &self,
        channel: &ChannelId,
        answer: &MessageId,
        post: &Post<Self>,
    ) -> Result<(), Failed> {
        let (route, body) = (
            message(channel, answer),
            Body::new(post, self.commands.get()),
        );
        let _: Sent = self.api.give(LightMethod::Patch, route, &body).await?;
        Ok(())
    }

    async fn delete(&self, channel: &ChannelId, answer: &MessageId) -> Result<(), Failed> {
        self.delete_at(message(channel, answer)).await
    }

    async fn pin(&self, channel: &ChannelId, message: &MessageId) -> Result<(), Failed> {
        self.api.pin(*channel, *message).await
    }

    async fn typing(&self, channel: &ChannelId, is_typing: bool) {
        let route = Route::ChannelTyping {
            channel_id: *channel,
        };
        // It ends by itself.
        if is_typing {
            let shown = self
                .api
                .quick(LightMethod::Post, route, None::<&()>, TYPING);
            let _ = shown.await;
        }
    }

    async fn respond(&self, call: &Call, response: Response<'_, Self>) -> bool {
        let (kind, data) = match response {
            Response::Answer(post) => {
                let body = Body::new(post, self.commands.get());
                let body = if post.is_private {
                    body.private()
                } else {
                    body
                };
                (ANSWER, Some(json!(body)))
            }
            Response::InPlace(post) => (
                IN_ITS_PLACE,
                Some(json!(Body::new(post, self.commands.get()))),
            ),
            Response::Later { is_private } => {
                let flags = json!({ "flags": InteractionResponseFlags::EPHEMERAL });
                (LATER, is_private.then_some(flags))
            }
            Response::Nothing => (NOTHING_YET, None),
            Response::Late(post) => {
                let body = Body::new(post, self.commands.get());
                let edited = self.api.give(LightMethod::Patch, call.original(), &body);
                return reported(edited.await.map(|_: Value| ()), "a late answer");
            }
            Response::Delete => {
                let deleted = self.delete_at(call.original()).await;
                return reported(deleted, "the removal of an answer");
            }
        };
        self.first_response(call, kind, data).await
    }

    async fn message_of(&self, call: &Call) -> Option<MessageId> {
        let sent: Sent = self.api.get(call.original()).await.ok()?;
        Some(sent.id)
    }

    /// A response to a slash command is not followed, but its buttons say whose it is.
    async fn mark(&self, channel: &ChannelId, id: &MessageId) -> Option<MarkOf<Self>> {
        let written: Value = self.api.get(message(channel, id)).await.ok()?;
        let author = written["author"]["id"].as_str()?.parse().ok()?;
        let is_ours = self.me.get() == Some(&UserId::new(author));
        is_ours.then(|| button::mark_of(&written)).flatten()
    }

    fn report(what: &'static str, error: &Failed) {
        if error.is_forbidden() {
            tracing::warn!(
                what,
                "not sent: the bot may not do this in that channel (see `voetnoot discord invite` for what it needs)"
            );
        } else {
            tracing::error!(what, %error, "not sent");
        }
    }
}
