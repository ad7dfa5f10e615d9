//! Matrix's settings, and the verification of the bot's device.

use std::sync::Arc;

use anyhow::{Result, bail};

use super::{Examining, Known, Platform, runtime};
use crate::article::is_web_address;
use crate::chat::ChatSettings;
use crate::chat::matrix::{self, Login, MatrixConfig, Verifying};
use crate::cli::tasks::print;
use crate::config::{Secret, Settings};
use crate::db::Sharing;
use crate::environment::{
    MATRIX_ALLOW, MATRIX_DISPLAY_NAME, MATRIX_HOMESERVER, MATRIX_PASSPHRASE, MATRIX_PASSWORD,
    MATRIX_RECOVERY_KEY, MATRIX_TOKEN, MATRIX_USER, parsed, variable,
};
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
        recovery_key: Secret::chosen_from_environment(MATRIX_RECOVERY_KEY)?,
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
    let allowed = parsed(MATRIX_ALLOW, str::parse)?;
    let user = parsed(MATRIX_USER, user)?;
    let Some(homeserver) = parsed(MATRIX_HOMESERVER, homeserver)? else {
        return Ok(None);
    };
    let token = Secret::from_environment(&[MATRIX_TOKEN])?;
    let password = Secret::chosen_from_environment(MATRIX_PASSWORD)?;
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
        passphrase: Secret::chosen_from_environment(MATRIX_PASSPHRASE)?,
        allowed,
        display_name: variable(MATRIX_DISPLAY_NAME)?,
        state: settings.state_folder(),
        chat: ChatSettings::new(settings, Arc::new(Pulse::new("matrix"))),
    }))
}

/// Parses the homeserver's address or server name.
fn homeserver(text: &str) -> Result<String, String> {
    if matrix::is_server_name(text) || is_web_address(text) {
        return Ok(text.to_owned());
    }
    Err(format!(
        "`{text}` is no homeserver: write its address, as https://matrix.example.org, or the server's name, as example.org"
    ))
}

/// Parses the bot's user id, or its local part.
fn user(text: &str) -> Result<String, String> {
    if text.starts_with('@') == text.contains(':') {
        return Ok(text.to_owned());
    }
    Err(format!(
        "`{text}` is half a user id: write it whole, as @voetnoot:example.org, or only voetnoot"
    ))
}
