//! The findings about Matrix.

use std::path::Path;

use super::Finding;
use crate::wording::{Message, echo};

const HOMESERVER: &str = "matrix-homeserver";
const SESSION: &str = "matrix-session";

/// The homeserver at this address answers. `versions` are those of the specification that it knows.
pub(crate) fn homeserver(address: &str, versions: &[String]) -> Finding {
    let latest = versions.last().map(|version| echo(version));
    let finding = Message::new("doctor-homeserver")
        .with("address", address)
        .with("version", latest.unwrap_or_default());
    Finding::well(HOMESERVER, finding)
}

/// No homeserver answers at the address that the operator gave.
pub(crate) fn no_homeserver(given: &str, error: &str) -> Finding {
    let finding = Message::new("doctor-homeserver-wrong")
        .with("homeserver", given)
        .with("error", error);
    let remedy = Message::new("doctor-homeserver-mend");
    Finding::mend(HOMESERVER, finding, remedy)
}

/// Whether the passphrase fits the state, as far as that can be told without opening it. `is_encrypted` is `None` if there
/// is no state yet.
pub(crate) fn passphrase(is_encrypted: Option<bool>, is_given: bool) -> Finding {
    const CHECK: &str = "matrix-passphrase";
    match (is_encrypted, is_given) {
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

/// The session is one of this user and device. `is_wanted` says whether the operator named this user.
pub(crate) fn session(user: &str, device: Option<&str>, is_wanted: bool) -> Finding {
    let of = |key: &str| Message::new(key).with("user", echo(user));
    match device {
        _ if !is_wanted => Finding::mend(
            SESSION,
            of("doctor-session-other"),
            Message::new("doctor-session-other-mend"),
        ),
        None => Finding::mend(
            SESSION,
            of("doctor-session-device"),
            Message::new("doctor-session-token-mend"),
        ),
        Some(device) => Finding::well(SESSION, of("doctor-session").with("device", echo(device))),
    }
}

/// Why there is no session to examine.
#[derive(Clone, Debug)]
pub(crate) enum NoSession<'a> {
    /// The bot has not logged in yet.
    New,
    /// Another program uses the state.
    Used,
    /// The state in this folder cannot be opened.
    Closed(&'a Path),
    /// The homeserver has ended the session that is stored in this folder.
    Ended(&'a Path),
    /// The homeserver does not know the access token that the operator gave.
    UnknownToken,
    /// The homeserver does not answer.
    NoAnswer(String),
}

/// There is no session to examine.
pub(crate) fn no_session(why: NoSession<'_>) -> Finding {
    let folder =
        |key: &str, folder: &Path| Message::new(key).with("folder", folder.display().to_string());
    let ended = || Message::new("doctor-session-ended");
    match why {
        NoSession::New => Finding::note(
            SESSION,
            Message::new("doctor-session-none"),
            Message::new("doctor-session-note"),
        ),
        NoSession::Used => Finding::note(
            SESSION,
            Message::new("doctor-session-used"),
            Message::new("doctor-session-used-note"),
        ),
        NoSession::Closed(place) => Finding::mend(
            SESSION,
            folder("doctor-session-closed", place),
            Message::new("doctor-session-closed-mend"),
        ),
        NoSession::Ended(place) => {
            Finding::mend(SESSION, ended(), folder("doctor-session-ended-mend", place))
        }
        NoSession::UnknownToken => {
            Finding::mend(SESSION, ended(), Message::new("doctor-session-token-mend"))
        }
        NoSession::NoAnswer(error) => {
            Finding::fault(SESSION, error, Message::new("doctor-homeserver-mend"))
        }
    }
}

/// The name by which people see the bot, if it has one.
pub(crate) fn display_name(name: Option<&str>) -> Finding {
    const CHECK: &str = "matrix-name";
    match name.filter(|name| !name.trim().is_empty()) {
        Some(name) => Finding::well(CHECK, Message::new("doctor-name").with("name", echo(name))),
        None => Finding::note(
            CHECK,
            Message::new("doctor-name-none"),
            Message::new("doctor-name-note"),
        ),
    }
}

/// What no homeserver tells: whether it limits how much the bot may send.
pub(crate) fn limit() -> Finding {
    Finding::note(
        "matrix-limit",
        Message::new("doctor-limit"),
        Message::new("doctor-limit-note"),
    )
}
