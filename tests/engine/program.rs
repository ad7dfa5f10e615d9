//! The program with an engine in its settings.

use std::fs;
use std::path::Path;

use super::double::{Double, both};
use super::running::{Ran, program, run};
use super::server::{Conduct, Speaks};

const QUESTION: &str = "Hoe hoog is de toren van Zwaagdam?";

/// A folder with an article.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let text =
        "# De toren\n\nDe toren van Zwaagdam is 42 meter hoog.\n\nHij werd in 1911 gebouwd.\n";
    fs::write(folder.path().join("toren.md"), text).expect("it is written");
    folder
}

fn with(double: &Double, folder: &Path, arguments: &[&str]) -> Ran {
    let mut command = program(folder, &["--no-semantic"]);
    command
        .args(arguments)
        .env("VOETNOOT_ENGINE", &double.url)
        .env("VOETNOOT_LOG", "trace");
    command.output().expect("the program runs").into()
}

#[test]
fn what_was_sent_is_answered_from_by_whoever_asks_the_same_engine() {
    both(|double| {
        let writing = folder();
        let sent = with(double, writing.path(), &["index", "--content", "toren.md"]);
        assert_eq!(sent.status, Some(0), "{}", sent.err);
        assert!(
            sent.out
                .starts_with("1 articles (2 passages) sent to 127.0.0.1:"),
            "{}",
            sent.out
        );
        let reading = tempfile::tempdir().expect("a folder");
        let asked = with(double, reading.path(), &["ask", QUESTION]);
        assert!(
            asked
                .out
                .contains("De toren van Zwaagdam is 42 meter hoog."),
            "{}",
            asked.out
        );
        let about = with(double, reading.path(), &["ask", "!alinea 2"]);
        assert!(
            about.out.starts_with("Over welk artikel gaat het?"),
            "{}",
            about.out
        );
        let compacted = with(double, reading.path(), &["index", "--compact"]);
        assert!(
            compacted
                .out
                .starts_with("0 earlier editions deleted of 1 articles"),
            "{}",
            compacted.out
        );
        let examined = with(double, reading.path(), &["doctor"]);
        assert!(
            examined.out.contains("✓ Archief: 127.0.0.1:"),
            "{}",
            examined.out
        );
    });
}

#[test]
fn no_question_is_logged_whatever_the_engine_answers() {
    let double = Double::new(Speaks::Elastic);
    let folder = folder();
    with(&double, folder.path(), &["index", "--content", "toren.md"]);
    for conduct in [
        Conduct::Well,
        Conduct::Status(400),
        Conduct::Echoes,
        Conduct::Closes,
    ] {
        double.behaves(conduct);
        let asked = with(&double, folder.path(), &["ask", QUESTION]);
        assert_eq!(asked.status, Some(0), "{}", asked.err);
        assert!(
            !asked.err.to_lowercase().contains("zwaagdam"),
            "{}",
            asked.err
        );
    }
}

#[test]
fn an_engine_that_is_away_is_told_by_doctor() {
    let folder = folder();
    let examined = run(
        folder.path(),
        &[
            "doctor",
            "--no-semantic",
            "--engine",
            "http://127.0.0.1:9/archive",
        ],
    );
    let line = examined.out.lines().find(|line| line.contains("Archief"));
    insta::assert_snapshot!(line.unwrap_or_default(), @"✗ Archief: the engine cannot be reached: connection refused. Zie of de server draait en VOETNOOT_ENGINE de goede index noemt; `voetnoot index` vult hem. Zolang antwoorden de artikelen die hier staan.");
    assert_eq!(examined.status, Some(1));
}

#[test]
fn a_wrong_address_is_named() {
    let folder = folder();
    let ran = run(
        folder.path(),
        &["ask", QUESTION, "--engine", "http://127.0.0.1:9"],
    );
    assert_eq!(ran.status, Some(2));
    insta::assert_snapshot!(ran.err.lines().next().unwrap_or_default(), @"error: invalid value 'http://127.0.0.1:9' for '--engine <URL>': this address names no index: write the server and the name of the index, as http://quickwit:7280/archive");
    let ran = run(folder.path(), &["index", "--compact"]);
    insta::assert_snapshot!(ran.err.trim(), @"error: --compact clears up an engine: name it with --engine");
}
