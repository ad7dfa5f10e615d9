//! What failed for now, and what failed for good.

use std::time::Duration;

use matrix_sdk::ruma::api::error::{ErrorKind, FromHttpResponseError, RetryAfter};
use matrix_sdk::{Error, HttpError};

use crate::chat::retry::{self, Pauses, Transient};

/// The first pause before trying again, and the longest.
const PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

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
        Error::StateStore(_) | Error::CryptoStoreError(_) | Error::OlmError(_) | Error::Io(_) => {
            Failure::ForNow(None)
        }
        _ => Failure::ForGood,
    }
}

/// What kind of failure that of a request is.
pub(super) fn of_request(error: &HttpError) -> Failure {
    match error {
        HttpError::Reqwest(_) => Failure::ForNow(None),
        HttpError::Cached(error) => of_request(error),
        HttpError::Api(error) => match error.as_ref() {
            FromHttpResponseError::Server(_) => of_response(error_of(error)),
            // A page of a proxy's instead of an answer.
            _ => Failure::ForNow(None),
        },
        _ => Failure::ForGood,
    }
}

fn error_of(
    error: &FromHttpResponseError<matrix_sdk::RumaApiError>,
) -> Option<&matrix_sdk::ruma::api::error::Error> {
    match error {
        FromHttpResponseError::Server(matrix_sdk::RumaApiError::MatrixError(error)) => Some(error),
        _ => None,
    }
}

fn of_response(error: Option<&matrix_sdk::ruma::api::error::Error>) -> Failure {
    let Some(error) = error else {
        return Failure::ForGood;
    };
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

/// The pauses between attempts.
pub(super) fn pauses() -> Pauses {
    Pauses::new(PAUSE, LONGEST_PAUSE)
}

/// Does something until it is done, has failed for good, or has been tried for long enough.
pub(super) async fn persist<T, Attempt: Future<Output = Result<T, Error>>>(
    what: &'static str,
    patience: Duration,
    attempt: impl Fn() -> Attempt,
) -> Result<T, Error> {
    retry::persist(what, patience, pauses(), attempt).await
}
