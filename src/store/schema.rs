//! The shape of the file, and how it came to it: one step a version, each done whole or not at all.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::{Problem, hold};

/// What leads from each version of the schema to the next. What was released is not changed: add a step.
const STEPS: &[&str] = &[
    // What is set for a channel, or for a whole server, whose channel is empty. A channel without a server is its own.
    "CREATE TABLE setting (
        server  TEXT NOT NULL,
        channel TEXT NOT NULL,
        name    TEXT NOT NULL,
        value   TEXT NOT NULL,
        PRIMARY KEY (server, channel, name)
    ) STRICT, WITHOUT ROWID;",
    // Which answer belongs to which question, since when in seconds since 1970.
    "CREATE TABLE link (
        platform TEXT NOT NULL,
        question TEXT NOT NULL,
        answer   TEXT NOT NULL,
        channel  TEXT NOT NULL,
        asker    TEXT NOT NULL,
        thread   TEXT,
        at       INTEGER NOT NULL,
        PRIMARY KEY (platform, question)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX link_answer ON link (platform, answer);
    CREATE INDEX link_at ON link (at);",
    // What readers thought of answers; after a week no longer who. And questions as they were asked, where moderators
    // want to read what was missed.
    "CREATE TABLE vote (
        platform TEXT NOT NULL,
        answer   TEXT NOT NULL,
        voter    TEXT,
        vote     TEXT NOT NULL,
        reaction TEXT,
        server   TEXT NOT NULL,
        channel  TEXT NOT NULL,
        at       INTEGER NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX vote_voter ON vote (platform, answer, voter);
    CREATE INDEX vote_place ON vote (server, channel, at);
    CREATE INDEX vote_reaction ON vote (platform, reaction);
    CREATE INDEX vote_at ON vote (at);
    CREATE TABLE missed (
        platform TEXT NOT NULL,
        question TEXT NOT NULL,
        answer   TEXT NOT NULL,
        server   TEXT NOT NULL,
        channel  TEXT NOT NULL,
        asker    TEXT NOT NULL,
        text     TEXT NOT NULL,
        is_none  INTEGER NOT NULL,
        at       INTEGER NOT NULL,
        PRIMARY KEY (platform, question)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX missed_place ON missed (server, channel, at);
    CREATE INDEX missed_at ON missed (at);",
    // The later pages of an answer, which go where it goes; ids without white space, a space between them.
    "ALTER TABLE link ADD COLUMN pages TEXT NOT NULL DEFAULT '';",
];

/// How long one process waits while another writes.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// Makes a file that is nobody else's to read. One that is there is left alone.
pub(super) fn create(file: &Path) -> io::Result<File> {
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(file)
}

/// Opens the file to read and write, and brings it up to this version. Makes it, and its folder, where they are not there.
pub(super) fn open(file: &Path) -> Result<Connection, Problem> {
    let of = |cause: rusqlite::Error| Problem::of(file, cause);
    if let Some(folder) = file.parent() {
        hold::make(folder).map_err(|cause| Problem::unusable(file, cause.to_string()))?;
    }
    // Where that does not work, it is there, or what follows says why not. SQLite gives its notes beside it the same rights.
    let _ = create(file);
    let mut connection = Connection::open(file).map_err(of)?;
    connection.busy_timeout(PATIENCE).map_err(of)?;
    // Looked at before anything is written: a newer file is left as it is.
    check(&connection, file)?;
    // Readers do not wait for a writer; and a commit is on the disk before it is reported.
    connection
        .pragma_update(None, "journal_mode", "WAL")
        .map_err(of)?;
    connection
        .pragma_update(None, "synchronous", "FULL")
        .map_err(of)?;
    // What is deleted is gone, not only unlisted.
    connection
        .pragma_update(None, "secure_delete", "ON")
        .map_err(of)?;
    migrate(&mut connection).map_err(of)?;
    Ok(connection)
}

/// Opens the file where its folder cannot be written; none where there is no such file, or it cannot be read either.
pub(super) fn open_to_read(file: &Path) -> Result<Option<Connection>, Problem> {
    if !file.is_file() {
        return Ok(None);
    }
    let readable = |connection: Connection| match version(&connection) {
        Ok(_) => Some(connection),
        Err(_) => None,
    };
    let plain = || Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY);
    // Beside its file SQLite wants to keep notes, which it may not here.
    let alone = || {
        let path = file.to_string_lossy().replace('%', "%25");
        let path = path.replace('?', "%3f").replace('#', "%23");
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        Connection::open_with_flags(format!("file:{path}?immutable=1"), flags)
    };
    let opened = plain()
        .ok()
        .and_then(readable)
        .or_else(|| alone().ok().and_then(readable));
    let Some(connection) = opened else {
        return Ok(None);
    };
    check(&connection, file)?;
    let is_ours = version(&connection).is_ok_and(|version| version == known());
    Ok(Some(connection).filter(|_| is_ours))
}

/// Whether the file is sound, and of a version that is known.
pub(super) fn check(connection: &Connection, file: &Path) -> Result<(), Problem> {
    let of = |cause: rusqlite::Error| Problem::of(file, cause);
    let found = version(connection).map_err(of)?;
    if found > known() {
        return Err(Problem::Newer {
            file: file.display().to_string(),
            found,
            known: known(),
        });
    }
    let verdict: String = connection
        .query_row("PRAGMA quick_check(1)", [], |row| row.get(0))
        .map_err(of)?;
    if verdict != "ok" {
        return Err(Problem::damaged(file, verdict));
    }
    Ok(())
}

/// The version that this program makes.
fn known() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or(i64::MAX)
}

fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

fn migrate(connection: &mut Connection) -> rusqlite::Result<()> {
    if version(connection)? == known() {
        return Ok(());
    }
    // Of two processes that begin at once the second finds it done.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done = usize::try_from(version(&transaction)?).unwrap_or(0);
    for step in STEPS.iter().skip(done) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", known())?;
    transaction.commit()
}
