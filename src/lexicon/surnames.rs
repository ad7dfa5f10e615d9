//! Surnames that look like a country's name, adjective or inhabitant: Wim Holland, Piet de Turk.

use super::mentions::MentionKind;
use super::roles::is_role;
use super::words::is_word;
use super::{compounds, inflection};

/// Countries whose name follows that of an organisation: «Greenpeace Nederland».
const OF_ORGANISATIONS: [&str; 2] = ["Nederland", "België"];

/// Whether a country's name is a surname here, because a first name stands right before it.
pub(super) fn is_surname(before: &str, written: &str, kind: MentionKind) -> bool {
    let may_be_surname = match kind {
        MentionKind::Adjective => !written.ends_with('e'),
        MentionKind::Capital => false,
        _ => !OF_ORGANISATIONS.contains(&written),
    };
    if !may_be_surname || !before.ends_with(char::is_whitespace) {
        return false;
    }
    let before = before.trim_end();
    // «Piet de Turk», but «Zo gaf Trump de Russen gelijk».
    let is_one =
        kind == MentionKind::Inhabitant && !written.ends_with("en") && !written.ends_with('s');
    let before = match before.strip_suffix(" de") {
        Some(name) if is_one => name,
        _ => before,
    };
    let start = before
        .char_indices()
        .rev()
        .take(LONGEST)
        .take_while(|(_, c)| c.is_alphabetic() || matches!(c, '-' | '’' | '\''))
        .last();
    let Some((earlier, word)) = start.and_then(|(at, _)| before.split_at_checked(at)) else {
        return false;
    };
    let earlier = earlier.trim_end();
    let opens_sentence = earlier.is_empty()
        || !earlier.ends_with([',', ';', ')']) && !earlier.ends_with(char::is_alphanumeric);
    is_first_name(word, opens_sentence)
}

/// Whether a word may be a first name: it has one capital, or one after each hyphen, and is no ordinary Dutch word. The
/// first word of a sentence is capitalised anyway, so there its inflected forms count as ordinary too.
fn is_first_name(word: &str, opens_sentence: bool) -> bool {
    let is_capitalised = |part: &str| {
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.clone().next().is_some()
            && letters.all(char::is_lowercase)
    };
    let folded = super::fold::fold(word);
    let is_ordinary = if opens_sentence {
        inflection::is_inflected(&folded)
    } else {
        is_word(&folded)
    };
    folded.chars().count() >= SHORTEST
        && word.split('-').all(is_capitalised)
        && !is_role(&folded)
        && (FIRST_NAMES.contains(&folded.as_str())
            || !is_ordinary && compounds::split(&folded).is_empty())
}

/// The longest first name, in characters.
const LONGEST: usize = 40;

/// The shortest first name, in letters: «In» is none.
const SHORTEST: usize = 3;

/// First names, folded, that are ordinary Dutch words too.
#[rustfmt::skip]
const FIRST_NAMES: [&str; 46] = [
    "anna", "anne", "bas", "bob", "bram", "daan", "dirk", "emma", "eva", "fleur", "frank", "hans", "iris", "jan", "jet", "joop",
    "joris", "karin", "kees", "koen", "lisa", "loes", "lot", "mark", "max", "merel", "noor", "peter", "piet", "pim", "rik", "rob",
    "roel", "roos", "ruud", "sanne", "sara", "sem", "storm", "tess", "teun", "tim", "tom", "ton", "wil", "wim",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_after_a_first_name_is_a_surname() {
        let name = MentionKind::Name;
        for before in [
            "Acteur Wim ",
            "Ook Jan-Willem ",
            "Wim\u{a0}",
            "Ik zag Joris\n",
        ] {
            assert!(is_surname(before, "Holland", name), "{before}");
        }
        for before in [
            "",
            "In ",
            "De president van ",
            "Volgens ",
            "De EU ",
            "Wim, ",
            "President ",
        ] {
            assert!(!is_surname(before, "Holland", name), "{before}");
        }
        assert!(is_surname("Piet de ", "Turk", MentionKind::Inhabitant));
        assert!(!is_surname(
            "Zo gaf Trump de ",
            "Russen",
            MentionKind::Inhabitant
        ));
        assert!(!is_surname("Greenpeace ", "Nederland", name));
        assert!(!is_surname("Zei Wim ", "Franse", MentionKind::Adjective));
    }
}
