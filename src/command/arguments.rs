//! Arguments that are more than text: paragraphs, the size of a summary, settings, whom to forget.

use super::parsed::{Command, Scope, Selection};
use crate::lexicon::fold::fold;
use crate::lexicon::numbers::numbers;

/// Parses `12`, `#12`, `twaalf`, `3-5`, `3 – 5`, `3 t/m 5`, `3 tot 5`, `alinea 3`; anything else is a label.
pub(crate) fn selection(argument: &str) -> Selection {
    let spoken = fold(argument)
        .replace("t/m", "-")
        .replace("tot en met", "-")
        .replace(" tot ", "-")
        .replace(['–', '—', '−'], "-");
    let bare = spoken
        .trim_start_matches("alinea")
        .trim_start_matches("paragraph")
        .trim_matches([' ', '#', '.', ',', '?']);
    let mut parts = bare
        .splitn(2, ['-', ' '])
        .map(|part| part.trim_matches([' ', '-', '#']))
        .map(|part| whole_number(part).filter(|number| *number < u32::MAX));
    match (parts.next().flatten(), parts.next()) {
        (Some(only), None) => Selection::Numbers(only, only),
        (Some(first), Some(Some(last))) => Selection::Numbers(first.min(last), first.max(last)),
        _ => Selection::Label(argument.to_owned()),
    }
}

/// Parses a country and a number of sentences, in either order, with or without «in … zinnen».
pub(super) fn summary(argument: &str) -> Command {
    let mut sentences = None;
    let mut country = Vec::new();
    for word in argument.split(' ').filter(|word| !word.is_empty()) {
        if let Some(number) = whole_number(word.trim_matches([',', '.', ':', '?'])) {
            sentences = Some(number);
        } else if !matches!(
            fold(word).as_str(),
            "in" | "van" | "over" | "about" | "zin" | "zinnen" | "sentence" | "sentences"
        ) {
            country.push(word);
        }
    }
    Command::Summary {
        country: Some(country.join(" ")).filter(|text| !text.is_empty()),
        sentences,
    }
}

/// Parses a setting and its value, with `server` before it for the whole server: `taal en`, `server taal en`, `taal:
/// en`.
pub(super) fn setting(argument: &str) -> Command {
    let (first, rest) = argument.split_once(' ').unwrap_or((argument, ""));
    let (scope, argument) = match fold(first).as_str() {
        "server" => (Scope::Server, rest),
        _ => (Scope::Channel, argument),
    };
    let (key, value) = argument.split_once(' ').unwrap_or((argument, ""));
    let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    Command::Setting {
        scope,
        key: given(key.trim_end_matches([':', '='])),
        value: given(value),
    }
}

/// Parses whom to forget: the asker for `mij` or `me`, otherwise somebody else.
pub(super) fn forget(argument: &str) -> Command {
    let who = fold(argument);
    let is_asker = matches!(
        who.trim_matches(|c: char| !c.is_alphanumeric()),
        "" | "mij" | "me" | "mijzelf" | "myself"
    );
    Command::Forget(Some(argument.to_owned()).filter(|_| !is_asker))
}

/// The English words for 1 to 10.
const ENGLISH: [&str; 10] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
];

/// Parses a text that is one whole number, in digits or in words. A number that is too large becomes `u32::MAX`.
pub(crate) fn whole_number(text: &str) -> Option<u32> {
    if text.is_empty() {
        return None;
    }
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(text.parse().unwrap_or(u32::MAX));
    }
    let folded = fold(text);
    if folded == "een" {
        return Some(1);
    }
    if let Some(place) = ENGLISH.iter().position(|word| *word == folded) {
        return u32::try_from(place + 1).ok();
    }
    let found = numbers(text);
    let [only] = found.as_slice() else {
        return None;
    };
    let is_whole = only.range == (0..text.len()) && only.value.fract() == 0.0;
    // A number word has no decimals.
    is_whole
        .then(|| only.value.to_string().parse().ok())
        .flatten()
}
