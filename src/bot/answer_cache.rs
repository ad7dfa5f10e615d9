//! A cache of answers to questions, which take a model to find.
//!
//! It is bounded and drops unused answers. It stores no question, only a hash of it and of the revision of the library,
//! so a changed text is never answered from the cache.

use std::time::{Duration, Instant};

use sha2::{Digest as _, Sha256};

use crate::answer::Answer;
use crate::article::{Article, Library};
use crate::command::Command;
use crate::hash;
use crate::preferences::{Context, Length};

/// The most cached answers, of some 7 kB each.
const MOST: u64 = 500;

/// The most blocks of all cached answers to commands about long articles, of some 400 bytes each.
const LISTED: u64 = 100_000;

/// Answers to commands about an article of fewer paragraphs are not cached.
const LONG: usize = 2_000;

/// How long an unused answer stays.
const UNASKED: Duration = Duration::from_secs(60 * 60);

/// How long an answer stays for which a language model was to be asked and did not answer: it may soon.
const MAKESHIFT: Duration = Duration::from_secs(60);

/// The SHA-256 hash of a question: its command, text, article, length of answer and reader, whether vectors found it, and
/// the revision of the library.
type CacheKey = [u8; 32];

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

/// Drops makeshift answers early.
struct Expiry;

impl moka::Expiry<CacheKey, Made> for Expiry {
    fn expire_after_create(&self, _: &CacheKey, made: &Made, _: Instant) -> Option<Duration> {
        made.is_makeshift.then_some(MAKESHIFT)
    }
}

/// The cached answers.
pub(super) struct AnswerCache {
    answers: moka::sync::Cache<CacheKey, Made>,
    /// Answers to commands about long articles.
    lists: moka::sync::Cache<CacheKey, Answer>,
    revision: String,
}

impl AnswerCache {
    pub(super) fn new(library: &Library) -> Self {
        Self {
            answers: moka::sync::Cache::builder()
                .max_capacity(MOST)
                .time_to_idle(UNASKED)
                .expire_after(Expiry)
                .build(),
            lists: moka::sync::Cache::builder()
                .max_capacity(LISTED)
                .weigher(|_, answer: &Answer| {
                    u32::try_from(answer.blocks.len() + 1).unwrap_or(u32::MAX)
                })
                .time_to_idle(UNASKED)
                .build(),
            revision: library.fingerprint(),
        }
    }

    /// Returns the cached answer, or else makes and caches one. Does not cache an answer that repeats what was typed.
    pub(super) fn answer(
        &self,
        command: &Command,
        context: &Context<'_>,
        text: &str,
        by_meaning: bool,
        make: impl FnOnce() -> Made,
    ) -> Answer {
        let key = self.key(command, context, text, by_meaning);
        if let Some(known) = self.answers.get(&key) {
            return known.answer;
        }
        let made = make();
        if !made.answer.repeats_the_asker() {
            self.answers.insert(key, made.clone());
        }
        made.answer
    }

    /// The answer to a command about an article, as it was given before if the article is long, or else this one.
    pub(super) fn list(
        &self,
        command: &Command,
        article: &Article,
        by_meaning: bool,
        answer: impl FnOnce() -> Answer,
    ) -> Answer {
        if article.paragraphs().len() < LONG {
            return answer();
        }
        let about = Context {
            article: Some(&article.id),
            ..Context::default()
        };
        let key = self.key(command, &about, &format!("{command:?}"), by_meaning);
        if let Some(known) = self.lists.get(&key) {
            return known;
        }
        let answer = answer();
        if !answer.repeats_the_asker() {
            self.lists.insert(key, answer.clone());
        }
        answer
    }

    /// Returns eight digits of the revision, which differ for each chosen article.
    pub(super) fn revision_of(&self, article: Option<&str>) -> String {
        let Some(article) = article else {
            return self.revision.chars().take(8).collect();
        };
        hash::digits(format!("{}\n{article}", self.revision), 4)
    }

    /// Returns the cached answer, if there is one.
    pub(super) fn known(
        &self,
        command: &Command,
        context: &Context<'_>,
        text: &str,
        by_meaning: bool,
    ) -> Option<Answer> {
        let key = self.key(command, context, text, by_meaning);
        self.answers.get(&key).map(|made| made.answer)
    }

    fn key(
        &self,
        command: &Command,
        context: &Context<'_>,
        text: &str,
        by_meaning: bool,
    ) -> CacheKey {
        let mut hash = Sha256::new();
        for part in [
            self.revision.as_str(),
            command.name(),
            context.article.unwrap_or_default(),
            match context.preferences.length {
                Length::Short => "short",
                Length::Normal => "",
            },
            if context.asks_model() { "" } else { "own" },
            if by_meaning { "meaning" } else { "words" },
            text,
        ] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        hash.finalize().into()
    }
}
