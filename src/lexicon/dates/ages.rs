//! Decades and distant years: "de jaren zeventig", "in de jaren ’80", "the 1970s", "in ’68", "350 v.Chr.".

use super::calendar::Date;
use super::mention::{DateMention, Read, joint};
use crate::lexicon::tokens::{Kind, Tokens};

/// The decades of a century in words, from the first.
#[rustfmt::skip]
const DECADES: [&str; 10] = [
    "nul", "tien", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig",
];

/// Words that make the "jaren" after them a decade, whatever follows: "eind jaren 70".
#[rustfmt::skip]
const BEFORE_DECADE: [&str; 12] = [
    "de", "begin", "eind", "einde", "half", "halverwege", "midden", "medio", "vroege", "late", "sinds", "vanaf",
];

/// Words before a year of two digits: "in ’68".
const BEFORE_SHORT: [&str; 10] = [
    "in", "sinds", "van", "uit", "tot", "vanaf", "eind", "begin", "zomer", "since",
];

/// The mark that replaces the century of a year.
const ELISION: [&str; 3] = ["’", "'", "‘"];

/// Reads the decades and distant years that begin at a token.
pub(super) fn read(tokens: &Tokens, at: usize) -> Option<Read> {
    decades(tokens, at)
        .or_else(|| english_decade(tokens, at))
        .or_else(|| counted_from_christ(tokens, at))
        .or_else(|| short_year(tokens, at))
}

/// "jaren zeventig", "jaren ’70 en ’80"
fn decades(tokens: &Tokens, at: usize) -> Option<Read> {
    const MOST: usize = 12;
    if !tokens.is_word(at, &["jaren"]) {
        return None;
    }
    let before = tokens.before(at);
    let is_introduced = before.is_some_and(|before| before.is_word(&BEFORE_DECADE));
    let mut mentions = Vec::new();
    let mut next = at + 1;
    for _ in 0..MOST {
        let Some((year, after)) = decade(tokens, next) else {
            break;
        };
        if mentions.is_empty() && !tokens.is_mark(next, &ELISION) && !is_introduced {
            return None;
        }
        let first = if mentions.is_empty() { at } else { next };
        mentions.push(DateMention {
            is_decade: true,
            ..DateMention::new(Date::of_year(year), tokens.bytes(first..after)?)
        });
        next = after;
        match joint(tokens, after) {
            0 => break,
            joint if decade(tokens, after + joint).is_some() => next += joint,
            _ => break,
        }
    }
    (!mentions.is_empty()).then_some(Read { mentions, next })
}

/// Reads a decade as its first year, and the index after it: "zeventig", "’70", "70", "1970".
fn decade(tokens: &Tokens, at: usize) -> Option<(i32, usize)> {
    let is_decade = |word: &str| tokens.is_word(at, &[word]);
    if let Some((_, year)) = DECADES
        .iter()
        .zip((0..).step_by(10))
        .find(|(word, _)| is_decade(word))
    {
        let century = if year < 20 { 2000 } else { 1900 };
        return Some((century + year, at + 1));
    }
    let is_elided = tokens.is_mark(at, &ELISION);
    let digits = at + usize::from(is_elided);
    let number = tokens
        .get(digits)
        .filter(|number| !is_elided || number.glued)?;
    let short = number.digits(2..=2).map(|year| 1900 + year);
    let year = first_of_decade(short.or_else(|| number.digits(4..=4))?)?;
    let goes_on = tokens.is_glued(digits + 1) && tokens.is_mark(digits + 1, &["%", "°"]);
    (!goes_on).then_some((year, digits + 1))
}

/// Returns a year if it is the first of a decade.
fn first_of_decade(year: u32) -> Option<i32> {
    let is_first = year.is_multiple_of(10) && (1000..2100).contains(&year);
    i32::try_from(year).ok().filter(|_| is_first)
}

/// "the 1970s"
fn english_decade(tokens: &Tokens, at: usize) -> Option<Read> {
    let year = first_of_decade(tokens.get(at)?.digits(4..=4)?)?;
    if !tokens.is_glued(at + 1) || !tokens.is_word(at + 1, &["s"]) {
        return None;
    }
    let mut read = Read::one(Date::of_year(year), tokens, at..at + 2)?;
    read.mentions[0].is_decade = true;
    Some(read)
}

/// "350 v.Chr.", "350 voor Christus", "350 BC", "70 n.Chr."; a year before Christ is negative.
fn counted_from_christ(tokens: &Tokens, at: usize) -> Option<Read> {
    let year = tokens.get(at)?.digits(1..=4).filter(|year| *year > 0)?;
    let (is_before, next) = era(tokens, at + 1)?;
    let year = i32::try_from(year).ok()?;
    let date = Date::of_year(if is_before { -year } else { year });
    Read::one(date, tokens, at..next)
}

/// Reads an era: whether it is before Christ, and the index after it.
fn era(tokens: &Tokens, at: usize) -> Option<(bool, usize)> {
    let first = tokens.get(at)?;
    let is_before = match first.folded.as_str() {
        "bc" | "bce" | "vc" => return Some((true, at + 1)),
        "ad" | "ce" if first.kind == Kind::Word => return Some((false, at + 1)),
        "v" | "voor" | "vchr" => true,
        "n" | "na" | "nchr" => false,
        _ => return None,
    };
    if first.folded.ends_with("chr") {
        return Some((is_before, at + 1));
    }
    let christ = at + 1 + usize::from(tokens.is_mark(at + 1, &["."]));
    let is_short = tokens.is_word(christ, &["chr"]);
    if !is_short && !tokens.is_word(christ, &["christus"]) {
        return None;
    }
    let has_point = is_short && tokens.is_glued(christ + 1) && tokens.is_mark(christ + 1, &["."]);
    Some((is_before, christ + 1 + usize::from(has_point)))
}

/// "in ’68"
fn short_year(tokens: &Tokens, at: usize) -> Option<Read> {
    /// Two-digit years above this one belong to the twentieth century.
    const LAST_CENTURY: u32 = 30;
    let [mark, number] = tokens.get(at..at + 2)? else {
        return None;
    };
    let is_introduced = tokens.before(at)?.is_word(&BEFORE_SHORT);
    let is_apart = mark.is_mark(&ELISION) && number.glued && !mark.glued && is_introduced;
    let goes_on =
        tokens.is_glued(at + 2) && !tokens.is_mark(at + 2, &[".", ",", ";", "-", "–", ")", ":"]);
    if !is_apart || goes_on {
        return None;
    }
    let year = number.digits(2..=2)?;
    let century = if year > LAST_CENTURY { 1900 } else { 2000 };
    let date = Date::of_year(i32::try_from(century + year).ok()?);
    Read::one(date, tokens, at..at + 2)
}
