//! [`Postgres`]: the database on a PostgreSQL server, which programs on several machines share.
//!
//! One connection is enough: a change takes some milliseconds, and like SQLite's they run one after another, in all programs
//! together. If the connection is lost, the next call makes a new one. If that takes too long, calls fail at once for a while, so that
//! the threads that answer questions do not all wait for the database.

mod address;
mod schema;
mod session;

use std::time::{Duration, Instant};

use sha2::{Digest as _, Sha256};

use self::address::Address;
use self::session::{Failure, Session};
use super::claim::{Claim, Lock};
use super::problem::Problem;
use super::statement::{Backend, Connection, Row, Value, values};
use crate::secret::Secret;

/// For how long a server that did not answer in time is left alone.
const REST: Duration = Duration::from_secs(5);

/// The lock that a process has while it changes something.
const TURN: &str = "voetnoot change";

/// The database.
#[derive(Debug)]
pub(super) struct Postgres {
    address: Address,
    /// `None` after the connection was lost.
    session: Option<Session>,
    /// Whether a transaction is open.
    is_changing: bool,
    claims: Vec<Claim>,
    /// When the server may be asked again.
    rests_until: Option<Instant>,
}

/// What is told of a database that is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reached {
    /// The name of the database.
    pub database: String,
    /// Its server.
    pub server: String,
    /// The version of the server.
    pub version: String,
}

impl Postgres {
    /// Connects, and creates the tables if they do not exist. Fails if the URL cannot be used, the server cannot be reached, or
    /// the tables have a newer schema.
    pub(super) fn connect(url: &Secret) -> Result<Self, Problem> {
        let mut postgres = Self {
            address: Address::read(url)?,
            session: None,
            is_changing: false,
            claims: Vec::new(),
            rests_until: None,
        };
        postgres.session()?;
        Ok(postgres)
    }

    /// The open connection; makes one if there is none.
    fn session(&mut self) -> Result<&Session, Problem> {
        if self.session.is_none() {
            if self.rests_until.is_some_and(|until| Instant::now() < until) {
                let cause = "the server did not answer in time a moment ago".to_owned();
                return Err(self.unusable(cause));
            }
            let opened = self.opened().map_err(|refused| self.failed(refused))?;
            self.rests_until = None;
            self.session = Some(opened);
        }
        let lost = || self.unusable("the connection is lost".to_owned());
        self.session.as_ref().ok_or_else(lost)
    }

    /// A new connection, with the claims of this process.
    fn opened(&self) -> Result<Session, Refused> {
        let session = open(&self.address)?;
        for claim in &self.claims {
            take(&session, &self.address, claim)?;
        }
        Ok(session)
    }

    /// Runs something on the connection. Outside of a transaction, tries once more with a new connection if the old one was
    /// lost meanwhile.
    fn run<T>(&mut self, work: impl Fn(&Session) -> Result<T, Failure>) -> Result<T, Problem> {
        if self.is_changing && self.session.is_none() {
            return Err(self.unusable("the connection is lost".to_owned()));
        }
        let may_retry = self.session.is_some() && !self.is_changing;
        match work(self.session()?) {
            Ok(done) => Ok(done),
            Err(failure) if failure.is_lost && !failure.is_late && may_retry => {
                self.session = None;
                work(self.session()?).map_err(|failure| self.given_up(failure))
            }
            Err(failure) => Err(self.given_up(failure)),
        }
    }

    /// Converts a failure. Closes the connection if it can no longer be used.
    fn given_up(&mut self, failure: Failure) -> Problem {
        if failure.is_lost {
            self.session = None;
        }
        self.failed(Refused::Failed(failure))
    }

    fn failed(&mut self, refused: Refused) -> Problem {
        match refused {
            Refused::Failed(failure) => {
                if failure.is_late {
                    self.rests_until = Some(Instant::now() + REST);
                }
                self.unusable(failure.cause)
            }
            Refused::Problem(problem) => problem,
        }
    }

    fn unusable(&self, cause: String) -> Problem {
        Problem::Unusable {
            file: self.address.name(),
            cause,
        }
    }
}

