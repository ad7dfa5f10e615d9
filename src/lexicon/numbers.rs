//! Finds the numbers in a Dutch text, in digits and in words.
//!
//! A number counts or measures. The article "een" is none, nor are the digits of a name (CO2, A27), a label (Artikel 4)
//! or a decade (de jaren zeventig). The parts of a date are numbers, but not counts.

mod words;

use std::ops::Range;

use super::dates;
use super::tokens::{Kind, Tokens};

/// A number and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct NumberMention {
    /// Its value; for a vague number such as "honderden", the smallest that it can mean.
    pub value: f64,
    /// Its bytes, without a unit: "6 miljoen", "tientallen duizenden".
    pub range: Range<usize>,
}

/// Nouns and abbreviations that make the number after them a label.
#[rustfmt::skip]
const LABELS: &[&str] = &[
    "afdeling", "alinea", "alineas", "art", "artikel", "artikelen", "artikels", "bijlage", "bijlagen", "blz", "figuur",
    "hoofdstuk", "hoofdstukken", "kamerstuk", "kamerstukken", "lid", "nr", "nrs", "nummer", "nummers",
    "onderdeel", "p", "pag", "pagina", "paginas", "paragraaf", "paragrafen", "punt", "regel", "tabel", "versie",
    "voetnoot", "vraag", "vragen", "zaaknummer",
];

/// Returns the numbers in a text that are not part of a date, in order.
pub fn counts(text: &str) -> Vec<NumberMention> {
    let dates = dates::dates(text);
    let mut counts = numbers(text);
    counts.retain(|number| {
        !dates.iter().any(|date| {
            date.range.start <= number.range.start && number.range.end <= date.range.end
        })
    });
    counts
}

/// Returns the numbers in a text, in order, in Dutch notation: 20.000 is twenty thousand, 3,5 three and a half.
pub fn numbers(text: &str) -> Vec<NumberMention> {
    let tokens = Tokens::of(text);
    let mut found = Vec::new();
    let mut at = 0;
    let mut is_label = false;
    while let Some(token) = tokens.get(at) {
        let follows_label = is_label;
        is_label = labels(&tokens, at, follows_label);
        let read = match token.kind {
            Kind::Digits => in_digits(&tokens, at, text),
            Kind::Word => in_words(&tokens, at, text),
            Kind::Mark => None,
        };
        let Some(Read { value, next }) = read else {
            at += 1;
            continue;
        };
        is_label = follows_label;
        let last = tokens.get(next.saturating_sub(1)).unwrap_or(token);
        if let Some(value) = value.filter(|value| value.is_finite() && !follows_label) {
            found.push(NumberMention {
                value,
                range: token.range.start..last.range.end,
            });
        }
        at = next.max(at + 1);
    }
    found
}

/// What was read at a token: a number, or a token with digits that is none (`value` is `None`); and the next index.
struct Read {
    value: Option<f64>,
    next: usize,
}

/// Whether the token makes the next number a label: "artikel", and "en" after "artikel 4".
fn labels(tokens: &Tokens, at: usize, already: bool) -> bool {
    let Some(token) = tokens.get(at) else {
        return false;
    };
    let before = tokens.before(at);
    let after_number = before.is_some_and(|before| before.kind == Kind::Digits);
    match token.kind {
        Kind::Word if LABELS.contains(&token.folded.as_str()) => true,
        Kind::Word => {
            already && after_number && matches!(token.folded.as_str(), "en" | "of" | "tot")
        }
        Kind::Mark => {
            already && (token.is_mark(&[".", "-", "–"]) || (after_number && token.is_mark(&[","])))
        }
        Kind::Digits => already,
    }
}

/// Reads digits with their separators, and a word that multiplies them: "3,5 miljoen".
fn in_digits(tokens: &Tokens, at: usize, text: &str) -> Option<Read> {
    let is_mark = |at: usize, marks: &[&str]| tokens.is_glued(at) && tokens.is_mark(at, marks);
    let mut next = at + 1;
    while is_mark(next, &[".", ","]) && tokens.has_glued_digits(next + 1) {
        next += 2;
    }
    let is_word = tokens
        .get(next)
        .is_some_and(|token| token.glued && token.kind == Kind::Word);
    let goes_on = is_word || is_mark(next, &[":", "_"]) && tokens.has_glued_digits(next + 1);
    if goes_on || is_part_of_name(tokens, at) {
        return Some(Read { value: None, next });
    }
    let value = digits(text.get(tokens.bytes(at..next)?)?);
    let scale = tokens
        .get(next)
        .and_then(|token| words::scale(&token.folded));
    Some(match (value, scale) {
        (Some(value), Some(scale)) => Read {
            value: Some(value * scale),
            next: next + 1,
        },
        (value, _) => Read { value, next },
    })
}

/// Whether digits belong to the token before them, as in CO2, COVID-19, #12 and 12:30.
fn is_part_of_name(tokens: &Tokens, at: usize) -> bool {
    let before = |count: usize| at.checked_sub(count).and_then(|at| tokens.get(at));
    let (Some(token), Some(mark)) = (tokens.get(at), before(1)) else {
        return false;
    };
    let word = before(2).is_some_and(|word| word.kind == Kind::Word);
    let hyphenated = mark.is_mark(&["-"]) && mark.glued && word;
    token.glued && (mark.kind == Kind::Word || hyphenated || mark.is_mark(&["#", "_", ":", "."]))
}

/// Returns the value of digits in Dutch notation: points between thousands, one decimal comma; or one decimal point.
fn digits(text: &str) -> Option<f64> {
    let (whole, decimals) = match text.split_once(',') {
        Some((_, decimals)) if decimals.contains([',', '.']) => return None,
        Some((whole, decimals)) => (whole, decimals),
        None => (text, ""),
    };
    let mut groups = whole.split('.');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let thousands =
        !rest.is_empty() && first.len() <= 3 && rest.iter().all(|group| group.len() == 3);
    match rest.as_slice() {
        _ if thousands || rest.is_empty() => format!("{}.{decimals}0", whole.replace('.', ""))
            .parse()
            .ok(),
        [_] if decimals.is_empty() => whole.parse().ok(),
        _ => None,
    }
}

/// Reads a number word, or words that multiply each other: "anderhalf miljoen", "tientallen duizenden".
fn in_words(tokens: &Tokens, at: usize, text: &str) -> Option<Read> {
    let token = tokens.get(at)?;
    let original = text.get(token.range.clone())?;
    let mut value = words::value(&token.folded, original)?;
    let after = tokens.get(at + 1);
    let is_decade = tokens
        .before(at)
        .is_some_and(|before| before.is_word(&["jaren"]));
    let is_fraction = after.is_some_and(|after| words::is_denominator(&after.folded));
    let is_verb = token.folded == "acht" && tokens.is_word(at + 1, &words::AFTER_VERB);
    if is_decade || is_fraction || is_verb {
        return Some(Read {
            value: None,
            next: at + 1,
        });
    }
    let mut next = at + 1;
    while let Some(scale) = tokens
        .get(next)
        .and_then(|token| words::scale(&token.folded))
    {
        value *= scale;
        next += 1;
    }
    Some(Read {
        value: Some(value),
        next,
    })
}
