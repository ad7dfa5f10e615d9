//! The links by which a server's owner adds the bot, with exactly the permissions that it needs, and anybody for themselves.

use std::sync::Arc;

use anyhow::Result;
use reqwest::Client;
use serde::Deserialize;
use serenity::http::Route;
use serenity::model::Permissions;
use serenity::model::id::ApplicationId;

use super::api::Api;
use crate::config::Secret;
use crate::ops::Pulse;

/// The permission to pin messages, which serenity does not know yet.
pub(super) const PIN_MESSAGES: u64 = 1 << 51;

/// The permissions that the bot needs: to see and write, to link and embed, and to pin a summary.
pub(super) fn permissions() -> u64 {
    let needed = Permissions::VIEW_CHANNEL
        | Permissions::SEND_MESSAGES
        | Permissions::SEND_MESSAGES_IN_THREADS
        | Permissions::EMBED_LINKS
        | Permissions::READ_MESSAGE_HISTORY;
    needed.bits() | PIN_MESSAGES
}

/// The link to add the bot of an application to a server.
#[must_use]
pub fn link(application: u64) -> String {
    format!(
        "https://discord.com/oauth2/authorize?client_id={application}&scope=bot+applications.commands&permissions={}",
        permissions()
    )
}

/// The link by which somebody adds the bot for their own use, wherever they are.
#[must_use]
pub fn user_link(application: u64) -> String {
    format!(
        "https://discord.com/oauth2/authorize?client_id={application}&integration_type=1&scope=applications.commands"
    )
}

/// The id of the application that a token is of.
///
/// # Errors
/// Where Discord cannot be asked, or does not know the token.
pub async fn application(token: &Secret, base: Option<&str>, client: Client) -> Result<u64> {
    #[derive(Deserialize)]
    struct Application {
        id: ApplicationId,
    }
    let api = Api::new(token, base, client, Arc::new(Pulse::new("discord")));
    let application: Application = api.get(Route::Oauth2ApplicationCurrent).await?;
    Ok(application.id.get())
}
