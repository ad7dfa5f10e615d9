//! Asking other servers over HTTP: within a time and a size, past no proxy.

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

/// The whole body of an answer.
///
/// # Errors
/// Fails if it is larger than `largest` bytes, once it is unpacked, or breaks off.
pub(crate) fn read(response: &mut Response<Body>, largest: u64) -> Result<Vec<u8>, Error> {
    response
        .body_mut()
        .with_config()
        .limit(largest)
        .read_to_vec()
}
