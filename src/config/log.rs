//! The setting for the format of the log.

use std::str::FromStr;

/// The format of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// Lines to read.
    Human,
    /// A JSON object for each event, with its time.
    Json,
}

impl FromStr for LogFormat {
    type Err = String;

    /// Parses `human` or `json`.
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
