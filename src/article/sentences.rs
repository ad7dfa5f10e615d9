//! Splits a Dutch text into sentences.
//!
//! Law: the sentences are a partition. Joined, they are the text; none is empty; the white space after a sentence belongs
//! to it, and white space at the beginning of the text belongs to the first.
//!
//! The sentence boundaries of Unicode (UAX 29) end a sentence at every line end and at every abbreviation before a
//! capital, and find none before a digit or before "’s Avonds". So this module judges every stop by the words before it
//! ([`super::abbreviations`]) and after it. It does not split a quotation or a pair of brackets, unless it is very long.

use std::ops::Range;

use super::abbreviations::{self, Ending};
use super::quotations::quotations;

/// Quotations and brackets with more characters than this may be split.
const LONGEST_WHOLE: usize = 400;

/// How many characters after a stop to examine. The bound keeps a text of only stops and brackets as fast as any other.
const FARTHEST: usize = 60;

/// Splits a text into sentences, as byte ranges.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let whole = whole_spans(text);
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut has_word = false;
    let mut chars = text.char_indices().peekable();
    while let Some((at, char)) = chars.next() {
        has_word |= char.is_alphanumeric();
        let end = match char {
            '\n' => {
                while chars.next_if(|(_, next)| next.is_whitespace()).is_some() {}
                line_break(text, start, at)
            }
            _ if is_stop(char) => {
                while chars
                    .next_if(|(_, next)| is_stop(*next) || is_closer(*next))
                    .is_some()
                {}
                let end = chars.peek().map_or(text.len(), |(end, _)| *end);
                full_stop(text, start, at..end)
            }
            _ => None,
        };
        let Some(end) = end else { continue };
        if has_word && end < text.len() && !is_inside(&whole, end) {
            sentences.push(start..end);
            start = end;
            has_word = false;
            while chars.next_if(|(next, _)| *next < end).is_some() {}
        }
    }
    if start < text.len() {
        sentences.push(start..text.len());
    }
    sentences
}

/// Where the next sentence begins, if a stop and the closing marks after it end this one.
fn full_stop(text: &str, start: usize, stop: Range<usize>) -> Option<usize> {
    let rest = skip_reference(text.get(stop.end..)?);
    let next = rest.trim_start();
    let next_start = text.len() - next.len();
    if next.len() == rest.len() {
        return None;
    }
    let opening = Opening::of(next);
    let marks = text.get(stop.clone())?;
    let stops = marks.trim_end_matches(is_closer);
    let before = text.get(start..stop.start)?;
    let ends = match stops {
        "." => match abbreviations::ending(before, marks.len() == 1) {
            Ending::Ordinary => opening != Opening::Lower,
            Ending::BeforeNumber => !matches!(opening, Opening::Lower | Opening::Digit),
            Ending::Never => false,
        },
        // An ellipsis that stands apart from the word before it marks an omission, not an end.
        _ if stops.starts_with(['…', '.']) => {
            opening != Opening::Lower
                && !before.is_empty()
                && !before.ends_with(char::is_whitespace)
        }
        _ => opening != Opening::Lower,
    };
    ends.then_some(next_start)
}

/// Where the next sentence begins, if a line end ends this one: before a list item, after one, and at a blank line.
fn line_break(text: &str, start: usize, newline: usize) -> Option<usize> {
    let next = text.get(newline..)?.trim_start();
    let next_start = text.len() - next.len();
    let gap = text.get(newline..next_start)?;
    let blank_line = gap.bytes().filter(|byte| *byte == b'\n').count() > 1;
    let line = text.get(start..newline)?.rsplit('\n').next()?;
    let after_item = is_list_item(line) && Opening::of(next) == Opening::Upper;
    (blank_line || is_list_item(next) || after_item).then_some(next_start)
}

/// Whether a line begins like a list item: `- `, `* `, `• `, `1. `, `a) `.
fn is_list_item(line: &str) -> bool {
    let line = line.trim_start();
    let marker = line.split(char::is_whitespace).next().unwrap_or_default();
    let name = marker.trim_end_matches(['.', ')']);
    let numbered = name.len() < marker.len()
        && name.len() <= 3
        && name.bytes().all(|byte| byte.is_ascii_digit());
    let lettered = name.len() < marker.len()
        && name.len() == 1
        && name.bytes().all(|byte| byte.is_ascii_lowercase());
    let apart = marker.len() < line.len();
    apart
        && (matches!(marker, "-" | "*" | "•" | "–" | "·" | "o")
            || (!name.is_empty() && (numbered || lettered)))
}

/// The first character of a text after opening marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opening {
    Lower,
    Upper,
    Digit,
    Other,
}

