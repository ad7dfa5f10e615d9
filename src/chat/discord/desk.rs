//! The desk at which everything is answered: what the bot, the language and the platform have to do with each other.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use serenity::all::{
    CreateActionRow, CreateSelectMenu, CreateSelectMenuKind, CreateSelectMenuOption, MessageId,
    UserId,
};
use tokio_util::task::TaskTracker;

use super::api::Api;
use super::button::{self, Action, Button, Row};
use super::link::Link;
use super::post::Post;
use crate::answer::{Answer, Quote, Verdict};
use crate::bot::recipe::Recipe;
use crate::bot::{Bot, Context, Served};
use crate::chat::channel_settings::{ChannelSettings, Location};
use crate::chat::feedback::{Asked, Feedback, Seat};
use crate::chat::followed::Followed;
use crate::chat::kept::Kept;
use crate::chat::pager::{Manner, Pager, Shown};
use crate::chat::rate_limit::RateLimit;
use crate::command::{Command, Name};
use crate::ops::Pulse;
use crate::preferences::Preferences;
use crate::render::discord::limits;
use crate::render::{Discord, Page};
use crate::wording::{Language, Message};

/// Everything that an event needs to be answered.
pub(super) struct Desk {
    pub(super) bot: Served,
    pub(super) api: Api,
    pub(super) places: Arc<ChannelSettings>,
    pub(super) rate_limit: RateLimit,
    pub(super) feedback: Arc<Feedback>,
    pub(super) links: Followed<MessageId, Link>,
    /// By asker and channel.
    pub(super) pager: Pager<(u64, u64)>,
    pub(super) me: OnceLock<UserId>,
    /// What is being answered.
    pub(super) tasks: TaskTracker,
    is_connected: AtomicBool,
    pub(super) pulse: Arc<Pulse>,
    /// How many shards there are in all, as Discord says; 0 before it does.
    pub(super) shards: AtomicU32,
    begun: Mutex<BTreeSet<u32>>,
}

/// Who reads an answer, where, and how.
#[derive(Clone, Debug)]
pub(super) struct Reader {
    /// Who answers: one text, however long it takes.
    pub(super) bot: Arc<Bot>,
    pub(super) asker: UserId,
    pub(super) place: Location,
    pub(super) preferences: Arc<Preferences>,
    pub(super) is_moderator: bool,
    pub(super) channel: u64,
    pub(super) language: Language,
    pub(super) has_embeds: bool,
    pub(super) is_private: bool,
}

impl Seat for (u64, u64) {
    fn asker(&self) -> String {
        self.0.to_string()
    }
}

impl Reader {
    fn key(&self) -> (u64, u64) {
        (self.asker.get(), self.channel)
    }

    /// The circumstances of what they ask.
    pub(super) fn context(&self) -> Context<'_> {
        self.preferences.context(self.is_moderator)
    }

    /// What they ask, as far as that may be kept.
    pub(super) fn asked(&self, question: &impl ToString, command: &Command) -> Asked {
        Asked::new(
            question,
            &self.asker,
            &self.place,
            command,
            &self.preferences,
        )
    }

    fn manner<'a>(&'a self, key: &'a (u64, u64)) -> Manner<'a, (u64, u64)> {
        Manner {
            bot: &self.bot,
            key,
            place: &self.place,
            preferences: &self.preferences,
            is_moderator: self.is_moderator,
            language: self.language,
        }
    }
}

/// An answer, ready to be sent.
pub(super) struct Ready {
    pub(super) post: Post,
    /// Whether the article tells what was asked.
    pub(super) verdict: Verdict,
    /// Whether it is an answer that others need not see: a refusal, help, or something misunderstood.
    pub(super) is_aside: bool,
}

impl Desk {
    pub(super) fn new(
        bot: Served,
        api: Api,
        places: ChannelSettings,
        rate_limit: RateLimit,
        pulse: Arc<Pulse>,
    ) -> Self {
        let places = Arc::new(places);
        let feedback = Arc::new(Feedback::new(places.store(), Arc::clone(&pulse)));
        Self {
            pager: Pager::new(
                &Discord,
                Arc::clone(&places),
                Arc::clone(&feedback),
                Arc::clone(&pulse),
            ),
            links: Followed::new(Kept {
                store: places.store(),
                platform: "discord",
                write: Link::kept,
                read: Box::new(|kept| Link::of_kept(&kept)),
            }),
            bot,
            api,
            places,
            rate_limit,
            feedback,
            me: OnceLock::new(),
            tasks: TaskTracker::new(),
            is_connected: AtomicBool::new(false),
            pulse,
            shards: AtomicU32::new(0),
            begun: Mutex::default(),
        }
    }

