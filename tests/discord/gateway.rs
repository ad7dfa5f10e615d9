//! The double's gateway: HELLO, IDENTIFY, READY, GUILD_CREATE, heartbeats, resuming, and the ways in which it ends.

use std::io::Write as _;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::{WebSocketStream, accept_async};

use super::double::{APPLICATION, BOT, Double};
use super::events;

/// What a test makes the gateway do.
#[derive(Clone, Debug)]
pub(crate) enum Push {
    /// Send an event.
    Event(&'static str, Value),
    /// Ask to reconnect (op 7).
    Reconnect,
    /// Say that the session is not valid (op 9); whether it may be resumed.
    Invalidate(bool),
    /// Break the connection without a word.
    Drop,
    /// Close with a code.
    Close(u16),
}

/// How the gateway is, and what it has seen.
#[derive(Default)]
pub(crate) struct State {
    pub(crate) identified: AtomicUsize,
    /// How many sessions have begun.
    pub(crate) begun: AtomicUsize,
    pub(crate) resumed: AtomicUsize,
    pub(crate) heartbeats: AtomicUsize,
    /// The shards that identified, as `[which, of how many]`.
    pub(crate) shards: Mutex<Vec<[u64; 2]>>,
    /// What the bot last showed under its name.
    pub(crate) presence: Mutex<Value>,
    /// Whether events go compressed.
    pub(crate) zlib: AtomicBool,
    /// Whether nothing is answered any more.
    pub(crate) silent: AtomicBool,
    /// In milliseconds; 0 for the usual.
    pub(crate) heartbeat_interval: AtomicU64,
    /// The code with which an IDENTIFY that asks for the content of messages is refused; 0 for none.
    pub(crate) refuse_content: AtomicU64,
    /// The code with which every IDENTIFY is refused; 0 for none.
    pub(crate) refuse: AtomicU64,
    /// A shard that is refused alone, and the code.
    pub(crate) refuse_shard: Mutex<Option<(u64, u64)>>,
    /// Since when the bot is in the server, if not since long ago.
    pub(crate) joined_at: Mutex<Option<&'static str>>,
    sequence: AtomicU64,
    /// The events since the session began, for those who resume.
    sent: Mutex<Vec<(u64, &'static str, Value)>>,
}

/// The intent without which messages have no content.
const MESSAGE_CONTENT: u64 = 1 << 15;

pub(crate) async fn serve(listener: TcpListener, double: Arc<Double>) {
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(connection(stream, Arc::clone(&double)));
    }
}

struct Connection {
    socket: WebSocketStream<TcpStream>,
    double: Arc<Double>,
    has_content: bool,
    is_ready: bool,
    /// Which shard identified, of how many.
    shard: [u64; 2],
}

/// The shard that hears of an event: that of its server, or the first.
/// Source: <https://discord.com/developers/docs/events/gateway#sharding>.
fn shard_of(data: &Value, count: u64) -> u64 {
    let guild = data["guild_id"].as_str().or(data["id"]
        .as_str()
        .filter(|_| data.get("owner_id").is_some()));
    let guild: u64 = guild.and_then(|id| id.parse().ok()).unwrap_or_default();
    (guild >> 22) % count
}

async fn connection(stream: TcpStream, double: Arc<Double>) {
    let Ok(socket) = accept_async(stream).await else {
        return;
    };
    let mut pushes = double.push.subscribe();
    let interval = match double.gateway.heartbeat_interval.load(Ordering::SeqCst) {
        0 => 41_250,
        interval => interval,
    };
    let mut connection = Connection {
        socket,
        double,
        has_content: true,
        is_ready: false,
        shard: [0, 1],
    };
    let hello = json!({ "op": 10, "d": { "heartbeat_interval": interval } });
    if connection.send(&hello).await.is_err() {
        return;
    }
    loop {
        let is_going_on = tokio::select! {
            push = pushes.recv() => match push {
                Ok(push) if connection.is_ready => connection.pushed(push).await,
                Ok(_) => true,
                Err(_) => false,
            },
            message = connection.socket.next() => match message {
                Some(Ok(Message::Text(text))) => connection.said(&text).await,
                Some(Ok(Message::Close(_)) | Err(_)) | None => false,
                Some(Ok(_)) => true,
            },
        };
        if !is_going_on {
            return;
        }
    }
}

impl Connection {
    async fn send(&mut self, value: &Value) -> Result<(), ()> {
        let text = value.to_string();
        let message = if self.double.gateway.zlib.load(Ordering::SeqCst) {
            let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
            encoder.write_all(text.as_bytes()).expect("memory takes it");
            Message::Binary(encoder.finish().expect("memory takes it"))
        } else {
            Message::Text(text)
        };
        self.socket.send(message).await.map_err(|_| ())
    }

    async fn event(&mut self, name: &'static str, data: Value) -> bool {
        let gateway = &self.double.gateway;
        let sequence = gateway.sequence.fetch_add(1, Ordering::SeqCst) + 1;
        gateway
            .sent
            .lock()
            .expect("nobody panics with it")
            .push((sequence, name, data.clone()));
        self.dispatch(sequence, name, data).await
    }

