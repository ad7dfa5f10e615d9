//! Which failures may pass, and which are final; and how often the homeserver has slowed the bot down.

use std::sync::{Arc, Mutex, OnceLock};
use std::time::{Duration, Instant};

use matrix_sdk::ruma::api::error::{ErrorKind, RetryAfter};
use matrix_sdk::{ClientBuildError, Error, HttpError, ruma};

use crate::chat::retry::{self, Pauses, Transient};
use crate::ops::{Limit, Pulse};
use crate::parallel::lock;

/// The first pause before trying again, and the longest.
const PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// How often the log says that the homeserver slows the bot down.
const TELL_EVERY: Duration = Duration::from_secs(10 * 60);

/// Where that is counted. A program has one account.
static PULSE: OnceLock<Arc<Pulse>> = OnceLock::new();

impl Transient for Error {
    fn retry_after(&self) -> Option<Option<Duration>> {
        match self {
            Self::Http(error) => of_request(error),
            // The store, or what was to be encrypted: the disk may be full for a while.
            Self::StateStore(_)
            | Self::CryptoStoreError(_)
            | Self::OlmError(_)
            | Self::MegolmError(_)
            | Self::Io(_)
            // Another task asked for the same, and failed.
            | Self::ConcurrentRequestFailed => Some(None),
            _ => None,
        }
    }
}

fn of_request(error: &HttpError) -> Option<Option<Duration>> {
    let answer = match error {
        HttpError::Reqwest(_) => return Some(None),
        HttpError::Cached(error) => return of_request(error),
        // A page of a proxy's instead of an answer.
        HttpError::Api(_) if error.as_ruma_api_error().is_none() => return Some(None),
        _ => error.as_client_api_error()?,
    };
    match answer.error_kind() {
        Some(ErrorKind::LimitExceeded(limit)) => Some(match limit.retry_after {
            Some(RetryAfter::Delay(wait)) => Some(wait),
            _ => None,
        }),
        // Not the homeserver speaks but a proxy before it, which does not find it at the moment.
        None => Some(None),
        _ if answer.status_code.is_server_error() || is_too_many(answer) => Some(None),
        _ => None,
    }
}

impl Transient for ClientBuildError {
    fn retry_after(&self) -> Option<Option<Duration>> {
        matches!(self, Self::Http(_) | Self::AutoDiscovery(_)).then_some(None)
    }
}

/// Counts on this pulse from now on how often the homeserver slows the bot down.
pub(super) fn report_to(pulse: &Arc<Pulse>) {
    // A second run would be of the same account.
    let _ = PULSE.set(Arc::clone(pulse));
}

/// Whether the homeserver says that there are too many requests.
pub(super) fn is_limit(error: &Error) -> bool {
    error.as_client_api_error().is_some_and(is_too_many)
}

fn is_too_many(answer: &ruma::api::error::Error) -> bool {
    answer.status_code.as_u16() == 429
}

/// Counts an error by which the homeserver slows the bot down, and tells the operator now and then what to do.
pub(super) fn note(error: &Error) {
    static TOLD: Mutex<Option<Instant>> = Mutex::new(None);
    if !is_limit(error) {
        return;
    }
    if let Some(pulse) = PULSE.get() {
        pulse.limited(Limit::Theirs);
    }
    let mut told = lock(&TOLD);
    if told.is_none_or(|told| told.elapsed() > TELL_EVERY) {
        *told = Some(Instant::now());
        tracing::warn!(
            "the homeserver limits how much the bot may send (429), and answers wait: lift the limit for its account, on Synapse \
             by the admin call override_ratelimit or by rc_message (the steps for Matrix in docs/operating.md)"
        );
    }
}

/// The pauses between attempts.
pub(super) fn pauses() -> Pauses {
    Pauses::new(PAUSE, LONGEST_PAUSE)
}

/// Waits before the next attempt.
pub(super) async fn wait(pauses: &mut Pauses, error: &Error) {
    note(error);
    pauses.wait(error.retry_after().flatten()).await;
}

/// Tries something until it is done, has failed for good, or has been tried for as long as `patience`.
pub(super) async fn persist<T, Attempt: Future<Output = Result<T, Error>>>(
    what: &'static str,
    patience: Duration,
    attempt: impl Fn() -> Attempt,
) -> Result<T, Error> {
    let attempt = || async { attempt().await.inspect_err(note) };
    retry::persist(what, patience, pauses(), attempt).await
}