    /// Whether events come in.
    pub(super) fn is_connected(&self) -> bool {
        self.is_connected.load(Ordering::Relaxed)
    }

    pub(super) fn set_connected(&self, is_connected: bool) {
        self.is_connected.store(is_connected, Ordering::Relaxed);
    }

    /// A shard, of how many, has begun a session.
    pub(super) fn has_begun(&self, shard: u32, of: u32) {
        self.set_connected(true);
        self.shards.store(of, Ordering::Relaxed);
        let mut begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        if !begun.insert(shard) {
            self.pulse.reconnected();
        }
    }

    /// Answers a command.
    pub(super) async fn answer(&self, command: Command, reader: &Reader) -> Answer {
        let key = reader.key();
        self.pager.answer(command, reader.manner(&key)).await
    }

    /// The first page of the answer to a command.
    pub(super) async fn first_page(&self, command: Command, reader: &Reader) -> Ready {
        let key = reader.key();
        if command == Command::Forget(None) {
            self.links.forget_asker(&reader.asker.to_string());
        }
        let shown = self.pager.first_page(command, reader.manner(&key)).await;
        self.ready(shown, reader)
    }

    /// A page of what a recipe makes; none where it has no such page.
    pub(super) async fn page_of(
        &self,
        recipe: Recipe,
        page: usize,
        reader: &Reader,
    ) -> Option<Ready> {
        let key = reader.key();
        let manner = reader.manner(&key);
        let shown = if reader.is_private {
            self.pager.look_at(recipe, page, manner).await?
        } else {
            self.pager.page_of(recipe, page, manner, None).await?
        };
        Some(self.ready(shown, reader))
    }

    fn ready(&self, shown: Shown, reader: &Reader) -> Ready {
        let Shown {
            answer,
            pages,
            page,
            recipe,
            is_aside,
        } = shown;
        Ready {
            verdict: answer.verdict,
            post: self.laid_out(&answer, &pages, page, recipe.as_ref(), reader),
            is_aside,
        }
    }

    /// A page with its buttons.
    fn laid_out(
        &self,
        answer: &Answer,
        pages: &[Page],
        page: usize,
        recipe: Option<&Recipe>,
        reader: &Reader,
    ) -> Post {
        let post = match pages.get(page) {
            Some(shown) => Post::page(answer, shown, reader.language, reader.has_embeds),
            None => Post::sentence(&Message::new("more-nothing").words(reader.language)),
        };
        let context = reader.context();
        let code = recipe.and_then(|recipe| reader.bot.code(recipe, &context, button::CODE));
        let is_about_one = reader.bot.article(&context).is_some();
        let quote = answer.quotes().next();
        let number = quote.and_then(|quote| quote.passage().paragraph().number());
        let is_question = answer.command == Name::Ask.spec().name;
        let may_open = is_question && is_about_one;
        let is_only = answer.quotes().nth(1).is_none();
        let numbers = answer
            .quotes()
            .map(|quote| quote.passage().paragraph().number());
        let row = Row {
            shown: self.button(Action::Next, reader, page, code.clone().unwrap_or_default()),
            pages: if code.is_some() { pages.len() } else { 1 },
            whole: number.filter(|_| may_open && is_only && quote.is_some_and(Quote::is_cut)),
            choices: numbers.flatten().filter(|_| may_open && !is_only).collect(),
            // Of several sentences that may answer each has a source of its own.
            source: quote
                .filter(|_| is_about_one && (is_only || !is_question))
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
        post.with_rows(button::rows(&row)).with_rows(countries)
    }

    /// A button about the text as it is now.
    pub(super) fn button(
        &self,
        action: Action,
        reader: &Reader,
        page: usize,
        code: String,
    ) -> Button {
        Button {
            action,
            asker: reader.asker,
            revision: reader.bot.revision(&reader.context()),
            page,
            code,
        }
    }

    /// Whether a button is about the text as it is now.
    pub(super) fn is_current(&self, button: &Button, reader: &Reader) -> bool {
        button.revision == reader.bot.revision(&reader.context())
    }

    /// The list of countries to choose from.
    fn countries(&self, reader: &Reader) -> Option<CreateActionRow> {
        let options: Vec<CreateSelectMenuOption> = reader
            .bot
            .countries(&reader.context())
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
        let id = self.button(Action::Country, reader, 0, String::new()).id();
        let hint = Message::new("choose-country").words(reader.language);
        let menu = CreateSelectMenu::new(id, CreateSelectMenuKind::String { options })
            .placeholder(limits::shortened(&hint, limits::OPTION));
        Some(CreateActionRow::SelectMenu(menu))
    }
}
