//! Finds the infinitive of a Dutch verb form: `woont` is of `wonen`, `kreeg` of `krijgen`, `aangenomen` of `aannemen`.
//! The stemmers join few of these.
//!
//! Irregular forms are listed. A regular form is rewritten to the spelling of its infinitive, which must be in the
//! [word list](super::words). A form that is itself listed may be no verb (`kost`) and has no infinitive, except a
//! participle (`gebouwd`).

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

/// The table's mark for words that only look like verb forms.
const NO_VERB: &str = "-";

/// Prefixes whose participle has no «ge»: «verkocht».
pub(super) const INSEPARABLE: [&str; 6] = ["be", "ge", "her", "ont", "ver", "mis"];

/// Prefixes whose participle has «ge» for some verbs only: «voorgelezen», «voorkomen».
const EITHER: [&str; 8] = [
    "achter", "door", "om", "onder", "over", "vol", "voor", "weer",
];

/// Prefixes whose participle has «ge»: «aangenomen».
#[rustfmt::skip]
const SEPARABLE: [&str; 29] = [
    "aan", "af", "bij", "binnen", "boven", "buiten", "deel", "dicht", "goed", "in", "kwijt", "langs", "los", "mee", "na", "neer",
    "op", "open", "plaats", "rond", "samen", "stil", "tegen", "terug", "toe", "uit", "vast", "voort", "weg",
];

/// Returns the infinitive of a folded verb form; `None` if the word is an infinitive, or is not recognised as a verb
/// form.
pub fn infinitive(folded: &str) -> Option<String> {
    /// The shortest form that the rules apply to, in letters.
    const SHORTEST: usize = 4;
    if let Some(infinitive) = IRREGULAR.get(folded) {
        return Some((*infinitive).to_owned()).filter(|verb| verb != NO_VERB);
    }
    if folded.len() < SHORTEST {
        return None;
    }
    let is_listed = is_word(folded);
    irregular(folded, is_listed)
        .or_else(|| participle(folded).filter(|_| folded.ends_with('d')))
        .or_else(|| finite(folded).filter(|_| !is_listed))
        .or_else(|| participle(folded))
        .filter(|verb| verb != folded)
}

/// Whether a folded word looks like a participle with «ge»: «gezegd», «uitgelegd».
pub fn is_participle(folded: &str) -> bool {
    let is_irregular = |form: &str| form.starts_with("ge") && IRREGULAR.contains_key(form);
    let mut rests = EITHER
        .iter()
        .chain(&SEPARABLE)
        .filter_map(|prefix| folded.strip_prefix(prefix));
    is_irregular(folded) || rests.any(is_irregular) || participle(folded).is_some()
}

/// Looks up an irregular form with a prefix.
fn irregular(folded: &str, is_listed: bool) -> Option<String> {
    let with = |prefixes: &'static [&'static str]| {
        prefixes
            .iter()
            .filter_map(|prefix| Some((prefix, folded.strip_prefix(prefix)?)))
    };
    let of = |prefix: &str, form: &str| {
        let infinitive = IRREGULAR.get(form)?;
        Some(format!("{prefix}{infinitive}")).filter(|verb| is_word(verb))
    };
    let without = || with(&INSEPARABLE).chain(with(&EITHER));
    let all = || without().chain(with(&SEPARABLE));
    let is_plural = folded.ends_with("en");
    // «Ontslagen» drops the «ge» of «geslagen». A listed word can only be a form of an inseparable verb: «besloot», but
    // not «aanslag», nor «verlagen».
    without()
        .find_map(|(prefix, rest)| of(prefix, &format!("ge{rest}")))
        .or_else(|| {
            let may_be = |(prefix, rest): &(&&str, &str)| {
                !is_listed || rest.starts_with("ge") || INSEPARABLE.contains(*prefix) && !is_plural
            };
            all()
                .filter(may_be)
                .find_map(|(prefix, rest)| of(prefix, rest))
        })
}

/// Reads a participle with «ge»: `gewerkt`, `gezet`, `ingevoerd`.
fn participle(folded: &str) -> Option<String> {
    let prefixes = EITHER.iter().chain(&SEPARABLE).copied();
    [""].into_iter().chain(prefixes).find_map(|prefix| {
        let stem = folded.strip_prefix(prefix)?.strip_prefix("ge")?;
        let ending = stem
            .chars()
            .next_back()
            .filter(|last| "dt".contains(*last))?;
        let short = stem.strip_suffix(ending)?;
        // «Gebeurt» is no participle: after «r» it would be «gebeurd».
        let is_spelled_so = |verb: &String| has_voiceless_stem(verb) == (ending == 't');
        of_stem(prefix, stem).or_else(|| of_stem(prefix, short).filter(is_spelled_so))
    })
}

/// Whether the stem of an infinitive ends in a voiceless sound, after which its participle ends in «t».
pub(super) fn has_voiceless_stem(infinitive: &str) -> bool {
    let stem = infinitive.strip_suffix("en").unwrap_or(infinitive);
    stem.ends_with(['t', 'k', 'f', 's', 'p', 'x']) || stem.ends_with("ch")
}

/// Reads a finite form, or a participle without «ge»: `woont`, `woonde`, `woonden`, `verwarmd`.
fn finite(folded: &str) -> Option<String> {
    const ENDINGS: [&str; 7] = ["ten", "den", "te", "de", "t", "d", ""];
    // «Maanden» is the plural of «maand».
    let is_plural = folded.strip_suffix("en").is_some_and(is_word);
    let endings = ENDINGS
        .iter()
        .filter(|ending| !(is_plural && ending.ends_with("en")));
    endings
        .filter_map(|ending| folded.strip_suffix(ending))
        .find_map(|stem| of_stem("", stem))
}

/// Returns the infinitive of a prefix and a stem in the spelling of the singular: `woon`, `zwem`, `leef`, `werk`,
/// `wandel`.
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
        [format!("{open}{voiced}en"), format!("{open}{last}en")]
    } else if is_short {
        // «zeg» is of «zeggen», but «wandel» of «wandelen».
        [format!("{body}{last}{last}en"), format!("{stem}en")]
    } else {
        [format!("{body}{voiced}en"), format!("{stem}en")]
    };
    let mut verbs = candidates.into_iter().map(|verb| format!("{prefix}{verb}"));
    verbs.find(|verb| is_word(verb))
}
