//! Decades and distant years: "de jaren zeventig", "in de jaren ’80", "the 1970s", "in ’68", "350 v.Chr.".

use super::{Date, DateMention, Read, joint};
use crate::lexicon::tokens::{Kind, Token};

/// The decades in words, with their first year within a century.
const DECADES: [(&str, i32); 10] = [
    ("nul", 0),
    ("tien", 10),
    ("twintig", 20),
    ("dertig", 30),
    ("veertig", 40),
    ("vijftig", 50),
    ("zestig", 60),
    ("zeventig", 70),
    ("tachtig", 80),
    ("negentig", 90),
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
pub(super) fn read(tokens: &[Token], place: usize) -> Option<Read> {
    decades(tokens, place)
        .or_else(|| english_decade(tokens, place))
        .or_else(|| counted_from_christ(tokens, place))
        .or_else(|| short_year(tokens, place))
}

/// "jaren zeventig", "jaren ’70 en ’80"
fn decades(tokens: &[Token], place: usize) -> Option<Read> {
    const MOST: usize = 12;
    let at = |place: usize| tokens.get(place);
    if !at(place)?.is_word("jaren") {
        return None;
    }
    let before = place.checked_sub(1).and_then(at);
    let is_introduced =
        before.is_some_and(|before| BEFORE_DECADE.iter().any(|word| before.is_word(word)));
    let mut mentions = Vec::new();
    let mut next = place + 1;
    for _ in 0..MOST {
        let Some((year, after)) = decade(tokens, next) else {
            break;
        };
        let is_elided = at(next)?.is_mark(&ELISION);
        if mentions.is_empty() && !is_elided && !is_introduced {
            return None;
        }
        let first = if mentions.is_empty() { place } else { next };
        let range = at(first)?.range.start..at(after - 1)?.range.end;
        mentions.push(DateMention {
            is_decade: true,
            ..DateMention::new(of_year(year), range)
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
fn decade(tokens: &[Token], place: usize) -> Option<(i32, usize)> {
    let token = tokens.get(place)?;
    if let Some((_, year)) = DECADES.iter().find(|(word, _)| token.is_word(word)) {
        let century = if *year < 20 { 2000 } else { 1900 };
        return Some((century + year, place + 1));
    }
    let digits = if token.is_mark(&ELISION) {
        place + 1
    } else {
        place
    };
    let number = tokens.get(digits)?;
    if digits > place && !number.glued {
        return None;
    }
    let year = number
        .digits(2..=2)
        .map(|year| 1900 + year)
        .or_else(|| number.digits(4..=4))?;
    let is_decade = year % 10 == 0 && (1000..2100).contains(&year);
    let goes_on = tokens
        .get(digits + 1)
        .is_some_and(|after| after.glued && after.is_mark(&["%", "°"]));
    is_decade
        .then(|| i32::try_from(year).ok())
        .flatten()
        .filter(|_| !goes_on)
        .map(|year| (year, digits + 1))
}

/// "the 1970s"
fn english_decade(tokens: &[Token], place: usize) -> Option<Read> {
    let [number, ending] = tokens.get(place..place + 2)? else {
        return None;
    };
    let year = number
        .digits(4..=4)
        .filter(|year| year % 10 == 0 && (1000..2100).contains(year))?;
    if !ending.glued || !ending.is_word("s") {
        return None;
    }
    let mention = DateMention {
        is_decade: true,
        ..DateMention::new(
            of_year(i32::try_from(year).ok()?),
            number.range.start..ending.range.end,
        )
    };
    Some(Read {
        mentions: vec![mention],
        next: place + 2,
    })
}

/// "350 v.Chr.", "350 voor Christus", "350 BC", "70 n.Chr."; a year before Christ is negative.
fn counted_from_christ(tokens: &[Token], place: usize) -> Option<Read> {
    let year = tokens.get(place)?.digits(1..=4).filter(|year| *year > 0)?;
    let (is_before, next) = era(tokens, place + 1)?;
    let year = i32::try_from(year).ok()?;
    let range = tokens.get(place)?.range.start..tokens.get(next - 1)?.range.end;
    let date = of_year(if is_before { -year } else { year });
    Some(Read {
        mentions: vec![DateMention::new(date, range)],
        next,
    })
}

/// Reads an era: whether it is before Christ, and the index after it.
fn era(tokens: &[Token], place: usize) -> Option<(bool, usize)> {
    let at = |place: usize| tokens.get(place);
    let first = at(place)?;
    let is_before = match first.folded.as_str() {
        "bc" | "bce" | "vc" => return Some((true, place + 1)),
        "ad" | "ce" if first.kind == Kind::Word => return Some((false, place + 1)),
        "v" | "voor" | "vchr" => true,
        "n" | "na" | "nchr" => false,
        _ => return None,
    };
    if first.folded.ends_with("chr") {
        return Some((is_before, place + 1));
    }
    let christ = if at(place + 1)?.is_mark(&["."]) {
        place + 2
    } else {
        place + 1
    };
    let is_short = at(christ)?.is_word("chr");
    if !is_short && !at(christ)?.is_word("christus") {
        return None;
    }
    let has_point = is_short && at(christ + 1).is_some_and(|t| t.glued && t.is_mark(&["."]));
    Some((is_before, christ + 1 + usize::from(has_point)))
}

/// "in ’68"
fn short_year(tokens: &[Token], place: usize) -> Option<Read> {
    /// Two-digit years above this one belong to the twentieth century.
    const LAST_CENTURY: u32 = 30;
    let [mark, number] = tokens.get(place..place + 2)? else {
        return None;
    };
    let before = place.checked_sub(1).and_then(|before| tokens.get(before))?;
    let is_introduced = BEFORE_SHORT.iter().any(|word| before.is_word(word));
    let is_apart = mark.is_mark(&ELISION) && number.glued && !mark.glued && is_introduced;
    let closes = tokens
        .get(place + 2)
        .is_some_and(|after| after.glued && !after.is_mark(&[".", ",", ";", "-", "–", ")", ":"]));
    if !is_apart || closes {
        return None;
    }
    let year = number.digits(2..=2)?;
    let year = i32::try_from(if year > LAST_CENTURY {
        1900 + year
    } else {
        2000 + year
    })
    .ok()?;
    Some(Read {
        mentions: vec![DateMention::new(
            of_year(year),
            mark.range.start..number.range.end,
        )],
        next: place + 2,
    })
}

fn of_year(year: i32) -> Date {
    Date {
        year: Some(year),
        month: None,
        day: None,
    }
}
