//! A double of Discord over real sockets: its gateway and its REST API, as far as a bot of our kind uses them. It refuses
//! what Discord refuses, and holds every request against Discord's document.

use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use axum::Router;
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::{broadcast, watch};

use super::gateway::{self, Push};

#[path = "rest.rs"]
mod rest;

pub(crate) const TOKEN: &str = "MTAwMA.G-test.abcdefghijklmnopqrstuvwxyz";
pub(crate) const BOT: u64 = 1000;
pub(crate) const APPLICATION: u64 = 1000;
pub(crate) const GUILD: u64 = 2000;
pub(crate) const CHANNEL: u64 = 3000;
pub(crate) const DIRECT: u64 = 3001;
pub(crate) const ASKER: u64 = 4000;
pub(crate) const OTHER: u64 = 4001;
pub(crate) const MODERATOR: u64 = 4002;

/// A request that the bot made.
#[derive(Clone, Debug)]
pub(crate) struct Made {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) body: Option<Value>,
    pub(crate) status: u16,
    pub(crate) at: Instant,
}

/// A response that the double gives instead of its own, once.
#[derive(Clone, Debug)]
pub(crate) struct Trick {
    /// What the path ends with.
    pub(crate) path: &'static str,
    pub(crate) status: u16,
    pub(crate) body: Value,
}

/// An interaction that waits for its response.
struct Waiting {
    since: Instant,
    is_answered: bool,
    /// The flags with which a message was announced that has not come yet.
    announced: Option<Value>,
    message: Option<Value>,
    /// What followed, apart from the first message.
    follow_ups: Vec<Value>,
}

#[derive(Default)]
struct Inner {
    made: Vec<Made>,
    findings: Vec<String>,
    messages: HashMap<String, Value>,
    /// What people said, as the history of their channels gives it.
    said: Vec<Value>,
    nonces: HashMap<String, String>,
    interactions: HashMap<String, Waiting>,
    commands: Vec<Value>,
    tricks: VecDeque<Trick>,
    permissions: u64,
}

/// The double. Dropping it ends its servers.
pub(crate) struct Double {
    inner: Mutex<Inner>,
    changed: watch::Sender<u64>,
    pub(crate) push: broadcast::Sender<Push>,
    pub(crate) gateway: gateway::State,
    pub(crate) rest: String,
    pub(crate) socket: String,
    next: AtomicU64,
}

/// All that a member may do, embeds included.
const EVERYTHING: u64 = 0x000F_FFFF_FFFF_FFFF & !(1 << 3);

impl Double {
    pub(crate) async fn start() -> Arc<Self> {
        let rest = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let socket = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let at = |listener: &TcpListener| listener.local_addr().expect("an address");
        let double = Arc::new(Self {
            inner: Mutex::new(Inner {
                permissions: EVERYTHING,
                ..Inner::default()
            }),
            changed: watch::Sender::new(0),
            push: broadcast::Sender::new(4_096),
            gateway: gateway::State::default(),
            rest: format!("http://{}", at(&rest)),
            socket: format!("ws://{}", at(&socket)),
            next: AtomicU64::new(0),
        });
        let router = Router::new()
            .fallback(rest::handle)
            .with_state(Arc::clone(&double));
        tokio::spawn(async move { axum::serve(rest, router).await });
        tokio::spawn(gateway::serve(socket, Arc::clone(&double)));
        double
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().expect("nobody panics with it")
    }

    /// A new id.
    pub(crate) fn id(&self) -> u64 {
        self.id_from(Duration::ZERO)
    }

    /// A new id of something that was made so long ago: an id tells when.
    /// Source: <https://discord.com/developers/docs/reference#snowflakes>.
    pub(crate) fn id_from(&self, ago: Duration) -> u64 {
        const EPOCH: u64 = 1_420_070_400_000;
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        let since = since.expect("the clock is right") - ago;
        let milliseconds = u64::try_from(since.as_millis()).expect("it is not so late yet");
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        (milliseconds - EPOCH) << 22 | number & ((1 << 22) - 1)
    }

    /// What the bot may do in the channel.
    pub(crate) fn permissions(&self) -> u64 {
        self.inner().permissions
    }

