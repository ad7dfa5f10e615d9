//! Secrets: from the environment, or from a file that it names. They are never printed.

use std::fmt;
use std::fs;

use anyhow::{Context as _, Result, bail};

/// Something that nobody else may read; it does not print itself.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// A secret.
    #[must_use]
    pub fn new(secret: impl Into<String>) -> Self {
        Self(secret.into())
    }

    /// The first of these variables that is set, or the content of the file that the variable with `_FILE` behind its
    /// name names; none where none is set.
    ///
    /// # Errors
    /// Where a file is named that cannot be read, or is empty; or where a secret holds what cannot be sent.
    pub fn from_environment(names: &[&str]) -> Result<Option<Self>> {
        let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        for name in names {
            if let Some(value) = set(name) {
                return Self::checked(&value, name).map(Some);
            }
            let of_file = format!("{name}_FILE");
            if let Some(path) = set(&of_file) {
                let text = fs::read_to_string(&path)
                    .with_context(|| format!("{of_file} names {path}, which cannot be read"))?;
                return Self::checked(&text, &of_file).map(Some);
            }
        }
        Ok(None)
    }

    fn checked(text: &str, name: &str) -> Result<Self> {
        let text = text.trim();
        if text.is_empty() {
            bail!("{name} holds nothing: put the secret there, or leave it unset");
        }
        if !text.chars().all(|c| c.is_ascii_graphic()) {
            bail!("{name} holds white space or another character that no token has");
        }
        Ok(Self(text.to_owned()))
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
