//! `!instelling`: what is set for a conversation and where each value comes from; and what a moderator wants changed.
//!
//! Nothing is kept here. [`Bot::change`] says what a command changes; whoever keeps settings does it, and has
//! [`Bot::changed`] say so.

use super::{Bot, Context, articles};
use crate::answer::{Answer, Block};
use crate::citation;
use crate::command::Command;
use crate::preferences::{
    Change, Home, KEYS, Key, MARKS, MISSED_DAYS, Origin, Preferences, Row, Scope, Values, find,
    is_default,
};
use crate::wording::Message;

/// The most articles that are named as a choice.
const NAMED: usize = 10;

/// What a command comes to.
enum Judged {
    Change(Change),
    Answer(Answer),
}

impl Bot {
    /// What a command changes; none where it changes nothing, or may not: then its answer says why.
    #[must_use]
    pub fn change(&self, command: &Command, context: &Context<'_>) -> Option<Change> {
        let home = context.preferences?.home;
        if home == Home::Operator || !context.is_moderator {
            return None;
        }
        match command {
            Command::Article(Some(name)) => Some(Change {
                scope: Scope::Channel,
                key: Key::Article,
                value: Some(articles::the_one(self, name)?.id.clone()),
            }),
            Command::Setting { .. } => match judge(self, command, context) {
                Judged::Change(change) => Some(change),
                Judged::Answer(_) => None,
            },
            _ => None,
        }
    }

    /// What is said of a change: of what holds since, or that it could not be kept.
    #[must_use]
    pub fn changed(
        &self,
        command: &Command,
        change: &Change,
        is_kept: bool,
        preferences: &Preferences,
    ) -> Answer {
        let row = change.key.row();
        if !is_kept {
            let said = Message::new("setting-not-kept").with("name", name(row));
            return Answer::nothing(command, vec![Block::Say(said)]);
        }
        let article = change.value.as_ref().filter(|_| change.key == Key::Article);
        let article = article.and_then(|id| self.library().get(id));
        let holds = |key: &str| {
            Message::new(key)
                .with("name", name(row))
                .with("value", value(self, preferences, row))
                .with("origin", origin(preferences.origin(row.key)))
        };
        let said = match (&change.value, article, change.scope) {
            (Some(_), Some(article), Scope::Channel) => {
                Message::new("article-chosen").with("article", citation::work(article))
            }
            (Some(set), _, scope) => Message::new("setting-kept")
                .with("name", name(row))
                .with("value", shown(row, set))
                .with(
                    "scope",
                    if scope == Scope::Server {
                        "server"
                    } else {
                        "channel"
                    },
                ),
            (None, ..) => holds("setting-reset"),
        };
        let mut blocks = vec![Block::Say(said)];
        let is_overruled = change.value.as_deref() != preferences.value(row.key);
        if change.value.is_some() && is_overruled {
            blocks.push(Block::Note(holds("setting-overruled")));
        }
        if change.key == Key::Missed {
            let key = if preferences.keeps_missed {
                "setting-missed-on"
            } else {
                "setting-missed-off"
            };
            blocks.push(Block::Note(Message::new(key).with("days", MISSED_DAYS)));
        }
        if preferences.is_elsewhere && change.key == Key::Only {
            blocks.push(Block::Note(Message::new("setting-elsewhere")));
        }
        Answer::certain(command, blocks)
    }
}

pub(super) fn answer(bot: &Bot, command: &Command, context: &Context<'_>) -> Answer {
    match judge(bot, command, context) {
        Judged::Answer(answer) => answer,
        // Whoever keeps settings has asked for it before.
        Judged::Change(change) => {
            let defaults = Preferences::default();
            bot.changed(
                command,
                &change,
                false,
                context.preferences.unwrap_or(&defaults),
            )
        }
    }
}

