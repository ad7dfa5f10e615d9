//! What is asked of a language model, and how it can fail.

use std::time::Duration;

use super::prompt::Prompt;

/// A language model.
pub trait Complete: Send + Sync {
    /// Returns the body of the server's answer, which should be a chat completion.
    ///
    /// # Errors
    /// Fails if there is no successful answer within this time.
    fn complete(&self, prompt: &Prompt, within: Duration) -> Result<Vec<u8>, PointingError>;

    /// The host on which it runs, to tell users.
    fn place(&self) -> &str;
}

/// Why a language model did not point.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PointingError {
    /// There was no answer in time.
    #[error("no answer in time")]
    Late,
    /// The server answered with this HTTP status.
    #[error("the server answers with status {0}")]
    Status(u16),
    /// The connection failed.
    #[error("{0}")]
    Connection(String),
    /// The reply is no list of numbers of sentences.
    #[error("the answer is not understood: {0}")]
    Nonsense(&'static str),
    /// Too many questions wait for the model.
    #[error("too many questions are waiting")]
    Busy,
    /// The questions of this minute are used up.
    #[error("this minute's questions are used up")]
    Spent,
    /// It failed several times in a row, so it is not asked for a while.
    #[error("it failed several times in a row and is left alone for a while")]
    Resting,
}

impl PointingError {
    /// Its label in [`Counts`](super::Counts).
    #[must_use]
    pub fn label(&self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Status(_) => "status",
            Self::Connection(_) => "connection",
            Self::Nonsense(_) => "nonsense",
            Self::Busy => "busy",
            Self::Spent => "spent",
            Self::Resting => "resting",
        }
    }

    /// Whether the model was asked.
    pub(super) fn is_of_model(&self) -> bool {
        !matches!(self, Self::Busy | Self::Spent | Self::Resting)
    }
}
