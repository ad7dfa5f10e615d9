//! Decides from the word before a full stop whether the stop ends a sentence or belongs to an abbreviation.

use crate::lexicon::initials::names_letter;

/// What the word before a full stop says about the stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// The stop ends a sentence, unless the text goes on in lower case.
    Ordinary,
    /// Like [`Ending::Ordinary`], but the sentence goes on if a number follows: "max. 5".
    BeforeNumber,
    /// The stop belongs to the word: "drs.".
    Never,
}

/// Abbreviations that never end a sentence.
#[rustfmt::skip]
const OPEN: &[&str] = &[
    "aant", "afb", "afd", "afl", "art", "artt", "bijv", "blz", "ca", "cf", "dhr", "dr", "dra",
    "drs", "ds", "evt", "fig", "gebr", "gen", "hfst", "hr", "i.c", "ing", "ir", "jhr", "jkvr", "lic", "lt",
    "mej", "mevr", "mgr", "mr", "mrs", "ms", "mw", "nr", "nrs", "p", "pag", "par", "pp", "prof", "red",
    "resp", "st", "tel", "vgl", "vs", "zgn", "zg", "zr", "weth",
];

/// Abbreviations that end with dots inside and may stand at the end of a sentence.
#[rustfmt::skip]
const CLOSED: &[&str] = &[
    "a.s", "a.u.b", "b.v", "c.s", "d.v", "e.a", "e.d", "e.o", "e.v", "i.d", "i.o", "j.l", "m.a.w", "m.i", "n.a", "n.b",
    "n.chr", "n.v", "o.i.d", "p.j", "p.p", "p.w", "q.q", "s.v.p", "u.s", "v.chr", "v.s",
];

/// Abbreviations that are also words, and count as abbreviations only before a number.
#[rustfmt::skip]
const BEFORE_NUMBER: &[&str] = &[
    "apr", "aug", "bv", "dd", "dec", "di", "do", "excl", "feb", "febr", "incl", "jan", "jul", "jun", "lid", "ma", "max", "min", "mld", "mln",
    "mrt", "no", "nov", "okt", "sec", "sep", "sept", "stb", "trb", "wo", "za",
];

/// Classifies a stop; `before` is the sentence up to it, and `bare` says that no closing mark follows the stop.
pub(super) fn ending(before: &str, bare: bool) -> Ending {
    let spaced = before.trim_end();
    let is_apart = spaced.len() < before.len();
    let mut words = spaced.rsplit(char::is_whitespace);
    let word = words.next().unwrap_or_default();
    if is_apart || !bare {
        return Ending::Ordinary;
    }
    let word = word.trim_start_matches(|char: char| !char.is_alphanumeric());
    let previous = words.find(|word| !word.is_empty());
    let is_first = previous.is_none() || previous.is_some_and(|previous| previous.ends_with(':'));
    let name = word.to_lowercase();
    let letters = word.chars().count();
    let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
    if is_first && !word.is_empty() && letters <= 3 && (is_number || letters == 1) {
        // The mark of a list item, "1." or "a.", is no sentence by itself.
        return Ending::Never;
    }
    if letters > 1 && word.chars().all(char::is_uppercase) {
        // An acronym, "de VS.", is not the abbreviation "vs.".
        return Ending::Ordinary;
    }
    let is_era = matches!(name.as_str(), "v" | "n")
        && previous.is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
    if is_era || OPEN.contains(&name.as_str()) {
        return Ending::Never;
    }
    if BEFORE_NUMBER.contains(&name.as_str()) {
        return Ending::BeforeNumber;
    }
    if is_dotted(word) {
        return if CLOSED.contains(&name.as_str()) {
            Ending::Ordinary
        } else {
            Ending::Never
        };
    }
    let is_initial = letters == 1 && word.chars().all(char::is_uppercase);
    let is_lettered = previous.is_some_and(|noun| names_letter(&noun.to_lowercase()));
    if is_initial && !is_lettered {
        Ending::Never
    } else {
        Ending::Ordinary
    }
}

/// Whether a word is letters separated by dots, such as `d.w.z`, `J.P` or `v.Chr`. A domain such as `nos.nl` is not: no
/// part of it is a single letter.
fn is_dotted(word: &str) -> bool {
    let mut has_letter = false;
    let short = |part: &str| {
        let letters = part.chars().count();
        has_letter |= letters == 1;
        (1..=3).contains(&letters) && part.chars().all(char::is_alphabetic)
    };
    word.contains('.') && word.split('.').all(short) && has_letter
}
