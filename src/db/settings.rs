//! The settings of moderators.

use rusqlite::params;

use super::cleanup::settle;
use super::database::Database;
use super::problem::Problem;

/// A stored setting. The database does not interpret names and values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSetting {
    /// The channel; empty for the whole server.
    pub channel: String,
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
}

impl Database {
    /// The settings of a server and its channels, by channel and name.
    ///
    /// # Errors
    /// Fails if the database cannot be read.
    pub fn settings(&self, server: &str) -> Result<Vec<StoredSetting>, Problem> {
        self.read(|connection| {
            connection
                .prepare_cached(
                    "SELECT channel, name, value FROM setting WHERE server = ?1 ORDER BY channel, name",
                )?
                .query_map([server], |row| {
                    Ok(StoredSetting {
                        channel: row.get(0)?,
                        name: row.get(1)?,
                        value: row.get(2)?,
                    })
                })?
                .collect()
        })
    }

    /// Stores a setting of a channel, or of the whole server if the channel is empty; `None` deletes it. Also deletes questions
    /// that may no longer be stored.
    ///
    /// # Errors
    /// Fails if the database cannot be written.
    pub fn set(
        &self,
        server: &str,
        channel: &str,
        name: &str,
        value: Option<&str>,
    ) -> Result<(), Problem> {
        self.write(|connection| {
            let transaction = connection.unchecked_transaction()?;
            match value {
                Some(value) => transaction.execute(
                    "INSERT INTO setting (server, channel, name, value) VALUES (?1, ?2, ?3, ?4)
                     ON CONFLICT DO UPDATE SET value = excluded.value",
                    params![server, channel, name, value],
                )?,
                None => transaction.execute(
                    "DELETE FROM setting WHERE server = ?1 AND channel = ?2 AND name = ?3",
                    params![server, channel, name],
                )?,
            };
            settle(connection, transaction)
        })
    }

    /// Deletes a setting in a server and all its channels.
    ///
    /// # Errors
    /// Fails if the database cannot be written.
    pub fn unset(&self, server: &str, name: &str) -> Result<(), Problem> {
        self.write(|connection| {
            connection.execute(
                "DELETE FROM setting WHERE server = ?1 AND name = ?2",
                [server, name],
            )?;
            Ok(())
        })
    }
}
