//! What the operator sets for Matrix.

use std::path::PathBuf;

use crate::chat::ChatSettings;
use crate::config::{Allowed, Secret};

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
    pub(super) fn folder(&self) -> PathBuf {
        self.state.join("matrix")
    }

    /// Whether this is the user that the operator named; any user if none was named.
    pub(super) fn is_user(&self, id: &str) -> bool {
        self.user.as_ref().is_none_or(|wanted| {
            let local = wanted.trim_start_matches('@');
            let parts = id.strip_prefix('@').and_then(|id| id.split_once(':'));
            wanted == id || parts.is_some_and(|(id, _)| id == local)
        })
    }
}
