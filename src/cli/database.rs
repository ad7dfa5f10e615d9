//! Which database a server uses: the file in the state folder, or the one that `VOETNOOT_DATABASE` names.

use anyhow::{Result, bail};

use crate::config::{Secret, Settings};
use crate::db::Database;
use crate::environment::DATABASE;

/// The URL of the PostgreSQL database; `None` for the file in the state folder.
///
/// # Errors
/// Fails if the setting cannot be read, or this program cannot use PostgreSQL.
pub(super) fn url() -> Result<Option<Secret>> {
    let url = Secret::from_environment(&[DATABASE])?;
    if url.is_some() && cfg!(not(feature = "postgres")) {
        bail!("{DATABASE}: this program was built without the feature `postgres`");
    }
    Ok(url)
}

/// Opens the database.
///
/// # Errors
/// Fails if it cannot be used.
pub(super) fn open(settings: &Settings) -> Result<Database> {
    #[cfg(feature = "postgres")]
    if let Some(url) = url()? {
        return Ok(Database::connect(&url)?);
    }
    #[cfg(not(feature = "postgres"))]
    url()?;
    Ok(Database::open(&settings.state_folder())?)
}

/// Copies the file of the database.
///
/// # Errors
/// Fails if there is none, or it cannot be copied.
pub(super) fn back_up(settings: &Settings, to: &std::path::Path) -> Result<()> {
    if url()?.is_some() {
        bail!(
            "{DATABASE} names a PostgreSQL database, which pg_dump copies; so does the backup of its server"
        );
    }
    crate::db::back_up(&settings.state_folder(), to)
}
