//! The settings of moderators.

use super::cleanup::delete_unwanted;
use super::database::Database;
use super::problem::Problem;
use super::statement::values;

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
    pub fn settings(&self, server: &str) -> Result<Vec<StoredSetting>, Problem> {
        self.read(|connection| {
            let rows = connection.query(
                "SELECT channel, name, value FROM setting WHERE server = ?1 ORDER BY channel, name",
                values![server],
            )?;
            let settings = rows.iter().map(|row| StoredSetting {
                channel: row.text(0),
                name: row.text(1),
                value: row.text(2),
            });
            Ok(settings.collect())
        })
    }

    /// Stores a setting of a channel, or of the whole server if the channel is empty; `None` deletes it. Also deletes questions
    /// that may no longer be stored.
    pub fn set(
        &self,
        server: &str,
        channel: &str,
        name: &str,
        value: Option<&str>,
    ) -> Result<(), Problem> {
        self.write(|change| {
            match value {
                Some(value) => change.execute(
                    "INSERT INTO setting (server, channel, name, value) VALUES (?1, ?2, ?3, ?4)
                     ON CONFLICT (server, channel, name) DO UPDATE SET value = excluded.value",
                    values![server, channel, name, value],
                )?,
                None => change.execute(
                    "DELETE FROM setting WHERE server = ?1 AND channel = ?2 AND name = ?3",
                    values![server, channel, name],
                )?,
            };
            delete_unwanted(change)
        })
    }

    /// Deletes a setting in a server and all its channels.
    pub fn unset(&self, server: &str, name: &str) -> Result<(), Problem> {
        self.write(|change| {
            change.execute(
                "DELETE FROM setting WHERE server = ?1 AND name = ?2",
                values![server, name],
            )?;
            Ok(())
        })
    }
}
