//! What `!wijzigingen` tells.

use std::sync::Arc;

use voetnoot::bot::Bot;
use voetnoot::command::parse;
use voetnoot::lexicon::dates::Date;
use voetnoot::render::{Discord, Plain, pages};
use voetnoot::wording::Language;

use super::common;
use super::revisions::{InMemory, NEW, OLD, bot, library};

fn told(bot: &Bot) -> String {
    let answer = bot.answer(&parse("!wijzigingen"), &common::moderator());
    pages(&answer, &Plain::new(), Language::Dutch).join("\n~~~\n")
}

#[test]
fn what_changed_is_told_sentence_by_sentence() {
    insta::assert_snapshot!(told(&bot(&[OLD, NEW])), @"
    Gewijzigd op 2 januari 2026 om 01:00 (UTC)

    Was
    “Ze kost **3** miljoen euro.”
    — alinea 1 (versie ac0eed53)

    Nu
    “Ze kost **4,5** miljoen euro.”
    — alinea 1 (versie 880f0daf)

    Erbij gekomen
    “De bouw begint in mei.”
    — alinea 2 (versie 880f0daf)

    Verdwenen
    “Bewoners maken bezwaar tegen de plannen.”
    — Bezwaren, alinea 3 (versie ac0eed53)

    Bron: Anna, ‘Een brug’
    ");
}

#[test]
fn the_newest_change_comes_first() {
    let told = told(&bot(&[
        "Een.",
        "Twee.",
        "Drie en meer.",
        "Drie en nog meer.",
    ]));
    let places = ["**nog**", "Twee", "Een"].map(|words| told.find(words));
    assert!(places.is_sorted() && places[0].is_some(), "{told}");
}

#[test]
fn the_words_that_differ_are_emphasised() {
    let answer = bot(&[OLD, NEW]).answer(&parse("!changes"), &common::moderator());
    let written = pages(&answer, &Discord, Language::English).concat();
    assert!(
        written.contains("**3**") && written.contains("**4,5**"),
        "{written}"
    );
}

#[test]
fn an_article_that_did_not_change_says_so() {
    insta::assert_snapshot!(told(&bot(&[NEW])), @"De tekst is niet veranderd sinds 1 januari 2026 om 00:00 (UTC).");
    insta::assert_snapshot!(told(&common::bot_about(library(NEW))), @"Ik kan niet zien wat er veranderde: hier worden geen eerdere versies van het artikel bewaard.");
    let unknown = common::bot_about(library(NEW)).remembering(Some(Arc::new(InMemory(Vec::new()))));
    insta::assert_snapshot!(told(&unknown), @"Ik kan niet zien wat er veranderde: van dit artikel is geen eerdere versie bewaard.");
}

#[test]
fn a_change_of_a_heading_alone_is_told_as_such() {
    let told = told(&bot(&["## A\n\nEen.", "## B\n\nEen."]));
    assert!(told.contains("Geen zin is veranderd"), "{told}");
}

#[test]
fn of_many_changes_the_last_ones_are_told() {
    let texts: Vec<String> = (0..40)
        .map(|at| format!("De brug is {at} meter lang."))
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let told = told(&bot(&texts));
    assert!(
        told.contains("Dit zijn de laatste 20 wijzigingen."),
        "{told}"
    );
    assert!(told.contains("39") && !told.contains(" 18 "), "{told}");
}

#[test]
fn the_day_of_a_change_is_the_right_one() {
    for (days, year, month, day) in [
        (-1, 1969, 12, 31),
        (0, 1970, 1, 1),
        (59, 1970, 3, 1),
        (11_016, 2000, 2, 29),
        (19_782, 2024, 2, 29),
        (19_783, 2024, 3, 1),
        (20_454, 2026, 1, 1),
    ] {
        let date = Date::of_days(days);
        let is = (date.year, date.month, date.day);
        assert_eq!(is, (Some(year), Some(month), Some(day)));
    }
}
