//! A reading page on a port of this machine, until the test ends, and requests to it.

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use voetnoot::article::Library;
use voetnoot::bot::{Bot, Served};
use voetnoot::config::FairUse;
use voetnoot::ops::Pulse;
use voetnoot::web::{self, Settings};
use voetnoot::wording::Language;

use super::common;

/// The settings of most tests.
pub(crate) fn settings() -> Settings {
    Settings {
        public_url: None,
        frames: None,
        client_header: None,
        language: Language::Dutch,
        limits: FairUse(None),
        pulse: Arc::new(Pulse::new("web")),
    }
}

/// Serves a library; gives the address.
pub(crate) async fn serve(library: Library, settings: Settings) -> SocketAddr {
    serve_bot(common::bot_about(library), settings).await
}

/// Serves a bot; gives the address.
pub(crate) async fn serve_bot(bot: Bot, settings: Settings) -> SocketAddr {
    let any = "127.0.0.1:0".parse().expect("an address");
    let listener = web::listen(any).await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let served = Served::new(Arc::new(bot));
    tokio::spawn(web::serve(
        listener,
        served,
        settings,
        std::future::pending(),
    ));
    address
}

/// Serves the bundled article.
pub(crate) async fn bundled() -> SocketAddr {
    serve(Library::bundled(), settings()).await
}

/// A reply.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    head: String,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    /// The value of a header; empty if it is not there.
    pub(crate) fn header(&self, name: &str) -> &str {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        let mut named = lines.filter(|(header, _)| header.eq_ignore_ascii_case(name));
        named.next().map_or("", |(_, value)| value)
    }

    /// The body as text.
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("a body in UTF-8")
    }
}

/// Sends these bytes and reads the reply; `None` if there is none. Hangs up after it, for a request that announces more than it
/// sends keeps the connection open.
pub(crate) async fn sent(address: SocketAddr, request: &[u8]) -> Option<Reply> {
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    // The server may hang up before it has read everything.
    let _ = stream.write_all(request).await;
    let mut bytes = Vec::new();
    let mut buffer = [0; 16 * 1024];
    while !is_whole(&bytes, request) {
        match stream.read(&mut buffer).await {
            Ok(0) | Err(_) => break,
            Ok(count) => bytes.extend_from_slice(&buffer[..count]),
        }
    }
    reply(&bytes)
}

/// Whether this is a whole reply to a request.
fn is_whole(bytes: &[u8], request: &[u8]) -> bool {
    reply(bytes).is_some_and(|reply| {
        let has_body = !request.starts_with(b"HEAD") && reply.status != 304;
        let length = reply.header("content-length").parse();
        !has_body || length.is_ok_and(|length: usize| reply.body.len() >= length)
    })
}

fn reply(bytes: &[u8]) -> Option<Reply> {
    let end = bytes.windows(4).position(|end| end == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    Some(Reply {
        status: head.split(' ').nth(1)?.parse().ok()?,
        head,
        body: bytes[end + 4..].to_vec(),
    })
}

/// Asks for a path, with more header lines.
pub(crate) async fn get_with(address: SocketAddr, path: &str, headers: &str) -> Reply {
    let request = format!("GET {path} HTTP/1.0\r\nHost: {address}\r\n{headers}\r\n");
    sent(address, request.as_bytes()).await.expect("a reply")
}

/// Asks for a path.
pub(crate) async fn get(address: SocketAddr, path: &str) -> Reply {
    get_with(address, path, "").await
}
