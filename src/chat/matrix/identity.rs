//! How other people's clients show the bot: by its display name, and with a device that is verified, if its owner's
//! cross-signing keys have signed it.

use std::time::Duration;

use anyhow::{Result, bail};
use matrix_sdk::encryption::CrossSigningResetAuthType;
use matrix_sdk::ruma::OwnedDeviceId;
use matrix_sdk::ruma::api::client::uiaa::{
    AuthData, MatrixUserIdentifier, Password, UiaaInfo, UserIdentifier,
};
use matrix_sdk::{Client, Error};

use super::config::{Login, MatrixConfig};
use super::retry;

/// Whether the device is signed by its owner, and if not, why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// It is.
    Signed,
    /// The account has cross-signing keys, made elsewhere or lost since, and they are not here.
    KeysElsewhere,
    /// The homeserver wants the password before it takes new keys, and there is only a token.
    NeedsPassword,
}

/// Makes the account's cross-signing keys if it has none, and sees whether they sign this device.
pub(super) async fn settle(client: &Client, config: &MatrixConfig) -> Result<Standing, Error> {
    let encryption = client.encryption();
    retry::persist("cross-signing", Duration::from_secs(60), || async {
        encryption.wait_for_e2ee_initialization_tasks().await;
        if let Err(error) = encryption.bootstrap_cross_signing_if_needed(None).await {
            let Some(info) = error.as_uiaa_response() else {
                return Err(error);
            };
            let Some(auth) = password(client, config, info) else {
                return Ok(Standing::NeedsPassword);
            };
            encryption.bootstrap_cross_signing(Some(auth)).await?;
        }
        standing(client).await
    })
    .await
}

/// Whether the device is signed by its owner, as the homeserver has it.
pub(super) async fn standing(client: &Client) -> Result<Standing, Error> {
    let encryption = client.encryption();
    if let Some(user) = client.user_id() {
        encryption.request_user_identity(user).await?;
    }
    let device = encryption.get_own_device().await?;
    Ok(match device {
        Some(device) if device.is_cross_signed_by_owner() => Standing::Signed,
        _ => Standing::KeysElsewhere,
    })
}

/// Makes new cross-signing keys in place of those that are elsewhere.
pub(super) async fn renew(client: &Client, config: &MatrixConfig) -> Result<Standing, Error> {
    let handle = client.encryption().reset_cross_signing().await?;
    if let Some(handle) = handle {
        let auth = match handle.auth_type() {
            CrossSigningResetAuthType::Uiaa(info) => password(client, config, info),
            CrossSigningResetAuthType::OAuth(_) => None,
        };
        let Some(auth) = auth else {
            return Ok(Standing::NeedsPassword);
        };
        handle.auth(Some(auth)).await?;
    }
    standing(client).await
}

/// Removes every other device of the account, such as those whose state folder was lost; returns how many there were.
///
/// # Errors
/// Fails if the homeserver wants the password, and there is only a token.
pub(super) async fn forget_others(client: &Client, config: &MatrixConfig) -> Result<usize> {
    let devices = client.devices().await?.devices.into_iter();
    let others: Vec<OwnedDeviceId> = devices
        .map(|device| device.device_id)
        .filter(|id| client.device_id() != Some(id))
        .collect();
    if others.is_empty() {
        return Ok(0);
    }
    if let Err(error) = client.delete_devices(&others, None).await {
        let Some(info) = error.as_uiaa_response() else {
            return Err(error.into());
        };
        let Some(auth) = password(client, config, info) else {
            bail!(
                "the homeserver wants the account's password before it removes devices: run this with VOETNOOT_MATRIX_PASSWORD, or remove them in a client"
            );
        };
        client.delete_devices(&others, Some(auth)).await?;
    }
    Ok(others.len())
}

/// Sets the display name that the operator chose, if it is another one. A failure is logged.
pub(super) async fn set_display_name(client: &Client, config: &MatrixConfig) {
    let Some(name) = &config.display_name else {
        return;
    };
    let account = client.account();
    let set = retry::persist("display name", Duration::from_secs(60), || async {
        // Who never had a name has no profile either.
        match account.get_display_name().await {
            Ok(Some(current)) if current == *name => Ok(()),
            _ => account.set_display_name(Some(name)).await,
        }
    });
    if let Err(error) = set.await {
        tracing::warn!(%error, "the display name in VOETNOOT_MATRIX_DISPLAY_NAME was not set");
    }
}

/// Returns what proves by the password who the bot is; `None` if there is only a token.
fn password(client: &Client, config: &MatrixConfig, info: &UiaaInfo) -> Option<AuthData> {
    let Login::Password(password) = &config.login else {
        return None;
    };
    let user = client.user_id()?.to_string();
    let user = UserIdentifier::Matrix(MatrixUserIdentifier::new(user));
    let mut password = Password::new(user, password.expose().to_owned());
    password.session.clone_from(&info.session);
    Some(AuthData::Password(password))
}

/// Tells the operator.
pub(super) fn report(standing: Result<Standing, Error>) {
    match standing {
        Ok(Standing::Signed) => tracing::debug!("the bot's device is signed by its owner"),
        Ok(Standing::KeysElsewhere) => tracing::warn!(
            "the bot's device is not verified: the account has cross-signing keys that are not in the state folder: a client made \
             them, or the folder was lost or is another one than before. Encrypted rooms go on, with a warning in people's clients, \
             and what was sent before cannot be read. `voetnoot matrix verify` tells what to do"
        ),
        Ok(Standing::NeedsPassword) => tracing::warn!(
            "the bot's device is not verified: the homeserver wants the account's password before it takes cross-signing \
             keys. `voetnoot matrix verify` tells what to do"
        ),
        Err(error) => {
            tracing::warn!(%error, "it is not known whether the bot's device is verified");
        }
    }
}
