//! The account: its state folder, and the session, restored or begun.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result, anyhow, bail};
use matrix_sdk::authentication::matrix::MatrixSession;
use matrix_sdk::ruma::api::error::ErrorKind;
use matrix_sdk::store::StateStoreDataKey;
use matrix_sdk::{Client, ClientBuildError, Error, SessionMeta, SessionTokens};

use super::config::{Login, MatrixConfig};
use super::homeserver::{self, Homeserver, TokenOwner};
use super::retry;
use crate::chat::retry::{Transient as _, persist};
use crate::config::Secret;
use crate::db::{Hold, Sharing, has_passphrase};

/// The name of the session in matrix-sdk's store, encrypted as that is.
const SESSION: &[u8] = b"voetnoot.session";

/// How long a request may take.
const TIMEOUT: Duration = Duration::from_secs(30);

/// A session on a homeserver, whose keys nobody else uses at the same time.
pub(super) struct Account {
    pub(super) client: Client,
    _hold: Hold,
}

/// Opens the state folder, and restores the session or begins one. Waits for a homeserver that is away.
pub(super) async fn open(config: &MatrixConfig) -> Result<Account> {
    let folder = config.folder();
    // Two that use the same keys destroy each other's.
    let hold = Hold::of(&folder, Sharing::Alone)?;
    check_passphrase(config, &folder)?;
    let client = client(config, &folder).await?;
    // We ask from our own position; matrix-sdk would take an answer up to its own for one that it has had.
    let store = client.state_store();
    store.remove_kv_data(StateStoreDataKey::SyncToken).await?;
    let session = match kept_session(&client, config).await? {
        Some(session) => session,
        None => match &config.login {
            Login::Password(password) => log_in(&client, config, password.expose()).await?,
            Login::Token(token) => session_of(&client, token).await?,
        },
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
    store
        .set_custom_value_no_read(SESSION, kept)
        .await
        .context("the session cannot be kept")?;
    tracing::debug!(user = %session.meta.user_id, device = %session.meta.device_id, "session opened");
    Ok(Account {
        client,
        _hold: hold,
    })
}

/// Fails if the state has a passphrase and the settings have none, or the other way round.
fn check_passphrase(config: &MatrixConfig, folder: &Path) -> Result<()> {
    match (has_passphrase(folder), &config.passphrase) {
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

async fn client(config: &MatrixConfig, folder: &Path) -> Result<Client> {
    let built = persist(
        "finding the homeserver",
        Duration::MAX,
        retry::pauses(),
        || homeserver::client(config, Some(folder), TIMEOUT),
    );
    built.await.map_err(|error| {
        let fault = match &error {
            ClientBuildError::SqliteStore(_) => format!(
                "the state in {} cannot be opened: VOETNOOT_MATRIX_PASSPHRASE is not the one that it was made with, or it is damaged",
                folder.display()
            ),
            _ => format!(
                "VOETNOOT_MATRIX_HOMESERVER: `{}` is no homeserver",
                config.homeserver
            ),
        };
        anyhow!(error).context(fault)
    })
}

/// The session that is stored, encrypted as the store is; `None` if there is none yet.
pub(super) async fn stored_session(client: &Client) -> Result<Option<MatrixSession>> {
    let stored = client.state_store().get_custom_value(SESSION).await?;
    let session = stored.map(|stored| serde_json::from_slice(&stored));
    session.transpose().context("the kept session")
}

/// The session to go on with; `None` if there is none yet, or the operator has given another access token since.
async fn kept_session(client: &Client, config: &MatrixConfig) -> Result<Option<MatrixSession>> {
    let Some(session) = stored_session(client).await? else {
        return Ok(None);
    };
    let user = &session.meta.user_id;
    if !config.is_user(user.as_str()) {
        let wanted = config.user.as_deref().unwrap_or_default();
        bail!(
            "the state folder holds the session of {user}, and VOETNOOT_MATRIX_USER says {wanted}: choose another folder by VOETNOOT_STATE"
        );
    }
    Ok(match &config.login {
        Login::Token(token) if token.expose() != session.tokens.access_token => None,
        _ => Some(session),
    })
}

async fn log_in(client: &Client, config: &MatrixConfig, password: &str) -> Result<MatrixSession> {
    let user = config.user.as_ref();
    let user = user.context("VOETNOOT_MATRIX_USER is missing: a password needs a user")?;
    let logged_in = retry::persist("login", Duration::MAX, || async {
        client
            .matrix_auth()
            .login_username(user, password)
            .initial_device_display_name("Voetnoot")
            .send()
            .await
    });
    let response = logged_in.await.with_context(|| {
        format!(
            "the homeserver does not let {user} in: check VOETNOOT_MATRIX_USER and VOETNOOT_MATRIX_PASSWORD"
        )
    })?;
    tracing::info!(user = %response.user_id, device = %response.device_id, "logged in");
    Ok((&response).into())
}

/// The session of an access token.
async fn session_of(client: &Client, token: &Secret) -> Result<MatrixSession> {
    let asked = persist("access token", Duration::MAX, retry::pauses(), || async {
        let clock = None;
        Homeserver { client, clock }.owner_of(token).await
    });
    let TokenOwner { user_id, device_id } = asked
        .await
        .context("the homeserver does not know the access token in VOETNOOT_MATRIX_TOKEN")?;
    let device_id = device_id
        .context("this access token has no device, which encryption needs: use one from a login")?;
    Ok(MatrixSession {
        meta: SessionMeta { user_id, device_id },
        tokens: SessionTokens {
            access_token: token.expose().to_owned(),
            refresh_token: None,
        },
    })
}

/// What an operator has to mend if a session has ended; `None` if trying again may help.
pub(super) fn fault(error: &Error, folder: &Path) -> Option<anyhow::Error> {
    if error.retry_after().is_some() {
        return None;
    }
    Some(match error.client_api_error_kind() {
        Some(ErrorKind::UnknownToken(_) | ErrorKind::UserDeactivated) => anyhow!(
            "the homeserver has ended the bot's session (logged out elsewhere, or its password changed): move {} away and start \
             again; it then logs in anew, and `voetnoot matrix verify` has to be run again",
            folder.display()
        ),
        _ => anyhow!("{error}").context("the homeserver refuses to say what happens"),
    })
}
