//! What is refused before anything is looked up: another method than reading, what is too long, and what is for another host.

use axum::http::header::HOST;
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};

use super::super::frame;
use super::super::reply::Reply;
use super::Site;

/// The longest address that is read, in bytes.
const LONGEST: usize = 8 * 1024;

/// The longest headers that are read, in bytes.
const LONGEST_HEADERS: usize = 16 * 1024;

impl Site {
    /// Why a request is refused; `None` if it is not.
    pub(super) fn refusal(&self, head: &Parts) -> Option<StatusCode> {
        let address = head.uri.path_and_query();
        let headers = head.headers.iter();
        let bytes = headers.map(|(name, value)| name.as_str().len() + value.len());
        if head.method != Method::GET && head.method != Method::HEAD {
            Some(StatusCode::METHOD_NOT_ALLOWED)
        } else if address.map_or(0, |address| address.as_str().len()) > LONGEST {
            Some(StatusCode::URI_TOO_LONG)
        } else if bytes.sum::<usize>() > LONGEST_HEADERS {
            Some(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE)
        } else if !self.is_our_host(head) {
            Some(StatusCode::MISDIRECTED_REQUEST)
        } else {
            None
        }
    }

    /// Whether a request is for the host of the public address; for any host, if no public address is known.
    fn is_our_host(&self, head: &Parts) -> bool {
        let Some(url) = &self.settings.public_url else {
            return true;
        };
        let of_header = head.headers.get(HOST).and_then(|host| host.to_str().ok());
        let asked = head.uri.authority().map(|host| host.as_str()).or(of_header);
        let usual = |asked: &str| {
            let port = if url.as_str().starts_with("https:") {
                ":443"
            } else {
                ":80"
            };
            asked
                .strip_suffix(port)
                .is_some_and(|asked| asked.eq_ignore_ascii_case(url.host()))
        };
        asked.is_some_and(|asked| asked.eq_ignore_ascii_case(url.host()) || usual(asked))
    }
}

/// A page that says why a request is refused.
pub(super) fn refused(status: StatusCode) -> Reply {
    Reply::unkept(status, frame::refused(status.as_u16()))
}
