//! The Discord application of a token: the permissions that it needs, the links that add it, and requests about it.

use std::time::Duration;

use reqwest::{Client, StatusCode};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use thiserror::Error;

use crate::config::Secret;
use crate::doctor::ahead_of;

/// How long a request may take.
const TIMEOUT: Duration = Duration::from_secs(10);

/// The permissions that the bot needs, and Discord's names for them.
/// Source: <https://discord.com/developers/docs/topics/permissions>.
pub(super) const PERMISSIONS: [(u64, &str); 6] = [
    (1 << 10, "View Channels"),
    (1 << 11, "Send Messages"),
    (1 << 14, "Embed Links"),
    (1 << 16, "Read Message History"),
    (1 << 38, "Send Messages in Threads"),
    (1 << 51, "Pin Messages"),
];

/// Returns the link that adds the bot of an application to a server, with the permissions that it needs.
pub(crate) fn link(application: u64) -> String {
    let permissions = PERMISSIONS.iter().fold(0, |all, (bit, _)| all | bit);
    format!(
        "https://discord.com/oauth2/authorize?client_id={application}&scope=bot+applications.commands&permissions={permissions}"
    )
}

/// Returns the link by which somebody adds the bot for their own use, wherever they are.
pub(crate) fn user_link(application: u64) -> String {
    format!(
        "https://discord.com/oauth2/authorize?client_id={application}&integration_type=1&scope=applications.commands"
    )
}

/// Returns the id of the application that a token is of. Fails if Discord cannot be asked, or does not know the token.
pub(crate) async fn id(
    token: &Secret,
    base: Option<&str>,
    client: Client,
) -> Result<u64, Unanswered> {
    let mut requests = Requests::new(token, base, client);
    let application: Application = requests.get("/applications/@me").await?;
    application.id.parse().map_err(|_| Unanswered::Unreadable)
}

#[derive(Deserialize)]
pub(super) struct Application {
    pub(super) id: String,
    #[serde(default)]
    pub(super) flags: u64,
}

/// Discord's API, or that of a compatible server. Each request is made once.
pub(super) struct Requests<'a> {
    base: String,
    token: &'a Secret,
    client: Client,
    /// By how many seconds this machine's clock is ahead; `None` before the first answer.
    pub(super) clock: Option<i64>,
}

impl<'a> Requests<'a> {
    pub(super) fn new(token: &'a Secret, base: Option<&str>, client: Client) -> Self {
        let base = base.unwrap_or("https://discord.com").trim_end_matches('/');
        Self {
            base: format!("{base}/api/v10"),
            token,
            client,
            clock: None,
        }
    }

    pub(super) async fn get<T: DeserializeOwned>(&mut self, path: &str) -> Result<T, Unanswered> {
        let sent = self
            .client
            .get(format!("{}{path}", self.base))
            .header("authorization", format!("Bot {}", self.token.expose()))
            .header(
                "user-agent",
                concat!("DiscordBot (voetnoot, ", env!("CARGO_PKG_VERSION"), ")"),
            )
            .timeout(TIMEOUT)
            .send()
            .await;
        let answer = sent.map_err(|_| Unanswered::Unreachable)?;
        self.clock = ahead_of(answer.headers().get("date")).or(self.clock);
        let status = answer.status();
        if !status.is_success() {
            return Err(Unanswered::Refused(status));
        }
        let text = answer.bytes().await.map_err(|_| Unanswered::Unreachable)?;
        serde_json::from_slice(&text).map_err(|_| Unanswered::Unreadable)
    }
}

/// Why a request to Discord has no answer.
#[derive(Debug, Error)]
pub(crate) enum Unanswered {
    /// Discord answers with an error.
    #[error("Discord answers with status {0}")]
    Refused(StatusCode),
    /// There was no answer in time, or no connection.
    #[error("Discord cannot be reached")]
    Unreachable,
    /// The answer is not what Discord documents.
    #[error("the answer cannot be read")]
    Unreadable,
}
