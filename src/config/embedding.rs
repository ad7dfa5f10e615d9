//! The settings for the sites around the reading page: those that show it in a frame, and a proxy before it.

use std::fmt;
use std::str::FromStr;

use super::public_url::is_host;

/// The sites that may show the reading page in a frame, as a Content-Security-Policy names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frames(String);

impl fmt::Display for Frames {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Frames {
    type Err = String;

    /// Parses addresses of sites, with spaces or commas between them: `https://krant.example https://*.krant.example`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let sites = text.split([' ', ',']).filter(|site| !site.is_empty());
        let sites: Vec<String> = sites
            .map(|site| site.trim_end_matches('/').to_ascii_lowercase())
            .collect();
        if sites.is_empty() || !sites.iter().all(|site| is_site(site)) {
            return Err(format!(
                "`{text}` names no sites: write their addresses, as https://krant.example https://*.krant.example"
            ));
        }
        Ok(Self(sites.join(" ")))
    }
}

fn is_site(site: &str) -> bool {
    let host = ["https://", "http://"]
        .iter()
        .find_map(|scheme| site.strip_prefix(scheme));
    host.is_some_and(|host| is_host(host.strip_prefix("*.").unwrap_or(host)))
}

/// The name of the header in which a trusted proxy tells the address of a reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientHeader(String);

impl ClientHeader {
    /// The name, in lower case.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ClientHeader {
    type Err = String;

    /// Parses `X-Forwarded-For`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_part = |char: char| char.is_ascii_alphanumeric() || char == '-' || char == '_';
        if !text.is_empty() && text.chars().all(is_part) {
            return Ok(Self(text.to_ascii_lowercase()));
        }
        Err(format!(
            "`{text}` is no name of a header: write for example X-Forwarded-For"
        ))
    }
}
