//! Conversations. The [`console`] holds one by itself ([`Conversation`]); each platform has a folder, and all of them share
//! the `service`, which they use through a `port`. What the service is made of: which messages are for the bot (`addressed`),
//! who may ask how often (`rate_limit`), computing answers on other threads (`worker`), which page comes next (`pager`),
//! which answer belongs to which question (`followed`), what is set where (`channel_settings`), what readers think of
//! answers (`feedback`), messages that wait for the platform (`send_queue`).

#![cfg_attr(
    all(
        feature = "platforms",
        not(all(feature = "discord", feature = "matrix"))
    ),
    expect(
        dead_code,
        unused_imports,
        reason = "one platform does not use all that the service can do"
    )
)]

#[cfg(feature = "platforms")]
mod addressed;
#[cfg(feature = "platforms")]
mod channel_settings;
pub mod console;
#[cfg(feature = "discord")]
pub mod discord;
#[cfg(feature = "platforms")]
mod feedback;
#[cfg(feature = "platforms")]
mod followed;
#[cfg(feature = "matrix")]
pub mod matrix;
#[cfg(feature = "platforms")]
mod pager;
#[cfg(feature = "platforms")]
mod port;
#[cfg(feature = "platforms")]
pub(crate) mod rate_limit;
#[cfg(feature = "platforms")]
mod recent;
#[cfg(feature = "platforms")]
mod retry;
#[cfg(feature = "platforms")]
mod send_queue;
#[cfg(feature = "platforms")]
mod service;
#[cfg(feature = "platforms")]
pub(crate) mod worker;

#[cfg(feature = "platforms")]
pub use service::ChatSettings;

use std::collections::VecDeque;

use crate::bot::{Bot, Context};
use crate::command::{self, Command};
use crate::render::{self, Dialect};
use crate::wording::Language;

/// A conversation with one person, in which `!meer` gives the next page of the last answer, and `!artikel` chooses what it is
/// about.
pub struct Conversation<'a> {
    bot: &'a Bot,
    context: Context<'a>,
    article: Option<String>,
    dialect: &'a dyn Dialect,
    language: Language,
    pages_left: VecDeque<String>,
}

impl<'a> Conversation<'a> {
    /// A conversation in which nothing was said yet.
    #[must_use]
    pub fn new(
        bot: &'a Bot,
        context: Context<'a>,
        dialect: &'a dyn Dialect,
        language: Language,
    ) -> Self {
        Self {
            bot,
            context,
            article: None,
            dialect,
            language,
            pages_left: VecDeque::new(),
        }
    }

    /// What to say to a line: one page.
    pub fn reply(&mut self, line: &str) -> String {
        // Nobody else can be meant here.
        let command = command::parse_addressed(line);
        if command == Command::More
            && let Some(page) = self.pages_left.pop_front()
        {
            return page;
        }
        let answer = match self.bot.choice(&command) {
            Some((article, said)) => {
                self.article = Some(article);
                said
            }
            None => self.bot.answer(&command, &self.context()),
        };
        self.pages_left = render::pages(&answer, self.dialect, self.language).into();
        self.pages_left.pop_front().unwrap_or_default()
    }

    /// The circumstances of the next line.
    pub(crate) fn context(&self) -> Context<'_> {
        Context {
            article: self.article.as_deref().or(self.context.article),
            goes_on: true,
            ..self.context
        }
    }
}
