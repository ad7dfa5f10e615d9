//! The setting for the address of the health endpoint.

use std::net::SocketAddr;

/// Parses `127.0.0.1:8090`.
///
/// # Errors
/// Fails if the text is no IP address with a port; the message says what to write.
pub fn address(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| {
        format!("`{text}` is no address: write an IP address and a port, as 127.0.0.1:8090")
    })
}
