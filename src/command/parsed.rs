//! A parsed line: a command with its arguments.

use super::table::Name;

/// The name in the JSON answer of a command that is not in the table.
pub const UNKNOWN: &str = "onbekend";

/// A parsed line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// `!vraag`, or a line without a command.
    Ask(String),
    /// `!land`, with the country as typed.
    Country(Option<String>),
    /// `!wie`, with the name as typed.
    Person(String),
    /// `!zoek`, with the words as typed.
    Search(String),
    /// `!alinea`.
    Paragraph(Selection),
    /// `!citaat`, with the speaker as typed.
    Quote(Option<String>),
    /// `!tijdlijn`.
    Timeline,
    /// `!bron`, with a paragraph.
    Source(Option<Selection>),
    /// `!wijzigingen`.
    Changes,
    /// `!inhoud`.
    Contents,
    /// `!samenvatting`.
    Summary {
        /// The country as typed.
        country: Option<String>,
        /// How many sentences, as typed: any number.
        sentences: Option<u32>,
    },
    /// `!artikel`, with the article as typed.
    Article(Option<String>),
    /// `!instelling`.
    Setting {
        /// The scope of the setting.
        scope: Scope,
        /// The setting as typed.
        key: Option<String>,
        /// The value as typed.
        value: Option<String>,
    },
    /// `!meer`.
    More,
    /// `!help`, with the command as typed.
    Help(Option<String>),
    /// `!over`.
    About,
    /// `!gemist`.
    Missed,
    /// `!vergeet`, with the person as typed; `None` for the asker.
    Forget(Option<String>),
    /// A known command without its required argument.
    Incomplete(Name),
    /// A command that is not in the table: the name as typed.
    Unknown(String),
}

/// Where a setting applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// In one channel or room.
    Channel,
    /// In all channels of a server that have no setting of their own.
    Server,
}

/// A selection of paragraphs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selection {
    /// From one number to another, both included, in ascending order.
    Numbers(u32, u32),
    /// A label such as `foto-2`, `auteur`, `bronnen`, or any other text.
    Label(String),
}

impl Command {
    /// Its name in the table; [`UNKNOWN`] if it has none.
    #[must_use]
    pub fn name(&self) -> &'static str {
        let name = match self {
            Self::Ask(_) => Name::Ask,
            Self::Country(_) => Name::Country,
            Self::Person(_) => Name::Person,
            Self::Search(_) => Name::Search,
            Self::Paragraph(_) => Name::Paragraph,
            Self::Quote(_) => Name::Quote,
            Self::Timeline => Name::Timeline,
            Self::Source(_) => Name::Source,
            Self::Changes => Name::Changes,
            Self::Contents => Name::Contents,
            Self::Summary { .. } => Name::Summary,
            Self::Article(_) => Name::Article,
            Self::Setting { .. } => Name::Setting,
            Self::More => Name::More,
            Self::Help(_) => Name::Help,
            Self::About => Name::About,
            Self::Missed => Name::Missed,
            Self::Forget(_) => Name::Forget,
            Self::Incomplete(name) => *name,
            Self::Unknown(_) => return UNKNOWN,
        };
        name.spec().name
    }
}
