//! English words around the names of people, for articles in English.

use std::sync::LazyLock;

use fst::Set;

/// Some 41,000 common words in lower case, with their inflected forms and no names: SCOWL's smaller lists, American and British.
static WORDS: LazyLock<Set<&'static [u8]>> = LazyLock::new(|| {
    let compiled: &'static [u8] = include_bytes!(concat!(env!("OUT_DIR"), "/english.fst"));
    Set::new(compiled).expect("the build script makes a set")
});

/// Titles, offices and professions before a name.
#[rustfmt::skip]
const ROLES: [&str; 118] = [
    "activist", "actor", "actress", "admiral", "ambassador", "analyst", "archbishop", "architect", "artist", "author",
    "barrister", "biologist", "bishop", "campaigner", "candidate", "captain", "cardinal", "chair", "chairman",
    "chairwoman", "chancellor", "chef", "chemist", "chief", "coach", "colonel", "columnist", "commander",
    "commissioner", "composer", "conductor", "congressman", "congresswoman", "constable", "coroner", "correspondent",
    "councillor", "councilman", "councilwoman", "curator", "dame", "dean", "deputy", "designer", "detective",
    "director", "doctor", "dr", "economist", "editor", "emperor", "engineer", "envoy", "executive", "founder",
    "general", "geologist", "governor", "headmaster", "headteacher", "historian", "imam", "inspector", "journalist",
    "judge", "justice", "king", "lady", "lawyer", "leader", "lecturer", "lieutenant", "lord", "major", "manager",
    "mayor", "minister", "miss", "mp", "mr", "mrs", "ms", "nurse", "officer", "owner", "pastor", "photographer",
    "physicist", "poet", "pope", "premier", "president", "priest", "prince", "princess", "principal", "prof",
    "professor", "prosecutor", "queen", "rabbi", "reporter", "researcher", "reverend", "scientist", "secretary",
    "senator", "sergeant", "singer", "sir", "solicitor", "spokesman", "spokesperson", "spokeswoman", "superintendent",
    "surgeon", "teacher", "writer",
];

/// Words for family and friends before a name.
#[rustfmt::skip]
const KIN: [&str; 20] = [
    "aunt", "boyfriend", "brother", "colleague", "cousin", "daughter", "father", "friend", "girlfriend",
    "grandfather", "grandmother", "husband", "mother", "neighbour", "nephew", "niece", "partner", "sister", "son",
    "wife",
];

/// First names that are common words too.
#[rustfmt::skip]
const FIRST_NAMES: [&str; 71] = [
    "amber", "angel", "april", "art", "august", "autumn", "basil", "bill", "blake", "bob", "brook", "carol", "chase",
    "chip", "christian", "chuck", "clay", "cliff", "crystal", "daisy", "dale", "dawn", "dean", "dick", "don", "drew",
    "earl", "eve", "faith", "flora", "florence", "frank", "gene", "ginger", "glen", "grace", "grant", "guy", "harry",
    "hazel", "heath", "heather", "holly", "hope", "hunter", "iris", "ivy", "jack", "jasmine", "jay", "jean", "jerry",
    "jimmy", "john", "josh", "joy", "june", "lance", "lily", "mark", "mason", "may", "miles", "nick", "olive", "pat",
    "penny", "ray", "robin", "rose", "will",
];

/// What ends the name of a street, a building, a company, a club, an office or a publication. Common surnames are missing.
#[rustfmt::skip]
const THINGS: [&str; 127] = [
    "academy", "agency", "airport", "alliance", "arena", "army", "association", "authority", "avenue", "bakery",
    "band", "bank", "bay", "beach", "board", "borough", "bridge", "bureau", "business", "campus", "castle",
    "cathedral", "center", "centre", "championship", "charity", "choir", "church", "circuit", "city", "club", "coast",
    "college", "commission", "committee", "community", "company", "congress", "corporation", "council", "country",
    "county", "court", "crescent", "cup", "department", "desert", "district", "division", "estate", "express", "farm",
    "federation", "festival", "football", "force", "forest", "forum", "foundation", "garden", "gardens", "gazette",
    "group", "harbour", "holdings", "hospital", "hotel", "housing", "inc", "industries", "inn", "institute",
    "institution", "island", "islands", "league", "library", "limited", "llc", "ltd", "market", "ministry",
    "mountain", "mountains", "museum", "network", "news", "ocean", "office", "orchestra", "palace", "park",
    "parliament", "partnership", "party", "players", "plc", "police", "port", "post", "prize", "republic", "river",
    "road", "rovers", "school", "sea", "service", "services", "society", "square", "stadium", "station", "street",
    "theater", "theatre", "times", "tower", "town", "trust", "union", "united", "university", "valley", "village",
    "works", "zoo",
];

/// First words of names of towns: «Los Angeles», «San Francisco».
#[rustfmt::skip]
const TOWNS: [&str; 16] = [
    "buenos", "el", "fort", "hong", "kuala", "las", "los", "mount", "port", "puerto", "rio", "saint", "san", "santa",
    "sao", "st",
];

/// Finite forms of verbs of speech.
#[rustfmt::skip]
const SAYING: [&str; 52] = [
    "acknowledged", "acknowledges", "added", "adds", "admits", "admitted", "announced", "announces", "argued",
    "argues", "asked", "asks", "believed", "believes", "claimed", "claims", "complained", "complains", "conceded",
    "concluded", "confirmed", "confirms", "cried", "denied", "denies", "explained", "explains", "insisted", "insists",
    "joked", "noted", "notes", "predicted", "predicts", "promised", "recalled", "recalls", "remarked", "replied",
    "reported", "said", "says", "shouted", "stated", "stressed", "suggested", "tells", "thinks", "told", "warned",
    "warns", "wrote",
];

/// Whether a folded word is common English, and so no name by itself.
pub fn is_word(folded: &str) -> bool {
    WORDS.contains(folded)
}

/// Whether a folded word is a title, an office or a profession: «mayor», «mr».
pub fn is_role(folded: &str) -> bool {
    let bare = folded.strip_prefix("ex-").unwrap_or(folded);
    ROLES.binary_search(&bare).is_ok()
}

/// Whether a folded word is a word for family or friends: «her son Nigel».
pub fn is_kin(folded: &str) -> bool {
    KIN.contains(&folded)
}

/// Whether a common word may be a first name: «Mark», «Grace».
pub fn is_first_name(folded: &str) -> bool {
    FIRST_NAMES.contains(&folded)
}

/// Whether a folded word ends the name of a thing: «Mill Street», «Black Swan Ltd».
pub fn is_thing(folded: &str) -> bool {
    THINGS.binary_search(&folded).is_ok()
}

/// Whether a folded word begins the name of a town.
pub fn begins_town(folded: &str) -> bool {
    TOWNS.contains(&folded)
}

/// Whether a folded word is a finite form of a verb of speech: «said».
pub fn is_speech(folded: &str) -> bool {
    SAYING.binary_search(&folded).is_ok()
}
