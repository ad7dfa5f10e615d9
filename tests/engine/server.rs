//! A server that speaks the dialect of an engine over a real socket, and refuses what Quickwit 0.9 refuses.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::index::Index;

/// What a server does with a request that it understands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Conduct {
    /// It does what it is asked.
    Well,
    /// It closes the connection.
    Closes,
    /// It answers nothing, and keeps the connection.
    Silent,
    /// It answers with this status.
    Status(u16),
    /// It promises more than it sends, and closes.
    CutsOff,
    /// It answers searches with this.
    Says(String),
    /// It refuses searches, and repeats them.
    Echoes,
    /// A shard of it does not answer.
    Partial,
}

/// What becomes of a bulk request.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Turn {
    /// It is answered with this status.
    Away(u16),
    /// The first so many documents are taken; Elasticsearch tells of the others.
    First(usize),
}

/// Which language it speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Speaks {
    Quickwit,
    Elastic,
}

/// What a server knows and was asked.
pub(crate) struct State {
    pub(crate) speaks: Speaks,
    pub(crate) conduct: Conduct,
    pub(crate) index: Index,
    /// What becomes of the next bulk requests, the last first.
    pub(crate) turns: Vec<Turn>,
    /// The lines of the requests, as `POST /archive/_search`.
    pub(crate) requests: Vec<String>,
    /// What it refused because Quickwit would.
    pub(crate) refused: Vec<String>,
    /// Where it writes what changed it, if it is to survive its process.
    pub(crate) journal: Option<File>,
    /// How long it worked.
    busy: Duration,
}

impl State {
    pub(crate) fn new(speaks: Speaks) -> Self {
        Self {
            speaks,
            conduct: Conduct::Well,
            index: Index::new(speaks),
            turns: Vec::new(),
            requests: Vec::new(),
            refused: Vec::new(),
            journal: None,
            busy: Duration::ZERO,
        }
    }

    fn note(&mut self, method: &str, target: &str, body: &[u8]) {
        let changes = ["_bulk", "_delete_by_query"];
        let is_change = method == "PUT" || changes.iter().any(|one| target.contains(one));
        if let Some(journal) = self.journal.as_mut().filter(|_| is_change) {
            let line = json!([method, target, String::from_utf8_lossy(body)]);
            // In one piece, so that a killed process leaves no half of a line.
            let line = format!("{line}\n");
            journal.write_all(line.as_bytes()).expect("a disk");
        }
    }
}

/// Answers every connection, each on a thread of its own.
pub(crate) fn listen(listener: &TcpListener, state: &Arc<Mutex<State>>) {
    for stream in listener.incoming().flatten() {
        let state = Arc::clone(state);
        thread::spawn(move || serve(&state, stream));
    }
}

fn serve(state: &Mutex<State>, mut stream: TcpStream) {
    let mut reader = BufReader::new(stream.try_clone().expect("a socket"));
    let mut head = String::new();
    while reader.read_line(&mut head).is_ok_and(|read| read > 2) {}
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length")
            .then(|| value.trim().parse().ok())?
    });
    let mut body = vec![0; length.unwrap_or(0)];
    if reader.read_exact(&mut body).is_err() {
        return;
    }
    let line: Vec<&str> = head.lines().next().unwrap_or_default().split(' ').collect();
    let [method, target, _] = line[..] else {
        return;
    };
    let mut state = state.lock().expect("no test broke off");
    let began = Instant::now();
    state.requests.push(format!("{method} {target}"));
    let conduct = state.conduct.clone();
    let (status, reply) = match &conduct {
        Conduct::Closes => return,
        Conduct::Silent => {
            drop(state);
            thread::sleep(Duration::from_secs(30));
            return;
        }
        Conduct::Status(status) => (
            *status,
            json!({"error": {"reason": "as the test says"}}).to_string(),
        ),
        Conduct::Echoes if target.contains("/_search") => {
            let asked = String::from_utf8_lossy(&body).into_owned();
            (400, json!({"error": {"reason": asked}}).to_string())
        }
        Conduct::Says(said) if target.contains("/_search") => (200, said.clone()),
        _ => {
            let (status, mut reply) = state.answer(method, target, &body);
            state.note(method, target, &body);
            if conduct == Conduct::Partial && reply.get("_shards").is_some() {
                reply["_shards"]["failed"] = json!(1);
            }
            (status, reply.to_string())
        }
    };
    state.busy += began.elapsed();
    drop(state);
    let promised = reply.len() + if conduct == Conduct::CutsOff { 100 } else { 0 };
    let _ = write!(
        stream,
        "HTTP/1.1 {status} x\r\ncontent-type: application/json\r\ncontent-length: {promised}\r\nconnection: close\r\n\r\n{reply}"
    );
}

