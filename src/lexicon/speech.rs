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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verb_of_speech_is_known_in_its_forms() {
        #[rustfmt::skip]
        let forms = [
            "adviseerde", "antwoordde", "argumenteerde", "beaamde", "beargumenteerde", "beklaagt", "beklemtoonde",
            "beloofde", "benadrukte", "bepleitte", "betoogde", "beweerde", "bevestigde", "brulde", "concludeerde",
            "constateerde", "dreigde", "erkende", "fluisterde", "foeterde", "glunderde", "grapte",
            "grinnikte", "jammerde", "jubelde", "juichte", "klaagde", "mailde", "meende", "meldde", "mijmerde",
            "mompelde", "mopperde", "murmelde", "nuanceerde", "onderstreepte", "ontkende", "opperde", "oordeelde",
            "pleitte", "pochte", "prevelde", "protesteerde", "reageerde", "relativeerde", "repliceerde", "schamperde",
            "schreeuwde", "smeekte", "snauwde", "sneerde", "snikte", "stamelde", "stelde", "suggereerde", "tierde",
            "twitterde", "verduidelijkte", "verklaarde", "vermoedde", "vertelde", "verzekerde", "verzuchtte",
            "vloekte", "voorspelde", "waarschuwde", "zuchtte", "zei", "zegt", "gezegd", "noemde", "noemt", "vond",
            "vindt", "vroeg", "vraagt", "riep", "roept", "schreef", "schrijft", "geschreven", "sprak", "spreekt",
            "onderschreef", "aangegeven", "toegegeven", "uitgelegd", "verweet", "verwijt", "bezwoer", "bezweert",
            "opgemerkt", "vastgesteld", "toegelicht", "moppert", "gemopperd", "antwoordt", "geantwoord", "meldt",
            "gemeld", "vertelt", "verteld", "benadrukt", "verzucht", "voorspeld", "gewaarschuwd", "klaagt", "gezucht",
            "verklaard", "beweerd", "pleit", "verwacht", "beschuldigde", "denkt",
        ];
        let unknown: Vec<&str> = forms
            .into_iter()
            .filter(|form| !is_speech(form, |_| false))
            .collect();
        assert!(unknown.is_empty(), "{unknown:?}");
        for other in ["zucht", "gelegd", "legde", "zeggen", "melding", "vraag"] {
            assert!(!is_speech(other, |_| false), "{other}");
        }
        for (form, with) in [
            ("legde", "uit"),
            ("drukte", "hart"),
            ("geeft", "toe"),
            ("licht", "toe"),
            ("liet", "weten"),
        ] {
            assert!(is_speech(form, |word| word == with), "{form}");
        }
    }
}
