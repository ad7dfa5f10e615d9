//! Bare years: "in 1999", "sinds 2018", "tussen 2018 en 2020", "(2018)".

use std::ops::RangeInclusive;

use super::{Date, DateMention, Read, joint, stands_free};
use crate::lexicon::tokens::Token;

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
pub(super) fn year(tokens: &[Token], place: usize, range: RangeInclusive<u32>) -> Option<i32> {
    let year = tokens
        .get(place)?
        .digits(4..=4)
        .filter(|year| range.contains(year))?;
    let after = tokens.get(place + 1);
    let goes_on = after.is_some_and(|after| {
        let decimal = after.is_mark(&[".", ","])
            && tokens
                .get(place + 2)
                .is_some_and(|next| next.glued && next.digits(1..=9).is_some());
        after.glued
            && (after.is_mark(&["%", "°"])
                || decimal
                || after.folded.starts_with(char::is_alphabetic))
    });
    (stands_free(tokens, place) && !goes_on)
        .then(|| i32::try_from(year).ok())
        .flatten()
}

/// Reads the bare year at a token, and the years joined to it: "2018, 2019 en 2020", "2018-2020".
pub(super) fn read(tokens: &[Token], place: usize) -> Option<Read> {
    const MOST_YEARS: usize = 12;
    year(tokens, place, 1900..=2099)?;
    if !(is_bracketed(tokens, place)
        || follows_cue(tokens, before_about(tokens, place))
        || is_subject(tokens, place))
    {
        return None;
    }
    let mut mentions = Vec::new();
    let mut next = place;
    for _ in 0..MOST_YEARS {
        let Some(found) = year(tokens, next, 1900..=2099) else {
            break;
        };
        if is_counted(tokens, next + 1, found) {
            break;
        }
        let range = tokens.get(next)?.range.clone();
        let date = Date {
            year: Some(found),
            month: None,
            day: None,
        };
        mentions.push(DateMention::new(date, range));
        let joint = joint(tokens, next + 1);
        if joint == 0 {
            return Some(Read {
                mentions,
                next: next + 1,
            });
        }
        next += 1 + joint;
    }
    (!mentions.is_empty()).then_some(Read { mentions, next })
}

/// "(2018)", "(2018-2020)", "(Jansen, 2018)".
fn is_bracketed(tokens: &[Token], place: usize) -> bool {
    let before = place.checked_sub(1).and_then(|before| tokens.get(before));
    let closes = tokens
        .get(place + 1)
        .is_some_and(|after| after.is_mark(&[")", "]"]));
    let joined = joint(tokens, place + 1) > 0;
    before.is_some_and(|before| {
        (before.is_mark(&["(", "["]) && (closes || joined)) || (before.is_mark(&[","]) && closes)
    })
}

/// Verbs that can have a year as their subject: "1986 was warm".
#[rustfmt::skip]
const VERBS: &[&str] = &[
    "was", "werd", "is", "wordt", "begon", "eindigde", "bracht", "brengt", "zag", "kende", "gaf", "stond", "bleek",
    "markeerde", "betekende", "vormde", "leverde", "zou", "became", "began", "brought", "saw", "marked",
];

/// Returns whether a year opens its sentence as the subject of one of [`VERBS`].
fn is_subject(tokens: &[Token], place: usize) -> bool {
    let opens = place
        .checked_sub(1)
        .and_then(|before| tokens.get(before))
        .is_none_or(|before| before.is_mark(&[".", "?", "!"]));
    let acts = tokens
        .get(place + 1)
        .is_some_and(|after| VERBS.iter().any(|verb| after.is_word(verb)));
    opens && acts
}

/// Returns the index of "ca." or "circa" before a year; the year's own index if there is none.
fn before_about(tokens: &[Token], place: usize) -> usize {
    let at = |back: usize| place.checked_sub(back).and_then(|place| tokens.get(place));
    let is_about = |token: &Token| token.is_word("ca") || token.is_word("circa");
    if at(1).is_some_and(is_about) {
        place - 1
    } else if at(1).is_some_and(|point| point.is_mark(&["."])) && at(2).is_some_and(is_about) {
        place - 2
    } else {
        place
    }
}

fn follows_cue(tokens: &[Token], place: usize) -> bool {
    let cue = place.checked_sub(1).and_then(|before| tokens.get(before));
    let through = tokens.get(place.saturating_sub(3)..place);
    cue.is_some_and(|cue| CUES.contains(&cue.folded.as_str()))
        || matches!(through, Some([tot, en, met]) if tot.is_word("tot") && en.is_word("en") && met.is_word("met"))
}

/// Returns whether the token at `place` is a counted noun, so that the number before it is no year.
fn is_counted(tokens: &[Token], place: usize, year: i32) -> bool {
    tokens.get(place).is_some_and(|token| {
        let word = token.folded.as_str();
        let noun = COUNTED.contains(&word) || PLURALS.iter().any(|ending| word.ends_with(ending));
        UNITS.contains(&word) || (noun && year % 50 == 0)
    })
}
