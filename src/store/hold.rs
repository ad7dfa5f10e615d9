//! A folder that one program uses at a time.

use std::fs::{DirBuilder, File, TryLockError};
use std::io;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::Path;

/// The file in a folder by which it is held.
const FILE: &str = "lock";

/// A folder that nobody else uses for as long as this is there, however this process ends.
#[derive(Debug)]
pub struct Hold {
    _lock: File,
}

/// With whom a folder is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sharing {
    /// With nobody.
    Alone,
    /// With others that share it too.
    Shared,
}

/// Why a folder cannot be held.
#[derive(Debug, thiserror::Error)]
pub enum NotHeld {
    /// Another program uses it.
    #[error("another voetnoot uses {folder}: stop it, or choose another folder by VOETNOOT_STATE")]
    Used {
        /// The folder.
        folder: String,
    },
    /// It cannot be written.
    #[error("the state folder {folder} cannot be used")]
    Unusable {
        /// The folder.
        folder: String,
        /// What was refused.
        #[source]
        cause: io::Error,
    },
}

impl Hold {
    /// Holds a folder, which is made where it is not there.
    ///
    /// # Errors
    /// Where another program uses it, or it cannot be written.
    pub fn of(folder: &Path, sharing: Sharing) -> Result<Self, NotHeld> {
        let name = || folder.display().to_string();
        let unusable = |cause| NotHeld::Unusable {
            folder: name(),
            cause,
        };
        make(folder).map_err(unusable)?;
        let lock = File::create(folder.join(FILE)).map_err(unusable)?;
        let taken = match sharing {
            Sharing::Alone => lock.try_lock(),
            Sharing::Shared => lock.try_lock_shared(),
        };
        match taken {
            Ok(()) => Ok(Self { _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(NotHeld::Used { folder: name() }),
            Err(TryLockError::Error(cause)) => Err(unusable(cause)),
        }
    }
}

/// Makes a folder, and those above it, that are nobody else's to read. What is there is left alone.
pub(super) fn make(folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)
}
