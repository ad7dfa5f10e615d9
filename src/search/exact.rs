//! What a question asks for more exactly than by its kind: a year, a sum of money, a share, an age, a measure, a place, one
//! of several. A sentence with the right kind of thing may still tell another: «Wat kostte het veldhospitaal?» is not
//! answered by sixty beds, nor «Welke rechter …?» by «een rechter», nor «Hoe oud is Blom?» by two saves. Whether a sentence
//! tells it, its objections judge.

mod units;

use super::question::Term;
use crate::analyzer::Word;

pub use units::Unit;

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
    /// «Hoe hoog …?»: a number of one of these.
    Measure(&'static [Unit]),
    /// «Waar …?»
    Place,
    /// «Welke rechter …?»: which of them, as a place among the question's terms.
    Which(usize),
}

const WHICH: [&str; 4] = ["welk", "welke", "which", "what"];
const YEAR: [&str; 2] = ["jaar", "year"];
/// Words for a share in a hundred.
pub(super) const SHARE: [&str; 3] = ["procent", "percentage", "percent"];
/// What is asked for after «hoeveel» and «welk» where it is money.
const SUM: [&str; 6] = ["bedrag", "geld", "euro", "dollar", "amount", "money"];
/// What is done with money.
#[rustfmt::skip]
const COSTING: [&str; 18] = [
    "kost", "kosten", "kostte", "kostten", "gekost", "verdient", "verdienen", "verdiende", "verdienden", "betaalt",
    "betalen", "betaalde", "betaalden", "betaald", "cost", "earn", "pay", "paid",
];

/// What exactly a question of these words asks for, whose terms are these.
pub(super) fn exact(words: &[Word], terms: &[Term]) -> Option<Exact> {
    let is =
        |at: usize, options: &[&str]| words.get(at).is_some_and(|word| word.is_one_of(options));
    let pays = || (0..words.len()).any(|at| is(at, &COSTING));
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
        } else if is_which {
            let noun = words.get(at + 1)?;
            let is_noun = |term: &Term| term.word == noun.folded && !term.is_name;
            terms.iter().position(is_noun).map(Exact::Which)
        } else if is(at, &["hoe", "how"]) && is(at + 1, &["oud", "old"]) || is(at, &["leeftijd"]) {
            Some(Exact::Age)
        } else if is(at, &["hoe", "how"]) {
            Unit::asked_for(words.get(at + 1)?).map(Exact::Measure)
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
