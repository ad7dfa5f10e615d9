//! What a question asks for more exactly than by its kind: a year, a sum of money, a share, an age, a measure, a place, one
//! of several. A sentence with the right kind of thing may still tell another: «Wat kostte het veldhospitaal?» is not
//! answered by sixty beds, nor «Welke rechter …?» by «een rechter», nor «Hoe oud is Blom?» by two saves.

use super::analyzer::Word;
use super::focus::ARTICLES;
use super::intent;
use super::question::Term;
use crate::lexicon::dates;
use crate::lexicon::numbers::{self, NumberMention};

mod units;

/// What exactly is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exact {
    /// «In welk jaar …?»
    Year,
    /// «Wat kost …?», «Hoeveel verdient …?»
    Money,
    /// «Hoeveel procent …?»
    Share,
    /// «Hoe oud …?»
    Age,
    /// «Hoe hoog …?»: a number of these.
    Measure(&'static [&'static [&'static str]]),
    /// «Waar …?»
    Place,
    /// «Wat zei Blom …?»: who speaks, as a place among the question's terms.
    SpokenBy(usize),
    /// «Welke rechter …?»: which of them, as a place among the question's terms.
    Which(usize),
}

const WHICH: [&str; 4] = ["welk", "welke", "which", "what"];
const YEAR: [&str; 2] = ["jaar", "year"];
const SHARE: [&str; 3] = ["procent", "percentage", "percent"];
/// What is asked for after «hoeveel» and «welk» where it is money.
const SUM: [&str; 6] = ["bedrag", "geld", "euro", "dollar", "amount", "money"];
/// What is done with money.
const COSTING: [&str; 18] = [
    "kost",
    "kosten",
    "kostte",
    "kostten",
    "gekost",
    "verdient",
    "verdienen",
    "verdiende",
    "verdienden",
    "betaalt",
    "betalen",
    "betaalde",
    "betaalden",
    "betaald",
    "cost",
    "earn",
    "pay",
    "paid",
];
/// Words beside which a number is a sum. Of millions it is not said of what.
const MONEY: &[&str] = &[
    "euro",
    "euros",
    "cent",
    "centen",
    "dollar",
    "dollars",
    "pond",
    "ponden",
    "pounds",
    "frank",
    "franken",
    "kroon",
    "kronen",
    "roebel",
    "roebels",
    "roubles",
    "rubles",
    "yen",
    "yuan",
    "lira",
    "tenge",
    "zloty",
    "miljoen",
    "miljard",
    "million",
    "billion",
    "miljoenen",
    "miljarden",
    "ton",
    "gulden",
    "guldens",
    "mark",
    "marken",
    "dinar",
    "rand",
    "peso",
    "eur",
];

/// What exactly a question of these words asks for, whose terms are these.
pub(super) fn exact(words: &[Word], terms: &[Term]) -> Option<Exact> {
    let is = |at: usize, options: &[&str]| {
        words
            .get(at)
            .is_some_and(|word| options.contains(&word.folded.as_str()))
    };
    let pays = || (0..words.len()).any(|at| is(at, &COSTING));
    let is_said = |at: usize| words.get(at).is_some_and(intent::is_saying);
    // «Wat zei de advocaat?», «Wat zei Maes?», not «Wat zei Armenië?», which has many voices.
    let speaker = |said: usize| {
        let mut after = words.iter().skip(said + 1);
        let who = after.find(|word| !ARTICLES.contains(&word.folded.as_str()))?;
        let is_who = |term: &Term| term.word == who.folded && term.country.is_none();
        terms.iter().position(is_who).map(Exact::SpokenBy)
    };
    let at = |at: usize| {
        let is_which = is(at, &WHICH);
        let is_how_many =
            is(at, &["hoeveel"]) || is(at, &["many", "much"]) && at > 0 && is(at - 1, &["how"]);
        if is_which && is(at + 1, &YEAR) {
            Some(Exact::Year)
        } else if (is_which || is_how_many) && is(at + 1, &SHARE) {
            Some(Exact::Share)
        } else if (is_which || is_how_many) && is(at + 1, &SUM)
            || (is_how_many || is(at, &["wat"])) && is(at + 1, &COSTING)
            || is(at, &["hoe"]) && is(at + 1, &["duur"])
            || is(at, &["much"]) && is_how_many && pays()
        {
            Some(Exact::Money)
        } else if is(at, &["wat", "what"]) && is_said(at + 1) {
            speaker(at + 1)
        } else if is_which {
            let noun = words.get(at + 1)?;
            let is_noun = |term: &Term| term.word == noun.folded && !term.is_name;
            terms.iter().position(is_noun).map(Exact::Which)
        } else if is(at, &["hoe", "how"]) && is(at + 1, &["oud", "old"]) || is(at, &["leeftijd"]) {
            Some(Exact::Age)
        } else if is(at, &["hoe", "how"]) {
            units::of(words.get(at + 1)?).map(Exact::Measure)
        } else if is(at, &["waar", "where"]) && !words.iter().any(is_about) {
            Some(Exact::Place)
        } else {
            None
        }
    };
    (0..words.len()).find_map(at)
}

/// «Waar gaat het over?» asks for no place, nor does «Waar dient het voor?»
fn is_about(word: &Word) -> bool {
    matches!(
        word.folded.as_str(),
        "over" | "voor" | "mee" | "van" | "tegen" | "toe" | "about" | "for"
    )
}

/// The numbers in a text that are no part of a date.
pub(super) fn counts(text: &str) -> Vec<NumberMention> {
    let dates = dates::dates(text);
    let mut counts = numbers::numbers(text);
    counts.retain(|number| {
        !dates.iter().any(|date| {
            date.range.start <= number.range.start && number.range.end <= date.range.end
        })
    });
    counts
}

/// Whether a text of these words tells an age: «34-jarige», «(58)», «negen jaar oud», «is 21».
pub(super) fn has_age(text: &str, words: &[Word]) -> bool {
    /// As old as anybody gets.
    const OLDEST: f64 = 125.0;
    let is_word = |at: usize, options: &[&str]| {
        words
            .get(at)
            .is_some_and(|word| options.contains(&word.folded.as_str()))
    };
    let tells = |word: &Word| {
        let word = word.folded.as_str();
        word.contains("jarig") || matches!(word, "geboren" | "leeftijd" | "aged" | "born" | "age")
    };
    let is_old = |at: usize| {
        is_word(at, &["jaar", "years", "year", "maanden", "months"])
            && is_word(at + 1, &["oud", "old", "jong"])
    };
    if words.iter().any(tells) || (0..words.len()).any(is_old) {
        return true;
    }
    numbers::numbers(text)
        .iter()
        .filter(|number| number.value <= OLDEST)
        .any(|number| {
            let before = text.get(..number.range.start).unwrap_or_default();
            let after = text.get(number.range.end..).unwrap_or_default();
            let ends = after.trim_start().is_empty() || after.starts_with([',', '.', ')', ';']);
            let last = before.split_whitespace().next_back().unwrap_or_default();
            before.ends_with('(') && after.starts_with(')')
                || before.ends_with(", ") && after.starts_with([',', '.'])
                || ends && matches!(last, "is" | "was" | "werd" | "wordt" | "pas" | "van")
        })
}

/// Whether a text of these words tells where something is: a preposition of place, and no date after it.
pub(super) fn has_place(words: &[Word]) -> bool {
    words.windows(2).any(|pair| {
        let [word, next] = pair else { return false };
        let next = next.folded.as_str();
        let is_time = next.starts_with(|first: char| first.is_ascii_digit())
            || units::TIMES.iter().any(|time| next.contains(time));
        PLACING.contains(&word.folded.as_str()) && !is_time
    })
}

/// Whether a text of these words names one of these units.
pub(super) fn has_unit(text: &str, words: &[Word], units: &[&[&str]]) -> bool {
    units.iter().copied().flatten().any(|unit| {
        let is_sign = !unit.starts_with(char::is_alphabetic);
        is_sign && text.contains(unit) || words.iter().any(|word| word.folded == **unit)
    })
}

/// Prepositions of place.
const PLACING: &[&str] = &[
    "in",
    "te",
    "uit",
    "bij",
    "op",
    "aan",
    "naar",
    "langs",
    "rond",
    "nabij",
    "tussen",
    "vanuit",
    "binnen",
    "buiten",
    "boven",
    "onder",
    "naast",
    "tegenover",
    "achter",
    "ten",
    "at",
    "from",
    "near",
    "on",
    "to",
];

/// Whether a text of these words names a sum of money.
pub(super) fn has_money(text: &str, words: &[Word]) -> bool {
    let is_money = |word: &Word| {
        let word = word.folded.trim_end_matches("'s");
        MONEY.contains(&word)
    };
    text.contains(['€', '$', '£']) || words.iter().any(is_money)
}

/// Whether what follows a number makes it a share: «38 procent», «38%».
pub(super) fn is_share(after: &str) -> bool {
    let after = after.trim_start();
    after.starts_with('%') || SHARE.iter().any(|word| after.starts_with(word))
}
