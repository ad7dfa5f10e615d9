//! `voetnoot doctor` on Matrix: the homeserver, the state, the session, the display name.
//!
//! It neither logs in, which would make a device, nor syncs, which would take events from the bot.

use std::path::Path;

use serde::Deserialize;

use super::account;
use super::config::{Login, MatrixConfig};
use super::homeserver::{self, Homeserver, TIMEOUT};
use crate::config::Secret;
use crate::db::{Hold, Sharing, has_passphrase};
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
    let is_encrypted = has_passphrase(&folder);
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
    let mut homeserver = Homeserver {
        client: &client,
        clock: None,
    };
    let found = match homeserver.get::<Versions>("versions", None).await {
        Ok(Versions { versions }) => findings::homeserver(client.homeserver().as_str(), &versions),
        Err(failed) => unreachable(&failed.to_string()),
    };
    let is_reached = !found.is_to_be_mended();
    let mut all = vec![found, passphrase];
    if is_reached {
        if may_open || matches!(config.login, Login::Token(_)) {
            let session = session(&mut homeserver, config, &folder).await;
            all.extend(session.unwrap_or_else(|why| vec![findings::no_session(why)]));
        }
        all.push(findings::limit());
    }
    Examined {
        findings: all,
        clock: homeserver.clock,
    }
}

/// The session and the display name.
async fn session<'a>(
    homeserver: &mut Homeserver<'_>,
    config: &MatrixConfig,
    folder: &'a Path,
) -> Result<Vec<Finding>, NoSession<'a>> {
    let token = match &config.login {
        Login::Token(token) => token.clone(),
        Login::Password(_) => stored_token(config, folder).await?,
    };
    let owner = homeserver.owner_of(&token).await;
    let owner = owner.map_err(|failed| match config.login {
        _ if !failed.is_unknown_token() => NoSession::NoAnswer(failed.to_string()),
        Login::Token(_) => NoSession::UnknownToken,
        Login::Password(_) => NoSession::Ended(folder),
    })?;
    let user = owner.user_id.as_str();
    let device = owner.device_id.as_ref().map(|device| device.as_str());
    let path = format!("v3/profile/{user}/displayname");
    let profile = homeserver.get::<Profile>(&path, Some(&token)).await;
    let name = profile.ok().and_then(|profile| profile.displayname);
    Ok(vec![
        findings::session(user, device, config.is_user(user)),
        findings::display_name(name.as_deref()),
    ])
}

/// The access token of the stored session.
async fn stored_token<'a>(
    config: &MatrixConfig,
    folder: &'a Path,
) -> Result<Secret, NoSession<'a>> {
    if has_passphrase(folder).is_none() {
        return Err(NoSession::New);
    }
    let _hold = Hold::of_existing(folder, Sharing::Alone).map_err(|_| NoSession::Used)?;
    let client = homeserver::client(config, Some(folder), TIMEOUT).await;
    let client = client.map_err(|_| NoSession::Closed(folder))?;
    let session = account::stored_session(&client).await;
    let session = session.map_err(|_| NoSession::Closed(folder))?;
    let session = session.ok_or(NoSession::New)?;
    Ok(Secret::new(session.tokens.access_token))
}
