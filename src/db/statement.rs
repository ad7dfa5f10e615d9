//! What the two databases have in common: statements that are written once, their values and rows.
//!
//! A statement is SQL that SQLite and PostgreSQL both understand, with `?1`, `?2` … for its values. Times and defaults come
//! from the program, because each database has its own functions for them.

use std::fmt::Debug;

use super::claim::Claim;
use super::problem::Problem;

/// A value in a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value<'a> {
    /// A text, or NULL.
    Text(Option<&'a str>),
    /// A number.
    Number(i64),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Some(text))
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Some(text))
    }
}

impl<'a> From<Option<&'a str>> for Value<'a> {
    fn from(text: Option<&'a str>) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Value<'_> {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<bool> for Value<'_> {
    fn from(is_true: bool) -> Self {
        Self::Number(is_true.into())
    }
}

/// The values of a statement, in the order of `?1`, `?2` ….
macro_rules! values {
    ($($value:expr),* $(,)?) => { &[$($crate::db::statement::Value::from($value)),*] };
}
pub(super) use values;

/// What a row has in one column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    /// A text.
    Text(String),
    /// A number.
    Number(i64),
    /// NULL.
    Nothing,
}

/// A row that a query found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row(pub(super) Vec<Cell>);

impl Row {
    /// The text in a column; empty if there is none.
    pub(super) fn text(&self, column: usize) -> String {
        self.optional_text(column).unwrap_or_default()
    }

    /// The text in a column; `None` if it is NULL.
    pub(super) fn optional_text(&self, column: usize) -> Option<String> {
        match self.0.get(column) {
            Some(Cell::Text(text)) => Some(text.clone()),
            _ => None,
        }
    }

    /// The number in a column; 0 if there is none.
    pub(super) fn number(&self, column: usize) -> i64 {
        match self.0.get(column) {
            Some(Cell::Number(number)) => *number,
            _ => 0,
        }
    }
}

/// Runs statements.
pub(super) trait Connection {
    /// Runs a statement that changes something. Returns how many rows it changed. Fails if the database cannot be written.
    fn execute(&mut self, statement: &str, values: &[Value<'_>]) -> Result<usize, Problem>;

    /// Runs a statement that returns rows. Fails if the database cannot be read; or written, if the statement changes
    /// something, too.
    fn query(&mut self, statement: &str, values: &[Value<'_>]) -> Result<Vec<Row>, Problem>;

    /// Has the database overwrite what this transaction deletes, once it is committed, as far as the database does not do so
    /// on its own.
    fn wipe(&mut self);
}

/// A database: SQLite's file, or one on a PostgreSQL server.
pub(super) trait Backend: Debug + Send {
    /// The connection for queries outside of a transaction; `None` if there is nothing to read from. Fails if the database
    /// cannot be reached.
    fn reading(&mut self) -> Result<Option<&mut dyn Connection>, Problem>;

    /// Begins a transaction. If the database could not be reached before, tries to reach it again. Fails if the database cannot
    /// be written.
    fn begin(&mut self) -> Result<&mut dyn Connection, Problem>;

    /// Ends the transaction. When it returns without an error, the changes are on a disk. Fails if the database cannot be
    /// written.
    fn commit(&mut self) -> Result<(), Problem>;

    /// Ends the transaction without its changes.
    fn roll_back(&mut self);

    /// Claims platforms for this process, as long as it runs. Fails if another process has claimed one of them.
    fn claim(&mut self, claims: &[Claim]) -> Result<(), Problem>;

    /// Takes the claims again if they were lost with a connection. Fails if another process has claimed one of them meanwhile, or
    /// if the database cannot be reached.
    fn renew(&mut self) -> Result<(), Problem>;
}
