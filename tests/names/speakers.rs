//! Who speaks is known by the name before a colon, and by going on.

use super::{about, answered, bot_of, reply};
use voetnoot::wording::Language;

/// Who each quotation of a text is said to be by; a dash where it is not clear.
fn speakers(text: &str) -> Vec<String> {
    let answer = answered(&about(text), "!citaat");
    let label = |quote: &voetnoot::answer::Quote| {
        quote
            .label
            .as_ref()
            .map_or("-".to_owned(), |label| label.words(Language::Dutch))
    };
    answer.quotes().map(label).collect()
}

#[test]
fn a_name_and_a_colon_make_the_speaker_plain() {
    let bot = bot_of(include_str!(
        "../data/field/12-speaker-before-colon/dubbelepunt.md"
    ));
    insta::assert_snapshot!(reply(&bot, "!citaat Van der Laan"), @"
    Bram van der Laan
    “Wethouder Bram van der Laan: **‘De sluis is op.’**”
    — Reacties, alinea 2
    ");
    insta::assert_snapshot!(reply(&bot, "!citaat Oudekerk"), @"
    Saskia Oudekerk
    ‘**„Het is een schande”**, vindt Saskia Oudekerk.’
    — Reacties, alinea 4

    Saskia Oudekerk
    ‘**„Niemand luistert.”**’
    — Reacties, alinea 4

    Saskia Oudekerk
    ‘Oudekerk: **“Ik stap op.”**’
    — Reacties, alinea 5
    ");
}

#[test]
fn a_name_before_a_colon_speaks_whatever_the_marks() {
    for said in ["‘Mooi.’", "“Mooi.”", "„Mooi.”", "\"Mooi.\"", "«Mooi.»"] {
        for before in [
            "Wethouder Karin Terwindt:",
            "Karin Terwindt (55):",
            "Karin Terwindt, boos:",
            "Terwindt over de sluis:",
            "Karin\nTerwindt:",
        ] {
            let text = format!("Wethouder Karin Terwindt kwam.\n\n{before} {said}");
            assert_eq!(speakers(&text), ["Karin Terwindt"], "{text}");
        }
    }
}

#[test]
fn who_goes_on_is_still_the_speaker() {
    let text = "„Mooi”, zei wethouder Karin Terwindt. „Heel mooi.” „Echt.”";
    assert_eq!(speakers(text), ["Karin Terwindt"; 3]);
}

#[test]
fn who_may_be_another_is_not_named() {
    for text in [
        "„Wat kost dat?”, vroeg wethouder Karin Terwindt. „Een miljoen.”",
        "„Mooi”, zei wethouder Karin Terwindt. De zaal zweeg. „Echt.”",
        "„Mooi”, zei wethouder Karin Terwindt tegen Joris Vermaat. „Echt.”",
        "„Mooi”, zei wethouder Karin Terwindt.\n\n„Echt.”",
        "Wethouder Karin Terwindt vroeg: „Wat kost dat.” „Een miljoen.”",
    ] {
        assert_eq!(
            speakers(text),
            ["Karin Terwindt", "Spreker niet duidelijk"],
            "{text}"
        );
    }
    for text in [
        "De vader van Karin Terwindt: „Mooi.”",
        "Op het bord van Karin Terwindt stond: „Mooi.”",
        "Karin Terwindt kreeg te horen: „Mooi.”",
        "Karin Terwindt en Joris Vermaat: „Mooi.”",
        "Tegen Karin Terwindt: „Mooi.”",
    ] {
        assert_eq!(speakers(text), ["-"], "{text}");
    }
}
