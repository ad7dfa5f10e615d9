//! The address of an index on an engine.

use std::fmt;
use std::str::FromStr;

/// The address of an index: `http://quickwit:7280/archive`.
#[derive(Clone, PartialEq, Eq)]
pub struct EngineAddress {
    /// The address of the server, without a slash at the end.
    pub(super) base: String,
    host: String,
    /// The name of the index.
    pub(super) index: String,
}

impl EngineAddress {
    /// The host, with the port if there is one.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }
}

impl fmt::Debug for EngineAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EngineAddress({}, {})", self.host, self.index)
    }
}

impl FromStr for EngineAddress {
    type Err = String;

    /// Reads a server's address with the name of an index behind it. The error does not contain the address.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const FOR_EXAMPLE: &str =
            "write the server and the name of the index, as http://quickwit:7280/archive";
        let text = text.trim().trim_end_matches('/');
        let rest = ["http://", "https://"]
            .iter()
            .find_map(|scheme| text.strip_prefix(scheme))
            .filter(|rest| rest.chars().all(|c| c.is_ascii_graphic()))
            .ok_or_else(|| format!("this is no web address: {FOR_EXAMPLE}"))?;
        if rest.contains(['?', '#']) {
            return Err(format!(
                "this address has a part behind ? or #: {FOR_EXAMPLE}"
            ));
        }
        let host = rest.split('/').next().unwrap_or_default();
        if host.contains('@') {
            return Err(
                "a user name or password in an address would be shown: put the key in VOETNOOT_ENGINE_KEY"
                    .to_owned(),
            );
        }
        let (base, index) = text
            .rsplit_once('/')
            .filter(|(base, _)| !base.ends_with('/') && !host.is_empty())
            .ok_or_else(|| format!("this address names no index: {FOR_EXAMPLE}"))?;
        if !is_name(index) {
            return Err(
                "the name of an index is three or more small letters, digits, - and _, a letter first"
                    .to_owned(),
            );
        }
        Ok(Self {
            base: base.to_owned(),
            host: host.to_owned(),
            index: index.to_owned(),
        })
    }
}

/// Whether both dialects take a name.
fn is_name(index: &str) -> bool {
    let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    index.len() >= 3
        && index.len() <= 200
        && index.starts_with(|c: char| c.is_ascii_lowercase())
        && index.chars().all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_server_and_an_index() {
        let read = |text: &str| {
            let read: EngineAddress = text.parse().expect("an address");
            format!("{} {} {}", read.base, read.host, read.index)
        };
        assert_eq!(
            read("http://quickwit:7280/archive"),
            "http://quickwit:7280 quickwit:7280 archive"
        );
        assert_eq!(
            read(" https://zoek.example.org/es/krant-2024/ "),
            "https://zoek.example.org/es zoek.example.org krant-2024"
        );
    }

    #[test]
    fn what_names_no_server_or_no_index_is_refused_and_not_repeated() {
        for wrong in [
            "",
            "quickwit:7280/archive",
            "http://quickwit:7280",
            "http://quickwit:7280/",
            "http:///archive",
            "http://geheim@quickwit/archive",
            "http://quickwit/archive?key=geheim",
            "http://quickwit/Archief",
            "http://quickwit/ab",
            "http://quickwit/_all",
            "http://quickwit/a b c",
        ] {
            let said = wrong.parse::<EngineAddress>().expect_err(wrong);
            assert!(!said.contains("geheim"), "{said}");
        }
    }
}
