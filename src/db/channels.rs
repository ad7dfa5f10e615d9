//! A channel that replaces another, as a room does after an upgrade.

use rusqlite::params;

use super::cleanup::settle;
use super::database::Database;
use super::problem::Problem;

impl Database {
    /// Moves everything that is stored of a channel without a server to the channel that replaces it, in one transaction. A
    /// setting that the new channel has already stays.
    ///
    /// Both are the platform's ids. Settings, votes and missed questions are stored with the platform's name before them.
    ///
    /// # Errors
    /// Fails if the database cannot be written.
    pub fn move_channel(&self, platform: &str, old: &str, new: &str) -> Result<(), Problem> {
        let (from, to) = (format!("{platform} {old}"), format!("{platform} {new}"));
        self.write(|connection| {
            let transaction = connection.unchecked_transaction()?;
            transaction.execute(
                "UPDATE OR IGNORE setting SET server = ?2, channel = iif(channel = ?1, ?2, channel) WHERE server = ?1",
                [&from, &to],
            )?;
            transaction.execute("DELETE FROM setting WHERE server = ?1", [&from])?;
            for table in ["vote", "missed"] {
                transaction.execute(
                    &format!("UPDATE {table} SET server = ?2, channel = ?2 WHERE server = ?1"),
                    [&from, &to],
                )?;
            }
            transaction.execute(
                "UPDATE link SET channel = ?3 WHERE platform = ?1 AND channel = ?2",
                params![platform, old, new],
            )?;
            settle(connection, transaction)
        })
    }
}
