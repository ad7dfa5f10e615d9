//! The homeserver: where it is, and requests to it outside of a session.

use std::path::Path;
use std::time::Duration;

use matrix_sdk::config::RequestConfig;
use matrix_sdk::encryption::{BackupDownloadStrategy, EncryptionSettings};
use matrix_sdk::ruma::{OwnedDeviceId, OwnedUserId, ServerName};
use matrix_sdk::{Client, ClientBuildError, SqliteStoreConfig};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::config::MatrixConfig;
use crate::chat::retry::Transient;
use crate::config::Secret;
use crate::doctor::ahead_of;

/// How long a request outside of a session may take.
pub(super) const TIMEOUT: Duration = Duration::from_secs(10);

/// Whether a text is the name of a server, perhaps with a port. An address is none.
#[must_use]
pub fn is_server_name(text: &str) -> bool {
    <&ServerName>::try_from(text).is_ok()
}

/// Builds a client with the state in a folder, or with none. It tries every request once, for as long as `timeout`.
///
/// An address is used as it is. The name of a server may say where its homeserver is; else it is one itself. One on this
/// machine has no certificate.
pub(super) async fn client(
    config: &MatrixConfig,
    folder: Option<&Path>,
    timeout: Duration,
) -> Result<Client, ClientBuildError> {
    let encryption = EncryptionSettings {
        backup_download_strategy: BackupDownloadStrategy::AfterDecryptionFailure,
        ..EncryptionSettings::default()
    };
    let mut builder = Client::builder()
        .user_agent(concat!("voetnoot/", env!("CARGO_PKG_VERSION")))
        .request_config(RequestConfig::new().disable_retry().timeout(timeout))
        .with_encryption_settings(encryption)
        // The operator's address holds. The one that a homeserver tells at login is its public one, which may not be
        // reached from here.
        .respect_login_well_known(false);
    if let Some(folder) = folder {
        let passphrase = config.passphrase.as_ref().map(|secret| secret.expose());
        // By default each of some dozen connections keeps two megabytes of pages, which a burst fills.
        let store = SqliteStoreConfig::with_low_memory_config(folder).passphrase(passphrase);
        builder = builder.sqlite_store_with_config_and_cache_path(store, None::<&Path>);
    }
    let homeserver = &config.homeserver;
    let builder = match <&ServerName>::try_from(homeserver.as_str()) {
        Ok(name) if is_this_machine(name) => builder.homeserver_url(format!("http://{name}")),
        Ok(_) => builder.server_name_or_homeserver_url(homeserver),
        Err(_) => builder.homeserver_url(homeserver),
    };
    builder.build().await
}

fn is_this_machine(name: &ServerName) -> bool {
    matches!(name.host(), "localhost" | "127.0.0.1" | "[::1]")
}

/// Whose session an access token is of.
#[derive(Deserialize)]
pub(super) struct TokenOwner {
    pub(super) user_id: OwnedUserId,
    pub(super) device_id: Option<OwnedDeviceId>,
}

/// A homeserver, asked once for each thing.
pub(super) struct Homeserver<'a> {
    pub(super) client: &'a Client,
    /// By how many seconds this machine's clock is ahead of the homeserver's; `None` before it has answered.
    pub(super) clock: Option<i64>,
}

/// Why a request has no answer. The token is in a header, which no error repeats.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failed {
    #[error("status {0}")]
    Refused(u16),
    #[error("no answer")]
    Unreachable,
    #[error("an answer that cannot be read")]
    Unreadable,
}

impl Transient for Failed {
    fn retry_after(&self) -> Option<Option<Duration>> {
        (!self.is_unknown_token()).then_some(None)
    }
}

impl Failed {
    /// Whether the homeserver does not know the access token.
    pub(super) fn is_unknown_token(&self) -> bool {
        matches!(self, Self::Refused(401 | 403))
    }
}

impl Homeserver<'_> {
    /// Whose session this is.
    pub(super) async fn owner_of(&mut self, token: &Secret) -> Result<TokenOwner, Failed> {
        self.get("v3/account/whoami", Some(token)).await
    }

    pub(super) async fn get<T: DeserializeOwned>(
        &mut self,
        path: &str,
        token: Option<&Secret>,
    ) -> Result<T, Failed> {
        let address = self.client.homeserver();
        let url = address
            .join(&format!("_matrix/client/{path}"))
            .map_err(|_| Failed::Unreachable)?;
        let mut request = self.client.http_client().get(url).timeout(TIMEOUT);
        if let Some(token) = token {
            request = request.bearer_auth(token.expose());
        }
        let answer = request.send().await.map_err(|_| Failed::Unreachable)?;
        self.clock = ahead_of(answer.headers().get("date")).or(self.clock);
        let status = answer.status();
        if !status.is_success() {
            return Err(Failed::Refused(status.as_u16()));
        }
        let text = answer.text().await.map_err(|_| Failed::Unreachable)?;
        serde_json::from_str(&text).map_err(|_| Failed::Unreadable)
    }
}
