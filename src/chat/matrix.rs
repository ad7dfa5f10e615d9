//! Matrix: messages in rooms, encrypted or not.
//!
//! [`run`] opens the `account` and then asks for what is new (`sync`) until it is told to stop. `dispatch` looks through what
//! has come in; every event that may be for the bot goes to a task of its own: `messages` tells the chat service of what is
//! typed and reacted, `rooms` takes invitations, `keys` waits for what cannot be read yet. What the service sends goes
//! through `port`, in the form that `post` gives it, by `sending`.
//!
//! Nothing is lost and nothing is said twice: `checkpoint` keeps how far everything has been answered, and what is sent
//! bears a number that follows from what it answers, by which the homeserver knows it again.

mod account;
mod addressed;
mod checkpoint;
mod dispatch;
mod doctor;
mod event;
mod identity;
mod keys;
mod line;
mod messages;
mod port;
mod post;
mod retry;
mod rooms;
mod sending;
mod sync;
mod verify;

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Result;

pub use account::is_server_name;
pub(crate) use doctor::examine;
pub use verify::{Outcome, verify};

use crate::bot::Served;
use crate::config::{Allowed, FairUse, Secret};
use crate::db::Database as Store;
use crate::ops::Pulse;
use crate::wording::Language;
use port::{MatrixPort, MatrixService};

/// How to reach a homeserver, and how to behave there.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The homeserver's address, or the name of a server that says where it is.
    pub homeserver: String,
    /// The bot's user: `@bot:example.org`, or `bot`.
    pub user: Option<String>,
    /// How it proves who it is.
    pub login: Login,
    /// What session and keys are encrypted with on disk.
    pub passphrase: Option<Secret>,
    /// Who may invite the bot; `None` if nobody was named.
    pub allowed: Option<Allowed>,
    /// The folder in which session and keys are kept.
    pub state: PathBuf,
    /// The language of the answers if no other is set.
    pub language: Language,
    /// How much is answered how fast.
    pub limits: FairUse,
    /// Keeps what moderators set; `None` if nothing can be kept.
    pub store: Option<Arc<Store>>,
    /// Where it reports how it is.
    pub pulse: Arc<Pulse>,
}

/// How the bot proves who it is.
#[derive(Clone, Debug)]
pub enum Login {
    /// By its password.
    Password(Secret),
    /// By an access token that it was given.
    Token(Secret),
}

/// Runs the bot on Matrix until `stop` comes; then finishes what is in flight.
///
/// # Errors
/// Where the homeserver will not have the bot, or what is kept cannot be used, for a reason that trying again does not
/// change.
pub async fn run(bot: Served, settings: Settings, stop: impl Future<Output = ()>) -> Result<()> {
    tokio::pin!(stop);
    retry::report_to(&settings.pulse);
    settings.pulse.expect_every(sync::PATIENCE);
    let account = tokio::select! {
        account = account::open(&settings) => account?,
        () = &mut stop => return Ok(()),
    };
    let service = Arc::new(MatrixService::new(
        MatrixPort::new(&account, &settings)?,
        bot,
        settings.language,
        settings.limits,
        settings.store.clone(),
        Arc::clone(&settings.pulse),
    ));
    let syncing = sync::listen(&service, &account, &settings);
    let ended = service.run_until(syncing, stop).await;
    let unfinished = service.finish().await;
    if unfinished > 0 {
        tracing::warn!(
            unfinished,
            "stopped before everything was answered; it will be when the bot is back"
        );
    }
    ended
}
