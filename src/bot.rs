//! The bot: from a command to an answer, whatever the platform.
//!
//! Every command has a file here if its answer is more than a few lines. An answer quotes through
//! [`Quote`] alone and says things through [`Message`]s alone; there is no error path:
//! an unknown command, a missing argument and nothing found are answers too.

mod about;
mod articles;
mod cache;
mod contents;
mod country;
mod example;
pub mod forget;
mod greeting;
mod help;
pub mod missed;
mod paragraph;
mod person;
mod question;
mod quotes;
pub mod recipe;
#[cfg(any(feature = "discord", feature = "matrix"))]
mod served;
mod settings;
mod shown;
mod source;
pub mod suggest;
mod summary;
mod timeline;
mod words;

use std::fmt;
use std::sync::Arc;

use crate::answer::{Answer, Block, Quote};
use crate::article::{Article, Library};
use crate::command::{Audience, Command, Name};
use crate::excerpt::Passage;
use crate::people::People;
use crate::preferences::{Length, Preferences, Reader};
use crate::search::Engine;
use crate::wording::{Message, echo};
use cache::Cache;
pub(crate) use question::{composed, find, find_by};
#[cfg(any(feature = "discord", feature = "matrix"))]
pub use served::Served;

/// Answers commands about the articles of a library.
pub struct Bot {
    engine: Engine,
    asked: Cache,
}

impl fmt::Debug for Bot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bot")
            .field("revision", &self.asked.revision_of(None))
            .finish_non_exhaustive()
    }
}

/// In which circumstances a command is given.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// The id of the article that the conversation is about, where one was chosen.
    pub article: Option<&'a str>,
    /// Whether the asker keeps order in the conversation.
    pub is_moderator: bool,
    /// Whether what is chosen now holds for what is said next.
    pub goes_on: bool,
    /// What is set for the conversation; none for the defaults.
    pub preferences: Option<&'a Preferences>,
}

impl Context<'_> {
    /// Whether a language model may be asked.
    fn asks_model(&self) -> bool {
        let reader = self.preferences.map(|preferences| preferences.reader);
        reader.unwrap_or_default() == Reader::Model
    }

    /// How much an answer shows.
    fn length(&self) -> Length {
        self.preferences
            .map_or_else(Length::default, |preferences| preferences.length)
    }
}

impl Bot {
    /// A bot that searches with this engine.
    #[must_use]
    pub fn new(engine: Engine) -> Self {
        let asked = Cache::new(engine.library());
        Self { engine, asked }
    }

    /// The articles that it answers about.
    #[must_use]
    pub fn library(&self) -> &Arc<Library> {
        self.engine.library()
    }

    /// The engine that it searches with.
    #[must_use]
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// Answers a command. Never fails: what cannot be answered is said so.
    #[must_use]
    pub fn answer(&self, command: &Command, context: &Context<'_>) -> Answer {
        if let Some(refusal) = refusal(command, context) {
            return refusal;
        }
        match command {
            Command::Ask(text) => self.asked.answer(command, context, text, || {
                question::answer(self, command, context, text)
            }),
            Command::Search(text) => self.asked.answer(command, context, text, || {
                words::answer(self, command, context, text).into()
            }),
            Command::Help(name) => help::answer(self, command, context, name.as_deref()),
            Command::About => about::answer(self, command, context),
            Command::Article(name) => articles::answer(self, command, context, name.as_deref()),
            Command::Setting { .. } => settings::answer(self, command, context),
            Command::Missed => missed::elsewhere(command),
            Command::Forget(who) => forget::answer(command, who.as_deref()),
            Command::More => {
                Answer::nothing(command, vec![Block::Say(Message::new("more-nothing"))])
            }
            Command::Incomplete(Name::Person) => person::list(self, command, context),
            Command::Incomplete(name) => help::incomplete(self, command, context, *name),
            Command::Unknown(typed) => help::unknown(command, typed),
            Command::Country(_)
            | Command::Person(_)
            | Command::Paragraph(_)
            | Command::Quote(_)
            | Command::Timeline
            | Command::Source(_)
            | Command::Contents
            | Command::Summary { .. } => match self.article(context) {
                Some(article) => self.answer_about(command, article),
                None => articles::which(self, command, context),
            },
        }
    }

