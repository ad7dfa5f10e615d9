//! When each connection to a platform was last known to live, and in which channels the bot was used lately.

use rusqlite::{OptionalExtension as _, params};

use super::age::before;
use super::database::Database;
use super::problem::Problem;

impl Database {
    /// Stores that a connection lives now.
    ///
    /// # Errors
    /// Fails if the database cannot be written.
    pub fn attend(&self, connection: &str) -> Result<(), Problem> {
        self.write(|open| {
            open.prepare_cached(
                "INSERT OR REPLACE INTO attendance (connection, at) VALUES (?1, ?2)",
            )?
            .execute(params![connection, before(std::time::Duration::ZERO)])?;
            Ok(())
        })
    }

    /// When a connection was last known to live, in seconds since 1970; `None` if it never was.
    ///
    /// # Errors
    /// Fails if the database cannot be read.
    pub fn attended(&self, connection: &str) -> Result<Option<i64>, Problem> {
        self.read(|open| {
            open.prepare_cached("SELECT at FROM attendance WHERE connection = ?1")?
                .query_row([connection], |row| row.get(0))
                .optional()
        })
    }

    /// The channels of the questions that are linked, the one that was used last first; at most `most` of them.
    ///
    /// # Errors
    /// Fails if the database cannot be read.
    pub fn used_channels(&self, platform: &str, most: u32) -> Result<Vec<String>, Problem> {
        self.read(|open| {
            open.prepare_cached(
                "SELECT channel FROM link WHERE platform = ?1 GROUP BY channel ORDER BY max(at) DESC LIMIT ?2",
            )?
            .query_map(params![platform, most], |row| row.get(0))?
            .collect()
        })
    }
}
