//! Asks a running server whether it is ready, for `voetnoot health`.

use std::io::{Read as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use serde::Deserialize;

/// The timeout of the whole request.
const PATIENCE: Duration = Duration::from_secs(3);

/// The most bytes of an answer.
const LONGEST: usize = 64 * 1024;

#[derive(Deserialize)]
struct Answer {
    ready: bool,
    checks: Vec<Check>,
}

#[derive(Deserialize)]
struct Check {
    check: String,
    ok: bool,
    detail: String,
}

/// Asks the server on this address whether it is ready.
///
/// # Errors
/// Fails if it does not answer within three seconds, or is not ready; the error names the failing checks.
pub fn ask(address: SocketAddr) -> Result<()> {
    let address = reachable(address);
    let answer = get(address)
        .with_context(|| format!("no answer on {address}: is `voetnoot serve` running there?"))?;
    let body = answer
        .split_once("\r\n\r\n")
        .map(|(_, body)| body.trim())
        .unwrap_or_default();
    let answer: Answer = serde_json::from_str(body).ok().with_context(|| {
        format!("what answers on {address} is not `voetnoot serve` (VOETNOOT_HTTP)")
    })?;
    let failing: Vec<String> = answer
        .checks
        .iter()
        .filter(|check| !check.ok)
        .map(|check| format!("{}: {}", check.check, check.detail))
        .collect();
    if !answer.ready {
        bail!("not ready: {}", failing.join("; "));
    }
    if !failing.is_empty() {
        tracing::warn!(what = failing.join("; "), "ready, but not all is well");
    }
    Ok(())
}

/// The address at which this machine reaches a server that listens on `address`.
fn reachable(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}

fn get(address: SocketAddr) -> Result<String> {
    let end = Instant::now() + PATIENCE;
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_write_timeout(Some(PATIENCE))?;
    // In HTTP/1.0 the end of the stream ends the answer.
    write!(
        stream,
        "GET /readyz HTTP/1.0\r\nHost: {address}\r\nConnection: close\r\n\r\n"
    )?;
    let mut answer = Vec::new();
    let mut buffer = [0; 4 * 1024];
    loop {
        let left = end.saturating_duration_since(Instant::now());
        ensure!(!left.is_zero(), "it took over three seconds");
        stream.set_read_timeout(Some(left))?;
        match stream.read(&mut buffer)? {
            0 => break,
            read => answer.extend_from_slice(buffer.get(..read).unwrap_or_default()),
        }
        ensure!(answer.len() <= LONGEST, "the answer does not end");
    }
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_means_all_is_reached_on_this_machine() {
        let reached = |address: &str| reachable(address.parse().expect("an address")).to_string();
        assert_eq!(reached("0.0.0.0:8090"), "127.0.0.1:8090");
        assert_eq!(reached("[::]:8090"), "[::1]:8090");
        assert_eq!(reached("192.0.2.7:8090"), "192.0.2.7:8090");
    }
}
