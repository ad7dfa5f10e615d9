//! The database of a test: the file in its folder; or, if a PostgreSQL server is named, a database there that belongs to the
//! folder. `tests/postgres/run` runs the same tests with a server.

#![allow(dead_code, reason = "each test file uses a part of it")]

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;
use std::process::Command;

use rusqlite::Connection;
use rusqlite::types::ValueRef;
use voetnoot::db::{Database, FILE};

/// The URL of a server on which databases can be created.
const SERVER: &str = "VOETNOOT_TEST_DATABASE";

/// The URL of the database that belongs to a folder; `None` if it is a file there.
pub(crate) fn url(folder: &Path) -> Option<String> {
    let server = std::env::var(SERVER).ok()?;
    Some(format!("{server}/{}", name(folder)))
}

fn name(folder: &Path) -> String {
    let mut hash = DefaultHasher::new();
    folder.hash(&mut hash);
    format!("test_{:x}", hash.finish())
}

/// Opens the database of a folder; creates it if it does not exist.
pub(crate) fn open(folder: &Path) -> Database {
    create(folder);
    reopen(folder)
}

/// Creates the database of a folder on the server. A file creates itself.
pub(crate) fn create(folder: &Path) {
    if let Ok(server) = std::env::var(SERVER) {
        // It may be there already.
        let created = format!("CREATE DATABASE {} TEMPLATE template0", name(folder));
        let _ = psql(&format!("{server}/postgres"), &created);
    }
}

/// Opens a database that exists.
pub(crate) fn reopen(folder: &Path) -> Database {
    match url(folder) {
        Some(url) => connect(&url),
        None => Database::open(folder).expect("a store"),
    }
}

/// Connects on a thread of its own, because tests may run on one of a runtime.
#[cfg(feature = "postgres")]
pub(crate) fn connect(url: &str) -> Database {
    let secret = voetnoot::config::Secret::new(url);
    let connecting = std::thread::spawn(move || Database::connect(&secret));
    connecting.join().expect("it ends").expect("a database")
}

#[cfg(not(feature = "postgres"))]
pub(crate) fn connect(_: &str) -> Database {
    panic!("built without the feature `postgres`")
}

/// Runs work on the database in a test that runs on a runtime, which must not be blocked.
pub(crate) fn blocking<T>(work: impl FnOnce() -> T) -> T {
    tokio::task::block_in_place(work)
}

/// Runs a statement beside the program. Returns what the first row has in its first column.
pub(crate) fn sql(folder: &Path, statement: &str) -> String {
    if let Some(url) = url(folder) {
        return psql(&url, statement).expect("it is run");
    }
    let connection = Connection::open(folder.join(FILE)).expect("a database");
    let mut prepared = connection.prepare(statement).expect("a statement");
    let mut rows = prepared.query([]).expect("it is run");
    let row = rows.next().expect("it is run");
    row.map_or_else(String::new, |row| match row.get_ref(0).expect("a value") {
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
        _ => String::new(),
    })
}

/// Runs a statement with PostgreSQL's own client.
pub(crate) fn psql(url: &str, statement: &str) -> Option<String> {
    let ran = Command::new("psql")
        .args([
            "-X",
            "-q",
            "-A",
            "-t",
            "-v",
            "ON_ERROR_STOP=1",
            "-c",
            statement,
            url,
        ])
        .output()
        .expect("psql");
    let out = String::from_utf8(ran.stdout).expect("UTF-8");
    ran.status.success().then(|| out.trim().to_owned())
}
