//! Compiles the lexicon: tables of names and words, kept as text in `index/lexicon`, become maps that the program reads in
//! place, without a moment's start-up.
//!
//! - `names.fst`: the key of every name of every country, to its packed senses;
//! - `countries.rs`: the table of countries, in the order of their codes;
//! - `words.fst`: the folded Dutch word list.
//!
//! The build fails on a name that fits two countries without being listed as ambiguous: nobody shall be mixed up silently.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;

use entry::{MAX_SENSES, Place, Role, Sense};
use fold::{fold, name_key};

#[path = "src/lexicon/entry.rs"]
#[allow(unreachable_pub, reason = "public in the library")]
mod entry;
#[path = "src/lexicon/fold.rs"]
#[allow(unreachable_pub, dead_code, reason = "public in the library, which uses all of it")]
mod fold;

const LEXICON: &str = "index/lexicon";

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    for source in ["index/lexicon", "src/lexicon/entry.rs", "src/lexicon/fold.rs"] {
        println!("cargo::rerun-if-changed={source}");
    }
    let out = env::var("OUT_DIR")?;
    let out = Path::new(&out);

    let countries = countries()?;
    fs::write(out.join("countries.rs"), table(&countries)?)?;
    fs::write(out.join("names.fst"), fst::Map::from_iter(names(&countries)?)?.into_fst().into_inner())?;

    let words: BTreeSet<String> = fs::read_to_string(format!("{LEXICON}/words.txt"))?.lines().map(fold).collect();
    println!("cargo::rustc-env=VOETNOOT_LEXICON={:016x}", fingerprint()?);
    fs::write(out.join("words.fst"), fst::Set::from_iter(words)?.into_fst().into_inner())?;
    Ok(())
}

/// A hash of all that is compiled in here: an index that was made with other lists has other terms.
fn fingerprint() -> Result<u64> {
    let mut hash = DefaultHasher::new();
    let mut files = fs::read_dir(LEXICON)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
    files.sort();
    for file in files {
        fs::read(file)?.hash(&mut hash);
    }
    include_str!("src/lexicon/fold.rs").hash(&mut hash);
    Ok(hash.finish())
}

/// A row of `territories.tsv` with the row of `countries.tsv` for the same code.
struct Country {
    code: String,
    alpha3: String,
    dutch: String,
    /// Names in other languages.
    foreign: Vec<String>,
    english: Vec<String>,
    aliases: Vec<String>,
    adjectives: Vec<String>,
    inhabitants: Vec<String>,
    capitals: Vec<String>,
}

impl Country {
    /// Its names as Dutch or English speakers say them, with their role.
    fn spoken(&self) -> impl Iterator<Item = (&String, Role)> {
        let names = [&self.dutch].into_iter().chain(&self.english).chain(&self.aliases).map(|name| (name, Role::Name));
        let adjectives = self.adjectives.iter().map(|name| (name, Role::Adjective));
        let inhabitants = self.inhabitants.iter().map(|name| (name, Role::Inhabitant));
        names.chain(adjectives).chain(inhabitants)
    }
}

fn countries() -> Result<Vec<Country>> {
    let mut said: BTreeMap<String, Vec<String>> =
        rows("countries.tsv", 7)?.into_iter().map(|row| (row[0].clone(), row)).collect();
    let mut countries = Vec::new();
    for row in rows("territories.tsv", 3)? {
        let [code, dutch, foreign] = row.try_into().map_err(|row| format!("territories.tsv: {row:?}"))?;
        let said = said.remove(&code).ok_or_else(|| format!("countries.tsv has no row for {code}"))?;
        countries.push(Country {
            alpha3: said[1].clone(),
            foreign: list(&foreign),
            english: list(&said[2]),
            aliases: list(&said[3]),
            adjectives: list(&said[4]),
            inhabitants: list(&said[5]),
            capitals: list(&said[6]),
            code,
            dutch,
        });
    }
    match said.keys().next() {
        Some(code) => Err(format!("countries.tsv has {code}, which territories.tsv has not").into()),
        None => Ok(countries),
    }
}

