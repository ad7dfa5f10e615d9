//! Reading an answer page by page: a page is made again by its recipe, so that of an answer nothing is kept but that.

use std::hash::Hash;
use std::sync::Arc;
use std::time::Instant;

use moka::policy::EvictionPolicy;
use moka::sync::Cache;

use super::answering::Answering;
use super::feedback::{Feedback, Seat};
use super::places::{Place, Places};
use crate::answer::{Answer, Block, Verdict};
use crate::bot::Bot;
use crate::bot::recipe::Recipe;
use crate::command::Command;
use crate::ops::Pulse;
use crate::preferences::{Preferences, Setting as Key};
use crate::render::{Dialect, Page, layout};
use crate::wording::{Language, Message};

/// How many people's last answers are remembered.
const READERS: u64 = 1_000;

/// Where somebody is in an answer.
#[derive(Clone, Debug)]
struct Reading {
    recipe: Recipe,
    /// The revision of the text that the recipe is of.
    revision: String,
    page: usize,
}

/// A page of an answer, to be shown.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The answer.
    pub answer: Answer,
    /// All its pages, as the platform writes them.
    pub pages: Vec<Page>,
    /// Which of them is to be shown, from 0.
    pub page: usize,
    /// What makes the answer again, where something does.
    pub recipe: Option<Recipe>,
    /// Whether others need not see it: a refusal, help, or something misunderstood.
    pub is_aside: bool,
}

/// Who reads, where, and how it is written for them.
#[derive(Debug)]
pub struct Manner<'a, K> {
    /// Who answers: one text, from the question to all that is shown of its answer.
    pub bot: &'a Arc<Bot>,
    /// The reader in a place, for `!meer`.
    pub key: &'a K,
    /// The place.
    pub place: &'a Place,
    /// What holds there.
    pub preferences: &'a Arc<Preferences>,
    /// Whether the reader keeps order there.
    pub is_moderator: bool,
    /// The reader's language.
    pub language: Language,
}

impl<K> Clone for Manner<'_, K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K> Copy for Manner<'_, K> {}

impl<K> Manner<'_, K> {
    fn revision(&self) -> String {
        let context = self.preferences.context(self.is_moderator);
        self.bot.revision(&context)
    }
}

/// Answers, and where each reader is in theirs.
pub struct Readers<K> {
    places: Arc<Places>,
    answering: Answering,
    dialect: &'static dyn Dialect,
    last: Cache<K, Reading>,
    feedback: Arc<Feedback>,
    pulse: Arc<Pulse>,
}

