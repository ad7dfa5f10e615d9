//! What was asked before: answers to questions, which take a model to find, are kept for whoever asks the same.
//!
//! The cache is bounded, forgets what nobody asks, and keeps no question: only the sum of its bytes with those of the
//! text's revision, so that a changed text is never answered from memory.

use std::time::Duration;

use sha2::{Digest as _, Sha256};

use crate::answer::Answer;
use crate::article::Library;
use crate::command::Command;
use crate::preferences::Context;
use crate::preferences::Length;

/// The most answers that are kept, of some 7 kB each.
const MOST: u64 = 500;

/// How long an answer is kept that nobody asks for.
const UNASKED: Duration = Duration::from_secs(60 * 60);

/// What a question is known by: the SHA-256 sum of its command, its words, its article, its
/// length and the revision of the library.
type Key = [u8; 32];

/// Answers that were given.
pub(super) struct AnswerCache {
    answers: moka::sync::Cache<Key, Answer>,
    revision: String,
}

impl AnswerCache {
    pub(super) fn new(library: &Library) -> Self {
        Self {
            answers: moka::sync::Cache::builder()
                .max_capacity(MOST)
                .time_to_idle(UNASKED)
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
        answer: impl FnOnce() -> Answer,
    ) -> Answer {
        if let Some(known) = self.known(command, context, text) {
            return known;
        }
        let answer = answer();
        if !answer.repeats_the_asker() {
            self.answers
                .insert(self.key(command, context, text), answer.clone());
        }
        answer
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
        self.answers.get(&self.key(command, context, text))
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
            text,
        ] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        hash.finalize().into()
    }
}
