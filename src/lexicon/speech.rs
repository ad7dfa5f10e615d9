//! Verbs of speech: how a newspaper reports what people say.

use super::verbs::infinitive;

/// Verbs of speech, as infinitives, without those whose participle is mostly an adjective («bekend», «herhaald»).
#[rustfmt::skip]
const SAYING: [&str; 93] = [
    "aangeven", "adviseren", "antwoorden", "argumenteren", "beamen", "beargumenteren", "beklagen", "beklemtonen",
    "bekritiseren", "beloven", "benadrukken", "bepleiten", "beschuldigen", "betogen", "betwijfelen", "bevestigen",
    "beweren", "bezweren", "brullen", "concluderen", "constateren", "denken", "dreigen", "erkennen", "fluisteren",
    "foeteren", "gillen", "glunderen", "grappen", "grinniken", "hekelen", "jammeren", "jubelen", "juichen", "klagen",
    "mailen", "melden", "menen", "mijmeren", "mompelen", "mopperen", "murmelen", "noemen", "nuanceren",
    "onderschrijven", "onderstrepen", "ontkennen", "oordelen", "opmerken", "opperen", "opwerpen", "overwegen",
    "pleiten", "pochen", "prevelen", "protesteren", "reageren", "relativeren", "repliceren", "roepen", "schamperen",
    "schreeuwen", "schrijven", "smeken", "snauwen", "sneren", "snikken", "spreken", "stamelen", "stellen",
    "suggereren", "tieren", "toegeven", "toelichten", "toezeggen", "twitteren", "uitleggen", "vaststellen",
    "verduidelijken", "verklaren", "vermoeden", "vertellen", "verwachten", "verwijten", "verzekeren", "verzuchten",
    "vinden", "vloeken", "voorspellen", "vragen", "waarschuwen", "zeggen", "zuchten",
];

/// Verbs that mean speech only together with another word: «legde uit», «drukte op het hart».
#[rustfmt::skip]
const WITH: [(&str, &str); 9] = [
    ("drukken", "hart"), ("geven", "toe"), ("houden", "vol"), ("laten", "weten"), ("leggen", "uit"), ("lichten", "toe"), ("merken", "op"),
    ("voegen", "toe"), ("werpen", "tegen"),
];

/// Whether a folded word is a finite form or a participle of a verb of speech. `has` tells whether the sentence
/// contains another word. An infinitive does not count, because it names no speaker: «wilde niets zeggen».
pub fn is_speech(folded: &str, has: impl Fn(&str) -> bool) -> bool {
    infinitive(folded).is_some_and(|verb| {
        SAYING.contains(&verb.as_str())
            || WITH
                .iter()
                .any(|(saying, other)| *saying == verb && has(other))
    })
}

/// Whether a folded word is any form of a verb of speech, including the infinitive.
pub fn is_saying(folded: &str) -> bool {
    SAYING.contains(&folded) || is_speech(folded, |_| false)
}
