//! The kind of answer more exactly: a year, a sum of money, a share, an age, a measure, a place, one of several. A number may
//! still be of the wrong kind: sixty beds do not answer «Wat kostte het veldhospitaal?», nor two saves «Hoe oud is Blom?». The
//! objections judge whether a sentence tells the right one.

use super::term::Term;
use super::units::{self, Unit};
use crate::analyzer::Word;

/// The kind of answer more exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FineType {
    /// «In welk jaar …?»
    Year,
    /// «Wat kost …?», «Hoeveel verdient …?»
    Money,
    /// «Hoeveel procent …?»
    Share,
    /// «Hoe oud …?»
    Age,
    /// «Hoe hoog …?»: a number with one of these units.
    Measure(&'static [Unit]),
    /// «Waar …?»
    Place,
    /// «Welke rechter …?»: one of the things that the term with this index names.
    Which(usize),
}

const WHICH: [&str; 4] = ["welk", "welke", "which", "what"];
const YEAR: [&str; 2] = ["jaar", "year"];
/// Words for a percentage.
pub(crate) const SHARE: [&str; 3] = ["procent", "percentage", "percent"];
/// Nouns after «hoeveel» and «welk» that ask for money.
const SUM: [&str; 6] = ["bedrag", "geld", "euro", "dollar", "amount", "money"];
/// Verbs that ask for money.
#[rustfmt::skip]
const COSTING: [&str; 18] = [
    "kost", "kosten", "kostte", "kostten", "gekost", "verdient", "verdienen", "verdiende", "verdienden", "betaalt",
    "betalen", "betaalde", "betaalden", "betaald", "cost", "earn", "pay", "paid",
];

/// The fine type of a question of these words and terms.
pub(super) fn fine_type(words: &[Word], terms: &[Term]) -> Option<FineType> {
    let is =
        |at: usize, options: &[&str]| words.get(at).is_some_and(|word| word.is_one_of(options));
    let pays = || (0..words.len()).any(|at| is(at, &COSTING));
    let at = |at: usize| {
        let is_which = is(at, &WHICH);
        let is_how_many =
            is(at, &["hoeveel"]) || is(at, &["many", "much"]) && at > 0 && is(at - 1, &["how"]);
        if is_which && is(at + 1, &YEAR) {
            Some(FineType::Year)
        } else if (is_which || is_how_many) && is(at + 1, &SHARE) {
            Some(FineType::Share)
        } else if (is_which || is_how_many) && is(at + 1, &SUM)
            || (is_how_many || is(at, &["wat"])) && is(at + 1, &COSTING)
            || is(at, &["hoe"]) && is(at + 1, &["duur"])
            || is(at, &["much"]) && is_how_many && pays()
        {
            Some(FineType::Money)
        } else if is_which {
            let noun = words.get(at + 1)?;
            let is_noun = |term: &Term| term.word == noun.folded && !term.is_name;
            terms.iter().position(is_noun).map(FineType::Which)
        } else if is(at, &["hoe", "how"]) && is(at + 1, &["oud", "old"]) || is(at, &["leeftijd"]) {
            Some(FineType::Age)
        } else if is(at, &["hoe", "how"]) {
            units::asked_for(words.get(at + 1)?).map(FineType::Measure)
        } else if is(at, &["waar", "where"]) && !words.iter().any(is_about) {
            Some(FineType::Place)
        } else {
            None
        }
    };
    (0..words.len()).find_map(at)
}

/// «Waar gaat het over?» and «Waar dient het voor?» ask for no place.
fn is_about(word: &Word) -> bool {
    word.is_one_of(&["over", "voor", "mee", "van", "tegen", "toe", "about", "for"])
}
