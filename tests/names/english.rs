//! In an English article people, roles and speakers are known by English words.

use super::{answered, bot_of, reply};
use voetnoot::bot::Bot;
use voetnoot::wording::Language;

/// A bot about an article in English with this text.
fn about(text: &str) -> Bot {
    bot_of(&format!(
        "+++\nid = \"a\"\ntitle = \"T\"\nauthors = [\"Mary Field\"]\nlanguage = \"en\"\npublished = \"2024-05-14\"\n+++\n{text}\n"
    ))
}

/// Who each quotation of a text is said to be by; a dash where it is not clear.
fn speakers(text: &str) -> Vec<String> {
    let label = |quote: &voetnoot::answer::Quote| {
        let label = quote.label.as_ref();
        label.map_or("-".to_owned(), |label| label.words(Language::Dutch))
    };
    answered(&about(text), "!citaat")
        .quotes()
        .map(label)
        .collect()
}

const NOBODY: &str = "Ik herken in dit artikel geen personen.";

#[test]
fn a_name_is_known_by_words_that_are_no_common_english() {
    for (text, named) in [
        (
            "The council’s leader Tom Harding said no. So did Lucy Grant.",
            "Tom Harding en Lucy Grant",
        ),
        ("It was built by the engineer Robert Hale.", "Robert Hale"),
        (
            "Defence Secretary John Healey met Dr Sarah O’Brien.",
            "John Healey en Sarah O’Brien",
        ),
        ("Mr Patel and his daughter Priya came.", "Patel en Priya"),
        (
            "J.K. Rowling and Heinrich von Berg came.",
            "J.K. Rowling en Heinrich von Berg",
        ),
        (
            "Grace Field sang, and Will Young danced.",
            "Grace Field en Will Young",
        ),
        (
            "Anna Whitcombe’s bakery sent bread to Mary-Jane Smith-Brown.",
            "Anna Whitcombe en Mary-Jane Smith-Brown",
        ),
        (
            "Yesterday Karen Walsh rang. Drivers cheered.",
            "Karen Walsh",
        ),
        (
            "She saw a play by Stephen King. The Norwegian writer Anna Berg liked it.",
            "Stephen King en Anna Berg",
        ),
    ] {
        assert_eq!(
            reply(&about(text), "!wie"),
            format!("Het artikel noemt {named}."),
            "{text}"
        );
    }
}

#[test]
fn streets_companies_towns_and_months_are_nobody() {
    for text in [
        "It happened on Mill Street, near Saint Mary’s Church.",
        "The company, Black Swan Ltd, was chosen in March.",
        "He told The Guardian and the New York Times.",
        "In Milton Keynes the Ashford Players opened on Monday.",
        "Los Angeles and San Francisco have seen it.",
        "The Conservative Party and West Ham United gave money.",
        "Buckinghamshire Council voted in October.",
    ] {
        assert_eq!(reply(&about(text), "!wie"), NOBODY, "{text}");
    }
}

#[test]
fn the_speaker_stands_before_or_after_a_verb_of_speech() {
    for (text, speaker) in [
        (
            "“We had no choice,” said Tom Harding, who leads the council.",
            "Tom Harding",
        ),
        ("“We had no choice,” Tom Harding said.", "Tom Harding"),
        (
            "“We had no choice,” said council leader Tom Harding.",
            "Tom Harding",
        ),
        ("Tom Harding said: “We had no choice.”", "Tom Harding"),
        (
            "According to Tom Harding, there was “no choice”.",
            "Tom Harding",
        ),
        ("“We had no choice,” she told Tom Harding.", "-"),
        ("“We had no choice,” Tom Harding was told.", "-"),
    ] {
        assert_eq!(speakers(text), [speaker], "{text}");
    }
    assert_eq!(
        speakers("“We had no choice,” said Tom Harding. “The steel is rusting.”"),
        ["Tom Harding", "Tom Harding"]
    );
}

#[test]
fn a_role_is_asked_for_in_english() {
    let bot =
        about("The bridge was built in 1871 by the engineer Robert Hale. Lucy Grant was mayor.");
    insta::assert_snapshot!(reply(&bot, "!wie engineer"), @"
    Bij “engineer” noemt het artikel Robert Hale.

    “The bridge was built in 1871 by the engineer Robert Hale.”
    — alinea 1
    ");
}
