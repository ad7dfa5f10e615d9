//! Receives events from serenity, and handles each in a task of its own.

use std::sync::Arc;

use serenity::all::{
    ChannelId, Context, EventHandler, Guild, GuildChannel, GuildId, Interaction, Message,
    MessageId, MessageUpdateEvent, Reaction, Ready, ResumedEvent, UnavailableGuild,
};
use serenity::async_trait;

use super::port::DiscordService;
use super::{history, interactions, location, messages, presence};
use crate::bot::Bot;
use crate::render::discord::registration;

/// Receives events.
pub(super) struct Handler {
    pub(super) service: Arc<DiscordService>,
    /// The runtime on which events are handled. The gateway has another.
    pub(super) answering: tokio::runtime::Handle,
}

impl Handler {
    /// Handles an event in a task of its own.
    fn answer<Task: Future<Output = ()> + Send + 'static>(
        &self,
        task: impl FnOnce(Arc<DiscordService>) -> Task,
    ) {
        let task = task(Arc::clone(&self.service));
        self.service.tasks.spawn_on(task, &self.answering);
    }
}

#[async_trait]
impl EventHandler for Handler {
    async fn ready(&self, context: Context, ready: Ready) {
        // Every shard says the same.
        let _ = self.service.port.me.set(ready.user.id);
        let (shard, of) = ready.shard.map_or((0, 1), |info| (info.id.0, info.total));
        let is_again = self.service.port.has_begun(shard, of);
        tracing::info!(shard, servers = ready.guilds.len(), "connected to Discord");
        context
            .shard
            .websocket_message(presence::now(&self.service));
        if is_again {
            self.service.pulse.reconnected();
        }
        self.answer(async move |service| {
            if is_again {
                history::begin_again(&service, &context).await;
            }
            if shard == 0 {
                history::of_direct(&service, &context).await;
            }
        });
        if shard == 0 {
            let (worker, bot) = (&self.service.worker, self.service.bot.now());
            let of = |bot: &Bot| registration::commands(|spec| bot.example(spec));
            if let Some(wanted) = worker.run(&bot, of).await {
                self.service
                    .port
                    .register(ready.application.id, &wanted)
                    .await;
            }
        }
    }

    async fn resume(&self, _: Context, _: ResumedEvent) {
        self.service.pulse.reconnected();
        tracing::debug!("connection to Discord resumed");
    }

    async fn message(&self, context: Context, message: Message) {
        self.answer(async move |service| messages::came(&service, &context, message).await);
    }

    async fn message_update(
        &self,
        context: Context,
        _: Option<Message>,
        _: Option<Message>,
        event: MessageUpdateEvent,
    ) {
        self.answer(async move |service| messages::edited(&service, &context, event).await);
    }

    async fn message_delete(
        &self,
        _: Context,
        _: ChannelId,
        message: MessageId,
        _: Option<GuildId>,
    ) {
        self.answer(async move |service| service.deleted(&message).await);
    }

    async fn message_delete_bulk(
        &self,
        _: Context,
        _: ChannelId,
        all: Vec<MessageId>,
        _: Option<GuildId>,
    ) {
        // Each task may wait a moment; none waits for another.
        for message in all {
            self.answer(async move |service| service.deleted(&message).await);
        }
    }

    async fn reaction_add(&self, context: Context, reaction: Reaction) {
        self.answer(async move |service| messages::reacted(&service, &context, reaction).await);
    }

    async fn reaction_remove(&self, _: Context, reaction: Reaction) {
        self.answer(async move |service| messages::unreacted(&service, reaction).await);
    }

    async fn reaction_remove_all(&self, _: Context, _: ChannelId, message: MessageId) {
        self.answer(async move |service| service.reactions_cleared(None, &message).await);
    }

    async fn reaction_remove_emoji(&self, _: Context, removed: Reaction) {
        self.answer(async move |service| messages::cleared(&service, &removed).await);
    }

    async fn guild_create(&self, context: Context, server: Guild, _: Option<bool>) {
        self.answer(async move |service| history::of_server(&service, &context, server).await);
    }

    async fn channel_delete(&self, _: Context, channel: GuildChannel, _: Option<Vec<Message>>) {
        let gone = location::location(Some(channel.guild_id), channel.id);
        self.answer(async move |service| service.left_channel(&gone).await);
    }

    async fn guild_delete(&self, _: Context, left: UnavailableGuild, _: Option<Guild>) {
        // An unavailable server still has the bot.
        if !left.unavailable {
            let gone = location::of_server(left.id);
            self.answer(async move |service| service.left_server(gone).await);
        }
    }

    async fn interaction_create(&self, _: Context, interaction: Interaction) {
        self.answer(async move |service| interactions::came(&service, interaction).await);
    }
}
