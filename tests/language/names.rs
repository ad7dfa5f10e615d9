//! Words in and beside names are told apart: titles, things, towns, initials, and the senses of a country’s name.

use voetnoot::lexicon::entry::{ProseRule, Role, Sense, pack, unpack};
use voetnoot::lexicon::initials::is_initial;
use voetnoot::lexicon::places::long_name;
use voetnoot::lexicon::roles::is_role;
use voetnoot::lexicon::things::{ends_name_of_thing, is_thing};

#[test]
fn a_compound_is_a_role_where_its_head_is() {
    let words = "rector hoofdonderzoeker oppositieleider fractievoorzitter jazzpianist bondskanselier \
        vakbondsleider huisarts vicepremier hoofdredacteur klimatoloog projectleider \
        politiechef";
    for role in words.split(' ') {
        assert!(is_role(role), "{role}");
    }
    let words = "onderzoek reagent opleider verleider misleider monoloog slotmonoloog proloog dialoog \
        maarts fietser boer";
    for other in words.split(' ') {
        assert!(!is_role(other), "{other}");
    }
}

#[test]
fn a_compound_is_a_thing_where_its_head_is() {
    for thing in
        "ziekenhuis streekziekenhuis voetbalclub basisschool universiteit partij".split(' ')
    {
        assert!(is_thing(thing), "{thing}");
    }
    for other in ["wethouder", "jansen", "blom", "vlieger"] {
        assert!(!is_thing(other), "{other}");
    }
}

#[test]
fn a_street_is_known_by_its_end_and_a_surname_is_no_street() {
    for street in ["dalenstraat", "julianalaan", "kuyperweg", "schaeferbrug"] {
        assert!(ends_name_of_thing(street), "{street}");
    }
    for surname in ["terlaak", "oudekerk", "hoogendijk"] {
        assert!(!ends_name_of_thing(surname), "{surname}");
    }
}

#[test]
fn a_short_name_has_a_long_one() {
    assert_eq!(long_name("den", "haag"), Some(["s", "gravenhage"]));
    assert_eq!(long_name("den", "boer"), None);
}

#[test]
fn a_letter_is_an_initial_and_a_word_is_none() {
    for initial in ["b", "tj", "ij", "é"] {
        assert!(is_initial(initial), "{initial}");
    }
    for other in ["", "de", "jan", "7", "bb"] {
        assert!(!is_initial(other), "{other}");
    }
}

#[test]
fn what_is_packed_comes_out_again() {
    let roles = [
        Role::Name,
        Role::Adjective,
        Role::Inhabitant,
        Role::Capital,
        Role::Foreign,
        Role::Code,
    ];
    let rules = [
        ProseRule::Anywhere,
        ProseRule::Capitalised,
        ProseRule::Inside,
        ProseRule::Followed,
        ProseRule::Nowhere,
    ];
    for (role, rule) in roles
        .iter()
        .flat_map(|&role| rules.map(|rule| (role, rule)))
    {
        let sense = |country| Sense {
            country,
            role,
            rule,
            acronym: country % 2 == 0,
        };
        let senses = [sense(0), sense(1), sense(263), sense(510)];
        assert_eq!(unpack(pack(&senses)).collect::<Vec<_>>(), senses);
    }
    assert_eq!(unpack(0).count(), 0);
}
