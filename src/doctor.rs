//! The findings of `voetnoot doctor`: one for each thing that it looks at.
//!
//! `cli::doctor` examines this machine and prints all findings. `doctor::discord` examines Discord; `chat::matrix` examines
//! Matrix, and `doctor::matrix` has the findings.

#[cfg(feature = "discord")]
pub(crate) mod discord;
#[cfg(feature = "matrix")]
pub(crate) mod matrix;

use std::fmt::Display;

use serde::Serialize;

use crate::wording::{Language, Message};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum State {
    /// Nothing has to be done.
    Well,
    /// The program works; the operator should know this.
    Note,
    /// The program does not work, or not as it is meant to.
    Mend,
}

/// One line of the examination.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    check: &'static str,
    state: State,
    finding: Message,
    remedy: Option<Message>,
}

impl Finding {
    /// Something that is well. `check` names the thing: the message `doctor-what-…` is its name for the operator.
    pub(crate) fn well(check: &'static str, finding: Message) -> Self {
        Self {
            check,
            state: State::Well,
            finding,
            remedy: None,
        }
    }

    /// Something that the operator should know, and what may be done about it.
    pub(crate) fn note(check: &'static str, finding: Message, remedy: Message) -> Self {
        Self {
            check,
            state: State::Note,
            finding,
            remedy: Some(remedy),
        }
    }

    /// Something that is wrong, and what to do.
    pub(crate) fn mend(check: &'static str, finding: Message, remedy: Message) -> Self {
        Self {
            state: State::Mend,
            ..Self::note(check, finding, remedy)
        }
    }

    /// An error, and what to do.
    pub(crate) fn fault(check: &'static str, error: impl Display, remedy: Message) -> Self {
        let finding = Message::new("doctor-fault").with("error", format!("{error:#}"));
        Self::mend(check, finding, remedy)
    }

    /// Whether the operator has to do something.
    pub(crate) fn is_to_be_mended(&self) -> bool {
        self.state == State::Mend
    }

    /// Returns the line that the operator reads: a sign, what was looked at, what was found, what to do.
    pub(crate) fn line(&self, language: Language) -> String {
        let sign = match self.state {
            State::Well => '✓',
            State::Note => '–',
            State::Mend => '✗',
        };
        let words = self.words(language);
        let remedy = words.remedy.map(|remedy| format!(" {remedy}"));
        let (what, finding) = (words.what, words.finding);
        format!("{sign} {what}: {finding}{}", remedy.unwrap_or_default())
    }

    /// Returns the finding in a language, for a program to read.
    pub(crate) fn words(&self, language: Language) -> Words {
        Words {
            check: self.check,
            state: self.state,
            what: Message::new(format!("doctor-what-{}", self.check)).words(language),
            finding: self.finding.words(language),
            remedy: self.remedy.as_ref().map(|remedy| remedy.words(language)),
        }
    }
}

/// A finding in words.
#[derive(Debug, Serialize)]
pub(crate) struct Words {
    check: &'static str,
    state: State,
    what: String,
    finding: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    remedy: Option<String>,
}

/// What the examination of a platform found.
#[cfg(feature = "platforms")]
#[derive(Debug, Default)]
pub(crate) struct Examined {
    pub(crate) findings: Vec<Finding>,
    /// By how many seconds this machine's clock is ahead of the platform's server; `None` if the server told no time.
    pub(crate) clock: Option<i64>,
}

/// Returns by how many seconds this machine's clock is ahead of a server's, by the `Date` header of its response; `None` if that
/// is no date.
#[cfg(any(feature = "discord", feature = "matrix"))]
pub(crate) fn ahead_of(date: Option<&(impl AsRef<[u8]> + ?Sized)>) -> Option<i64> {
    let seconds = |time: std::time::SystemTime| {
        let since = time.duration_since(std::time::UNIX_EPOCH).ok()?;
        i64::try_from(since.as_secs()).ok()
    };
    let date = std::str::from_utf8(date?.as_ref()).ok()?;
    let theirs = httpdate::parse_http_date(date).ok()?;
    Some(seconds(std::time::SystemTime::now())? - seconds(theirs)?)
}
