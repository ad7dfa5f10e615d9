//! Where a running server shows its health, as a setting.

use std::net::SocketAddr;

/// Reads `127.0.0.1:8090`.
///
/// # Errors
/// Where it is no IP address with a port: the message says what to write.
pub fn address(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| {
        format!("`{text}` is no address: write an IP address and a port, as 127.0.0.1:8090")
    })
}
