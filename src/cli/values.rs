//! Parses the values of flags and environment variables.

use std::convert::Infallible;
use std::net::SocketAddr;
#[cfg(feature = "discord")]
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::builder::{OsStringValueParser, TypedValueParser};

use crate::config::{self, on_this_machine};

/// The value of a setting; `None` if it is the empty string, as in many environment files.
pub(super) type Named<T> = Option<T>;

/// Parses a value by its `FromStr`.
pub(super) fn named<T: FromStr<Err = String>>(text: &str) -> Result<Named<T>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some)
}

/// Parses the path of a file or a folder.
pub(super) fn path() -> impl TypedValueParser<Value = Named<PathBuf>> {
    OsStringValueParser::new().try_map(|value| {
        if value.is_empty() {
            return Ok(None);
        }
        on_this_machine(Path::new(&value)).map(Some)
    })
}

/// Parses an address to listen on.
pub(super) fn address(text: &str) -> Result<Named<SocketAddr>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    config::address(text).map(Some)
}

/// Parses the id of an application on Discord.
#[cfg(feature = "discord")]
pub(super) fn application(text: &str) -> Result<NonZero<u64>, String> {
    let id = text.trim().parse();
    id.map_err(|_| {
        format!(
            "`{text}` is no application id: copy the number from the developer portal (General Information)"
        )
    })
}

/// Parses a switch: on, unless the value is empty, 0 or a word for no.
pub(super) fn switch(value: &str) -> Result<bool, Infallible> {
    let value = value.to_lowercase();
    Ok(!matches!(
        value.as_str(),
        "" | "0" | "n" | "no" | "nee" | "f" | "false" | "off" | "uit"
    ))
}

/// Parses a question. Fails if it looks like an option; «-5 graden» does not.
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
