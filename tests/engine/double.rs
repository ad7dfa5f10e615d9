//! A double of an engine: it takes requests over a real socket, keeps documents, and refuses what Quickwit 0.9 refuses.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use voetnoot::archive::http::Http;
use voetnoot::archive::{Archive, Written};
use voetnoot::article::Library;
use voetnoot::bot::Bot;
use voetnoot::search::{Engine, Keep};

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
}

/// A running server.
pub(crate) struct Double {
    pub(crate) url: String,
    state: Arc<Mutex<State>>,
}

impl Double {
    pub(crate) fn new(speaks: Speaks) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        let address = listener.local_addr().expect("an address");
        let state = Arc::new(Mutex::new(State {
            speaks,
            conduct: Conduct::Well,
            index: Index::new(speaks),
            turns: Vec::new(),
            requests: Vec::new(),
            refused: Vec::new(),
        }));
        let shared = Arc::clone(&state);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = Arc::clone(&shared);
                thread::spawn(move || serve(&state, stream));
            }
        });
        Self {
            url: format!("http://{address}/archive"),
            state,
        }
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no test broke off")
    }

    pub(crate) fn behaves(&self, conduct: Conduct) {
        self.state().conduct = conduct;
    }

    /// The archive on this server, which was not asked yet.
    pub(crate) fn archive(&self) -> Archive {
        let address = self.url.parse().expect("an address");
        Archive::new(address, Box::new(Http::new(None)))
    }

    /// Sends the articles of a folder or a file to this server.
    pub(crate) fn fill(&self, path: &Path) -> Written {
        self.try_fill(path).expect("it is filled")
    }

    pub(crate) fn try_fill(&self, path: &Path) -> anyhow::Result<Written> {
        self.archive().fill(Some(path), &mut |_| {})
    }

    /// A bot about the bundled article that also answers from this archive.
    pub(crate) fn bot(&self) -> Bot {
        bot_about(Library::bundled()).with_archive(Some(Arc::new(self.archive())))
    }
}

/// A bot about these articles, by words.
pub(crate) fn bot_about(library: Library) -> Bot {
    let engine = Engine::open(Arc::new(library), Keep::InMemory, None, &mut |_, _| {});
    Bot::new(engine.expect("an index in memory").0)
}

/// Runs a test against both languages.
pub(crate) fn both(test: impl Fn(&Double)) {
    for speaks in [Speaks::Quickwit, Speaks::Elastic] {
        let double = Double::new(speaks);
        test(&double);
        let refused = &double.state().refused;
        assert!(refused.is_empty(), "{speaks:?} refused {refused:#?}");
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
            if conduct == Conduct::Partial && reply.get("_shards").is_some() {
                reply["_shards"]["failed"] = json!(1);
            }
            (status, reply.to_string())
        }
    };
    drop(state);
    let promised = reply.len() + if conduct == Conduct::CutsOff { 100 } else { 0 };
    let _ = write!(
        stream,
        "HTTP/1.1 {status} x\r\ncontent-type: application/json\r\ncontent-length: {promised}\r\nconnection: close\r\n\r\n{reply}"
    );
}

impl State {
    fn answer(&mut self, method: &str, target: &str, body: &[u8]) -> (u16, Value) {
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
