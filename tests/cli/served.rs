//! Which articles are served, and about which of them a line is.

use std::fs;
use std::process::Command;

use serde_json::Value;

use super::answer::{ask, assert_contract, list, text};
use super::running::{Ran, run};
use super::{ARCHIVE, ARTICLE, ended, folder};

#[test]
fn an_archive_is_searched_whole_and_a_command_about_one_article_asks_which() {
    let place = folder(&[("archief.jsonl", ARCHIVE)]);
    let settings = ["--content", "archief.jsonl", "--store", "s"];
    let found = |line| ask(place.path(), &settings, line);
    let address = |answer: &Value| text(&list(answer, "passages")[0], "address").to_owned();
    assert_eq!(
        address(&found("Hoe lang is de nieuwe kade in Delfzijl?")),
        "haven#1"
    );
    assert_eq!(
        address(&found("Hoeveel jaar duurde het herstel van de molen?")),
        "molen#1"
    );
    let which = found("!inhoud");
    assert_eq!(
        (text(&which, "verdict"), list(&which, "passages").len()),
        ("maybe", 0)
    );
    insta::assert_snapshot!(text(&which, "text"), @"
    Over welk artikel gaat het?

    De 2 artikelen
    • haven: ‘De haven groeit’
    • molen: ‘De molen draait’
    ");
}

#[test]
fn article_chooses_what_a_command_and_a_question_are_about() {
    let place = folder(&[("archief.jsonl", ARCHIVE)]);
    let base = [
        "--content",
        "archief.jsonl",
        "--store",
        "s",
        "ask",
        "--json",
        "--article",
    ];
    let about = |article, line| run(place.path(), &[&base[..], &[article, line]].concat());
    let addresses = |ran: Ran| {
        let answer: Value = serde_json::from_str(&ran.out).expect("it is JSON");
        assert_contract(&answer);
        let passages = list(&answer, "passages").iter();
        passages
            .map(|passage| text(passage, "address").to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(addresses(about("molen", "!alinea 1")), ["molen#1"]);
    assert_eq!(addresses(about("haven", "!alinea 1")), ["haven#1"]);
    assert!(
        !addresses(about("molen", "Hoe lang is de kade in Delfzijl?"))
            .contains(&"haven#1".to_owned())
    );
    assert_eq!(about("kerk", "!alinea 1").status, Some(2));
}

#[test]
fn a_folder_of_articles_and_archives_is_one_library() {
    let place = folder(&[
        ("content/brug.md", ARTICLE),
        ("content/archief.jsonl", ARCHIVE),
    ]);
    let ran = run(place.path(), &["check"]);
    assert_eq!(
        (ran.status, ran.out.as_str()),
        (Some(0), "content: 3 artikelen, 4 passages, alles in orde\n")
    );
    let answer = ask(place.path(), &[], "!artikel");
    insta::assert_snapshot!(text(&answer, "text"), @"
    De 3 artikelen
    • haven: ‘De haven groeit’
    • molen: ‘De molen draait’
    • brug: ‘De brug gaat dicht’
    ");
}

#[test]
fn the_compiled_in_article_serves_anywhere_and_leaves_nothing_behind() {
    let place = folder(&[]);
    for arguments in [
        &["ask", "!alinea 3"][..],
        &["ask", "--json", "Wie is Tokajev?"],
        &["check"],
        &[],
    ] {
        let ran = run(place.path(), arguments);
        assert_eq!(ran.status, Some(0), "{}", ran.err);
    }
    assert_eq!(fs::read_dir(place.path()).expect("a folder").count(), 0);
}

#[test]
fn content_in_the_folder_comes_before_content_beside_the_program() {
    let place = folder(&[
        ("program/content/brug.md", ARTICLE),
        ("work/content/archief.jsonl", ARCHIVE),
        ("elsewhere/a", ""),
    ]);
    let moved = place.path().join("program/voetnoot");
    fs::copy(env!("CARGO_BIN_EXE_voetnoot"), &moved).expect("it is copied");
    let articles = |folder: &str| {
        let mut command = Command::new(&moved);
        command.current_dir(place.path().join(folder)).arg("check");
        ended(command).out
    };
    assert!(articles("work").starts_with("content: 2 artikelen"));
    assert!(articles("elsewhere").contains("program/content: 1 artikel,"));
}

#[test]
fn index_says_whether_it_made_something() {
    let place = folder(&[("content/brug.md", ARTICLE)]);
    let index = || {
        let ran = run(place.path(), &["index"]);
        assert_eq!(ran.status, Some(0), "{}", ran.err);
        ran.out
    };
    let made = index();
    assert!(
        made.starts_with("index of 2 passages made in index/store in "),
        "{made}"
    );
    assert_eq!(
        index(),
        "index of 2 passages in index/store is up to date\n"
    );
    fs::write(
        place.path().join("content/brug.md"),
        ARTICLE.replace("vier", "vijf"),
    )
    .expect("it is written");
    assert_ne!(
        index(),
        "index of 2 passages in index/store is up to date\n"
    );
    assert!(place.path().join("index/store").is_dir());
}
