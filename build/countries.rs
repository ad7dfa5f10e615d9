//! The countries, from the two tables that name them, and as the Rust source of the table that the program has.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::Result;
use super::entry::Role;
use super::fold::name_key;
use super::rows::{list, rows};

/// A row of `territories.tsv` with the row of `countries.tsv` for the same code.
pub(super) struct Country {
    pub(super) code: String,
    pub(super) alpha3: String,
    pub(super) dutch: String,
    /// Names in other languages.
    pub(super) foreign: Vec<String>,
    pub(super) english: Vec<String>,
    pub(super) aliases: Vec<String>,
    pub(super) adjectives: Vec<String>,
    pub(super) inhabitants: Vec<String>,
    pub(super) capitals: Vec<String>,
}

impl Country {
    /// Its names as Dutch or English speakers say them, with their role.
    pub(super) fn spoken(&self) -> impl Iterator<Item = (&String, Role)> {
        let names = [&self.dutch]
            .into_iter()
            .chain(&self.english)
            .chain(&self.aliases)
            .map(|name| (name, Role::Name));
        let adjectives = self.adjectives.iter().map(|name| (name, Role::Adjective));
        let inhabitants = self.inhabitants.iter().map(|name| (name, Role::Inhabitant));
        names.chain(adjectives).chain(inhabitants)
    }
}

pub(super) fn read() -> Result<Vec<Country>> {
    let mut said = BTreeMap::new();
    for [code, row @ ..] in rows::<7>("countries.tsv")? {
        said.insert(code, row);
    }
    let mut countries = Vec::new();
    for [code, dutch, foreign] in rows("territories.tsv")? {
        let Some([alpha3, english, aliases, adjectives, inhabitants, capitals]) =
            said.remove(&code)
        else {
            return Err(format!("countries.tsv has no row for {code}").into());
        };
        countries.push(Country {
            code,
            alpha3,
            dutch,
            foreign: list(&foreign),
            english: list(&english),
            aliases: list(&aliases),
            adjectives: list(&adjectives),
            inhabitants: list(&inhabitants),
            capitals: list(&capitals),
        });
    }
    match said.keys().next() {
        Some(code) => {
            Err(format!("countries.tsv has {code}, which territories.tsv has not").into())
        }
        None => Ok(countries),
    }
}

/// The Rust source of the table of countries.
pub(super) fn source(countries: &[Country]) -> Result<String> {
    let mut source = format!("static COUNTRIES: [CountryRow; {}] = [\n", countries.len());
    let ambiguous = rows("ambiguous.tsv")?;
    for country in countries {
        let Country {
            code,
            alpha3,
            dutch,
            english,
            capitals,
            ..
        } = country;
        let english = english
            .first()
            .ok_or_else(|| format!("countries.tsv: no English name for {code}"))?;
        let mut spoken: BTreeSet<String> =
            country.spoken().map(|(name, _)| name_key(name)).collect();
        spoken.extend(
            ambiguous
                .iter()
                .filter(|[_, codes]| list(codes).contains(code))
                .map(|[name, _]| name_key(name)),
        );
        writeln!(
            source,
            "CountryRow {{ code: {code:?}, alpha3: {alpha3:?}, dutch: {dutch:?}, english: {english:?}, capitals: &{capitals:?}, \
             spoken: &{:?} }},",
            Vec::from_iter(spoken)
        )?;
    }
    source.push_str("];\n");
    Ok(source)
}
