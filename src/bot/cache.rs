//! What was asked before: answers to questions, which take a model to find, are kept for whoever asks the same.
//!
//! The cache is bounded, forgets what nobody asks, and keeps no question: only the sum of its bytes with those of the
//! text's revision, so that a changed text is never answered from memory.

use std::time::{Duration, Instant};

use sha2::{Digest as _, Sha256};

use super::Context;
use crate::answer::Answer;
use crate::article::Library;
use crate::command::Command;
use crate::preferences::Length;

/// The most answers that are kept, of some 7 kB each.
const MOST: u64 = 500;

/// How long an answer is kept that nobody asks for.
const UNASKED: Duration = Duration::from_secs(60 * 60);

/// How long an answer is kept for which a language model was to be asked and did not answer: it may soon.
const MAKESHIFT: Duration = Duration::from_secs(60);

/// What a question is known by: the SHA-256 sum of its command, its words, its article, its
/// length, its reader and the revision of the library.
type Key = [u8; 32];

/// An answer that was made.
#[derive(Clone)]
pub(super) struct Made {
    pub(super) answer: Answer,
    /// Whether a language model should have been asked too, and did not answer.
    pub(super) is_makeshift: bool,
}

impl From<Answer> for Made {
    fn from(answer: Answer) -> Self {
        Self {
            answer,
            is_makeshift: false,
        }
    }
}

/// Lets makeshift answers go early.
struct Expiry;

impl moka::Expiry<Key, Made> for Expiry {
    fn expire_after_create(&self, _: &Key, made: &Made, _: Instant) -> Option<Duration> {
        made.is_makeshift.then_some(MAKESHIFT)
    }
}

/// Answers that were given.
pub(super) struct Cache {
    answers: moka::sync::Cache<Key, Made>,
    revision: String,
}

impl Cache {
    pub(super) fn new(library: &Library) -> Self {
        Self {
            answers: moka::sync::Cache::builder()
                .max_capacity(MOST)
                .time_to_idle(UNASKED)
                .expire_after(Expiry)
                .build(),
            revision: library.fingerprint(),
        }
    }

    /// The answer that was given before, or else this one. One that repeats what was typed is not kept.
    pub(super) fn answer(
        &self,
        command: &Command,
        context: &Context<'_>,
        text: &str,
        make: impl FnOnce() -> Made,
    ) -> Answer {
        if let Some(known) = self.known(command, context, text) {
            return known;
        }
        let made = make();
        if !made.answer.repeats_the_asker() {
            self.answers
                .insert(self.key(command, context, text), made.clone());
        }
        made.answer
    }

    /// Eight digits of the revision; others for each article that is chosen.
    pub(super) fn revision_of(&self, article: Option<&str>) -> String {
        let Some(article) = article else {
            return self.revision.chars().take(8).collect();
        };
        let sum = Sha256::digest(format!("{}\n{article}", self.revision));
        sum.iter()
            .take(4)
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }

    /// The answer that was given before; none where none is kept.
    pub(super) fn known(
        &self,
        command: &Command,
        context: &Context<'_>,
        text: &str,
    ) -> Option<Answer> {
        let made = self.answers.get(&self.key(command, context, text))?;
        Some(made.answer)
    }

    fn key(&self, command: &Command, context: &Context<'_>, text: &str) -> Key {
        let mut hash = Sha256::new();
        for part in [
            self.revision.as_str(),
            command.name(),
            context.article.unwrap_or_default(),
            match context.length() {
                Length::Short => "short",
                Length::Normal => "",
            },
            if context.asks_model() { "" } else { "own" },
            text,
        ] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        hash.finalize().into()
    }
}
