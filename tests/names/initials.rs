//! An initial for a surname matches nobody else.

use super::{about, bot_of, people, reply};

const CASE: &str = include_str!("../data/field/08-initial-as-surname/initiaal.md");

#[test]
fn whoever_is_known_by_an_initial_is_nobody_else_with_that_initial() {
    let bot = bot_of(CASE);
    insta::assert_snapshot!(reply(&bot, "!wie Sander B."), @"
    “De rechtbank in Zilverdam veroordeelde Sander B. dinsdag tot drie jaar cel voor oplichting.”
    — alinea 1
    ");
    insta::assert_snapshot!(reply(&bot, "!wie"), @"Het artikel noemt Sander B., B. Kuipers, A.B. Terwindt en B. Mulder.");
    insta::assert_snapshot!(reply(&bot, "!wie Kuipers"), @"
    “Advocaat mr. B. Kuipers gaat in beroep.”
    — De zaak, alinea 2
    ");
}

#[test]
fn nobody_else_stands_under_the_name_of_a_convict() {
    for (text, line, others) in [
        (
            "De rechter veroordeelde Tamara van den K. tot een boete. Getuige K. de Wit zweeg. K. Visser ook.",
            "!wie Tamara van den K.",
            &["Wit", "Visser"][..],
        ),
        (
            "Verdachte Tjeerd Tj. zat in vak Tj. Officier Tj. Hoekstra eiste een jaar.",
            "!wie Tjeerd Tj.",
            &["Hoekstra"],
        ),
        (
            "Sander B. ontkent. Advocaat Sander B. Kuipers niet.",
            "!wie Sander B.",
            &["Kuipers"],
        ),
        (
            "Volgens Sander B. was het een grap. Sander zweeg. B. Sander sprak, net als Sander, B. de Boer en Sander C.",
            "!wie Sander B.",
            &["zweeg", "sprak"],
        ),
        (
            "De rechter hoorde Sander B. Eerder zweeg hij. Advocaat B. Smit sprak. Smit ging weg.",
            "!wie Sander B.",
            &["Smit"],
        ),
        (
            "De rechter sprak Jan-Willem S. vrij. De buurman S. Jansen was blij. Groep S. ook.",
            "!wie Jan-Willem S.",
            &["Jansen", "Groep"],
        ),
    ] {
        let said = reply(&about(text), line);
        for other in others {
            assert!(!said.contains(other), "{line}: {said}");
        }
        assert!(said.contains('“'), "{line}: {said}");
    }
}

#[test]
fn an_initial_that_fits_is_no_reason_to_ask_back() {
    let bot = bot_of(CASE);
    for line in ["!wie Jan B.", "!wie Karel van B.", "!citaat Jan B."] {
        let said = reply(&bot, line);
        assert!(
            !said.contains("Bedoelde") && !said.contains("veroordeelde"),
            "{line}: {said}"
        );
    }
}

#[test]
fn initials_before_a_surname_are_a_part_of_the_name() {
    for (text, named) in [
        ("Dat zei prof. A.B. Terwindt.", "A.B. Terwindt."),
        ("Wethouder B. Mulder zweeg.", "B. Mulder."),
        ("Daar was J.P. van der Velde.", "J.P. van der Velde."),
        ("Ook Jan P. Terwindt was er.", "Jan P. Terwindt."),
        (
            "Getuige T. Oudekerk en mr. I. de Waardt kwamen.",
            "T. Oudekerk en I. de Waardt.",
        ),
    ] {
        assert_eq!(people(text), format!("Het artikel noemt {named}"), "{text}");
    }
    for text in [
        "In groep B. Terwindt won.",
        "Vitamine B. Terwindt slikt het.",
    ] {
        assert_eq!(
            people(text),
            "Ik herken in dit artikel geen personen.",
            "{text}"
        );
    }
}
