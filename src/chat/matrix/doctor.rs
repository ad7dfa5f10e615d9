//! `voetnoot doctor` on Matrix: the homeserver, the state, the session, the display name.
//!
//! It neither logs in, which would make a device, nor syncs, which would take events from the bot.

use std::path::Path;

use anyhow::Result;
use matrix_sdk::authentication::matrix::MatrixSession;
use serde::Deserialize;

use super::account::SESSION;
use super::config::{Login, MatrixConfig};
use super::homeserver::{self, Failed, Homeserver, TIMEOUT};
use crate::config::Secret;
use crate::db::{Hold, Sharing, is_matrix_state_encrypted};
use crate::doctor::matrix::{self as findings, NoSession};
use crate::doctor::{Examined, Finding};

#[derive(Deserialize)]
struct Versions {
    versions: Vec<String>,
}

#[derive(Deserialize)]
struct Profile {
    displayname: Option<String>,
}

/// Examines the homeserver and the account that the settings name.
pub(crate) async fn examine(config: &MatrixConfig) -> Examined {
    let folder = config.folder();
    let is_encrypted = is_matrix_state_encrypted(&folder);
    let passphrase = findings::passphrase(is_encrypted, config.passphrase.is_some());
    let may_open = !passphrase.is_to_be_mended();
    let unreachable = |error: &str| findings::no_homeserver(&config.homeserver, error);
    let client = match homeserver::client(config, None, TIMEOUT).await {
        Ok(client) => client,
        Err(error) => {
            return Examined {
                findings: vec![unreachable(&error.to_string()), passphrase],
                clock: None,
            };
        }
    };
    let mut homeserver = Homeserver::new(&client);
    let found = match homeserver.get::<Versions>("versions", None).await {
        Ok(Versions { versions }) => findings::homeserver(client.homeserver().as_str(), &versions),
        Err(failed) => unreachable(&failed.to_string()),
    };
    let is_reached = !found.is_to_be_mended();
    let mut all = vec![found, passphrase];
    if is_reached {
        if may_open || matches!(config.login, Login::Token(_)) {
            all.extend(account(&mut homeserver, config, &folder).await);
        }
        all.push(findings::limit());
    }
    Examined {
        findings: all,
        clock: homeserver.clock,
    }
}

/// The session and the display name.
async fn account(
    homeserver: &mut Homeserver<'_>,
    config: &MatrixConfig,
    folder: &Path,
) -> Vec<Finding> {
    let no_session = |why: NoSession<'_>| vec![findings::no_session(why)];
    let token = match &config.login {
        Login::Token(token) => token.clone(),
        Login::Password(_) => match kept_token(config, folder).await {
            Ok(token) => token,
            Err(why) => return no_session(why),
        },
    };
    let owner = match homeserver.owner_of(&token).await {
        Ok(owner) => owner,
        Err(Failed::Refused(401 | 403)) => {
            return no_session(match config.login {
                Login::Token(_) => NoSession::UnknownToken,
                Login::Password(_) => NoSession::Ended(folder),
            });
        }
        Err(failed) => return no_session(NoSession::NoAnswer(&failed.to_string())),
    };
    let user = owner.user_id.as_str();
    let device = owner.device_id.as_ref().map(|device| device.as_str());
    let path = format!("v3/profile/{user}/displayname");
    let profile = homeserver.get::<Profile>(&path, Some(&token)).await;
    let name = profile.ok().and_then(|profile| profile.displayname);
    vec![
        findings::session(user, device, config.is_user(user)),
        findings::display_name(name.as_deref()),
    ]
}

/// The access token of the stored session.
async fn kept_token<'a>(config: &MatrixConfig, folder: &'a Path) -> Result<Secret, NoSession<'a>> {
    if is_matrix_state_encrypted(folder).is_none() {
        return Err(NoSession::New);
    }
    let _hold = Hold::of_existing(folder, Sharing::Alone).map_err(|_| NoSession::Used)?;
    let kept = kept(config, folder).await;
    kept.map_err(|_| NoSession::Closed(folder))?
        .ok_or(NoSession::New)
}

async fn kept(config: &MatrixConfig, folder: &Path) -> Result<Option<Secret>> {
    let client = homeserver::client(config, Some(folder), TIMEOUT).await?;
    let Some(kept) = client.state_store().get_custom_value(SESSION).await? else {
        return Ok(None);
    };
    let session: MatrixSession = serde_json::from_slice(&kept)?;
    Ok(Some(Secret::new(session.tokens.access_token)))
}
