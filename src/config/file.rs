//! The settings file.

use std::io::ErrorKind;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use anyhow::{Context as _, Result};
use serde::de::Error as _;
use serde::{Deserialize as _, Deserializer};

use super::{Settings, values};
use crate::textfile;

/// The settings file in the working directory.
pub const FILE: &str = "voetnoot.toml";

impl Settings {
    /// Reads `voetnoot.toml` in a folder. Returns the defaults if there is none.
    ///
    /// # Errors
    /// Fails if the file cannot be read or is malformed; the message names file, line and setting.
    pub fn from_folder(folder: &Path) -> Result<Self> {
        match textfile::read(&folder.join(FILE)) {
            Ok(text) => toml::from_str(&text).with_context(|| format!("{FILE} cannot be used")),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(error).with_context(|| format!("{FILE} cannot be read")),
        }
    }
}

pub(super) fn path<'de, D: Deserializer<'de>>(value: D) -> Result<Option<PathBuf>, D::Error> {
    let path = values::on_this_machine(PathBuf::deserialize(value)?);
    path.map(Some).map_err(D::Error::custom)
}

pub(super) fn address<'de, D: Deserializer<'de>>(value: D) -> Result<Option<SocketAddr>, D::Error> {
    let address = values::address(&text(value)?);
    address.map(Some).map_err(D::Error::custom)
}

pub(super) fn parsed<'de, D: Deserializer<'de>, T: FromStr<Err = String>>(
    value: D,
) -> Result<Option<T>, D::Error> {
    let parsed = text(value)?.parse();
    parsed.map(Some).map_err(D::Error::custom)
}

/// A value as behind a flag: a number may stand without quotation marks.
fn text<'de, D: Deserializer<'de>>(value: D) -> Result<String, D::Error> {
    match toml::Value::deserialize(value)? {
        toml::Value::String(text) => Ok(text),
        toml::Value::Integer(number) => Ok(number.to_string()),
        other => Err(D::Error::custom(format!(
            "this is of the type {}: write a text, between quotation marks",
            other.type_str()
        ))),
    }
}
