//! The fields of the index of words.

/// The fields in which terms are looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::search) enum Field {
    /// Words without capitals and diacritics.
    Word,
    /// Stems by Snowball's `dutch`.
    Dutch,
    /// Stems by Snowball's `dutch_porter`.
    Porter,
    /// Stems of the parts of compounds.
    Part,
    /// Stems of the section's name, and its country.
    Section,
    /// Stems of the article's title.
    Title,
    /// Codes of the countries that are named, also by adjective and inhabitant.
    Country,
    /// Codes of the countries whose capital is named.
    Capital,
    /// How names sound, whatever their transliteration.
    Sound,
}

impl Field {
    /// All of them, in the order of the schema.
    pub(in crate::search) const ALL: [Self; 9] = [
        Self::Word,
        Self::Dutch,
        Self::Porter,
        Self::Part,
        Self::Section,
        Self::Title,
        Self::Country,
        Self::Capital,
        Self::Sound,
    ];

    pub(in crate::search) fn name(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Dutch => "dutch",
            Self::Porter => "porter",
            Self::Part => "part",
            Self::Section => "section",
            Self::Title => "title",
            Self::Country => "country",
            Self::Capital => "capital",
            Self::Sound => "sound",
        }
    }
}
