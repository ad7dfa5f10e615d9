//! The tables of the database, and the migrations: one step per version, each in a transaction.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::hold;
use super::problem::Problem;

/// The file in the state folder.
pub const FILE: &str = "voetnoot.db";

/// The steps from each version of the schema to the next. Never change a released step; add one.
const STEPS: &[&str] = &[
    // Settings of a channel, or of a whole server if `channel` is empty. A channel without a server is its own server.
    "CREATE TABLE setting (
        server  TEXT NOT NULL,
        channel TEXT NOT NULL,
        name    TEXT NOT NULL,
        value   TEXT NOT NULL,
        PRIMARY KEY (server, channel, name)
    ) STRICT, WITHOUT ROWID;",
    // Which answer belongs to which question; `at` is in seconds since 1970.
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
    // Votes, without the voter after a week. And the texts of missed questions, if moderators switched that on.
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
    // The messages with later pages of an answer: ids separated by spaces.
    "ALTER TABLE link ADD COLUMN pages TEXT NOT NULL DEFAULT '';",
    // When each connection to a platform was last known to live, in seconds since 1970.
    "CREATE TABLE attendance (
        connection TEXT PRIMARY KEY,
        at         INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;",
];

/// How long to wait while another process writes.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// Creates a file that only the owner can read. Fails if it exists.
pub(super) fn create(file: &Path) -> io::Result<File> {
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(file)
}

/// Opens the file for writing and migrates it. Creates it and its folder if they do not exist.
pub(super) fn open(file: &Path) -> Result<Connection, Problem> {
    let of = |cause: rusqlite::Error| Problem::of(file, cause);
    if let Some(folder) = file.parent() {
        hold::make(folder).map_err(|cause| Problem::unusable(file, cause.to_string()))?;
    }
    // If this fails, the file exists, or opening it reports why. SQLite gives its log the rights of this file.
    let _ = create(file);
    let mut connection = Connection::open(file).map_err(of)?;
    connection.busy_timeout(PATIENCE).map_err(of)?;
    // Check before writing, so that a newer file stays as it is.
    check(&connection, file)?;
    // Readers do not wait for a writer, and a commit returns once it is on the disk.
    connection
        .pragma_update(None, "journal_mode", "WAL")
        .map_err(of)?;
    connection
        .pragma_update(None, "synchronous", "FULL")
        .map_err(of)?;
    // Overwrite deleted rows with zeros.
    connection
        .pragma_update(None, "secure_delete", "ON")
        .map_err(of)?;
    migrate(&mut connection).map_err(of)?;
    Ok(connection)
}

/// Opens the file if its folder cannot be written. Returns `None` if there is no file or it cannot be read.
pub(super) fn open_read_only(file: &Path) -> Result<Option<Connection>, Problem> {
    if !file.is_file() {
        return Ok(None);
    }
    let readable = |connection: Connection| match version(&connection) {
        Ok(_) => Some(connection),
        Err(_) => None,
    };
    let plain = || Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY);
    // SQLite cannot create its log here: `immutable` tells it to do without.
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

/// Fails if the file is damaged or has a newer schema.
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

/// The schema version of this program.
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
    // If two processes start at once, the second finds the migration done.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done = usize::try_from(version(&transaction)?).unwrap_or(0);
    for step in STEPS.iter().skip(done) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", known())?;
    transaction.commit()
}
