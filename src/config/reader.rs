//! A language model that points, as a setting: where it is and how often it may be asked. In the environment alone, as the
//! platforms are.

use std::num::NonZero;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result};

use super::Secret;
use crate::environment::{
    READER_KEY, READER_MODEL, READER_PER_MINUTE, READER_TIMEOUT, READER_URL, READER_WEIGHTS,
    parsed, variable,
};
use crate::search::learned::LearnedWeights;
use crate::search::pointing::{PER_MINUTE, Pointer, ReaderAddress, TIMEOUT};
use crate::textfile;

/// The longest that a model may take, in seconds. Whoever asks in a chat has left by then.
const LONGEST: f64 = 60.0;

/// A language model that is plugged in.
#[derive(Clone, Debug)]
pub struct ReaderSettings {
    /// Where it is.
    pub address: ReaderAddress,
    /// Its name; without one the server chooses.
    pub model: Option<String>,
    /// What the server lets in.
    pub key: Option<Secret>,
    /// How long it may take.
    pub timeout: Duration,
    /// How many questions a minute it may be asked.
    pub per_minute: NonZero<u32>,
    /// The file that `voetnoot calibrate` wrote.
    pub weights: Option<PathBuf>,
}

impl ReaderSettings {
    /// What the environment sets; `None` if no model is plugged in.
    ///
    /// # Errors
    /// Fails if a variable cannot be used: the message names it, never the address or the key.
    pub fn from_environment() -> Result<Option<Self>> {
        variable(READER_URL)?
            .map(|url| Self::at(&url, READER_URL))
            .transpose()
    }

    /// A model at this address, whatever address the environment has; the rest is as it says. `name` is what the address is
    /// called if it is wrong.
    ///
    /// # Errors
    /// As [`ReaderSettings::from_environment`].
    pub fn at(url: &str, name: &str) -> Result<Self> {
        let address = url.parse().map_err(anyhow::Error::msg);
        let timeout = parsed(READER_TIMEOUT, seconds)?;
        let per_minute = parsed(READER_PER_MINUTE, |text| {
            text.trim()
                .parse()
                .map_err(|_| "this is no number of questions: write for example 60".to_owned())
        })?;
        Ok(Self {
            address: address.with_context(|| name.to_owned())?,
            model: variable(READER_MODEL)?,
            key: Secret::from_environment(&[READER_KEY])?,
            timeout: timeout.unwrap_or(TIMEOUT),
            per_minute: per_minute.unwrap_or(PER_MINUTE),
            weights: variable(READER_WEIGHTS)?.map(PathBuf::from),
        })
    }

    /// The model, ready to be asked: within its budget, or to be measured without one.
    ///
    /// # Errors
    /// Fails if the file of weights cannot be used, or this program was built without the feature `reader-url`.
    pub fn pointer(&self, has_budget: bool) -> Result<Arc<Pointer>> {
        let learned = match &self.weights {
            None => LearnedWeights::bundled().with_pointing(),
            Some(path) => {
                let of_file = || format!("{READER_WEIGHTS} names {}", path.display());
                let text = textfile::read(path).with_context(of_file)?;
                let measured = LearnedWeights::bundled().with_measured_pointing(&text);
                measured.with_context(of_file)?
            }
        };
        let budget = Some(self.per_minute).filter(|_| has_budget);
        self.with(learned, budget)
    }

    #[cfg(feature = "reader-url")]
    fn with(&self, learned: LearnedWeights, budget: Option<NonZero<u32>>) -> Result<Arc<Pointer>> {
        use crate::search::pointing::ChatCompletions;
        let (address, key) = (self.address.clone(), self.key.clone());
        let model = ChatCompletions::new(address, self.model.clone(), key);
        let pointer = Pointer::new(Arc::new(model), self.timeout, budget, learned);
        Ok(Arc::new(pointer))
    }

    #[cfg(not(feature = "reader-url"))]
    fn with(&self, _: LearnedWeights, _: Option<NonZero<u32>>) -> Result<Arc<Pointer>> {
        anyhow::bail!(
            "{READER_URL}: this program was built without the feature `reader-url` and can ask no language model"
        )
    }
}

/// Reads `4`, `0.5`, `4s` or `500ms`.
fn seconds(text: &str) -> Result<Duration, String> {
    let text = text.trim();
    let (number, unit) = match (text.strip_suffix("ms"), text.strip_suffix('s')) {
        (Some(number), _) => (number, 0.001),
        (None, Some(number)) => (number, 1.0),
        (None, None) => (text, 1.0),
    };
    let seconds = number.trim().parse::<f64>().map(|number| number * unit);
    match seconds {
        Ok(seconds) if seconds > 0.0 && seconds <= LONGEST => Ok(Duration::from_secs_f64(seconds)),
        _ => Err(format!(
            "`{text}` is no time-out: write seconds, more than 0 and {LONGEST} at most, as 4 or 0.5"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Result<String, String> {
        text.parse()
            .map(|address: ReaderAddress| address.url().to_owned())
    }

    #[test]
    fn a_server_an_api_and_its_chat_completions_are_the_same_address() {
        let whole = "http://localhost:11434/v1/chat/completions";
        for text in [
            "http://localhost:11434",
            "http://localhost:11434/",
            "http://localhost:11434/v1",
            "http://localhost:11434/v1/",
            whole,
        ] {
            assert_eq!(url(text).as_deref(), Ok(whole), "{text}");
        }
        assert_eq!(
            url("https://llm.example.org/openai?api-version=1").as_deref(),
            Ok("https://llm.example.org/openai/chat/completions?api-version=1")
        );
    }

    #[test]
    fn an_address_that_holds_a_password_is_refused_without_showing_it() {
        for text in [
            "https://anna:geheim@llm.example.org/v1",
            "geheim",
            "https:///geheim",
            "ftp://geheim",
        ] {
            let said = url(text).expect_err(text);
            assert!(!said.contains("geheim"), "{said}");
        }
        let shown = format!(
            "{:?}",
            "https://a.example/v1?key=geheim".parse::<ReaderAddress>()
        );
        assert_eq!(shown, "Ok(ReaderAddress(a.example))");
    }

    #[test]
    fn a_time_out_is_some_seconds() {
        for (text, milliseconds) in [("4", 4_000), ("0.5", 500), ("4s", 4_000), ("250 ms", 250)] {
            assert_eq!(
                seconds(text),
                Ok(Duration::from_millis(milliseconds)),
                "{text}"
            );
        }
        for text in ["", "0", "-1", "61", "nan", "inf", "4 minuten"] {
            assert!(seconds(text).is_err(), "{text}");
        }
    }
}
