//! What can be wrong with the store, as the operator reads it.

use std::path::Path;

use rusqlite::{Error, ErrorCode};

/// Why the store cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// The file was written by a later version.
    #[error(
        "{file} is of a newer version of voetnoot: its schema is {found}, and this version knows {known}. Run that version \
         or a later one; or put a backup of before in the file's place"
    )]
    Newer {
        /// The file.
        file: String,
        /// The version of its schema.
        found: i64,
        /// The latest that is known here.
        known: i64,
    },
    /// The file is not what was written.
    #[error(
        "{file} is damaged ({cause}). Put a backup in its place (`voetnoot backup` makes one); or move it away, and \
         moderators set anew what they had set"
    )]
    Damaged {
        /// The file.
        file: String,
        /// What was found.
        cause: String,
    },
    /// There is no room, no permission, or no such folder.
    #[error("{file} cannot be used: {cause}")]
    Unusable {
        /// The file.
        file: String,
        /// What was refused.
        cause: String,
    },
}

impl Problem {
    /// What an error of SQLite's says of the file.
    pub(super) fn of(file: &Path, cause: impl Into<Error>) -> Self {
        let cause = cause.into();
        let is_damage = matches!(
            cause.sqlite_error_code(),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
        );
        if is_damage {
            Self::damaged(file, cause.to_string())
        } else {
            Self::unusable(file, cause.to_string())
        }
    }

    pub(super) fn damaged(file: &Path, cause: String) -> Self {
        Self::Damaged {
            file: file.display().to_string(),
            cause,
        }
    }

    pub(super) fn unusable(file: &Path, cause: String) -> Self {
        Self::Unusable {
            file: file.display().to_string(),
            cause,
        }
    }
}
