//! `voetnoot doctor` on Matrix: the homeserver, what is kept and how, the session, the display name.
//!
//! It neither logs in, which would make a device, nor syncs, which would take events from the bot.

use std::path::Path;
use std::time::Duration;

use anyhow::Result;
use matrix_sdk::authentication::matrix::MatrixSession;
use matrix_sdk::config::RequestConfig;
use matrix_sdk::{Client, SqliteStoreConfig};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::account::{SESSION, server_name};
use super::{Login, Settings};
use crate::config::Secret;
use crate::db::{Hold, Sharing, is_matrix_state_encrypted};
use crate::doctor::{Examined, Finding, ahead_of};
use crate::wording::{Message, echo};

/// How long a request may take.
const TIMEOUT: Duration = Duration::from_secs(10);

const SESSION_CHECK: &str = "matrix-session";

/// Examines the homeserver and the account that the settings name.
pub(crate) async fn examine(settings: &Settings) -> Examined {
    const CHECK: &str = "matrix-homeserver";
    let folder = settings.state.join("matrix");
    let mut findings = vec![passphrase(settings, &folder)];
    let may_open = findings.iter().all(|finding| !finding.is_to_be_mended());
    let client = match client(settings, None).await {
        Ok(client) => client,
        Err(error) => {
            findings.insert(0, unreachable(settings, &error.to_string()));
            return Examined {
                findings,
                clock: None,
            };
        }
    };
    let mut homeserver = Homeserver {
        client,
        clock: None,
    };
    let first = match homeserver.get::<Versions>("versions", None).await {
        Ok(Versions { versions }) => {
            let latest = versions.last().map(|version| echo(version));
            let finding = Message::new("doctor-homeserver")
                .with("address", homeserver.client.homeserver().to_string())
                .with("version", latest.unwrap_or_default());
            Finding::well(CHECK, finding)
        }
        Err(failed) => unreachable(settings, &failed.to_string()),
    };
    let is_reached = !first.is_to_be_mended();
    findings.insert(0, first);
    if is_reached {
        findings.extend(account(&mut homeserver, settings, &folder, may_open).await);
        findings.push(Finding::note(
            "matrix-limit",
            Message::new("doctor-limit"),
            Message::new("doctor-limit-note"),
        ));
    }
    Examined {
        findings,
        clock: homeserver.clock,
    }
}

#[derive(Deserialize)]
struct Versions {
    versions: Vec<String>,
}

#[derive(Deserialize)]
struct Whose {
    user_id: String,
    device_id: Option<String>,
}

#[derive(Deserialize)]
struct Profile {
    displayname: Option<String>,
}

fn unreachable(settings: &Settings, error: &str) -> Finding {
    let finding = Message::new("doctor-homeserver-wrong")
        .with("homeserver", &settings.homeserver)
        .with("error", error.to_owned());
    let remedy = Message::new("doctor-homeserver-mend");
    Finding::mend("matrix-homeserver", finding, remedy)
}

/// Whether the passphrase fits what is kept, as far as that can be told without opening it.
fn passphrase(settings: &Settings, folder: &Path) -> Finding {
    const CHECK: &str = "matrix-passphrase";
    let is_encrypted = is_matrix_state_encrypted(folder);
    match (is_encrypted, settings.passphrase.is_some()) {
        (Some(true), false) => Finding::mend(
            CHECK,
            Message::new("doctor-passphrase-missing"),
            Message::new("doctor-passphrase-missing-mend"),
        ),
        (Some(false), true) => Finding::mend(
            CHECK,
            Message::new("doctor-passphrase-late"),
            Message::new("doctor-passphrase-late-mend"),
        ),
        (_, false) => Finding::note(
            CHECK,
            Message::new("doctor-passphrase-none"),
            Message::new("doctor-passphrase-note"),
        ),
        (_, true) => Finding::well(CHECK, Message::new("doctor-passphrase")),
    }
}

/// The session and the display name.
async fn account(
    homeserver: &mut Homeserver,
    settings: &Settings,
    folder: &Path,
    may_open: bool,
) -> Vec<Finding> {
    let token = match &settings.login {
        Login::Token(token) => token.clone(),
        Login::Password(_) if !may_open => return Vec::new(),
        Login::Password(_) => match kept_token(settings, folder).await {
            Ok(Some(token)) => token,
            Ok(None) => {
                return vec![Finding::note(
                    SESSION_CHECK,
                    Message::new("doctor-session-none"),
                    Message::new("doctor-session-note"),
                )];
            }
            Err(finding) => return vec![finding],
        },
    };
    let whose: Whose = match homeserver.get("v3/account/whoami", Some(&token)).await {
        Ok(whose) => whose,
        Err(Failed::Refused(401 | 403)) => {
            let remedy = match settings.login {
                Login::Token(_) => Message::new("doctor-session-token-mend"),
                Login::Password(_) => Message::new("doctor-session-ended-mend")
                    .with("folder", folder.display().to_string()),
            };
            let finding = Message::new("doctor-session-ended");
            return vec![Finding::mend(SESSION_CHECK, finding, remedy)];
        }
        Err(failed) => {
            let finding = Message::new("doctor-fault").with("error", failed.to_string());
            let remedy = Message::new("doctor-homeserver-mend");
            return vec![Finding::mend(SESSION_CHECK, finding, remedy)];
        }
    };
    let mut findings = vec![session(settings, &whose)];
    let path = format!("v3/profile/{}/displayname", whose.user_id);
    let profile = homeserver.get::<Profile>(&path, Some(&token)).await;
    findings.push(display_name(profile.ok()));
    findings
}

