//! Sends requests to Discord's REST API, or to that of a compatible server.
//!
//! serenity's rate limiter sends to Discord alone. With another server this module waits after a response 429. It tries failed
//! requests again with either.

use std::sync::Arc;
use std::time::Duration;

use reqwest::{Client, Response, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::Value;
use serenity::Error;
use serenity::all::{
    ChannelId, Http, HttpBuilder, HttpError, LightMethod, MessageId, Request, Route,
};
use thiserror::Error as ThisError;
use tokio::time::timeout;

use super::settings::DiscordSettings;
use crate::chat::retry::{Pauses, Transient, persist};
use crate::config::Secret;
use crate::ops::{Limit, Pulse};

/// How long a request is tried, unless it has to be quicker.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long to wait before the first new attempt; each further one waits twice as long.
const PAUSE: Duration = Duration::from_millis(250);

/// How long a single attempt may take.
const ATTEMPT: Duration = Duration::from_secs(15);

#[derive(Debug, ThisError)]
pub(super) enum Failed {
    /// The server refused it. The codes are Discord's.
    #[error("refused with status {status}, code {code}: {message}")]
    Refused {
        status: StatusCode,
        code: isize,
        message: String,
    },
    /// There was no usable response. Trying again may help, after this time if the server names one.
    #[error("no answer: {0}")]
    NoAnswer(String, Option<Duration>),
}

impl Transient for Failed {
    fn retry_after(&self) -> Option<Option<Duration>> {
        match self {
            Self::NoAnswer(_, wait) => Some(*wait),
            Self::Refused { .. } => None,
        }
    }
}

impl Failed {
    /// Whether the bot lacks a permission, or cannot see the channel.
    pub(super) fn is_forbidden(&self) -> bool {
        const MISSING_ACCESS: isize = 50_001;
        const MISSING_PERMISSIONS: isize = 50_013;
        matches!(self, Self::Refused { status, code, .. }
            if *status == StatusCode::FORBIDDEN || [MISSING_ACCESS, MISSING_PERMISSIONS].contains(code))
    }
}

pub(super) struct Api {
    http: Http,
    token: Secret,
    client: Client,
    base: Option<String>,
    pulse: Arc<Pulse>,
}

impl Api {
    /// Discord's API, or that of a compatible server.
    pub(super) fn new(settings: &DiscordSettings) -> Self {
        let DiscordSettings { token, client, .. } = settings;
        let (base, pulse) = (settings.api.as_deref(), &settings.chat.pulse);
        let mut http = http(token, base, client);
        // serenity reports when its limiter waits.
        if let Some(limiter) = &mut http.ratelimiter {
            let pulse = Arc::clone(pulse);
            limiter.set_ratelimit_callback(Box::new(move |_| pulse.limited(Limit::Theirs)));
        }
        Self {
            http,
            token: token.clone(),
            client: client.clone(),
            base: base.map(str::to_owned),
            pulse: Arc::clone(pulse),
        }
    }

    /// Returns the client by which serenity finds the gateway.
    pub(super) fn for_gateway(&self) -> Http {
        http(&self.token, self.base.as_deref(), &self.client)
    }

    pub(super) async fn get<T: DeserializeOwned>(&self, route: Route<'_>) -> Result<T, Failed> {
        self.fetch(Request::new(route, LightMethod::Get)).await
    }

    /// Sends a body, and reads the response.
    pub(super) async fn give<T: DeserializeOwned>(
        &self,
        method: LightMethod,
        route: Route<'_>,
        body: &Value,
    ) -> Result<T, Failed> {
        let body = body.to_string().into_bytes();
        self.fetch(Request::new(route, method).body(Some(body)))
            .await
    }

    /// Sends a request, and reads the response.
    pub(super) async fn fetch<T: DeserializeOwned>(
        &self,
        request: Request<'_>,
    ) -> Result<T, Failed> {
        let response = self.send(request, PATIENCE).await?;
        let text = response.bytes().await?;
        serde_json::from_slice(&text).map_err(|_| no_answer("an answer that cannot be read"))
    }

    /// Deletes a resource. That it is gone already is no error.
    pub(super) async fn delete(&self, route: Route<'_>) -> Result<(), Failed> {
        let request = Request::new(route, LightMethod::Delete);
        match self.send(request, PATIENCE).await {
            Err(Failed::Refused { status, .. }) if status == StatusCode::NOT_FOUND => Ok(()),
            deleted => deleted.map(|_| ()),
        }
    }

    /// Pins a message. serenity does not know this route.
    pub(super) async fn pin(&self, channel: ChannelId, message: MessageId) -> Result<(), Failed> {
        let base = self.base.as_deref().unwrap_or("https://discord.com");
        let url = format!(
            "{}/api/v10/channels/{channel}/messages/pins/{message}",
            base.trim_end_matches('/')
        );
        let attempt = || async {
            let request = self.client.put(&url).header("content-length", "0");
            let request = request.header("authorization", self.http.token());
            Ok(request.send().await?)
        };
        self.patiently(PATIENCE, attempt).await.map(|_| ())
    }

    /// Sends a request, and tries again for at most `patience`.
    pub(super) async fn send(
        &self,
        request: Request<'_>,
        patience: Duration,
    ) -> Result<Response, Failed> {
        let attempt = || async {
            let request = request.clone();
            if let Some(limiter) = &self.http.ratelimiter {
                return Ok(limiter.perform(request).await?);
            }
            let (token, base) = (self.http.token(), self.base.as_deref());
            let request = request.build(&self.client, token, base)?;
            Ok(request.timeout(ATTEMPT).send().await?)
        };
        self.patiently(patience, attempt).await
    }

    /// Makes attempts until one succeeds, one fails for good, or `patience` ends.
    async fn patiently<F: Future<Output = Result<Response, Failed>>>(
        &self,
        patience: Duration,
        attempt: impl Fn() -> F,
    ) -> Result<Response, Failed> {
        let checked = || async {
            let response = attempt().await?;
            if response.status().is_success() {
                return Ok(response);
            }
            let failed = refusal(response).await;
            if let Failed::NoAnswer(_, Some(_)) = failed {
                self.pulse.limited(Limit::Theirs);
            }
            Err(failed)
        };
        let pauses = Pauses::new(PAUSE, patience);
        let tried = timeout(patience, persist("request", patience, pauses, checked));
        tried
            .await
            .unwrap_or_else(|_| Err(no_answer("no answer in time")))
    }
}

fn http(token: &Secret, base: Option<&str>, client: &Client) -> Http {
    let builder = HttpBuilder::new(token.expose()).client(client.clone());
    match base {
        Some(base) => builder.proxy(base).ratelimiter_disabled(true).build(),
        None => builder.build(),
    }
}

#[derive(Default, serde::Deserialize)]
struct ErrorBody {
    #[serde(default)]
    code: isize,
    #[serde(default)]
    message: String,
    retry_after: Option<f64>,
}

async fn refusal(response: Response) -> Failed {
    let status = response.status();
    let header = response
        .headers()
        .get("retry-after")
        .and_then(|value| value.to_str().ok()?.parse::<f64>().ok());
    let text = response.bytes().await.unwrap_or_default();
    let said: ErrorBody = serde_json::from_slice(&text).unwrap_or_default();
    if status == StatusCode::TOO_MANY_REQUESTS {
        let seconds = said.retry_after.or(header).unwrap_or(1.0);
        let wait = Duration::try_from_secs_f64(seconds).unwrap_or(PATIENCE);
        return Failed::NoAnswer("429, too many requests".to_owned(), Some(wait));
    }
    if status.is_server_error() {
        return no_answer(format!("status {status}"));
    }
    Failed::Refused {
        status,
        code: said.code,
        message: said.message,
    }
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        match error {
            Error::Http(HttpError::Request(error)) => error.into(),
            error => no_answer(error.to_string()),
        }
    }
}

impl From<reqwest::Error> for Failed {
    /// Leaves out the address, because it contains an interaction's token.
    fn from(error: reqwest::Error) -> Self {
        no_answer(if error.is_timeout() {
            "no answer in time"
        } else if error.is_connect() {
            "no connection"
        } else {
            "the connection broke"
        })
    }
}

fn no_answer(reason: impl Into<String>) -> Failed {
    Failed::NoAnswer(reason.into(), None)
}
