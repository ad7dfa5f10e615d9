//! A surname is no country, and neither is a sweet; an older name of a country is one.

use voetnoot::lexicon::gazetteer::{Country, Resolution, resolve};

use super::{about, bot_of, people, reply};

/// The countries that an article names.
fn countries(text: &str) -> String {
    let said = reply(&about(text), "!land");
    let items = said.lines().filter_map(|line| line.strip_prefix("• "));
    items.collect::<Vec<_>>().join("; ")
}

#[test]
fn a_surname_and_an_idiom_are_no_countries() {
    let bot = bot_of(include_str!(
        "../data/field/22-surname-that-is-a-country/landen.md"
    ));
    insta::assert_snapshot!(reply(&bot, "!land"), @"
    Andere landen die genoemd worden
    • Frankrijk: alinea 1

    Typ bijvoorbeeld !land Frankrijk.
    ");
    insta::assert_snapshot!(reply(&bot, "!land Nederland"), @"
    Nederland komt in dit artikel niet voor.

    Wel: Frankrijk.
    ");
    insta::assert_snapshot!(reply(&bot, "!wie"), @"Het artikel noemt Wim Holland.");
}

#[test]
fn somebody_with_the_name_of_a_country_is_somebody() {
    for (text, named) in [
        (
            "Actrice Karin Engeland zong. Later zong Engeland weer.",
            "Karin Engeland",
        ),
        (
            "Gisteren kwam Joris Spanje langs. Spanje bleef kort.",
            "Joris Spanje",
        ),
        (
            "Ook Wilma Israel was er. Dat zei Israel zelf.",
            "Wilma Israel",
        ),
        ("Volgens Kees de Zweed is het mooi.", "Kees de Zweed"),
    ] {
        assert_eq!(countries(text), "", "{text}");
        assert!(people(text).contains(named), "{text}: {}", people(text));
    }
}

#[test]
fn a_country_is_one_beside_somebody_of_its_name() {
    assert_eq!(
        countries("Acteur Wim Holland woont in Holland."),
        "Nederland: alinea 1"
    );
    assert_eq!(
        countries("Greenpeace Nederland en president Macron van Frankrijk."),
        "Frankrijk: alinea 1; Nederland: alinea 1"
    );
    assert_eq!(
        countries("Zo gaf Trump de Russen gelijk."),
        "Rusland: alinea 1"
    );
}

#[test]
fn what_is_only_called_after_a_country_is_not_of_it() {
    for text in [
        "Zij at Engelse drop.",
        "Hij speelde Russische roulette.",
        "De Duitse herder blafte.",
        "Op de Spaanse griep volgde de Mexicaanse griep.",
        "De Japanse duizendknoop woekert.",
        "Hij lost een Zweedse puzzel op met de Franse slag.",
    ] {
        assert_eq!(countries(text), "", "{text}");
    }
    assert_eq!(countries("De Turkse minister zweeg."), "Turkije: alinea 1");
}

#[test]
fn an_older_name_in_a_neighbouring_language_is_known() {
    for (name, code) in [
        ("Weißrussland", "BY"),
        ("Weissrussland", "BY"),
        ("Moldawien", "MD"),
        ("Birmanie", "MM"),
        ("Swasiland", "SZ"),
        ("Mazedonien", "MK"),
        ("Elfenbeinküste", "CI"),
        ("Grossbritannien", "GB"),
        ("Grande-Bretagne", "GB"),
        ("Osttimor", "TL"),
        ("Tschechische Republik", "CZ"),
        ("Burma", "MM"),
        ("Biélorussie", "BY"),
        ("Moldavie", "MD"),
    ] {
        let country = Country::from_code(code).expect("a country");
        assert_eq!(resolve(name), Resolution::One(country), "{name}");
    }
}