impl<K: Seat + Clone + Eq + Hash + Send + Sync + 'static> Readers<K> {
    /// Readers of answers in a platform's dialect; every answer is counted.
    pub fn new(
        dialect: &'static dyn Dialect,
        places: Arc<Places>,
        feedback: Arc<Feedback>,
        pulse: Arc<Pulse>,
    ) -> Self {
        Self {
            places,
            answering: Answering::new(),
            dialect,
            last: Cache::builder()
                .max_capacity(READERS)
                // By how often it is touched, a cache would refuse the newest reader when it is full.
                .eviction_policy(EvictionPolicy::lru())
                .build(),
            feedback,
            pulse,
        }
    }

    /// Answers a command; does what it changes.
    pub async fn answer(&self, command: Command, manner: Manner<'_, K>) -> Answer {
        let (name, asked) = (command.name(), Instant::now());
        let answer = match self.done(&command, manner).await {
            Some(said) => said,
            None => {
                let preferences = Arc::clone(manner.preferences);
                self.answering
                    .answer(manner.bot, command, preferences, manner.is_moderator)
                    .await
            }
        };
        self.answered(name, &answer, asked);
        answer
    }

    /// Has the bot do something that takes a while, beside what listens; none where it broke.
    pub async fn at_work<T: Send + 'static>(
        &self,
        bot: &Arc<Bot>,
        work: impl FnOnce(&Bot) -> T + Send + 'static,
    ) -> Option<T> {
        self.answering.at_work(bot, work).await
    }

    /// Does what a command changes or looks up of what is kept, and says so; none where it is about the article.
    async fn done(&self, command: &Command, manner: Manner<'_, K>) -> Option<Answer> {
        if *command == Command::Forget(None) {
            self.forget(&manner.key.asker());
        }
        match self.of_feedback(command, manner).await {
            Some(said) => Some(said),
            None => self.change(command, manner).await,
        }
    }

    async fn of_feedback(&self, command: &Command, manner: Manner<'_, K>) -> Option<Answer> {
        self.feedback
            .answer(
                manner.bot,
                command,
                manner.key,
                manner.place,
                manner.preferences,
                manner.is_moderator,
            )
            .await
    }

    /// Forgets where somebody is in their answers.
    fn forget(&self, person: &str) {
        for (key, _) in &self.last {
            if key.asker() == person {
                self.last.invalidate(&*key);
            }
        }
    }

    /// Does what a command changes, and says so; none where it changes nothing.
    async fn change(&self, command: &Command, manner: Manner<'_, K>) -> Option<Answer> {
        let context = manner.preferences.context(manner.is_moderator);
        let change = manner.bot.change(command, &context)?;
        let is_kept = self.places.change(manner.place, &change).await;
        let since = self.places.preferences(manner.place).await;
        if change.key == Key::Missed && change.value.as_deref() != Some("ja") {
            self.feedback.forget_questions(manner.place.home());
        }
        Some(manner.bot.changed(command, &change, is_kept, &since))
    }

    fn answered(&self, command: &'static str, answer: &Answer, asked: Instant) {
        self.pulse
            .answered(command, answer.verdict, asked.elapsed());
    }

    /// The first page of the answer to a command; for `!meer` the page after the last that was shown.
    pub async fn first_page(&self, command: Command, manner: Manner<'_, K>) -> Shown {
        let asked = Instant::now();
        if command == Command::More
            && let Some(reading) = self.last.get(manner.key)
        {
            let shown = if reading.revision == manner.revision() {
                self.page_of(reading.recipe, reading.page + 1, manner, None)
                    .await
            } else {
                Some(self.stale(manner))
            };
            if let Some(shown) = shown {
                self.answered(command.name(), &shown.answer, asked);
                return shown;
            }
        }
        let answer = self.answer(command.clone(), manner).await;
        let context = manner.preferences.context(manner.is_moderator);
        let is_aside = is_for_one(&command)
            || matches!(
                command,
                Command::Help(_)
                    | Command::Incomplete(_)
                    | Command::Unknown(_)
                    | Command::More
                    | Command::Setting { .. }
            )
            || answer.verdict == Verdict::None
                && !matches!(command, Command::Ask(_) | Command::Search(_));
        let recipe = manner.bot.recipe(&command, &context, &answer);
        let pages = layout(&answer, self.dialect, manner.language);
        if let Some(recipe) = recipe.clone().filter(|_| pages.len() > 1) {
            let preface = preface(&answer).map(|said| said.words(manner.language));
            if let Some(mut shown) = self.page_of(recipe, 0, manner, preface).await {
                shown.is_aside = is_aside;
                return shown;
            }
        }
        Shown {
            recipe: recipe.filter(|_| pages.len() == 1),
            answer,
            pages,
            page: 0,
            is_aside,
        }
    }

    /// What is said where the text has changed since the answer whose next page is asked for.
    fn stale(&self, manner: Manner<'_, K>) -> Shown {
        let said = Block::Say(Message::new("button-stale"));
        let answer = Answer::nothing(&Command::More, vec![said]);
        Shown {
            pages: layout(&answer, self.dialect, manner.language),
            answer,
            page: 0,
            recipe: None,
            is_aside: true,
        }
    }

    /// A page of what a recipe makes, from which the reader reads on; none where it has no such page.
    pub async fn page_of(
        &self,
        recipe: Recipe,
        page: usize,
        manner: Manner<'_, K>,
        preface: Option<String>,
    ) -> Option<Shown> {
        let reading = Reading {
            recipe: recipe.clone(),
            revision: manner.revision(),
            page,
        };
        let shown = self.page(recipe, page, manner, preface).await?;
        self.last.insert(manner.key.clone(), reading);
        Some(shown)
    }

    /// The same, only to look at: where the reader is stays.
    #[cfg(feature = "discord")]
    pub async fn look_at(
        &self,
        recipe: Recipe,
        page: usize,
        manner: Manner<'_, K>,
    ) -> Option<Shown> {
        self.page(recipe, page, manner, None).await
    }

    async fn page(
        &self,
        recipe: Recipe,
        page: usize,
        manner: Manner<'_, K>,
        preface: Option<String>,
    ) -> Option<Shown> {
        let kept = recipe.clone();
        let is_moderator = manner.is_moderator;
        let preferences = Arc::clone(manner.preferences);
        let kept_of_people = match &recipe {
            Recipe::Command(command) => self.of_feedback(command, manner).await,
            _ => None,
        };
        let answer = match kept_of_people {
            Some(answer) => answer,
            None => {
                self.answering
                    .at_work(manner.bot, move |bot| {
                        bot.make(&kept, &preferences.context(is_moderator))
                    })
                    .await??
            }
        };
        let mut pages = layout(&answer, self.dialect, manner.language);
        let shown = pages.get_mut(page)?;
        if let Some(preface) = preface {
            let body = format!("{}\n\n{}", self.dialect.small(&preface), shown.body);
            let with_it = Page {
                body,
                ..shown.clone()
            };
            if self.dialect.length(&with_it.text(self.dialect)) <= self.dialect.limit() {
                *shown = with_it;
            }
        }
        Some(Shown {
            answer,
            pages,
            page,
            recipe: Some(recipe),
            is_aside: false,
        })
    }
}

/// Whether the answer to a command is nobody else's business, whatever it says.
#[must_use]
pub fn is_for_one(command: &Command) -> bool {
    matches!(command, Command::Missed | Command::Forget(_))
}

/// What is said before an answer about how it was read, which is not said again when a page is turned back.
fn preface(answer: &Answer) -> Option<&Message> {
    match answer.blocks.first()? {
        Block::Note(message) => Some(message),
        _ => None,
    }
}
