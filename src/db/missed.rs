//! The texts of questions that the article does not answer, or whose answer got a negative vote. They are stored only if
//! moderators switched that on: the SQL statements read the setting.

use std::time::Duration;

use super::age::{MISSED_AGE, before};
use super::cleanup::delete_unwanted;
use super::database::Database;
use super::problem::Problem;
use super::statement::values;
use crate::feedback::Gap;

/// The most questions stored per channel; older ones are deleted.
const MOST: u32 = 1_000;

/// A question that may be stored, by the platform's ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissedQuestion {
    /// The message that asked.
    pub question: String,
    /// The message that answers.
    pub answer: String,
    /// The server, under which the settings of the channel are stored.
    pub server: String,
    /// The channel.
    pub channel: String,
    /// Who asked, so that they can have it deleted.
    pub asker: String,
    /// The text of the question.
    pub text: String,
}

impl Database {
    /// Stores a question that the article does not answer (`is_none`) or whose answer got a negative vote, if the setting
    /// allows it.
    pub fn miss(
        &self,
        platform: &str,
        missed: &MissedQuestion,
        is_none: bool,
    ) -> Result<(), Problem> {
        self.write(|change| {
            change.execute(
                "INSERT INTO missed (platform, question, answer, server, channel, asker, text, is_none, at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
                 ON CONFLICT (platform, question) DO UPDATE SET answer = excluded.answer, text = excluded.text,
                    is_none = CASE WHEN excluded.is_none = 1 THEN 1 ELSE missed.is_none END",
                values![
                    platform,
                    &missed.question,
                    &missed.answer,
                    &missed.server,
                    &missed.channel,
                    &missed.asker,
                    &missed.text,
                    is_none,
                    before(Duration::ZERO)
                ],
            )?;
            change.execute(
                "DELETE FROM missed WHERE server = ?1 AND channel = ?2 AND at < (
                    SELECT at FROM missed WHERE server = ?1 AND channel = ?2 ORDER BY at DESC LIMIT 1 OFFSET ?3)",
                values![&missed.server, &missed.channel, MOST - 1],
            )?;
            delete_unwanted(change)
        })
    }

    /// Deletes a question whose message was deleted or changed. Returns whether it was stored.
    pub fn unmiss(&self, platform: &str, question: &str) -> Result<bool, Problem> {
        self.unmiss_where("platform = ?1 AND question = ?2", platform, question)
    }

    /// Deletes the question that a message answers. Returns whether it was stored.
    pub fn unmiss_answered(&self, platform: &str, answer: &str) -> Result<bool, Problem> {
        self.unmiss_where("platform = ?1 AND answer = ?2", platform, answer)
    }

    /// Deletes the questions of a channel, or of a whole server. Returns whether any were stored.
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
        let is_stored = self.read(|connection| {
            let query = format!("SELECT question FROM missed WHERE {condition} LIMIT 1");
            Ok(!connection.query(&query, values![first, second])?.is_empty())
        })?;
        if !is_stored {
            return Ok(false);
        }
        self.write(|change| {
            change.execute(
                &format!("DELETE FROM missed WHERE {condition}"),
                values![first, second],
            )?;
            change.wipe();
            Ok(true)
        })
    }

    /// The missed questions of a channel, newest first.
    pub fn missed(&self, server: &str, channel: &str) -> Result<Vec<Gap>, Problem> {
        self.read(|connection| {
            let rows = connection.query(
                "SELECT text, is_none FROM missed WHERE server = ?1 AND channel = ?2 AND at >= ?3
                 ORDER BY at DESC, question DESC",
                values![server, channel, before(MISSED_AGE)],
            )?;
            let gaps = rows.iter().map(|row| Gap {
                text: row.text(0),
                is_none: row.number(1) != 0,
            });
            Ok(gaps.collect())
        })
    }
}
