//! What a question asks for more exactly than by its kind: a year, a sum of money, a share, one of several. A sentence
//! with the right kind of thing may still tell another: «Wat kostte het veldhospitaal?» is not answered by sixty beds, nor
//! «Welke rechter …?» by «een rechter».

use super::analyzer::Word;
use super::question::Term;

/// What exactly is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exact {
    /// «In welk jaar …?»
    Year,
    /// «Wat kost …?», «Hoeveel verdient …?»
    Money,
    /// «Hoeveel procent …?»
    Share,
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
        } else {
            None
        }
    };
    (0..words.len()).find_map(at)
}

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
