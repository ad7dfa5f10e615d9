//! Requests to Discord's REST API: one way in, whichever server answers.
//!
//! Against Discord itself serenity's limiter keeps within the rates; against a server of the operator's choosing, which
//! that limiter would ignore, a 429 is honoured here. What fails for a moment is tried again here in either case.

use std::sync::Arc;
use std::time::Duration;

use reqwest::{Client, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serenity::Error;
use serenity::http::{Http, HttpBuilder, HttpError, LightMethod, Request, Route};
use serenity::model::id::{ChannelId, MessageId};
use thiserror::Error as ThisError;
use tokio::time::timeout;

use crate::chat::retry::{Pauses, Transient, persist};
use crate::config::Secret;
use crate::ops::{Limit, Pulse};

/// How long a request is tried for, unless it has to be quicker.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long to wait before the first new attempt; each further one waits twice as long.
const PAUSE: Duration = Duration::from_millis(250);

/// How long a single attempt may take.
const ATTEMPT: Duration = Duration::from_secs(15);

/// Why a request did nothing.
#[derive(Debug, ThisError)]
pub(super) enum Failed {
    /// The server understood it and said no. The codes are Discord's.
    #[error("refused with status {status}, code {code}: {message}")]
    Refused {
        status: StatusCode,
        code: isize,
        message: String,
    },
    /// Nothing sensible came back, for as long as it was tried.
    #[error("no answer: {0}")]
    NoAnswer(String),
}

impl Failed {
    /// Whether the bot lacks a permission, or cannot see the channel.
    pub(super) fn is_forbidden(&self) -> bool {
        const MISSING_ACCESS: isize = 50_001;
        const MISSING_PERMISSIONS: isize = 50_013;
        matches!(self, Self::Refused { status, code, .. }
            if *status == StatusCode::FORBIDDEN || [MISSING_ACCESS, MISSING_PERMISSIONS].contains(code))
    }

    /// Whether it is about something that is not there any more.
    pub(super) fn is_gone(&self) -> bool {
        matches!(self, Self::Refused { status, .. } if *status == StatusCode::NOT_FOUND)
    }
}

/// The REST API.
pub(super) struct Api {
    http: Http,
    token: Secret,
    client: Client,
    base: Option<String>,
    pulse: Arc<Pulse>,
}

impl Api {
    /// Discord's API, or that of a compatible server.
    pub(super) fn new(
        token: &Secret,
        base: Option<&str>,
        client: Client,
        pulse: Arc<Pulse>,
    ) -> Self {
        let mut http = http(token, base, &client);
        // Where serenity keeps to the limits, it tells when it had to wait.
        if let Some(limiter) = &mut http.ratelimiter {
            let pulse = Arc::clone(&pulse);
            limiter.set_ratelimit_callback(Box::new(move |_| pulse.limited(Limit::Theirs)));
        }
        Self {
            http,
            token: token.clone(),
            client,
            base: base.map(str::to_owned),
            pulse,
        }
    }

    /// What serenity finds the gateway with.
    pub(super) fn for_gateway(&self) -> Http {
        http(&self.token, self.base.as_deref(), &self.client)
    }

    /// Asks for something.
    pub(super) async fn get<T: DeserializeOwned>(&self, route: Route<'_>) -> Result<T, Failed> {
        let request = Request::new(route, LightMethod::Get);
        read(self.send(request, PATIENCE).await?).await
    }

    /// Asks for what is registered, in all languages.
    pub(super) async fn get_localised<T: DeserializeOwned>(
        &self,
        route: Route<'_>,
    ) -> Result<T, Failed> {
        let request = Request::new(route, LightMethod::Get)
            .params(Some(vec![("with_localizations", "true".to_owned())]));
        read(self.send(request, PATIENCE).await?).await
    }

    /// Sends a body until it is answered, and reads the answer.
    pub(super) async fn give<T: DeserializeOwned>(
        &self,
        method: LightMethod,
        route: Route<'_>,
        body: &impl Serialize,
    ) -> Result<T, Failed> {
        let request = Request::new(route, method).body(Some(json(body)?));
        read(self.send(request, PATIENCE).await?).await
    }

    /// The same, without reading the answer, and for a shorter time.
    pub(super) async fn quick(
        &self,
        method: LightMethod,
        route: Route<'_>,
        body: Option<&impl Serialize>,
        patience: Duration,
    ) -> Result<(), Failed> {
        let request = Request::new(route, method).body(body.map(json).transpose()?);
        self.send(request, patience).await.map(|_| ())
    }

    /// Takes something away.
    pub(super) async fn delete(&self, route: Route<'_>) -> Result<(), Failed> {
        let request = Request::new(route, LightMethod::Delete);
        self.send(request, PATIENCE).await.map(|_| ())
    }

    /// Pins a message, by the route that serenity does not know yet.
    pub(super) async fn pin(&self, channel: ChannelId, message: MessageId) -> Result<(), Failed> {
        let base = self.base.as_deref().unwrap_or("https://discord.com");
        let url = format!(
            "{}/api/v10/channels/{channel}/messages/pins/{message}",
            base.trim_end_matches('/')
        );
        let attempt = || async {
            self.client
                .put(&url)
                .header("authorization", self.http.token())
                .header("content-length", "0")
                .send()
                .await
                .map_err(|error| Trouble::Passing(described(&error), None))
        };
        patiently(PATIENCE, &self.pulse, attempt).await.map(|_| ())
    }

    async fn send(
        &self,
        request: Request<'_>,
        patience: Duration,
    ) -> Result<reqwest::Response, Failed> {
        let attempt = || async {
            let request = request.clone();
            if self.base.is_none() {
                return self.http.request(request).await.map_err(trouble);
            }
            request
                .build(&self.client, self.http.token(), self.base.as_deref())
                .map_err(trouble)?
                .timeout(ATTEMPT)
                .send()
                .await
                .map_err(|error| Trouble::Passing(described(&error), None))
        };
        patiently(patience, &self.pulse, attempt).await
    }
}

async fn read<T: DeserializeOwned>(response: reqwest::Response) -> Result<T, Failed> {
    let text = response
        .bytes()
        .await
        .map_err(|error| Failed::NoAnswer(described(&error)))?;
    serde_json::from_slice(&text)
        .map_err(|_| Failed::NoAnswer("an answer that cannot be read".to_owned()))
}

fn http(token: &Secret, base: Option<&str>, client: &Client) -> Http {
    let builder = HttpBuilder::new(token.expose()).client(client.clone());
    match base {
        Some(base) => builder.proxy(base).ratelimiter_disabled(true).build(),
        None => builder.build(),
    }
}

/// Why an attempt failed.
#[derive(Debug, ThisError)]
enum Trouble {
    /// It may work in a moment, or after as long as the server says.
    #[error("{0}")]
    Passing(String, Option<Duration>),
    #[error(transparent)]
    Lasting(Failed),
}

impl Transient for Trouble {
    fn retry_after(&self) -> Option<Option<Duration>> {
        match self {
            Self::Passing(_, wait) => Some(*wait),
            Self::Lasting(_) => None,
        }
    }
}

/// Tries until it works, cannot work, or patience ends.
async fn patiently<F: Future<Output = Result<reqwest::Response, Trouble>>>(
    patience: Duration,
    pulse: &Pulse,
    attempt: impl Fn() -> F,
) -> Result<reqwest::Response, Failed> {
    let checked = || async {
        let response = attempt().await?;
        if response.status().is_success() {
            Ok(response)
        } else {
            Err(refusal(response, pulse).await)
        }
    };
    let pauses = Pauses::new(PAUSE, patience);
    match timeout(patience, persist("request", patience, pauses, checked)).await {
        Ok(Ok(response)) => Ok(response),
        Ok(Err(Trouble::Passing(reason, _))) => Err(Failed::NoAnswer(reason)),
        Ok(Err(Trouble::Lasting(failed))) => Err(failed),
        Err(_) => Err(Failed::NoAnswer("no answer in time".to_owned())),
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

async fn refusal(response: reqwest::Response, pulse: &Pulse) -> Trouble {
    let status = response.status();
    let header = response
        .headers()
        .get("retry-after")
        .and_then(|value| value.to_str().ok()?.parse::<f64>().ok());
    let text = response.bytes().await.unwrap_or_default();
    let said: ErrorBody = serde_json::from_slice(&text).unwrap_or_default();
    if status == StatusCode::TOO_MANY_REQUESTS {
        pulse.limited(Limit::Theirs);
        let seconds = said.retry_after.or(header).unwrap_or(1.0);
        let wait = Duration::try_from_secs_f64(seconds).unwrap_or(PATIENCE);
        return Trouble::Passing("429, too many requests".to_owned(), Some(wait));
    }
    if status.is_server_error() {
        return Trouble::Passing(format!("status {status}"), None);
    }
    Trouble::Lasting(Failed::Refused {
        status,
        code: said.code,
        message: said.message,
    })
}

fn trouble(error: Error) -> Trouble {
    match error {
        Error::Http(HttpError::UnsuccessfulRequest(refused))
            if refused.status_code.is_server_error() =>
        {
            Trouble::Passing(format!("status {}", refused.status_code), None)
        }
        Error::Http(HttpError::UnsuccessfulRequest(refused)) => Trouble::Lasting(Failed::Refused {
            status: refused.status_code,
            code: refused.error.code,
            message: refused.error.message,
        }),
        Error::Http(HttpError::Request(error)) => Trouble::Passing(described(&error), None),
        error => Trouble::Lasting(Failed::NoAnswer(error.to_string())),
    }
}

/// What went wrong, without the address: an interaction's token stands in it.
fn described(error: &reqwest::Error) -> String {
    let kind = if error.is_timeout() {
        "no answer in time"
    } else if error.is_connect() {
        "no connection"
    } else {
        "the connection broke"
    };
    kind.to_owned()
}

fn json(body: &impl Serialize) -> Result<Vec<u8>, Failed> {
    serde_json::to_vec(body).map_err(|error| Failed::NoAnswer(error.to_string()))
}
