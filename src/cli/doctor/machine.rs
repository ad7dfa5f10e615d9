//! What a server needs of this machine, and what its platforms say of themselves.

use std::io::ErrorKind;
#[cfg(feature = "web")]
use std::net::SocketAddr;
use std::net::TcpListener;

use anyhow::Result;

use super::{unwritable, write_into};
#[cfg(feature = "postgres")]
use crate::cli::database;
use crate::cli::serve;
use crate::config::Settings;
#[cfg(feature = "postgres")]
use crate::db::reach;
use crate::db::{Hold, NotHeld};
use crate::doctor::Finding;
use crate::ops;
use crate::wording::Message;

/// By how many seconds the clock may differ from a server's.
const APART: u64 = 60;

/// Whether the state folder can be written and no other program uses it.
///
/// The folder and its lock file are not made: made by another user, they would be in the way of the service.
pub(super) fn state_folder(settings: &Settings) -> Vec<Finding> {
    const CHECK: &str = "state";
    let folder = settings.state_folder();
    let name = folder.display().to_string();
    if let Err(error) = write_into(&folder) {
        let remedy = Message::new("doctor-state-mend");
        return vec![Finding::mend(CHECK, unwritable(&name, &error), remedy)];
    }
    let held = Hold::of_existing(&folder, serve::sharing(settings));
    vec![match held {
        Ok(_) => Finding::well(CHECK, Message::new("doctor-writable").with("folder", name)),
        Err(NotHeld::Unusable { cause, .. }) => Finding::mend(
            CHECK,
            unwritable(&name, &cause),
            Message::new("doctor-state-mend"),
        ),
        Err(NotHeld::Used { .. } | NotHeld::Running { .. }) => {
            let finding = Message::new("doctor-held").with("folder", name);
            // The running server is known by its health.
            let is_ours = settings
                .http
                .is_some_and(|address| ops::asking::ask(address).is_ok());
            if is_ours {
                Finding::well(CHECK, finding)
            } else {
                Finding::mend(CHECK, finding, Message::new("doctor-held-mend"))
            }
        }
    }]
}

/// Whether PostgreSQL can be reached, and which version it is. Nothing if the database is a file.
#[cfg(feature = "postgres")]
pub(super) fn database(_: &Settings) -> Vec<Finding> {
    const CHECK: &str = "database";
    let reached = match database::url() {
        Ok(None) => return Vec::new(),
        Ok(Some(url)) => reach(&url).map_err(anyhow::Error::from),
        Err(error) => Err(error),
    };
    vec![match reached {
        Ok(reached) => Finding::well(
            CHECK,
            Message::new("doctor-database")
                .with("database", reached.database)
                .with("server", reached.server)
                .with("version", reached.version),
        ),
        Err(error) => Finding::mend(
            CHECK,
            Message::new("doctor-fault").with("error", format!("{error:#}")),
            Message::new("doctor-database-mend"),
        ),
    }]
}

/// Whether the health address is free, or shown by a server of ours that is ready.
pub(super) fn health_address(settings: &Settings) -> Vec<Finding> {
    const CHECK: &str = "health";
    let Some(address) = settings.http else {
        let finding = Message::new("doctor-address-none");
        return vec![Finding::note(
            CHECK,
            finding,
            Message::new("doctor-health-note"),
        )];
    };
    let of = |key: &str| Message::new(key).with("address", address.to_string());
    let failed = |error: String| {
        let finding = of("doctor-address-wrong").with("error", error);
        Finding::mend(CHECK, finding, Message::new("doctor-health-mend"))
    };
    vec![match TcpListener::bind(address) {
        Ok(_) => Finding::well(CHECK, of("doctor-address-free")),
        Err(error) if error.kind() == ErrorKind::AddrInUse => match ops::asking::ask(address) {
            Ok(()) => Finding::well(CHECK, of("doctor-health-served")),
            Err(error) => failed(format!("{error:#}")),
        },
        Err(error) => failed(error.to_string()),
    }]
}

/// Whether the reading page's address can be used, and readers can trust the public one. Nothing if neither is set.
#[cfg(feature = "web")]
pub(super) fn page(settings: &Settings) -> Vec<Finding> {
    [settings.web.map(page_address), public_url(settings)]
        .into_iter()
        .flatten()
        .collect()
}

#[cfg(feature = "web")]
fn page_address(address: SocketAddr) -> Finding {
    const CHECK: &str = "page";
    let of = |key: &str| Message::new(key).with("address", address.to_string());
    match TcpListener::bind(address) {
        Ok(_) => Finding::well(CHECK, of("doctor-address-free")),
        Err(error) if error.kind() == ErrorKind::AddrInUse => Finding::note(
            CHECK,
            of("doctor-page-used"),
            Message::new("doctor-page-used-note"),
        ),
        Err(error) => Finding::mend(
            CHECK,
            of("doctor-address-wrong").with("error", error.to_string()),
            Message::new("doctor-page-mend"),
        ),
    }
}

/// A malformed address has ended the program before. `None` if nothing is shown and nothing links there.
#[cfg(feature = "web")]
fn public_url(settings: &Settings) -> Option<Finding> {
    const CHECK: &str = "public-url";
    let Some(url) = &settings.public_url else {
        return settings.web.map(|_| {
            let finding = Message::new("doctor-address-none");
            Finding::note(CHECK, finding, Message::new("doctor-public-url-none-note"))
        });
    };
    let of = |key: &str| Message::new(key).with("url", url.to_string());
    Some(if settings.web.is_none() {
        let finding = of("doctor-public-url-alone");
        Finding::note(CHECK, finding, Message::new("doctor-public-url-alone-note"))
    } else if url.as_str().starts_with("https://") {
        Finding::well(CHECK, of("doctor-public-url"))
    } else {
        let finding = of("doctor-public-url-open");
        Finding::note(CHECK, finding, Message::new("doctor-public-url-open-note"))
    })
}

/// The clock, and the findings of every configured platform. The reading page alone is enough to serve.
pub(super) fn platforms(settings: &Settings) -> Result<Vec<Finding>> {
    let examined = serve::examine(settings)?;
    if examined.is_empty() && settings.web.is_none() && serve::faults(settings).is_empty() {
        return Ok(vec![Finding::note(
            "platforms",
            Message::new("doctor-platforms-none"),
            Message::new("doctor-platforms-note"),
        )]);
    }
    let ahead = examined.iter().find_map(|examined| examined.clock);
    let mut findings: Vec<Finding> = ahead.map(clock).into_iter().collect();
    findings.extend(examined.into_iter().flat_map(|examined| examined.findings));
    Ok(findings)
}

fn clock(ahead: i64) -> Finding {
    const CHECK: &str = "clock";
    let apart = ahead.unsigned_abs();
    let seconds = usize::try_from(apart).unwrap_or(usize::MAX);
    if apart <= APART {
        return Finding::well(CHECK, Message::new("doctor-clock"));
    }
    let key = if ahead > 0 {
        Message::new("doctor-clock-ahead")
    } else {
        Message::new("doctor-clock-behind")
    };
    let finding = key.with("seconds", seconds);
    Finding::mend(CHECK, finding, Message::new("doctor-clock-mend"))
}
