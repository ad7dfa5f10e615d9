//! The gazetteer: every name of every country and territory, and what it resolves to.
//!
//! A name resolves in any language, as an adjective, an inhabitant, a code or a flag; a capital stands for its country
//! where nothing else fits. What fits two countries, or is a typing error away from one, is a question back and never a
//! guess: a code that is also another country's name (`RU`, in French the Royaume-Uni) asks as well.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use fst::Map;

use super::entry::{self, Role};
use super::fold::name_key;
use super::spelling::{allowed_edits, distance_within, sound_key};

/// Every name's key with its packed senses ([`entry`]).
pub(crate) static NAMES: LazyLock<Map<&'static [u8]>> = LazyLock::new(|| {
    let compiled: &'static [u8] = include_bytes!(concat!(env!("OUT_DIR"), "/names.fst"));
    Map::new(compiled).expect("the build script makes a map")
});

include!(concat!(env!("OUT_DIR"), "/countries.rs"));

/// What stands in the table of countries.
struct Row {
    code: &'static str,
    /// Empty where there is none.
    alpha3: &'static str,
    dutch: &'static str,
    english: &'static str,
    capitals: &'static [&'static str],
    /// Keys of the names, adjectives and inhabitants that a typing error is measured from.
    spoken: &'static [&'static str],
}

/// A country or territory of ISO 3166, or one of the groups that have a code beside them (EU, UN).
///
/// Countries are ordered by their code.
#[derive(Copy, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Country(u16);

impl Country {
    /// All of them, in the order of their codes.
    pub fn all() -> impl Iterator<Item = Country> {
        (0..).map(Country).take(COUNTRIES.len())
    }

    /// The country with a code of two or three letters, in capitals or not.
    pub fn from_code(code: &str) -> Option<Country> {
        if code.is_empty() {
            return None;
        }
        Country::all().find(|country| {
            country.code().eq_ignore_ascii_case(code)
                || country.row().alpha3.eq_ignore_ascii_case(code)
        })
    }

    /// Its ISO 3166 code: two capitals.
    pub fn code(self) -> &'static str {
        self.row().code
    }

    /// Its name in Dutch, as the Unicode CLDR has it.
    pub fn dutch(self) -> &'static str {
        self.row().dutch
    }

    /// Its usual name in English.
    pub fn english(self) -> &'static str {
        self.row().english
    }

    /// Its flag: the emoji of two regional indicators. Not every territory has one to show.
    pub fn flag(self) -> String {
        self.code()
            .chars()
            .filter_map(|c| char::from_u32(FLAG_A + (c as u32 - 'A' as u32)))
            .collect()
    }

    /// Its capital as Dutch and English write it, and the seat of its government where that is elsewhere.
    pub fn capitals(self) -> impl Iterator<Item = &'static str> {
        self.row().capitals.iter().copied()
    }

    /// The country in a row of the table, for rows that stand in a sense.
    pub(crate) fn in_row(row: u16) -> Country {
        Country(row)
    }

    fn row(self) -> &'static Row {
        &COUNTRIES[usize::from(self.0)]
    }
}

/// What a name comes to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Resolution {
    /// One country's, surely.
    One(Country),
    /// More than one country's: ask which.
    Several(Vec<Country>),
    /// Nobody's as it is typed, but these have a name an error or two away: ask whether it is meant.
    Near(Vec<Country>),
    /// Nobody's.
    Unknown,
}

/// Resolves a whole argument: a name in any language, an adjective, an inhabitant, a code, a flag, or a capital.
///
/// Total on any string. Case, diacritics, punctuation and an article before the name make no difference.
pub fn resolve(argument: &str) -> Resolution {
    if let Some(code) = flag_code(argument) {
        return Country::from_code(&code).map_or(Resolution::Unknown, Resolution::One);
    }
    let key = name_key(argument);
    let bare = ARTICLES
        .iter()
        .find_map(|article| key.strip_prefix(article))
        .unwrap_or(&key);
    match NAMES.get(&key).or_else(|| NAMES.get(bare)) {
        Some(packed) => {
            let countries: Vec<Country> = entry::unpack(packed)
                .map(|sense| Country(sense.country))
                .collect();
            match countries[..] {
                [] => Resolution::Unknown,
                [country] => Resolution::One(country),
                _ => Resolution::Several(countries),
            }
        }
        None => near(bare),
    }
}

/// Whether Dutch or English writes a country, an adjective, an inhabitant or a capital so, as one folded word.
pub(crate) fn is_spoken(folded: &str) -> bool {
    NAMES
        .get(folded)
        .is_some_and(|packed| entry::unpack(packed).any(|sense| sense.role <= Role::Capital))
}

/// Words that may stand before a country's name.
const ARTICLES: [&str; 3] = ["de ", "het ", "the "];

/// The regional indicator of A; the others follow it.
const FLAG_A: u32 = 0x1f1e6;

/// Longer than any name with its typing errors.
const LONGEST_NEAR: usize = 80;

/// Those whose names are nearest to a key, if near enough. A name that sounds alike counts as one error.
fn near(key: &str) -> Resolution {
    let max = allowed_edits(key);
    if max == 0 || key.len() > LONGEST_NEAR {
        return Resolution::Unknown;
    }
    let sound = sound_key(key);
    let mut nearest: BTreeMap<usize, Vec<Country>> = BTreeMap::new();
    for country in Country::all() {
        let distances = country.row().spoken.iter().filter_map(|name| {
            distance_within(key, name, max)
                .or_else(|| (allowed_edits(name) > 0 && sound_key(name) == sound).then_some(1))
        });
        if let Some(distance) = distances.min() {
            nearest.entry(distance).or_default().push(country);
        }
    }
    nearest
        .pop_first()
        .map_or(Resolution::Unknown, |(_, countries)| {
            Resolution::Near(countries)
        })
}

/// The letters of a flag emoji, or of its name in chats (`:flag_kg:`).
fn flag_code(argument: &str) -> Option<String> {
    const FLAG_Z: u32 = FLAG_A + 25;
    const TAG_A: u32 = 0xe0061;
    const TAG_Z: u32 = TAG_A + 25;

    let trimmed = argument.trim();
    if let Some(name) = trimmed
        .strip_prefix(":flag_")
        .and_then(|name| name.strip_suffix(':'))
    {
        return Some(name.to_owned());
    }
    // The flag of a part (England) is a black one, with the country's code and the part's in characters that do not show.
    let letters = match trimmed.strip_prefix('🏴') {
        Some(tags) => tags,
        None => trimmed,
    };
    let code: Option<String> = letters
        .chars()
        .filter(|&c| c != '\u{fe0f}' && c != '\u{e007f}')
        .map(|c| match u32::from(c) {
            indicator @ FLAG_A..=FLAG_Z => char::from_u32(indicator - FLAG_A + u32::from('A')),
            tag @ TAG_A..=TAG_Z => char::from_u32(tag - TAG_A + u32::from('A')),
            _ => None,
        })
        .collect();
    code.filter(|code| !code.is_empty())
        .map(|code| code.chars().take(2).collect())
}
