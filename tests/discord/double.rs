//! A double of Discord over real sockets: its gateway and its REST API, as far as a bot of our kind uses them. It refuses
//! what Discord refuses, and holds every request against Discord's document.

use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::{broadcast, watch};

use super::gateway::{self, Push};
use super::rules;

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
    message: Option<Value>,
}

#[derive(Default)]
struct Inner {
    made: Vec<Made>,
    findings: Vec<String>,
    messages: HashMap<String, Value>,
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
            next: AtomicU64::new(9_000_000_000_000_000),
        });
        let router = Router::new()
            .fallback(handle)
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
        self.next.fetch_add(1, Ordering::Relaxed)
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
                message,
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

    fn answer(&self, method: &str, path: &str, body: Option<&Value>) -> (u16, Value) {
        let mut inner = self.inner();
        let place = inner.tricks.iter().position(|trick| {
            path.ends_with(trick.path) || trick.path == "PINS" && path.contains("/pins/")
        });
        if let Some(trick) = place.and_then(|place| inner.tricks.remove(place)) {
            return (trick.status, trick.body);
        }
        let path = path.split('?').next().unwrap_or_default();
        let parts: Vec<&str> = path.trim_start_matches("/api/v10/").split('/').collect();
        match (method, parts.as_slice()) {
            ("GET", ["gateway"]) => (200, json!({ "url": self.socket })),
            ("GET", ["gateway", "bot"]) => (
                200,
                json!({ "url": self.socket, "shards": 1, "session_start_limit":
                    { "total": 1000, "remaining": 999, "reset_after": 1000, "max_concurrency": 1 } }),
            ),
            ("GET", ["oauth2", "applications", "@me"]) => (
                200,
                json!({ "id": APPLICATION.to_string(), "name": "Voetnoot" }),
            ),
            ("GET", ["applications", _, "commands"]) => (200, Value::Array(inner.commands.clone())),
            ("PUT", ["applications", _, "commands"]) => {
                inner.commands = body.and_then(Value::as_array).cloned().unwrap_or_default();
                for command in &mut inner.commands {
                    command["id"] = json!(self.id().to_string());
                }
                (200, Value::Array(inner.commands.clone()))
            }
            ("POST", ["channels", _, "typing"]) => (204, Value::Null),
            ("POST", ["channels", channel, "messages"]) => {
                let mut message = body.cloned().unwrap_or_default();
                if let Some(nonce) = message["nonce"].as_str().map(str::to_owned)
                    && message["enforce_nonce"] == true
                {
                    let known = inner
                        .nonces
                        .get(&nonce)
                        .and_then(|id| inner.messages.get(id));
                    if let Some(known) = known {
                        return (200, known.clone());
                    }
                    let id = self.id().to_string();
                    message["id"] = json!(id);
                    inner.nonces.insert(nonce, id);
                } else {
                    message["id"] = json!(self.id().to_string());
                }
                message["channel_id"] = json!(channel);
                let id = message["id"].as_str().unwrap_or_default().to_owned();
                inner.messages.insert(id, message.clone());
                (200, message)
            }
            ("PUT", ["channels", _, "messages", "pins", id]) => match inner.messages.get_mut(*id) {
                Some(message) => {
                    message["pinned"] = json!(true);
                    (204, Value::Null)
                }
                None => unknown_message(),
            },
            ("PATCH", ["channels", _, "messages", id]) => match inner.messages.get_mut(*id) {
                Some(message) => {
                    merge(message, body);
                    (200, message.clone())
                }
                None => unknown_message(),
            },
            ("DELETE", ["channels", _, "messages", id]) => match inner.messages.remove(*id) {
                Some(_) => (204, Value::Null),
                None => unknown_message(),
            },
            ("POST", ["interactions", id, _, "callback"]) => {
                let Some(waiting) = inner.interactions.get_mut(*id) else {
                    return (
                        404,
                        json!({ "message": "Unknown interaction", "code": 10062 }),
                    );
                };
                if waiting.since.elapsed() > Duration::from_secs(3) {
                    return (
                        404,
                        json!({ "message": "Unknown interaction", "code": 10062 }),
                    );
                }
                if waiting.is_answered {
                    return (
                        400,
                        json!({ "message": "Interaction has already been acknowledged.", "code": 40060 }),
                    );
                }
                waiting.is_answered = true;
                let body = body.cloned().unwrap_or_default();
                match body["type"].as_u64() {
                    Some(4) => {
                        let mut message = body["data"].clone();
                        message["id"] = json!(self.id().to_string());
                        waiting.message = Some(message);
                    }
                    Some(8) => waiting.message = Some(body["data"].clone()),
                    Some(7) => {
                        let changed = waiting.message.get_or_insert_default();
                        merge(changed, body.get("data"));
                    }
                    _ => {}
                }
                (204, Value::Null)
            }
            (_, ["webhooks", _, token, "messages", "@original"]) => {
                let id = token.trim_start_matches("token-").to_owned();
                let Some(waiting) = inner.interactions.get_mut(&id) else {
                    return (404, json!({ "message": "Unknown Webhook", "code": 10015 }));
                };
                match method {
                    "DELETE" => {
                        waiting.message = None;
                        (204, Value::Null)
                    }
                    _ => {
                        let message = waiting.message.get_or_insert_default();
                        merge(message, body);
                        (200, message.clone())
                    }
                }
            }
            _ => (404, json!({ "message": "404: Not Found", "code": 0 })),
        }
    }
}

fn unknown_message() -> (u16, Value) {
    (404, json!({ "message": "Unknown Message", "code": 10008 }))
}

fn merge(message: &mut Value, changes: Option<&Value>) {
    if let (false, Some(Value::Object(changes))) = (message.is_null() && changes.is_none(), changes)
    {
        if message.is_null() {
            *message = json!({});
        }
        for (key, value) in changes {
            message[key] = value.clone();
        }
    }
}

async fn handle(State(double): State<Arc<Double>>, request: Request) -> Response {
    let at = Instant::now();
    let (parts, body) = request.into_parts();
    let bytes: Bytes = to_bytes(body, usize::MAX).await.expect("a body");
    let path = parts.uri.path_and_query().expect("a path").to_string();
    let method = parts.method.to_string();
    let body: Option<Value> = serde_json::from_slice(&bytes).ok();
    let mut findings = rules::findings(&method, &path, body.as_ref());
    let is_callback = path.starts_with("/api/v10/interactions/");
    let token = parts
        .headers
        .get("authorization")
        .and_then(|value| value.to_str().ok());
    let is_known = token == Some(&format!("Bot {TOKEN}"));
    let (status, answer) = if !is_known && !is_callback {
        (401, json!({ "message": "401: Unauthorized", "code": 0 }))
    } else if findings.is_empty() {
        double.answer(&method, &path, body.as_ref())
    } else {
        (
            400,
            json!({ "message": "Invalid Form Body", "code": 50035 }),
        )
    };
    {
        let mut inner = double.inner();
        inner.findings.append(&mut findings);
        inner.made.push(Made {
            method,
            path,
            body,
            status,
            at,
        });
    }
    double.changed();
    let status = StatusCode::from_u16(status).expect("a status");
    if status == StatusCode::NO_CONTENT {
        return status.into_response();
    }
    let mut response = (status, answer.to_string()).into_response();
    let headers = response.headers_mut();
    headers.insert(
        "content-type",
        "application/json".parse().expect("a header"),
    );
    if let Some(after) = answer["retry_after"].as_f64() {
        headers.insert("retry-after", after.to_string().parse().expect("a header"));
    }
    response
}
