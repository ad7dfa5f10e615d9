//! Compiles the lexicon: tables of names and words, kept as text in `index/lexicon`, become maps that the program reads in
//! place, without a moment's start-up.
//!
//! - `names.fst`: the key of every name of every country, to its packed senses;
//! - `countries.rs`: the table of countries, in the order of their codes;
//! - `words.fst`: the folded Dutch word list;
//! - `parts.fst`: those of its words that many of its compounds are made of.
//!
//! The build fails on a name that fits two countries without being listed as ambiguous: nobody shall be mixed up silently.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::env;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use entry::{MAX_SENSES, Place, Role, Sense};
use fold::{fold, name_key};

#[path = "src/lexicon/entry.rs"]
#[allow(unreachable_pub, reason = "public in the library")]
mod entry;
#[path = "src/lexicon/fold.rs"]
#[allow(
    unreachable_pub,
    dead_code,
    reason = "public in the library, which uses all of it"
)]
mod fold;

const LEXICON: &str = "index/lexicon";

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    for source in [
        "index/lexicon",
        "index/model",
        "src/lexicon/entry.rs",
        "src/lexicon/fold.rs",
    ] {
        println!("cargo::rerun-if-changed={source}");
    }
    let out = env::var("OUT_DIR")?;
    let out = Path::new(&out);

    println!("cargo::rustc-env=VOETNOOT_LEXICON={:016x}", fingerprint()?);
    println!("cargo::rustc-env=VOETNOOT_MODEL_SUM={:016x}", model()?);
    let countries = countries()?;
    fs::write(out.join("countries.rs"), table(&countries)?)?;
    fs::write(
        out.join("names.fst"),
        fst::Map::from_iter(names(&countries)?)?
            .into_fst()
            .into_inner(),
    )?;

    let words: BTreeSet<String> = fs::read_to_string(format!("{LEXICON}/words.txt"))?
        .lines()
        .map(fold)
        .collect();
    fs::write(
        out.join("parts.fst"),
        fst::Map::from_iter(compound_parts(&words))?
            .into_fst()
            .into_inner(),
    )?;
    fs::write(
        out.join("words.fst"),
        fst::Set::from_iter(words)?.into_fst().into_inner(),
    )?;
    Ok(())
}

/// A hash of all that is compiled in here: an index that was made with other lists has other terms.
fn fingerprint() -> Result<u64> {
    let mut files = fs::read_dir(LEXICON)?
        .map(|entry| Ok(entry?.path()))
        .collect::<std::io::Result<Vec<_>>>()?;
    files.sort();
    files.push("src/lexicon/fold.rs".into());
    sum(&files)
}

fn model() -> Result<u64> {
    sum(&["model.gguf", "tokenizer.json"].map(|file| Path::new("index/model").join(file)))
}

