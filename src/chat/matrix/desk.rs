//! The desk at which everything is answered: what the bot, the language and the platform have to do with each other.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result};
use matrix_sdk::ruma::{OwnedEventId, OwnedRoomId, OwnedUserId};
use matrix_sdk::{Client, Room};
use moka::policy::EvictionPolicy;
use moka::sync::Cache;
use tokio_util::task::TaskTracker;

use super::Settings;
use super::account::Account;
use super::allowed::Allowed;
use super::post::{Mark, Post};
use super::progress::{Progress, Ticket};
use crate::bot::recipe::Recipe;
use crate::bot::{Bot, Context};
use crate::chat::fairness::Fairness;
use crate::chat::links::Links;
use crate::chat::reading::{Manner, Readers, Shown};
use crate::command::Command;
use crate::ops::Pulse;
use crate::render::Matrix;
use crate::wording::{Language, Message};

/// An answer that was given.
#[derive(Clone, Debug)]
pub(super) struct Link {
    pub(super) answer: OwnedEventId,
    /// What it answers.
    pub(super) asked: Asked,
    /// When the question that it answers was edited, in milliseconds since 1970.
    pub(super) edited: Option<u64>,
}

/// A reader in a room.
pub(super) type Place = (OwnedUserId, OwnedRoomId);

/// The longest code of a recipe. It may hold a whole search.
const CODE: usize = 2_000;

/// The most pages that are turned.
const PAGES: usize = 999;

/// How long a room that holds something unreadable is not told so again.
const TOLD: Duration = Duration::from_secs(60 * 60);

/// Everything that an event needs to be answered.
pub(super) struct Desk {
    pub(super) bot: Arc<Bot>,
    pub(super) client: Client,
    pub(super) me: OwnedUserId,
    pub(super) language: Language,
    pub(super) allowed: Option<Allowed>,
    pub(super) fairness: Fairness,
    pub(super) links: Links<OwnedEventId, Link>,
    pub(super) readers: Readers<Place>,
    pub(super) progress: Arc<Progress>,
    /// What is being answered.
    pub(super) tasks: TaskTracker,
    /// The rooms that were told that something cannot be read, and the summaries about which something was chosen.
    pub(super) told: Cache<OwnedRoomId, ()>,
    pub(super) chosen: Cache<OwnedEventId, ()>,
    pub(super) revision: String,
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
    pub(super) fn place(&self) -> Place {
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

impl Desk {
    pub(super) fn new(
        bot: Arc<Bot>,
        account: &Account,
        settings: &Settings,
        fairness: Fairness,
    ) -> Result<Self> {
        let client = account.client.clone();
        let me = client.user_id().context("a session has a user")?.to_owned();
        Ok(Self {
            readers: Readers::new(Arc::clone(&bot), &Matrix, Arc::clone(&settings.pulse)),
            revision: bot.library().fingerprint().chars().take(8).collect(),
            bot,
            progress: Progress::new(client.clone()),
            pulse: Arc::clone(&settings.pulse),
            client,
            me,
            language: settings.language,
            allowed: settings.allowed.clone(),
            fairness,
            links: Links::new(),
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

    pub(super) fn manner<'a>(&self, place: &'a Place, is_moderator: bool) -> Manner<'a, Place> {
        Manner {
            key: place,
            is_moderator,
            language: self.language,
        }
    }

    /// A sentence of ours, in the desk's language.
    pub(super) fn say(&self, message: &Message) -> Post {
        Post::sentence(&message.words(self.language))
    }

    /// A page of an answer, which says what it is; and whether another page follows.
    pub(super) fn post(&self, asked: &Asked, shown: &Shown) -> (Post, bool) {
        let Some(page) = shown.pages.get(shown.page) else {
            return (self.say(&Message::new("more-nothing")), false);
        };
        let code = shown.recipe.as_ref().and_then(|recipe| self.code(recipe));
        let has_more = shown.page + 1 < shown.pages.len().min(PAGES) && code.is_some();
        let mark = Mark {
            question: asked.question.clone(),
            thread: asked.thread.clone(),
            asker: asked.asker.clone(),
            revision: self.revision.clone(),
            page: shown.page,
            code: code.filter(|_| shown.pages.len() > 1),
            is_preview: false,
        };
        (Post::marked(&page.text(&Matrix)).with_mark(&mark), has_more)
    }

    pub(super) fn code(&self, recipe: &Recipe) -> Option<String> {
        self.bot.code(recipe, &Context::default(), CODE)
    }

    /// Whether somebody keeps order in a room: whether they may take away what others say. In a direct chat everybody does.
    pub(super) async fn keeps_order(&self, room: &Room, user: &OwnedUserId) -> bool {
        if super::rooms::is_direct(room) {
            return true;
        }
        // From room version 12 on its creators stand above every level, which is not in the levels.
        room.power_levels()
            .await
            .is_ok_and(|levels| levels.user_can_redact_event_of_other(user))
    }
}

/// Whether only moderators may give a command.
pub(super) fn is_for_moderators(command: &Command) -> bool {
    crate::command::find(command.name())
        .is_some_and(|spec| spec.audience == crate::command::Audience::Moderators)
}
