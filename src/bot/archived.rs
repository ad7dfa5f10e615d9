//! Answers from an archive on an engine elsewhere.
//!
//! The engine names a few articles. A small bot about those answers, with the same search, reading, verdicts and commands as about
//! articles here; small bots are cached. If the engine does not answer, the articles here do, and the answer says so.

use std::sync::Arc;
use std::time::Duration;

use moka::sync::Cache;

use super::commands::article::is_here;
use super::core::Bot;
use crate::answer::{Answer, Block, Verdict};
use crate::archive::{Archive, Found, Limits, Trouble};
use crate::article::{Article, Library};
use crate::command::{Command, Name};
use crate::preferences::Context;
use crate::search::elsewhere::{self, Lookup};
use crate::wording::Message;

/// How much a question fetches if words alone are compared.
const BY_WORDS: Limits = Limits {
    articles: 6,
    passages: 400,
};

/// The same with an embedding model: embedding so many passages takes about a second, and the asker waits for it.
const BY_MEANING: Limits = Limits {
    articles: 3,
    passages: 40,
};

/// The most articles that a name may mean.
const NAMED: Limits = Limits {
    articles: 10,
    passages: 2_000,
};

/// The most passages of all cached small bots together.
const CACHED: u64 = 4_000;

/// How long an unused small bot stays cached.
const UNUSED: Duration = Duration::from_secs(10 * 60);

/// An archive, and the small bots about some of its articles.
pub(super) struct Archived {
    archive: Arc<Archive>,
    bots: Cache<String, Arc<Bot>>,
}

/// The bot that answers a command.
enum Opened {
    /// The articles here: nothing of the archive is needed.
    Here,
    /// A small bot about articles of the archive; none if the engine found nothing. `is_partial` tells that a part of the engine
    /// did not answer.
    There {
        bot: Option<Arc<Bot>>,
        is_partial: bool,
    },
    /// The articles here, because the engine does not answer.
    Away,
}

impl Bot {
    /// The same bot, which also answers from an archive.
    #[must_use]
    pub fn with_archive(self, archive: Option<Arc<Archive>>) -> Self {
        let has_more = self.has_more || archive.is_some();
        let archived = archive.map(Archived::new);
        Self {
            archived,
            has_more,
            ..self
        }
    }

    /// The archive that it answers from too.
    #[must_use]
    pub fn archive(&self) -> Option<&Arc<Archive>> {
        self.archived.as_ref().map(|archived| &archived.archive)
    }

    /// Returns a bot that has an article: a small one if the article is in the archive alone; `None` if this bot has it itself, or
    /// nobody does.
    #[must_use]
    pub fn aside(&self, id: &str) -> Option<Arc<Self>> {
        let archived = self.archived.as_ref()?;
        if self.library().get(id).is_some() {
            return None;
        }
        archived.about(self, id).ok()?
    }

    /// The article in the archive that a name means, if it means only one.
    pub(super) fn named_there(&self, name: &str) -> Option<Arc<Bot>> {
        let archived = self.archived.as_ref()?;
        match archived.named(self, name) {
            Ok(Opened::There { bot, .. }) => bot,
            _ => None,
        }
    }
}

impl Archived {
    fn new(archive: Arc<Archive>) -> Self {
        let size =
            |_: &String, bot: &Arc<Bot>| u32::try_from(bot.engine().len()).unwrap_or(u32::MAX);
        Self {
            archive,
            bots: Cache::builder()
                .max_capacity(CACHED)
                .weigher(size)
                .time_to_idle(UNUSED)
                .build(),
        }
    }

    /// Answers a command from the archive, or from the articles here.
    pub(super) fn answer(&self, here: &Bot, command: &Command, context: &Context<'_>) -> Answer {
        let answer = || here.answer_here(command, context);
        match self.opened(here, command, context) {
            Opened::Here => answer(),
            Opened::Away => noting(answer(), "archive-away"),
            Opened::There { bot, is_partial } => {
                let there = bot.map(|bot| bot.answer_here(command, &chosen_of(&bot, context)));
                let best = match there {
                    None => answer(),
                    Some(there) if is_search(command) && there.verdict != Verdict::Found => {
                        better(there, answer())
                    }
                    Some(there) => there,
                };
                if is_partial {
                    noting(best, "archive-part")
                } else {
                    best
                }
            }
        }
    }

    fn opened(&self, here: &Bot, command: &Command, context: &Context<'_>) -> Opened {
        if !needs_articles(command) {
            return Opened::Here;
        }
        if let Some(id) = context.article {
            if here.library().get(id).is_some() {
                return Opened::Here;
            }
            match self.about(here, id) {
                Ok(Some(bot)) => {
                    let (bot, is_partial) = (Some(bot), false);
                    return Opened::There { bot, is_partial };
                }
                // It was removed since it was chosen.
                Ok(None) => {}
                Err(_) => return Opened::Away,
            }
        }
        let opened = match command {
            Command::Ask(text) | Command::Search(text) => self.found_by_words(here, text),
            Command::Article(Some(name)) if !is_here(here, name) => self.named(here, name),
            _ => return Opened::Here,
        };
        opened.unwrap_or(Opened::Away)
    }

