//! [`Problem`]: why the database cannot be used, in words for the operator.

use std::path::Path;

use rusqlite::{Error, ErrorCode};

/// Why the database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// The file, or the tables in PostgreSQL, were written by a later version.
    #[error(
        "{file} is of a newer version of voetnoot: its schema is {found}, and this version knows {known}. Run that version \
         or a later one; or put an earlier backup in its place"
    )]
    Newer {
        /// The file, or the database in PostgreSQL.
        file: String,
        /// The version of its schema.
        found: i64,
        /// The latest version that this program knows.
        known: i64,
    },
    /// The file is damaged.
    #[error(
        "{file} is damaged ({cause}). Put a backup in its place (`voetnoot backup` makes one); or move it away, and \
         moderators set anew what they had set"
    )]
    Damaged {
        /// The file, or the database in PostgreSQL.
        file: String,
        /// What SQLite found.
        cause: String,
    },
    /// The file cannot be opened or written: no space, no permission, no folder. Or PostgreSQL cannot be reached.
    #[error("{file} cannot be used: {cause}")]
    Unusable {
        /// The file, or the database in PostgreSQL.
        file: String,
        /// The error.
        cause: String,
    },
    /// The URL of the database cannot be used.
    #[error("VOETNOOT_DATABASE cannot be used: {0}")]
    Address(String),
    /// Another process runs a platform with the same database.
    #[error("another voetnoot runs {what} with {database}: stop it, or {remedy}")]
    Claimed {
        /// The platform, or a shard of it.
        what: String,
        /// The database.
        database: String,
        /// What else the operator can do.
        remedy: &'static str,
    },
}

impl Problem {
    /// Classifies an error of SQLite.
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
