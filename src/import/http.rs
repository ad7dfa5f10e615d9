//! Fetches a page within a limit of size and time, and only from public addresses.
//!
//! For every redirect, it resolves the host once, checks the address, and connects to that address. So neither a redirect
//! nor a changing DNS entry reaches a private network.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time::Duration;

use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error, ResponseExt as _};

use crate::http;
use crate::wording::Message;

/// The most bytes that a page may have.
const LARGEST: u64 = 10 << 20;

/// The timeout of a fetch, including redirects.
pub(super) const LONGEST: Duration = Duration::from_secs(20);

/// The most redirects to follow.
const REDIRECTS: u32 = 5;

/// A fetched page.
pub(super) struct Fetched {
    pub(super) bytes: Vec<u8>,
    /// Its address after all redirects.
    pub(super) address: String,
}

/// Fetches a page; `longest` includes redirects. Fails if no page came; the error is the end of a sentence.
pub(super) fn fetch(
    address: &str,
    allow_private: bool,
    longest: Duration,
) -> Result<Fetched, Message> {
    let config = http::config(REDIRECTS)
        .timeout_global(Some(longest))
        .accept("text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5")
        .build();
    let resolver = Checked { allow_private };
    let agent = Agent::with_parts(config, DefaultConnector::default(), resolver);
    let worded = |error: Error| worded(&error, longest);
    let mut response = agent.get(address).call().map_err(worded)?;
    let found = response.get_uri().to_string();
    let bytes = http::read(&mut response, LARGEST).map_err(worded)?;
    Ok(Fetched {
        bytes,
        address: found,
    })
}

fn worded(error: &Error, longest: Duration) -> Message {
    match error {
        Error::BodyExceedsLimit(_) => {
            let most = (LARGEST >> 20).to_string();
            Message::new("import-too-large").with("most", most)
        }
        Error::Timeout(_) => {
            let seconds = longest.as_secs_f32().to_string();
            Message::new("import-too-slow").with("seconds", seconds)
        }
        Error::TooManyRedirects => Message::new("import-redirects").with("most", REDIRECTS),
        Error::HostNotFound => Message::new("import-no-host"),
        Error::StatusCode(status) => {
            Message::new("import-status").with("status", status.to_string())
        }
        Error::Io(error) => match error.get_ref().and_then(|inner| inner.downcast_ref()) {
            Some(NotPublic { host, address }) => Message::new("import-not-public")
                .with("host", host)
                .with("address", address.to_string()),
            None => Message::verbatim(error.to_string()),
        },
        other => Message::verbatim(other.to_string()),
    }
}

/// The error for a host whose address is not public.
#[derive(Debug, thiserror::Error)]
#[error("{host} is at {address}, which is not public")]
struct NotPublic {
    host: String,
    address: IpAddr,
}

/// Resolves hosts, and refuses addresses that are not public unless they are allowed.
#[derive(Debug)]
struct Checked {
    allow_private: bool,
}

impl Resolver for Checked {
    fn resolve(
        &self,
        uri: &Uri,
        config: &ureq::config::Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = DefaultResolver::default().resolve(uri, config, timeout)?;
        if let Some(address) = found.iter().find(|address| !is_public(address.ip()))
            && !self.allow_private
        {
            let refused = NotPublic {
                host: uri.host().unwrap_or_default().to_owned(),
                address: address.ip(),
            };
            return Err(Error::Io(std::io::Error::other(refused)));
        }
        Ok(found)
    }
}

/// Whether an address is on the public internet.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [first, second, third, _] = address.octets();
    let is_shared = first == 100 && (64..128).contains(&second);
    let is_benchmark = first == 198 && (18..20).contains(&second);
    let is_protocol = first == 192 && second == 0 && third == 0;
    !(address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || is_shared
        || is_benchmark
        || is_protocol
        || first == 0
        || first >= 224)
}

/// Whether an IPv6 address is public. One that embeds an IPv4 address is as public as that.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let [first, second, ..] = address.segments();
    let octets = address.octets();
    let v4_at = |at: usize| {
        let bytes: Option<[u8; 4]> = octets.get(at..at + 4).and_then(|four| four.try_into().ok());
        bytes.is_some_and(|bytes| is_public_v4(Ipv4Addr::from(bytes)))
    };
    match (first, second) {
        // IPv4-mapped and IPv4-compatible addresses, `::1` and `::` among them.
        (0, 0) if octets.iter().take(10).all(|byte| *byte == 0) => v4_at(12),
        // 6to4 and NAT64.
        (0x2002, _) => v4_at(2),
        (0x64, 0xff9b) => octets.iter().skip(4).take(8).all(|byte| *byte == 0) && v4_at(12),
        // Teredo, and addresses for documentation.
        (0x2001, 0 | 0xdb8) => false,
        // Everything that is handed out to the public begins with the bits 001.
        _ => first >> 13 == 1,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;
    use std::net::{Ipv4Addr, TcpListener};
    use std::thread;
    use std::time::Duration;

    use super::{fetch, is_public};
    use crate::wording::Language;

    /// The address of a server that begins to answer and never ends: a byte now and then.
    fn endless() -> String {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        thread::spawn(move || {
            for mut stream in listener.incoming().map_while(Result::ok) {
                thread::spawn(move || {
                    let mut next: &[u8] = b"HTTP/1.1 200 OK\r\n\r\n<p>";
                    while stream.write_all(next).is_ok() {
                        next = b".";
                        thread::sleep(Duration::from_millis(10));
                    }
                });
            }
        });
        address
    }

    #[test]
    fn a_page_that_does_not_come_to_its_end_is_given_up() {
        let longest = Duration::from_millis(250);
        let refused = fetch(&endless(), true, longest).err().expect("no page");
        let english = refused.words(Language::English);
        assert_eq!(english, "it took longer than 0.25 seconds");
    }

    #[test]
    fn addresses_inside_a_network_are_not_public() {
        #[rustfmt::skip]
        let inside = [
            "127.0.0.1", "127.8.9.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
            "0.0.0.0", "224.0.0.1", "255.255.255.255", "192.0.0.8", "198.18.0.1", "::1", "::", "fe80::1", "fc00::1",
            "fd12::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "2002:7f00:1::",
            "64:ff9b::a00:1", "2001:db8::1", "fec0::1",
        ];
        for address in inside {
            assert!(
                !is_public(address.parse().expect("an address")),
                "{address}"
            );
        }
        for address in [
            "93.184.216.34",
            "1.1.1.1",
            "2606:4700::1111",
            "::ffff:1.1.1.1",
            "64:ff9b::101:101",
        ] {
            assert!(is_public(address.parse().expect("an address")), "{address}");
        }
    }
}
