//! When each connection to a platform was last known to live, and in which channels the bot was used lately.

use super::age::before;
use super::database::Database;
use super::problem::Problem;
use super::statement::values;

impl Database {
    /// Stores that a connection lives now.
    pub fn attend(&self, connection: &str) -> Result<(), Problem> {
        self.write(|change| {
            change.execute(
                "INSERT INTO attendance (connection, at) VALUES (?1, ?2)
                 ON CONFLICT (connection) DO UPDATE SET at = excluded.at",
                values![connection, before(std::time::Duration::ZERO)],
            )?;
            Ok(())
        })
    }

    /// When a connection was last known to live, in seconds since 1970; `None` if it never was.
    pub fn attended(&self, connection: &str) -> Result<Option<i64>, Problem> {
        self.read(|open| {
            let rows = open.query(
                "SELECT at FROM attendance WHERE connection = ?1",
                values![connection],
            )?;
            Ok(rows.first().map(|row| row.number(0)))
        })
    }

    /// The channels of the questions that are linked, the one that was used last first; at most `most` of them.
    pub fn used_channels(&self, platform: &str, most: u32) -> Result<Vec<String>, Problem> {
        self.read(|open| {
            let rows = open.query(
                "SELECT channel FROM link WHERE platform = ?1 GROUP BY channel ORDER BY max(at) DESC LIMIT ?2",
                values![platform, most],
            )?;
            Ok(rows.iter().map(|row| row.text(0)).collect())
        })
    }
}
