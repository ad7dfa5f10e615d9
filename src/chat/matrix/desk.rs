//! The desk at which everything is answered: what the bot, the language and the platform have to do with each other.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result};
use matrix_sdk::ruma::{EventId, OwnedEventId, OwnedRoomId, OwnedUserId, RoomId, UserId};
use matrix_sdk::{Client, Room};
use moka::policy::EvictionPolicy;
use moka::sync::Cache;
use tokio_util::task::TaskTracker;

use super::Settings;
use super::account::Account;
use super::allowed::Allowed;
use super::checkpoint::{Checkpoint, Ticket};
use super::messages::{CHOICES, NEXT};
use super::post::{Mark, Post};
use crate::bot::recipe::Recipe;
use crate::bot::{Bot, Context, Served};
use crate::chat::channel_settings::{self, ChannelSettings};
use crate::chat::feedback::{self, Feedback};
use crate::chat::followed::Followed;
use crate::chat::kept::Kept;
use crate::chat::pager::{Manner, Pager, Shown};
use crate::chat::rate_limit::RateLimit;
use crate::command::Command;
use crate::ops::Pulse;
use crate::preferences::{Preferences, Quiet};
use crate::render::Matrix;
use crate::store::{self, Store};
use crate::wording::Message;

/// An answer that was given.
#[derive(Clone, Debug)]
pub(super) struct Link {
    pub(super) answer: OwnedEventId,
    /// What it answers.
    pub(super) asked: Asked,
    /// When the question that it answers was edited, in milliseconds since 1970.
    pub(super) edited: Option<u64>,
    /// The messages with its later pages.
    pub(super) pages: Vec<OwnedEventId>,
}

impl Link {
    /// Takes the later pages away.
    pub(super) async fn redact_pages(&self) {
        for page in &self.pages {
            super::sending::redact(&self.asked.room, page).await;
        }
    }
}

/// A reader in a room.
pub(super) type Seat = (OwnedUserId, OwnedRoomId);

impl feedback::Seat for Seat {
    fn asker(&self) -> String {
        self.0.to_string()
    }
}

/// A room, as far as settings go, and who answers there.
#[derive(Clone, Debug)]
pub(super) struct Here {
    /// One text, however long it takes.
    pub(super) bot: Arc<Bot>,
    pub(super) place: channel_settings::Location,
    pub(super) preferences: Arc<Preferences>,
}

impl Here {
    /// The circumstances of what is asked.
    pub(super) fn context(&self, is_moderator: bool) -> Context<'_> {
        self.preferences.context(is_moderator)
    }

    /// What somebody asks here, as far as that may be kept.
    pub(super) fn asked(&self, asked: &Asked, command: &Command) -> feedback::Asked {
        feedback::Asked::new(
            &asked.question,
            &asked.asker,
            &self.place,
            command,
            &self.preferences,
        )
    }

    pub(super) fn manner<'a>(&'a self, seat: &'a Seat, is_moderator: bool) -> Manner<'a, Seat> {
        Manner {
            bot: &self.bot,
            key: seat,
            place: &self.place,
            preferences: &self.preferences,
            is_moderator,
            language: self.preferences.language,
        }
    }

    /// A sentence of ours, in the language of the room.
    pub(super) fn say(&self, message: &Message) -> Post {
        Post::sentence(&message.words(self.preferences.language))
    }
}

/// The longest code of a recipe. It may hold a whole search.
const CODE: usize = 2_000;

/// The most pages that are turned.
const PAGES: usize = 999;

/// How long a room that holds something unreadable is not told so again.
const TOLD: Duration = Duration::from_secs(60 * 60);

