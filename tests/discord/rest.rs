//! The REST API of the double: what it answers to each request, and what it refuses.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::{Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::super::{events, rules};
use super::{APPLICATION, BOT, Double, GUILD, Inner, Made, TOKEN};

impl Double {
    fn answer(&self, method: &str, path: &str, body: Option<&Value>) -> (u16, Value) {
        let mut inner = self.inner();
        let place = inner.tricks.iter().position(|trick| {
            path.ends_with(trick.path) || trick.path == "PINS" && path.contains("/pins/")
        });
        if let Some(trick) = place.and_then(|place| inner.tricks.remove(place)) {
            return (trick.status, trick.body);
        }
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
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
            ("GET", ["applications", "@me"]) => (
                200,
                json!({ "id": APPLICATION.to_string(), "name": "Voetnoot", "flags": 1 << 19 }),
            ),
            ("GET", ["users", "@me"]) => (
                200,
                json!({ "id": BOT.to_string(), "username": "Voetnoot", "bot": true }),
            ),
            ("GET", ["users", "@me", "guilds"]) => (
                200,
                json!([{ "id": GUILD.to_string(), "name": "Krant", "permissions": inner.permissions.to_string() }]),
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
            ("POST", ["channels", channel, "messages"]) => self.posted(&mut inner, channel, body),
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
            ("GET", ["channels", _, "messages", id]) => match inner.messages.get(*id) {
                Some(message) => {
                    let mut message = message.clone();
                    if message["author"].is_null() {
                        message["author"] = events::user(BOT, "Voetnoot", true);
                    }
                    (200, message)
                }
                None => unknown_message(),
            },
            ("GET", ["channels", channel, "messages"]) => {
                (200, history(&inner.said, channel, query))
            }
            ("GET", ["channels", channel]) => (200, events::channel(channel)),
            ("GET", ["guilds", _, "members", user]) => match user.parse() {
                Ok(user) => (200, events::member_of(user)),
                Err(_) => (404, json!({ "message": "Unknown Member", "code": 10007 })),
            },
            ("DELETE", ["channels", _, "messages", id]) => match inner.messages.remove(*id) {
                Some(_) => (204, Value::Null),
                None => unknown_message(),
            },
            ("POST", ["interactions", id, _, "callback"]) => self.called_back(&mut inner, id, body),
            (_, ["webhooks", _, token, "messages", "@original"]) => {
                let id = token.trim_start_matches("token-").to_owned();
                let Some(waiting) = inner.interactions.get_mut(&id) else {
                    return (404, json!({ "message": "Unknown Webhook", "code": 10015 }));
                };
                match method {
                    "DELETE" => {
                        waiting.announced = None;
                        waiting.message = None;
                        (204, Value::Null)
                    }
                    _ => {
                        let message = waiting.message.get_or_insert_default();
                        merge(message, body);
                        if let Some(flags) = waiting.announced.take() {
                            message["flags"] = flags;
                        }
                        (200, message.clone())
                    }
                }
            }
            ("POST", ["webhooks", _, token]) => {
                let id = token.trim_start_matches("token-").to_owned();
                let Some(waiting) = inner.interactions.get_mut(&id) else {
                    return (404, json!({ "message": "Unknown Webhook", "code": 10015 }));
                };
                let mut message = body.cloned().unwrap_or_default();
                message["id"] = json!(self.id().to_string());
                // While a message is announced, this is it, shown to whom that was announced.
                if let Some(flags) = waiting.announced.take() {
                    message["flags"] = flags;
                    waiting.message = Some(message.clone());
                } else {
                    waiting.follow_ups.push(message.clone());
                }
                (200, message)
            }
            _ => (404, json!({ "message": "404: Not Found", "code": 0 })),
        }
    }

    /// A message, the same one again for a nonce that is known.
    fn posted(&self, inner: &mut Inner, channel: &str, body: Option<&Value>) -> (u16, Value) {
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

    /// The response to an interaction: within three seconds, and once.
    fn called_back(&self, inner: &mut Inner, id: &str, body: Option<&Value>) -> (u16, Value) {
        let Some(waiting) = inner.interactions.get_mut(id) else {
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
                let id = self.id().to_string();
                message["id"] = json!(id);
                if message["flags"] != 64 {
                    inner.messages.insert(id, message.clone());
                }
                waiting.message = Some(message);
            }
            Some(5) => waiting.announced = Some(body["data"]["flags"].clone()),
            Some(8) => waiting.message = Some(body["data"].clone()),
            Some(7) => {
                let changed = waiting.message.get_or_insert_default();
                merge(changed, body.get("data"));
            }
            _ => {}
        }
        (204, Value::Null)
    }
}

/// What was said in a channel after a message: the oldest of it, as many as are wanted, the latest of them first. Discord leaves
/// out the server and its member.
fn history(said: &[Value], channel: &str, query: &str) -> Value {
    let number = |id: &Value| id.as_str().and_then(|id| id.parse::<u64>().ok());
    let parameter = |wanted: &str| {
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.find(|(name, _)| *name == wanted)?.1.parse().ok()
    };
    let after: u64 = parameter("after").unwrap_or_default();
    let limit = parameter("limit").map_or(50, |limit| usize::try_from(limit).unwrap_or(50));
    let mut found: Vec<Value> = said
        .iter()
        .filter(|message| message["channel_id"] == channel && number(&message["id"]) > Some(after))
        .cloned()
        .collect();
    found.sort_by_key(|message| number(&message["id"]));
    found.truncate(limit);
    found.reverse();
    for message in &mut found {
        let fields = message.as_object_mut().expect("an object");
        fields.retain(|name, _| name != "guild_id" && name != "member");
    }
    Value::Array(found)
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

pub(super) async fn handle(State(double): State<Arc<Double>>, request: Request) -> Response {
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
