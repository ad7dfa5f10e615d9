//! Parses the values of the settings file as those of flags are parsed.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;

use serde::de::Error as _;
use serde::{Deserialize as _, Deserializer};

use super::values;

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
