//! White space of any kind parts words, and hides nobody.

use super::{about, bot_of, people, reply};

#[test]
fn a_no_break_space_hides_nobody() {
    let bot = bot_of(include_str!("../data/field/10-nbsp-in-names/nbsp.md"));
    insta::assert_snapshot!(reply(&bot, "!wie"), @"Het artikel noemt Saskia Oudekerk en Bram van der Laan.");
    insta::assert_snapshot!(reply(&bot, "!wie Saskia Oudekerk"), @"
    “Wethouder Saskia Oudekerk opende dinsdag de sluis.”
    — alinea 1

    “Volgens mevrouw Oudekerk is Van der Laan blij.”
    — Later, alinea 2
    ");
    insta::assert_snapshot!(reply(&bot, "!wie Bram van der Laan"), @"
    “Zij sprak met Bram van der Laan.”
    — alinea 1

    “Volgens mevrouw Oudekerk is Van der Laan blij.”
    — Later, alinea 2
    ");
    let byline = reply(&bot, "!alinea auteur");
    insta::assert_snapshot!(byline.replace(char::is_whitespace, " "), @"“door Noor Hofstra” — auteursregel");
}

#[test]
fn a_line_break_hides_nobody() {
    let bot = bot_of(include_str!(
        "../data/field/20-line-breaks-and-trailing-spaces/regels.md"
    ));
    insta::assert_snapshot!(reply(&bot, "!wie"), @"Het artikel noemt Bram van der Laan.");
}

#[test]
fn every_space_is_one() {
    let text = "Gisteren kwam wethouder Karin van den Berg, voorzitter van de raad. “Mooi”, zei Karin van den Berg.";
    let plain = about(text);
    for space in ["\u{a0}", "\u{202f}", "\u{2009}", "\n", " \n", "\u{2007}"] {
        let other = about(&text.replace(' ', space));
        assert_eq!(reply(&other, "!wie"), reply(&plain, "!wie"), "{space:?}");
        for line in [
            "!wie Karin van den Berg",
            "!wie voorzitter",
            "!citaat Van den Berg",
            "!wie Karin\u{202f}van den\u{a0}Berg",
        ] {
            let squeezed = |said: String| said.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(
                squeezed(reply(&other, line)),
                squeezed(reply(&plain, line)),
                "{space:?} {line}"
            );
        }
    }
}

#[test]
fn two_names_that_spaces_alone_tell_apart_are_one() {
    let named = people("Karin\u{a0}Oudekerk kwam. Karin Oudekerk ging. Karin\nOudekerk bleef.");
    assert_eq!(named, "Het artikel noemt Karin Oudekerk.");
}
