//! Derivation, where a stemmer misses it: of what word another is made, or of what it is a form.

use super::words::is_word;

/// The word that a folded word is found by: `vaccinaties` is of `vaccineren`, `financiele` of `financieel`. None where it
/// stays what it is.
pub fn base(folded: &str) -> Option<String> {
    noun(folded).or_else(|| adjective(folded))
}

/// A noun of what is done: `registratie` of `registreren`.
fn noun(folded: &str) -> Option<String> {
    let singular = folded.strip_suffix('s').unwrap_or(folded);
    let stem = singular
        .strip_suffix("atie")
        .filter(|stem| stem.len() > 2)?;
    Some(format!("{stem}eren")).filter(|verb| is_word(verb))
}

/// `officiele` of `officieel`: no stemmer closes this syllable, for the two vowels before it.
fn adjective(folded: &str) -> Option<String> {
    let stem = folded.strip_suffix("ele")?;
    (stem.ends_with('i') || stem.ends_with('u'))
        .then(|| format!("{stem}eel"))
        .filter(|adjective| is_word(adjective))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_of_a_word_is_found_by_it() {
        for (word, of) in [
            ("vaccinatie", "vaccineren"),
            ("vaccinaties", "vaccineren"),
            ("registratie", "registreren"),
            ("mobilisatie", "mobiliseren"),
            ("officiele", "officieel"),
            ("individuele", "individueel"),
        ] {
            assert_eq!(base(word).as_deref(), Some(of), "of {word}");
        }
        for word in ["locatie", "natie", "relaties", "nationale", "gele", "vele"] {
            assert_eq!(base(word), None, "of {word}");
        }
    }
}
