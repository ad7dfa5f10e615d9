//! Matrix: messages in rooms, encrypted or not.
//!
//! [`run`] opens the `account`, then asks for new events (`sync`) until it is told to stop. `dispatch` gives every event that
//! may be for the bot a task of its own: `messages` passes messages and reactions to the chat service, `rooms` takes
//! invitations. What the service sends goes through `port`, in the form that `post` gives it, by `sending`.
//!
//! Nothing is lost and nothing is said twice: `checkpoint` stores how far everything has been answered. What is sent has a
//! transaction id that is computed from what it answers, so that the homeserver recognises a repetition.

mod account;
mod checkpoint;
mod config;
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

use std::sync::Arc;

use anyhow::Result;

pub use config::{Login, MatrixConfig};
pub(crate) use doctor::examine;
pub use homeserver::is_server_name;
pub use verify::{Verified, Verifying, verify};

use crate::bot::Served;
use port::{MatrixPort, MatrixService};

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
