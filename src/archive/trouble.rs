//! Why an engine did not answer.

/// Why an engine did not answer. No message repeats an address or a key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// It took too long.
    #[error("the engine takes too long")]
    Late,
    /// It cannot be reached.
    #[error("the engine cannot be reached: {0}")]
    Connection(String),
    /// It refuses a question, with an HTTP status. Its reason may repeat the question, and is left out.
    #[error("the engine answers with status {0}")]
    Status(u16),
    /// It refuses something of the operator's, with an HTTP status and a reason.
    #[error("the engine answers with status {0}: {1}")]
    Refused(u16, String),
    /// It has no such index.
    #[error("the engine has no index of this name: `voetnoot index --engine …` makes it")]
    NoIndex,
    /// Its answer makes no sense.
    #[error("the engine's answer makes no sense: {0}")]
    Nonsense(&'static str),
    /// It did not answer a moment ago, and is not asked again yet.
    #[error("the engine did not answer a moment ago")]
    Resting,
}

impl Trouble {
    /// Whether the same request may go well a moment later.
    pub(super) fn is_passing(&self) -> bool {
        matches!(
            self,
            Self::Late
                | Self::Connection(_)
                | Self::Status(429 | 500 | 502 | 503 | 504)
                | Self::Refused(429 | 500 | 502 | 503 | 504, _)
        )
    }

    /// Its name in the metrics.
    pub(super) fn label(&self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Connection(_) => "connection",
            Self::Status(_) | Self::Refused(..) => "status",
            Self::NoIndex => "no_index",
            Self::Nonsense(_) => "nonsense",
            Self::Resting => "resting",
        }
    }
}
