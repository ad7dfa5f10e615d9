//! The server of an engine: finds out its dialect, asks it within a time, tries once more, and lets it rest after a failure.

use std::sync::{Mutex, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::address::EngineAddress;
use super::counts::{Counts, OUTCOMES};
use super::dialect::Dialect;
use super::exchange::{Exchange, Method, Request};
use super::reply;
use super::trouble::Trouble;
use crate::parallel::lock;

/// How long a question to the engine may take. Who asks in a chat waits.
pub(super) const PATIENCE: Duration = Duration::from_secs(2);

/// The same while an index is filled or cleared up: an engine that was just written to may take long.
pub(super) const LONG_PATIENCE: Duration = Duration::from_secs(60);

/// How long the engine has before it is tried once more.
const AGAIN: Duration = Duration::from_millis(100);

/// How long the engine is not asked after it did not answer, so that nobody waits for it in vain.
const REST: Duration = Duration::from_secs(2);

/// How the engine stood when it was last asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It was not asked yet.
    Unasked,
    /// It answered.
    Well,
    /// It has not answered since then.
    Away(Instant, Trouble),
}

/// The server of an engine.
pub(super) struct Server {
    pub(super) address: EngineAddress,
    exchange: Box<dyn Exchange>,
    dialect: OnceLock<Dialect>,
    pub(super) state: Mutex<State>,
    pub(super) counts: Counts,
}

pub(super) struct State {
    pub(super) standing: Standing,
    /// When it failed last.
    failed: Option<Instant>,
}

impl Server {
    pub(super) fn new(address: EngineAddress, exchange: Box<dyn Exchange>) -> Self {
        Self {
            address,
            exchange,
            dialect: OnceLock::new(),
            state: Mutex::new(State {
                standing: Standing::Unasked,
                failed: None,
            }),
            counts: Counts::of(OUTCOMES),
        }
    }

    /// Asks the index, and once more if that fails in passing. Fails if both fail, or if the engine rests.
    pub(super) fn ask(
        &self,
        operation: &str,
        body: &Value,
        within: Duration,
    ) -> Result<Vec<u8>, Trouble> {
        let failed = lock(&self.state).failed;
        if failed.is_some_and(|failed| failed.elapsed() < REST) {
            return Err(Trouble::Resting);
        }
        let first = self.once(operation, body, within);
        let answered = match first {
            Err(trouble) if trouble.is_passing() => {
                thread::sleep(AGAIN);
                self.once(operation, body, within)
            }
            answered => answered,
        };
        self.note(answered.as_ref().err());
        answered
    }

    /// Asks the index once, also while it rests. Fails if it does not answer.
    pub(super) fn ask_at_once(&self, operation: &str, body: &Value) -> Result<Vec<u8>, Trouble> {
        let answered = self.once(operation, body, PATIENCE);
        self.note(answered.as_ref().err());
        answered
    }

    fn once(&self, operation: &str, body: &Value, within: Duration) -> Result<Vec<u8>, Trouble> {
        let url = self.dialect()?.url(&self.address, operation);
        let body = body.to_string();
        let (status, reply) = self.send(Method::Post, &url, body.as_bytes(), within)?;
        match status {
            200..=299 => Ok(reply),
            404 => Err(Trouble::NoIndex),
            _ => Err(Trouble::Status(status)),
        }
    }

    /// Sends a request of the operator's, and returns its reply. Fails if no whole reply comes in time, or if the engine
    /// refuses.
    pub(super) fn order(
        &self,
        method: Method,
        url: &str,
        body: &[u8],
        within: Duration,
    ) -> Result<Vec<u8>, Trouble> {
        let (status, reply) = self.send(method, url, body, within)?;
        match status {
            200..=299 => Ok(reply),
            404 => Err(Trouble::NoIndex),
            _ => Err(Trouble::Refused(status, reply::reason(&reply))),
        }
    }

    /// Sends a request as it is. Fails if no whole reply comes in time.
    fn send(
        &self,
        method: Method,
        url: &str,
        body: &[u8],
        within: Duration,
    ) -> Result<(u16, Vec<u8>), Trouble> {
        self.exchange.exchange(&Request {
            method,
            url,
            body,
            within,
        })
    }

    /// The dialect of the engine, which it is asked for once. Fails if the engine cannot be reached, or speaks neither.
    pub(super) fn dialect(&self) -> Result<Dialect, Trouble> {
        if let Some(known) = self.dialect.get() {
            return Ok(*known);
        }
        let mut refused =
            Trouble::Nonsense("it tells no version: it is no Quickwit and no Elasticsearch");
        for (dialect, url) in Dialect::tellers(&self.address) {
            let (status, reply) = self.send(Method::Get, &url, &[], PATIENCE)?;
            if matches!(status, 401 | 403 | 429 | 500..) {
                refused = Trouble::Status(status);
                continue;
            }
            let tells = |reply: Value| reply.get("version").is_some_and(Value::is_object);
            if status == 200 && reply::json(&reply).is_ok_and(tells) {
                return Ok(*self.dialect.get_or_init(|| dialect));
            }
        }
        Err(refused)
    }

    /// Remembers whether the engine answered, and logs when that changes.
    fn note(&self, trouble: Option<&Trouble>) {
        let mut state = lock(&self.state);
        let was_away = matches!(state.standing, Standing::Away(..));
        let Some(trouble) = trouble else {
            if was_away {
                tracing::info!(engine = self.address.host(), "the engine answers again");
            }
            *state = State {
                standing: Standing::Well,
                failed: None,
            };
            return;
        };
        let since = match &state.standing {
            Standing::Away(since, _) => *since,
            _ => Instant::now(),
        };
        if !was_away {
            tracing::error!(engine = self.address.host(), error = %trouble, "the engine does not answer; the articles here do");
        }
        *state = State {
            standing: Standing::Away(since, trouble.clone()),
            failed: Some(Instant::now()),
        };
    }
}
