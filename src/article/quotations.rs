//! Finds the direct quotations in a Dutch text.
//!
//! Quotation marks and apostrophes are the same characters: zo’n, hyena’s, ’s avonds, Tokajevs’, 't, and, wrongly,
//! ‘s-Gravenhage. An apostrophe joins letters or replaces them; a quotation mark opens before a word and closes after
//! one. If both readings are possible, the shorter quotation wins.

use std::ops::Range;

/// A quotation, as byte ranges of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// The quotation with its marks.
    pub outer: Range<usize>,
    /// The text between the marks; never empty.
    pub inner: Range<usize>,
}

/// Finds the quotations in a text: ‘…’ “…” „…” „…“ "…" '…' «…» »…«.
///
/// Returns them in order and without overlap: a quotation inside a quotation is part of the outer one. A mark counts only
/// if it is closed before a blank line and before another opening mark of its kind.
pub fn quotations(text: &str) -> Vec<Quotation> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut found = Vec::new();
    let mut place = 0;
    while place < chars.len() {
        match quotation_at(&chars, place) {
            Some((quotation, next)) => {
                found.push(quotation);
                place = next;
            }
            None => place += 1,
        }
    }
    found
}

/// The quotation that opens at index `place`, and the index after it.
fn quotation_at(chars: &[(usize, char)], place: usize) -> Option<(Quotation, usize)> {
    let (start, opener) = *chars.get(place)?;
    let closers = closers(opener)?;
    if !can_open(chars, place) {
        return None;
    }
    let mut newlines = 0;
    for (at, (byte, char)) in chars.iter().enumerate().skip(place + 1) {
        newlines = match char {
            '\n' => newlines + 1,
            _ if char.is_whitespace() => newlines,
            _ => 0,
        };
        if closers.contains(char) && at > place + 1 && can_close(chars, at) {
            let inner = start + opener.len_utf8()..*byte;
            let outer = start..byte + char.len_utf8();
            return Some((Quotation { outer, inner }, at + 1));
        }
        if newlines > 1 || (*char == opener && can_open(chars, at)) {
            return None;
        }
    }
    None
}

/// The marks that close a quotation with this opening mark.
fn closers(opener: char) -> Option<&'static [char]> {
    Some(match opener {
        '‘' => &['’'],
        '“' => &['”'],
        '„' => &['”', '“'],
        '"' => &['"'],
        '\'' => &['\''],
        '«' => &['»'],
        '»' => &['«'],
        _ => return None,
    })
}

fn can_open(chars: &[(usize, char)], place: usize) -> bool {
    let (before, after) = neighbours(chars, place);
    let word_before = before.is_some_and(char::is_alphanumeric);
    let space_after = after.is_none_or(char::is_whitespace);
    !word_before && !space_after && !is_elision(chars, place)
}

fn can_close(chars: &[(usize, char)], place: usize) -> bool {
    let (before, after) = neighbours(chars, place);
    let Some(before) = before else { return false };
    if before.is_whitespace() || matches!(before, '(' | '[') {
        return false;
    }
    let is_single = matches!(chars.get(place), Some((_, '’' | '\'')));
    let joins = before.is_alphanumeric() && after.is_some_and(char::is_alphanumeric);
    !(is_single && joins)
}

/// Whether a single mark replaces letters, before a short word or a year: ’s avonds, ’t, ’n, ’98.
fn is_elision(chars: &[(usize, char)], place: usize) -> bool {
    if !matches!(chars.get(place), Some((_, '‘' | '\''))) {
        return false;
    }
    let after = || chars.iter().skip(place + 1).map(|(_, char)| *char);
    let word: String = after()
        .take_while(|char| char.is_alphanumeric())
        .take(4)
        .collect();
    let end = after().nth(word.chars().count());
    let apart =
        end.is_none_or(|char| char.is_whitespace() || matches!(char, '-' | ',' | '.' | ')'));
    match word.to_lowercase().as_str() {
        "s" | "t" | "n" | "k" | "m" | "r" | "em" | "ns" | "tis" => apart,
        digits if digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            apart && follows_word(chars, place, "jaren")
        }
        _ => false,
    }
}

/// Whether this word and white space come before index `place`.
fn follows_word(chars: &[(usize, char)], place: usize, word: &str) -> bool {
    let before = chars.iter().take(place).rev().map(|(_, char)| *char);
    before
        .skip_while(|char| char.is_whitespace())
        .take(word.len())
        .eq(word.chars().rev())
}

fn neighbours(chars: &[(usize, char)], place: usize) -> (Option<char>, Option<char>) {
    let at = |place: usize| chars.get(place).map(|(_, char)| *char);
    (place.checked_sub(1).and_then(at), at(place + 1))
}
