//! Verbs of speech: what a newspaper has people do who say something.

/// Weak verbs, by their past tense, folded: the present («moppert») and the participle («gemopperd») follow from it.
/// What is an adjective more often («bekende», «herhaalde») is left out.
#[rustfmt::skip]
const WEAK: [&str; 68] = [
    "adviseerde", "antwoordde", "argumenteerde", "beaamde", "beargumenteerde", "beklaagde", "beklemtoonde", "beloofde",
    "benadrukte", "bepleitte", "betoogde", "beweerde", "bevestigde", "brulde", "concludeerde", "constateerde", "dreigde",
    "erkende", "fluisterde", "foeterde", "gilde", "glunderde", "grapte", "grinnikte", "jammerde", "jubelde", "juichte",
    "klaagde", "mailde", "meende", "meldde", "mijmerde", "mompelde", "mopperde", "murmelde", "nuanceerde",
    "onderstreepte", "ontkende", "opperde", "oordeelde", "pleitte", "pochte", "prevelde", "protesteerde", "reageerde",
    "relativeerde", "repliceerde", "schamperde", "schreeuwde", "smeekte", "snauwde", "sneerde", "snikte", "stamelde",
    "stelde", "suggereerde", "tierde", "twitterde", "verduidelijkte", "verklaarde", "vermoedde", "vertelde",
    "verzekerde", "verzuchtte", "vloekte", "voorspelde", "waarschuwde", "zuchtte",
];

/// Other verbs, in the forms that are said of who speaks.
#[rustfmt::skip]
const STRONG: [&str; 27] = [
    "zei", "zegt", "gezegd", "noemde", "noemt", "vond", "vindt", "vroeg", "vraagt", "riep", "roept", "schreef", "schrijft",
    "geschreven", "sprak", "spreekt", "onderschreef", "aangegeven", "toegegeven", "uitgelegd", "verweet", "verwijt",
    "bezwoer", "bezweert", "opgemerkt", "vastgesteld", "toegelicht",
];

/// Verbs that mean speech with another word in the sentence alone: «legde uit», «drukte op het hart».
#[rustfmt::skip]
const WITH: [(&str, &str); 16] = [
    ("drukte", "hart"), ("drukt", "hart"), ("gaf", "toe"), ("geeft", "toe"), ("hield", "vol"), ("houdt", "vol"),
    ("legde", "uit"), ("legt", "uit"), ("lichtte", "toe"), ("licht", "toe"), ("merkte", "op"), ("merkt", "op"),
    ("voegde", "toe"), ("voegt", "toe"), ("wierp", "tegen"), ("werpt", "tegen"),
];

/// Beginnings without stress, before which a participle has no «ge»: «verteld», «benadrukt».
const UNSTRESSED: [&str; 8] = ["be", "er", "her", "onder", "ont", "over", "ver", "voor"];

/// Whether a folded word is a verb of speech in a sentence, of which `has` tells whether another word is there.
pub fn is_speech(folded: &str, has: impl Fn(&str) -> bool) -> bool {
    STRONG.contains(&folded)
        || WEAK.iter().any(|past| is_form(past, folded))
        || WITH
            .iter()
            .any(|(verb, other)| *verb == folded && has(other))
}

/// Whether a word is a form of a weak verb that is said of one person: its past, its present, its participle.
fn is_form(past: &str, word: &str) -> bool {
    if past == word {
        return true;
    }
    let Some((stem, ending)) = past.strip_suffix('e').and_then(|rest| {
        rest.char_indices()
            .next_back()
            .and_then(|(at, _)| rest.split_at_checked(at))
    }) else {
        return false;
    };
    // «Zucht» and «meld» are nouns and orders more often.
    let is_present = !stem.ends_with('t') && word.strip_suffix('t') == Some(stem);
    let participle = word.strip_prefix("ge").unwrap_or_else(|| {
        let has_none = UNSTRESSED
            .iter()
            .any(|beginning| word.starts_with(beginning));
        if has_none { word } else { "" }
    });
    let is_participle = if stem.ends_with(ending) {
        participle == stem
    } else {
        participle.strip_suffix(ending) == Some(stem)
    };
    is_present || is_participle
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_of_a_weak_verb_follow_from_its_past() {
        for form in [
            "mopperde",
            "moppert",
            "gemopperd",
            "antwoordt",
            "geantwoord",
            "meldt",
            "gemeld",
            "vertelt",
            "verteld",
            "benadrukt",
            "verzucht",
            "voorspeld",
            "gewaarschuwd",
            "klaagt",
            "gezucht",
        ] {
            assert!(is_speech(form, |_| false), "{form}");
        }
        for other in [
            "mopper", "zucht", "meld", "gelegd", "legde", "gestelde", "stel",
        ] {
            assert!(!is_speech(other, |_| false), "{other}");
        }
        assert!(is_speech("legde", |word| word == "uit"));
    }
}
