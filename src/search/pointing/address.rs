//! The address of a server of chat completions.

use std::fmt;
use std::str::FromStr;

/// The address of a server of chat completions.
#[derive(Clone, PartialEq, Eq)]
pub struct ReaderAddress {
    url: String,
    host: String,
}

impl ReaderAddress {
    /// Returns the whole address, which may contain a secret.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Returns the host, with the port if there is one.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }
}

impl fmt::Debug for ReaderAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ReaderAddress({})", self.host)
    }
}

impl FromStr for ReaderAddress {
    type Err = String;

    /// Reads the address of a server (`http://localhost:11434`), of its API (`https://llm.example.org/v1`), or of its chat
    /// completions. The error does not contain the address.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let rest = ["http://", "https://"]
            .iter()
            .find_map(|scheme| text.strip_prefix(scheme))
            .filter(|_| text.chars().all(|c| c.is_ascii_graphic()))
            .ok_or(
                "this is no web address: write for example http://localhost:11434/v1/chat/completions",
            )?;
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (host, path) = rest.split_at(end);
        if host.contains('@') {
            return Err("a user name or password in an address would be shown: put the key in VOETNOOT_READER_KEY".to_owned());
        }
        if host.is_empty() || path.contains('#') {
            return Err("this address has no host, or a part behind #".to_owned());
        }
        let (path, query) = path.find('?').map_or((path, ""), |at| path.split_at(at));
        let added = match path.trim_end_matches('/') {
            whole if whole.ends_with("/chat/completions") => "",
            "" => "/v1/chat/completions",
            _ => "/chat/completions",
        };
        let scheme = text.strip_suffix(rest).unwrap_or_default();
        let path = path.trim_end_matches('/');
        Ok(Self {
            url: format!("{scheme}{host}{path}{added}{query}"),
            host: host.to_owned(),
        })
    }
}
