//! Relative years: "maart vorig jaar", "dit jaar in mei".

use super::mention::DateMention;
use crate::lexicon::tokens::Tokens;

/// Words before "jaar", with the number of years after publication that they mean.
#[rustfmt::skip]
const YEARS: &[(&str, i32)] = &[
    ("vorig", -1), ("afgelopen", -1), ("last", -1), ("dit", 0), ("this", 0), ("volgend", 1), ("komend", 1), ("next", 1),
];

/// Words that may stand between a relative year and its date.
const BETWEEN: &[&str] = &[
    "in", "op", "eind", "begin", "half", "medio", "sinds", "vanaf", "de",
];

/// Words that join two dates of one year.
#[rustfmt::skip]
const JOINTS: [&str; 9] = [
    "en", "of", "tot", "t/m", "tot en met", "–", "-", "and", "to",
];

/// Returns how many years after publication the date of tokens `at..next` lies, if a relative year stands beside it.
pub(super) fn years_on(tokens: &Tokens, at: usize, next: usize) -> Option<i32> {
    let before = (0..2)
        .map_while(|back| at.checked_sub(1 + back))
        .find(|at| !tokens.is_word(*at, BETWEEN))
        .and_then(|at| at.checked_sub(1));
    year(tokens, next).or_else(|| year(tokens, before?))
}

/// Returns the relative year that two tokens give.
fn year(tokens: &Tokens, at: usize) -> Option<i32> {
    let (_, years) = YEARS.iter().find(|(word, _)| tokens.is_word(at, &[word]))?;
    tokens.is_word(at + 1, &["jaar", "year"]).then_some(*years)
}

/// "Tussen maart en augustus vorig jaar": gives the first date the year of the second, unless that would put it later.
pub(super) fn share(found: &mut [DateMention], text: &str) {
    for at in (1..found.len()).rev() {
        let (before, after) = (&found[at - 1], &found[at]);
        let is_open = before.date.year.is_none() && before.years_on.is_none();
        let gap = text
            .get(before.range.end..after.range.start)
            .unwrap_or_default();
        let is_earlier = before.date.month <= after.date.month;
        if is_open && is_earlier && JOINTS.contains(&gap.trim()) {
            found[at - 1].years_on = after.years_on;
        }
    }
}
