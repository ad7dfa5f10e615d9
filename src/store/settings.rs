//! What moderators have set.

use rusqlite::params;

use super::{Problem, Store, missed};

/// A setting as it is kept: names and values mean nothing to the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSetting {
    /// The channel that it is for; empty for the whole server.
    pub channel: String,
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
}

impl Store {
    /// All that is set for a server and its channels, in a fixed order.
    ///
    /// # Errors
    /// Where the file can no longer be read.
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

    /// Sets something for a channel of a server, or for all of it where the channel is empty; without a value it is as if
    /// nothing had been set. Questions that may no longer be kept since are deleted with it.
    ///
    /// # Errors
    /// Where it could not be kept.
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
            missed::settle(connection, transaction)
        })
    }

    /// Takes a setting back in all channels of a server, and in the server itself.
    ///
    /// # Errors
    /// Where that could not be kept.
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
