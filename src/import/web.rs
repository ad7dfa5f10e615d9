//! Resolves and splits web addresses.

use crate::article::is_web_address;
use crate::citation::decoded;

/// The absolute address of a link; `None` for a link within the page, and if there is no base.
pub(super) fn absolute(href: &str, base: Option<&str>) -> Option<String> {
    let href = href.trim();
    if let Some(query) = href.strip_prefix("https://www.google.com/url?q=") {
        // Google Docs redirects every link.
        let target = query.split('&').next().unwrap_or_default();
        let target = String::from_utf8_lossy(&decoded(target)).into_owned();
        return is_web_address(&target).then_some(target);
    }
    let whole = if is_web_address(href) {
        href.to_owned()
    } else if let Some(rest) = href.strip_prefix("//") {
        format!("{}//{rest}", scheme(base?)?)
    } else if href.starts_with('/') {
        format!("{}{href}", origin(base?)?)
    } else {
        return None;
    };
    is_web_address(&whole).then_some(whole)
}

/// `https:` or `http:`.
fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once("//")?;
    Some(scheme)
}

/// The address without its path: `https://example.org`.
fn origin(address: &str) -> Option<&str> {
    let start = scheme(address)?.len() + 2;
    let rest = address.get(start..)?;
    let end = start + rest.find(['/', '?', '#']).unwrap_or(rest.len());
    address.get(..end)
}

/// The last part of the path without its extension: `brug-dicht` for `https://example.org/2024/brug-dicht.html`.
pub(super) fn last_part(address: &str) -> Option<&str> {
    let path = address.strip_prefix(origin(address)?)?;
    let path = path.split(['?', '#']).next()?;
    let part = path.split('/').rfind(|part| !part.is_empty())?;
    let stem = part.rsplit_once('.').map_or(part, |(stem, _)| stem);
    (!stem.is_empty()).then_some(stem)
}
