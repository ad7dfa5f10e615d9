//! What is typed in another form is found.

use super::{about, bot_of, reply};

/// Whether a search finds anything.
fn finds(bot: &voetnoot::bot::Bot, words: &str) -> bool {
    !reply(bot, &format!("!zoek {words}")).starts_with("Niets gevonden")
}

#[test]
fn numbers_times_and_formulas_are_found_as_people_type_them() {
    let bot = bot_of(include_str!(
        "../data/field/16-numbers-times-symbols/getallen.md"
    ));
    for typed in [
        "14:30",
        "14.30",
        "14u30",
        "1250000",
        "1.250.000",
        "1,250,000",
        "1.29",
        "1,29",
        "CO2",
        "CO₂",
        "co2",
        "omas",
        "oma’s",
        "oma's",
        "\"14:30\"",
    ] {
        assert!(finds(&bot, typed), "{typed}");
    }
    for other in ["14:31", "1250", "1.28", "CO3", "opas"] {
        assert!(!finds(&bot, other), "{other}");
    }
    let bot = about(
        "Het duurde tot 9:05. Er lag 2.500 m² en 1\u{202f}200 liter H₂O. De foto’s van de baby’s kosten € 3,50.",
    );
    for typed in [
        "9.05", "2500", "m2", "1200", "1.200", "H2O", "fotos", "babys", "baby's", "3.50",
    ] {
        assert!(finds(&bot, typed), "{typed}");
    }
}

#[test]
fn a_town_is_found_by_either_name() {
    let bot = bot_of(include_str!(
        "../data/field/17-place-names-and-middle-of-compounds/plaatsen.md"
    ));
    for typed in [
        "Den Bosch",
        "den bosch",
        "\"Den Bosch\"",
        "\"Den Haag\"",
        "Den Haag",
        "’s-Hertogenbosch",
        "The Hague",
        "Gravenhage",
    ] {
        assert!(finds(&bot, typed), "{typed}");
    }
    let asked = reply(&bot, "Wat besloot de raad van Den Bosch?");
    assert!(asked.contains("“**De raad van ’s-Hertogenbosch"), "{asked}");
    let bot = about("De trein reed van Den Haag naar Den Bosch. Jan van den Bosch zat erin.");
    for typed in [
        "’s-Gravenhage",
        "'s-Hertogenbosch",
        "\"Den Bosch\"",
        "Jan van den Bosch",
    ] {
        assert!(finds(&bot, typed), "{typed}");
    }
    let bot = about("Jan van den Bosch kwam met schrijver Piet van den Haag.");
    for other in ["’s-Hertogenbosch", "’s-Gravenhage"] {
        assert!(!finds(&bot, other), "{other}");
    }
}

#[test]
fn a_compound_is_found_by_what_stands_in_its_middle() {
    let bot = bot_of(include_str!(
        "../data/field/17-place-names-and-middle-of-compounds/plaatsen.md"
    ));
    for typed in [
        "opvang",
        "kinderopvang",
        "toeslag",
        "fractievoorzitter",
        "fractie",
        "voorzitter",
    ] {
        assert!(finds(&bot, typed), "{typed}");
    }
    for (text, typed) in [
        ("De arbeidsmarktkrapte neemt toe.", "markt"),
        ("Zij is woordvoerster van de raad.", "woordvoerder"),
        ("De ziekenhuisopnameduur daalde.", "opname"),
        ("De schrijfster zweeg.", "schrijver"),
        ("Het grondwaterpeilbeheer is duur.", "peil"),
    ] {
        assert!(finds(&about(text), typed), "{typed}");
    }
}
