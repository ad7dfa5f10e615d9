//! Removes from a line what is not language: custom emoji, mentions, web addresses.

use crate::lexicon::spaces::squeezed;

/// Openings of a platform's markup in angle brackets: emoji, mentions of people, roles and channels, times, commands,
/// addresses without a preview.
#[rustfmt::skip]
const BRACKETED: [&str; 9] = [
    "<:", "<a:", "<@", "<#", "<t:", "</", "<id:", "<http://", "<https://",
];

/// Schemes of web addresses.
const ADDRESSES: [&str; 4] = ["http://", "https://", "www.", "mxc://"];

/// Marks that may surround a word.
const AROUND: [char; 14] = [
    '(', ')', '[', ']', '"', '“', '”', '„', '‘', '’', '\'', ',', ';', '*',
];

/// The longest bracketed markup, in bytes. A longer one is kept as text.
const LONGEST: usize = 200;

/// Returns the words of a text, separated by single spaces, without custom emoji, mentions and addresses. If nothing
/// else is in it, returns the whole text.
pub(super) fn spoken(text: &str) -> String {
    let unbracketed = without_brackets(text);
    let words: Vec<&str> = unbracketed
        .split_whitespace()
        .filter(|word| !is_unspoken(word))
        .collect();
    if words
        .iter()
        .any(|word| word.contains(char::is_alphanumeric))
    {
        words.join(" ")
    } else {
        squeezed(text)
    }
}

/// Replaces each bracketed markup by a space.
fn without_brackets(text: &str) -> String {
    let mut spoken = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let (before, from) = rest.split_at(start);
        spoken.push_str(before);
        rest = match bracketed(from) {
            Some(after) => {
                spoken.push(' ');
                after
            }
            None => {
                spoken.push('<');
                from.get(1..).unwrap_or_default()
            }
        };
    }
    spoken.push_str(rest);
    spoken
}

/// Returns the text after the bracketed markup that it begins with.
fn bracketed(text: &str) -> Option<&str> {
    if !BRACKETED.iter().any(|opening| text.starts_with(opening)) {
        return None;
    }
    let end = text
        .bytes()
        .take(LONGEST)
        .position(|byte| byte == b'>' || byte == b'\n')?;
    text.get(end..)?.strip_prefix('>')
}

/// Whether a word is an address, a mention by name («@jan:example.org») or a named emoji («:bos:»).
fn is_unspoken(word: &str) -> bool {
    let bare = word.trim_matches(AROUND);
    let lower = bare.to_lowercase();
    let is_address = ADDRESSES.iter().any(|opening| lower.starts_with(opening));
    let is_mention = bare
        .strip_prefix('@')
        .is_some_and(|name| name.starts_with(char::is_alphanumeric));
    let is_room = bare
        .strip_prefix('#')
        .and_then(|room| room.split_once(':'))
        .is_some_and(|(name, server)| !name.is_empty() && server.contains('.'));
    is_address || is_mention || is_room || is_named_emoji(bare)
}

/// «:bos:», «:+1:», «:bos~2:», perhaps followed by a punctuation mark.
fn is_named_emoji(word: &str) -> bool {
    let word = word.trim_end_matches(['?', '!', '.']);
    let name = word.strip_prefix(':').and_then(|w| w.strip_suffix(':'));
    name.is_some_and(|name| {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '+' | '~');
        name.len() > 1 && name.chars().all(is_plain)
    })
}
