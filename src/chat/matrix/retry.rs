//! Which failures may pass, and which are final; and how often the homeserver has slowed the bot down.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use matrix_sdk::ruma::api::error::{ErrorKind, RetryAfter};
use matrix_sdk::{Error, HttpError, ruma};

use crate::chat::retry::{self, Pauses, Transient};
use crate::ops::{Limit, Pulse};

/// The first pause before trying again.
const PAUSE: Duration = Duration::from_millis(500);

/// The longest pause once the homeserver has answered anything, and before.
const LONGEST_PAUSE: Duration = Duration::from_secs(5);
const LONGEST_FIRST_PAUSE: Duration = Duration::from_secs(15);

/// How often the log says that the homeserver slows the bot down.
const TELL_EVERY: Duration = Duration::from_secs(10 * 60);

/// Where that is counted. A program has one account.
static PULSE: OnceLock<Arc<Pulse>> = OnceLock::new();

/// Whether trying again can help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// It can: the homeserver is away, busy, or wants us to wait this long.
    ForNow(Option<Duration>),
    /// The homeserver does not know the session any more.
    LoggedOut,
    /// It cannot.
    ForGood,
}

/// What kind of failure an error is.
pub(super) fn of(error: &Error) -> Failure {
    match error {
        Error::Http(error) => of_request(error),
        // The store, or what was to be encrypted: the disk may be full for a while.
        Error::StateStore(_)
        | Error::CryptoStoreError(_)
        | Error::OlmError(_)
        | Error::MegolmError(_)
        | Error::Io(_)
        // Another task asked for the same, and failed.
        | Error::ConcurrentRequestFailed => Failure::ForNow(None),
        _ => Failure::ForGood,
    }
}

fn of_request(error: &HttpError) -> Failure {
    match (error, error.as_client_api_error()) {
        (HttpError::Reqwest(_), _) => Failure::ForNow(None),
        (HttpError::Cached(error), _) => of_request(error),
        (HttpError::Api(_), Some(error)) => of_answer(error),
        // A page of a proxy's instead of an answer.
        (HttpError::Api(_), None) if error.as_ruma_api_error().is_none() => Failure::ForNow(None),
        _ => Failure::ForGood,
    }
}

fn of_answer(error: &ruma::api::error::Error) -> Failure {
    match error.error_kind() {
        Some(ErrorKind::LimitExceeded(limit)) => Failure::ForNow(match limit.retry_after {
            Some(RetryAfter::Delay(wait)) => Some(wait),
            _ => None,
        }),
        Some(ErrorKind::UnknownToken(_) | ErrorKind::UserDeactivated) => Failure::LoggedOut,
        // Not the homeserver speaks but a proxy before it, which does not find it at the moment.
        None => Failure::ForNow(None),
        _ if error.status_code.is_server_error() || error.status_code.as_u16() == 429 => {
            Failure::ForNow(None)
        }
        _ => Failure::ForGood,
    }
}

impl Transient for Error {
    fn retry_after(&self) -> Option<Option<Duration>> {
        match of(self) {
            Failure::ForNow(asked) => Some(asked),
            _ => None,
        }
    }
}

/// Counts on this pulse from now on how often the homeserver slows the bot down.
pub(super) fn report_to(pulse: &Arc<Pulse>) {
    // A second run would be of the same account.
    let _ = PULSE.set(Arc::clone(pulse));
}

/// Whether the homeserver says that there are too many requests.
pub(super) fn is_limit(error: &Error) -> bool {
    let answer = error.as_client_api_error();
    answer.is_some_and(|answer| answer.status_code.as_u16() == 429)
}

/// Whether the homeserver, or a proxy before it, has answered at all.
pub(super) fn is_answer(error: &Error) -> bool {
    matches!(error, Error::Http(error) if matches!(**error, HttpError::Api(_)))
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
    let mut told = TOLD.lock().unwrap_or_else(PoisonError::into_inner);
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

/// The pauses between attempts as long as the homeserver has answered nothing.
pub(super) fn first_pauses() -> Pauses {
    Pauses::new(PAUSE, LONGEST_FIRST_PAUSE)
}

/// Waits before the next attempt.
pub(super) async fn wait(pauses: &mut Pauses, error: &Error) {
    note(error);
    if is_answer(error) {
        pauses.at_most(LONGEST_PAUSE);
    }
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
