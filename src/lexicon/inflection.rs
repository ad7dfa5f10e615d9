//! Rough Dutch inflection: enough to tell a form of a known word from a typing error.

use super::words::is_word;

/// Whether a folded word is listed or looks like an inflected form of a listed word (herken, gestuurd, lidstaten).
pub fn is_inflected(folded: &str) -> bool {
    const ENDINGS: [&str; 18] = [
        "", "e", "en", "s", "n", "t", "te", "ten", "d", "de", "den", "end", "ende", "je", "jes",
        "er", "st", "ste",
    ];
    let bare = folded.strip_prefix("ge").filter(|rest| rest.len() > 2);
    let stems = [Some(folded), bare].into_iter().flatten();
    stems
        .flat_map(|stem| {
            ENDINGS
                .iter()
                .filter_map(|ending| stem.strip_suffix(ending))
        })
        .any(is_stem)
}

/// Whether a stem is listed, or is listed with an infinitive's ending or with the spelling of a closed syllable.
fn is_stem(stem: &str) -> bool {
    let Some(last) = stem
        .chars()
        .next_back()
        .filter(|_| stem.chars().count() > 2)
    else {
        return false;
    };
    let doubled = || {
        let short = stem.strip_suffix(last)?;
        let vowel = short.chars().next_back().filter(|c| "aeou".contains(*c))?;
        Some(format!("{short}{vowel}{last}"))
    };
    let single = || {
        stem.strip_suffix(last)
            .filter(|short| short.ends_with(last))
    };
    is_word(stem)
        || is_word(&format!("{stem}en"))
        || is_word(&format!("{stem}{last}en"))
        || single().is_some_and(is_word)
        || doubled().is_some_and(|word| is_word(&word))
}
