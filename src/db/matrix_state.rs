//! What can be told of matrix-sdk's own file without opening it by matrix-sdk, which would change it.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

/// matrix-sdk's file in its folder.
const FILE: &str = "matrix-sdk-state.sqlite3";

/// Returns whether what matrix-sdk keeps in a folder is encrypted; `None` if nothing is kept there, or the file cannot be
/// read.
///
/// matrix-sdk-sqlite 0.18 keeps the key, encrypted by the passphrase, under this name (`src/utils.rs`). A passphrase that is
/// given later makes a new one, after which nothing that was kept can be read.
pub(crate) fn is_matrix_state_encrypted(folder: &Path) -> Option<bool> {
    let file = folder.join(FILE);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags).ok()?;
    connection
        .query_row(
            "SELECT EXISTS (SELECT 1 FROM kv WHERE key = 'cipher')",
            [],
            |row| row.get(0),
        )
        .ok()
}
