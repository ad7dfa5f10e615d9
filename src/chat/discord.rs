//! Discord: messages, slash commands and buttons.
//!
//! [`run`] keeps a connection (`gateway`) until it is told to stop. Every event goes to a task of its own (`handler`), which
//! tells the chat service of it: `messages` of what is typed and reacted, `history` of what was typed while the program was
//! not connected, `interactions` of commands and buttons. What the service sends goes through `port`, in the form that `post`
//! and `button` give it, by `api`. `watch` reports whether the connection lives.

mod api;
mod button;
mod gateway;
mod handler;
mod history;
mod interactions;
mod location;
mod messages;
mod port;
mod post;
mod settings;
mod watch;

use std::sync::Arc;

use anyhow::Result;

pub use settings::{DiscordSettings, HttpClient};

use crate::bot::Served;
use api::Api;
use gateway::Gateway;
use port::{DiscordPort, DiscordService};

/// Runs the bot on Discord until `stop` comes; then finishes what is in flight.
///
/// # Errors
/// Fails if Discord refuses the bot for a reason that trying again does not change.
pub async fn run(
    bot: Served,
    settings: DiscordSettings,
    stop: impl Future<Output = ()>,
) -> Result<()> {
    let port = DiscordPort::new(Api::new(&settings));
    let service = Arc::new(DiscordService::new(port, bot, settings.chat.clone()));
    let connection = history::connection(settings.shards.as_ref());
    service.begin_after_absence(&connection).await;
    let gateway = Gateway::new()?;
    let connected = async {
        tokio::select! {
            ended = gateway::stay_connected(&service, &settings, &gateway) => ended,
            () = follow_text(&service, &gateway) => Ok(()),
            ended = watch::watch(&service, &gateway, &settings, &connection) => ended,
        }
    };
    let ended = service.run_until(connected, stop).await;
    service.attend(&connection, true).await;
    gateway.close().await;
    service.finish().await;
    ended
}

/// Updates the text under the bot's name after every reload, for ever.
async fn follow_text(service: &DiscordService, gateway: &Gateway) {
    let mut exchanges = service.bot.exchanges();
    while exchanges.changed().await.is_ok() {
        gateway.tell(&gateway::presence(service)).await;
    }
    std::future::pending::<()>().await;
}
