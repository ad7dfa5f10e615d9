//! The desk at which everything is answered: what the bot, the language and the platform have to do with each other.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread;

use moka::policy::EvictionPolicy;
use moka::sync::Cache;
use serenity::all::{
    CreateActionRow, CreateSelectMenu, CreateSelectMenuKind, CreateSelectMenuOption, MessageId,
    UserId,
};
use tokio::sync::Semaphore;
use tokio_util::task::TaskTracker;

use super::api::Api;
use super::button::{self, Action, Button, Row};
use super::messages::Link;
use super::post::Post;
use crate::answer::{Answer, Block, Verdict};
use crate::bot::recipe::Recipe;
use crate::bot::{Bot, Context};
use crate::chat::fairness::Fairness;
use crate::chat::links::Links;
use crate::command::{Command, Name};
use crate::render::discord::limits;
use crate::render::{Dialect as _, Discord, Page, layout};
use crate::wording::{Language, Message};

/// Everything that an event needs to be answered.
pub(super) struct Desk {
    pub(super) bot: Arc<Bot>,
    pub(super) api: Api,
    pub(super) language: Language,
    pub(super) fairness: Fairness,
    pub(super) links: Links<MessageId, Link>,
    /// The last answer of several pages to each, for `!meer`.
    pub(super) last: Cache<(u64, u64), Reading>,
    pub(super) me: OnceLock<UserId>,
    /// What is being answered.
    pub(super) tasks: TaskTracker,
    /// Questions take a model; they shall not keep commands waiting.
    questions: Semaphore,
    revision: String,
    is_connected: AtomicBool,
}

/// Where somebody is in an answer.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    recipe: Recipe,
    page: usize,
}

/// Who reads an answer, and how.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader {
    pub(super) asker: UserId,
    pub(super) channel: u64,
    pub(super) language: Language,
    pub(super) has_embeds: bool,
    pub(super) is_private: bool,
}

/// An answer, ready to be sent.
pub(super) struct Ready {
    pub(super) post: Post,
    /// Whether it is an answer that others need not see: a refusal, help, or something misunderstood.
    pub(super) is_aside: bool,
}

impl Desk {
    pub(super) fn new(bot: Arc<Bot>, api: Api, language: Language, fairness: Fairness) -> Self {
        let cores = thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let revision = bot.library().fingerprint().chars().take(8).collect();
        Self {
            bot,
            api,
            language,
            fairness,
            links: Links::new(),
            last: Cache::builder()
                .max_capacity(1_000)
                .eviction_policy(EvictionPolicy::lru())
                .build(),
            me: OnceLock::new(),
            tasks: TaskTracker::new(),
            questions: Semaphore::new(cores.saturating_sub(1).max(1)),
            revision,
            is_connected: AtomicBool::new(false),
        }
    }

    /// Whether events come in.
    pub(super) fn is_connected(&self) -> bool {
        self.is_connected.load(Ordering::Relaxed)
    }

    pub(super) fn set_connected(&self, is_connected: bool) {
        self.is_connected.store(is_connected, Ordering::Relaxed);
    }

    /// The language of a reader's client, where we speak it; else ours.
    pub(super) fn language_of(&self, locale: &str) -> Language {
        Language::from_tag(locale).unwrap_or(self.language)
    }

    /// Answers a command.
    pub(super) async fn answer(self: &Arc<Self>, command: Command, is_moderator: bool) -> Answer {
        let takes_a_model = matches!(command, Command::Ask(_) | Command::Search(_));
        let _turn = if takes_a_model {
            self.questions.acquire().await.ok()
        } else {
            None
        };
        self.at_work(move |bot| {
            let context = Context {
                article: None,
                is_moderator,
            };
            bot.answer(&command, &context)
        })
        .await
        .unwrap_or_else(|| Answer::nothing(&Command::About, vec![said("went-wrong")]))
    }

