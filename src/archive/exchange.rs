//! How an engine is asked: one request, one reply.

use std::time::Duration;

use super::trouble::Trouble;

/// The method of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Searches, or adds.
    Post,
    /// Makes an index.
    Put,
}

/// A request to an engine.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// Its method.
    pub method: Method,
    /// Its whole address.
    pub url: &'a str,
    /// Its body; empty for none. Lines of JSON if there are several, else JSON.
    pub body: &'a [u8],
    /// How long it may take.
    pub within: Duration,
}

/// Something that sends a request to an engine.
pub trait Exchange: Send + Sync {
    /// Sends a request, and returns the status and the body of the reply.
    ///
    /// # Errors
    /// Fails if no whole reply comes in time.
    fn exchange(&self, request: &Request<'_>) -> Result<(u16, Vec<u8>), Trouble>;
}
