//! Words that precede a person's name: titles, offices, professions.

use super::compounds;
use super::words::is_word;

/// Role nouns, folded. A compound that ends in one is a role too: «hoofdonderzoeker», «fractievoorzitter». Nouns that
/// are common surnames («boer», «visser») are missing: «Piet de Boer» has no title.
#[rustfmt::skip]
const ROLES: [&str; 114] = [
    // Offices.
    "ambassadeur", "bestuurder", "burgemeester", "chef", "commissaris", "dijkgraaf", "diplomaat", "directeur", "directrice",
    "gezant", "gouverneur", "inspecteur", "kamerlid", "kanselier", "koning", "koningin", "leider", "leidster", "minister",
    "ministers", "ombudsman", "parlementslid", "premier", "president", "presidente", "presidenten", "prins", "prinses",
    "raadslid", "secretaris", "senator", "staatssecretaris", "statenlid", "topman", "topvrouw", "volksvertegenwoordiger",
    "voorzitter", "voorzitster", "wethouder", "woordvoerder", "woordvoerster",
    // In uniform, in church, in court.
    "aanklager", "admiraal", "advocaat", "advocate", "agent", "agente", "bisschop", "commandant", "dominee", "generaal",
    "imam", "kapitein", "kardinaal", "kolonel", "luitenant", "majoor", "notaris", "officier", "pastoor", "paus",
    "priester", "rabbijn", "rechter",
    // Learning.
    "analist", "analiste", "arts", "decaan", "docent", "docente", "econoom", "historicus", "hoogleraar", "ingenieur",
    "lector", "leraar", "lerares", "onderzoeker", "onderzoekster", "professor", "rector", "wetenschapper",
    // Work, press, arts, sports.
    "activist", "activiste", "adviseur", "architect", "coach", "columnist", "coordinator", "correspondent", "dichter",
    "eigenaar", "fotograaf", "journalist", "journaliste", "kunstenaar", "manager", "medewerker", "ondernemer",
    "oprichter", "pianist", "presentator", "redacteur", "redactrice", "regisseur", "schrijfster", "schrijver", "trainer",
    "verslaggever", "verslaggeefster", "zanger", "zangeres",
    // Courtesy.
    "meneer", "mevrouw",
];

/// Suffixes of roles, after any stem: «klimatoloog», «verkeerskundige».
const ENDINGS: [&str; 2] = ["oloog", "kundige"];

/// Words with such a suffix that mean speech.
const SPEECHES: [&str; 2] = ["monoloog", "proloog"];

/// Linking letters between a role and the word before it.
const LINKS: [&str; 4] = ["", "s", "en", "e"];

/// Prefixes of roles that are no words.
const PREFIXES: [&str; 3] = ["aarts", "ex", "vice"];

/// Prefixes that make another word: «verleider» is no kind of «leider».
const NO_PARTS: [&str; 4] = ["her", "mis", "ont", "ver"];

/// The fewest letters before a role in a compound: «re-agent» is none.
const SHORTEST: usize = 3;

/// Whether a folded word is a role: «president», «rector», «hoofdonderzoeker».
pub fn is_role(folded: &str) -> bool {
    let ends_in = |endings: &[&str]| endings.iter().any(|ending| folded.ends_with(ending));
    let is_made = ends_in(&ENDINGS) && !ends_in(&SPEECHES);
    is_made
        || ROLES.iter().any(|role| {
            folded
                .strip_suffix(role)
                .is_some_and(|before| before.is_empty() || may_stand_before(before))
        })
}

/// Whether a text, with linking letters at its end, is a word or a compound.
fn may_stand_before(linked: &str) -> bool {
    let words = LINKS.iter().filter_map(|link| linked.strip_suffix(link));
    PREFIXES.contains(&linked)
        || words
            .filter(|word| word.len() >= SHORTEST && !NO_PARTS.contains(word))
            .any(|word| is_word(word) || !compounds::split(word).is_empty())
}
