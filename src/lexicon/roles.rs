//! What people are called before their names: titles, offices, professions.

use super::compounds;
use super::words::is_word;

/// Words for what somebody is, folded. A compound that ends in one is one too: «hoofdonderzoeker», «fractievoorzitter».
/// What is a common surname as well («boer», «visser») is left out: «Piet de Boer» has no title.
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

/// What a role ends in, whatever stands before it: «klimatoloog», «verkeerskundige».
const ENDINGS: [&str; 2] = ["oloog", "kundige"];

/// What ends like a role and is something that is said.
const SPEECHES: [&str; 2] = ["monoloog", "proloog"];

/// What may link a role to what stands before it.
const LINKS: [&str; 4] = ["", "s", "en", "e"];

/// What stands before a role, too, and is no word.
const PREFIXES: [&str; 3] = ["aarts", "ex", "vice"];

/// Words that are a prefix before what could be a role: a «verleider» leads nobody.
const NO_PARTS: [&str; 4] = ["her", "mis", "ont", "ver"];

/// What stands before a role in a compound has at least as many letters: «re-agent» is none.
const SHORTEST: usize = 3;

/// Whether a folded word says what somebody is: «president», «rector», «hoofdonderzoeker».
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

/// Whether this, with what links it, is a word or made of words.
fn may_stand_before(linked: &str) -> bool {
    let words = LINKS.iter().filter_map(|link| linked.strip_suffix(link));
    PREFIXES.contains(&linked)
        || words
            .filter(|word| word.len() >= SHORTEST && !NO_PARTS.contains(word))
            .any(|word| is_word(word) || !compounds::split(word).is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_compound_is_a_role_where_its_head_is() {
        for role in [
            "rector",
            "hoofdonderzoeker",
            "oppositieleider",
            "fractievoorzitter",
            "jazzpianist",
            "bondskanselier",
            "vakbondsleider",
            "huisarts",
            "vicepremier",
            "hoofdredacteur",
            "klimatoloog",
            "projectleider",
            "politiechef",
        ] {
            assert!(is_role(role), "{role}");
        }
        for other in [
            "onderzoek",
            "reagent",
            "opleider",
            "verleider",
            "misleider",
            "monoloog",
            "slotmonoloog",
            "proloog",
            "dialoog",
            "maarts",
            "fietser",
            "boer",
        ] {
            assert!(!is_role(other), "{other}");
        }
    }
}
