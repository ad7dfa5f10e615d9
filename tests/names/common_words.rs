//! A question of nothing but common words is a question.

use super::{about, bot_of, reply};

#[test]
fn a_question_of_common_words_is_looked_up() {
    let bot = bot_of(include_str!(
        "../data/field/18-question-of-common-words/laat.md"
    ));
    insta::assert_snapshot!(reply(&bot, "Hoe laat kwam hij?"), @"
    Dat staat niet in het artikel.

    Met !inhoud zie je wat er wel in staat, met !zoek zoek je op losse woorden.
    ");
    for (text, line, answer) in [
        (
            "De trein ging om 9.15 uur.\n\nHet was koud.",
            "Wanneer ging hij?",
            "9.15",
        ),
        (
            "Het regende.\n\nDe minister zei dat het klaar is.",
            "Wat zei ze?",
            "minister",
        ),
        (
            "Het regende.\n\nDe bakker maakt taarten.",
            "Wat maakt hij?",
            "taarten",
        ),
    ] {
        let said = reply(&about(text), line);
        assert!(said.contains(answer), "{line}: {said}");
    }
}

#[test]
fn whoever_asks_is_never_told_to_ask() {
    let bot = about("De bode kwam om 14.30 uur.");
    let nothing = reply(&bot, "???");
    for line in [
        "Wat is dit?",
        "Wie is dat?",
        "En wat nu?",
        "Waarom?",
        "Waar is het dan",
        "What is it?",
        "Is dat zo?",
        "Wat zegt hij?",
        "Waar komt het?",
    ] {
        assert_ne!(reply(&bot, line), nothing, "{line}");
    }
    for line in ["de het een", "Hallo?", "!vraag ?"] {
        assert_eq!(reply(&bot, line), nothing, "{line}");
    }
}
