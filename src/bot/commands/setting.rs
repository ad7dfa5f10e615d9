//! `!instelling`: the settings of a conversation with their origins, and changes by moderators. The bot stores nothing:
//! [`Bot::change`] says what a command changes, a caller stores it and reports to [`Bot::changed`].

use super::article;
use crate::answer::{Answer, Block};
use crate::bot::blocks::{in_words, repeated};
use crate::bot::core::Bot;
use crate::citation;
use crate::command::Command;
use crate::preferences::{
    Change, Context, Home, MARKS, MISSED_DAYS, Preferences, SETTINGS, Scope, Setting, SettingSpec,
    ValueOrigin, Values, find, is_default,
};
use crate::wording::Message;

/// The most articles that are suggested.
const NAMED: usize = 10;

impl Bot {
    /// Returns what a command changes; `None` if it changes nothing or may not. [`Bot::answer`] then says why.
    #[must_use]
    pub fn change(&self, command: &Command, context: &Context<'_>) -> Option<Change> {
        let home = context.preferences.home;
        if home == Home::Operator || !context.is_moderator {
            return None;
        }
        match command {
            Command::Article(Some(name)) => Some(Change {
                scope: Scope::Channel,
                key: Setting::Article,
                value: Some(article::the_one(self, name)?.id.clone()),
            }),
            Command::Setting { .. } => judge(self, command, context).ok(),
            _ => None,
        }
    }

    /// Confirms a change: the value that now applies, or that it could not be stored.
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
            return Answer::nothing(command, [Block::Say(said)]);
        }
        let article = change
            .value
            .as_ref()
            .filter(|_| change.key == Setting::Article);
        let aside = article.and_then(|id| self.aside(id));
        let holder = aside.as_deref().unwrap_or(self);
        let article = article.and_then(|id| holder.library().get(id));
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
        if change.key == Setting::Missed {
            let key = if preferences.keeps_missed {
                "setting-missed-on"
            } else {
                "setting-missed-off"
            };
            blocks.push(Block::Note(Message::new(key).with("days", MISSED_DAYS)));
        }
        if preferences.is_elsewhere && change.key == Setting::Only {
            blocks.push(Block::Note(Message::new("setting-elsewhere")));
        }
        Answer::certain(command, blocks)
    }
}

pub(in crate::bot) fn answer(bot: &Bot, command: &Command, context: &Context<'_>) -> Answer {
    match judge(bot, command, context) {
        Err(answer) => answer,
        // The caller has called [`Bot::change`] before.
        Ok(change) => bot.changed(command, &change, false, context.preferences),
    }
}

