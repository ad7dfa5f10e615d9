//! Folding: the form in which words and names are compared.
//!
//! Spellings that a reader takes for one another fold alike: `Kirgizië`, `KIRGIZIE` and `kirgizie`; `O‘zbekiston` and
//! `O'zbekiston`. Only the combining marks of Latin, Greek and Cyrillic are dropped. Indic and Thai vowel signs and the
//! points of Hebrew and Arabic stay, because without them different names would become equal. The build script folds
//! the name lists with this file, so keys made at build time and at run time agree.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_compatible;

/// Returns a text in lower case, decomposed (NFKD), without diacritics, with one kind of apostrophe (`'`). Idempotent;
/// accepts any string.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        let lower = text.to_ascii_lowercase();
        return if lower.contains('`') {
            lower.replace('`', "'")
        } else {
            lower
        };
    }
    let mut folded = String::with_capacity(text.len());
    let visible = text
        .chars()
        .filter(|&c| !is_invisible(c))
        .map(plain_apostrophe);
    for decomposed in visible.nfkd() {
        push_folded(decomposed, &mut |c| folded.push(c));
    }
    folded
}

/// Returns the key by which names are compared: folded, without apostrophes and full stops, any other run of
/// punctuation and white space replaced by one space, trimmed.
///
/// `Noord-Korea` and `noord korea` share a key; so do `V.S.` and `VS`.
pub fn name_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    let mut gap = false;
    for c in fold(text).chars() {
        match key_role(c) {
            KeyRole::Letter => {
                if gap && !key.is_empty() {
                    key.push(' ');
                }
                gap = false;
                key.push(c);
            }
            KeyRole::Gap => gap = true,
            KeyRole::Nothing => {}
        }
    }
    key
}

/// Folds one character and passes the result to `each`: usually one character, none for a dropped mark.
///
/// Equals [`fold`] character by character, without allocating.
#[inline]
pub fn fold_char(c: char, each: &mut impl FnMut(char)) {
    if c.is_ascii() {
        each(fold_ascii(c));
    } else if !is_invisible(c) {
        decompose_compatible(plain_apostrophe(c), |decomposed| {
            push_folded(decomposed, each);
        });
    }
}

/// What a folded character contributes to a [`name_key`].
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum KeyRole {
    /// The character itself.
    Letter,
    /// A word boundary.
    Gap,
    /// Nothing: it is an apostrophe or a full stop.
    Nothing,
}

/// Returns what a folded character contributes to a [`name_key`].
#[inline]
pub fn key_role(c: char) -> KeyRole {
    if matches!(c, '\'' | '.') {
        KeyRole::Nothing
    } else if c.is_alphanumeric() || is_sign(c) {
        KeyRole::Letter
    } else {
        KeyRole::Gap
    }
}

#[inline]
fn fold_ascii(c: char) -> char {
    if c == '`' {
        '\''
    } else {
        c.to_ascii_lowercase()
    }
}

fn push_folded(decomposed: char, each: &mut impl FnMut(char)) {
    if is_dropped_mark(decomposed) {
        return;
    }
    for lower in plain_apostrophe(decomposed).to_lowercase() {
        match plain_letters(lower) {
            Some(letters) => letters.chars().for_each(&mut *each),
            // The dot of a lower-cased `İ` is such a mark too.
            None if is_dropped_mark(lower) => {}
            None => each(lower),
        }
    }
}

/// Letters that NFKD does not decompose.
fn plain_letters(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ł' => "l",
        'ŋ' => "n",
        'þ' => "th",
        'ŧ' => "t",
        'ə' | 'ǝ' => "e",
        'ς' => "σ",
        _ => return None,
    })
}

/// Maps every character that is typed for an apostrophe to `'`.
fn plain_apostrophe(c: char) -> char {
    match c {
        '\'' | '`' | '´' | '‘' | '’' | '‛' | 'ʹ' | 'ʻ' | 'ʼ' | 'ʽ' | 'ʾ' | 'ʿ' | 'ˈ' | '′'
        | '‵' | '＇' | '\u{1fbd}' | '\u{1fbf}' | '\u{1fef}' | '\u{1ffd}' | '\u{1ffe}' | 'Ꞌ'
        | 'ꞌ' => '\'',
        _ => c,
    }
}

/// Combining marks of the blocks that Latin, Greek and Cyrillic use.
fn is_dropped_mark(c: char) -> bool {
    matches!(c,
        '\u{0300}'..='\u{036f}' | '\u{0483}'..='\u{0489}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// Invisible characters: soft hyphen, joiners, direction marks, variation selectors.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Signs that change a sound but that Rust does not count as letters: viramas, tone marks, Hebrew and Arabic points.
fn is_sign(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}