    pub(crate) fn set_permissions(&self, permissions: u64) {
        self.inner().permissions = permissions;
    }

    pub(crate) fn trick(&self, path: &'static str, status: u16, body: Value) {
        self.inner().tricks.push_back(Trick { path, status, body });
    }

    /// All requests so far.
    pub(crate) fn made(&self) -> Vec<Made> {
        self.inner().made.clone()
    }

    /// What was wrong with them.
    pub(crate) fn findings(&self) -> Vec<String> {
        self.inner().findings.clone()
    }

    /// A message as it is now.
    pub(crate) fn message(&self, id: &str) -> Option<Value> {
        self.inner().messages.get(id).cloned()
    }

    /// The messages that reply to a message, as they are now.
    pub(crate) fn replies(&self, to: u64) -> Vec<Value> {
        let to = to.to_string();
        let inner = self.inner();
        let mut replies: Vec<Value> = inner
            .messages
            .values()
            .filter(|message| message["message_reference"]["message_id"] == to)
            .cloned()
            .collect();
        replies.sort_by_key(|message| message["id"].to_string());
        replies
    }

    /// How many messages reply to each message.
    pub(crate) fn answers(&self) -> HashMap<u64, usize> {
        let inner = self.inner();
        let replied_to = inner.messages.values().filter_map(|message| {
            message["message_reference"]["message_id"]
                .as_str()?
                .parse()
                .ok()
        });
        let mut counts = HashMap::new();
        for message in replied_to {
            *counts.entry(message).or_default() += 1;
        }
        counts
    }

    /// The messages in a channel that reply to nothing.
    pub(crate) fn posts(&self) -> Vec<Value> {
        let inner = self.inner();
        let is_post = |message: &&Value| {
            message["message_reference"].is_null()
                && message["channel_id"].as_str() == Some(&CHANNEL.to_string())
        };
        inner.messages.values().filter(is_post).cloned().collect()
    }

    pub(crate) fn commands(&self) -> Vec<Value> {
        self.inner().commands.clone()
    }

    /// Makes an interaction known, as Discord does before it sends it.
    pub(crate) fn expect_interaction(&self, id: u64, message: Option<Value>) {
        self.inner().interactions.insert(
            id.to_string(),
            Waiting {
                since: Instant::now(),
                is_answered: false,
                announced: None,
                message,
                follow_ups: Vec::new(),
            },
        );
    }

    /// What an interaction's message is now.
    pub(crate) fn response(&self, id: u64) -> Option<Value> {
        self.inner()
            .interactions
            .get(&id.to_string())?
            .message
            .clone()
    }

    /// What followed the first message of an interaction.
    pub(crate) fn follow_ups(&self, id: u64) -> Vec<Value> {
        let inner = self.inner();
        let waiting = inner.interactions.get(&id.to_string());
        waiting.map_or_else(Vec::new, |waiting| waiting.follow_ups.clone())
    }

    /// Keeps what somebody said in the history of its channel, and among the messages that can be asked for.
    pub(crate) fn keep(&self, message: Value) {
        let id = message["id"].as_str().unwrap_or_default().to_owned();
        let mut inner = self.inner();
        inner.messages.insert(id, message.clone());
        inner.said.push(message);
    }

    /// Waits until something is there.
    pub(crate) async fn until<T>(&self, mut there: impl FnMut(&Self) -> Option<T>) -> T {
        const PATIENCE: Duration = Duration::from_secs(20);
        let mut changes = self.changed.subscribe();
        let end = tokio::time::Instant::now() + PATIENCE;
        loop {
            changes.mark_unchanged();
            if let Some(found) = there(self) {
                return found;
            }
            let waited = tokio::time::timeout_at(end, changes.changed()).await;
            assert!(
                waited.is_ok(),
                "nothing came; so far: {:#?}",
                self.made()
                    .iter()
                    .map(|made| format!("{} {} {}", made.method, made.path, made.status))
                    .collect::<Vec<_>>()
            );
        }
    }

    pub(crate) fn changed(&self) {
        self.changed.send_modify(|count| *count += 1);
    }
}
