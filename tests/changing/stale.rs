//! What is said of an answer whose text has changed since.

use std::sync::Arc;

use voetnoot::article::Library;
use voetnoot::bot::Bot;
use voetnoot::citation::Links;
use voetnoot::render::{Dialect, Discord, Matrix, Plain, matrix, pages};
use voetnoot::wording::Language;

use super::common;
use super::revisions::{InMemory, NEW, OLD, bot, library};

/// What a bot with a reading page says of an answer of a revision.
fn said(bot: Bot, revision: &str, dialect: &dyn Dialect, language: Language) -> String {
    let bot = bot.citing(Links::to_page("https://voetnoot.example", false));
    let answer = bot.stale(revision, &common::moderator());
    pages(&answer, dialect, language).join("\n~~~\n")
}

/// The revision of an answer that was given while these texts had been served.
fn revision(texts: &[&str]) -> String {
    bot(texts).revision(&common::moderator())
}

#[test]
fn the_links_lead_to_the_text_as_it_was_and_to_what_changed() {
    let told = |dialect: &dyn Dialect, language| {
        said(bot(&[OLD, NEW]), &revision(&[OLD]), dialect, language)
    };
    insta::assert_snapshot!(told(&Plain::new(), Language::Dutch), @"
    De tekst van het artikel is veranderd sinds dit antwoord: !wijzigingen laat zien wat er anders is. Stel de vraag nog eens.

    Zo was de tekst toen https://voetnoot.example/brug/ac0eed53
    Wat er veranderde https://voetnoot.example/brug/wijzigingen
    ");
    let discord = told(&Discord, Language::English);
    let links = [
        "-# [The text as it was](<https://voetnoot.example/brug/ac0eed53>)",
        "-# [What changed](<https://voetnoot.example/brug/wijzigingen>)",
    ];
    assert!(discord.ends_with(&links.join("\n")), "{discord}");
    let matrix = matrix::html(&told(&Matrix, Language::Dutch));
    for link in ["ac0eed53", "wijzigingen"] {
        let url = format!("https://voetnoot.example/brug/{link}");
        assert!(
            matrix.contains(&format!("<a href=\"{url}\">{url}</a>")),
            "{matrix}"
        );
    }
}

#[test]
fn of_several_earlier_revisions_the_link_leads_to_that_of_the_answer() {
    let texts = ["Een.", "Twee.", "Drie."];
    for (at, text) in texts.iter().enumerate().take(2) {
        let told = said(
            bot(&texts),
            &revision(&texts[..=at]),
            &Plain::new(),
            Language::Dutch,
        );
        let link = format!("/brug/{}", library(text).articles()[0].revision);
        assert!(told.contains(&link), "{told}");
    }
}

#[test]
fn without_a_page_or_an_earlier_revision_there_is_no_link() {
    let answer = bot(&[OLD, NEW]).stale(&revision(&[OLD]), &common::moderator());
    let told = pages(&answer, &Plain::new(), Language::Dutch).concat();
    assert!(
        told.contains("!wijzigingen") && !told.contains("http"),
        "{told}"
    );
    let told = said(bot(&[NEW]), "00000000", &Plain::new(), Language::Dutch);
    insta::assert_snapshot!(told, @"De tekst van het artikel is veranderd sinds dit antwoord. Stel de vraag nog eens.");
}

#[test]
fn if_other_articles_changed_too_only_what_changed_is_linked_to() {
    let other = r#"{"id":"kerk","title":"De kerk","language":"nl","paragraphs":[{"text":"Ja."}]}"#;
    let archive = |texts: &[&str]| {
        let lines = texts.iter().map(|text| {
            let line = r#"{"id":"brug","title":"De brug","language":"nl","paragraphs":[{"text":"#;
            format!("{line}{text:?}}}]}}\n{other}\n")
        });
        Library::from_text("a.jsonl", &lines.collect::<String>()).expect("an archive")
    };
    let olds = Arc::new(InMemory(vec![Arc::clone(
        &archive(&["Een."]).articles()[0],
    )]));
    let bot = common::bot_about(archive(&["Twee."])).remembering(Some(olds));
    let about = voetnoot::bot::Context {
        article: Some("brug"),
        ..common::moderator()
    };
    let before = common::bot_about(archive(&["Een."])).revision(&about);
    let bot = bot.citing(Links::to_page("https://voetnoot.example", false));
    let told = |revision: &str| {
        let answer = bot.stale(revision, &about);
        pages(&answer, &Plain::new(), Language::Dutch).concat()
    };
    assert!(told(&before).contains("Zo was de tekst toen"));
    let unknown = told("00000000");
    assert!(!unknown.contains("toen") && unknown.contains("/brug/wijzigingen"));
}