/// The beginning of the SHA-256 sum of files and their lengths: the same with any compiler.
fn sum(files: &[PathBuf]) -> Result<u64> {
    let mut hash = Sha256::new();
    for file in files {
        let bytes = fs::read(file)?;
        hash.update(u64::try_from(bytes.len())?.to_le_bytes());
        hash.update(bytes);
    }
    let sum: [u8; 8] = hash.finalize()[..8].try_into()?;
    Ok(u64::from_be_bytes(sum))
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

fn countries() -> Result<Vec<Country>> {
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

/// Every name's key with its packed senses.
fn names(countries: &[Country]) -> Result<BTreeMap<String, u64>> {
    let mut senses = collect_senses(countries)?;
    for [name, codes] in rows("ambiguous.tsv")? {
        let mut fitting = Vec::new();
        for code in list(&codes) {
            let country = countries.binary_search_by(|country| country.code.cmp(&code));
            let country = u16::try_from(
                country.map_err(|_| format!("ambiguous.tsv: no country {code} for {name}"))?,
            )?;
            fitting.push(Sense {
                country,
                role: Role::Name,
                place: Place::Nowhere,
                acronym: false,
            });
        }
        let unlisted = |old: &&Sense| fitting.iter().all(|new| new.country != old.country);
        if let Some(old) = senses
            .get(&name_key(&name))
            .and_then(|old| old.iter().find(unlisted))
        {
            let code = &countries[usize::from(old.country)].code;
            return Err(format!("ambiguous.tsv: {name} fits {code} too").into());
        }
        senses.insert(name_key(&name), fitting);
    }
    for (key, senses) in senses.iter().filter(|(_, senses)| senses.len() > 1) {
        if senses.len() > MAX_SENSES || senses.iter().any(|sense| sense.place != Place::Nowhere) {
            let codes: Vec<_> = senses
                .iter()
                .map(|sense| &countries[usize::from(sense.country)].code)
                .collect();
            return Err(
                format!("{key} fits {codes:?}: at most four, listed in ambiguous.tsv").into(),
            );
        }
    }
    for [name, place] in rows("traps.tsv")? {
        let of_key = senses.entry(name_key(&name)).or_default();
        let place = match place.as_str() {
            "nowhere" => Place::Nowhere,
            _ if of_key.is_empty() => {
                return Err(format!("traps.tsv: {name} is no country's").into());
            }
            "capitalised" => Place::Capitalised,
            "inside" => Place::Inside,
            "followed" => Place::Followed,
            _ => return Err(format!("traps.tsv: {name} counts {place}?").into()),
        };
        of_key.iter_mut().for_each(|sense| sense.place = place);
    }
    Ok(senses
        .into_iter()
        .map(|(key, senses)| (key, entry::pack(&senses)))
        .collect())
}

/// Every key with one sense, the strongest, of each country that has a name of that key.
fn collect_senses(countries: &[Country]) -> Result<BTreeMap<String, Vec<Sense>>> {
    let mut senses: BTreeMap<String, Vec<Sense>> = BTreeMap::new();
    for (row, country) in countries.iter().enumerate() {
        let row = u16::try_from(row)?;
        let mut add = |name: &str, role: Role| {
            let role = if is_latin(name) {
                role
            } else {
                role.max(Role::Foreign)
            };
            let acronym = role == Role::Name && !name.contains(char::is_lowercase);
            let sense = Sense {
                country: row,
                role,
                place: Place::Anywhere,
                acronym,
            };
            let of_key = senses.entry(name_key(name)).or_default();
            match of_key.iter_mut().find(|known| known.country == row) {
                Some(known) if role < known.role => *known = sense,
                Some(_) => {}
                None => of_key.push(sense),
            }
        };
        country.spoken().for_each(|(name, role)| add(name, role));
        country
            .capitals
            .iter()
            .for_each(|name| add(name, Role::Capital));
        country
            .foreign
            .iter()
            .for_each(|name| add(name, Role::Foreign));
        [&country.code, &country.alpha3]
            .into_iter()
            .filter(|code| !code.is_empty())
            .for_each(|code| add(code, Role::Code));
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
    let mut source = format!("static COUNTRIES: [Row; {}] = [\n", countries.len());
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
            "Row {{ code: {code:?}, alpha3: {alpha3:?}, dutch: {dutch:?}, english: {english:?}, capitals: &{capitals:?}, \
             spoken: &{:?} }},",
            Vec::from_iter(spoken)
        )?;
    }
    source.push_str("];\n");
    Ok(source)
}

/// The words that begin (bit 0) or end (bit 1) several others, with another word for the rest.
///
/// An `en` counts as a link after a long word only, and an `e` never: they would find as many accidents as compounds.
fn compound_parts(words: &BTreeSet<String>) -> BTreeMap<&str, u64> {
    // A rare beginning is an accident more often than a rare end.
    const COMMON_MODIFIER: u32 = 8;
    const COMMON_HEAD: u32 = 4;

    let known: HashSet<&str> = words.iter().map(String::as_str).collect();
    let mut counts: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    for word in words {
        for (modifier, rest) in
            (3..word.len().saturating_sub(2)).filter_map(|at| word.split_at_checked(at))
        {
            if !known.contains(modifier) {
                continue;
            }
            let after_en = rest.strip_prefix("en").filter(|_| modifier.len() > 5);
            for head in [Some(rest), rest.strip_prefix('s'), after_en]
                .into_iter()
                .flatten()
            {
                if head.len() >= 3 && modifier.len().max(head.len()) > 3 && known.contains(head) {
                    counts.entry(modifier).or_default().0 += 1;
                    counts.entry(head).or_default().1 += 1;
                }
            }
        }
    }
    let roles = |(modifier, head)| {
        u64::from(modifier >= COMMON_MODIFIER) | u64::from(head >= COMMON_HEAD) << 1
    };
    counts
        .into_iter()
        .map(|(word, counts)| (word, roles(counts)))
        .filter(|&(_, roles)| roles > 0)
        .collect()
}

/// Whether prose in Dutch or English could write a name so.
fn is_latin(name: &str) -> bool {
    fold(name)
        .chars()
        .all(|c| c.is_ascii() || !c.is_alphabetic())
}

/// The rows of a table, without its comments.
fn rows<const COLUMNS: usize>(file: &str) -> Result<Vec<[String; COLUMNS]>> {
    let mut rows = Vec::new();
    for line in fs::read_to_string(format!("{LEXICON}/{file}"))?
        .lines()
        .filter(|line| !line.starts_with('#'))
    {
        let cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
        rows.push(
            cells
                .try_into()
                .map_err(|cells| format!("{file}: not {COLUMNS} columns: {cells:?}"))?,
        );
    }
    Ok(rows)
}

fn list(cell: &str) -> Vec<String> {
    cell.split('|')
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}
