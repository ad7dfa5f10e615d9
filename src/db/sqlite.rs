//! [`Sqlite`]: the database in a file of the state folder.

use std::path::{Path, PathBuf};

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{ToSql, params_from_iter};

use super::claim::Claim;
use super::problem::Problem;
use super::schema::{self, FILE};
use super::statement::{Backend, Cell, Connection, Row, Value};

/// The file.
#[derive(Debug)]
pub(super) struct Sqlite {
    file: PathBuf,
    open: Open,
    /// Whether the log is emptied once the transaction is committed.
    wipes: bool,
}

/// The connection to the file.
#[derive(Debug)]
enum Open {
    /// Reads and writes.
    Writable(rusqlite::Connection),
    /// Only reads.
    ReadOnly(rusqlite::Connection),
    /// The file could not be opened.
    Closed,
}

impl Open {
    fn connection(&self) -> Option<&rusqlite::Connection> {
        match self {
            Self::Writable(connection) | Self::ReadOnly(connection) => Some(connection),
            Self::Closed => None,
        }
    }
}

impl Sqlite {
    /// Opens the file in a folder; creates both if they do not exist. If the file cannot be written, logs a warning and opens
    /// it for reading. Fails if the file has a newer schema, or is damaged.
    pub(super) fn open(folder: &Path) -> Result<Self, Problem> {
        let file = folder.join(FILE);
        let open = match schema::open(&file) {
            Ok(connection) => Open::Writable(connection),
            Err(Problem::Unusable { cause, .. }) => {
                tracing::warn!(
                    file = %file.display(), %cause,
                    "settings and votes cannot be saved: make the state folder writable, or choose another with --state"
                );
                schema::open_read_only(&file)?.map_or(Open::Closed, Open::ReadOnly)
            }
            Err(problem) => return Err(problem),
        };
        Ok(Self {
            file,
            open,
            wipes: false,
        })
    }

    /// Runs something on the open file.
    fn on<T: Default>(
        &self,
        work: impl FnOnce(&rusqlite::Connection) -> rusqlite::Result<T>,
    ) -> Result<T, Problem> {
        let done = self.open.connection().map(work).transpose();
        let done = done.map_err(|cause| Problem::of(&self.file, cause))?;
        Ok(done.unwrap_or_default())
    }
}

impl Connection for Sqlite {
    fn execute(&mut self, statement: &str, values: &[Value<'_>]) -> Result<usize, Problem> {
        self.on(|open| {
            open.prepare_cached(statement)?
                .execute(params_from_iter(values))
        })
    }

    fn query(&mut self, statement: &str, values: &[Value<'_>]) -> Result<Vec<Row>, Problem> {
        self.on(|open| {
            open.prepare_cached(statement)?
                .query_map(params_from_iter(values), read)?
                .collect()
        })
    }

    fn wipe(&mut self) {
        self.wipes = true;
    }
}

impl Backend for Sqlite {
    fn reading(&mut self) -> Result<Option<&mut dyn Connection>, Problem> {
        let is_open = self.open.connection().is_some();
        Ok(is_open.then_some(self as &mut dyn Connection))
    }

    fn begin(&mut self) -> Result<&mut dyn Connection, Problem> {
        self.wipes = false;
        if !matches!(self.open, Open::Writable(_)) {
            self.open = Open::Writable(schema::open(&self.file)?);
        }
        self.on(|open| {
            // A panic leaves its transaction open.
            if !open.is_autocommit() {
                open.execute_batch("ROLLBACK")?;
            }
            // Waits for its turn now: later, SQLite would not wait.
            open.execute_batch("BEGIN IMMEDIATE")
        })?;
        Ok(self)
    }

    fn commit(&mut self) -> Result<(), Problem> {
        let committed = self.on(|open| open.execute_batch("COMMIT"));
        if committed.is_err() {
            self.roll_back();
        } else if self.wipes {
            // SQLite's write-ahead log may still hold deleted rows. While another connection reads, the next call empties it.
            let empty = "PRAGMA wal_checkpoint(TRUNCATE)";
            let _ = self.on(|open| open.query_row(empty, [], |_| Ok(())));
        }
        committed
    }

    fn roll_back(&mut self) {
        // After some errors, SQLite has done it already.
        let _ = self.on(|open| open.execute_batch("ROLLBACK"));
    }

    /// Claims nothing: `Hold` has locked the folder.
    fn claim(&mut self, _: &[Claim]) -> Result<(), Problem> {
        Ok(())
    }
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    let columns = 0..row.as_ref().column_count();
    let cells = columns.map(|column| {
        Ok(match row.get_ref(column)? {
            ValueRef::Integer(number) => Cell::Number(number),
            ValueRef::Null => Cell::Nothing,
            _ => Cell::Text(row.get(column)?),
        })
    });
    cells.collect::<rusqlite::Result<_>>().map(Row)
}

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match self {
            Self::Text(text) => text.to_sql(),
            Self::Number(number) => number.to_sql(),
        }
    }
}
