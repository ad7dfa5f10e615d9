//! An engine behind HTTP. Redirects are not followed, because the key would go to another server.

use std::time::Duration;

use ureq::{Agent, Error};

use super::exchange::{Exchange, Method, Request};
use super::trouble::Trouble;
use crate::http::{self, NoReply};
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

/// Why there is no reply.
fn trouble(error: &Error) -> Trouble {
    match NoReply::from(error) {
        NoReply::Late => Trouble::Late,
        NoReply::Nonsense(why) => Trouble::Nonsense(why),
        NoReply::Unreachable(why) => {
            Trouble::Connection(why.unwrap_or_else(|| "no connection".to_owned()))
        }
    }
}
