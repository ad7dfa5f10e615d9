//! Votes on answers: one per person and answer. The voter's id is deleted after a week.

use std::time::Duration;

use super::age::{MISSED_AGE, before};
use super::cleanup::delete_unwanted;
use super::database::Database;
use super::problem::Problem;
use super::statement::{Connection, Value, values};

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
    pub fn vote(&self, platform: &str, ballot: &Ballot) -> Result<Option<Vote>, Problem> {
        self.write(|change| {
            let earlier = taken(
                change,
                "DELETE FROM vote WHERE platform = ?1 AND answer = ?2 AND voter = ?3 RETURNING vote",
                values![platform, &ballot.answer, &ballot.voter],
            )?;
            change.execute(
                "INSERT INTO vote (platform, answer, voter, vote, reaction, server, channel, at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                values![
                    platform,
                    &ballot.answer,
                    &ballot.voter,
                    ballot.vote.as_str(),
                    ballot.reaction.as_deref(),
                    &ballot.server,
                    &ballot.channel,
                    before(Duration::ZERO)
                ],
            )?;
            delete_unwanted(change)?;
            Ok(earlier)
        })
    }

    /// Removes a vote. Returns whether it was stored.
    pub fn unvote(
        &self,
        platform: &str,
        answer: &str,
        voter: &str,
        vote: Vote,
    ) -> Result<bool, Problem> {
        self.write(|change| {
            let vote = taken(
                change,
                "DELETE FROM vote WHERE platform = ?1 AND answer = ?2 AND voter = ?3 AND vote = ?4 RETURNING vote",
                values![platform, answer, voter, vote.as_str()],
            )?;
            delete_unwanted(change)?;
            Ok(vote.is_some())
        })
    }

    /// Removes all votes of a kind on an answer. Returns how many there were.
    pub fn unvote_all(&self, platform: &str, answer: &str, vote: Vote) -> Result<usize, Problem> {
        self.write(|change| {
            let count = change.execute(
                "DELETE FROM vote WHERE platform = ?1 AND answer = ?2 AND vote = ?3",
                values![platform, answer, vote.as_str()],
            )?;
            delete_unwanted(change)?;
            Ok(count)
        })
    }

    /// Removes the vote of a reaction, and returns it.
    pub fn unvote_by(&self, platform: &str, reaction: &str) -> Result<Option<Vote>, Problem> {
        self.write(|change| {
            let vote = taken(
                change,
                "DELETE FROM vote WHERE platform = ?1 AND reaction = ?2 RETURNING vote",
                values![platform, reaction],
            )?;
            delete_unwanted(change)?;
            Ok(vote)
        })
    }

    /// The numbers of 👍 and 👎 in a channel, as long as votes are stored.
    pub fn votes(&self, server: &str, channel: &str) -> Result<(u32, u32), Problem> {
        let count = |vote: Vote| {
            self.read(|connection| {
                let rows = connection.query(
                    "SELECT count(*) FROM vote WHERE server = ?1 AND channel = ?2 AND vote = ?3 AND at >= ?4",
                    values![server, channel, vote.as_str(), before(MISSED_AGE)],
                )?;
                let count = rows.first().map_or(0, |row| row.number(0));
                Ok(u32::try_from(count).unwrap_or(u32::MAX))
            })
        };
        Ok((count(Vote::Up)?, count(Vote::Down)?))
    }
}

/// Deletes a vote and returns it.
fn taken(
    change: &mut dyn Connection,
    statement: &str,
    ids: &[Value<'_>],
) -> Result<Option<Vote>, Problem> {
    let rows = change.query(statement, ids)?;
    Ok(rows.first().and_then(|row| Vote::read(&row.text(0))))
}
