//! Compiles the lexicon: tables of names and words, kept as text in `index/lexicon`, become maps that the program reads in
//! place, without a moment's start-up.
//!
//! - `names.fst`: the key of every name of every country, to its packed senses;
//! - `countries.rs`: the table of countries, in the order of their codes;
//! - `words.fst`: the folded Dutch word list;
//! - `parts.fst`: those of its words that many of its compounds are made of.
//!
//! The build fails on a name that fits two countries without being listed as ambiguous: nobody shall be mixed up silently.

use std::collections::BTreeSet;
use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use fold::fold;

#[path = "build/countries.rs"]
mod countries;
#[path = "build/names.rs"]
mod names;
#[path = "build/parts.rs"]
mod parts;
#[path = "build/rows.rs"]
mod rows;

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

/// Where the rules stand by which terms are made of words, beside the lists.
const RULES: [&str; 4] = [
    "src/lexicon/compounds.rs",
    "src/lexicon/derivation.rs",
    "src/lexicon/fold.rs",
    "src/lexicon/verbs.rs",
];

fn main() -> Result<()> {
    for source in ["index/lexicon", "index/model", "src/lexicon/entry.rs"] {
        println!("cargo::rerun-if-changed={source}");
    }
    for source in RULES {
        println!("cargo::rerun-if-changed={source}");
    }
    let out = env::var("OUT_DIR")?;
    let out = Path::new(&out);

    println!("cargo::rustc-env=VOETNOOT_LEXICON={:016x}", fingerprint()?);
    println!("cargo::rustc-env=VOETNOOT_MODEL_SUM={:016x}", model()?);
    let countries = countries::read()?;
    fs::write(out.join("countries.rs"), countries::source(&countries)?)?;
    fs::write(
        out.join("names.fst"),
        fst::Map::from_iter(names::by_key(&countries)?)?
            .into_fst()
            .into_inner(),
    )?;

    let english = fs::read_to_string(format!("{LEXICON}/english.txt"))?;
    fs::write(
        out.join("english.fst"),
        fst::Set::from_iter(english.lines())?
            .into_fst()
            .into_inner(),
    )?;

    let words: BTreeSet<String> = fs::read_to_string(format!("{LEXICON}/words.txt"))?
        .lines()
        .map(fold)
        .collect();
    fs::write(
        out.join("parts.fst"),
        fst::Map::from_iter(parts::compound_parts(&words))?
            .into_fst()
            .into_inner(),
    )?;
    fs::write(
        out.join("words.fst"),
        fst::Set::from_iter(words)?.into_fst().into_inner(),
    )?;
    Ok(())
}

/// A hash of all that is compiled in here, and of the rules: an index that was made with others has other terms.
fn fingerprint() -> Result<u64> {
    let mut files = fs::read_dir(LEXICON)?
        .map(|entry| Ok(entry?.path()))
        .collect::<std::io::Result<Vec<_>>>()?;
    files.sort();
    files.extend(RULES.map(PathBuf::from));
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
