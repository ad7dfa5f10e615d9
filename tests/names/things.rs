//! Streets, institutions, clubs and parties are nobody, whoever they are named after.

use super::{bot_of, people};

#[test]
fn streets_and_buildings_are_nobody() {
    let case = include_str!("../data/field/09-streets-and-buildings-as-people/gebouwen.md");
    insta::assert_snapshot!(super::reply(&bot_of(case), "!wie"), @"Het artikel noemt Kees Blom, Aaltje de Rijk, Nigel en Fatma Yıldız.");
}

#[test]
fn what_bears_a_name_is_nobody() {
    for text in [
        "Het gebeurde in de Willem Kloosstraat en aan de Prins Hendrikkade.",
        "Dat zei het Anna Visscher Instituut.",
        "Dat zei de directie van Johan Terwindt Scholengroep.",
        "Dinsdag opende de Gerrit Zalmbrug.",
        "Dinsdag ging het Piet Hein Theater open.",
        "Volgens Hogeschool Zuyd en Stichting Oudekerk klopt het.",
        "Vitesse Arnhem verloor van Hercules Zilverdam in Zilverdam.",
        "Leefbaar Oosterwijk en Lijst Verdonkel stemden tegen.",
        "De leerlingen van basisschool De Regenboog zongen.",
        "Partij voor de Sloot en Forum van de Arbeid waren er.",
        "Daar staan de Karin Oudekerk-fans.",
        "Hij ging naar Hotel Zonnebloem en Café Terwindt.",
        "Brandweer Terwindt en Museum Kroonstad openen.",
    ] {
        assert_eq!(
            people(text),
            "Ik herken in dit artikel geen personen.",
            "{text}"
        );
    }
}

#[test]
fn people_are_people_all_the_same() {
    for (text, named) in [
        ("Daar woont Jan van der Straat.", "Jan van der Straat"),
        (
            "Ook Kees Terlaak en Saskia Oudekerk kwamen.",
            "Kees Terlaak en Saskia Oudekerk",
        ),
        (
            "Haar dochter Fleur en zijn man Joris zwegen.",
            "Fleur en Joris",
        ),
        ("Wethouder Irma Breda sprak.", "Irma Breda"),
        (
            "Ook Karin van den Berg-de Vries was er.",
            "Karin van den Berg-de Vries",
        ),
        (
            "Fatma Yıldız belde. Dat deed Fatma Yıldız twee keer.",
            "Fatma Yıldız",
        ),
        (
            "Volgens de Feyenoorder Joris Terwindt klopt het.",
            "Joris Terwindt",
        ),
        (
            "Ook Anne-Fleur Terwindt-van der Velde kwam.",
            "Anne-Fleur Terwindt-van der Velde",
        ),
        (
            "Daar stond Seán O’Brien naast Chloë Özdemir.",
            "Seán O’Brien en Chloë Özdemir",
        ),
    ] {
        assert_eq!(
            people(text),
            format!("Het artikel noemt {named}."),
            "{text}"
        );
    }
}
