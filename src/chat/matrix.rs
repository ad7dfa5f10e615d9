//! Matrix: messages in rooms, encrypted or not.
//!
//! [`run`] opens the `account` and then listens (`sync`) until it is told to stop. What has come in is looked through
//! by `dispatch`; every event that may be for the bot goes to a task of its own: `messages` for what is typed, `reactions`
//! for what is chosen by emoji, `rooms` for invitations, `keys` for what cannot be read yet. Whatever is sent is made by
//! `post`, goes through `sending`, and mentions nobody.
//!
//! Nothing is lost and nothing is said twice: `checkpoint` keeps how far everything has been answered, and what is sent
//! bears a number that follows from what it answers, by which the homeserver knows it again.

mod account;
mod addressed;
mod allowed;
mod checkpoint;
mod desk;
mod dispatch;
mod event;
mod identity;
mod keys;
mod messages;
mod post;
mod reactions;
mod retry;
mod rooms;
mod sending;
mod summary;
mod sync;
mod verify;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;

pub use account::is_server_name;
pub use allowed::Allowed;
pub use verify::{Outcome, verify};

use super::rate_limit::RateLimit;
use crate::bot::Served;
use crate::config::{FairUse, Secret};
use crate::ops::Pulse;
use crate::store::Store;
use crate::wording::Language;
use desk::Desk;

/// How long what is in flight may take to finish when the program is to stop.
const GRACE: Duration = Duration::from_millis(4_000);

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
    /// Who may invite the bot; none where nobody was named.
    pub allowed: Option<Allowed>,
    /// The folder in which session and keys are kept.
    pub state: PathBuf,
    /// The language of the answers where no other is set.
    pub language: Language,
    /// How much is answered how fast.
    pub limits: FairUse,
    /// Where what moderators set is kept; none where nothing can be.
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
    let account = tokio::select! {
        account = account::open(&settings) => account?,
        () = &mut stop => return Ok(()),
    };
    let rate_limit = RateLimit::new(settings.limits.0, Arc::clone(&settings.pulse));
    let desk = Arc::new(Desk::new(bot, &account, &settings, rate_limit)?);
    let ended = tokio::select! {
        ended = sync::listen(&desk, &account, &settings) => ended,
        () = &mut stop => Ok(()),
        () = desk.rate_limit.keep_tidy() => Ok(()),
        () = desk.feedback.keep_tidy() => Ok(()),
    };
    desk.tasks.close();
    if tokio::time::timeout(GRACE, desk.tasks.wait())
        .await
        .is_err()
    {
        tracing::warn!(
            unfinished = desk.tasks.len(),
            "stopped before everything was answered; it will be when the bot is back"
        );
    }
    ended
}
