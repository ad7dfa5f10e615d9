//! Trying again what failed for the moment, less and less often.

use std::fmt::Display;
use std::time::Duration;

use tokio::time::{Instant, sleep};

/// The longest that a server's word for how long to wait is taken for.
const LONGEST_ASKED: Duration = Duration::from_secs(60);

/// A failure after which trying again may help.
pub(crate) trait Transient {
    /// `None` if trying again is of no use; else how long the server wants us to wait, if it says so.
    fn retry_after(&self) -> Option<Option<Duration>>;
}

/// Pauses that grow.
#[derive(Clone, Debug)]
pub(crate) struct Pauses {
    next: Duration,
    longest: Duration,
}

impl Pauses {
    /// Pauses of at first and at most this long.
    pub(crate) fn new(first: Duration, longest: Duration) -> Self {
        Self {
            next: first,
            longest,
        }
    }

    /// The next pause: as long as the server asked for, or twice as long as the last one.
    pub(crate) fn next(&mut self, asked: Option<Duration>) -> Duration {
        let pause = match asked {
            Some(asked) => asked.min(LONGEST_ASKED.max(2 * self.longest)),
            None => self.next,
        };
        self.next = (self.next * 2).min(self.longest);
        pause
    }

    /// Waits for the next pause.
    pub(crate) async fn wait(&mut self, asked: Option<Duration>) {
        sleep(self.next(asked)).await;
    }
}

/// Does something until it is done, has failed for good, or has been tried for as long as `patience`.
pub(crate) async fn persist<T, E: Transient + Display, Attempt: Future<Output = Result<T, E>>>(
    what: &'static str,
    patience: Duration,
    mut pauses: Pauses,
    attempt: impl Fn() -> Attempt,
) -> Result<T, E> {
    let began = Instant::now();
    loop {
        let error = match attempt().await {
            Ok(done) => return Ok(done),
            Err(error) => error,
        };
        let Some(asked) = error.retry_after() else {
            return Err(error);
        };
        let pause = pauses.next(asked);
        if began.elapsed().saturating_add(pause) >= patience {
            return Err(error);
        }
        if patience == Duration::MAX {
            // Without it nothing else is done: the operator wants to know.
            tracing::warn!(what, %error, "not done yet; trying again");
        } else {
            tracing::debug!(what, %error, milliseconds = pause.as_millis(), "not done yet; trying again");
        }
        sleep(pause).await;
    }
}
