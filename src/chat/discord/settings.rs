//! What the operator sets for Discord.

/// The client that requests are sent with.
pub use reqwest::Client as HttpClient;

use crate::chat::ChatSettings;
use crate::config::{Secret, Shards};

/// How to reach Discord, and how to behave there.
#[derive(Clone, Debug)]
pub struct DiscordSettings {
    /// The bot's token.
    pub token: Secret,
    /// The base of the API of a compatible server, such as `http://127.0.0.1:8080`; `None` for Discord's own.
    pub api: Option<String>,
    /// Which shards of how many this process runs; `None` to run as many as Discord advises.
    pub shards: Option<Shards>,
    /// The client that requests are sent with.
    pub client: HttpClient,
    /// How to behave there. The language is that of messages: slash commands follow the asker's.
    pub chat: ChatSettings,
}
