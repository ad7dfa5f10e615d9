//! [`Database`]: how queries and changes run on one of the two databases.

use std::path::Path;
use std::sync::{Arc, Mutex};

use super::claim::Claim;
#[cfg(feature = "postgres")]
use super::postgres::Postgres;
use super::problem::Problem;
use super::sqlite::Sqlite;
use super::statement::{Backend, Connection};
use crate::parallel::lock;
#[cfg(feature = "postgres")]
use crate::secret::Secret;

/// The database. Many tasks may share it. A read takes microseconds, or a round trip to the server; a write waits for the
/// disk.
#[derive(Debug)]
pub struct Database {
    /// Usable after a panic: the next change rolls back a transaction that was left open.
    backend: Mutex<Box<dyn Backend>>,
}

impl Database {
    /// Opens the database in a folder; creates both if they do not exist. If the file cannot be written, logs a warning and
    /// opens it for reading; every write tries again.
    ///
    /// # Errors
    /// Fails if the file has a newer schema, or is damaged.
    pub fn open(folder: &Path) -> Result<Self, Problem> {
        Ok(Self::of(Sqlite::open(folder)?))
    }

    /// Connects to a database on a PostgreSQL server, by a URL such as `postgres://user:password@host/name`; creates its
    /// tables if they do not exist. If the connection is lost later, the next call makes a new one.
    ///
    /// Must not be called, nor the database used, on a thread that runs asynchronous tasks: it would block them.
    ///
    /// # Errors
    /// Fails if the URL cannot be used, the server cannot be reached, or the tables have a newer schema.
    #[cfg(feature = "postgres")]
    pub fn connect(url: &Secret) -> Result<Self, Problem> {
        Ok(Self::of(Postgres::connect(url)?))
    }

    fn of(backend: impl Backend + 'static) -> Self {
        Self {
            backend: Mutex::new(Box::new(backend)),
        }
    }

    /// Claims platforms for this process, so that no other one runs them with the same database. Without PostgreSQL nothing
    /// has to be claimed: [`Hold`](super::Hold) locks the folder.
    ///
    /// # Errors
    /// Fails if another process has claimed one of them.
    pub fn claim(&self, claims: &[Claim]) -> Result<(), Problem> {
        lock(&self.backend).claim(claims)
    }

    /// Runs a query; returns the default value if there is nothing to read from.
    pub(super) fn read<T: Default>(
        &self,
        reading: impl FnOnce(&mut dyn Connection) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        let mut backend = lock(&self.backend);
        backend.reading()?.map_or_else(|| Ok(T::default()), reading)
    }

    /// Runs a change in a transaction. When it returns without an error, the change is on the disk.
    pub(super) fn write<T>(
        &self,
        writing: impl FnOnce(&mut dyn Connection) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        let mut backend = lock(&self.backend);
        let written = writing(backend.begin()?);
        match written {
            Ok(_) => backend.commit()?,
            Err(_) => backend.roll_back(),
        }
        written
    }
}

/// Runs database work on the blocking pool. Returns `None` without a database, or if the work panicked.
pub(crate) async fn beside<T: Send + 'static>(
    database: Option<Arc<Database>>,
    work: impl FnOnce(&Database) -> Result<T, Problem> + Send + 'static,
) -> Option<Result<T, Problem>> {
    let database = database?;
    tokio::task::spawn_blocking(move || work(&database))
        .await
        .inspect_err(|error| tracing::error!(%error, "work on the database panicked"))
        .ok()
}
