//! How long rows stay in the database.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::preferences::MISSED_DAYS;

/// How long the link between a question and its answer is stored, and the voter of a vote.
pub const AGE: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// How long questions and votes are stored.
pub(super) const MISSED_AGE: Duration = Duration::from_secs(MISSED_DAYS as u64 * 24 * 60 * 60);

/// The time this long ago, in seconds since 1970.
pub(super) fn before(age: Duration) -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let then = since.unwrap_or_default().saturating_sub(age);
    i64::try_from(then.as_secs()).unwrap_or(i64::MAX)
}
