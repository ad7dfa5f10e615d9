//! What can be told of matrix-sdk's own files without opening them by matrix-sdk. It would change them; and without a passphrase
//! it takes what is encrypted for damaged, or for empty.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

/// matrix-sdk's files in its folder: of keys, and of everything else.
const KEYS: &str = "matrix-sdk-crypto.sqlite3";
const STATE: &str = "matrix-sdk-state.sqlite3";

/// Whether the keys in a folder were made with a passphrase; `None` if there are none, or it cannot be told.
pub(crate) fn has_passphrase(folder: &Path) -> Option<bool> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE;
    let connection = Connection::open_with_flags(folder.join(KEYS), flags).ok()?;
    let has = |key: &str| has(&connection, key).unwrap_or(false);
    // The cipher comes first, the account once there is one.
    has("cipher")
        .then_some(true)
        .or_else(|| has("account").then_some(false))
}

/// Returns whether what matrix-sdk keeps in a folder is encrypted; `None` if nothing is kept there, or the file cannot be
/// read.
///
/// matrix-sdk-sqlite 0.18 keeps the key, encrypted by the passphrase, under this name (`src/utils.rs`). A passphrase that is
/// given later makes a new one, after which nothing that was kept can be read.
pub(crate) fn is_matrix_state_encrypted(folder: &Path) -> Option<bool> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(folder.join(STATE), flags).ok()?;
    has(&connection, "cipher")
}

/// Whether a file of matrix-sdk has something under a key; `None` if it cannot be read.
fn has(connection: &Connection, key: &str) -> Option<bool> {
    let query = "SELECT EXISTS (SELECT 1 FROM kv WHERE key = ?1)";
    connection.query_row(query, [key], |row| row.get(0)).ok()
}
