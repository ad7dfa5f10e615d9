//! Discord: messages, slash commands and buttons.
//!
//! [`run`] keeps a connection (`gateway`) until it is told to stop. Every event goes to a task of its own (`handler`), which
//! tells the chat service of it: `messages` what is typed and reacted, `interactions` what is chosen and pressed. What the
//! service sends goes through `port`, in the form that `post` and `button` give it, by `api`.

mod api;
mod button;
mod diagnosis;
mod doctor;
mod gateway;
mod handler;
mod hints;
mod interactions;
mod invite;
mod location;
mod messages;
mod port;
mod post;
mod presence;
mod registration;
mod watch;

use std::sync::Arc;

use anyhow::Result;

pub(crate) use doctor::examine;
pub use invite::{application, link as invite_link, user_link};
/// What requests are sent with.
pub use reqwest::Client as HttpClient;

use crate::bot::Served;
use crate::config::{FairUse, Secret, Shards};
use crate::db::Database as Store;
use crate::ops::Pulse;
use crate::wording::Language;
use api::Api;
use port::{DiscordPort, DiscordService};

/// How to reach Discord, and how to behave there.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The bot's token.
    pub token: Secret,
    /// The base of the API of a compatible server, such as `http://127.0.0.1:8080`; none for Discord's own.
    pub api: Option<String>,
    /// Which shards of how many this process runs; none to let Discord advise.
    pub shards: Option<Shards>,
    /// The language in messages if no other is set; slash commands follow the asker's.
    pub language: Language,
    /// How much is answered how fast.
    pub limits: FairUse,
    /// What requests are sent with.
    pub client: HttpClient,
    /// Keeps what moderators set; `None` if nothing can be kept.
    pub store: Option<Arc<Store>>,
    /// Where it reports how it is.
    pub pulse: Arc<Pulse>,
}

/// Runs the bot on Discord until `stop` comes; then finishes what is in flight.
///
/// # Errors
/// Where Discord will not have the bot, for a reason that trying again does not change.
pub async fn run(bot: Served, settings: Settings, stop: impl Future<Output = ()>) -> Result<()> {
    let api = Api::new(
        &settings.token,
        settings.api.as_deref(),
        settings.client.clone(),
        Arc::clone(&settings.pulse),
    );
    let service = Arc::new(DiscordService::new(
        DiscordPort::new(api),
        bot,
        settings.language,
        settings.limits,
        settings.store.clone(),
        Arc::clone(&settings.pulse),
    ));
    let gateway = gateway::Gateway::new()?;
    let connection = async {
        tokio::select! {
            ended = gateway::stay_connected(&service, &settings, &gateway) => ended,
            () = presence::follow(&service, &gateway) => Ok(()),
            () = watch::watch(&service, &gateway, settings.shards.as_ref()) => Ok(()),
        }
    };
    let ended = service.run_until(connection, stop).await;
    gateway.close().await;
    let unfinished = service.finish().await;
    if unfinished > 0 {
        tracing::warn!(unfinished, "stopped before everything was answered");
    }
    ended
}
