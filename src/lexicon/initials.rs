//! Initials: before a surname («A.B. Terwindt») or in its place («Sander B.», as courts are reported).

/// Initials of more than one letter, folded.
const LONG: [&str; 10] = ["ch", "chr", "fr", "ij", "joh", "kl", "ph", "sj", "th", "tj"];

/// Words whose following letter is a label, no initial: «groep B», «vitamine B».
#[rustfmt::skip]
const LETTERED: [&str; 46] = [
    "afdeling", "artikel", "bijlage", "blok", "categorie", "deel", "figuur", "gate", "gebouw", "griep", "groep", "hal", "hepatitis",
    "influenza", "kant", "kamer", "klas", "klasse", "kolom", "lijn", "lijst", "model", "niveau", "omikron", "onderdeel", "optie", "plan", "ploeg", "pool", "poule",
    "punt", "rijbewijs", "scenario", "sectie", "serie", "tabel", "team", "terminal", "type", "vak", "variant", "vitamine", "wijk", "zaal", "zijde",
    "zone",
];

/// Abbreviated titles, folded, usually written with a point: «prof. A.B. Terwindt».
const TITLES: [&str; 14] = [
    "bc", "dhr", "dr", "drs", "ds", "ing", "ir", "mevr", "mr", "ms", "mrs", "mw", "prof", "mej",
];

/// Whether a folded word may be an initial: one letter, or one of the few longer ones.
pub fn is_initial(folded: &str) -> bool {
    let mut letters = folded.chars();
    let is_letter = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
    is_letter || LONG.contains(&folded)
}

/// Whether a letter after this folded word is a label.
pub fn names_letter(folded: &str) -> bool {
    LETTERED.contains(&folded)
}

/// Whether a folded word is an abbreviated title: «mr», «prof».
pub fn is_short_title(folded: &str) -> bool {
    TITLES.contains(&folded)
}
