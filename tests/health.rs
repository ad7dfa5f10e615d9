//! Promise: an operator sees whether a running server is well, over HTTP and by `voetnoot health`.

#![cfg(feature = "platforms")]
#![recursion_limit = "256"]

#[path = "common/archive.rs"]
mod archive;
mod common;
#[path = "common/running.rs"]
#[allow(dead_code, reason = "other tests use the rest")]
mod running;
#[path = "common/shown.rs"]
mod shown;

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, mpsc};

use running::run;
use shown::shown;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use voetnoot::article::Library;
use voetnoot::bot::Bot;
use voetnoot::ops::Health;
use voetnoot::search::{Embed, Engine, Keep, Side};

/// The status and body of an answer.
async fn get(address: SocketAddr, path: &str) -> (u16, String) {
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    let request = format!("GET {path} HTTP/1.0\r\n\r\n");
    stream.write_all(request.as_bytes()).await.expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("text");
    let (head, body) = answer.split_once("\r\n\r\n").expect("an answer");
    let status = head.split(' ').nth(1).expect("a status");
    (status.parse().expect("a number"), body.to_owned())
}

/// What `voetnoot health` says and how it ends.
async fn health_of(address: SocketAddr) -> String {
    tokio::task::spawn_blocking(move || {
        let folder = tempfile::tempdir().expect("a folder");
        let ran = run(folder.path(), &["health", "--http", &address.to_string()]);
        let port = format!(":{}", address.port());
        let said = ran.err.replace(&port, ":PORT");
        format!("{said}→ {}", ran.status.unwrap_or(-1))
    })
    .await
    .expect("it runs")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_is_ready_when_all_is_as_it_should_be() {
    let mut health = Health::new();
    let pulse = health.platform("matrix");
    let health = Arc::new(health);
    let address = shown(Arc::clone(&health)).await;

    assert_eq!(get(address, "/livez").await, (200, "alive\n".to_owned()));
    let (status, body) = get(address, "/readyz").await;
    assert_eq!(status, 503);
    insta::assert_snapshot!(body, @r#"
    {"ready":false,"checks":[
    {"check":"matrix","ok":false,"detail":"not connected yet"},
    {"check":"index","ok":false,"detail":"not open yet"}
    ]}
    "#);
    insta::assert_snapshot!(health_of(address).await, @"
    error: not ready: matrix: not connected yet; index: not open yet
    → 1
    ");

    pulse.beat();
    health.ask(common::bot());
    let (status, body) = get(address, "/readyz").await;
    assert_eq!((status, body.contains("\"ready\":true")), (200, true));
    assert_eq!(body.matches("\"ok\":true").count(), 3, "{body}");
    assert_eq!(health_of(address).await, "→ 0");
    let (_, counts) = get(address, "/metrics").await;
    assert!(counts.contains("voetnoot_check{check=\"question\"} 1\n"));
    assert!(counts.contains("voetnoot_index_info{revision=\""));

    pulse.lost();
    assert_eq!(get(address, "/readyz").await.0, 503);
    insta::assert_snapshot!(health_of(address).await, @"
    error: not ready: matrix: the connection is gone
    → 1
    ");
}

/// A model that takes its time with passages, until there is no other that holds it.
struct Slow(Mutex<mpsc::Receiver<()>>);

impl Embed for Slow {
    fn identity(&self) -> &str {
        "slow"
    }

    fn embed(&self, side: Side, _: &str) -> anyhow::Result<Vec<f32>> {
        if side == Side::Passage {
            // It goes on once the sender is gone.
            let _ = self.0.lock().expect("nobody panics").recv();
        }
        Ok(vec![1.0])
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_is_ready_before_meaning_is_worked_out_and_shows_how_far_that_is() {
    let text = archive::archive(100);
    let library = Arc::new(Library::from_text("archief.jsonl", &text).expect("it is sound"));
    let (hold, held) = mpsc::channel();
    let model: Arc<dyn Embed> = Arc::new(Slow(Mutex::new(held)));
    let opened = Engine::open(library, Keep::InMemory, Some(model), &mut |_, _| {});
    let bot = Bot::new(opened.expect("an index").0.without_waiting());
    bot.warm_up();
    let health = Arc::new(Health::new());
    health.ask(&bot);
    let address = shown(Arc::clone(&health)).await;
    assert_eq!(get(address, "/readyz").await.0, 200);
    let meaning = async || {
        let (_, counts) = get(address, "/metrics").await;
        let lines = counts.lines().map(str::to_owned);
        let lines = lines.filter(|line| line.starts_with("voetnoot_meaning"));
        lines.collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!(meaning().await, @"
    voetnoot_meaning_passages 100
    voetnoot_meaning_passages_done 0
    voetnoot_meaning_passages_with_sentences 0
    ");
    drop(hold);
    bot.engine()
        .wait_for_vectors(&mut |_, _| {})
        .expect("vectors");
    insta::assert_snapshot!(meaning().await, @"
    voetnoot_meaning_passages 100
    voetnoot_meaning_passages_done 100
    voetnoot_meaning_passages_with_sentences 100
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_asked_is_said_in_a_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let unset = run(folder.path(), &["health"]);
    assert_eq!(unset.status, Some(1));
    insta::assert_snapshot!(unset.err, @"error: no address is set to ask on: set VOETNOOT_HTTP (or --http, or http in voetnoot.toml) to the same for `serve` and `health`, for example 127.0.0.1:8090");
    let wrong = run(folder.path(), &["health", "--http", "hier"]);
    assert_eq!(wrong.status, Some(2));
    assert!(wrong.err.contains("`hier` is no address"), "{}", wrong.err);

    let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = free.local_addr().expect("an address");
    drop(free);
    insta::assert_snapshot!(health_of(address).await, @"
    error: no answer on 127.0.0.1:PORT: is `voetnoot serve` running there?: Connection refused (os error 111)
    → 1
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_never_answers_is_given_three_seconds() {
    let silent = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = silent.local_addr().expect("an address");
    let begun = std::time::Instant::now();
    let said = health_of(address).await;
    assert!(said.ends_with("→ 1"), "{said}");
    assert!(begun.elapsed().as_secs() < 8, "{:?}", begun.elapsed());
}
