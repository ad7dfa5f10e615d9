//! A copy of the store, made while the bot runs.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use rusqlite::{Connection, OpenFlags};

use super::{FILE, schema};

/// Copies the store of a folder, as it is at one moment, into a file of its own. A file that is there is left alone; one
/// that is not whole does not appear under that name.
///
/// # Errors
/// Where there is no store, it is damaged or newer, the file exists, or cannot be written.
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
        // A link is made only where nothing has come in between; some disks have none.
        match fs::hard_link(&part, to) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => bail!(taken()),
            Err(_) => fs::rename(&part, to).with_context(unwritable),
        }
    });
    let _ = fs::remove_file(&part);
    copied
}

/// How long to wait before asking again for what another process holds.
const PAUSE: Duration = Duration::from_millis(50);

/// The name under which it is written until it is whole.
fn part_of(to: &Path) -> PathBuf {
    let mut name = to.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    to.with_file_name(name)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    let unwritable = || format!("{} cannot be written", to.display());
    // Writable where it can be, for the notes that SQLite keeps beside it; nothing is written into it.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE;
    let source = Connection::open_with_flags(from, flags)
        .or_else(|_| Connection::open_with_flags(from, OpenFlags::SQLITE_OPEN_READ_ONLY))
        .with_context(|| format!("{} cannot be read", from.display()))?;
    source.busy_timeout(schema::PATIENCE)?;
    schema::check(&source, from)?;
    let mut target = Connection::open(to).with_context(unwritable)?;
    {
        let backup = rusqlite::backup::Backup::new(&source, &mut target)?;
        // All at once, of one moment: in the write-ahead log readers keep no writer waiting.
        backup
            .run_to_completion(i32::MAX, PAUSE, None)
            .with_context(unwritable)?;
    }
    // One file is the whole of it: no log beside it.
    target
        .pragma_update(None, "journal_mode", "DELETE")
        .with_context(unwritable)?;
    schema::check(&target, to)?;
    Ok(())
}
