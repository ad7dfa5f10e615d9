//! Questions as they were asked: those that the article does not answer, or whose answer somebody found wanting. They are
//! kept where moderators have set that, and nowhere else: the statements that write and tidy look at the setting.

use std::time::Duration;

use rusqlite::{Connection, Row, Transaction, params};

use super::{Problem, Store, before};
use crate::bot::missed::Gap;
use crate::preferences::{MISSED_DAYS, Setting as Key};

/// How long a question is kept.
pub(super) const AGE: Duration = Duration::from_secs(MISSED_DAYS as u64 * 24 * 60 * 60);

/// The most that are kept of a channel: of more, the newest.
const MOST: u32 = 1_000;

/// A question that may be kept, by the platform's ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissedQuestion {
    /// The message that asked.
    pub question: String,
    /// The message that answers.
    pub answer: String,
    /// What the place's settings are kept under.
    pub server: String,
    /// The channel.
    pub channel: String,
    /// Who asked: only so that they can have it deleted.
    pub asker: String,
    /// What they asked.
    pub text: String,
}

/// Whether a row's channel, or else its server, is set to have questions kept; `?1` is the setting's name.
const IS_WANTED: &str = "'ja' = coalesce(
    (SELECT value FROM setting WHERE server = missed.server AND channel = missed.channel AND name = ?1),
    (SELECT value FROM setting WHERE server = missed.server AND channel = '' AND name = ?1))";

/// Whether somebody finds the answer of a row wanting.
const IS_DOWN: &str = "EXISTS (SELECT 1 FROM vote
    WHERE vote.platform = missed.platform AND vote.answer = missed.answer AND vote = 'down')";

impl Store {
    /// Keeps a question that the article does not answer (`is_none`), or else one whose answer somebody finds wanting,
    /// where questions are to be kept at all.
    ///
    /// # Errors
    /// Where it could not be kept.
    pub fn miss(
        &self,
        platform: &str,
        missed: &MissedQuestion,
        is_none: bool,
    ) -> Result<(), Problem> {
        self.write(|connection| {
            let transaction = connection.unchecked_transaction()?;
            transaction.execute(
                "INSERT INTO missed (platform, question, answer, server, channel, asker, text, is_none, at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
                 ON CONFLICT DO UPDATE SET answer = excluded.answer, text = excluded.text, is_none = max(is_none, excluded.is_none)",
                params![
                    platform,
                    missed.question,
                    missed.answer,
                    missed.server,
                    missed.channel,
                    missed.asker,
                    missed.text,
                    is_none,
                    before(Duration::ZERO)
                ],
            )?;
            transaction.execute(
                "DELETE FROM missed WHERE server = ?1 AND channel = ?2 AND at < (
                    SELECT at FROM missed WHERE server = ?1 AND channel = ?2 ORDER BY at DESC LIMIT 1 OFFSET ?3)",
                params![missed.server, missed.channel, MOST - 1],
            )?;
            settle(connection, transaction)
        })
    }

    /// Forgets a question, as whoever asked it has deleted or changed it; whether it was kept.
    ///
    /// # Errors
    /// Where that could not be kept.
    pub fn unmiss(&self, platform: &str, question: &str) -> Result<bool, Problem> {
        self.unmiss_where("platform = ?1 AND question = ?2", platform, question)
    }

    /// The same of the question that a message answers.
    ///
    /// # Errors
    /// Where that could not be kept.
    pub fn unmiss_answered(&self, platform: &str, answer: &str) -> Result<bool, Problem> {
        self.unmiss_where("platform = ?1 AND answer = ?2", platform, answer)
    }

    /// Forgets what was asked in a channel that is gone, or in all of a server.
    ///
    /// # Errors
    /// Where that could not be kept.
    pub fn unmiss_in(&self, server: &str, channel: Option<&str>) -> Result<bool, Problem> {
        let channel = channel.unwrap_or_default();
        self.unmiss_where("server = ?1 AND ?2 IN ('', channel)", server, channel)
    }

    fn unmiss_where(
        &self,
        condition: &'static str,
        first: &str,
        second: &str,
    ) -> Result<bool, Problem> {
        let is_kept = self.read(|connection| {
            connection
                .prepare_cached(&format!("SELECT 1 FROM missed WHERE {condition}"))?
                .exists([first, second])
        })?;
        if !is_kept {
            return Ok(false);
        }
        self.write(|connection| {
            connection.execute(
                &format!("DELETE FROM missed WHERE {condition}"),
                [first, second],
            )?;
            wipe(connection);
            Ok(true)
        })
    }

    /// What was missed in a channel, the newest first.
    ///
    /// # Errors
    /// Where the file can no longer be read.
    pub fn missed(&self, server: &str, channel: &str) -> Result<Vec<Gap>, Problem> {
        let missed = |row: &Row<'_>| {
            Ok(Gap {
                text: row.get(0)?,
                is_none: row.get(1)?,
            })
        };
        self.read(|connection| {
            connection
                .prepare_cached(
                    "SELECT text, is_none FROM missed WHERE server = ?1 AND channel = ?2 AND at >= ?3
                     ORDER BY at DESC, question DESC",
                )?
                .query_map(params![server, channel, before(AGE)], missed)?
                .collect()
        })
    }

    /// Deletes what is too old. What holds of a question holds at any time, and not only when the next one comes.
    ///
    /// # Errors
    /// Where that could not be kept.
    pub fn tidy(&self) -> Result<(), Problem> {
        self.write(|connection| {
            let transaction = connection.unchecked_transaction()?;
            transaction.execute("DELETE FROM link WHERE at < ?1", [before(super::AGE)])?;
            transaction.execute("DELETE FROM missed WHERE at < ?1", [before(AGE)])?;
            delete_unwanted(&transaction)?;
            super::votes::tidy(&transaction)?;
            transaction.commit()?;
            wipe(connection);
            Ok(())
        })
    }
}

/// Ends a change after which questions may be kept that are not wanted any more: they go with it.
pub(super) fn settle(connection: &Connection, change: Transaction<'_>) -> rusqlite::Result<()> {
    let is_less = delete_unwanted(&change)?;
    change.commit()?;
    if is_less {
        wipe(connection);
    }
    Ok(())
}

/// Empties SQLite's log, in which what was deleted may still stand. Where somebody reads it, that is done the next time.
pub(super) fn wipe(connection: &Connection) {
    let _ = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
}

/// Deletes questions where they are not to be kept, and those that were answered and that nobody finds wanting any more.
/// Whether there were any.
pub(super) fn delete_unwanted(connection: &Connection) -> rusqlite::Result<bool> {
    let statement = format!(
        "DELETE FROM missed WHERE coalesce({IS_WANTED}, 0) = 0 OR is_none = 0 AND NOT {IS_DOWN}"
    );
    let deleted = connection
        .prepare_cached(&statement)?
        .execute([Key::Missed.row().name])?;
    Ok(deleted > 0)
}
