//! A word is known, with the one that it is derived from.

use voetnoot::lexicon::derivation::{base, man};
use voetnoot::lexicon::words::{Roles, is_word, makes_compounds};

#[test]
fn words_are_known_and_names_are_not() {
    assert!("grens video stijging samenwerking".split(' ').all(is_word));
    assert!(!" rusland Grens grenzeloosheidje".split(' ').any(is_word));
}

#[test]
fn common_parts_of_compounds_are_known_with_their_role() {
    for (word, modifier, head) in [
        ("grens", true, true),
        ("regering", true, true),
        ("luit", false, false),
    ] {
        assert_eq!(makes_compounds(word), Roles { modifier, head }, "{word}");
    }
}

#[test]
fn what_is_made_of_a_word_is_found_by_it() {
    #[rustfmt::skip]
    let pairs = [
        ("vaccinatie", "vaccineren"), ("vaccinaties", "vaccineren"), ("registratie", "registreren"),
        ("mobilisatie", "mobiliseren"), ("officiele", "officieel"), ("individuele", "individueel"),
        ("voorzitster", "voorzitter"), ("woordvoerster", "woordvoerder"), ("onderzoekster", "onderzoeker"),
        ("onderzoeksters", "onderzoeker"), ("schrijfster", "schrijver"), ("directrice", "directeur"),
        ("zangeres", "zanger"),
    ];
    for (word, of) in pairs {
        assert_eq!(base(word).as_deref(), Some(of), "of {word}");
    }
    for word in "minister venster register klooster meester semester ministers".split(' ') {
        assert_eq!(man(word), None, "of {word}");
    }
    for word in ["locatie", "natie", "relaties", "nationale", "gele", "vele"] {
        assert_eq!(base(word), None, "of {word}");
    }
}