/// Returns what a command changes, or else its answer.
fn judge(bot: &Bot, command: &Command, context: &Context<'_>) -> Result<Change, Answer> {
    let preferences = context.preferences;
    let Command::Setting { scope, key, value } = command else {
        return Err(Answer::nothing(command, Vec::new()));
    };
    let no = |said: Message| Err(Answer::nothing(command, [Block::Say(said)]));
    let home = preferences.home;
    let known = key.as_deref().map(find);
    if known == Some(None) {
        let typed = repeated(key.as_deref().unwrap_or_default());
        let names = Message::list_or(rows(bot, home).map(name));
        return no(Message::new("setting-unknown")
            .with("typed", typed)
            .with("names", names));
    }
    if home == Home::Operator {
        let mut blocks = vec![Block::Say(Message::new("settings-of-operator"))];
        blocks.extend(lines(bot, preferences, known.flatten()));
        return Err(Answer::certain(command, blocks));
    }
    let Some(key) = known.flatten() else {
        let mut blocks = vec![Block::Heading(Message::new("settings-heading"))];
        blocks.extend(lines(bot, preferences, None));
        let has_server = home == Home::Server;
        let hint = if has_server {
            "settings-hint"
        } else {
            "settings-hint-here"
        };
        blocks.push(Block::Note(Message::new(hint)));
        return Err(Answer::certain(command, blocks));
    };
    if *scope == Scope::Server && home != Home::Server {
        return no(Message::new("setting-no-server"));
    }
    if !is_offered(key, home) {
        return no(Message::new("setting-of-servers").with("name", name(key.row())));
    }
    // For a whole server this can only be reset, which includes channels that no longer exist.
    let is_taken_back = value.as_deref().is_some_and(is_default);
    if *scope == Scope::Server && key == Setting::Only && !is_taken_back {
        return no(Message::new("setting-only-channel"));
    }
    let change = |value| {
        Ok(Change {
            scope: *scope,
            key,
            value,
        })
    };
    let Some(typed) = value else {
        let mut blocks: Vec<Block> = lines(bot, preferences, Some(key)).collect();
        blocks.push(Block::Say(allowed(bot, key)));
        return Err(Answer::certain(command, blocks));
    };
    if is_default(typed) {
        return change(None);
    }
    let read = match key.row().values {
        Values::Articles => article::the_one(bot, typed).map(|article| article.id.clone()),
        values => values.read(typed).map(str::to_owned),
    };
    match read {
        Some(value) => change(Some(value)),
        None => {
            let said = Message::new("setting-wrong")
                .with("typed", repeated(typed))
                .with("name", name(key.row()));
            Err(Answer::nothing(
                command,
                [Block::Say(said), Block::Say(allowed(bot, key))],
            ))
        }
    }
}

/// The settings that apply here: without a language model nobody needs to choose a reader.
pub(in crate::bot) fn rows(bot: &Bot, home: Home) -> impl Iterator<Item = &'static SettingSpec> {
    let has_model = bot.engine().pointer().is_some();
    SETTINGS
        .iter()
        .filter(move |row| row.key != Setting::Reader || has_model)
        .filter(move |row| is_offered(row.key, home))
}

/// Whether a setting makes sense in a conversation: in a room without a server there are no channels to choose from.
fn is_offered(key: Setting, home: Home) -> bool {
    key != Setting::Only || home != Home::Channel
}

/// One line for each setting, or for `only`.
fn lines(
    bot: &Bot,
    preferences: &Preferences,
    only: Option<Setting>,
) -> impl Iterator<Item = Block> {
    rows(bot, preferences.home)
        .filter(move |row| only.is_none_or(|only| only == row.key))
        .map(|row| {
            let line = Message::new("setting-line")
                .with("value", value(bot, preferences, row))
                .with("origin", origin(preferences.origin(row.key)))
                .with("help", Message::new(format!("setting-{}", row.name)));
            Block::Item(name(row), Some(line))
        })
}

/// The possible values of a setting.
fn allowed(bot: &Bot, key: Setting) -> Message {
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

fn value(bot: &Bot, preferences: &Preferences, row: &SettingSpec) -> Message {
    if row.key == Setting::Article {
        let context = preferences.context(false);
        let aside = context.article.and_then(|id| bot.aside(id));
        return match aside.as_deref().unwrap_or(bot).article(&context) {
            Some(article) => Message::verbatim(article.id.clone()),
            None => Message::new("setting-none"),
        };
    }
    shown(row, preferences.value(row.key).unwrap_or_default())
}

/// A value as typed in the reader's language.
fn shown(row: &SettingSpec, value: &str) -> Message {
    let known = match row.values {
        Values::Words(words) => words.iter().find(|word| word.dutch == value),
        Values::Marks | Values::Articles => None,
    };
    known.map_or_else(
        || Message::verbatim(value),
        |word| in_words(word.dutch, word.english),
    )
}

fn name(row: &SettingSpec) -> Message {
    in_words(row.name, row.english)
}

fn origin(origin: ValueOrigin) -> Message {
    Message::new(match origin {
        ValueOrigin::Operator => "setting-from-default",
        ValueOrigin::Server => "setting-from-server",
        ValueOrigin::Channel => "setting-from-channel",
    })
}
