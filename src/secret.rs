//! Secrets, from an environment variable or from a file that one names. They are never printed.

use std::fmt;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use crate::environment::variable;
use crate::textfile;

/// A secret. It does not print itself.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Wraps a secret.
    #[must_use]
    pub fn new(secret: impl Into<String>) -> Self {
        Self(secret.into())
    }

    /// Returns the first of these variables that is set, or the content of the file that the variable with `_FILE`
    /// after its name names; `None` if none is set.
    ///
    /// # Errors
    /// Fails if a variable is not Unicode, names a file that cannot be read or is empty, or contains a character that
    /// cannot be sent.
    pub fn from_environment(names: &[&str]) -> Result<Option<Self>> {
        Self::found(names)?
            .map(|(text, source)| Self::checked(text, &source))
            .transpose()
    }

    /// Like [`from_environment`](Self::from_environment), for a password or a passphrase, which may contain any
    /// character.
    ///
    /// # Errors
    /// Fails if the variable is not Unicode, or names a file that cannot be read or is empty.
    pub fn chosen_from_environment(name: &str) -> Result<Option<Self>> {
        Ok(Self::found(&[name])?.map(|(secret, _)| Self(secret)))
    }

    fn checked(text: String, name: &str) -> Result<Self> {
        if !text.chars().all(|c| c.is_ascii_graphic()) {
            bail!("{name} holds white space or another character that no token has");
        }
        Ok(Self(text))
    }

    /// Returns the value of the first name that is set, and the variable that held it.
    fn found(names: &[&str]) -> Result<Option<(String, String)>> {
        for name in names {
            let of_file = format!("{name}_FILE");
            let (text, source) = if let Some(value) = variable(name)? {
                (value, (*name).to_owned())
            } else if let Some(path) = variable(&of_file)? {
                let text = textfile::read(Path::new(&path))
                    .with_context(|| format!("{of_file} names {path}, which cannot be read"))?;
                (text, of_file)
            } else {
                continue;
            };
            let text = text.trim();
            if text.is_empty() {
                bail!("{source} holds nothing: put the secret there, or leave it unset");
            }
            return Ok(Some((text.to_owned(), source)));
        }
        Ok(None)
    }

    /// The secret itself.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}
