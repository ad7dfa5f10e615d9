//! Which answer belongs to which question. Ids only, for a week.

use std::time::Duration;

use rusqlite::{OptionalExtension as _, Row, params};

use super::{Problem, Store, before};

/// How long a question is followed.
pub const AGE: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// A question and its answer, by the platform's ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredAnswer {
    /// The message that asked.
    pub question: String,
    /// The message that answers.
    pub answer: String,
    /// Where both are.
    pub channel: String,
    /// Who asked.
    pub asker: String,
    /// The message at which their thread begins, where they are in one.
    pub thread: Option<String>,
    /// The messages with its later pages.
    pub pages: Vec<String>,
}

impl Store {
    /// Keeps a link, for a week.
    ///
    /// # Errors
    /// Where it could not be kept.
    pub fn link(&self, platform: &str, link: &StoredAnswer) -> Result<(), Problem> {
        self.write(|connection| {
            connection
                .prepare_cached(
                    "INSERT OR REPLACE INTO link (platform, question, answer, channel, asker, thread, pages, at)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                )?
                .execute(params![
                    platform,
                    link.question,
                    link.answer,
                    link.channel,
                    link.asker,
                    link.thread,
                    link.pages.join(" "),
                    before(Duration::ZERO)
                ])?;
            Ok(())
        })
    }

    /// Forgets the answer to a question.
    ///
    /// # Errors
    /// Where that could not be kept.
    pub fn unlink(&self, platform: &str, question: &str) -> Result<(), Problem> {
        self.write(|connection| {
            connection
                .prepare_cached("DELETE FROM link WHERE platform = ?1 AND question = ?2")?
                .execute([platform, question])?;
            Ok(())
        })
    }

    /// The link of a question.
    ///
    /// # Errors
    /// Where the file can no longer be read.
    pub fn link_of(&self, platform: &str, question: &str) -> Result<Option<StoredAnswer>, Problem> {
        self.find_link(
            "SELECT question, answer, channel, asker, thread, pages FROM link WHERE platform = ?1 AND question = ?2",
            platform,
            question,
        )
    }

    /// The link that a message of ours is the answer of.
    ///
    /// # Errors
    /// Where the file can no longer be read.
    pub fn link_to(&self, platform: &str, answer: &str) -> Result<Option<StoredAnswer>, Problem> {
        self.find_link(
            "SELECT question, answer, channel, asker, thread, pages FROM link WHERE platform = ?1 AND answer = ?2",
            platform,
            answer,
        )
    }

    fn find_link(
        &self,
        query: &str,
        platform: &str,
        id: &str,
    ) -> Result<Option<StoredAnswer>, Problem> {
        let link = |row: &Row<'_>| {
            let pages: String = row.get(5)?;
            Ok(StoredAnswer {
                question: row.get(0)?,
                answer: row.get(1)?,
                channel: row.get(2)?,
                asker: row.get(3)?,
                thread: row.get(4)?,
                pages: pages.split_whitespace().map(str::to_owned).collect(),
            })
        };
        self.read(|connection| {
            connection
                .prepare_cached(query)?
                .query_row([platform, id], link)
                .optional()
        })
    }
}
