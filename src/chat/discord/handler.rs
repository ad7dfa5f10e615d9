//! Receives events from serenity, and handles each in a task of its own.

use std::sync::Arc;

use serenity::all::{Client, Context, Framework, FullEvent, Ready};
use serenity::async_trait;

use super::port::DiscordService;
use super::{gateway, history, interactions, location, messages};
use crate::bot::Bot;
use crate::render::discord::registration;

pub(super) struct Handler {
    pub(super) service: Arc<DiscordService>,
    /// The runtime on which events are handled. The gateway has another.
    pub(super) answering: tokio::runtime::Handle,
}

#[async_trait]
impl Framework for Handler {
    async fn init(&mut self, client: &Client) {
        self.service.port.remember(&client.cache);
    }

    async fn dispatch(&self, context: Context, event: FullEvent) {
        let task = handle(Arc::clone(&self.service), context, event);
        self.service.tasks.spawn_on(task, &self.answering);
    }
}

async fn handle(service: Arc<DiscordService>, context: Context, event: FullEvent) {
    let service = &service;
    match event {
        FullEvent::Ready { data_about_bot } => ready(service, &context, data_about_bot).await,
        FullEvent::Resume { .. } => {
            service.pulse.reconnected();
            tracing::debug!("connection to Discord resumed");
        }
        FullEvent::Message { new_message } => messages::came(service, &new_message).await,
        FullEvent::MessageUpdate { event, .. } => messages::edited(service, &event).await,
        FullEvent::MessageDelete {
            deleted_message_id, ..
        } => service.deleted(&deleted_message_id).await,
        FullEvent::MessageDeleteBulk {
            multiple_deleted_messages_ids,
            ..
        } => {
            // Each task may wait a moment; none waits for another.
            for message in multiple_deleted_messages_ids {
                let of = Arc::clone(service);
                service
                    .tasks
                    .spawn(async move { of.deleted(&message).await });
            }
        }
        FullEvent::ReactionAdd { add_reaction } => messages::reacted(service, add_reaction).await,
        FullEvent::ReactionRemove { removed_reaction } => {
            messages::unreacted(service, &removed_reaction).await;
        }
        FullEvent::ReactionRemoveAll {
            removed_from_message_id,
            ..
        } => {
            service
                .reactions_cleared(None, &removed_from_message_id)
                .await;
        }
        FullEvent::ReactionRemoveEmoji { removed_reactions } => {
            messages::cleared(service, &removed_reactions).await;
        }
        FullEvent::GuildCreate { guild, .. } => history::of_server(service, &guild).await,
        FullEvent::ChannelDelete { channel, .. } => {
            let gone = location::location(Some(channel.guild_id), channel.id);
            service.left_channel(&gone).await;
        }
        // An unavailable server still has the bot.
        FullEvent::GuildDelete { incomplete, .. } if !incomplete.unavailable => {
            service
                .left_server(location::of_server(incomplete.id))
                .await;
        }
        FullEvent::InteractionCreate { interaction } => {
            interactions::came(service, interaction).await;
        }
        _ => {}
    }
}

/// A shard has begun a session.
async fn ready(service: &Arc<DiscordService>, context: &Context, ready: Ready) {
    let (shard, of) = ready.shard.map_or((0, 1), |info| (info.id.0, info.total));
    let is_again = service.port.has_begun(ready.user.id, shard, of);
    tracing::info!(shard, servers = ready.guilds.len(), "connected to Discord");
    context.shard.websocket_message(gateway::presence(service));
    if is_again {
        service.pulse.reconnected();
    }
    let register = async {
        if shard > 0 {
            return;
        }
        let commands = |bot: &Bot| registration::commands(|spec| bot.example(spec));
        let wanted = service.worker.run(&service.bot.now(), commands).await;
        if let Some(wanted) = wanted {
            service.port.register(ready.application.id, &wanted).await;
        }
    };
    tokio::join!(history::after_ready(service, shard, is_again), register);
}
