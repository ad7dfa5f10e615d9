//! A channel that replaces another, as a room does after an upgrade.

use super::cleanup::delete_unwanted;
use super::database::Database;
use super::problem::Problem;
use super::statement::values;

impl Database {
    /// Moves everything that is stored of a channel without a server to the channel that replaces it, in one transaction. A
    /// setting that the new channel has already stays.
    ///
    /// Both are the platform's ids. Settings, votes and missed questions are stored with the platform's name before them.
    pub fn move_channel(&self, platform: &str, old: &str, new: &str) -> Result<(), Problem> {
        let (from, to) = (format!("{platform} {old}"), format!("{platform} {new}"));
        self.write(|change| {
            change.execute(
                "INSERT INTO setting (server, channel, name, value)
                 SELECT ?2, CASE WHEN channel = ?1 THEN ?2 ELSE channel END, name, value FROM setting WHERE server = ?1
                 ON CONFLICT (server, channel, name) DO NOTHING",
                values![&from, &to],
            )?;
            change.execute("DELETE FROM setting WHERE server = ?1", values![&from])?;
            for table in ["vote", "missed"] {
                change.execute(
                    &format!("UPDATE {table} SET server = ?2, channel = ?2 WHERE server = ?1"),
                    values![&from, &to],
                )?;
            }
            change.execute(
                "UPDATE link SET channel = ?3 WHERE platform = ?1 AND channel = ?2",
                values![platform, old, new],
            )?;
            delete_unwanted(change)
        })
    }
}
