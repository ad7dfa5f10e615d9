//! Derivation that the stemmers miss: the base word of a noun, an adjective or a word for a woman.

use super::words::is_word;

/// Returns the word under which a folded word is indexed: `vaccinaties` under `vaccineren`, `financiele` under
/// `financieel`, `woordvoerster` under `woordvoerder`. `None` if it is indexed as itself.
pub fn base(folded: &str) -> Option<String> {
    noun(folded)
        .or_else(|| adjective(folded))
        .or_else(|| man(folded))
}

/// Returns the male form of a word for a woman: `voorzitter` for `voorzitster`, `directeur` for `directrice`.
pub fn man(folded: &str) -> Option<String> {
    man_of(folded).or_else(|| man_of(folded.strip_suffix('s')?))
}

fn man_of(woman: &str) -> Option<String> {
    ENDINGS.iter().find_map(|(ending, others)| {
        let stem = woman
            .strip_suffix(ending)
            .filter(|stem| stem.len() >= SHORTEST_STEM)?;
        let voiced = stem.strip_suffix('f').map(|stem| format!("{stem}v"));
        let stems = [Some(stem.to_owned()), voiced].into_iter().flatten();
        stems
            .flat_map(|stem| others.iter().map(move |other| format!("{stem}{other}")))
            .find(|man| is_word(man))
    })
}

/// Endings of words for a woman, with the endings of the male forms.
const ENDINGS: [(&str, &[&str]); 3] = [
    ("ster", &["er", "ter", "der"]),
    ("rice", &["eur"]),
    ("eres", &["er"]),
];

/// The shortest stem before a female ending, in letters: «minister» has none.
const SHORTEST_STEM: usize = 4;

/// Returns the verb of a noun of action: `registreren` for `registratie`.
fn noun(folded: &str) -> Option<String> {
    let singular = folded.strip_suffix('s').unwrap_or(folded);
    let stem = singular
        .strip_suffix("atie")
        .filter(|stem| stem.len() > 2)?;
    Some(format!("{stem}eren")).filter(|verb| is_word(verb))
}

/// `officiele` is a form of `officieel`. No stemmer handles it, because two vowels precede the syllable.
fn adjective(folded: &str) -> Option<String> {
    let stem = folded.strip_suffix("ele")?;
    (stem.ends_with('i') || stem.ends_with('u'))
        .then(|| format!("{stem}eel"))
        .filter(|adjective| is_word(adjective))
}
