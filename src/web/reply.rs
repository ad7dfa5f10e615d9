//! [`Reply`]: what is sent, and the headers that every reply has.

use std::io::Write as _;
use std::time::Duration;

use axum::body::Body;
use axum::http::header::{
    ACCEPT_ENCODING, ALLOW, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
    ETAG, IF_NONE_MATCH, REFERRER_POLICY, RETRY_AFTER, VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::hash;

/// What a page may load, and from where. A block of data in a `script` element is not executed, and needs no permission.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; \
                      frame-ancestors ";

/// Shorter bodies are not compressed, in bytes.
const SMALL: usize = 1_000;

/// How a reply may be kept by browsers and proxies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keep {
    /// Not at all: it answers a question, or refuses something.
    Never,
    /// As long as its tag is current.
    Checked,
    /// For ever: its address changes with it.
    Forever,
}

/// A reply to a request.
#[derive(Clone, Debug)]
pub(super) struct Reply {
    pub(super) status: StatusCode,
    pub(super) kind: &'static str,
    pub(super) body: String,
    pub(super) keep: Keep,
    /// The sites that may show it in a frame.
    pub(super) framed_by: Option<String>,
    /// How long a reader who asked too often has to wait.
    pub(super) wait: Option<Duration>,
}

impl Reply {
    /// A page.
    pub(super) fn page(status: StatusCode, body: String) -> Self {
        Self {
            status,
            kind: "text/html; charset=utf-8",
            body,
            keep: Keep::Checked,
            framed_by: None,
            wait: None,
        }
    }

    /// A page that nobody keeps: it answers a question, or refuses something.
    pub(super) fn unkept(status: StatusCode, body: String) -> Self {
        Self {
            keep: Keep::Never,
            ..Self::page(status, body)
        }
    }

    /// A file that is compiled in.
    pub(super) fn file(kind: &'static str, body: impl Into<String>, keep: Keep) -> Self {
        Self {
            kind,
            keep,
            ..Self::page(StatusCode::OK, body.into())
        }
    }

    /// Adds the headers. Leaves the body out if the browser has it already.
    pub(super) fn into_response(self, asked: &HeaderMap) -> Response {
        let tag = tag(&self.body);
        let is_known = self.keep == Keep::Checked
            && self.status == StatusCode::OK
            && asked
                .get_all(IF_NONE_MATCH)
                .iter()
                .any(|known| has_tag(known, &tag));
        let mut policy = String::from(POLICY);
        policy.push_str(self.framed_by.as_deref().unwrap_or("'none'"));
        let keep = match self.keep {
            Keep::Never => "no-store",
            Keep::Checked => "no-cache",
            Keep::Forever => "public, max-age=31536000, immutable",
        };
        let compressed = Some(&self.body)
            .filter(|body| !is_known && body.len() >= SMALL && takes_gzip(asked))
            .and_then(|body| gzip(body));
        let is_compressed = compressed.is_some();
        let mut response = Response::new(match compressed {
            _ if is_known => Body::empty(),
            Some(compressed) => Body::from(compressed),
            None => Body::from(self.body),
        });
        *response.status_mut() = if is_known {
            StatusCode::NOT_MODIFIED
        } else {
            self.status
        };
        let headers = response.headers_mut();
        let mut set = |name: HeaderName, value: &str| {
            if let Ok(value) = HeaderValue::from_str(value) {
                headers.insert(name, value);
            }
        };
        set(CONTENT_TYPE, self.kind);
        set(CACHE_CONTROL, keep);
        set(CONTENT_SECURITY_POLICY, &policy);
        set(X_CONTENT_TYPE_OPTIONS, "nosniff");
        // A question stands in the address: nobody else is told it.
        set(REFERRER_POLICY, "no-referrer");
        set(
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        );
        if is_compressed {
            set(CONTENT_ENCODING, "gzip");
        }
        if self.keep == Keep::Checked {
            set(ETAG, &tag);
        }
        set(VARY, "accept-encoding, accept-language");
        if self.status == StatusCode::METHOD_NOT_ALLOWED {
            set(ALLOW, "GET, HEAD");
        }
        if let Some(wait) = self.wait {
            // In whole seconds, and not before it is over.
            let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
            set(RETRY_AFTER, &seconds.to_string());
        }
        response
    }
}

/// Whether the browser takes a compressed body.
fn takes_gzip(asked: &HeaderMap) -> bool {
    let codings = asked.get_all(ACCEPT_ENCODING).iter();
    let mut codings = codings
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','));
    codings.any(|coding| match coding.split_once(';') {
        None => coding.trim().eq_ignore_ascii_case("gzip"),
        Some((coding, quality)) => {
            let quality = quality.trim().strip_prefix("q=").unwrap_or_default();
            let is_taken = quality.parse().is_ok_and(|quality: f32| quality > 0.0);
            is_taken && coding.trim().eq_ignore_ascii_case("gzip")
        }
    })
}

fn gzip(body: &str) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(body.len() / 3), Compression::default());
    encoder.write_all(body.as_bytes()).ok()?;
    encoder.finish().ok()
}

/// The tag of a body. It is weak, for the body is also sent compressed.
fn tag(body: &str) -> String {
    format!("W/\"{}\"", hash::digits(body, 8))
}

fn has_tag(known: &HeaderValue, tag: &str) -> bool {
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    known
        .to_str()
        .is_ok_and(|known| known.split(',').any(|known| opaque(known) == opaque(tag)))
}
