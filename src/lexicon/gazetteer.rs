//! The gazetteer: resolves every name of every country and territory.
//!
//! A name resolves in any language, as an adjective, an inhabitant, a code or a flag; a capital stands for its country
//! if nothing else matches. A name that matches two countries, or that is a typing error away from one, returns
//! candidates to ask about, never a guess. So does a code that is another country's name (`RU`, in French the
//! Royaume-Uni).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use fst::Map;

use super::entry::{self, Role};
use super::fold::name_key;
use super::spelling::{allowed_edits, distance_within, sound_key};

/// The key of every name, with its packed senses ([`entry`]).
pub(crate) static NAMES: LazyLock<Map<&'static [u8]>> = LazyLock::new(|| {
    let compiled: &'static [u8] = include_bytes!(concat!(env!("OUT_DIR"), "/names.fst"));
    Map::new(compiled).expect("the build script makes a map")
});

include!(concat!(env!("OUT_DIR"), "/countries.rs"));

/// A row of the compiled table of countries.
struct CountryRow {
    code: &'static str,
    /// Empty if there is no such code.
    alpha3: &'static str,
    dutch: &'static str,
    english: &'static str,
    capitals: &'static [&'static str],
    /// Keys of the names, adjectives and inhabitants that are compared for typing errors.
    spoken: &'static [&'static str],
}

/// A country or territory of ISO 3166, or a group with a code of its own (EU, UN). Countries sort by code.
#[derive(Copy, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Country(u16);

impl Country {
    /// Returns all countries, in the order of their codes.
    pub fn all() -> impl Iterator<Item = Country> {
        (0..).map(Country).take(COUNTRIES.len())
    }

    /// Returns the country with a code of two or three letters, in any case.
    pub fn from_code(code: &str) -> Option<Country> {
        if code.is_empty() {
            return None;
        }
        Country::all().find(|country| {
            country.code().eq_ignore_ascii_case(code)
                || country.row().alpha3.eq_ignore_ascii_case(code)
        })
    }

    /// Its ISO 3166 code in capitals.
    pub fn code(self) -> &'static str {
        self.row().code
    }

    /// Its Dutch name in the Unicode CLDR.
    pub fn dutch(self) -> &'static str {
        self.row().dutch
    }

    /// Its usual name in English.
    pub fn english(self) -> &'static str {
        self.row().english
    }

    /// Its flag emoji: two regional indicators. Fonts do not show one for every territory.
    pub fn flag(self) -> String {
        self.code()
            .chars()
            .filter_map(|c| char::from_u32(FLAG_A + (c as u32 - 'A' as u32)))
            .collect()
    }

    /// Its capital in Dutch and English spelling, and the seat of its government if that is another city.
    pub fn capitals(self) -> impl Iterator<Item = &'static str> {
        self.row().capitals.iter().copied()
    }

    /// Returns the country of a table row.
    pub(crate) fn in_row(row: u16) -> Country {
        Country(row)
    }

    fn row(self) -> &'static CountryRow {
        &COUNTRIES[usize::from(self.0)]
    }
}

/// The result of resolving a name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Resolution {
    /// The name of one country.
    One(Country),
    /// A name that several countries share.
    Several(Vec<Country>),
    /// No country's name, but these countries have a name one or two typing errors away.
    Near(Vec<Country>),
    /// No country's name.
    Unknown,
}

/// Resolves a whole argument: a name in any language, an adjective, an inhabitant, a code, a flag, or a capital.
///
/// Accepts any string. Ignores case, diacritics, punctuation and an article before the name.
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

/// Whether a folded word is the Dutch or English name, adjective, inhabitant or capital of a country.
pub(crate) fn is_spoken(folded: &str) -> bool {
    NAMES
        .get(folded)
        .is_some_and(|packed| entry::unpack(packed).any(|sense| sense.role <= Role::Capital))
}

/// Words that may stand before a country's name.
const ARTICLES: [&str; 3] = ["de ", "het ", "the "];

/// The regional indicator A.
const FLAG_A: u32 = 0x1f1e6;

/// The longest key that is compared for typing errors, in characters.
const LONGEST_NEAR: usize = 80;

/// Returns the countries whose names are nearest to a key, if near enough. A name that sounds the same counts as one
/// error.
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

/// Returns the letters of a flag emoji, or of its chat name (`:flag_kg:`).
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
    // The flag of a part (England) is a black flag, with the codes of the country and the part in invisible characters.
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
