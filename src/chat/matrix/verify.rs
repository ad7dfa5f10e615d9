//! `voetnoot matrix verify`: makes other clients see the bot's device as verified, and gives its owner a recovery key.

use anyhow::{Context as _, Result, bail};
use matrix_sdk::encryption::recovery::RecoveryState;

use super::account;
use super::identity::{self, Standing};
use super::{Login, Settings};
use crate::config::Secret;

/// What verifying came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The device is verified, and the account has a recovery key already.
    Verified {
        /// The bot's user.
        user: String,
        /// Its device.
        device: String,
    },
    /// The device is verified, and here is the key that verifies another after this one was lost.
    NewKey {
        /// The bot's user.
        user: String,
        /// Its device.
        device: String,
        /// The recovery key.
        key: String,
    },
}

/// Verifies the bot's device: with the account's recovery key, or with new cross-signing keys where `renew` says so.
///
/// # Errors
/// Where neither will do, with what the operator can do; where the homeserver refuses.
pub async fn verify(
    settings: &Settings,
    recovery_key: Option<&Secret>,
    renew: bool,
) -> Result<Outcome> {
    let account = account::open(settings).await?;
    let client = &account.client;
    let mut standing = identity::settle(client, settings).await?;
    let recovery = client.encryption().recovery();
    if standing == Standing::KeysElsewhere
        && let Some(key) = recovery_key
    {
        recovery.recover(key.expose()).await.context(
            "the recovery key in VOETNOOT_MATRIX_RECOVERY_KEY does not open the account's keys",
        )?;
        standing = identity::standing(client).await?;
    }
    if standing == Standing::KeysElsewhere && renew {
        standing = identity::renew(client, settings).await?;
    }
    match standing {
        Standing::Signed => {}
        Standing::KeysElsewhere => bail!(
            "the account has cross-signing keys that are not here. With its recovery key in VOETNOOT_MATRIX_RECOVERY_KEY (or a \
             file that VOETNOOT_MATRIX_RECOVERY_KEY_FILE names) run this again; or run it with --renew to make new keys, after \
             which people who had verified the bot by hand see that it changed"
        ),
        Standing::NeedsPassword => bail!(match settings.login {
            Login::Token(_) =>
                "the homeserver wants the account's password for this: run it once with VOETNOOT_MATRIX_USER and \
                 VOETNOOT_MATRIX_PASSWORD in place of the token, in another state folder or before the first start",
            Login::Password(_) =>
                "the homeserver wants more than the password for this: allow it on the page where the account is managed, and \
                 run this again",
        }),
    }
    let meta = client.session_meta().context("a session")?;
    let (user, device) = (meta.user_id.to_string(), meta.device_id.to_string());
    if recovery.state() == RecoveryState::Enabled && !renew {
        return Ok(Outcome::Verified { user, device });
    }
    let key = if recovery.state() == RecoveryState::Disabled {
        recovery.enable().await
    } else {
        recovery.reset_key().await
    };
    let key = key.context("the device is verified, but a recovery key was not made")?;
    Ok(Outcome::NewKey { user, device, key })
}
