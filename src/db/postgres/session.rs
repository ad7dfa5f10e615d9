//! [`Session`]: a connection to the server, of which nothing takes longer than it may.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustls::{ClientConfig, RootCertStore};
use tokio::runtime::Runtime;
use tokio_postgres::config::SslMode;
use tokio_postgres::error::SqlState;
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Error, NoTls};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::address::{Address, CONNECT};
use crate::db::statement::{Cell, Row, Value};

/// How long a statement may take. The server itself gives up one second earlier.
const STATEMENT: Duration = Duration::from_secs(3);

/// An open connection. It has a runtime of its own, because its callers are synchronous.
pub(super) struct Session {
    /// `None` only while it is dropped.
    runtime: Option<Runtime>,
    client: Client,
}

/// Why something failed.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) cause: String,
    /// Whether the connection can no longer be used.
    pub(super) is_lost: bool,
    /// Whether the server did not answer in time.
    pub(super) is_late: bool,
}

impl Session {
    /// Connects to the server. Fails if the server cannot be reached in time, or refuses.
    pub(super) fn connect(address: &Address) -> Result<Self, Failure> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| Failure::lost(error.to_string()))?;
        let begun = Instant::now();
        let connected = runtime
            .block_on(async { tokio::time::timeout(address.patience(), connected(address)).await });
        match connected {
            Ok(Ok(client)) => Ok(Self {
                runtime: Some(runtime),
                client,
            }),
            Ok(Err(cause)) => Err(Failure {
                is_late: begun.elapsed() >= CONNECT,
                ..Failure::lost(cause)
            }),
            Err(_) => {
                // The name of a server may still be looked up.
                runtime.shutdown_background();
                Err(Failure::late())
            }
        }
    }

    /// Runs statements without values.
    pub(super) fn batch(&self, statements: &str) -> Result<(), Failure> {
        self.within(self.client.batch_execute(statements))
    }

    /// Runs a statement. Returns how many rows it changed.
    pub(super) fn execute(&self, statement: &str, values: &[Value<'_>]) -> Result<usize, Failure> {
        let values: Vec<_> = values.iter().map(typed).collect();
        let changed = self.within(self.client.execute_typed(&numbered(statement), &values))?;
        Ok(usize::try_from(changed).unwrap_or(usize::MAX))
    }

    /// Runs a statement that returns rows.
    pub(super) fn query(&self, statement: &str, values: &[Value<'_>]) -> Result<Vec<Row>, Failure> {
        let values: Vec<_> = values.iter().map(typed).collect();
        let rows = self.within(self.client.query_typed(&numbered(statement), &values))?;
        let read: Result<_, Error> = rows.iter().map(read).collect();
        read.map_err(|error| Failure::of(&error))
    }

    fn within<T>(&self, work: impl Future<Output = Result<T, Error>>) -> Result<T, Failure> {
        let Some(runtime) = &self.runtime else {
            return Err(Failure::late());
        };
        let limited = async { tokio::time::timeout(STATEMENT, work).await };
        match runtime.block_on(limited) {
            Ok(done) => done.map_err(|error| Failure {
                is_lost: self.client.is_closed() || is_lost(&error),
                ..Failure::of(&error)
            }),
            Err(_) => Err(Failure::late()),
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // Dropped on a thread of another runtime, a runtime would wait, which is forbidden there.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Session")
    }
}

impl Failure {
    fn of(error: &Error) -> Self {
        Self {
            cause: words(error),
            is_lost: false,
            is_late: false,
        }
    }

    fn lost(cause: String) -> Self {
        Self {
            cause,
            is_lost: true,
            is_late: false,
        }
    }

    fn late() -> Self {
        Self {
            is_late: true,
            ..Self::lost("the server does not answer in time".to_owned())
        }
    }
}

/// Connects, and has the connection driven while a statement runs.
async fn connected(address: &Address) -> Result<Client, String> {
    let config = &address.config;
    if config.get_ssl_mode() == SslMode::Disable {
        let (client, connection) = config.connect(NoTls).await.map_err(|error| words(&error))?;
        tokio::spawn(connection);
        return Ok(client);
    }
    let tls = MakeRustlsConnect::new(trusting().map_err(|error| error.to_string())?);
    let (client, connection) = config.connect(tls).await.map_err(|error| words(&error))?;
    tokio::spawn(connection);
    Ok(client)
}

/// Trusts the authorities that this machine trusts.
fn trusting() -> Result<ClientConfig, rustls::Error> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    Ok(ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth())
}

/// Whether the server is about to close the connection, or is no longer the one that writes.
fn is_lost(error: &Error) -> bool {
    let Some(code) = error.code() else {
        return true;
    };
    *code == SqlState::READ_ONLY_SQL_TRANSACTION
        || *code == SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT
        || ["08", "57P"]
            .iter()
            .any(|class| code.code().starts_with(class))
}

/// An error in words, with its causes.
fn words(error: &Error) -> String {
    if let Some(error) = error.as_db_error() {
        return error.message().to_owned();
    }
    let causes = std::iter::successors(Some(error as &dyn std::error::Error), |error| {
        error.source()
    });
    causes
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(": ")
}

/// A statement with PostgreSQL's marks for its values.
fn numbered(statement: &str) -> String {
    statement.replace('?', "$")
}

fn typed<'a>(value: &'a Value<'_>) -> (&'a (dyn ToSql + Sync), Type) {
    match value {
        Value::Text(text) => (text, Type::TEXT),
        Value::Number(number) => (number, Type::INT8),
    }
}

fn read(row: &tokio_postgres::Row) -> Result<Row, Error> {
    let columns = row.columns().iter().enumerate();
    let cells = columns.map(|(at, column)| {
        Ok(match *column.type_() {
            Type::INT8 => number(row.try_get(at)?),
            Type::INT4 => number(row.try_get::<_, Option<i32>>(at)?.map(i64::from)),
            Type::BOOL => number(row.try_get::<_, Option<bool>>(at)?.map(i64::from)),
            _ => row
                .try_get::<_, Option<String>>(at)?
                .map_or(Cell::Nothing, Cell::Text),
        })
    });
    cells.collect::<Result<_, Error>>().map(Row)
}

fn number(number: Option<i64>) -> Cell {
    number.map_or(Cell::Nothing, Cell::Number)
}
