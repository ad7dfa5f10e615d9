//! What the environment sets.

use anyhow::{Result, bail};

/// The value of a variable; none where it is not set, or set to nothing.
///
/// # Errors
/// Where it is no text: the message names the variable, never the value, which may be a secret.
pub fn variable(name: &str) -> Result<Option<String>> {
    match std::env::var_os(name).map(std::ffi::OsString::into_string) {
        None => Ok(None),
        Some(Ok(value)) => Ok(Some(value).filter(|value| !value.is_empty())),
        Some(Err(_)) => bail!("{name} is not UTF-8: set it again, or leave it unset"),
    }
}
