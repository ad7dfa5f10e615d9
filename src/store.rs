//! What is kept: one SQLite file in the state folder, `voetnoot.db`.
//!
//! It holds what moderators have set ([`StoredSetting`]), which answer belongs to which question ([`StoredAnswer`]) and what
//! readers thought of it ([`Ballot`]), by the platforms' ids. What somebody asked ([`MissedQuestion`]) it takes only if that
//! is set to be kept: the statement that writes it asks for the setting. What is told to be kept is on the disk before it is told. Its shape
//! is `schema`; [`back_up`] copies it while the bot runs. A program that serves holds the folder ([`Hold`]).
//!
//! Where the folder cannot be written, the store reads what is there, and every writing says that it failed; the next
//! writing tries again. Nothing else waits for it: what is read often is remembered by who reads it.

mod backup;
mod forgetting;
mod hold;
mod links;
#[cfg(feature = "matrix")]
mod matrix_state;
mod missed;
mod passphrase;
mod problem;
mod schema;
mod settings;
mod votes;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rusqlite::Connection;

pub use backup::back_up;
pub use hold::{Hold, NotHeld, Sharing};
pub use links::{AGE, StoredAnswer};
#[cfg(feature = "matrix")]
pub(crate) use matrix_state::is_matrix_state_encrypted;
pub use missed::MissedQuestion;
pub use passphrase::has_passphrase;
pub use problem::Problem;
pub use settings::StoredSetting;
pub use votes::{Ballot, Vote};

/// The file in the state folder.
pub const FILE: &str = "voetnoot.db";

/// What is kept. It may be used by many tasks; each use is a matter of microseconds, but for a write, which waits for the
/// disk.
#[derive(Debug)]
pub struct Store {
    file: PathBuf,
    open: Mutex<Open>,
}

/// The file as far as it could be opened.
#[derive(Debug)]
enum Open {
    /// To read and to write.
    Whole(Connection),
    /// To read alone.
    ToRead(Connection),
    /// Not at all.
    Not,
}

impl Store {
    /// Opens the store in a folder; makes both where they are not there. Where that cannot be, for want of room or of
    /// permission, the log says so, and the store keeps nothing until it can.
    ///
    /// # Errors
    /// Where the file is of a newer version, or damaged.
    pub fn open(folder: &Path) -> Result<Self, Problem> {
        let file = folder.join(FILE);
        let open = match schema::open(&file) {
            Ok(connection) => Open::Whole(connection),
            Err(Problem::Unusable { cause, .. }) => {
                tracing::warn!(
                    file = %file.display(), %cause,
                    "what moderators set cannot be kept: the state folder has to be writable (--state names another)"
                );
                schema::open_to_read(&file)?.map_or(Open::Not, Open::ToRead)
            }
            Err(problem) => return Err(problem),
        };
        Ok(Self {
            file,
            open: Mutex::new(open),
        })
    }

    /// Reads something; nothing where the file cannot be opened.
    fn read<T: Default>(
        &self,
        reading: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, Problem> {
        let open = self.lock();
        match &*open {
            Open::Whole(connection) | Open::ToRead(connection) => {
                reading(connection).map_err(|cause| Problem::of(&self.file, cause))
            }
            Open::Not => Ok(T::default()),
        }
    }

    /// Writes something. When it returns without an error, that is kept.
    fn write<T: Default>(
        &self,
        writing: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, Problem> {
        let mut open = self.lock();
        if !matches!(*open, Open::Whole(_)) {
            *open = Open::Whole(schema::open(&self.file)?);
        }
        match &*open {
            Open::Whole(connection) => {
                writing(connection).map_err(|cause| Problem::of(&self.file, cause))
            }
            Open::ToRead(_) | Open::Not => Ok(T::default()),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Open> {
        // A connection is whole after a panic too: SQLite rolls back what was begun.
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Asks a store, beside what listens; none where there is none, or it broke.
pub(crate) async fn beside<T: Send + 'static>(
    store: Option<Arc<Store>>,
    work: impl FnOnce(&Store) -> Result<T, Problem> + Send + 'static,
) -> Option<Result<T, Problem>> {
    let store = store?;
    tokio::task::spawn_blocking(move || work(&store))
        .await
        .inspect_err(|error| tracing::error!(%error, "the store broke off"))
        .ok()
}

/// This long ago, in seconds since 1970.
fn before(age: Duration) -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let then = since.unwrap_or_default().saturating_sub(age);
    i64::try_from(then.as_secs()).unwrap_or(i64::MAX)
}