    /// Does something that takes a while, beside what listens; none where it broke.
    async fn at_work<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Bot) -> T + Send + 'static,
    ) -> Option<T> {
        let bot = Arc::clone(&self.bot);
        tokio::task::spawn_blocking(move || work(&bot))
            .await
            .inspect_err(|error| tracing::error!(%error, "an answer broke off"))
            .ok()
    }

    /// The first page of the answer to a command.
    pub(super) async fn first_page(
        self: &Arc<Self>,
        command: Command,
        is_moderator: bool,
        reader: Reader,
    ) -> Ready {
        if command == Command::More
            && let Some(reading) = self.last.get(&(reader.asker.get(), reader.channel))
        {
            let page = reading.page + 1;
            if let Some(ready) = self
                .page_of(reading.recipe, page, is_moderator, reader, None)
                .await
            {
                return ready;
            }
        }
        let answer = self.answer(command.clone(), is_moderator).await;
        let context = Context {
            article: None,
            is_moderator,
        };
        let is_aside = matches!(
            command,
            Command::Help(_) | Command::Incomplete(_) | Command::Unknown(_) | Command::More
        ) || answer.verdict == Verdict::None
            && !matches!(command, Command::Ask(_) | Command::Search(_));
        let recipe = self.bot.recipe(&command, &context, &answer);
        let pages = layout(&answer, &Discord, reader.language);
        let post = match recipe {
            Some(recipe) if pages.len() > 1 => {
                let preface = preface(&answer).map(|said| said.words(reader.language));
                match self.page_of(recipe, 0, is_moderator, reader, preface).await {
                    Some(ready) => ready.post,
                    None => self.laid_out(&answer, &pages, 0, None, reader),
                }
            }
            recipe => self.laid_out(&answer, &pages, 0, recipe.as_ref(), reader),
        };
        Ready { post, is_aside }
    }

    /// A page of what a recipe makes; none where it has no such page.
    pub(super) async fn page_of(
        self: &Arc<Self>,
        recipe: Recipe,
        page: usize,
        is_moderator: bool,
        reader: Reader,
        preface: Option<String>,
    ) -> Option<Ready> {
        let kept = recipe.clone();
        let answer = self
            .at_work(move |bot| {
                let context = Context {
                    article: None,
                    is_moderator,
                };
                bot.make(&kept, &context)
            })
            .await??;
        let mut pages = layout(&answer, &Discord, reader.language);
        let shown = pages.get_mut(page)?;
        if let Some(preface) = preface {
            let body = format!("{}\n\n{}", Discord.small(&preface), shown.body);
            let with_it = Page {
                body,
                ..shown.clone()
            };
            if limits::fits(&with_it.text(&Discord), limits::CONTENT) {
                *shown = with_it;
            }
        }
        let reading = Reading {
            recipe: recipe.clone(),
            page,
        };
        self.last
            .insert((reader.asker.get(), reader.channel), reading);
        let post = self.laid_out(&answer, &pages, page, Some(&recipe), reader);
        Some(Ready {
            post,
            is_aside: false,
        })
    }

    /// A page with its buttons.
    fn laid_out(
        &self,
        answer: &Answer,
        pages: &[Page],
        page: usize,
        recipe: Option<&Recipe>,
        reader: Reader,
    ) -> Post {
        let post = match pages.get(page) {
            Some(shown) => Post::page(answer, shown, reader.language, reader.has_embeds),
            None => Post::sentence(&Message::new("more-nothing").words(reader.language)),
        };
        let context = Context::default();
        let code = recipe.and_then(|recipe| self.bot.code(recipe, &context, button::CODE));
        let quote = answer.quotes().next();
        let number = quote.and_then(|quote| quote.passage().paragraph().number());
        let is_question = answer.command == Name::Ask.spec().name;
        let is_cut = quote.is_some_and(|quote| {
            let shown: usize = quote
                .excerpts()
                .iter()
                .map(|excerpt| excerpt.text().len())
                .sum();
            shown < quote.passage().text().trim().len()
        });
        let row = Row {
            shown: self.button(
                Action::Next,
                reader.asker,
                page,
                code.clone().unwrap_or_default(),
            ),
            pages: if code.is_some() { pages.len() } else { 1 },
            whole: number
                .filter(|_| is_question && is_cut && self.has_one_article())
                .map(|number| format!("a{number}-{number}")),
            source: quote
                .filter(|_| self.has_one_article())
                .map(|_| match number {
                    Some(number) if is_question => format!("b{number}-{number}"),
                    _ => "b".to_owned(),
                }),
            language: reader.language,
            is_private: reader.is_private,
        };
        let countries = (answer.command == Name::Country.spec().name)
            .then(|| self.countries(reader))
            .flatten();
        post.with_rows(button::row(&row)).with_rows(countries)
    }

    fn has_one_article(&self) -> bool {
        self.bot.library().articles().len() == 1
    }

    /// A button about the text as it is now.
    pub(super) fn button(
        &self,
        action: Action,
        asker: UserId,
        page: usize,
        code: String,
    ) -> Button {
        Button {
            action,
            asker,
            revision: self.revision.clone(),
            page,
            code,
        }
    }

    /// Whether a button is about the text as it is now.
    pub(super) fn is_current(&self, button: &Button) -> bool {
        button.revision == self.revision
    }

    /// The list of countries to choose from.
    fn countries(&self, reader: Reader) -> Option<CreateActionRow> {
        let options: Vec<CreateSelectMenuOption> = self
            .bot
            .countries(&Context::default())
            .into_iter()
            .take(limits::OPTIONS)
            .map(|country| {
                let name = match reader.language {
                    Language::Dutch => country.dutch(),
                    Language::English => country.english(),
                };
                CreateSelectMenuOption::new(limits::shortened(name, limits::OPTION), country.code())
            })
            .collect();
        if options.is_empty() {
            return None;
        }
        let id = self
            .button(Action::Country, reader.asker, 0, String::new())
            .id();
        let hint = Message::new("choose-country").words(reader.language);
        let menu = CreateSelectMenu::new(id, CreateSelectMenuKind::String { options })
            .placeholder(limits::shortened(&hint, limits::OPTION));
        Some(CreateActionRow::SelectMenu(menu))
    }
}

/// What is said before an answer about how it was read, which is not said again when a page is turned back.
fn preface(answer: &Answer) -> Option<&Message> {
    match answer.blocks.first()? {
        Block::Note(message) => Some(message),
        _ => None,
    }
}

fn said(key: &str) -> Block {
    Block::Say(Message::new(key))
}
