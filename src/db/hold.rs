//! [`Hold`]: locks the state folder, so that one program uses it at a time.

use std::fs::{DirBuilder, File, TryLockError};
use std::io;
use std::ops::RangeInclusive;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::Path;

/// The lock file in the folder.
const FILE: &str = "lock";

/// A lock on a folder. The system releases it when the process ends.
#[derive(Debug)]
pub struct Hold {
    _locks: Vec<File>,
}

/// Who may share a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sharing {
    /// No other program.
    Alone,
    /// Programs that run other shards of the same bot.
    Shards(RangeInclusive<u32>),
}

/// Why a folder cannot be locked.
#[derive(Debug, thiserror::Error)]
pub enum NotHeld {
    /// Another program uses it.
    #[error("another voetnoot uses {folder}: stop it, or choose another folder by VOETNOOT_STATE")]
    Used {
        /// The folder.
        folder: String,
    },
    /// Another program that shares it runs one of the same shards.
    #[error(
        "another voetnoot runs shard {shard} with {folder}: stop it, or choose other shards by --shards"
    )]
    Running {
        /// The folder.
        folder: String,
        /// The shard.
        shard: u32,
    },
    /// The folder cannot be written.
    #[error("the state folder {folder} cannot be used")]
    Unusable {
        /// The folder.
        folder: String,
        /// The error.
        #[source]
        cause: io::Error,
    },
}

impl Hold {
    /// Like [`of`](Self::of), but creates nothing: `None` if no program has locked the folder before.
    ///
    /// # Errors
    /// Fails as `of` does.
    pub fn of_existing(folder: &Path, sharing: Sharing) -> Result<Option<Self>, NotHeld> {
        let is_new = !folder.join(FILE).exists();
        (!is_new).then(|| Self::of(folder, sharing)).transpose()
    }

    /// Locks a folder; creates it if it does not exist.
    ///
    /// # Errors
    /// Fails if another program uses the folder or one of these shards, or if the folder cannot be written.
    pub fn of(folder: &Path, sharing: Sharing) -> Result<Self, NotHeld> {
        let name = || folder.display().to_string();
        let unusable = |cause| NotHeld::Unusable {
            folder: name(),
            cause,
        };
        make(folder).map_err(unusable)?;
        let open = |file: &str| File::create(folder.join(file)).map_err(unusable);
        let whole = open(FILE)?;
        let taken = match sharing {
            Sharing::Alone => whole.try_lock(),
            Sharing::Shards(_) => whole.try_lock_shared(),
        };
        checked(taken, unusable, || NotHeld::Used { folder: name() })?;
        let mut locks = vec![whole];
        if let Sharing::Shards(own) = sharing {
            for shard in own {
                let lock = open(&format!("{FILE}-shard-{shard}"))?;
                let folder = name();
                checked(lock.try_lock(), unusable, || NotHeld::Running {
                    folder,
                    shard,
                })?;
                locks.push(lock);
            }
        }
        Ok(Self { _locks: locks })
    }
}

/// Converts the result of taking a lock.
fn checked(
    taken: Result<(), TryLockError>,
    unusable: impl FnOnce(io::Error) -> NotHeld,
    used: impl FnOnce() -> NotHeld,
) -> Result<(), NotHeld> {
    taken.map_err(|refused| match refused {
        TryLockError::WouldBlock => used(),
        TryLockError::Error(cause) => unusable(cause),
    })
}

/// Creates a folder and its parents, readable by the owner only. An existing folder keeps its rights.
pub(super) fn make(folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)
}
