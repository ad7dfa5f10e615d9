//! A list that is not whole says so.

use std::fmt::Write as _;

use super::{about, bot_of, reply};
use crate::common;
use voetnoot::command::parse;
use voetnoot::render::{Plain, pages};
use voetnoot::wording::Language;

#[test]
fn a_long_list_of_people_says_how_many_more_there_are() {
    let bot = bot_of(include_str!(
        "../data/field/13-people-list-cut-at-20/namen.md"
    ));
    let said = reply(&bot, "!wie");
    assert!(
        said.ends_with("Tineke Uitham, Victor Wessels en nog 3 anderen."),
        "{said}"
    );
}

/// What is said of so many people.
fn of(count: usize, language: Language) -> String {
    let mut text = String::new();
    for letter in ('a'..='z').take(count) {
        let _ = write!(text, "Wethouder Karin Terwin{letter}k zweeg. ");
    }
    let answer = about(text.trim()).answer(&parse("!wie"), &common::moderator());
    pages(&answer, &Plain::new(), language).join("\n")
}

#[test]
fn a_list_that_is_whole_says_nothing_of_more() {
    let said = of(20, Language::Dutch);
    assert!(said.contains(" en Karin Terwintk."), "{said}");
    let said = of(21, Language::Dutch);
    assert!(said.contains("Karin Terwintk en nog één ander."), "{said}");
    let said = of(21, Language::English);
    assert!(said.contains("Karin Terwintk and one other."), "{said}");
    let said = of(26, Language::English);
    assert!(said.contains("Karin Terwintk and 6 others."), "{said}");
}
