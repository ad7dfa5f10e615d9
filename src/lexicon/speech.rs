//! Verbs of speech: what a newspaper has people do who say something.

use super::verbs::infinitive;

/// Verbs, as infinitives. What is an adjective more often («bekend», «herhaald») is left out.
#[rustfmt::skip]
const SAYING: [&str; 92] = [
    "aangeven", "adviseren", "antwoorden", "argumenteren", "beamen", "beargumenteren", "beklagen", "beklemtonen", "beloven",
    "benadrukken", "bepleiten", "betogen", "beweren", "bevestigen", "bezweren", "brullen", "concluderen", "constateren",
    "dreigen", "erkennen", "fluisteren", "foeteren", "gillen", "glunderen", "grappen", "grinniken", "jammeren", "jubelen",
    "juichen", "klagen", "mailen", "melden", "menen", "mijmeren", "mompelen", "mopperen", "murmelen", "noemen",
    "nuanceren", "onderschrijven", "onderstrepen", "ontkennen", "oordelen", "opmerken", "opperen", "pleiten", "pochen",
    "prevelen", "protesteren", "reageren", "relativeren", "repliceren", "roepen", "schamperen", "schreeuwen", "schrijven",
    "smeken", "snauwen", "sneren", "snikken", "spreken", "stamelen", "stellen", "suggereren", "tieren", "toegeven",
    "toelichten", "twitteren", "uitleggen", "vaststellen", "verduidelijken", "verklaren", "vermoeden", "vertellen",
    "verwijten", "verzekeren", "verzuchten", "vinden", "vloeken", "voorspellen", "vragen", "waarschuwen", "zeggen",
    "zuchten", "bekritiseren", "beschuldigen", "betwijfelen", "hekelen", "opwerpen", "overwegen", "toezeggen", "verwachten",
];

/// Verbs that mean speech with another word in the sentence alone: «legde uit», «drukte op het hart».
#[rustfmt::skip]
const WITH: [(&str, &str); 8] = [
    ("drukken", "hart"), ("geven", "toe"), ("houden", "vol"), ("leggen", "uit"), ("lichten", "toe"), ("merken", "op"),
    ("voegen", "toe"), ("werpen", "tegen"),
];

/// Whether a folded word is a form of a verb of speech that says of somebody that they speak or spoke, in a sentence of which
/// `has` tells whether another word is there. The infinitive says of nobody: «wilde niets zeggen».
pub fn is_speech(folded: &str, has: impl Fn(&str) -> bool) -> bool {
    infinitive(folded).is_some_and(|verb| {
        SAYING.contains(&verb.as_str())
            || WITH
                .iter()
                .any(|(saying, other)| *saying == verb && has(other))
    })
}

/// Whether a folded word is any form of a verb of speech, the infinitive too: what a question may ask for.
pub fn is_saying(folded: &str) -> bool {
    SAYING.contains(&folded) || is_speech(folded, |_| false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verb_of_speech_is_known_in_its_forms() {
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
            "zei",
            "riep",
            "geroepen",
            "uitgelegd",
            "bezweert",
        ] {
            assert!(is_speech(form, |_| false), "{form}");
        }
        for other in ["zucht", "gelegd", "legde", "zeggen", "melding", "vraag"] {
            assert!(!is_speech(other, |_| false), "{other}");
        }
        assert!(is_speech("legde", |word| word == "uit"));
    }
}
