//! The account: the folder in which session and keys are kept, and the session, restored or begun.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result, anyhow, bail};
use matrix_sdk::authentication::matrix::MatrixSession;
use matrix_sdk::config::RequestConfig;
use matrix_sdk::encryption::{BackupDownloadStrategy, EncryptionSettings};
use matrix_sdk::ruma::{OwnedDeviceId, OwnedUserId, ServerName};
use matrix_sdk::store::StateStoreDataKey;
use matrix_sdk::{Client, ClientBuildError, Error, SessionMeta, SessionTokens, SqliteStoreConfig};
use serde::Deserialize;

use super::retry::{self, Failure};
use super::{Login, Settings};
use crate::db::{Hold, Sharing, has_passphrase};

/// Under which name the session is kept, in matrix-sdk's store, encrypted as that is.
pub(super) const SESSION: &[u8] = b"voetnoot.session";

/// How long a request may take.
const TIMEOUT: Duration = Duration::from_secs(30);

/// A session on a homeserver, whose keys nobody else uses at the same time.
pub(super) struct Account {
    pub(super) client: Client,
    /// Where session and keys are kept.
    pub(super) folder: PathBuf,
    _hold: Hold,
}

/// Opens what is kept, and restores the session or begins one. Waits for a homeserver that is away.
pub(super) async fn open(settings: &Settings) -> Result<Account> {
    let folder = settings.state.join("matrix");
    // Two that use the same keys destroy each other's.
    let hold = Hold::of(&folder, Sharing::Alone)?;
    check_passphrase(settings, &folder)?;
    let client = client(settings, &folder).await?;
    // We ask from our own position; matrix-sdk would take an answer up to its own for one that it has had.
    let store = client.state_store();
    store.remove_kv_data(StateStoreDataKey::SyncToken).await?;
    let session = match kept_session(&client, settings).await? {
        Some(session) => session,
        None => new_session(&client, settings).await?,
    };
    if client.session_meta().is_none() {
        let restored = client.restore_session(session.clone()).await;
        restored.with_context(|| {
            format!(
                "the session in {} cannot be used; if it is of another account or device, choose another folder by VOETNOOT_STATE",
                folder.display()
            )
        })?;
    }
    let kept = serde_json::to_vec(&session)?;
    client
        .state_store()
        .set_custom_value_no_read(SESSION, kept)
        .await
        .context("the session cannot be kept")?;
    tracing::debug!(user = %session.meta.user_id, device = %session.meta.device_id, "session opened");
    Ok(Account {
        client,
        folder,
        _hold: hold,
    })
}

/// Fails if the stored state has a passphrase and the settings have none, or the other way round.
fn check_passphrase(settings: &Settings, folder: &Path) -> Result<()> {
    match (has_passphrase(folder), &settings.passphrase) {
        (Some(true), None) => bail!(
            "give the passphrase that this state was made with, in VOETNOOT_MATRIX_PASSPHRASE or a file that \
             VOETNOOT_MATRIX_PASSPHRASE_FILE names: {} is encrypted",
            folder.display()
        ),
        (Some(false), Some(_)) => bail!(
            "{} was made without a passphrase: leave VOETNOOT_MATRIX_PASSPHRASE out, or choose another folder by VOETNOOT_STATE",
            folder.display()
        ),
        (_, None) => tracing::warn!(
            "session and keys are kept unencrypted: VOETNOOT_MATRIX_PASSPHRASE encrypts those of a new state folder"
        ),
        _ => {}
    }
    Ok(())
}

/// The name of a server that says where its homeserver is; `None` if the text is no such name: an address is none.
pub(super) fn server_name(text: &str) -> Option<&ServerName> {
    text.try_into().ok()
}

/// Whether a text is such a name.
#[must_use]
pub fn is_server_name(text: &str) -> bool {
    server_name(text).is_some()
}

async fn client(settings: &Settings, folder: &Path) -> Result<Client> {
    let mut pauses = retry::first_pauses();
    loop {
        let encryption = EncryptionSettings {
            backup_download_strategy: BackupDownloadStrategy::AfterDecryptionFailure,
            ..EncryptionSettings::default()
        };
        let passphrase = settings.passphrase.as_ref().map(|secret| secret.expose());
        // By default each of some dozen connections keeps two megabytes of pages, which a burst fills.
        let store = SqliteStoreConfig::with_low_memory_config(folder).passphrase(passphrase);
        let builder = Client::builder()
            .sqlite_store_with_config_and_cache_path(store, None::<&Path>)
            .user_agent(concat!("voetnoot/", env!("CARGO_PKG_VERSION")))
            .request_config(RequestConfig::new().disable_retry().timeout(TIMEOUT))
            .with_encryption_settings(encryption)
            // The operator's address holds: the one that a homeserver tells at login is its public one, which may not be
            // reached from where the bot runs.
            .respect_login_well_known(false);
        let builder = match server_name(&settings.homeserver) {
            Some(name) => builder.server_name(name),
            None => builder.homeserver_url(&settings.homeserver),
        };
        let error = match builder.build().await {
            Ok(client) => return Ok(client),
            Err(error) => error,
        };
        match &error {
            ClientBuildError::Http(_) | ClientBuildError::AutoDiscovery(_) => {
                tracing::warn!(%error, "the homeserver cannot be found yet; trying again");
                pauses.wait(None).await;
            }
            ClientBuildError::SqliteStore(_) => {
                return Err(anyhow!(error).context(format!(
                    "the state in {} cannot be opened: VOETNOOT_MATRIX_PASSPHRASE is not the one that it was made with, or it is damaged",
                    folder.display()
                )));
            }
            _ => {
                return Err(anyhow!(error).context(format!(
                    "VOETNOOT_MATRIX_HOMESERVER: `{}` is no homeserver",
                    settings.homeserver
                )));
            }
        }
    }
}

