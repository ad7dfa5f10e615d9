//! What readers thought of answers: one vote a person and answer. Whose it is, is known for a week.

use std::time::Duration;

use rusqlite::{Connection, OptionalExtension as _, params};

use super::missed::{self, AGE as KEPT};
use super::{AGE, Problem, Store, before};

/// What a reader thought of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vote {
    /// 👍
    Up,
    /// 👎
    Down,
}

/// A vote that is cast, by the platform's ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ballot {
    /// The answer.
    pub answer: String,
    /// Who votes.
    pub voter: String,
    /// What they thought of it.
    pub vote: Vote,
    /// The reaction itself, where it has an id of its own.
    pub reaction: Option<String>,
    /// What the place's settings are kept under.
    pub server: String,
    /// The channel.
    pub channel: String,
}

impl Vote {
    /// The word that it is kept as, and the label of its count.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
        }
    }

    fn read(kept: &str) -> Option<Self> {
        [Self::Up, Self::Down]
            .into_iter()
            .find(|vote| vote.as_str() == kept)
    }
}

impl Store {
    /// Keeps a vote, in the place of the one that this person gave this answer before; what that was.
    ///
    /// # Errors
    /// Where it could not be kept.
    pub fn vote(&self, platform: &str, ballot: &Ballot) -> Result<Option<Vote>, Problem> {
        self.write(|connection| {
            let transaction = connection.unchecked_transaction()?;
            let earlier = taken(
                &transaction,
                "DELETE FROM vote WHERE platform = ?1 AND answer = ?2 AND voter = ?3 RETURNING vote",
                [platform, &ballot.answer, &ballot.voter],
            )?;
            transaction.execute(
                "INSERT INTO vote (platform, answer, voter, vote, reaction, server, channel, at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                params![
                    platform,
                    ballot.answer,
                    ballot.voter,
                    ballot.vote.as_str(),
                    ballot.reaction,
                    ballot.server,
                    ballot.channel,
                    before(Duration::ZERO)
                ],
            )?;
            missed::settle(connection, transaction)?;
            Ok(earlier)
        })
    }

    /// Takes a vote back; whether it was there.
    ///
    /// # Errors
    /// Where that could not be kept.
    pub fn unvote(
        &self,
        platform: &str,
        answer: &str,
        voter: &str,
        vote: Vote,
    ) -> Result<bool, Problem> {
        self.write(|connection| {
            let transaction = connection.unchecked_transaction()?;
            let vote = taken(
                &transaction,
                "DELETE FROM vote WHERE platform = ?1 AND answer = ?2 AND voter = ?3 AND vote = ?4 RETURNING vote",
                [platform, answer, voter, vote.as_str()],
            )?;
            missed::settle(connection, transaction)?;
            Ok(vote.is_some())
        })
    }

    /// Takes all votes of a kind on an answer back; how many there were.
    ///
    /// # Errors
    /// Where that could not be kept.
    pub fn unvote_all(&self, platform: &str, answer: &str, vote: Vote) -> Result<usize, Problem> {
        self.write(|connection| {
            let transaction = connection.unchecked_transaction()?;
            let count = transaction.execute(
                "DELETE FROM vote WHERE platform = ?1 AND answer = ?2 AND vote = ?3",
                [platform, answer, vote.as_str()],
            )?;
            missed::settle(connection, transaction)?;
            Ok(count)
        })
    }

    /// Takes the vote back that a reaction was; what it was.
    ///
    /// # Errors
    /// Where that could not be kept.
    pub fn unvote_by(&self, platform: &str, reaction: &str) -> Result<Option<Vote>, Problem> {
        self.write(|connection| {
            let transaction = connection.unchecked_transaction()?;
            let vote = taken(
                &transaction,
                "DELETE FROM vote WHERE platform = ?1 AND reaction = ?2 RETURNING vote",
                [platform, reaction],
            )?;
            missed::settle(connection, transaction)?;
            Ok(vote)
        })
    }

    /// How often answers in a channel were voted on in the time that votes are kept: 👍, and 👎.
    ///
    /// # Errors
    /// Where the file can no longer be read.
    pub fn votes(&self, server: &str, channel: &str) -> Result<(u32, u32), Problem> {
        let count = |vote: Vote| {
            self.read(|connection| {
                connection
                    .prepare_cached(
                        "SELECT count(*) FROM vote WHERE server = ?1 AND channel = ?2 AND vote = ?3 AND at >= ?4",
                    )?
                    .query_row(
                        params![server, channel, vote.as_str(), before(KEPT)],
                        |row| row.get(0),
                    )
            })
        };
        Ok((count(Vote::Up)?, count(Vote::Down)?))
    }
}

/// Deletes a vote; what it was.
fn taken<const N: usize>(
    connection: &Connection,
    statement: &str,
    ids: [&str; N],
) -> rusqlite::Result<Option<Vote>> {
    let vote: Option<String> = connection
        .prepare_cached(statement)?
        .query_row(rusqlite::params_from_iter(ids), |row| row.get(0))
        .optional()?;
    Ok(vote.as_deref().and_then(Vote::read))
}

/// After a week nobody's, later gone.
pub(super) fn tidy(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM vote WHERE at < ?1", [before(KEPT)])?;
    connection.execute(
        "UPDATE vote SET voter = NULL, reaction = NULL WHERE at < ?1 AND voter IS NOT NULL",
        [before(AGE)],
    )?;
    Ok(())
}
