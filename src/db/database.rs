//! [`Database`]: the open file, and how queries and changes run on it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::Connection;

use super::problem::Problem;
use super::schema::{self, FILE};

/// The database file. Many tasks may share it. A read takes microseconds; a write waits for the disk.
#[derive(Debug)]
pub struct Database {
    file: PathBuf,
    open: Mutex<Open>,
}

/// The connection to the file.
#[derive(Debug)]
enum Open {
    /// Reads and writes.
    Writable(Connection),
    /// Only reads.
    ReadOnly(Connection),
    /// The file could not be opened.
    Closed,
}

impl Database {
    /// Opens the database in a folder; creates both if they do not exist. If the file cannot be written, logs a warning and
    /// opens it for reading; every write tries again.
    ///
    /// # Errors
    /// Fails if the file has a newer schema, or is damaged.
    pub fn open(folder: &Path) -> Result<Self, Problem> {
        let file = folder.join(FILE);
        let open = match schema::open(&file) {
            Ok(connection) => Open::Writable(connection),
            Err(Problem::Unusable { cause, .. }) => {
                tracing::warn!(
                    file = %file.display(), %cause,
                    "settings and votes cannot be saved: make the state folder writable, or choose another with --state"
                );
                schema::open_read_only(&file)?.map_or(Open::Closed, Open::ReadOnly)
            }
            Err(problem) => return Err(problem),
        };
        Ok(Self {
            file,
            open: Mutex::new(open),
        })
    }

    /// Runs a query; returns the default value if the file could not be opened.
    pub(super) fn read<T: Default>(
        &self,
        reading: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, Problem> {
        let open = self.lock();
        match &*open {
            Open::Writable(connection) | Open::ReadOnly(connection) => {
                reading(connection).map_err(|cause| Problem::of(&self.file, cause))
            }
            Open::Closed => Ok(T::default()),
        }
    }

    /// Runs a change. When it returns without an error, the change is on the disk.
    pub(super) fn write<T: Default>(
        &self,
        writing: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, Problem> {
        let mut open = self.lock();
        if !matches!(*open, Open::Writable(_)) {
            *open = Open::Writable(schema::open(&self.file)?);
        }
        match &*open {
            Open::Writable(connection) => {
                writing(connection).map_err(|cause| Problem::of(&self.file, cause))
            }
            Open::ReadOnly(_) | Open::Closed => Ok(T::default()),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Open> {
        // A connection is usable after a panic: SQLite rolls back the open transaction.
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
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
