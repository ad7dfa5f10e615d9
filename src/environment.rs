//! Environment variables.

use anyhow::{Result, bail};

/// Returns the value of a variable; `None` if it is unset or empty.
///
/// # Errors
/// Fails if the value is not Unicode; the message names the variable, never the value, which may be a secret.
pub fn variable(name: &str) -> Result<Option<String>> {
    match std::env::var_os(name).map(std::ffi::OsString::into_string) {
        None => Ok(None),
        Some(Ok(value)) => Ok(Some(value).filter(|value| !value.is_empty())),
        Some(Err(_)) => bail!("{name} is not UTF-8: set it again, or leave it unset"),
    }
}