/// Every name's key with its packed senses.
fn names(countries: &[Country]) -> Result<BTreeMap<String, u64>> {
    let mut senses = collect_senses(countries)?;
    for (name, codes) in pairs("ambiguous.tsv")? {
        let mut fitting = Vec::new();
        for code in list(&codes) {
            let country = countries.binary_search_by(|country| country.code.cmp(&code));
            let country = u16::try_from(country.map_err(|_| format!("ambiguous.tsv: no country {code} for {name}"))?)?;
            fitting.push(Sense { country, role: Role::Name, place: Place::Nowhere, acronym: false });
        }
        let left_out = senses.insert(name_key(&name), fitting).unwrap_or_default();
        let listed = &senses[&name_key(&name)];
        if let Some(sense) = left_out.iter().find(|old| listed.iter().all(|new| new.country != old.country)) {
            return Err(format!("ambiguous.tsv: {name} fits {} too", countries[usize::from(sense.country)].code).into());
        }
    }
    let mut mixed_up = String::new();
    for (key, senses) in senses.iter().filter(|(_, senses)| senses.len() > 1) {
        if senses.len() > MAX_SENSES || senses.iter().any(|sense| sense.place != Place::Nowhere) {
            let codes: Vec<_> = senses.iter().map(|sense| countries[usize::from(sense.country)].code.as_str()).collect();
            writeln!(mixed_up, "{key}\t{}", codes.join("|"))?;
        }
    }
    if !mixed_up.is_empty() {
        return Err(format!("names that fit several countries, not in ambiguous.tsv:\n{mixed_up}").into());
    }
    for (name, place) in pairs("traps.tsv")? {
        let place = match place.as_str() {
            "capitalised" => Place::Capitalised,
            "inside" => Place::Inside,
            "followed" => Place::Followed,
            "nowhere" => Place::Nowhere,
            _ => return Err(format!("traps.tsv: {name} counts {place}?").into()),
        };
        senses.entry(name_key(&name)).or_default().iter_mut().for_each(|sense| sense.place = place);
    }
    Ok(senses.into_iter().map(|(key, senses)| (key, entry::pack(&senses))).collect())
}

/// Every key with one sense, the strongest, of each country that has a name of that key.
fn collect_senses(countries: &[Country]) -> Result<BTreeMap<String, Vec<Sense>>> {
    let mut senses: BTreeMap<String, Vec<Sense>> = BTreeMap::new();
    for (row, country) in countries.iter().enumerate() {
        let row = u16::try_from(row)?;
        let mut add = |name: &str, role: Role| {
            let role = if role == Role::Name && !is_latin(name) { Role::Foreign } else { role };
            let acronym = role == Role::Name && !name.contains(char::is_lowercase);
            let sense = Sense { country: row, role, place: Place::Anywhere, acronym };
            let of_key = senses.entry(name_key(name)).or_default();
            match of_key.iter_mut().find(|known| known.country == row) {
                Some(known) if role < known.role => *known = sense,
                Some(_) => {}
                None => of_key.push(sense),
            }
        };
        country.spoken().for_each(|(name, role)| add(name, role));
        country.capitals.iter().for_each(|name| add(name, Role::Capital));
        country.foreign.iter().for_each(|name| add(name, Role::Foreign));
        [&country.code, &country.alpha3].into_iter().filter(|code| !code.is_empty()).for_each(|code| add(code, Role::Code));
    }
    // A capital stands for its country only where nothing else fits.
    for of_key in senses.values_mut() {
        if of_key.iter().any(|sense| sense.role != Role::Capital) {
            of_key.retain(|sense| sense.role != Role::Capital);
        }
    }
    match senses.remove("") {
        Some(_) => Err("a name without a letter".into()),
        None => Ok(senses),
    }
}

/// The Rust source of the table of countries.
fn table(countries: &[Country]) -> Result<String> {
    let mut rows = format!("static COUNTRIES: [Row; {}] = [\n", countries.len());
    let ambiguous = pairs("ambiguous.tsv")?;
    for country in countries {
        let Country { code, alpha3, dutch, english, capitals, .. } = country;
        let english = english.first().ok_or_else(|| format!("countries.tsv: no English name for {code}"))?;
        let mut spoken: BTreeSet<String> = country.spoken().map(|(name, _)| name_key(name)).collect();
        spoken.extend(ambiguous.iter().filter(|(_, codes)| list(codes).contains(code)).map(|(name, _)| name_key(name)));
        writeln!(
            rows,
            "Row {{ code: {code:?}, alpha3: {alpha3:?}, dutch: {dutch:?}, english: {english:?}, capitals: &{capitals:?}, \
             spoken: &{:?} }},",
            Vec::from_iter(spoken)
        )?;
    }
    rows.push_str("];\n");
    Ok(rows)
}

/// Whether prose in Dutch or English could write a name so.
fn is_latin(name: &str) -> bool {
    fold(name).chars().all(|c| c.is_ascii() || !c.is_alphabetic())
}

fn pairs(file: &str) -> Result<Vec<(String, String)>> {
    let rows = rows(file, 2)?.into_iter();
    Ok(rows.map(|mut row| (std::mem::take(&mut row[0]), std::mem::take(&mut row[1]))).collect())
}

/// The rows of a table, without its comments, each of as many columns as it should have.
fn rows(file: &str, columns: usize) -> Result<Vec<Vec<String>>> {
    let mut rows = Vec::new();
    for line in fs::read_to_string(format!("{LEXICON}/{file}"))?.lines().filter(|line| !line.starts_with('#')) {
        let row: Vec<String> = line.split('\t').map(str::to_owned).collect();
        if row.len() != columns {
            return Err(format!("{file}: {} columns in {line:?}", row.len()).into());
        }
        rows.push(row);
    }
    Ok(rows)
}

fn list(cell: &str) -> Vec<String> {
    cell.split('|').filter(|name| !name.is_empty()).map(str::to_owned).collect()
}
