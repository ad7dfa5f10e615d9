//! Bare years: "in 1999", "sinds 2018", "tussen 2018 en 2020", "(2018)".

use std::ops::RangeInclusive;

use super::calendar::Date;
use super::mention::{DateMention, Read, joint, stands_free};
use crate::lexicon::tokens::Tokens;

/// Words that a year may follow.
#[rustfmt::skip]
const CUES: &[&str] = &[
    "after", "anno", "autumn", "before", "begin", "beginning", "between", "by", "during", "early", "eind", "einde",
    "end", "from", "gedurende", "half", "halverwege", "herfst", "in", "jaar", "jaartal", "jaargang", "jaren", "late", "lente",
    "medio", "mid", "midden", "na", "najaar", "over", "per", "periode", "schooljaar", "vergaderjaar", "omstreeks", "rond", "seizoen", "since", "sinds", "spring", "summer",
    "tegen", "tijdens", "tot", "tussen", "uit", "until", "van", "vanaf", "voor", "voorjaar", "winter", "year", "zomer",
];

/// Units: any number before one of these is a quantity.
#[rustfmt::skip]
const UNITS: &[&str] = &[
    "dagen", "dollar", "euro", "graden", "gram", "hectare", "jaar", "keer", "kilo", "kilometer", "liter", "maal",
    "maanden", "megawatt", "meter", "miljard", "miljoen", "minuten", "pagina", "procent", "stuks", "ton", "uren",
    "uur", "weken",
];

/// Counted nouns: a round number before one of these is a quantity. Other numbers stay years, because "dat in 2018
/// kinderen" is good Dutch.
#[rustfmt::skip]
const COUNTED: &[&str] = &[
    "aanvragen", "banen", "bedrijven", "demonstranten", "doden", "gebouwen", "gemeenten", "gevallen", "gewonden",
    "gezinnen", "huizen", "kinderen", "leden", "leerlingen", "man", "manschappen", "mensen", "militairen", "personen",
    "plaatsen", "soldaten", "troepen", "vluchtelingen", "woningen",
];

/// Plural endings of Dutch nouns that no verb form has.
const PLURALS: &[&str] = &["ers", "tjes", "heden", "teiten", "anten", "isten"];

/// Reads the year at a token if it lies in a range and stands free.
pub(super) fn year(tokens: &Tokens, at: usize, range: RangeInclusive<u32>) -> Option<i32> {
    let year = tokens
        .get(at)?
        .digits(4..=4)
        .filter(|year| range.contains(year))?;
    let goes_on = tokens.get(at + 1).is_some_and(|after| {
        let is_decimal = after.is_mark(&[".", ","]) && tokens.has_glued_digits(at + 2);
        let is_letter = after.folded.starts_with(char::is_alphabetic);
        after.glued && (after.is_mark(&["%", "°"]) || is_decimal || is_letter)
    });
    i32::try_from(year)
        .ok()
        .filter(|_| stands_free(tokens, at) && !goes_on)
}

/// Reads the bare year at a token, and the years joined to it: "2018, 2019 en 2020", "2018-2020".
pub(super) fn read(tokens: &Tokens, at: usize) -> Option<Read> {
    const MOST_YEARS: usize = 12;
    year(tokens, at, 1900..=2099)?;
    if !(is_bracketed(tokens, at)
        || follows_cue(tokens, before_about(tokens, at))
        || is_subject(tokens, at))
    {
        return None;
    }
    let mut mentions = Vec::new();
    let mut next = at;
    for _ in 0..MOST_YEARS {
        let found = year(tokens, next, 1900..=2099);
        let Some(found) = found.filter(|year| !is_counted(tokens, next + 1, *year)) else {
            break;
        };
        mentions.push(DateMention::new(
            Date::of_year(found),
            tokens.bytes(next..next + 1)?,
        ));
        let joint = joint(tokens, next + 1);
        next += 1 + joint;
        if joint == 0 {
            break;
        }
    }
    (!mentions.is_empty()).then_some(Read { mentions, next })
}

/// "(2018)", "(2018-2020)", "(Jansen, 2018)".
fn is_bracketed(tokens: &Tokens, at: usize) -> bool {
    let closes = tokens.is_mark(at + 1, &[")", "]"]);
    let is_joined = joint(tokens, at + 1) > 0;
    tokens.before(at).is_some_and(|before| {
        before.is_mark(&["(", "["]) && (closes || is_joined) || before.is_mark(&[","]) && closes
    })
}

/// Verbs that can have a year as their subject: "1986 was warm".
#[rustfmt::skip]
const VERBS: &[&str] = &[
    "was", "werd", "is", "wordt", "begon", "eindigde", "bracht", "brengt", "zag", "kende", "gaf", "stond", "bleek",
    "markeerde", "betekende", "vormde", "leverde", "zou", "became", "began", "brought", "saw", "marked",
];

/// Whether a year opens its sentence as the subject of one of [`VERBS`].
fn is_subject(tokens: &Tokens, at: usize) -> bool {
    let before = tokens.before(at);
    before.is_none_or(|before| before.is_mark(&[".", "?", "!"])) && tokens.is_word(at + 1, VERBS)
}

/// Returns the index of "ca." or "circa" before a year; the year's own index if there is none.
fn before_about(tokens: &Tokens, at: usize) -> usize {
    let is_about = |at: usize| tokens.is_word(at, &["ca", "circa"]);
    match at {
        1.. if is_about(at - 1) => at - 1,
        2.. if tokens.is_mark(at - 1, &["."]) && is_about(at - 2) => at - 2,
        _ => at,
    }
}

fn follows_cue(tokens: &Tokens, at: usize) -> bool {
    let cue = tokens.before(at);
    let is_through = || {
        let words = ["tot", "en", "met"].iter().zip(at.saturating_sub(3)..);
        at >= 3
            && words
                .into_iter()
                .all(|(word, at)| tokens.is_word(at, &[word]))
    };
    cue.is_some_and(|cue| CUES.contains(&cue.folded.as_str())) || is_through()
}

/// Whether the token is a counted noun, so that the number before it is no year.
fn is_counted(tokens: &Tokens, at: usize, year: i32) -> bool {
    tokens.get(at).is_some_and(|token| {
        let word = token.folded.as_str();
        let is_noun =
            COUNTED.contains(&word) || PLURALS.iter().any(|ending| word.ends_with(ending));
        UNITS.contains(&word) || is_noun && year % 50 == 0
    })
}
