//! Deletes rows: of a person who wants to be forgotten, rows that are too old, and questions that may no longer be stored.

use super::age::{AGE, MISSED_AGE, before};
use super::database::Database;
use super::problem::Problem;
use super::statement::{Connection, values};
use crate::feedback::Forgotten;
use crate::preferences::Setting;

/// Whether the setting `?1` of a row's channel, or else of its server, is on.
const IS_WANTED: &str = "'ja' = coalesce(
    (SELECT value FROM setting WHERE server = missed.server AND channel = missed.channel AND name = ?1),
    (SELECT value FROM setting WHERE server = missed.server AND channel = '' AND name = ?1))";

/// Whether the answer of a row has a negative vote.
const IS_DOWN: &str = "EXISTS (SELECT 1 FROM vote
    WHERE vote.platform = missed.platform AND vote.answer = missed.answer AND vote.vote = 'down')";

impl Database {
    /// Deletes everything about a person on a platform. Returns how much was deleted.
    pub fn forget(&self, platform: &str, person: &str) -> Result<Forgotten, Problem> {
        self.write(|change| {
            let mut delete = |statement: &str| change.execute(statement, values![platform, person]);
            let forgotten = Forgotten {
                answers: delete("DELETE FROM link WHERE platform = ?1 AND asker = ?2")?,
                votes: delete("DELETE FROM vote WHERE platform = ?1 AND voter = ?2")?,
                questions: delete("DELETE FROM missed WHERE platform = ?1 AND asker = ?2")?,
            };
            delete_unwanted(change)?;
            change.wipe();
            Ok(forgotten)
        })
    }

    /// Deletes rows that are too old, and the voters of votes older than [`AGE`]. Call it regularly, so that rows expire even
    /// if nothing new is written.
    pub fn tidy(&self) -> Result<(), Problem> {
        self.write(|change| {
            let (week, month) = (before(AGE), before(MISSED_AGE));
            change.execute("DELETE FROM link WHERE at < ?1", values![week])?;
            change.execute("DELETE FROM missed WHERE at < ?1", values![month])?;
            delete_unwanted(change)?;
            change.execute("DELETE FROM vote WHERE at < ?1", values![month])?;
            change.execute(
                "UPDATE vote SET voter = NULL, reaction = NULL WHERE at < ?1 AND voter IS NOT NULL",
                values![week],
            )?;
            change.wipe();
            Ok(())
        })
    }
}

/// Deletes, with a change, questions that may no longer be stored after it: of channels whose setting is off, and answered
/// questions without a negative vote.
pub(super) fn delete_unwanted(change: &mut dyn Connection) -> Result<(), Problem> {
    let statement = format!(
        "DELETE FROM missed WHERE ({IS_WANTED}) IS NOT TRUE OR is_none = 0 AND NOT {IS_DOWN}"
    );
    if change.execute(&statement, values![Setting::Missed.row().name])? > 0 {
        change.wipe();
    }
    Ok(())
}
