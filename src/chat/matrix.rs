//! Matrix: messages in rooms, encrypted or not.
//!
//! [`run`] opens the `account`, then asks for new events (`sync`) until it is told to stop. `dispatch` gives every event that
//! may be for the bot a task of its own: `messages` passes messages and reactions to the chat service, `rooms` takes
//! invitations. What the service sends goes through `port`, in the form that
//! `post` gives it, by `sending`.
//!
//! Nothing is lost and nothing is said twice: `checkpoint` stores how far everything has been answered. What is sent has a
//! transaction id that is computed from what it answers, so that the homeserver recognises a repetition.

mod account;
mod checkpoint;
mod dispatch;
mod doctor;
mod event;
mod homeserver;
mod identity;
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

pub(crate) use doctor::examine;
pub use homeserver::is_server_name;
pub use verify::{Verified, Verifying, verify};

use super::ChatSettings;
use crate::bot::Served;
use crate::config::{Allowed, Secret};
use port::{MatrixPort, MatrixService};

/// How to reach a homeserver, and how to behave there.
#[derive(Clone, Debug)]
pub struct MatrixConfig {
    /// The homeserver's address, or the name of a server that says where it is.
    pub homeserver: String,
    /// The bot's user: `@bot:example.org`, or `bot`.
    pub user: Option<String>,
    /// How it proves who it is.
    pub login: Login,
    /// What the session and the keys on disk are encrypted with.
    pub passphrase: Option<Secret>,
    /// Who may invite the bot; `None` if nobody was named.
    pub allowed: Option<Allowed>,
    /// The name that people see; `None` to leave it as it is.
    pub display_name: Option<String>,
    /// The state folder.
    pub state: PathBuf,
    /// How to behave there.
    pub chat: ChatSettings,
}

/// How the bot proves who it is.
#[derive(Clone, Debug)]
pub enum Login {
    /// By its password.
    Password(Secret),
    /// By an access token that it was given.
    Token(Secret),
}

impl MatrixConfig {
    /// The folder with the session and the keys.
    fn folder(&self) -> PathBuf {
        self.state.join("matrix")
    }

    /// Whether this is the user that the operator named; any user if none was named.
    fn is_user(&self, id: &str) -> bool {
        self.user.as_ref().is_none_or(|wanted| {
            let local = wanted.trim_start_matches('@');
            let parts = id.strip_prefix('@').and_then(|id| id.split_once(':'));
            wanted == id || parts.is_some_and(|(id, _)| id == local)
        })
    }
}

/// Runs the bot on Matrix until `stop` comes; then finishes what is in flight.
///
/// # Errors
/// Fails if the homeserver refuses the bot, or the state cannot be used, for a reason that trying again does not change.
pub async fn run(bot: Served, config: MatrixConfig, stop: impl Future<Output = ()>) -> Result<()> {
    tokio::pin!(stop);
    let pulse = &config.chat.pulse;
    retry::report_to(pulse);
    pulse.expect_every(sync::PATIENCE);
    let account = tokio::select! {
        account = account::open(&config) => account?,
        () = &mut stop => return Ok(()),
    };
    let port = MatrixPort::new(account.client.clone(), config.allowed.clone())?;
    let service = Arc::new(MatrixService::new(port, bot, config.chat.clone()));
    let ended = service
        .run_until(sync::listen(&service, &config), stop)
        .await;
    service.finish().await;
    ended
}
