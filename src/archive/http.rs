//! An engine behind HTTP. Redirects are not followed, because the key would go to another server.

use std::io::ErrorKind;
use std::time::Duration;

use ureq::{Agent, Error};

use super::exchange::{Exchange, Method, Request};
use super::trouble::Trouble;
use crate::http;
use crate::secret::Secret;

/// The most bytes of a reply: some articles with their texts.
const LARGEST: u64 = 64 << 20;

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(1);

/// Sends requests over HTTP.
pub struct Http {
    agent: Agent,
    key: Option<Secret>,
}

impl Http {
    /// Sends `key` as `Authorization`: as it is if it names a scheme («Basic …», «Bearer …»), else as an API key.
    #[must_use]
    pub fn new(key: Option<Secret>) -> Self {
        let config = http::config(0)
            .http_status_as_error(false)
            .timeout_connect(Some(CONNECT))
            .build();
        Self {
            agent: Agent::new_with_config(config),
            key,
        }
    }

    fn authorization(&self) -> Option<String> {
        let key = self.key.as_ref()?.expose();
        Some(if key.contains(' ') {
            key.to_owned()
        } else {
            format!("ApiKey {key}")
        })
    }
}

impl Exchange for Http {
    fn exchange(&self, request: &Request<'_>) -> Result<(u16, Vec<u8>), Trouble> {
        let is_lines = request.body.ends_with(b"\n");
        let kind = if is_lines {
            "application/x-ndjson"
        } else {
            "application/json"
        };
        let within = Some(request.within);
        let authorization = self.authorization();
        let sent = if request.method == Method::Get {
            let mut get = self.agent.get(request.url);
            if let Some(key) = &authorization {
                get = get.header("authorization", key);
            }
            get.config().timeout_global(within).build().call()
        } else {
            let mut send = match request.method {
                Method::Put => self.agent.put(request.url),
                _ => self.agent.post(request.url),
            };
            if let Some(key) = &authorization {
                send = send.header("authorization", key);
            }
            let send = send.header("content-type", kind);
            send.config()
                .timeout_global(within)
                .build()
                .send(request.body)
        };
        let mut response = sent.map_err(|error| trouble(&error))?;
        let status = response.status().as_u16();
        let body = http::read(&mut response, LARGEST).map_err(|error| trouble(&error))?;
        Ok((status, body))
    }
}

/// Why there is no reply. The message of the library is not repeated: it may contain the address.
fn trouble(error: &Error) -> Trouble {
    let what = match error {
        Error::Timeout(_) => return Trouble::Late,
        Error::BodyExceedsLimit(_) => return Trouble::Nonsense("it is too long"),
        Error::HostNotFound => "there is no such host".to_owned(),
        Error::Io(error) if error.kind() == ErrorKind::TimedOut => return Trouble::Late,
        Error::Io(error) => error.kind().to_string(),
        Error::Tls(_) | Error::Rustls(_) => "its certificate is not valid, or TLS fails".to_owned(),
        Error::Protocol(_) | Error::Http(_) => return Trouble::Nonsense("it is no HTTP"),
        _ => "no connection".to_owned(),
    };
    Trouble::Connection(what)
}
