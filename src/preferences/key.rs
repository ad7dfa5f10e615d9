//! The settings that there are, what they are called, and what they may be.

use crate::lexicon::fold::fold;

/// A setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// The language of answers.
    Language,
    /// What begins a command.
    Prefix,
    /// The article that the conversation is about.
    Article,
    /// Who is not answered.
    Quiet,
    /// Whether the bot keeps to this channel.
    Only,
    /// How much an answer shows.
    Length,
    /// Who may ask for summaries.
    Summaries,
    /// Whether questions that were missed are kept for moderators.
    Missed,
    /// Who reads the article to answer a question.
    Reader,
}

/// What a setting may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Values {
    /// One of these, as it is kept, in English, and otherwise.
    Words(&'static [Word]),
    /// One or two marks.
    Marks,
    /// The id of an article.
    Articles,
}

/// A value in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// As it is kept, and typed in Dutch.
    pub dutch: &'static str,
    /// As it is typed in English.
    pub english: &'static str,
    /// What else is understood.
    also: &'static [&'static str],
}

/// A row of the table. What a setting is for is worded under the key `setting-<name>`.
#[derive(Debug)]
pub struct Row {
    /// Which setting this is.
    pub key: Key,
    /// What it is called, and kept as.
    pub name: &'static str,
    /// What it is called in English.
    pub english: &'static str,
    /// What it may be.
    pub values: Values,
}

const fn word(dutch: &'static str, english: &'static str, also: &'static [&'static str]) -> Word {
    Word {
        dutch,
        english,
        also,
    }
}

const YES: Word = word("ja", "yes", &["aan", "on"]);
const NO: Word = word("nee", "no", &["uit", "off"]);
const MODERATORS: Word = word("moderators", "moderators", &["moderator"]);
const DUTCH: Word = word("nl", "nl", &["nederlands", "dutch"]);
const ENGLISH: Word = word("en", "en", &["engels", "english"]);
const SHORT: Word = word("kort", "short", &[]);
const NORMAL: Word = word("normaal", "normal", &["gewoon", "lang", "long"]);
const MODEL: Word = word("taalmodel", "model", &["aan", "on", "ja", "yes"]);
const OWN: Word = word("eigen", "own", &["uit", "off", "nee", "no"]);
const EVERYONE: Word = word("iedereen", "everyone", &["allen", "all", "everybody"]);

/// Every setting there is, in the order in which they are listed.
#[rustfmt::skip]
pub const KEYS: [Row; 9] = [
    Row { key: Key::Language, name: "taal", english: "language", values: Values::Words(&[DUTCH, ENGLISH]) },
    Row { key: Key::Prefix, name: "voorvoegsel", english: "prefix", values: Values::Marks },
    Row { key: Key::Article, name: "artikel", english: "article", values: Values::Articles },
    Row { key: Key::Quiet, name: "stil", english: "quiet", values: Values::Words(&[NO, MODERATORS, YES]) },
    Row { key: Key::Only, name: "alleen", english: "only", values: Values::Words(&[NO, YES]) },
    Row { key: Key::Length, name: "lengte", english: "length", values: Values::Words(&[SHORT, NORMAL]) },
    Row { key: Key::Summaries, name: "samenvatting", english: "summary", values: Values::Words(&[MODERATORS, EVERYONE]) },
    Row { key: Key::Missed, name: "gemist", english: "missed", values: Values::Words(&[NO, YES]) },
    Row { key: Key::Reader, name: "lezer", english: "reader", values: Values::Words(&[MODEL, OWN]) },
];

/// The marks that may begin a command: none that a platform writes mentions, emphasis, quotations or its own commands with.
pub const MARKS: &str = "!?.,;:$%&+=^";

/// The longest prefix.
const LONGEST: usize = 2;

impl Key {
    /// Its place in the table.
    pub(super) fn place(self) -> usize {
        KEYS.iter().position(|row| row.key == self).unwrap_or(0)
    }

    /// Its row of the table.
    #[must_use]
    pub fn row(self) -> &'static Row {
        // Every key has a row: a test walks the table.
        static TABLE: [Row; KEYS.len()] = KEYS;
        &TABLE[self.place()]
    }
}

impl Word {
    /// Whether it is what was typed.
    #[must_use]
    pub fn fits(&self, typed: &str) -> bool {
        let typed = fold(typed);
        [self.dutch, self.english]
            .iter()
            .chain(self.also)
            .any(|known| *known == typed)
    }
}

/// The setting of a name, however it is capitalised.
#[must_use]
pub fn find(name: &str) -> Option<Key> {
    let name = fold(name);
    KEYS.iter()
        .find(|row| row.name == name || row.english == name)
        .map(|row| row.key)
}

/// Whether this may begin a command.
pub(super) fn is_prefix(text: &str) -> bool {
    (1..=LONGEST).contains(&text.chars().count()) && text.chars().all(|c| MARKS.contains(c))
}

impl Values {
    /// What was typed, as it is kept; none where it may not be, or where it takes more to know.
    #[must_use]
    pub fn read(self, typed: &str) -> Option<&str> {
        match self {
            Self::Words(words) => words
                .iter()
                .find(|word| word.fits(typed))
                .map(|word| word.dutch),
            Self::Marks => Some(typed).filter(|typed| is_prefix(typed)),
            Self::Articles => None,
        }
    }
}

/// Whether a value takes back what was set.
#[must_use]
pub fn is_default(typed: &str) -> bool {
    ["standaard", "default", "reset"].contains(&fold(typed).as_str())
}
