//! Whether the language model that is plugged in points, tried with a question of known answer.

use crate::config::{ReaderSettings, Settings};
use crate::search::pointing::PointingError;
use crate::search::pointing::trial::trial;
use crate::wording::{Language, Message};

/// What was seen of a language model.
pub(super) struct Tried {
    /// What is said of it.
    pub(super) said: Message,
    /// Whether it does what it should.
    pub(super) is_well: bool,
}

impl Tried {
    /// The same in words.
    pub(super) fn words(&self, language: Language) -> String {
        self.said.words(language)
    }
}

/// Tries the language model that the environment plugs in; `None` if there is none, or the settings cannot be used, which is
/// told elsewhere.
pub(super) fn tried(settings: &Settings) -> Option<Tried> {
    let model = ReaderSettings::from_environment().ok()??;
    let pointer = model.pointer(false).ok()?;
    let place = || Message::verbatim(pointer.place());
    let is_read = settings.embedding_model().ok()?;
    if is_read.is_none_or(|model| model.reader().is_none()) {
        return Some(Tried {
            said: Message::new("check-reader-unused").with("place", place()),
            is_well: false,
        });
    }
    let (outcome, took) = trial(&pointer);
    let seconds =
        |time: std::time::Duration| Message::verbatim(format!("{:.1}", time.as_secs_f64()));
    let said = match &outcome {
        Ok(is_right) => Message::new(if *is_right {
            "check-reader-right"
        } else {
            "check-reader-wrong"
        })
        .with("seconds", seconds(took)),
        Err(failure) => failed(failure).with("timeout", seconds(model.timeout)),
    };
    Some(Tried {
        said: said.with("place", place()),
        is_well: outcome == Ok(true),
    })
}

fn failed(failure: &PointingError) -> Message {
    let status = match failure {
        PointingError::Status(status) => status.to_string(),
        _ => String::new(),
    };
    Message::new("check-reader-failed")
        .with("failure", failure.label())
        .with("status", status)
        .with("cause", failure.to_string())
}