/// The session that was kept; `None` if there is none yet, or another access token has been given since.
async fn kept_session(client: &Client, settings: &Settings) -> Result<Option<MatrixSession>> {
    let Some(kept) = client.state_store().get_custom_value(SESSION).await? else {
        return Ok(None);
    };
    let session: MatrixSession = serde_json::from_slice(&kept).context("the kept session")?;
    let user = &session.meta.user_id;
    if let Some(wanted) = &settings.user
        && wanted != user.as_str()
        && wanted.trim_start_matches('@') != user.localpart()
    {
        bail!(
            "the state folder holds the session of {user}, and VOETNOOT_MATRIX_USER says {wanted}: choose another folder by VOETNOOT_STATE"
        );
    }
    Ok(match &settings.login {
        Login::Token(token) if token.expose() != session.tokens.access_token => None,
        _ => Some(session),
    })
}

async fn new_session(client: &Client, settings: &Settings) -> Result<MatrixSession> {
    match &settings.login {
        Login::Password(password) => log_in(client, settings, password.expose()).await,
        Login::Token(token) => whose(client, token.expose()).await,
    }
}

async fn log_in(client: &Client, settings: &Settings, password: &str) -> Result<MatrixSession> {
    let Some(user) = &settings.user else {
        bail!("VOETNOOT_MATRIX_USER is missing: a password needs a user");
    };
    let logged_in = retry::persist("login", Duration::MAX, || async {
        client
            .matrix_auth()
            .login_username(user, password)
            .initial_device_display_name("Voetnoot")
            .send()
            .await
    });
    match logged_in.await {
        Ok(response) => {
            tracing::info!(user = %response.user_id, device = %response.device_id, "logged in");
            Ok((&response).into())
        }
        Err(error) => Err(anyhow!(error).context(format!(
            "the homeserver does not let {user} in: check VOETNOOT_MATRIX_USER and VOETNOOT_MATRIX_PASSWORD"
        ))),
    }
}

/// The session that an access token is of.
async fn whose(client: &Client, token: &str) -> Result<MatrixSession> {
    #[derive(Deserialize)]
    struct Whose {
        user_id: OwnedUserId,
        device_id: Option<OwnedDeviceId>,
    }
    let url = client
        .homeserver()
        .join("_matrix/client/v3/account/whoami")?;
    let mut pauses = retry::first_pauses();
    loop {
        let asked = client
            .http_client()
            .get(url.clone())
            .bearer_auth(token)
            .send()
            .await;
        match asked {
            Ok(response) if response.status().is_success() => {
                let text = response.text().await?;
                let Whose { user_id, device_id } = serde_json::from_str(&text)?;
                let device_id = device_id.context(
                    "this access token has no device, which encryption needs: use one from a login",
                )?;
                let meta = SessionMeta { user_id, device_id };
                let tokens = SessionTokens {
                    access_token: token.to_owned(),
                    refresh_token: None,
                };
                return Ok(MatrixSession { meta, tokens });
            }
            Ok(response) if matches!(response.status().as_u16(), 401 | 403) => {
                bail!("the homeserver does not know the access token in VOETNOOT_MATRIX_TOKEN")
            }
            Ok(response) => {
                tracing::warn!(status = %response.status(), "the homeserver does not answer yet; trying again");
            }
            Err(error) => {
                tracing::warn!(%error, "the homeserver does not answer yet; trying again");
            }
        }
        pauses.wait(None).await;
    }
}

/// What an operator has to mend if a session has ended; `None` if trying again may help.
pub(super) fn fault(error: &Error, folder: &Path) -> Option<anyhow::Error> {
    match retry::of(error) {
        Failure::ForNow(_) => None,
        Failure::LoggedOut => Some(anyhow!(
            "the homeserver has ended the bot's session (logged out elsewhere, or its password changed): move {} away and start \
             again; it then logs in anew, and `voetnoot matrix verify` has to be run again",
            folder.display()
        )),
        Failure::ForGood => {
            Some(anyhow!("{error}").context("the homeserver refuses to say what happens"))
        }
    }
}
