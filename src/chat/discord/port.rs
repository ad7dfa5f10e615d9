//! Implements the chat service's [`Port`] for Discord.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use serde_json::{Value, json};
use serenity::all::{
    ApplicationId, Cache, ChannelId, InteractionId, InteractionResponseFlags, LightMethod,
    MessageId, PartialMember, Request, Route, UserId,
};

use super::api::{Api, Failed};
use super::button::{self, DiscordMark};
use super::location;
use super::post::{self, DiscordPost, Style};
use crate::chat::port::{Abilities, Port, Response};
use crate::chat::service::Service;
use crate::parallel::lock;
use crate::render::discord::commands::{Form, Ids};
use crate::render::discord::{limits, registration};
use crate::render::{Dialect, Discord};

/// The kinds of responses.
const ANSWER: u8 = 4;
const LATER: u8 = 5;
const NOTHING_YET: u8 = 6;
const IN_ITS_PLACE: u8 = 7;
pub(super) const CHOICES: u8 = 8;

/// How long to try to send a first response. Discord waits three seconds for it.
const FIRST: Duration = Duration::from_millis(2_500);

/// How long to try to show that the bot is typing.
const TYPING: Duration = Duration::from_secs(1);

/// The chat service on Discord.
pub(super) type DiscordService = Service<DiscordPort>;

/// The REST API, and what Discord has told the bot about itself.
pub(super) struct DiscordPort {
    pub(super) api: Api,
    me: OnceLock<UserId>,
    /// The ids of the slash commands, once they are registered.
    pub(super) commands: OnceLock<Ids>,
    /// Whether messages in channels arrive with their content.
    pub(super) has_content: AtomicBool,
    /// The number of shards that Discord names; 0 before it does.
    shards: AtomicU32,
    begun: Mutex<BTreeSet<u32>>,
    /// What the client that is connected knows of servers.
    cache: Mutex<Arc<Cache>>,
}

/// An interaction that needs a response.
#[derive(Clone, Debug)]
pub(super) struct Call {
    pub(super) id: InteractionId,
    pub(super) application: ApplicationId,
    pub(super) token: String,
    /// The message that followed in the place of the first one.
    pub(super) follow_up: OnceLock<MessageId>,
}

#[derive(serde::Deserialize)]
struct Sent {
    id: MessageId,
}

impl Call {
    /// The message that responds to the interaction; for a button, the message that the button is under.
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
            cache: Mutex::default(),
        }
    }

    pub(super) fn me(&self) -> UserId {
        self.me.get().copied().unwrap_or_default()
    }

    /// How many shards there are, as far as that is known.
    pub(super) fn shards(&self) -> u32 {
        self.shards.load(Ordering::Relaxed).max(1)
    }

    pub(super) fn cache(&self) -> Arc<Cache> {
        Arc::clone(&lock(&self.cache))
    }

    pub(super) fn remember(&self, cache: &Arc<Cache>) {
        *lock(&self.cache) = Arc::clone(cache);
    }

    /// Notes that a shard has begun a session; returns whether it had begun one before. Every shard names the same user.
    pub(super) fn has_begun(&self, me: UserId, shard: u32, of: u32) -> bool {
        let _ = self.me.set(me);
        self.shards.store(of, Ordering::Relaxed);
        !lock(&self.begun).insert(shard)
    }

    /// Registers the slash commands if others are registered, and remembers their ids.
    pub(super) async fn register(&self, application_id: ApplicationId, wanted: &[Value]) {
        let route = Route::Commands { application_id };
        let parameters = vec![("with_localizations", "true".to_owned())];
        let known = Request::new(route, LightMethod::Get).params(Some(parameters));
        let mut registered: Vec<Value> = self.api.fetch(known).await.unwrap_or_default();
        if !registration::are_registered(wanted, &registered) {
            let put = self.api.give(LightMethod::Put, route, &json!(wanted)).await;
            registered = match put {
                Ok(registered) => registered,
                Err(error) => {
                    return tracing::error!(%error, "slash commands not registered");
                }
            };
            tracing::info!("slash commands registered");
        }
        let id = |command: &Value| {
            let id = command["id"].as_str()?.parse().ok()?;
            Some((command["name"].as_str()?.to_owned(), id))
        };
        let ids = registered.iter().filter_map(id).collect();
        let _ = self.commands.set(ids);
    }

    /// Sends the first response to an interaction; returns whether that worked.
    pub(super) async fn first_response(&self, call: &Call, kind: u8, data: Option<Value>) -> bool {
        let route = Route::InteractionResponse {
            interaction_id: call.id,
            token: &call.token,
        };
        let mut body = json!({ "type": kind });
        if let Some(data) = data {
            body["data"] = data;
        }
        let body = Some(body.to_string().into_bytes());
        let request = Request::new(route, LightMethod::Post).body(body);
        reported(self.api.send(request, FIRST).await, "a response").is_some()
    }

    async fn patch(&self, route: Route<'_>, body: &Value) -> Result<Sent, Failed> {
        self.api.give(LightMethod::Patch, route, body).await
    }
}