fn judge(bot: &Bot, command: &Command, context: &Context<'_>) -> Judged {
    let defaults = Preferences::default();
    let preferences = context.preferences.unwrap_or(&defaults);
    let Command::Setting { scope, key, value } = command else {
        return Judged::Answer(Answer::nothing(command, Vec::new()));
    };
    let no = |said: Message| Judged::Answer(Answer::nothing(command, vec![Block::Say(said)]));
    let known = key.as_deref().map(find);
    if known == Some(None) {
        let typed = super::typed(key.as_deref().unwrap_or_default());
        let names = Message::list_or(rows(bot).map(name));
        return no(Message::new("setting-unknown")
            .with("typed", typed)
            .with("names", names));
    }
    if preferences.home == Home::Operator {
        let mut blocks = vec![Block::Say(Message::new("settings-of-operator"))];
        blocks.extend(lines(bot, preferences, known.flatten()));
        return Judged::Answer(Answer::certain(command, blocks));
    }
    let Some(key) = known.flatten() else {
        let mut blocks = vec![Block::Heading(Message::new("settings-heading"))];
        blocks.extend(lines(bot, preferences, None));
        blocks.push(Block::Note(Message::new("settings-hint")));
        return Judged::Answer(Answer::certain(command, blocks));
    };
    if *scope == Scope::Server && preferences.home != Home::Server {
        return no(Message::new("setting-no-server"));
    }
    // For a whole server it can only be taken back: in channels, too, that are there no more.
    let is_taken_back = value.as_deref().is_some_and(is_default);
    if *scope == Scope::Server && key == Key::Only && !is_taken_back {
        return no(Message::new("setting-only-channel"));
    }
    let change = |value| {
        Judged::Change(Change {
            scope: *scope,
            key,
            value,
        })
    };
    let Some(typed) = value else {
        let mut blocks: Vec<Block> = lines(bot, preferences, Some(key)).collect();
        blocks.push(Block::Say(allowed(bot, key)));
        return Judged::Answer(Answer::certain(command, blocks));
    };
    if is_default(typed) {
        return change(None);
    }
    let read = match key.row().values {
        Values::Articles => articles::the_one(bot, typed).map(|article| article.id.as_str()),
        values => values.read(typed),
    };
    match read {
        Some(value) => change(Some(value.to_owned())),
        None => {
            let said = Message::new("setting-wrong")
                .with("typed", super::typed(typed))
                .with("name", name(key.row()));
            Judged::Answer(Answer::nothing(
                command,
                vec![Block::Say(said), Block::Say(allowed(bot, key))],
            ))
        }
    }
}

/// The settings that mean something here: without a language model nobody needs to choose a reader.
pub(super) fn rows(bot: &Bot) -> impl Iterator<Item = &'static Row> {
    let has_model = bot.engine().pointer().is_some();
    KEYS.iter()
        .filter(move |row| row.key != Key::Reader || has_model)
}

/// A line for every setting, or for one.
fn lines(bot: &Bot, preferences: &Preferences, only: Option<Key>) -> impl Iterator<Item = Block> {
    rows(bot)
        .filter(move |row| only.is_none_or(|only| only == row.key))
        .map(|row| {
            let line = Message::new("setting-line")
                .with("value", value(bot, preferences, row))
                .with("origin", origin(preferences.origin(row.key)))
                .with("help", Message::new(format!("setting-{}", row.name)));
            Block::Item(name(row), Some(line))
        })
}

/// What a setting may be.
fn allowed(bot: &Bot, key: Key) -> Message {
    let values = match key.row().values {
        Values::Words(words) => {
            Message::list_or(words.iter().map(|word| in_words(word.dutch, word.english)))
        }
        Values::Marks => Message::new("setting-marks").with("marks", MARKS),
        Values::Articles => {
            let articles = bot.library().articles();
            let named = articles
                .iter()
                .take(NAMED)
                .map(|article| article.id.as_str());
            Message::list_or(named.map(Message::verbatim))
        }
    };
    Message::new("setting-allowed").with("values", values)
}

fn value(bot: &Bot, preferences: &Preferences, row: &Row) -> Message {
    if row.key == Key::Article {
        let article = bot.article(&preferences.context(false));
        return match article {
            Some(article) => Message::verbatim(article.id.clone()),
            None => Message::new("setting-none"),
        };
    }
    shown(row, preferences.value(row.key).unwrap_or_default())
}

/// A value, as speakers of the reader's language type it.
fn shown(row: &Row, value: &str) -> Message {
    let known = match row.values {
        Values::Words(words) => words.iter().find(|word| word.dutch == value),
        Values::Marks | Values::Articles => None,
    };
    known.map_or_else(
        || Message::verbatim(value),
        |word| in_words(word.dutch, word.english),
    )
}

fn name(row: &Row) -> Message {
    in_words(row.name, row.english)
}

fn in_words(dutch: &str, english: &str) -> Message {
    Message::new("setting-word")
        .with("dutch", dutch)
        .with("english", english)
}

fn origin(origin: Origin) -> Message {
    Message::new(match origin {
        Origin::Operator => "setting-from-default",
        Origin::Server => "setting-from-server",
        Origin::Channel => "setting-from-channel",
    })
}
