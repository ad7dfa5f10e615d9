//! What is typed behind a flag, or stands in the environment, read as what it means.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::builder::{OsStringValueParser, TypedValueParser};

use crate::config::{self, on_this_machine};

/// The value of a setting; none where it is set to nothing, as files of settings often do.
pub(super) type Named<T> = Option<T>;

/// A value that reads itself.
pub(super) fn named<T: FromStr<Err = String>>(text: &str) -> Result<Named<T>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some)
}

/// A file or a folder.
pub(super) fn path() -> impl TypedValueParser<Value = Named<PathBuf>> {
    OsStringValueParser::new().try_map(|value| {
        if value.is_empty() {
            return Ok(None);
        }
        on_this_machine(Path::new(&value)).map(Some)
    })
}

/// An address to listen on.
pub(super) fn address(text: &str) -> Result<Named<SocketAddr>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    config::address(text).map(Some)
}

/// Whether something is on: anything but an empty value, 0, and words for no.
pub(super) fn switch(value: &str) -> Result<bool, Infallible> {
    let value = value.to_lowercase();
    Ok(!matches!(
        value.as_str(),
        "" | "0" | "n" | "no" | "nee" | "f" | "false" | "off" | "uit"
    ))
}

/// What is typed as a question, but for what looks like an option: «-5 graden» is none.
pub(super) fn question(text: &str) -> Result<String, String> {
    let name = text.strip_prefix("--").or_else(|| text.strip_prefix('-'));
    let is_option = name.is_some_and(|name| {
        name.starts_with(|first: char| first.is_ascii_alphabetic())
            && !name.contains(char::is_whitespace)
    });
    if is_option {
        return Err(format!(
            "there is no option `{text}`; `voetnoot ask --help` lists them"
        ));
    }
    Ok(text.to_owned())
}
