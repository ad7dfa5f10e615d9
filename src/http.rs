//! Asking other servers over HTTP: within a time and a size, past no proxy.

#[cfg(any(feature = "engine", feature = "reader-url"))]
use std::io::ErrorKind;

use ureq::config::ConfigBuilder;
use ureq::http::Response;
use ureq::typestate::AgentScope;
use ureq::{Agent, Body, Error};

/// What holds for all that we ask: who we are, no proxy, so many redirects.
pub(crate) fn config(redirects: u32) -> ConfigBuilder<AgentScope> {
    Agent::config_builder()
        .max_redirects(redirects)
        .max_redirects_will_error(redirects > 0)
        .proxy(None)
        .user_agent(concat!("voetnoot/", env!("CARGO_PKG_VERSION")))
}

/// The whole body of an answer. Fails if it is larger than `largest` bytes, once it is unpacked, or breaks off.
pub(crate) fn read(response: &mut Response<Body>, largest: u64) -> Result<Vec<u8>, Error> {
    response
        .body_mut()
        .with_config()
        .limit(largest)
        .read_to_vec()
}

/// Why there is no reply. The message of the library is not repeated: it may contain the address, and so a key.
#[cfg(any(feature = "engine", feature = "reader-url"))]
pub(crate) enum NoReply {
    /// It did not come in time.
    Late,
    /// What came is no reply.
    Nonsense(&'static str),
    /// There is no connection, and why if that can be told.
    Unreachable(Option<String>),
}

#[cfg(any(feature = "engine", feature = "reader-url"))]
impl From<&Error> for NoReply {
    fn from(error: &Error) -> Self {
        let why = match error {
            Error::Timeout(_) => return Self::Late,
            Error::BodyExceedsLimit(_) => return Self::Nonsense("it is too long"),
            Error::HostNotFound => "there is no such host".to_owned(),
            Error::Io(error) if error.kind() == ErrorKind::TimedOut => return Self::Late,
            Error::Io(error) => error.kind().to_string(),
            Error::Tls(_) | Error::Rustls(_) => {
                "its certificate is not valid, or TLS fails".to_owned()
            }
            Error::Protocol(_) | Error::Http(_) => return Self::Nonsense("it is no HTTP"),
            _ => return Self::Unreachable(None),
        };
        Self::Unreachable(Some(why))
    }
}