/// Everything that an event needs to be answered.
pub(super) struct Desk {
    pub(super) bot: Served,
    pub(super) client: Client,
    pub(super) me: OwnedUserId,
    pub(super) places: Arc<ChannelSettings>,
    pub(super) allowed: Option<Allowed>,
    pub(super) rate_limit: RateLimit,
    pub(super) feedback: Arc<Feedback>,
    pub(super) links: Followed<OwnedEventId, Link>,
    pub(super) pager: Pager<Seat>,
    pub(super) checkpoint: Arc<Checkpoint>,
    /// What is being answered.
    pub(super) tasks: TaskTracker,
    /// The rooms that were told that something cannot be read, and the summaries about which something was chosen.
    pub(super) told: Cache<OwnedRoomId, ()>,
    pub(super) chosen: Cache<OwnedEventId, ()>,
    pub(super) pulse: Arc<Pulse>,
}

/// Somebody who asks something, and where.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) room: Room,
    pub(super) question: OwnedEventId,
    /// Where the thread begins that it was asked in.
    pub(super) thread: Option<OwnedEventId>,
    pub(super) asker: OwnedUserId,
}

impl Asked {
    pub(super) fn seat(&self) -> Seat {
        (self.asker.clone(), self.room.room_id().to_owned())
    }

    /// The same, from what an answer says of itself.
    pub(super) fn of(room: &Room, mark: &Mark) -> Self {
        Self {
            room: room.clone(),
            question: mark.question.clone(),
            thread: mark.thread.clone(),
            asker: mark.asker.clone(),
        }
    }
}

/// The place that a room is.
pub(super) fn place(room: &RoomId) -> channel_settings::Location {
    channel_settings::Location {
        server: None,
        channel: format!("matrix {room}"),
    }
}

impl Desk {
    pub(super) fn new(
        bot: Served,
        account: &Account,
        settings: &Settings,
        rate_limit: RateLimit,
    ) -> Result<Self> {
        let client = account.client.clone();
        let me = client.user_id().context("a session has a user")?.to_owned();
        let places = Arc::new(ChannelSettings::new(
            settings.language,
            settings.store.clone(),
        ));
        let pulse = Arc::clone(&settings.pulse);
        let feedback = Arc::new(Feedback::new(places.store(), pulse));
        Ok(Self {
            links: Followed::new(kept_links(&client, places.store())),
            pager: Pager::new(
                &Matrix,
                Arc::clone(&places),
                Arc::clone(&feedback),
                Arc::clone(&settings.pulse),
            ),
            places,
            bot,
            checkpoint: Checkpoint::new(client.clone()),
            pulse: Arc::clone(&settings.pulse),
            client,
            me,
            allowed: settings.allowed.clone(),
            rate_limit,
            feedback,
            tasks: TaskTracker::new(),
            told: Cache::builder()
                .max_capacity(10_000)
                .eviction_policy(EvictionPolicy::lru())
                .time_to_live(TOLD)
                .build(),
            chosen: Cache::builder()
                .max_capacity(1_000)
                .eviction_policy(EvictionPolicy::lru())
                .build(),
        })
    }

    /// Does something for an event. Only what has ended, well or ill, counts as done: not what was cut off.
    pub(super) fn spawn(&self, ticket: Ticket, work: impl Future<Output = ()> + Send + 'static) {
        let working = self.tasks.spawn(work);
        self.tasks.spawn(async move {
            match working.await {
                Err(cut) if cut.is_cancelled() => {}
                _ => ticket.done().await,
            }
        });
    }

    /// What holds in a room, and who answers there now.
    pub(super) async fn here(&self, room: &Room) -> Here {
        let place = place(room.room_id());
        Here {
            bot: self.bot.now(),
            preferences: self.places.preferences(&place).await,
            place,
        }
    }

    /// The first page of the answer to a command.
    pub(super) async fn first_page(&self, command: Command, manner: Manner<'_, Seat>) -> Shown {
        if command == Command::Forget(None) {
            self.links.forget_asker(manner.key.0.as_str());
        }
        self.pager.first_page(command, manner).await
    }

