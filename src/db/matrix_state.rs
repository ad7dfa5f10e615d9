//! What can be told of matrix-sdk's file of keys without opening it by matrix-sdk. It would change it; and without a passphrase
//! it takes what is encrypted for damaged, or for empty.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

/// matrix-sdk's file of keys in its folder.
const KEYS: &str = "matrix-sdk-crypto.sqlite3";

/// Whether the keys in a folder were made with a passphrase; `None` if there are none, or it cannot be told.
pub(crate) fn has_passphrase(folder: &Path) -> Option<bool> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE;
    let connection = Connection::open_with_flags(folder.join(KEYS), flags).ok()?;
    let has = |key: &str| {
        let query = "SELECT EXISTS (SELECT 1 FROM kv WHERE key = ?1)";
        let found = connection.query_row(query, [key], |row| row.get(0));
        found.unwrap_or(false)
    };
    // The cipher comes first, the account once there is one.
    has("cipher")
        .then_some(true)
        .or_else(|| has("account").then_some(false))
}
