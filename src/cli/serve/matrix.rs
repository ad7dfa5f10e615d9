//! Matrix's settings, and the verification of the bot's device.

use std::sync::Arc;

use anyhow::{Context as _, Result, bail, ensure};

use super::{Examining, Known, Platform, runtime};
use crate::article::is_web_address;
use crate::chat::ChatSettings;
use crate::chat::matrix::{self, Login, MatrixConfig, Verifying};
use crate::cli::tasks::print;
use crate::config::{Secret, Settings, variable};
use crate::db::Sharing;
use crate::ops::{Health, Pulse};

/// What the operator must set for the bot to run there.
const NEEDED: &str = "for Matrix, set VOETNOOT_MATRIX_HOMESERVER, VOETNOOT_MATRIX_USER and VOETNOOT_MATRIX_PASSWORD (or \
                                 name a file that holds it in VOETNOOT_MATRIX_PASSWORD_FILE)";

/// Matrix's entry in the table of platforms.
pub(super) const PLATFORM: Known = Known {
    configure: platform,
    examine: examining,
    needed: NEEDED,
};

/// Matrix; `None` without a homeserver.
fn platform(settings: &Settings, health: &mut Health) -> Result<Option<Platform>> {
    let Some(mut matrix) = matrix_config(settings)? else {
        return Ok(None);
    };
    matrix.chat.pulse = health.platform(matrix.chat.pulse.platform());
    Ok(Some(Platform {
        name: "Matrix",
        sharing: Some(Sharing::Alone),
        run: Box::new(move |bot, store, stop| {
            matrix.chat.store = Some(store);
            Box::pin(matrix::run(bot, matrix, stop))
        }),
    }))
}

/// Returns what examines Matrix for `doctor`; `None` if no homeserver is set.
fn examining(settings: &Settings) -> Result<Option<Examining>> {
    let matrix = matrix_config(settings)?;
    Ok(matrix
        .map(|matrix| -> Examining { Box::pin(async move { matrix::examine(&matrix).await }) }))
}

/// Verifies the bot's device and prints the result.
pub(in crate::cli) fn verify(settings: &Settings, renew: bool, forget_others: bool) -> Result<()> {
    let Some(matrix) = matrix_config(settings)? else {
        bail!("no platform is configured: {NEEDED}");
    };
    let wanted = Verifying {
        recovery_key: Secret::chosen_from_environment("VOETNOOT_MATRIX_RECOVERY_KEY")?,
        renew,
        forget_others,
    };
    let verified = runtime()?.block_on(matrix::verify(&matrix, &wanted))?;
    let removed = match verified.forgotten {
        _ if !forget_others => String::new(),
        count => format!(" Other devices removed: {count}."),
    };
    let key = match verified.recovery_key {
        None => {
            " The account has a recovery key already; where that is lost, --renew makes new keys."
                .to_owned()
        }
        Some(key) => format!(
            "\n\nRecovery key: {key}\n\nKeep it where you keep passwords. It is shown only now, and verifies a new device once \
             the state folder was lost."
        ),
    };
    let (user, device) = (verified.user, verified.device);
    print(&format!("{user}, device {device}: verified.{removed}{key}"))
}

fn matrix_config(settings: &Settings) -> Result<Option<MatrixConfig>> {
    let allowed = variable("VOETNOOT_MATRIX_ALLOW")?
        .map(|text| text.parse())
        .transpose()
        .map_err(anyhow::Error::msg)
        .context("VOETNOOT_MATRIX_ALLOW")?;
    let user = user()?;
    let Some(homeserver) = homeserver()? else {
        return Ok(None);
    };
    let token = Secret::from_environment(&["VOETNOOT_MATRIX_TOKEN"])?;
    let password = Secret::chosen_from_environment("VOETNOOT_MATRIX_PASSWORD")?;
    let login = match (token, password) {
        (Some(token), _) => Login::Token(token),
        (None, Some(password)) if user.is_some() => Login::Password(password),
        _ => bail!(
            "Matrix needs the bot's account: set VOETNOOT_MATRIX_USER and VOETNOOT_MATRIX_PASSWORD, or VOETNOOT_MATRIX_TOKEN"
        ),
    };
    Ok(Some(MatrixConfig {
        homeserver,
        user,
        login,
        passphrase: Secret::chosen_from_environment("VOETNOOT_MATRIX_PASSPHRASE")?,
        allowed,
        display_name: variable("VOETNOOT_MATRIX_DISPLAY_NAME")?,
        state: settings.state_folder(),
        chat: ChatSettings::new(settings, Arc::new(Pulse::new("matrix"))),
    }))
}

/// The homeserver's address or server name.
fn homeserver() -> Result<Option<String>> {
    const NAME: &str = "VOETNOOT_MATRIX_HOMESERVER";
    let Some(homeserver) = variable(NAME)? else {
        return Ok(None);
    };
    ensure!(
        matrix::is_server_name(&homeserver) || is_web_address(&homeserver),
        "{NAME}: `{homeserver}` is no homeserver: write its address, as https://matrix.example.org, or the server's name, \
         as example.org"
    );
    Ok(Some(homeserver))
}

/// The bot's user id, or its local part.
fn user() -> Result<Option<String>> {
    const NAME: &str = "VOETNOOT_MATRIX_USER";
    let Some(user) = variable(NAME)? else {
        return Ok(None);
    };
    ensure!(
        user.starts_with('@') == user.contains(':'),
        "{NAME}: `{user}` is half a user id: write it whole, as @voetnoot:example.org, or only voetnoot"
    );
    Ok(Some(user))
}
