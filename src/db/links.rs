//! Which answer belongs to which question: ids only, for a week.

use std::time::Duration;

use super::age::before;
use super::database::Database;
use super::problem::Problem;
use super::statement::{Row, values};

/// A question and its answer, by the platform's ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredAnswer {
    /// The message that asked.
    pub question: String,
    /// The message that answers.
    pub answer: String,
    /// The channel of both.
    pub channel: String,
    /// Who asked.
    pub asker: String,
    /// The first message of their thread, if they are in one.
    pub thread: Option<String>,
    /// The messages with the later pages of the answer.
    pub pages: Vec<String>,
}

/// Selects what [`read`] reads.
const SELECT: &str = "SELECT question, answer, channel, asker, thread, pages FROM link";

fn read(row: &Row) -> StoredAnswer {
    let pages = row.text(5);
    StoredAnswer {
        question: row.text(0),
        answer: row.text(1),
        channel: row.text(2),
        asker: row.text(3),
        thread: row.optional_text(4),
        pages: pages.split_whitespace().map(str::to_owned).collect(),
    }
}

impl Database {
    /// Stores a link for a week.
    pub fn link(&self, platform: &str, link: &StoredAnswer) -> Result<(), Problem> {
        self.write(|change| {
            change.execute(
                "INSERT INTO link (platform, question, answer, channel, asker, thread, pages, at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                 ON CONFLICT (platform, question) DO UPDATE SET answer = excluded.answer, channel = excluded.channel,
                    asker = excluded.asker, thread = excluded.thread, pages = excluded.pages, at = excluded.at",
                values![
                    platform,
                    &link.question,
                    &link.answer,
                    &link.channel,
                    &link.asker,
                    link.thread.as_deref(),
                    &link.pages.join(" "),
                    before(Duration::ZERO)
                ],
            )?;
            Ok(())
        })
    }

    /// Deletes the link of a question.
    pub fn unlink(&self, platform: &str, question: &str) -> Result<(), Problem> {
        self.write(|change| {
            change.execute(
                "DELETE FROM link WHERE platform = ?1 AND question = ?2",
                values![platform, question],
            )?;
            Ok(())
        })
    }

    /// The link of a question.
    pub fn link_of(&self, platform: &str, question: &str) -> Result<Option<StoredAnswer>, Problem> {
        self.link_where("question = ?2", platform, question)
    }

    /// The link of an answer.
    pub fn link_to(&self, platform: &str, answer: &str) -> Result<Option<StoredAnswer>, Problem> {
        self.link_where("answer = ?2", platform, answer)
    }

    /// The link whose answer has this message as a later page.
    pub fn link_with(&self, platform: &str, page: &str) -> Result<Option<StoredAnswer>, Problem> {
        // `replace` compares as it stands; both databases have it.
        let has_page = "pages <> '' AND replace(' ' || pages || ' ', ' ' || ?2 || ' ', '') <> ' ' || pages || ' '";
        self.link_where(has_page, platform, page)
    }

    /// The links of somebody's questions in a channel, the latest first; at most `most` of them.
    pub fn latest_links(
        &self,
        platform: &str,
        channel: &str,
        asker: &str,
        most: u32,
    ) -> Result<Vec<StoredAnswer>, Problem> {
        // Ids of questions of the same second grow, too.
        let query = format!(
            "{SELECT} WHERE platform = ?1 AND channel = ?2 AND asker = ?3
             ORDER BY at DESC, length(question) DESC, question DESC LIMIT ?4"
        );
        self.read(|connection| {
            let rows = connection.query(&query, values![platform, channel, asker, most])?;
            Ok(rows.iter().map(read).collect())
        })
    }

    fn link_where(
        &self,
        condition: &'static str,
        platform: &str,
        id: &str,
    ) -> Result<Option<StoredAnswer>, Problem> {
        let query = format!("{SELECT} WHERE platform = ?1 AND {condition}");
        self.read(|connection| {
            let rows = connection.query(&query, values![platform, id])?;
            Ok(rows.first().map(read))
        })
    }
}
