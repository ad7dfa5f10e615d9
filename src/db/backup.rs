//! Copies the database while the bot runs.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use rusqlite::{Connection, OpenFlags};

use super::schema::{self, FILE};

/// Copies the database of a folder into a new file. `to` appears only once the copy is complete.
///
/// # Errors
/// Fails if there is no database, if it is damaged or newer, or if `to` exists or cannot be written.
pub fn back_up(folder: &Path, to: &Path) -> Result<()> {
    let file = folder.join(FILE);
    ensure!(
        file.is_file(),
        "there is no {}: nothing has been kept yet, or --state names another folder",
        file.display()
    );
    let taken = || {
        format!(
            "{} is there already: a backup does not write over anything",
            to.display()
        )
    };
    if fs::symlink_metadata(to).is_ok() {
        bail!(taken());
    }
    let unwritable = || format!("{} cannot be written", to.display());
    let part = part_of(to);
    schema::create(&part).with_context(unwritable)?;
    let copied = copy(&file, &part).and_then(|()| {
        // A hard link fails if `to` exists by now; `rename` is for file systems without hard links.
        match fs::hard_link(&part, to) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => bail!(taken()),
            Err(_) => fs::rename(&part, to).with_context(unwritable),
        }
    });
    let _ = fs::remove_file(&part);
    copied
}

/// How long to wait before trying again while another process holds the database.
const PAUSE: Duration = Duration::from_millis(50);

/// The name of the copy until it is complete.
fn part_of(to: &Path) -> PathBuf {
    let mut name = to.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    to.with_file_name(name)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    let unwritable = || format!("{} cannot be written", to.display());
    // SQLite wants to write its log beside the file; the file itself stays as it is.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE;
    let source = Connection::open_with_flags(from, flags)
        .or_else(|_| Connection::open_with_flags(from, OpenFlags::SQLITE_OPEN_READ_ONLY))
        .with_context(|| format!("{} cannot be read", from.display()))?;
    source.busy_timeout(schema::PATIENCE)?;
    schema::check(&source, from)?;
    let mut target = Connection::open(to).with_context(unwritable)?;
    {
        let backup = rusqlite::backup::Backup::new(&source, &mut target)?;
        // In one step, so that the copy is consistent. Readers of a write-ahead log block no writer.
        backup
            .run_to_completion(i32::MAX, PAUSE, None)
            .with_context(unwritable)?;
    }
    // Without a log, the copy is a single file.
    target
        .pragma_update(None, "journal_mode", "DELETE")
        .with_context(unwritable)?;
    schema::check(&target, to)?;
    Ok(())
}
