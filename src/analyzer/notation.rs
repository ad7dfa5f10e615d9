//! Normalises variant notations: times and decimals («14:30», «14.30»), thousands («1250000», «1.250.000»), formulas
//! («CO2», «CO₂») and towns («Den Bosch», «’s-Hertogenbosch»). Texts and questions are treated alike.

use super::word::Word;
use crate::lexicon::places;

/// The longest formula with a subscript digit, in characters: «CO₂».
const LONGEST_FORMULA: usize = 6;

/// The longest unit with a superscript digit, in characters: «km²». After a longer word it marks a footnote.
const LONGEST_UNIT: usize = 2;

/// Returns the words of a text in one notation, with parts that belong together joined.
pub(super) fn normalised(text: &str, words: impl Iterator<Item = Word>) -> Vec<Word> {
    let mut formed: Vec<Word> = Vec::new();
    for mut word in words {
        match formed.last_mut() {
            Some(last) if is_one(text, last, &word) => {
                if is_time(text, last, &word) {
                    last.folded.push(',');
                }
                last.folded.push_str(&word.folded);
                last.range.end = word.range.end;
            }
            _ => {
                if let Some(number) = number(&word.folded) {
                    word.folded = number;
                }
                formed.push(word);
            }
        }
    }
    for at in 1..formed.len() {
        name_town(text, &mut formed, at);
    }
    formed
}

/// Whether a word continues the word before it.
fn is_one(text: &str, before: &Word, word: &Word) -> bool {
    is_time(text, before, word) || is_thousand(text, before, word) || is_formula(text, before, word)
}

/// «14:30»
fn is_time(text: &str, before: &Word, word: &Word) -> bool {
    let number = |word: &Word, most: u32| {
        is_digits(&word.folded) && word.folded.parse().is_ok_and(|n: u32| n <= most)
    };
    gap(text, before, word) == Some(":")
        && word.folded.len() == 2
        && before.folded.len() <= 2
        && number(before, 24)
        && number(word, 59)
}

/// «1 250 000», with no-break spaces.
fn is_thousand(text: &str, before: &Word, word: &Word) -> bool {
    let is_first = before.folded.len() <= 3 || before.folded.len().is_multiple_of(3);
    word.folded.len() == 3
        && is_digits(&word.folded)
        && is_digits(&before.folded)
        && (is_first || before.range.len() > before.folded.len())
        && !before.folded.starts_with('0')
        && matches!(
            gap(text, before, word),
            Some("\u{a0}" | "\u{202f}" | "\u{2009}")
        )
}

/// «CO₂», «H₂O», «m²»
fn is_formula(text: &str, before: &Word, word: &Word) -> bool {
    if gap(text, before, word) != Some("") {
        return false;
    }
    let written = |word: &Word| text.get(word.range.clone()).unwrap_or_default();
    let length = before.folded.chars().count();
    if written(word).chars().all(is_lowered) {
        length <= LONGEST_FORMULA
    } else if written(word).chars().all(is_raised) {
        length <= LONGEST_UNIT
    } else {
        written(before).ends_with(is_lowered) && length <= LONGEST_FORMULA
    }
}

fn is_lowered(c: char) -> bool {
    matches!(c, '₀'..='₉')
}

fn is_raised(c: char) -> bool {
    matches!(c, '²' | '³' | '¹' | '⁰' | '⁴'..='⁹')
}

fn gap<'t>(text: &'t str, before: &Word, word: &Word) -> Option<&'t str> {
    text.get(before.range.end..word.range.start)
}

/// Returns a number or a time in one notation: no marks between thousands, a comma before decimals and minutes. `None`
/// if the word is neither, or is already written so.
fn number(folded: &str) -> Option<String> {
    if !folded.starts_with(|c: char| c.is_ascii_digit()) || is_digits(folded) {
        return None;
    }
    time(folded)
        .or_else(|| grouped(folded, &['.', '\''], ','))
        .or_else(|| grouped(folded, &[','], '.').filter(|_| folded.matches(',').count() > 1))
        .or_else(|| {
            let (whole, decimals) = folded.split_once('.')?;
            (is_digits(whole) && is_digits(decimals)).then(|| format!("{whole},{decimals}"))
        })
}

/// «14u30», «14.30u»
fn time(folded: &str) -> Option<String> {
    let bare = folded.strip_suffix('u').unwrap_or(folded);
    let marks: &[char] = if bare.len() < folded.len() {
        &['.', ',']
    } else {
        &['u', 'h']
    };
    let (hours, minutes) = bare.split_once(marks)?;
    let is_time = is_digits(hours) && hours.len() <= 2 && is_digits(minutes) && minutes.len() == 2;
    is_time.then(|| format!("{hours},{minutes}"))
}

/// Reads a number whose thousands are grouped by one of `marks`, perhaps with decimals after `decimal`.
fn grouped(folded: &str, marks: &[char], decimal: char) -> Option<String> {
    let (whole, decimals) = match folded.split_once(decimal) {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (folded, None),
    };
    let mut groups = whole.split(marks);
    let first = groups.next()?;
    let mut number = first.to_owned();
    for group in groups {
        if group.len() != 3 || !is_digits(group) {
            return None;
        }
        number.push_str(group);
    }
    let is_grouped = number.len() > first.len() && is_digits(first) && first.len() <= 3;
    if !is_grouped || decimals.is_some_and(|decimals| !is_digits(decimals)) {
        return None;
    }
    if let Some(decimals) = decimals {
        number.push(',');
        number.push_str(decimals);
    }
    Some(number)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Replaces a town's short name, whose two words end at `at`, by its long name. «Van den Bosch» is a surname.
fn name_town(text: &str, words: &mut [Word], at: usize) {
    let (first, second) = (&words[at - 1], &words[at]);
    if places::is_long_name(&first.folded, &second.folded) {
        words[at - 1].is_stop_word = true;
        return;
    }
    let Some(long) = places::long_name(&first.folded, &second.folded) else {
        return;
    };
    let is_adjacent = gap(text, first, second).is_some_and(|gap| gap.trim().is_empty());
    let before = at.checked_sub(2).and_then(|before| words.get(before));
    let is_surname = before.is_some_and(|before| {
        before.folded == "van" && before.is_capitalised == first.is_capitalised
    });
    // «den Bosch» ends a surname; «den bosch» is a town typed without capitals.
    let is_written_so = first.is_capitalised || !second.is_capitalised;
    if is_adjacent && is_written_so && !is_surname {
        for (word, name) in words[at - 1..=at].iter_mut().zip(long) {
            name.clone_into(&mut word.folded);
        }
        words[at - 1].is_stop_word = true;
        words[at].is_stop_word = false;
    }
}