impl Connection for Postgres {
    fn execute(&mut self, statement: &str, values: &[Value<'_>]) -> Result<usize, Problem> {
        self.run(|session| session.execute(statement, values))
    }

    fn query(&mut self, statement: &str, values: &[Value<'_>]) -> Result<Vec<Row>, Problem> {
        self.run(|session| session.query(statement, values))
    }

    /// Does nothing: PostgreSQL overwrites deleted rows when it cleans up its tables, which it does on its own.
    fn wipe(&mut self) {}
}

impl Backend for Postgres {
    fn reading(&mut self) -> Result<Option<&mut dyn Connection>, Problem> {
        Ok(Some(self))
    }

    fn begin(&mut self) -> Result<&mut dyn Connection, Problem> {
        // A panic leaves its transaction open.
        if self.is_changing {
            self.roll_back();
        }
        let turn = key(TURN);
        // In turn, so that no change is made by a setting that another one is about to change.
        self.run(|session| session.batch(&format!("BEGIN; SELECT pg_advisory_xact_lock({turn})")))?;
        self.is_changing = true;
        Ok(self)
    }

    fn commit(&mut self) -> Result<(), Problem> {
        // Not tried again if the connection is lost: nobody knows whether it was done.
        let committed = self.run(|session| session.batch("COMMIT"));
        if committed.is_err() {
            self.roll_back();
        }
        self.is_changing = false;
        committed
    }

    fn roll_back(&mut self) {
        if self.session.is_some() && self.run(|session| session.batch("ROLLBACK")).is_err() {
            self.session = None;
        }
        self.is_changing = false;
    }

    fn claim(&mut self, claims: &[Claim]) -> Result<(), Problem> {
        for claim in claims {
            self.session()?;
            if let Some(session) = &self.session {
                let taken = take(session, &self.address, claim);
                taken.map_err(|refused| self.failed(refused))?;
            }
            // Taken again with each new connection.
            self.claims.push(claim.clone());
        }
        Ok(())
    }
}

/// Tells what a URL leads to. Changes nothing there.
///
/// # Errors
/// Fails if the URL cannot be used, the server cannot be reached, or the tables have a newer schema.
pub fn reach(url: &Secret) -> Result<Reached, Problem> {
    let address = Address::read(url)?;
    let reached = || {
        let session = Session::connect(&address)?;
        check(&session, &address)?;
        let rows = session.query("SELECT current_setting('server_version')", values![])?;
        Ok(rows.first().map(|row| row.text(0)).unwrap_or_default())
    };
    match reached() {
        Ok(version) => Ok(Reached {
            database: address.database,
            server: address.server,
            version,
        }),
        Err(Refused::Problem(problem)) => Err(problem),
        Err(Refused::Failed(failure)) => Err(Problem::Unusable {
            file: address.name(),
            cause: failure.cause,
        }),
    }
}

/// Why a connection cannot be used.
enum Refused {
    Failed(Failure),
    Problem(Problem),
}

impl From<Failure> for Refused {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

/// Connects, and brings the tables to the version of this program.
fn open(address: &Address) -> Result<Session, Refused> {
    let session = Session::connect(address)?;
    if check(&session, address)? != schema::known() {
        schema::migrate(&session, key(TURN))?;
    }
    Ok(session)
}

/// Returns the version of the tables. Fails if it is newer than this program.
fn check(session: &Session, address: &Address) -> Result<i64, Refused> {
    let found = schema::version(session)?;
    let known = schema::known();
    if found > known {
        return Err(Refused::Problem(Problem::Newer {
            file: address.name(),
            found,
            known,
        }));
    }
    Ok(found)
}

/// Takes the locks of a claim. The server releases them when the connection ends.
fn take(session: &Session, address: &Address, claim: &Claim) -> Result<(), Refused> {
    for lock in claim.locks() {
        let function = if lock.is_shared {
            "pg_try_advisory_lock_shared"
        } else {
            "pg_try_advisory_lock"
        };
        let rows = session.query(&format!("SELECT {function}(?1)"), values![key(&lock.name)])?;
        if rows.first().is_none_or(|row| row.number(0) == 0) {
            return Err(Refused::Problem(claimed(address, claim, &lock)));
        }
    }
    Ok(())
}

fn claimed(address: &Address, claim: &Claim, lock: &Lock) -> Problem {
    let platform = claim.platform;
    let (what, remedy) = match lock.shard {
        None => (
            platform.to_owned(),
            "give this one a database of its own by VOETNOOT_DATABASE",
        ),
        Some(shard) => (
            format!("shard {shard} of {platform}"),
            "choose other shards by --shards",
        ),
    };
    Problem::Claimed {
        what,
        database: address.name(),
        remedy,
    }
}

/// The number by which the server knows a lock: the beginning of a hash of its name.
fn key(name: &str) -> i64 {
    let hash = Sha256::digest(name);
    hash.first_chunk()
        .map_or(0, |first| i64::from_be_bytes(*first))
}
