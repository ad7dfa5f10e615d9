//! `voetnoot matrix verify`: makes other clients see the bot's device as verified, and gives its owner a recovery key.

use anyhow::{Context as _, Result, bail};
use matrix_sdk::encryption::recovery::RecoveryState;

use super::account;
use super::config::{Login, MatrixConfig};
use super::identity::{self, Standing};
use crate::config::Secret;

/// What the operator wants of a verification.
#[derive(Clone, Debug, Default)]
pub struct Verifying {
    /// The account's recovery key, which opens keys that are not in the state folder.
    pub recovery_key: Option<Secret>,
    /// Whether to make new cross-signing keys in the place of those that are not in the state folder.
    pub renew: bool,
    /// Whether to remove every other device of the account.
    pub forget_others: bool,
}

/// A device that is verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The bot's user.
    pub user: String,
    /// Its device.
    pub device: String,
    /// The key that verifies another device after this one was lost; `None` if the account had one already.
    pub recovery_key: Option<String>,
    /// How many other devices were removed.
    pub forgotten: usize,
}

/// Verifies the bot's device: with the account's recovery key, or with new cross-signing keys.
///
/// # Errors
/// Fails if neither will do, and says what the operator can do; or if the homeserver refuses.
pub async fn verify(config: &MatrixConfig, wanted: &Verifying) -> Result<Verified> {
    let account = account::open(config).await?;
    let client = &account.client;
    let mut standing = identity::settle(client, config).await?;
    let recovery = client.encryption().recovery();
    if standing == Standing::KeysElsewhere
        && let Some(key) = &wanted.recovery_key
    {
        recovery.recover(key.expose()).await.context(
            "the recovery key in VOETNOOT_MATRIX_RECOVERY_KEY does not open the account's keys",
        )?;
        standing = identity::standing(client).await?;
    }
    if standing == Standing::KeysElsewhere && wanted.renew {
        standing = identity::renew(client, config).await?;
    }
    match standing {
        Standing::Signed => {}
        Standing::KeysElsewhere => bail!(
            "the account has cross-signing keys that are not here. With its recovery key in VOETNOOT_MATRIX_RECOVERY_KEY (or a \
             file that VOETNOOT_MATRIX_RECOVERY_KEY_FILE names) run this again; or run it with --renew to make new keys, after \
             which people who had verified the bot by hand see that it changed"
        ),
        Standing::NeedsPassword => bail!(match config.login {
            Login::Token(_) =>
                "the homeserver wants the account's password for this: run it once with VOETNOOT_MATRIX_USER and \
                 VOETNOOT_MATRIX_PASSWORD in place of the token, in another state folder or before the first start",
            Login::Password(_) =>
                "the homeserver wants more than the password for this: allow it on the page where the account is managed, and \
                 run this again",
        }),
    }
    let forgotten = match wanted.forget_others {
        true => identity::forget_others(client, config).await?,
        false => 0,
    };
    let key = match recovery.state() {
        RecoveryState::Enabled if !wanted.renew => Ok(None),
        RecoveryState::Disabled => recovery.enable().await.map(Some),
        _ => recovery.reset_key().await.map(Some),
    };
    let meta = client.session_meta().context("a session")?;
    Ok(Verified {
        user: meta.user_id.to_string(),
        device: meta.device_id.to_string(),
        recovery_key: key.context("the device is verified, but a recovery key was not made")?,
        forgotten,
    })
}