/// Whose session it is, and whether that is the account of the settings.
fn session(settings: &Settings, whose: &Whose) -> Finding {
    let Whose { user_id, device_id } = whose;
    let is_of = |wanted: &String| {
        let local = wanted.trim_start_matches('@');
        wanted == user_id
            || user_id
                .strip_prefix('@')
                .and_then(|id| id.split_once(':'))
                .is_some_and(|(id, _)| id == local)
    };
    if !settings.user.as_ref().is_none_or(is_of) {
        let finding = Message::new("doctor-session-other").with("user", echo(user_id));
        let remedy = Message::new("doctor-session-other-mend");
        return Finding::mend(SESSION_CHECK, finding, remedy);
    }
    let Some(device) = device_id else {
        let finding = Message::new("doctor-session-device").with("user", echo(user_id));
        let remedy = Message::new("doctor-session-token-mend");
        return Finding::mend(SESSION_CHECK, finding, remedy);
    };
    let finding = Message::new("doctor-session")
        .with("user", echo(user_id))
        .with("device", echo(device));
    Finding::well(SESSION_CHECK, finding)
}

fn display_name(profile: Option<Profile>) -> Finding {
    const CHECK: &str = "matrix-name";
    let name = profile.and_then(|profile| profile.displayname);
    match name.filter(|name| !name.trim().is_empty()) {
        Some(name) => Finding::well(CHECK, Message::new("doctor-name").with("name", echo(&name))),
        None => Finding::note(
            CHECK,
            Message::new("doctor-name-none"),
            Message::new("doctor-name-note"),
        ),
    }
}

/// The access token of the session that is kept; `None` if there is none yet.
async fn kept_token(settings: &Settings, folder: &Path) -> Result<Option<Secret>, Finding> {
    if is_matrix_state_encrypted(folder).is_none() {
        return Ok(None);
    }
    let _hold = Hold::of_existing(folder, Sharing::Alone).map_err(|_| {
        Finding::note(
            SESSION_CHECK,
            Message::new("doctor-session-used"),
            Message::new("doctor-session-used-note"),
        )
    })?;
    kept(settings, folder).await.map_err(|_| {
        let finding =
            Message::new("doctor-session-closed").with("folder", folder.display().to_string());
        let remedy = Message::new("doctor-session-closed-mend");
        Finding::mend(SESSION_CHECK, finding, remedy)
    })
}

async fn kept(settings: &Settings, folder: &Path) -> Result<Option<Secret>> {
    let client = client(settings, Some(folder)).await?;
    let Some(kept) = client.state_store().get_custom_value(SESSION).await? else {
        return Ok(None);
    };
    let session: MatrixSession = serde_json::from_slice(&kept)?;
    Ok(Some(Secret::new(session.tokens.access_token)))
}

/// A client that asks once, with what is kept in a folder, or without.
async fn client(settings: &Settings, folder: Option<&Path>) -> Result<Client> {
    let builder = Client::builder()
        .user_agent(concat!("voetnoot/", env!("CARGO_PKG_VERSION")))
        .request_config(RequestConfig::new().disable_retry().timeout(TIMEOUT));
    let builder = match folder {
        Some(folder) => {
            let passphrase = settings.passphrase.as_ref().map(|secret| secret.expose());
            let store = SqliteStoreConfig::with_low_memory_config(folder).passphrase(passphrase);
            builder.sqlite_store_with_config_and_cache_path(store, None::<&Path>)
        }
        None => builder,
    };
    let builder = match server_name(&settings.homeserver) {
        Some(name) => builder.server_name(name),
        None => builder.homeserver_url(&settings.homeserver),
    };
    Ok(builder.build().await?)
}

/// A homeserver, asked once for each thing.
struct Homeserver {
    client: Client,
    clock: Option<i64>,
}

/// Why a question to the homeserver has no answer. The token is in a header, which no error repeats.
#[derive(Debug, thiserror::Error)]
enum Failed {
    #[error("status {0}")]
    Refused(u16),
    #[error("no answer")]
    Unreachable,
    #[error("an answer that cannot be read")]
    Unreadable,
}

impl Homeserver {
    async fn get<T: DeserializeOwned>(
        &mut self,
        path: &str,
        token: Option<&Secret>,
    ) -> Result<T, Failed> {
        let url = self
            .client
            .homeserver()
            .join(&format!("_matrix/client/{path}"));
        let request = self
            .client
            .http_client()
            .get(url.map_err(|_| Failed::Unreachable)?)
            .timeout(TIMEOUT);
        let request = match token {
            Some(token) => request.bearer_auth(token.expose()),
            None => request,
        };
        let answer = request.send().await.map_err(|_| Failed::Unreachable)?;
        let date = answer.headers().get("date");
        self.clock = date
            .and_then(|date| ahead_of(date.to_str().ok()?))
            .or(self.clock);
        let status = answer.status();
        if !status.is_success() {
            return Err(Failed::Refused(status.as_u16()));
        }
        let text = answer.text().await.map_err(|_| Failed::Unreachable)?;
        serde_json::from_str(&text).map_err(|_| Failed::Unreadable)
    }
}
