//! The table of settings: their names and possible values.

use crate::lexicon::fold::fold;

/// A setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Setting {
    /// The language of answers.
    Language,
    /// The prefix of commands.
    Prefix,
    /// The article that the conversation is about.
    Article,
    /// Whom the bot ignores.
    Quiet,
    /// Whether the server limits the bot to this channel.
    Only,
    /// How much of a passage an answer shows.
    Length,
    /// Who may ask for summaries.
    Summaries,
    /// Whether missed questions are stored for moderators.
    Missed,
    /// Who reads the article to answer a question.
    Reader,
}

/// The possible values of a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Values {
    /// One of these words.
    Words(&'static [SettingValue]),
    /// One or two punctuation marks.
    Marks,
    /// The id of an article.
    Articles,
}

/// A value that is a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SettingValue {
    /// The word as stored, and as typed in Dutch.
    pub dutch: &'static str,
    /// The word as typed in English.
    pub english: &'static str,
    /// Other accepted words.
    also: &'static [&'static str],
}

/// A row of the table. The key of its description is `setting-<name>`.
#[derive(Debug)]
pub struct SettingSpec {
    /// The setting.
    pub key: Setting,
    /// Its Dutch name, under which it is stored.
    pub name: &'static str,
    /// Its English name.
    pub english: &'static str,
    /// Its possible values.
    pub values: Values,
}

const fn word(
    dutch: &'static str,
    english: &'static str,
    also: &'static [&'static str],
) -> SettingValue {
    SettingValue {
        dutch,
        english,
        also,
    }
}

const YES: SettingValue = word("ja", "yes", &["aan", "on"]);
const NO: SettingValue = word("nee", "no", &["uit", "off"]);
const MODERATORS: SettingValue = word("moderators", "moderators", &["moderator"]);
const DUTCH: SettingValue = word("nl", "nl", &["nederlands", "dutch"]);
const ENGLISH: SettingValue = word("en", "en", &["engels", "english"]);
const SHORT: SettingValue = word("kort", "short", &[]);
const NORMAL: SettingValue = word("normaal", "normal", &["gewoon"]);
const MODEL: SettingValue = word("taalmodel", "model", &["aan", "on", "ja", "yes"]);
const OWN: SettingValue = word("eigen", "own", &["uit", "off", "nee", "no"]);
const EVERYONE: SettingValue = word("iedereen", "everyone", &["allen", "all", "everybody"]);

/// Every setting, in the order in which they are listed.
#[rustfmt::skip]
pub const SETTINGS: [SettingSpec; 9] = [
    SettingSpec { key: Setting::Language, name: "taal", english: "language", values: Values::Words(&[DUTCH, ENGLISH]) },
    SettingSpec { key: Setting::Prefix, name: "voorvoegsel", english: "prefix", values: Values::Marks },
    SettingSpec { key: Setting::Article, name: "artikel", english: "article", values: Values::Articles },
    SettingSpec { key: Setting::Quiet, name: "stil", english: "quiet", values: Values::Words(&[NO, MODERATORS, YES]) },
    SettingSpec { key: Setting::Only, name: "alleen", english: "only", values: Values::Words(&[NO, YES]) },
    SettingSpec { key: Setting::Length, name: "lengte", english: "length", values: Values::Words(&[SHORT, NORMAL]) },
    SettingSpec { key: Setting::Summaries, name: "samenvatting", english: "summary", values: Values::Words(&[MODERATORS, EVERYONE]) },
    SettingSpec { key: Setting::Missed, name: "gemist", english: "missed", values: Values::Words(&[NO, YES]) },
    SettingSpec { key: Setting::Reader, name: "lezer", english: "reader", values: Values::Words(&[MODEL, OWN]) },
];

/// The marks that may form a prefix: none that a platform uses for mentions, emphasis, quotations or its own commands.
pub const MARKS: &str = "!?.,;:$%&+=^";

/// The longest prefix, in characters.
const LONGEST: usize = 2;

impl Setting {
    /// Its index in the table.
    pub(super) fn index(self) -> usize {
        SETTINGS.iter().position(|row| row.key == self).unwrap_or(0)
    }

    /// Its row in the table.
    #[must_use]
    pub fn row(self) -> &'static SettingSpec {
        // A test checks that every setting has a row.
        static TABLE: [SettingSpec; SETTINGS.len()] = SETTINGS;
        &TABLE[self.index()]
    }
}

impl SettingValue {
    /// Whether a typed word is this value. Ignores case and diacritics.
    #[must_use]
    pub fn fits(&self, typed: &str) -> bool {
        let typed = fold(typed);
        [self.dutch, self.english]
            .iter()
            .chain(self.also)
            .any(|known| *known == typed)
    }
}

/// Returns the setting with a Dutch or English name. Ignores case and diacritics.
#[must_use]
pub fn find(name: &str) -> Option<Setting> {
    let name = fold(name);
    SETTINGS
        .iter()
        .find(|row| row.name == name || row.english == name)
        .map(|row| row.key)
}

/// Whether a text may be a prefix.
pub(super) fn is_prefix(text: &str) -> bool {
    (1..=LONGEST).contains(&text.chars().count()) && text.chars().all(|c| MARKS.contains(c))
}

impl Values {
    /// Returns the stored form of a typed value; `None` if it is invalid, or is an article's id, which only the library
    /// can check.
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

/// Whether a typed value asks for the default.
#[must_use]
pub fn is_default(typed: &str) -> bool {
    ["standaard", "default", "reset"].contains(&fold(typed).as_str())
}
