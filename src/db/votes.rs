//! Votes on answers: one per person and answer. The voter's id is deleted after a week.

use std::time::Duration;

use rusqlite::{Connection, OptionalExtension as _, params};

use super::age::{MISSED_AGE, before};
use super::cleanup::settle;
use super::database::Database;
use super::problem::Problem;

/// A reader's opinion of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vote {
    /// 👍
    Up,
    /// 👎
    Down,
}

/// A vote with its place and voter, by the platform's ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ballot {
    /// The answer.
    pub answer: String,
    /// Who votes.
    pub voter: String,
    /// The vote.
    pub vote: Vote,
    /// The id of the reaction, on platforms that have one.
    pub reaction: Option<String>,
    /// The server, under which the settings of the channel are stored.
    pub server: String,
    /// The channel.
    pub channel: String,
}

impl Vote {
    /// Its name in the database and in the metrics.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
        }
    }

    fn read(stored: &str) -> Option<Self> {
        [Self::Up, Self::Down]
            .into_iter()
            .find(|vote| vote.as_str() == stored)
    }
}

impl Database {
    /// Stores a vote. Returns the earlier vote of this person on this answer, which it replaces.
    ///
    /// # Errors
    /// Fails if the database cannot be written.
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
            settle(connection, transaction)?;
            Ok(earlier)
        })
    }

    /// Removes a vote. Returns whether it was stored.
    ///
    /// # Errors
    /// Fails if the database cannot be written.
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
            settle(connection, transaction)?;
            Ok(vote.is_some())
        })
    }

    /// Removes all votes of a kind on an answer. Returns how many there were.
    ///
    /// # Errors
    /// Fails if the database cannot be written.
    pub fn unvote_all(&self, platform: &str, answer: &str, vote: Vote) -> Result<usize, Problem> {
        self.write(|connection| {
            let transaction = connection.unchecked_transaction()?;
            let count = transaction.execute(
                "DELETE FROM vote WHERE platform = ?1 AND answer = ?2 AND vote = ?3",
                [platform, answer, vote.as_str()],
            )?;
            settle(connection, transaction)?;
            Ok(count)
        })
    }

    /// Removes the vote of a reaction, and returns it.
    ///
    /// # Errors
    /// Fails if the database cannot be written.
    pub fn unvote_by(&self, platform: &str, reaction: &str) -> Result<Option<Vote>, Problem> {
        self.write(|connection| {
            let transaction = connection.unchecked_transaction()?;
            let vote = taken(
                &transaction,
                "DELETE FROM vote WHERE platform = ?1 AND reaction = ?2 RETURNING vote",
                [platform, reaction],
            )?;
            settle(connection, transaction)?;
            Ok(vote)
        })
    }

    /// The numbers of 👍 and 👎 in a channel, as long as votes are stored.
    ///
    /// # Errors
    /// Fails if the database cannot be read.
    pub fn votes(&self, server: &str, channel: &str) -> Result<(u32, u32), Problem> {
        let count = |vote: Vote| {
            self.read(|connection| {
                connection
                    .prepare_cached(
                        "SELECT count(*) FROM vote WHERE server = ?1 AND channel = ?2 AND vote = ?3 AND at >= ?4",
                    )?
                    .query_row(
                        params![server, channel, vote.as_str(), before(MISSED_AGE)],
                        |row| row.get(0),
                    )
            })
        };
        Ok((count(Vote::Up)?, count(Vote::Down)?))
    }
}

/// Deletes a vote and returns it.
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