    /// A page of an answer, which says what it is; and the reactions to offer under it: for the next page, and if several
    /// sentences may answer, for the paragraph of each.
    pub(super) fn post(
        &self,
        asked: &Asked,
        shown: &Shown,
        here: &Here,
    ) -> (Post, Vec<&'static str>) {
        let Some(page) = shown.pages.get(shown.page) else {
            return (here.say(&Message::new("more-nothing")), Vec::new());
        };
        let code = shown
            .recipe
            .as_ref()
            .and_then(|recipe| self.code(recipe, here));
        let has_more = shown.page + 1 < shown.pages.len().min(PAGES) && code.is_some();
        let recipe = shown.recipe.as_ref().filter(|_| code.is_some());
        let choices: Vec<&str> = recipe
            .into_iter()
            .flat_map(|recipe| self.choices(recipe, here))
            .filter_map(|(choice, _)| CHOICES.get(choice).copied())
            .collect();
        let is_open = !choices.is_empty();
        let next = has_more.then_some(NEXT);
        let offers = next.into_iter().chain(choices).collect();
        let mark = Mark {
            question: asked.question.clone(),
            thread: asked.thread.clone(),
            asker: asked.asker.clone(),
            revision: self.revision(here),
            page: shown.page,
            code: code.filter(|_| shown.pages.len() > 1 || is_open),
            is_preview: false,
        };
        (Post::marked(&page.text(&Matrix)).with_mark(&mark), offers)
    }

    /// The passages that may answer, as places among those that an answer shows, with what shows the paragraph of each. None if
    /// there is one passage, or if several articles are asked: a paragraph's number alone names no article.
    pub(super) fn choices(
        &self,
        recipe: &Recipe,
        here: &Here,
    ) -> impl Iterator<Item = (usize, Recipe)> {
        let is_about_one = here.bot.article(&here.context(false)).is_some();
        let choices = here.bot.choices_of(recipe);
        choices.filter(move |_| is_about_one)
    }

    pub(super) fn code(&self, recipe: &Recipe, here: &Here) -> Option<String> {
        here.bot.code(recipe, &here.context(false), CODE)
    }

    /// By which it is known that an answer is of the text as it is now.
    pub(super) fn revision(&self, here: &Here) -> String {
        here.bot.revision(&here.context(false))
    }

    /// Whether somebody keeps order in a room: whether they may take away what others say. Whoever begins a direct chat does.
    pub(super) async fn keeps_order(&self, room: &Room, user: &OwnedUserId) -> bool {
        // From room version 12 on its creators stand above every level, which is not in the levels.
        room.power_levels()
            .await
            .is_ok_and(|levels| levels.user_can_redact_event_of_other(user))
    }
}

/// How links are kept: of rooms that the bot has left since, none is found.
fn kept_links(client: &Client, store: Option<Arc<Store>>) -> Kept<OwnedEventId, Link> {
    let client = client.clone();
    Kept {
        store,
        platform: "matrix",
        write: |question, link| store::Link {
            question: question.to_string(),
            answer: link.answer.to_string(),
            channel: link.asked.room.room_id().to_string(),
            asker: link.asked.asker.to_string(),
            thread: link.asked.thread.as_ref().map(ToString::to_string),
            pages: link.pages.iter().map(ToString::to_string).collect(),
        },
        read: Box::new(move |kept| {
            let question = EventId::parse(kept.question).ok()?;
            let asked = Asked {
                room: client.get_room(&RoomId::parse(kept.channel).ok()?)?,
                question: question.clone(),
                thread: kept.thread.and_then(|thread| EventId::parse(thread).ok()),
                asker: UserId::parse(kept.asker).ok()?,
            };
            let link = Link {
                answer: EventId::parse(kept.answer).ok()?,
                asked,
                edited: None,
                pages: kept
                    .pages
                    .into_iter()
                    .filter_map(|page| EventId::parse(page).ok())
                    .collect(),
            };
            Some((question, link))
        }),
    }
}

/// Whether it makes a difference to a command who gives it.
pub(super) fn asks_who(command: &Command, preferences: &Preferences) -> bool {
    let is_open = preferences.quiet == Quiet::Nobody && !preferences.is_elsewhere;
    !is_open
        || matches!(command, Command::Article(Some(_)))
        || crate::command::find(command.name())
            .is_some_and(|spec| spec.audience == crate::command::Audience::Moderators)
}
