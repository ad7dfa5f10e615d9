//! Settings that are paths, addresses to listen on, or switches.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::path::PathBuf;

use clap::builder::{PathBufValueParser, TypedValueParser};

/// Parses a path by [`on_this_machine`].
pub(super) fn path() -> impl TypedValueParser<Value = PathBuf> {
    PathBufValueParser::new().try_map(on_this_machine)
}

/// Checks that a path can name a file or a folder. It need not exist.
///
/// # Errors
/// Fails if it is empty or a web address; the message says what to write.
pub(super) fn on_this_machine(path: PathBuf) -> Result<PathBuf, String> {
    if path.as_os_str().is_empty() {
        return Err("this is empty: name a file or a folder, or leave it out".to_owned());
    }
    let text = path.to_string_lossy();
    let is_address = ["http://", "https://"].iter().any(|scheme| {
        let start = text.get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    });
    if is_address {
        return Err(format!(
            "`{text}` is a web address: name a file or a folder on this machine; nothing is fetched"
        ));
    }
    Ok(path)
}

/// Parses `127.0.0.1:8090`.
///
/// # Errors
/// Fails if the text is no IP address with a port; the message says what to write.
pub(super) fn address(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| {
        format!("`{text}` is no address: write an IP address and a port, as 127.0.0.1:8090")
    })
}

/// Parses a switch: on, unless the value is 0 or a word for no.
pub(super) fn switch(text: &str) -> Result<bool, Infallible> {
    let text = text.to_lowercase();
    Ok(!matches!(
        text.as_str(),
        "0" | "n" | "no" | "nee" | "f" | "false" | "off" | "uit"
    ))
}
