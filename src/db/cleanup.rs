//! Deletes rows: of a person who wants to be forgotten, rows that are too old, and questions that may no longer be stored.

use rusqlite::{Connection, Transaction};

use super::age::{AGE, MISSED_AGE, before};
use super::database::Database;
use super::problem::Problem;
use crate::feedback::Forgotten;
use crate::preferences::Setting;

/// Whether the setting `?1` of a row's channel, or else of its server, is on.
const IS_WANTED: &str = "'ja' = coalesce(
    (SELECT value FROM setting WHERE server = missed.server AND channel = missed.channel AND name = ?1),
    (SELECT value FROM setting WHERE server = missed.server AND channel = '' AND name = ?1))";

/// Whether the answer of a row has a negative vote.
const IS_DOWN: &str = "EXISTS (SELECT 1 FROM vote
    WHERE vote.platform = missed.platform AND vote.answer = missed.answer AND vote = 'down')";

impl Database {
    /// Deletes everything about a person on a platform. Returns how much was deleted.
    ///
    /// # Errors
    /// Fails if the database cannot be written.
    pub fn forget(&self, platform: &str, person: &str) -> Result<Forgotten, Problem> {
        self.write(|connection| {
            let transaction = connection.unchecked_transaction()?;
            let delete = |statement: &str| transaction.execute(statement, [platform, person]);
            let forgotten = Forgotten {
                answers: delete("DELETE FROM link WHERE platform = ?1 AND asker = ?2")?,
                votes: delete("DELETE FROM vote WHERE platform = ?1 AND voter = ?2")?,
                questions: delete("DELETE FROM missed WHERE platform = ?1 AND asker = ?2")?,
            };
            delete_unwanted(&transaction)?;
            transaction.commit()?;
            wipe(connection);
            Ok(forgotten)
        })
    }

    /// Deletes rows that are too old, and the voters of votes older than [`AGE`]. Call it regularly, so that rows expire even
    /// if nothing new is written.
    ///
    /// # Errors
    /// Fails if the database cannot be written.
    pub fn tidy(&self) -> Result<(), Problem> {
        self.write(|connection| {
            let transaction = connection.unchecked_transaction()?;
            transaction.execute("DELETE FROM link WHERE at < ?1", [before(AGE)])?;
            transaction.execute("DELETE FROM missed WHERE at < ?1", [before(MISSED_AGE)])?;
            delete_unwanted(&transaction)?;
            transaction.execute("DELETE FROM vote WHERE at < ?1", [before(MISSED_AGE)])?;
            transaction.execute(
                "UPDATE vote SET voter = NULL, reaction = NULL WHERE at < ?1 AND voter IS NOT NULL",
                [before(AGE)],
            )?;
            transaction.commit()?;
            wipe(connection);
            Ok(())
        })
    }
}

/// Commits a change, together with the deletion of questions that may no longer be stored after it.
pub(super) fn settle(connection: &Connection, change: Transaction<'_>) -> rusqlite::Result<()> {
    let is_deleted = delete_unwanted(&change)?;
    change.commit()?;
    if is_deleted {
        wipe(connection);
    }
    Ok(())
}

/// Empties SQLite's write-ahead log, which may still hold deleted rows. While another connection reads, the next call does
/// it.
pub(super) fn wipe(connection: &Connection) {
    let _ = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
}

/// Deletes questions of channels whose setting is off, and answered questions without a negative vote. Returns whether
/// there were any.
pub(super) fn delete_unwanted(connection: &Connection) -> rusqlite::Result<bool> {
    let statement = format!(
        "DELETE FROM missed WHERE coalesce({IS_WANTED}, 0) = 0 OR is_none = 0 AND NOT {IS_DOWN}"
    );
    let deleted = connection
        .prepare_cached(&statement)?
        .execute([Setting::Missed.row().name])?;
    Ok(deleted > 0)
}
