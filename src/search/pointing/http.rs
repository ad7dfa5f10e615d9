//! A language model behind OpenAI's HTTP API, which Ollama, llama.cpp, vLLM, Mistral and many gateways have too.
//!
//! Redirects are not followed, because the key would go to another server.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use ureq::{Agent, Error};

use super::address::ReaderAddress;
use super::complete::{Complete, PointingError};
use super::prompt::Prompt;
use super::reply::MOST;
use crate::http::{self, NoReply};
use crate::secret::Secret;

/// The most bytes of an answer. Some models add their reasoning.
const LARGEST: u64 = 256 << 10;

/// The statuses of a request that a server does not understand.
const BAD_REQUEST: u16 = 400;
const UNPROCESSABLE: u16 = 422;

/// A server of chat completions.
pub struct ChatCompletions {
    agent: Agent,
    address: ReaderAddress,
    model: Option<String>,
    key: Option<Secret>,
    /// Whether the server accepts a JSON schema; true until it refuses one.
    takes_schema: AtomicBool,
}

impl ChatCompletions {
    /// A server at this address. `model` is the server's name for the model; without it the server chooses.
    #[must_use]
    pub fn new(address: ReaderAddress, model: Option<String>, key: Option<Secret>) -> Self {
        let config = http::config(0).http_status_as_error(false).build();
        Self {
            agent: Agent::new_with_config(config),
            address,
            model,
            key,
            takes_schema: AtomicBool::new(true),
        }
    }

    /// Sends a request, and returns the status and the body of the answer.
    fn send(
        &self,
        prompt: &Prompt,
        schema: bool,
        within: Duration,
    ) -> Result<(u16, Vec<u8>), PointingError> {
        let body = self.body(prompt, schema).to_string();
        let request = self.agent.post(self.address.url());
        let request = request.config().timeout_global(Some(within)).build();
        let mut request = request.header("content-type", "application/json");
        if let Some(key) = &self.key {
            request = request.header("authorization", format!("Bearer {}", key.expose()));
        }
        let mut response = request.send(body).map_err(|error| failure(&error))?;
        let status = response.status().as_u16();
        let answer = http::read(&mut response, LARGEST).map_err(|error| failure(&error))?;
        Ok((status, answer))
    }

    fn body(&self, prompt: &Prompt, schema: bool) -> Value {
        let mut body = json!({
            "messages": [
                {"role": "system", "content": prompt.instruction},
                {"role": "user", "content": prompt.text},
            ],
            "temperature": 0,
            "stream": false,
        });
        if let Some(model) = &self.model {
            body["model"] = json!(model);
        }
        if schema {
            body["response_format"] = json!({
                "type": "json_schema",
                "json_schema": {"name": "sentences", "strict": true, "schema": {
                    "type": "object",
                    "properties": {"sentences": {
                        "type": "array",
                        "items": {"type": "integer", "minimum": 1, "maximum": prompt.sentences},
                        "maxItems": MOST,
                    }},
                    "required": ["sentences"],
                    "additionalProperties": false,
                }},
            });
        }
        body
    }
}

impl Complete for ChatCompletions {
    /// Asks with a JSON schema. If the server does not understand it, asks again without, and never with a schema after that.
    fn complete(&self, prompt: &Prompt, within: Duration) -> Result<Vec<u8>, PointingError> {
        let began = Instant::now();
        let schema = self.takes_schema.load(Ordering::Relaxed);
        let mut answered = self.send(prompt, schema, within)?;
        if schema && matches!(answered.0, BAD_REQUEST | UNPROCESSABLE) {
            answered = self.send(prompt, false, within.saturating_sub(began.elapsed()))?;
            if answered.0 == 200 {
                self.takes_schema.store(false, Ordering::Relaxed);
            }
        }
        match answered {
            (200, answer) => Ok(answer),
            (status, _) => Err(PointingError::Status(status)),
        }
    }

    fn place(&self) -> &str {
        self.address.host()
    }
}

fn failure(error: &Error) -> PointingError {
    match NoReply::from(error) {
        NoReply::Late => PointingError::Late,
        NoReply::Nonsense(why) => PointingError::Nonsense(why),
        NoReply::Unreachable(why) => {
            PointingError::Connection(why.unwrap_or_else(|| "it cannot be reached".to_owned()))
        }
    }
}
