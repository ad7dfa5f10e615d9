//! How the log is written.

use std::str::FromStr;

/// How the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// Lines for people.
    Human,
    /// A line of JSON for each event, with its time.
    Json,
}

impl FromStr for LogFormat {
    type Err = String;

    /// Reads `human`, or `json`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.trim() {
            "human" => Ok(Self::Human),
            "json" => Ok(Self::Json),
            _ => Err(format!(
                "`{text}` is no format of the log: use human or json"
            )),
        }
    }
}