/// Logs a failure. Returns what was done without one.
fn reported<T>(done: Result<T, Failed>, what: &'static str) -> Option<T> {
    done.inspect_err(|error| DiscordPort::report(what, error))
        .ok()
}

fn message_at(channel: &ChannelId, message: &MessageId) -> Route<'static> {
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

    async fn send(&self, channel: &ChannelId, post: &DiscordPost) -> Result<MessageId, Failed> {
        let route = Route::ChannelMessages {
            channel_id: *channel,
        };
        let body = post::message(post, *channel, self.commands.get());
        let sent: Sent = self.api.give(LightMethod::Post, route, &body).await?;
        Ok(sent.id)
    }

    async fn edit(
        &self,
        channel: &ChannelId,
        answer: &MessageId,
        post: &DiscordPost,
    ) -> Result<(), Failed> {
        let body = post::body(post, self.commands.get());
        let edited = self.patch(message_at(channel, answer), &body).await;
        edited.map(|_| ())
    }

    async fn delete(&self, channel: &ChannelId, answer: &MessageId) -> Result<(), Failed> {
        self.api.delete(message_at(channel, answer)).await
    }

    async fn pin(&self, channel: &ChannelId, message: &MessageId) -> Result<(), Failed> {
        self.api.pin(*channel, *message).await
    }

    async fn typing(&self, channel: &ChannelId, is_typing: bool) {
        // Discord ends it after some seconds.
        if is_typing {
            let route = Route::ChannelTyping {
                channel_id: *channel,
            };
            let request = Request::new(route, LightMethod::Post);
            let _ = self.api.send(request, TYPING).await;
        }
    }

    async fn respond(&self, call: &Call, response: Response<'_, Self>) -> bool {
        let ids = self.commands.get();
        let (kind, data) = match response {
            Response::Answer(post) => (ANSWER, Some(post::response(post, ids))),
            Response::InPlace(post) => (IN_ITS_PLACE, Some(post::body(post, ids))),
            Response::Later { is_private } => {
                let flags = json!({ "flags": InteractionResponseFlags::EPHEMERAL });
                (LATER, is_private.then_some(flags))
            }
            Response::Nothing => (NOTHING_YET, None),
            Response::Late(post) => {
                let sent = self.patch(call.original(), &post::body(post, ids)).await;
                return reported(sent, "a late answer").is_some();
            }
            Response::LateApart(post) => {
                // A follow-up would replace a standing announcement, visible to everybody.
                let deleted = self.api.delete(call.original()).await;
                reported(deleted, "the removal of an announcement");
                let route = Route::WebhookFollowupMessages {
                    application_id: call.application,
                    token: &call.token,
                };
                let body = post::response(post, ids);
                let sent: Result<Sent, _> = self.api.give(LightMethod::Post, route, &body).await;
                let sent = reported(sent, "a late answer");
                return sent.is_some_and(|sent| call.follow_up.set(sent.id).is_ok());
            }
            Response::Delete => {
                let deleted = self.api.delete(call.original()).await;
                return reported(deleted, "the removal of an answer").is_some();
            }
        };
        self.first_response(call, kind, data).await
    }

    async fn message_of(&self, call: &Call) -> Option<MessageId> {
        if let Some(follow_up) = call.follow_up.get() {
            return Some(*follow_up);
        }
        let sent: Sent = self.api.get(call.original()).await.ok()?;
        Some(sent.id)
    }

    /// Reads the buttons of a message. They also name the asker of a slash command, which no message asked.
    async fn mark(&self, channel: &ChannelId, id: &MessageId) -> Option<DiscordMark> {
        let written: Value = self.api.get(message_at(channel, id)).await.ok()?;
        let is_ours = written["author"]["id"] == self.me().to_string();
        is_ours.then(|| button::mark_of(&written)).flatten()
    }

    async fn is_moderator(&self, channel: &ChannelId, user: &UserId) -> bool {
        let cache = self.cache();
        let Some(server) = location::server_of(&cache, *channel) else {
            return false;
        };
        let route = Route::GuildMember {
            guild_id: server,
            user_id: *user,
        };
        let member: Result<PartialMember, _> = self.api.get(route).await;
        let own = member.ok().and_then(|member| {
            location::permissions(&cache, Some(server), *channel, *user, Some(&member))
        });
        own.is_some_and(|own| own.manage_messages())
    }

    fn types_commands(style: &Style) -> bool {
        matches!(style.form, Form::Typed(_))
    }

    fn may_send(style: &Style) -> bool {
        !style.is_guest
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
