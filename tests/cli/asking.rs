//! `ask`: what a person reads, and in which words it may be asked.

use serde_json::Value;

use super::answer::{ask, list, text};
use super::running::{program, run};
use super::{ended, folder, with};

#[test]
fn ask_prints_the_answer_with_its_footnote() {
    let place = folder(&[]);
    let ran = run(
        place.path(),
        &[
            "ask",
            "Hoeveel",
            "elitetroepen",
            "zouden worden uitgezonden?",
        ],
    );
    assert_eq!(ran.status, Some(0));
    // Where else to look differs with and without the model.
    let paragraphs = ran.out.split("\n\n");
    let answer: Vec<_> = paragraphs
        .filter(|paragraph| !paragraph.starts_with("Zie ook"))
        .collect();
    insta::assert_snapshot!(answer.join("\n\n"), @"
    “De autoriteiten van Kirgizië besloten uiteindelijk om net als Armenië een kleine troepenmacht naar Kazachstan te sturen. **Zo’n 150 elitetroepen zouden onder de vleugels van de CSTO worden uitgezonden.** Ze zouden vooral overheidsgebouwen moeten bewaken.”
    — Kirgizië, alinea 11

    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    ");
}

#[test]
fn searching_by_words_alone_is_said_in_one_line() {
    let place = folder(&[]);
    let ran = run(place.path(), &["ask", "--no-semantic", "Wie is Stas Zas?"]);
    assert_eq!(
        (ran.status, ran.err.lines().count()),
        (Some(0), 1),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("searching by words alone"), "{}", ran.err);
    let as_set = program(place.path(), &["ask", "Wie is Stas Zas?"])
        .env("VOETNOOT_NO_SEMANTIC", "1")
        .output()
        .expect("the program runs");
    assert_eq!(String::from_utf8_lossy(&as_set.stdout), ran.out);
}

#[test]
fn a_model_that_cannot_be_used_is_told_before_anything_is_answered() {
    let place = folder(&[("leeg/model.gguf", "GGUF?")]);
    for folder in ["nergens", "leeg"] {
        for task in [&["ask", "!help"][..], &["check"], &["index"]] {
            let ran = run(place.path(), &[&["--model", folder], task].concat());
            assert_eq!(ran.status, Some(1), "{task:?}");
            let told = format!("the model in {folder} cannot be used");
            let told = if cfg!(feature = "semantic") {
                told.as_str()
            } else {
                "this program was built without the feature `semantic`"
            };
            assert!(ran.err.contains(told), "{}", ran.err);
        }
    }
}

#[test]
fn words_need_no_quotation_marks_and_a_flag_is_a_flag_wherever_it_stands() {
    let place = folder(&[]);
    let asked = |arguments: &[&str]| run(place.path(), arguments).out;
    let together = asked(&["ask", "Wie is Zas?"]);
    assert_eq!(together, asked(&["ask", "Wie", "is", "Zas?"]));
    assert_eq!(
        asked(&["ask", "--json", "Wie is Zas?"]),
        asked(&["ask", "Wie", "is", "Zas?", "--json"])
    );
    let dashed = run(place.path(), &["ask", "-5 graden"]);
    assert_eq!(dashed.status, Some(0), "{}", dashed.err);
    let mistyped = run(place.path(), &["ask", "--jsno", "Wie is Zas?"]);
    assert_eq!((mistyped.status, mistyped.out.as_str()), (Some(2), ""));
    assert!(
        mistyped.err.contains("there is no option `--jsno`"),
        "{}",
        mistyped.err
    );
}

#[test]
#[cfg(feature = "semantic")]
fn a_word_for_no_switches_nothing_off() {
    let place = folder(&[]);
    for (value, is_off) in [("nee", false), ("0", false), ("", false), ("ja", true)] {
        let asking = program(place.path(), &["ask", "Wie is Zas?"]);
        let ran = ended(with(asking, "VOETNOOT_NO_SEMANTIC", value));
        let said = ran.err.contains("as the settings say");
        assert_eq!(said, is_off, "{value}: {}", ran.err);
    }
}

#[test]
fn the_language_changes_our_words_and_never_the_articles() {
    let place = folder(&[]);
    let line = "Hoeveel elitetroepen zouden worden uitgezonden?";
    let (dutch, english) = (
        ask(place.path(), &["--lang", "nl"], line),
        ask(place.path(), &["--lang", "en"], line),
    );
    let passage = |answer: &Value| {
        let passage = &list(answer, "passages")[0];
        (
            text(passage, "text").to_owned(),
            passage["excerpts"].clone(),
            passage["highlights"].clone(),
        )
    };
    assert_eq!(passage(&dutch), passage(&english));
    assert!(text(&dutch, "text").contains("— Kirgizië, alinea 11"));
    assert!(text(&english, "text").contains("— Kirgizië, paragraph 11"));
    let by_environment = with(
        program(place.path(), &["ask", "--json", line]),
        "VOETNOOT_LANG",
        "en",
    );
    let by_environment: Value =
        serde_json::from_str(&ended(by_environment).out).expect("it is JSON");
    assert_eq!(by_environment, english);
}
