//! How to reach Discord, and how to behave there.

use std::sync::Arc;

/// The client that requests are sent with.
pub use reqwest::Client as HttpClient;

use crate::config::{FairUse, Secret, Shards};
use crate::db::Database;
use crate::ops::Pulse;
use crate::wording::Language;

/// How to reach Discord, and how to behave there.
#[derive(Clone, Debug)]
pub struct DiscordSettings {
    /// The bot's token.
    pub token: Secret,
    /// The base of the API of a compatible server, such as `http://127.0.0.1:8080`; `None` for Discord's own.
    pub api: Option<String>,
    /// Which shards of how many this process runs; `None` to run as many as Discord advises.
    pub shards: Option<Shards>,
    /// The language of messages if no other is set. Slash commands follow the asker's.
    pub language: Language,
    /// How much is answered how fast.
    pub limits: FairUse,
    /// The client that requests are sent with.
    pub client: HttpClient,
    /// Keeps what moderators set, and which answer belongs to which question; `None` if nothing can be kept.
    pub store: Option<Arc<Database>>,
    /// Where it reports how it is.
    pub pulse: Arc<Pulse>,
}
