//! [`is_web_address`]: which texts count as web addresses.

/// Whether a text is an absolute web address: `https://` or `http://`, a host, and no white space.
#[must_use]
pub fn is_web_address(text: &str) -> bool {
    let rest = ["https://", "http://"]
        .iter()
        .find_map(|scheme| text.strip_prefix(scheme));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with(['/', '?', '#']))
        && !text.contains(|char: char| char.is_whitespace() || char.is_control())
}
