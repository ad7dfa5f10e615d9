//! Nouns for things that are named after people and places: streets, institutions, buildings, clubs, parties.

use super::compounds;
use super::words::is_word;

/// Nouns, folded. A compound that ends in one counts too: «voetbalclub», «streekziekenhuis».
#[rustfmt::skip]
const NOUNS: [&str; 155] = [
    // Places and what stands there.
    "allee", "arena", "avenue", "baan", "begraafplaats", "boulevard", "brug", "bridge", "buurt", "camping", "dorp", "dreef",
    "eiland", "fort", "gebouw", "gracht", "haven", "hotel", "huis", "huize", "kade", "kanaal", "kasteel", "laan",
    "luchthaven", "markt", "molen", "park", "paleis", "pleintje", "plein", "plantsoen", "polder", "poort", "road",
    "singel", "sluis", "square", "stad", "stadion", "stadium", "station", "steeg", "straat", "street", "toren", "tunnel", "vaart", "vallei",
    "villa", "wijk", "zaal", "gemeente", "provincie", "regio", "waterschap", "rivier",
    // Institutions.
    "academie", "academy", "bibliotheek", "centrum", "center", "centre", "church", "college", "faculteit", "foundation", "gymnasium",
    "hogeschool", "hospital", "hospitaal", "hospice", "instituut", "institute", "kapel", "kathedraal", "kazerne", "kerk", "klooster",
    "kliniek", "lyceum", "moskee", "museum", "opera", "opvang", "kinderopvang", "rechtbank", "schouwburg", "school", "synagoge",
    "theater", "theatre", "universiteit", "university", "ziekenhuis", "zorg", "gevangenis", "galerie", "bioscoop",
    // Companies, clubs, parties and what they do.
    "agentschap", "bakkerij", "band", "bank", "beweging", "bond", "brouwerij", "bureau", "cafe", "club", "combinatie", "commissie",
    "concern", "cooperatie", "cup", "dienst", "ensemble", "fabriek", "festival", "fonds", "forum", "fractie", "garage", "genootschap", "groep",
    "hulp", "kabinet", "koor", "krant", "dagblad", "league", "lijst", "maatschappij", "ministerie", "netwerk", "onderneming", "orkest",
    "organisatie", "partij", "party", "persbureau", "platform", "ploeg", "prijs", "project", "restaurant", "stichting", "team",
    "toernooi", "uitgeverij", "united", "vakbond", "vereniging", "website", "winkel", "zender",
];

/// Endings of the one-word name of a street or a building after a surname: «Van Dalenstraat». Endings of many surnames
/// («kerk», «dijk», «hof») are missing.
#[rustfmt::skip]
const ENDINGS: [&str; 25] = [
    "allee", "arena", "boulevard", "brug", "college", "dreef", "gracht", "kade", "kliniek", "laan", "lyceum", "museum", "park",
    "plantsoen", "plein", "polder", "school", "singel", "stadion", "steeg", "straat", "theater", "tunnel", "weg",
    "ziekenhuis",
];

/// The fewest letters before such an ending.
const SHORTEST: usize = 3;

/// Whether a folded word is a noun for such a thing, or a compound of one.
pub fn is_thing(folded: &str) -> bool {
    let plural = folded.strip_suffix('s').unwrap_or(folded);
    let is_compound = |noun: &&str| {
        [folded, plural]
            .iter()
            .filter_map(|word| word.strip_suffix(*noun))
            .any(|before| before.len() >= SHORTEST && is_made_of_words(before))
    };
    is_noun_for_thing(folded) || NOUNS.iter().any(is_compound)
}

/// Whether a folded word is one of the nouns themselves: «straat».
pub fn is_noun_for_thing(folded: &str) -> bool {
    NOUNS.contains(&folded)
}

/// Whether a folded word ends the name of such a thing: «Anna Visscher Instituut», or as one word «Dalenstraat».
pub fn ends_name_of_thing(folded: &str) -> bool {
    let is_ending = |ending: &&str| {
        let before = folded.strip_suffix(*ending);
        before.is_some_and(|before| before.len() >= SHORTEST)
    };
    is_noun_for_thing(folded) || ENDINGS.iter().any(is_ending)
}

/// Whether a text is a word, with or without linking letters, or a compound.
fn is_made_of_words(text: &str) -> bool {
    [text, text.strip_suffix('s').unwrap_or(text)]
        .iter()
        .any(|word| is_word(word) || !compounds::split(word).is_empty())
}
