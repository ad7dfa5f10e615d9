//! Dutch verbs: of what infinitive a word is a form. `woont` is of `wonen`, `kreeg` of `krijgen`, `aangenomen` of
//! `aannemen`. A stemmer joins few of these.
//!
//! Irregular forms are listed; regular ones are made into what the spelling of an infinitive would be, which has to be in
//! the [word list](super::words). A word that the list has itself may well be no verb (`kost`) and stays what it is, except
//! for participles (`gebouwd`).

use std::collections::HashMap;
use std::sync::LazyLock;

use super::words::is_word;

/// The infinitives of irregular forms.
static IRREGULAR: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    include_str!("../../index/lexicon/verbs.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .flat_map(|(infinitive, forms)| forms.split(' ').map(move |form| (form, infinitive)))
        .collect()
});

/// Prefixes that a participle keeps without «ge».
const INSEPARABLE: [&str; 6] = ["be", "ge", "her", "ont", "ver", "mis"];

/// Prefixes before which a participle has none, and after which it may have one.
#[rustfmt::skip]
const SEPARABLE: [&str; 37] = [
    "aan", "achter", "af", "bij", "binnen", "boven", "buiten", "deel", "dicht", "door", "goed", "in", "kwijt", "langs", "los",
    "mee", "na", "neer", "om", "onder", "op", "open", "over", "plaats", "rond", "samen", "stil", "tegen", "terug", "toe", "uit",
    "vast", "vol", "voor", "voort", "weer", "weg",
];

/// The infinitive of a folded form of a verb; none where the word is an infinitive itself, or no verb as far as one can tell.
pub fn infinitive(folded: &str) -> Option<String> {
    irregular(folded)
        .or_else(|| participle(folded).or_else(|| finite(folded).filter(|_| !is_word(folded))))
}

fn irregular(folded: &str) -> Option<String> {
    if let Some(infinitive) = IRREGULAR.get(folded) {
        return Some((*infinitive).to_owned());
    }
    let prefixes = INSEPARABLE.iter().chain(&SEPARABLE);
    prefixes
        .filter_map(|prefix| Some((prefix, folded.strip_prefix(prefix)?)))
        .find_map(|(prefix, rest)| {
            // «verloren», «ontslagen»: their participle goes without.
            let bare = IRREGULAR.get(rest);
            let infinitive = bare.or_else(|| IRREGULAR.get(format!("ge{rest}").as_str()))?;
            Some(format!("{prefix}{infinitive}")).filter(|verb| is_word(verb))
        })
}

/// `gewerkt`, `gezet`, `ingevoerd`: with «ge».
fn participle(folded: &str) -> Option<String> {
    let separable = SEPARABLE.iter().copied();
    [""].into_iter().chain(separable).find_map(|prefix| {
        let stem = folded.strip_prefix(prefix)?.strip_prefix("ge")?;
        let short = stem.strip_suffix(['d', 't'])?;
        let verb = |stem: &str| of_stem(prefix, stem);
        verb(stem).or_else(|| verb(short))
    })
}

/// `woont`, `woonde`, `woonden`, and what a participle without «ge» has: `verwarmd`.
fn finite(folded: &str) -> Option<String> {
    const ENDINGS: [&str; 7] = ["ten", "den", "te", "de", "t", "d", ""];
    let stems = ENDINGS
        .iter()
        .filter_map(|ending| folded.strip_suffix(ending));
    stems.filter_map(|stem| of_stem("", stem)).next()
}

/// The infinitive of a stem as the singular spells it, with a prefix before it: of `woon`, `zwem`, `leef`, `werk`, `wandel`.
fn of_stem(prefix: &str, stem: &str) -> Option<String> {
    let mut letters = stem.chars().rev();
    let (last, before, earlier) = (letters.next()?, letters.next()?, letters.next());
    let is_vowel = |letter: char| "aeiou".contains(letter);
    if is_vowel(last) {
        return None;
    }
    let body = stem.strip_suffix(last)?;
    let voiced = match last {
        'f' => 'v',
        's' => 'z',
        other => other,
    };
    let is_double = "aeou".contains(before) && earlier == Some(before);
    let is_short = is_vowel(before) && !earlier.is_some_and(is_vowel);
    let candidates = if is_double {
        let open = body.strip_suffix(before)?;
        [
            Some(format!("{open}{voiced}en")),
            Some(format!("{open}{last}en")),
        ]
    } else if is_short {
        // «zeg» is of «zeggen», but «wandel» of «wandelen».
        [
            Some(format!("{body}{last}{last}en")),
            Some(format!("{stem}en")),
        ]
    } else {
        [Some(format!("{body}{voiced}en")), Some(format!("{stem}en"))]
    };
    let verbs = candidates.into_iter().flatten();
    verbs
        .map(|verb| format!("{prefix}{verb}"))
        .find(|verb| is_word(verb))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn are(pairs: &[(&str, &str)]) {
        for (form, verb) in pairs {
            assert_eq!(infinitive(form).as_deref(), Some(*verb), "of {form}");
        }
    }

    #[test]
    fn regular_forms_are_known_by_their_spelling() {
        are(&[
            ("woont", "wonen"),
            ("woonde", "wonen"),
            ("zwemt", "zwemmen"),
            ("zegt", "zeggen"),
            ("leeft", "leven"),
            ("leest", "lezen"),
            ("reist", "reizen"),
            ("verhuisd", "verhuizen"),
            ("wandelt", "wandelen"),
            ("leidde", "leiden"),
            ("werkten", "werken"),
            ("stuurt", "sturen"),
        ]);
    }

    #[test]
    fn participles_are_known_with_and_without_a_prefix() {
        are(&[
            ("gestuurd", "sturen"),
            ("gebouwd", "bouwen"),
            ("gezet", "zetten"),
            ("geleid", "leiden"),
            ("ingevoerd", "invoeren"),
            ("aangekondigd", "aankondigen"),
        ]);
    }

    #[test]
    fn irregular_forms_are_known_with_and_without_a_prefix() {
        are(&[
            ("kreeg", "krijgen"),
            ("gestorven", "sterven"),
            ("won", "winnen"),
            ("aangenomen", "aannemen"),
            ("ontslagen", "ontslaan"),
            ("besloot", "besluiten"),
            ("overleden", "overlijden"),
            ("verkocht", "verkopen"),
        ]);
    }

    #[test]
    fn other_words_are_left_alone() {
        for word in [
            "wonen",
            "kost",
            "bond",
            "huis",
            "grote",
            "oude",
            "eerste",
            "beste",
            "rusland",
            "gemeente",
            "militairen",
        ] {
            assert_eq!(infinitive(word), None, "of {word}");
        }
    }
}
