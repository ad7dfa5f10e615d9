//! Discord: messages, slash commands and buttons.
//!
//! [`run`] keeps a connection (`gateway`) until it is told to stop. Every event goes to a task of its own (`handler`),
//! which answers at the `desk`: `messages` for what is typed, `interactions` and `pressing` for what is chosen and pressed,
//! `reactions` for emoji. Whatever is
//! sent goes through `api`, is made by `post`, and mentions nobody.

mod api;
mod button;
mod desk;
mod diagnosis;
mod gateway;
mod handler;
mod interactions;
mod invite;
mod link;
mod listening;
mod messages;
mod place;
mod post;
mod presence;
mod pressing;
mod reactions;
mod registration;
mod summary;
mod watch;

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;

pub use invite::{application, link as invite_link};
/// What requests are sent with.
pub use reqwest::Client as HttpClient;

use crate::bot::Served;
use crate::config::{FairUse, Secret, Shards};
use crate::ops::Pulse;
use crate::store::Store;
use crate::wording::Language;
use api::Api;
use desk::Desk;

use super::channel_settings::ChannelSettings;
use super::rate_limit::RateLimit;

/// How long what is in flight may take to finish when the program is to stop.
const GRACE: Duration = Duration::from_millis(4_000);

/// How to reach Discord, and how to behave there.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The bot's token.
    pub token: Secret,
    /// The base of the API of a compatible server, such as `http://127.0.0.1:8080`; none for Discord's own.
    pub api: Option<String>,
    /// Which shards of how many this process runs; none to let Discord advise.
    pub shards: Option<Shards>,
    /// The language in messages where no other is set; slash commands follow the asker's.
    pub language: Language,
    /// How much is answered how fast.
    pub limits: FairUse,
    /// What requests are sent with.
    pub client: HttpClient,
    /// Where what moderators set is kept; none where nothing can be.
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
    let desk = Arc::new(Desk::new(
        bot,
        api,
        ChannelSettings::new(settings.language, settings.store.clone()),
        RateLimit::new(settings.limits.0, Arc::clone(&settings.pulse)),
        Arc::clone(&settings.pulse),
    ));
    let gateway = gateway::Gateway::new()?;
    tokio::pin!(stop);
    let ended = tokio::select! {
        ended = gateway::stay_connected(&desk, &settings, &gateway) => ended,
        () = &mut stop => Ok(()),
        () = desk.rate_limit.keep_tidy() => Ok(()),
        () = presence::follow(&desk, &gateway) => Ok(()),
        () = desk.feedback.keep_tidy() => Ok(()),
        () = watch::watch(&desk, &gateway, settings.shards.as_ref()) => Ok(()),
    };
    gateway.close().await;
    desk.tasks.close();
    if tokio::time::timeout(GRACE, desk.tasks.wait())
        .await
        .is_err()
    {
        tracing::warn!(
            unfinished = desk.tasks.len(),
            "stopped before everything was answered"
        );
    }
    ended
}
