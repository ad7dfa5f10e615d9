//! A double of a language model's server: it takes a request over a real socket, and answers as the test says.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use voetnoot::config::Secret;
use voetnoot::search::learned::LearnedWeights;
use voetnoot::search::pointing::{ChatCompletions, Pointer};

/// A key that must be shown nowhere.
pub(crate) const KEY: &str = "geheime-sleutel-4711";

/// What a server does with a request.
#[derive(Clone, Debug)]
pub(crate) enum Conduct {
    /// It answers with a completion that holds this message.
    Says(String),
    /// It answers with these bytes in the place of a completion.
    Sends(Vec<u8>),
    /// It answers with this status, and these further lines of the head.
    Status(u16, &'static str),
    /// It answers nothing, and keeps the connection.
    Silent,
    /// It closes the connection.
    Closes,
    /// It promises more than it sends, and closes.
    CutsOff,
    /// It sends a byte now and then, for ever.
    Drips,
    /// It sends as fast as it can, for ever.
    Floods,
    /// It answers something that is no HTTP.
    Mumbles,
}

impl Conduct {
    /// It points at these sentences.
    pub(crate) fn points(numbers: &[usize]) -> Self {
        Self::Says(json!({"sentences": numbers}).to_string())
    }
}

/// A request that a server was sent.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) head: String,
    pub(crate) body: Value,
}

impl Request {
    /// The numbered sentences and the question.
    pub(crate) fn text(&self) -> &str {
        self.body["messages"][1]["content"]
            .as_str()
            .unwrap_or_default()
    }

    /// The number of the first sentence that holds these words.
    pub(crate) fn number_of(&self, words: &str) -> Option<usize> {
        let line = self.text().lines().find(|line| {
            line.contains(words) && line.starts_with(|first: char| first.is_ascii_digit())
        });
        line?.split('.').next()?.parse().ok()
    }
}

/// A running server.
pub(crate) struct Double {
    pub(crate) address: String,
    connections: Arc<AtomicUsize>,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl Double {
    /// A server on a port of its own, until the test ends.
    pub(crate) fn new(conduct: impl Fn(&Request) -> Conduct + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let connections = Arc::new(AtomicUsize::new(0));
        let requests = Arc::<Mutex<Vec<Request>>>::default();
        let (count, seen, conduct) = (
            Arc::clone(&connections),
            Arc::clone(&requests),
            Arc::new(conduct),
        );
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                count.fetch_add(1, Ordering::SeqCst);
                let (seen, conduct) = (Arc::clone(&seen), Arc::clone(&conduct));
                thread::spawn(move || {
                    if let Some(request) = read(&stream) {
                        let conduct = conduct(&request);
                        seen.lock().expect("nobody broke off").push(request);
                        // The client may have left.
                        let _ = answer(stream, &conduct);
                    }
                });
            }
        });
        Self {
            address,
            connections,
            requests,
        }
    }

    /// A server that does the same with every request.
    pub(crate) fn that(conduct: Conduct) -> Self {
        Self::new(move |_| conduct.clone())
    }

    /// How often somebody connected.
    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    pub(crate) fn requests(&self) -> Vec<Request> {
        self.requests.lock().expect("nobody broke off").clone()
    }

    /// The language model of this server.
    pub(crate) fn pointer(&self, timeout: Duration) -> Arc<Pointer> {
        let address = self.address.parse().expect("an address");
        let key = Some(Secret::new(KEY));
        let model = Arc::new(ChatCompletions::new(
            address,
            Some("double".to_owned()),
            key,
        ));
        let learned = LearnedWeights::bundled().with_pointing();
        Arc::new(Pointer::new(model, timeout, NonZero::new(10_000), learned))
    }
}

fn read(stream: &TcpStream) -> Option<Request> {
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if reader.read_line(&mut head).ok()? == 0 {
            return None;
        }
    }
    let lower = head.to_lowercase();
    let (_, length) = lower.split_once("content-length: ")?;
    let length = length.lines().next()?.trim().parse().ok()?;
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let body = serde_json::from_slice(&body).ok()?;
    Some(Request { head, body })
}

fn answer(mut stream: TcpStream, conduct: &Conduct) -> std::io::Result<()> {
    let ok = |body: &[u8]| {
        let length = body.len();
        let head =
            format!("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n");
        [head.as_bytes(), body].concat()
    };
    let endless = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"choices\":";
    match conduct {
        Conduct::Says(content) => {
            let body = json!({"choices": [{"message": {"role": "assistant", "content": content}}]});
            stream.write_all(&ok(body.to_string().as_bytes()))
        }
        Conduct::Sends(body) => stream.write_all(&ok(body)),
        Conduct::Status(status, lines) => {
            let head = format!(
                "HTTP/1.1 {status} No\r\nConnection: close\r\nContent-Length: 0\r\n{lines}\r\n"
            );
            stream.write_all(head.as_bytes())
        }
        Conduct::Silent => stream.read_to_end(&mut Vec::new()).map(|_| ()),
        Conduct::Closes => Ok(()),
        Conduct::CutsOff => stream.write_all(
            b"HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n{\"choices\": [{\"message\"",
        ),
        Conduct::Drips => {
            stream.write_all(endless)?;
            loop {
                thread::sleep(Duration::from_millis(5));
                stream.write_all(b" ")?;
            }
        }
        Conduct::Floods => {
            stream.write_all(endless)?;
            loop {
                stream.write_all(&[b' '; 4096])?;
            }
        }
        Conduct::Mumbles => stream.write_all(b"ZQX ik ben geen server ZQX\r\n\r\n"),
    }
}