    async fn dispatch(&mut self, sequence: u64, name: &str, mut data: Value) -> bool {
        // Without the intent Discord leaves the content out, but for messages to the bot.
        if name == "MESSAGE_CREATE" && !self.has_content {
            let mentions = data["mentions"].as_array().cloned().unwrap_or_default();
            let is_mentioned = mentions
                .iter()
                .any(|user| user["id"].as_str() == Some(&BOT.to_string()));
            if !is_mentioned && data.get("guild_id").is_some() {
                data["content"] = json!("");
            }
        }
        let event = json!({ "op": 0, "s": sequence, "t": name, "d": data });
        self.send(&event).await.is_ok()
    }

    async fn close(&mut self, code: u64) -> bool {
        let code = CloseCode::from(u16::try_from(code).expect("a close code"));
        let frame = CloseFrame {
            code,
            reason: "".into(),
        };
        let _ = self.socket.close(Some(frame)).await;
        false
    }

    async fn pushed(&mut self, push: Push) -> bool {
        match push {
            Push::Event(_, ref data) if shard_of(data, self.shard[1]) != self.shard[0] => true,
            Push::Event(name, data) => self.event(name, data).await,
            Push::Reconnect => self.send(&json!({ "op": 7, "d": null })).await.is_ok(),
            Push::Invalidate(resumable) => {
                self.is_ready = false;
                self.send(&json!({ "op": 9, "d": resumable })).await.is_ok()
            }
            Push::Drop => false,
            Push::Close(code) => self.close(code.into()).await,
        }
    }

    async fn said(&mut self, text: &str) -> bool {
        let said: Value = serde_json::from_str(text).expect("the bot speaks JSON");
        let double = Arc::clone(&self.double);
        let gateway = &double.gateway;
        if gateway.silent.load(Ordering::SeqCst) {
            return true;
        }
        let is_going_on = match said["op"].as_u64() {
            Some(1) => {
                gateway.heartbeats.fetch_add(1, Ordering::SeqCst);
                self.send(&json!({ "op": 11 })).await.is_ok()
            }
            Some(3) => {
                let since = &said["d"]["since"];
                if !since.is_null() && !since.is_u64() {
                    // Discord documents a number.
                    return self.close(4002).await;
                }
                *gateway.presence.lock().expect("nobody panics with it") = said["d"].clone();
                true
            }
            Some(2) => self.identified(&said["d"]).await,
            Some(6) => {
                gateway.resumed.fetch_add(1, Ordering::SeqCst);
                let from = said["d"]["seq"].as_u64().unwrap_or_default();
                let missed: Vec<_> = {
                    let sent = gateway.sent.lock().expect("nobody panics with it");
                    sent.iter()
                        .filter(|(sequence, ..)| *sequence > from)
                        .cloned()
                        .collect()
                };
                self.is_ready = true;
                for (sequence, name, data) in missed {
                    self.dispatch(sequence, name, data).await;
                }
                let sequence = gateway.sequence.load(Ordering::SeqCst);
                self.dispatch(sequence, "RESUMED", json!({ "_trace": [] }))
                    .await
            }
            _ => true,
        };
        double.changed();
        is_going_on
    }

    async fn identified(&mut self, identify: &Value) -> bool {
        let double = Arc::clone(&self.double);
        let gateway = &double.gateway;
        gateway.identified.fetch_add(1, Ordering::SeqCst);
        let shard = |at: usize, absent: u64| identify["shard"][at].as_u64().unwrap_or(absent);
        let [which, count] = [shard(0, 0), shard(1, 1)];
        let shards = gateway.shards.lock();
        shards.expect("nobody panics with it").push([which, count]);
        if which >= count {
            return self.close(4010).await;
        }
        let refused = *gateway.refuse_shard.lock().expect("nobody panics with it");
        if let Some((_, code)) = refused.filter(|(shard, _)| *shard == which) {
            return self.close(code).await;
        }
        self.shard = [which, count];
        let intents = identify["intents"].as_u64().unwrap_or_default();
        self.has_content = intents & MESSAGE_CONTENT != 0;
        let refuse = gateway.refuse.load(Ordering::SeqCst);
        let refuse_content = gateway.refuse_content.load(Ordering::SeqCst);
        if refuse > 0 {
            return self.close(refuse).await;
        }
        if refuse_content > 0 && self.has_content {
            return self.close(refuse_content).await;
        }
        let mut guild = events::guild(which, double.permissions());
        if let Some(joined) = *gateway.joined_at.lock().expect("nobody panics with it") {
            guild["joined_at"] = json!(joined);
        }
        let ready = json!({
            "v": 10,
            "user": events::user(BOT, "Voetnoot", true),
            "guilds": [{ "id": guild["id"], "unavailable": true }],
            "session_id": format!("session-{}", double.id()),
            "resume_gateway_url": double.socket,
            "shard": identify["shard"],
            "application": { "id": APPLICATION.to_string(), "flags": 0 },
        });
        let is_up = self.event("READY", ready).await && self.event("GUILD_CREATE", guild).await;
        self.is_ready = is_up;
        gateway.begun.fetch_add(1, Ordering::SeqCst);
        is_up
    }
}
