//! Every sentence that a user reads, in Dutch and in English.
//!
//! The sentences are Fluent messages in `wording/nl.ftl` and `wording/en.ftl`; those of `check`, `doctor`, `import` and the reading page are in files of
//! their own beside them. Answers carry [`Message`]s: a key and its arguments, formatted only when the answer is rendered, so
//! one answer reads in either language. Words of the article or of the asker travel as arguments and come out byte for
//! byte; Fluent's isolation marks are off.

pub mod calendar;

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::command::{COMMANDS, PREFIX, Spec};
use crate::lexicon::spaces::squeezed;

pub use crate::language::Language;

/// Stands before each command in [`Message::marked`]. No text has this character: it is not one.
pub const COMMAND_MARK: char = '\u{fdef}';

/// Stands before «alinea 12» in [`Message::marked`], where a reader may want to go there. No text has this character.
pub const PLACE_MARK: char = '\u{fdee}';

/// What a platform calls the place of a conversation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Venue {
    /// A channel.
    #[default]
    Channel,
    /// A room.
    Room,
}

/// A sentence, or a part of one, before it is formatted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message(Content);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Content {
    Keyed {
        key: String,
        arguments: Vec<(&'static str, Value)>,
    },
    Verbatim(String),
    List(&'static str, Vec<Message>),
    Joined(&'static str, Vec<Message>),
}

/// An argument of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A number; it also chooses between singular and plural.
    Number(u32),
    /// Verbatim text, or a sentence in the reader's language.
    Message(Message),
}

impl Message {
    /// A message by its key in the language files.
    #[must_use]
    pub fn new(key: impl Into<String>) -> Self {
        Self(Content::Keyed {
            key: key.into(),
            arguments: Vec::new(),
        })
    }

    /// Verbatim text, the same in every language.
    #[must_use]
    pub fn verbatim(text: impl Into<String>) -> Self {
        Self(Content::Verbatim(text.into()))
    }

    /// A list joined by commas and «en».
    #[must_use]
    pub fn list(items: impl IntoIterator<Item = Self>) -> Self {
        Self(Content::List("list-and", items.into_iter().collect()))
    }

    /// A list joined by commas and «of».
    #[must_use]
    pub fn list_or(items: impl IntoIterator<Item = Self>) -> Self {
        Self(Content::List("list-or", items.into_iter().collect()))
    }

    /// A list joined by commas.
    #[must_use]
    pub fn sequence(items: impl IntoIterator<Item = Self>) -> Self {
        Self(Content::Joined(", ", items.into_iter().collect()))
    }

    /// A list joined by spaces.
    #[must_use]
    pub fn spaced(items: impl IntoIterator<Item = Self>) -> Self {
        Self(Content::Joined(" ", items.into_iter().collect()))
    }

    /// Adds an argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        if let Content::Keyed { arguments, .. } = &mut self.0 {
            arguments.push((name, value.into()));
        }
        self
    }

    /// Whether it has an argument of this name.
    #[must_use]
    pub fn has(&self, argument: &str) -> bool {
        match &self.0 {
            Content::Keyed { arguments, .. } => arguments.iter().any(|(name, _)| *name == argument),
            _ => false,
        }
    }

    /// Formats it in a language.
    #[must_use]
    pub fn words(&self, language: Language) -> String {
        unmarked(self.marked(language, Venue::Channel))
    }

    /// Formats it in a language for conversations of a venue, with [`COMMAND_MARK`] before each command and [`PLACE_MARK`] before
    /// each place, for a platform that writes them in its own way.
    #[must_use]
    pub fn marked(&self, language: Language, venue: Venue) -> String {
        let reader = Reader { language, venue };
        match &self.0 {
            Content::Verbatim(text) => text.clone(),
            Content::Keyed { key, arguments } => keyed(reader, key, arguments),
            Content::List(key, items) => listed(reader, key, items),
            Content::Joined(separator, items) => all_words(reader, items).join(separator),
        }
    }
}

/// A text without marks.
#[must_use]
pub fn unmarked(text: String) -> String {
    const MARKS: [char; 2] = [COMMAND_MARK, PLACE_MARK];
    if text.contains(MARKS) {
        text.replace(MARKS, "")
    } else {
        text
    }
}

impl From<&str> for Message {
    fn from(text: &str) -> Self {
        Self::verbatim(text)
    }
}

impl From<&String> for Message {
    fn from(text: &String) -> Self {
        Self::verbatim(text)
    }
}

