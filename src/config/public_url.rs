//! The setting for the address under which readers reach the reading page.

use std::fmt;
use std::str::FromStr;

/// The public address of the reading page: a scheme, a host and perhaps a port, as `https://voetnoot.example.org`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl(String);

impl PublicUrl {
    /// The host, with its port if the address names one, as a browser sends it in `Host`.
    #[must_use]
    pub fn host(&self) -> &str {
        self.0
            .split_once("://")
            .map_or(self.0.as_str(), |(_, host)| host)
    }

    /// The address, without a slash at the end.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for PublicUrl {
    type Err = String;

    /// Parses `https://voetnoot.example.org`, with or without a slash at the end.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let address = text.trim().trim_end_matches('/').to_ascii_lowercase();
        let usual = [("https://", ":443"), ("http://", ":80")];
        let parts = usual
            .iter()
            .find_map(|(scheme, port)| Some((scheme, port, address.strip_prefix(scheme)?)));
        if let Some((scheme, port, host)) = parts.filter(|(.., host)| is_host(host)) {
            // A browser leaves the scheme's own port out of `Host`.
            let host = host.strip_suffix(port).unwrap_or(host);
            return Ok(Self(format!("{scheme}{host}")));
        }
        Err(format!(
            "`{text}` is no address for readers: write https:// and a host, as https://voetnoot.example.org, without a path"
        ))
    }
}

/// Whether a text is a host as an address has it: a name or an IP address, perhaps with a port.
pub(super) fn is_host(text: &str) -> bool {
    let (name, port) = match text.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, Some(port)),
        _ => (text, None),
    };
    let is_six = name
        .strip_prefix('[')
        .and_then(|name| name.strip_suffix(']'))
        .is_some_and(|name| name.parse::<std::net::Ipv6Addr>().is_ok());
    let is_part = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|char| char.is_ascii_alphanumeric() || char == '-' || char == '_')
    };
    let is_port = |port: &str| port.parse::<u16>().is_ok_and(|port| port > 0);
    (is_six || name.split('.').all(is_part)) && port.is_none_or(is_port)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_scheme_and_a_host() {
        let read = |text: &str| text.parse::<PublicUrl>().map(|url| url.to_string());
        for (text, address) in [
            (
                "https://voetnoot.example.org/",
                "https://voetnoot.example.org",
            ),
            ("HTTP://Localhost:8080", "http://localhost:8080"),
            ("http://[::1]:8080", "http://[::1]:8080"),
            ("http://[::1]", "http://[::1]"),
        ] {
            assert_eq!(read(text), Ok(address.to_owned()));
        }
        for text in [
            "voetnoot.example.org",
            "https://",
            "https://krant.example/voetnoot",
            "https://krant.example?q",
            "https://anna@krant.example",
            "https://krant..example",
            "https://krant.example:0",
            "ftp://krant.example",
            "https://kr\"ant.example",
        ] {
            let said = read(text).expect_err(text);
            assert!(said.contains(text) && said.contains("https://voetnoot.example.org"));
        }
    }
}
