//! Dispatches each command to its file in `commands`.

use std::sync::Arc;

use super::answer_cache::Made;
use super::commands::{
    about, article, ask, changes, contents, country, forget, help, missed, paragraph, person,
    quote, search, setting, source, summary, timeline,
};
use super::core::Bot;
use super::refusal::refusal;
use crate::answer::{Answer, Block};
use crate::article::Article;
use crate::command::{Command, Name};
use crate::preferences::Context;
use crate::search::Level;
use crate::wording::Message;

impl Bot {
    /// Answers a command. Never fails: errors are answers.
    #[must_use]
    pub fn answer(&self, command: &Command, context: &Context<'_>) -> Answer {
        match &self.archived {
            Some(archived) => archived.answer(self, command, context),
            None => self.answer_here(command, context),
        }
    }

    /// Answers a command about the articles of the library.
    pub(super) fn answer_here(&self, command: &Command, context: &Context<'_>) -> Answer {
        let answer = self.unlinked(command, context);
        Answer {
            links: self.links.clone(),
            ..answer
        }
    }

    fn unlinked(&self, command: &Command, context: &Context<'_>) -> Answer {
        if let Some(refusal) = refusal(command, context) {
            return refusal;
        }
        match command {
            Command::Ask(text) => self.cached(command, context, text, || {
                ask::answer(self, command, context, text)
            }),
            Command::Search(text) => self.cached(command, context, text, || {
                search::answer(self, command, context, text).into()
            }),
            Command::Help(name) => help::answer(self, command, context, name.as_deref()),
            Command::About => about::answer(self, command, context),
            Command::Article(name) => article::answer(self, command, context, name.as_deref()),
            Command::Setting { .. } => setting::answer(self, command, context),
            Command::Missed => missed::elsewhere(command),
            Command::Forget(who) => forget::answer(command, who.as_deref()),
            Command::More => Answer::nothing(command, [Block::Say(Message::new("more-nothing"))]),
            Command::Incomplete(Name::Person) => person::list(self, command, context),
            Command::Incomplete(name) => help::incomplete(self, command, context, *name),
            Command::Unknown(typed) => help::unknown(command, typed),
            Command::Country(_)
            | Command::Person(_)
            | Command::Paragraph(_)
            | Command::Quote(_)
            | Command::Timeline
            | Command::Source(_)
            | Command::Changes
            | Command::Contents
            | Command::Summary { .. } => match self.article(context) {
                Some(article) => {
                    let level = self.engine.level(Some(article));
                    self.cache.list(command, article, level, || {
                        self.answer_about(command, article)
                    })
                }
                None => article::which(self, command, context),
            },
        }
    }

    /// Returns the cached answer to a question, which takes no model; `None` if it is not cached, if the command is no
    /// question, or if an archive has to be asked.
    #[must_use]
    pub fn recall(&self, command: &Command, context: &Context<'_>) -> Option<Answer> {
        match command {
            _ if self.archived.is_some() => None,
            Command::Ask(text) | Command::Search(text) => {
                let level = self.level(context);
                let known = self.cache.known(command, context, text, level)?;
                Some(Answer {
                    links: self.links.clone(),
                    ..known
                })
            }
            _ => None,
        }
    }

    /// Returns the cached answer to a question, or else this one. An answer that words or fewer vectors found is not given again
    /// once the vectors are there.
    fn cached(
        &self,
        command: &Command,
        context: &Context<'_>,
        text: &str,
        make: impl FnOnce() -> Made,
    ) -> Answer {
        self.engine.wait_briefly();
        let level = self.level(context);
        self.cache.answer(command, context, text, level, make)
    }

    /// The level of vectors at which questions are answered now.
    fn level(&self, context: &Context<'_>) -> Option<Level> {
        let article = context.article.and_then(|id| self.library().get(id));
        self.engine.level(article.map(Arc::as_ref))
    }

    fn answer_about(&self, command: &Command, article: &Arc<Article>) -> Answer {
        match command {
            Command::Country(name) => country::answer(self, command, article, name.as_deref()),
            Command::Person(name) => person::answer(self, command, article, name),
            Command::Paragraph(selection) => paragraph::answer(command, article, selection),
            Command::Quote(name) => quote::answer(self, command, article, name.as_deref()),
            Command::Timeline => timeline::answer(command, article),
            Command::Source(selection) => {
                source::answer(self, command, article, selection.as_ref())
            }
            Command::Summary { country, sentences } => {
                summary::answer(self, command, article, country.as_deref(), *sentences)
            }
            Command::Changes => changes::answer(self, command, article),
            _ => contents::answer(command, article),
        }
    }
}