    /// A small bot about the articles that have most of the words of a question; if none has any, of the words that its
    /// misspelt ones may have been meant as.
    fn found_by_words(&self, here: &Bot, text: &str) -> Result<Opened, Trouble> {
        let found = self.found(here, &elsewhere::lookups(text), limits(here))?;
        let is_nothing = matches!(
            found,
            Opened::There {
                bot: None,
                is_partial: false
            }
        );
        let corrected = is_nothing.then(|| elsewhere::corrected(text));
        match corrected.filter(|lookups| !lookups.is_empty()) {
            Some(lookups) => self.found(here, &lookups, limits(here)),
            None => Ok(found),
        }
    }

    /// A small bot about the articles that have most of the terms.
    fn found(&self, here: &Bot, lookups: &[Lookup], limits: Limits) -> Result<Opened, Trouble> {
        let Found {
            articles,
            is_partial,
        } = self.archive.find(lookups, limits)?;
        let bot = self.small(here, articles);
        Ok(Opened::There { bot, is_partial })
    }

    /// A small bot about the article with this id; `None` if the archive has none.
    fn about(&self, here: &Bot, id: &str) -> Result<Option<Arc<Bot>>, Trouble> {
        let article = self.archive.article(id)?;
        Ok(article.and_then(|article| self.small(here, vec![article])))
    }

    /// A small bot about the articles that a name may mean: the one with this id, or those with words of it in their titles.
    fn named(&self, here: &Bot, name: &str) -> Result<Opened, Trouble> {
        if let Some(bot) = self.about(here, name.trim())? {
            let (bot, is_partial) = (Some(bot), false);
            return Ok(Opened::There { bot, is_partial });
        }
        let mut lookups = elsewhere::lookups(name);
        lookups.retain(|lookup| lookup.field == elsewhere::TITLE);
        self.found(here, &lookups, NAMED)
    }

    /// The small bot about these articles; `None` if there are none.
    fn small(&self, here: &Bot, articles: Vec<Arc<Article>>) -> Option<Arc<Bot>> {
        if articles.is_empty() {
            return None;
        }
        let keys = articles.iter();
        let keys: Vec<String> = keys
            .map(|article| format!("{}@{}", article.id, article.revision))
            .collect();
        let made = self.bots.try_get_with(keys.join("\n"), || {
            let passages: usize = articles.iter().map(|one| one.paragraphs().len()).sum();
            let by_meaning = passages <= BY_MEANING.passages;
            let library = Arc::new(Library::of_these(articles));
            let engine = here.engine().opened_aside(library, by_meaning)?;
            Ok::<_, anyhow::Error>(Arc::new(Bot {
                has_more: true,
                links: here.links.clone(),
                ..Bot::new(engine)
            }))
        });
        made.inspect_err(
            |error| tracing::error!(%error, "articles of the archive cannot be indexed"),
        )
        .ok()
    }
}

/// How much a question fetches.
fn limits(here: &Bot) -> Limits {
    match here.engine().progress() {
        Some(_) => BY_MEANING,
        None => BY_WORDS,
    }
}

/// Whether a command is a question or a search, which the articles here may answer as well.
fn is_search(command: &Command) -> bool {
    matches!(command, Command::Ask(_) | Command::Search(_))
}

/// Whether articles are needed to answer a command.
fn needs_articles(command: &Command) -> bool {
    !matches!(
        command,
        Command::Setting { .. }
            | Command::More
            | Command::Help(_)
            | Command::Missed
            | Command::Forget(_)
            | Command::Unknown(_)
    ) && !matches!(command, Command::Incomplete(name) if *name != Name::Person)
}

/// The circumstances of a command to a small bot: an article that it does not have is not chosen.
fn chosen_of<'a>(bot: &Bot, context: &Context<'a>) -> Context<'a> {
    let is_there = |id: &&str| bot.library().get(id).is_some();
    Context {
        article: context.article.filter(is_there),
        ..*context
    }
}

/// The answer of the articles here only if its verdict is better.
fn better(there: Answer, here: Answer) -> Answer {
    let rank = |answer: &Answer| match answer.verdict {
        Verdict::Found => 2,
        Verdict::Maybe => 1,
        Verdict::None => 0,
    };
    if rank(&here) > rank(&there) {
        here
    } else {
        there
    }
}

/// The same answer, with a sentence before it.
fn noting(mut answer: Answer, key: &'static str) -> Answer {
    answer.blocks.insert(0, Block::Note(Message::new(key)));
    answer
}
