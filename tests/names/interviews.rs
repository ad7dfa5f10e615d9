//! A printed question and a line before a colon are never the answer: they lead to it.

use voetnoot::excerpt::Passage;
use voetnoot::search::lead_ins;

use super::{about, answered, bot_of, reply};

/// The passages that an answer quotes, with what is emphasised.
fn quoted(bot: &voetnoot::bot::Bot, line: &str) -> String {
    answered(bot, line)
        .quotes()
        .map(|quote| quote.passage().text().to_owned())
        .collect::<Vec<_>>()
        .join("|")
}

#[test]
fn in_an_interview_the_answer_is_found_by_the_question_above_it() {
    let bot = bot_of(include_str!("../data/field/03-interview/interview.md"));
    assert_eq!(
        quoted(&bot, "Wat gaat de reparatie kosten?"),
        "‘Ongeveer 3 miljoen euro, schat ik.’"
    );
    assert_eq!(
        quoted(&bot, "Wie gaat dat betalen?"),
        "‘Het waterschap en de gemeente, ieder de helft.’"
    );
    assert!(
        reply(&bot, "!zoek reparatie").contains("reparatie"),
        "{}",
        reply(&bot, "!zoek reparatie")
    );
}

#[test]
fn a_line_before_a_colon_leads_to_what_follows_it() {
    let bot = bot_of(include_str!("../data/field/04-list-after-colon/lijst.md"));
    let said = quoted(&bot, "Welke eisen stelt de raad?");
    assert!(!said.ends_with(':'), "{said}");
}

#[test]
fn within_a_paragraph_the_sentence_after_what_leads_answers() {
    for (text, found, answers) in [
        // A list and the line that leads to it are one sentence.
        (
            "De raad stelt deze eisen:\n- de sluis is klaar;\n- vissers houden toegang.",
            0,
            0,
        ),
        ("Waarom is de sluis dicht? Omdat hij lekt.", 0, 1),
        ("De sluis lekt. Waarom? En hoe? Niemand weet het.", 1, 3),
        ("De sluis lekt. Niemand weet het.", 0, 0),
        ("De sluis lekt. Waarom?", 1, 1),
    ] {
        let bot = about(text);
        let article = &bot.library().articles()[0];
        let passage = Passage::new(article, 0).expect("a paragraph");
        assert_eq!(lead_ins::skip(&passage, found), answers, "{text}");
    }
}

#[test]
fn what_leads_is_no_answer_of_any_kind() {
    for (text, line, answer) in [
        (
            "Een gesprek met dijkgraaf Wilma Terpstra.\n\nHoe hoog wordt de dijk?\n\nDrie meter, zegt zij.",
            "Hoe hoog wordt de dijk?",
            "Drie meter, zegt zij.",
        ),
        (
            "De raad vergaderde.\n\nDe wethouder noemde drie redenen voor de sloop:\n\nHet dak lekt, de muren zijn scheef en de vloer is rot.",
            "Welke redenen noemde de wethouder voor de sloop?",
            "De wethouder noemde drie redenen voor de sloop:\nHet dak lekt, de muren zijn scheef en de vloer is rot.",
        ),
        (
            "De raad vergaderde.\n\nWat is er besloten over het bos?\n\n‘Het bos blijft.’\n\nEn het park?\n\n‘Het park gaat dicht.’",
            "Wat is er besloten over het park?",
            "‘Het park gaat dicht.’",
        ),
    ] {
        let said = quoted(&about(text), line);
        assert_eq!(said.split('|').next(), Some(answer), "{line}");
    }
}

#[test]
fn whoever_is_interviewed_alone_speaks_in_the_answers() {
    let bot = bot_of(include_str!("../data/field/03-interview/interview.md"));
    insta::assert_snapshot!(reply(&bot, "!citaat Terpstra"), @"
    Wilma Terpstra
    “**‘Ongeveer 3 miljoen euro, schat ik.’**”
    — Wat gaat de reparatie kosten?, alinea 2

    Wilma Terpstra
    “**‘Het waterschap en de gemeente, ieder de helft.’**”
    — Wie gaat dat betalen?, alinea 3
    ");
}
