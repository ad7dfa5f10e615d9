//! Whether what matrix-sdk keeps was made with a passphrase. It does not ask: without one it takes what is encrypted for
//! damaged, or for empty.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

/// The file in which matrix-sdk keeps keys.
const FILE: &str = "matrix-sdk-crypto.sqlite3";

/// Whether the keys in a folder were made with a passphrase; `None` if there are none, or it cannot be told.
#[must_use]
pub fn has_passphrase(folder: &Path) -> Option<bool> {
    let file = folder.join(FILE);
    let connection = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_WRITE).ok()?;
    let has = |key: &str| {
        connection
            .prepare("SELECT 1 FROM kv WHERE key = ?1")
            .and_then(|mut look| look.exists([key]))
            .unwrap_or(false)
    };
    // The cipher comes first, the account once there is one.
    has("cipher")
        .then_some(true)
        .or_else(|| has("account").then_some(false))
}
