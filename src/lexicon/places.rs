//! Towns: the well-known ones, and those with two names.

/// Well-known towns, folded. After another name, a town makes it the name of a club or an institution: «Sparta
/// Rotterdam».
#[rustfmt::skip]
const TOWNS: [&str; 98] = [
    "aalst", "alkmaar", "almelo", "almere", "amersfoort", "amstelveen", "amsterdam", "antwerpen", "apeldoorn", "arnhem", "assen",
    "barcelona", "berlijn", "bosch", "breda", "brugge", "brussel", "charleroi", "delft", "deventer", "doetinchem", "dordrecht",
    "dortmund", "drachten", "eindhoven", "emmen", "enschede", "genk", "gent", "goes", "gouda", "gravenhage", "groningen", "haag", "haarlem",
    "harderwijk", "hasselt", "heerenveen", "heerlen", "helmond", "hengelo", "hertogenbosch", "hilversum", "hoofddorp", "hoorn", "ijmuiden",
    "kampen", "katwijk", "keulen", "kortrijk", "leeuwarden", "leiden", "lelystad", "leuven", "lissabon", "liverpool", "londen", "luik",
    "maassluis", "maastricht", "madrid", "manchester", "mechelen", "meppel", "middelburg", "milaan", "munchen", "nieuwegein", "nijmegen", "oostende",
    "parijs", "praag", "purmerend", "roermond", "roosendaal", "rotterdam", "schiedam", "sittard", "sneek", "spakenburg", "terneuzen", "tiel",
    "tilburg", "utrecht", "valkenswaard", "veenendaal", "venlo", "vlaardingen", "vlissingen", "volendam", "waalwijk", "wageningen", "wenen", "zaandam",
    "zeist", "zoetermeer", "zutphen", "zwolle",
];

/// Words before a town's name in running text: «in Zilverdam», «de gemeente Zilverdam».
#[rustfmt::skip]
const BEFORE: [&str; 14] = [
    "in", "te", "uit", "naar", "nabij", "rond", "gemeente", "stad", "dorp", "plaats", "provincie", "regio", "heel", "richting",
];

/// Whether a folded word is the name of a well-known town.
pub fn is_town(folded: &str) -> bool {
    TOWNS.contains(&folded)
}

/// Whether a name after this folded word is the name of a place.
pub fn stands_before_place(folded: &str) -> bool {
    BEFORE.contains(&folded)
}

/// The two words of a town's short name, folded, with those of its long name: «Den Bosch» is «’s-Hertogenbosch».
const SHORT: [([&str; 2], [&str; 2]); 3] = [
    (["den", "bosch"], ["s", "hertogenbosch"]),
    (["den", "haag"], ["s", "gravenhage"]),
    (["the", "hague"], ["s", "gravenhage"]),
];

/// Returns the long name of a town by the two folded words of its short name.
pub fn long_name(first: &str, second: &str) -> Option<[&'static str; 2]> {
    let found = SHORT.iter().find(|(short, _)| *short == [first, second]);
    found.map(|(_, long)| *long)
}

/// Whether two folded words are a town's long name.
pub fn is_long_name(first: &str, second: &str) -> bool {
    SHORT.iter().any(|(_, long)| *long == [first, second])
}