impl State {
    pub(crate) fn answer(&mut self, method: &str, target: &str, body: &[u8]) -> (u16, Value) {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let prefix = match self.speaks {
            Speaks::Quickwit => "/api/v1/_elastic",
            Speaks::Elastic => "",
        };
        if let Some(answered) = self.about_index(method, path, body) {
            return answered;
        }
        let operation = path
            .strip_prefix(prefix)
            .and_then(|path| path.strip_prefix("/archive/"));
        let Some(operation) = operation.filter(|_| method == "POST") else {
            return (404, json!({"error": {"reason": "no such address"}}));
        };
        if !self.index.is_made {
            return (404, json!({"error": {"reason": "no such index"}}));
        }
        let answered = match operation {
            "_bulk" => match self.turns.pop() {
                Some(Turn::Away(status)) => return (status, json!({"message": "later"})),
                Some(Turn::First(most)) => Ok(self.index.bulk(body, most)),
                None => Ok(self.index.bulk(body, usize::MAX)),
            },
            "_search" => self.index.search(body, query),
            "_count" if self.speaks == Speaks::Elastic => self.index.count(body),
            "_refresh" if self.speaks == Speaks::Elastic => Ok(json!({"_shards": {"failed": 0}})),
            "_delete_by_query" if self.speaks == Speaks::Elastic => self.index.delete(body),
            other => Err(format!("there is no operation {other}")),
        };
        answered.map_or_else(
            |why| {
                self.refused.push(why.clone());
                (400, json!({"error": {"reason": why}}))
            },
            |reply| (200, reply),
        )
    }

    /// What only one of the two languages has: the version, and the making of an index.
    fn about_index(&mut self, method: &str, path: &str, body: &[u8]) -> Option<(u16, Value)> {
        let there = match self.speaks {
            Speaks::Quickwit => "/api/v1/indexes/archive",
            Speaks::Elastic => "/archive",
        };
        let is_there = if self.index.is_made { 200 } else { 404 };
        match (self.speaks, method, path) {
            (Speaks::Quickwit, "GET", "/api/v1/_elastic") => Some((
                200,
                json!({"version": {"distribution": "quickwit", "number": "0.9.0"}}),
            )),
            (_, "GET", "/busy") => Some((200, json!({"seconds": self.busy.as_secs_f64()}))),
            (Speaks::Elastic, "GET", "/") => Some((200, json!({"version": {"number": "8.15.3"}}))),
            (_, "GET", path) if path == there => Some((is_there, json!({}))),
            (Speaks::Quickwit, "POST", "/api/v1/indexes")
            | (Speaks::Elastic, "PUT", "/archive") => {
                self.index.make(body);
                Some((200, json!({})))
            }
            (Speaks::Quickwit, "POST", "/api/v1/archive/delete-tasks") => {
                let asked: Value = serde_json::from_slice(body).unwrap_or_default();
                self.index
                    .delete_in_words(asked["query"].as_str().unwrap_or_default());
                Some((200, json!({})))
            }
            _ => None,
        }
    }
}
