//! Every event goes to a task of its own.

use std::sync::Arc;

use serenity::all::{
    ChannelId, ConnectionStage, Context, EventHandler, Guild, GuildChannel, GuildId, Interaction,
    Message, MessageId, MessageUpdateEvent, Reaction, Ready, ResumedEvent, ShardStageUpdateEvent,
    UnavailableGuild,
};
use serenity::async_trait;

use super::desk::Desk;
use super::{interactions, messages, place, presence, reactions, registration};
use crate::store::Vote;

/// Hands every event to a task.
pub(super) struct Handler {
    pub(super) desk: Arc<Desk>,
    /// Where things are answered: not where the gateway is listened to.
    pub(super) answering: tokio::runtime::Handle,
}

impl Handler {
    fn answer(&self, answering: impl Future<Output = ()> + Send + 'static) {
        self.desk.tasks.spawn_on(answering, &self.answering);
    }
}

#[async_trait]
impl EventHandler for Handler {
    async fn ready(&self, context: Context, ready: Ready) {
        // The first of the shards says it for all.
        let _ = self.desk.me.set(ready.user.id);
        let (shard, of) = ready.shard.map_or((0, 1), |info| (info.id.0, info.total));
        self.desk.has_begun(shard, of);
        tracing::info!(shard, servers = ready.guilds.len(), "connected to Discord");
        if let Some(presence) = presence::now(&self.desk) {
            context.set_activity(Some(presence));
        }
        if shard == 0 {
            let (pager, bot) = (&self.desk.pager, self.desk.bot.now());
            let Some(wanted) = pager.at_work(&bot, registration::commands).await else {
                return;
            };
            match registration::register(&self.desk.api, ready.application.id, &wanted).await {
                Ok(true) => tracing::info!("slash commands registered"),
                Ok(false) => tracing::debug!("slash commands were registered already"),
                Err(error) => tracing::error!(%error, "slash commands not registered"),
            }
        }
    }

    async fn resume(&self, _: Context, _: ResumedEvent) {
        self.desk.set_connected(true);
        self.desk.pulse.reconnected();
        tracing::debug!("connection to Discord resumed");
    }

    async fn shard_stage_update(&self, _: Context, event: ShardStageUpdateEvent) {
        if event.new != ConnectionStage::Connected {
            self.desk.set_connected(false);
        }
    }

    async fn message(&self, context: Context, message: Message) {
        let desk = Arc::clone(&self.desk);
        self.answer(async move { messages::came(&desk, &context, message).await });
    }

    async fn message_update(
        &self,
        context: Context,
        _: Option<Message>,
        _: Option<Message>,
        event: MessageUpdateEvent,
    ) {
        let desk = Arc::clone(&self.desk);
        self.answer(async move { messages::edited(&desk, &context, event).await });
    }

    async fn message_delete(
        &self,
        _: Context,
        _: ChannelId,
        message: MessageId,
        _: Option<GuildId>,
    ) {
        let desk = Arc::clone(&self.desk);
        self.answer(async move { messages::deleted(&desk, message).await });
    }

    async fn message_delete_bulk(
        &self,
        _: Context,
        _: ChannelId,
        all: Vec<MessageId>,
        _: Option<GuildId>,
    ) {
        // Each may wait for a moment; none waits for the others.
        for message in all {
            let desk = Arc::clone(&self.desk);
            self.answer(async move { messages::deleted(&desk, message).await });
        }
    }

    async fn reaction_add(&self, context: Context, reaction: Reaction) {
        let desk = Arc::clone(&self.desk);
        self.answer(async move { reactions::came(&desk, &context, reaction).await });
    }

    async fn reaction_remove(&self, _: Context, reaction: Reaction) {
        let desk = Arc::clone(&self.desk);
        self.answer(async move { reactions::gone(&desk, reaction).await });
    }

    async fn reaction_remove_all(&self, _: Context, _: ChannelId, message: MessageId) {
        let desk = Arc::clone(&self.desk);
        self.answer(async move {
            desk.feedback
                .cleared(message, &[Vote::Up, Vote::Down])
                .await;
        });
    }

    async fn reaction_remove_emoji(&self, _: Context, removed: Reaction) {
        let desk = Arc::clone(&self.desk);
        self.answer(async move { reactions::cleared(&desk, &removed).await });
    }

    async fn channel_delete(&self, _: Context, channel: GuildChannel, _: Option<Vec<Message>>) {
        let desk = Arc::clone(&self.desk);
        let gone = place::place(Some(channel.guild_id), channel.id);
        self.answer(async move { desk.feedback.channel_gone(&gone).await });
    }

    async fn guild_delete(&self, _: Context, left: UnavailableGuild, _: Option<Guild>) {
        // A server that Discord cannot reach is not gone.
        if !left.unavailable {
            let desk = Arc::clone(&self.desk);
            let gone = place::of_server(left.id);
            self.answer(async move { desk.feedback.server_gone(gone).await });
        }
    }

    async fn interaction_create(&self, _: Context, interaction: Interaction) {
        let desk = Arc::clone(&self.desk);
        self.answer(async move { interactions::came(&desk, interaction).await });
    }
}