impl From<String> for Message {
    fn from(text: String) -> Self {
        Self::verbatim(text)
    }
}

impl<T: Into<Message>> From<T> for Value {
    fn from(message: T) -> Self {
        Self::Message(message.into())
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::Number(u32::try_from(number).unwrap_or(u32::MAX))
    }
}

/// For whom a message is formatted.
#[derive(Clone, Copy)]
struct Reader {
    language: Language,
    venue: Venue,
}

type Bundle = FluentBundle<FluentResource>;

/// The files with the sentences in a language.
macro_rules! sources {
    ($tag:literal) => {
        &[
            include_str!(concat!("wording/", $tag, ".ftl")),
            include_str!(concat!("wording/check.", $tag, ".ftl")),
            include_str!(concat!("wording/doctor.", $tag, ".ftl")),
            include_str!(concat!("wording/import.", $tag, ".ftl")),
            include_str!(concat!("wording/page.", $tag, ".ftl")),
        ]
    };
}

static DUTCH: LazyLock<Bundle> = LazyLock::new(|| bundle(Language::Dutch, sources!("nl")));
static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| bundle(Language::English, sources!("en")));

fn bundle(language: Language, sources: &[&str]) -> Bundle {
    let identifier: LanguageIdentifier = language.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
    bundle.set_use_isolating(false);
    // A test checks that the files parse. A damaged entry would be skipped here.
    let sources = sources.iter().map(|source| (*source).to_owned());
    for source in std::iter::once(command_terms(language)).chain(sources) {
        let resource = FluentResource::try_new(source).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

fn keyed(reader: Reader, key: &str, arguments: &[(&'static str, Value)]) -> String {
    let Reader { language, venue } = reader;
    let bundle: &Bundle = match language {
        Language::Dutch => &DUTCH,
        Language::English => &ENGLISH,
    };
    let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
        tracing::error!(key, language = language.tag(), "no words for a message");
        return key.to_owned();
    };
    let mut filled: FluentArgs<'_> = arguments
        .iter()
        .map(|(name, value)| (*name, fluent(reader, value)))
        .collect();
    filled.set(
        "venue",
        match venue {
            Venue::Channel => "channel",
            Venue::Room => "room",
        },
    );
    let mut errors = Vec::new();
    let words = bundle
        .format_pattern(pattern, Some(&filled), &mut errors)
        .into_owned();
    for error in errors {
        tracing::error!(key, language = language.tag(), %error, "words could not be filled in");
    }
    words
}

/// Every command as typed in a language, as a Fluent term by its name in the table: `{ -do-help }` is `!help`.
fn command_terms(language: Language) -> String {
    let term = |spec: &Spec| {
        let typed = spec.name_in(language);
        format!("-do-{} = {COMMAND_MARK}{PREFIX}{typed}\n", spec.name)
    };
    COMMANDS.iter().map(term).collect()
}

fn fluent(reader: Reader, value: &Value) -> FluentValue<'static> {
    match value {
        Value::Number(number) => FluentValue::from(*number),
        Value::Message(message) => FluentValue::from(message.marked(reader.language, reader.venue)),
    }
}

fn all_words(reader: Reader, items: &[Message]) -> Vec<String> {
    let words = |item: &Message| item.marked(reader.language, reader.venue);
    items.iter().map(words).collect()
}

fn listed(reader: Reader, key: &str, items: &[Message]) -> String {
    let words = all_words(reader, items);
    match words.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => {
            let arguments = [("most", most.join(", ").into()), ("last", last.into())];
            keyed(reader, key, &arguments)
        }
    }
}

/// The longest question that is repeated in full, in characters.
pub const ASKED: usize = 200;

/// Makes typed text safe to repeat in an answer: one line of at most 60 characters, without control characters and
/// bidirectional marks.
#[must_use]
pub fn echo(typed: &str) -> String {
    const LONGEST: usize = 60;
    echo_within(typed, LONGEST)
}

/// Like [`echo`], with at most `most` characters.
#[must_use]
pub fn echo_within(typed: &str, most: usize) -> String {
    let is_shown = |c: &char| {
        !c.is_control()
            && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
    };
    let one_line = squeezed(typed);
    let shown: String = one_line.chars().filter(is_shown).collect();
    if shown.chars().count() <= most {
        return shown;
    }
    let cut = most.saturating_sub(1);
    shown.chars().take(cut).chain(['…']).collect()
}