    /// The answer to a question that was asked before, which takes no model; none where it is not remembered, or where
    /// the command is no question.
    #[must_use]
    pub fn recall(&self, command: &Command, context: &Context<'_>) -> Option<Answer> {
        match command {
            Command::Ask(text) | Command::Search(text) => self.asked.known(command, context, text),
            _ => None,
        }
    }

    fn answer_about(&self, command: &Command, article: &Arc<Article>) -> Answer {
        match command {
            Command::Country(name) => country::answer(self, command, article, name.as_deref()),
            Command::Person(name) => person::answer(self, command, article, name),
            Command::Paragraph(selection) => paragraph::answer(command, article, selection),
            Command::Quote(name) => quotes::answer(self, command, article, name.as_deref()),
            Command::Timeline => timeline::answer(command, article),
            Command::Source(selection) => {
                source::answer(self, command, article, selection.as_ref())
            }
            Command::Summary { country, sentences } => {
                summary::answer(self, command, article, country.as_deref(), *sentences)
            }
            _ => contents::answer(command, article),
        }
    }

    /// The article that a conversation is about: the chosen one, or the only one.
    #[must_use]
    pub fn article(&self, context: &Context<'_>) -> Option<&Arc<Article>> {
        match (context.article, self.library().articles()) {
            // Chosen once, it may have gone since.
            (Some(id), all) => self
                .library()
                .get(id)
                .or(all.first().filter(|_| all.len() == 1)),
            (None, [only]) => Some(only),
            (None, _) => None,
        }
    }

    /// Eight digits that change with the texts, and with the article that was chosen: what was made of one is not of another.
    #[must_use]
    pub fn revision(&self, context: &Context<'_>) -> String {
        let chosen = match self.library().articles() {
            [_] => None,
            _ => context.article,
        };
        self.asked.revision_of(chosen)
    }

    /// Does beforehand what the first question would have to wait for.
    pub fn warm_up(&self) {
        for article in self.library().articles().iter().take(1) {
            let _ = self.people(article);
        }
        let question = self.engine.understand("waarom");
        let _ = self.engine.rank(&question, None, 1);
    }

    /// The people whom an article names.
    #[must_use]
    pub fn people(&self, article: &Arc<Article>) -> &People {
        self.engine.people(article)
    }
}

/// A refusal, for who may not use a command.
fn refusal(command: &Command, context: &Context<'_>) -> Option<Answer> {
    let spec = crate::command::find(command.name())?;
    let audience = match (spec.command, context.preferences) {
        (Name::Summary, Some(preferences)) => preferences.summaries,
        _ => spec.audience,
    };
    let is_refused = audience == Audience::Moderators && !context.is_moderator;
    let said = Message::new("moderators-only")
        .with("dutch", spec.name)
        .with("english", spec.english);
    is_refused.then(|| Answer::nothing(command, vec![Block::Say(said)]))
}

/// Whole passages, as blocks.
fn whole(passages: impl Iterator<Item = Passage>) -> Vec<Block> {
    passages
        .filter_map(|passage| Quote::whole(&passage))
        .map(Block::Quote)
        .collect()
}

/// «Alinea 3», or a range of them: how numbers of paragraphs are listed.
fn numbers(mut numbers: Vec<u32>) -> Message {
    numbers.sort_unstable();
    numbers.dedup();
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for number in &numbers {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => ranges.push((*number, *number)),
        }
    }
    let words = |(first, last): (u32, u32)| {
        Message::verbatim(if first == last {
            first.to_string()
        } else {
            format!("{first}–{last}")
        })
    };
    Message::new("paragraphs")
        .with("count", numbers.len())
        .with("list", Message::list(ranges.into_iter().map(words)))
}

/// «Bedoelde je …?», and nothing else.
fn ask_back(command: &Command, options: impl IntoIterator<Item = Message>) -> Answer {
    Answer::question_back(command, vec![did_you_mean(options)])
}

/// «Bedoelde je …?»
fn did_you_mean(options: impl IntoIterator<Item = Message>) -> Block {
    Block::Say(Message::new("did-you-mean").with("options", Message::list_or(options)))
}

/// What was typed, to be repeated in an answer.
fn typed(text: &str) -> Message {
    Message::verbatim(echo(text))
}