impl Opening {
    fn of(text: &str) -> Opening {
        if let Some(opening) = remark(text).or_else(|| elided_word(text)) {
            return opening;
        }
        let mut chars = text
            .chars()
            .take(FARTHEST)
            .skip_while(|char| is_opener(*char));
        match chars.next() {
            // A brand such as iPhone can begin a sentence.
            Some(first) if first.is_lowercase() => match chars.next() {
                Some(second) if second.is_uppercase() => Opening::Upper,
                _ => Opening::Lower,
            },
            Some(first) if first.is_uppercase() => Opening::Upper,
            Some(first) if first.is_numeric() => Opening::Digit,
            _ => Opening::Other,
        }
    }
}

/// A remark in brackets belongs to the sentence before it if that sentence goes on after it, or if the remark ends the
/// text without a stop, like a photo's credit.
fn remark(text: &str) -> Option<Opening> {
    let close = match text.chars().next() {
        Some('[') => ']',
        Some('(') => ')',
        _ => return None,
    };
    let mut chars = text.char_indices().take(LONGEST_WHOLE);
    let (end, _) = chars.find(|(_, char)| *char == close)?;
    let after = text.get(end + 1..)?;
    let next = after
        .chars()
        .take(FARTHEST)
        .find(|char| !char.is_whitespace());
    let belongs = match next {
        Some(next) => next.is_lowercase() || matches!(next, '.' | ',' | ';' | ':'),
        None => !text.get(..end)?.ends_with(is_stop),
    };
    belongs.then_some(Opening::Lower)
}

/// "’s Avonds" and "'t Is" begin a sentence although their first letter is lower case; "’s avonds" does not.
fn elided_word(text: &str) -> Option<Opening> {
    let rest = text.strip_prefix(['’', '\'', '‘'])?;
    let after = rest.strip_prefix(['s', 't', 'n', 'k', 'm', 'r'])?;
    let word = after.strip_prefix([' ', '-'])?;
    Some(if word.starts_with(char::is_uppercase) {
        Opening::Upper
    } else {
        Opening::Lower
    })
}

/// The text after a footnote reference directly behind a stop: `[5]`.
fn skip_reference(text: &str) -> &str {
    let Some(rest) = text.strip_prefix('[') else {
        return text;
    };
    let after = rest
        .trim_start_matches(|char: char| char.is_ascii_digit())
        .trim_start();
    let digits = rest.len() - after.len();
    after
        .strip_prefix(']')
        .filter(|_| (1..=4).contains(&digits))
        .unwrap_or(text)
}

fn is_stop(char: char) -> bool {
    matches!(char, '.' | '!' | '?' | '…' | '‽' | '。' | '！' | '？')
}

fn is_closer(char: char) -> bool {
    "’”\"'»«“)]}*_".contains(char)
}

fn is_opener(char: char) -> bool {
    "‘’“”„\"'«»([{*_-–—….¿¡".contains(char) || char.is_whitespace()
}

/// The quotations and bracketed remarks short enough to stay whole: in order, overlapping ones joined.
fn whole_spans(text: &str) -> Vec<Range<usize>> {
    let mut spans: Vec<_> = quotations(text)
        .into_iter()
        .map(|quotation| quotation.outer)
        .collect();
    spans.extend(brackets(text));
    spans.retain(|span| is_short(text, span));
    spans.sort_by_key(|span| span.start);
    let mut joined: Vec<Range<usize>> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => joined.push(span),
        }
    }
    joined
}

/// The pairs of round and square brackets, including nested ones.
fn brackets(text: &str) -> Vec<Range<usize>> {
    let mut pairs = Vec::new();
    let (mut round, mut square) = (Vec::new(), Vec::new());
    for (at, char) in text.char_indices() {
        let opened = match char {
            '(' => {
                round.push(at);
                None
            }
            '[' => {
                square.push(at);
                None
            }
            ')' => round.pop(),
            ']' => square.pop(),
            _ => None,
        };
        pairs.extend(opened.map(|start| start..at + 1));
    }
    pairs
}

fn is_short(text: &str, span: &Range<usize>) -> bool {
    let most_bytes = LONGEST_WHOLE * char::MAX.len_utf8();
    span.len() <= most_bytes
        && text
            .get(span.clone())
            .is_some_and(|inside| inside.chars().count() <= LONGEST_WHOLE)
}

/// Whether a byte lies inside one of the spans, which are in order and do not overlap.
fn is_inside(spans: &[Range<usize>], place: usize) -> bool {
    let before = spans.partition_point(|span| span.start < place);
    before
        .checked_sub(1)
        .and_then(|last| spans.get(last))
        .is_some_and(|span| place < span.end)
}
