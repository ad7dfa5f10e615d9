//! Conversations. A platform has a file here. What they share: which page comes next ([`Conversation`], `reading`), what is
//! meant for the bot (`listening`), who may ask how often (`fairness`), which answer belongs to which question (`links`),
//! what is set where (`places`), what readers think of answers (`feedback`).

#[cfg(any(feature = "discord", feature = "matrix"))]
pub mod answering;
pub mod console;
#[cfg(feature = "discord")]
pub mod discord;
#[cfg(any(feature = "discord", feature = "matrix"))]
pub mod fairness;
#[cfg(any(feature = "discord", feature = "matrix"))]
pub mod feedback;
#[cfg(any(feature = "discord", feature = "matrix"))]
mod kept;
#[cfg(any(feature = "discord", feature = "matrix"))]
#[cfg_attr(
    not(feature = "discord"),
    expect(dead_code, reason = "Matrix asks the homeserver what a reaction is to")
)]
mod links;
#[cfg(any(feature = "discord", feature = "matrix"))]
pub mod listening;
#[cfg(feature = "matrix")]
pub mod matrix;
#[cfg(any(feature = "discord", feature = "matrix"))]
pub mod places;
#[cfg(any(feature = "discord", feature = "matrix"))]
pub mod reading;
#[cfg(any(feature = "discord", feature = "matrix"))]
mod seen;

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
        let command = command::parse(line);
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

    fn context(&self) -> Context<'_> {
        Context {
            article: self.article.as_deref().or(self.context.article),
            goes_on: true,
            ..self.context
        }
    }
}
