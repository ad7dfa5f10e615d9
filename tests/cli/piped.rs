//! Streams: a conversation through a pipe, and what happens when nobody reads or writes on.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;

use super::answer::{ask, text};
use super::running::{Ran, program, run};
use super::{QUESTIONS, ended, folder};

#[test]
fn a_piped_conversation_is_the_answers_and_nothing_else() {
    let place = folder(&[]);
    let lines = [
        "!alinea 3",
        "Hoeveel elitetroepen zouden worden uitgezonden?",
        "!xyzzy",
        "!help",
    ];
    let said = converse(
        place.path(),
        format!("\n{}\r\n   \n\n", lines.join("\n")).as_bytes(),
    );
    let answers = lines.map(|line| run(place.path(), &["ask", line]).out + "\n");
    assert_eq!(said, answers.concat());
}

/// Its lines are broken to fit the page; here they are not.
#[test]
#[cfg(feature = "semantic")]
fn the_conversation_in_the_readme_is_what_the_program_says() {
    let readme = include_str!("../../README.md");
    let (_, shown) = readme.split_once("```text\n» ").expect("a conversation");
    let (shown, _) = shown.split_once("```").expect("its end");
    let place = folder(&[]);
    for turn in shown.split("» ") {
        let (question, answer) = turn.split_once('\n').expect("an answer");
        let said = converse(place.path(), format!("{question}\n").as_bytes());
        let unbroken = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(unbroken(&said), unbroken(answer), "{question}");
    }
}

#[test]
fn a_piped_conversation_turns_pages() {
    let place = folder(&[]);
    let said = converse(place.path(), "!land Kirgizië\n!meer\n!meer".as_bytes());
    let first = ask(place.path(), &[], "!land Kirgizië");
    let rest = said
        .strip_prefix(text(&first, "text"))
        .expect("the first page comes first");
    insta::assert_snapshot!(rest.trim_start(), @"
    “Overigens bestaat er in Kirgizië veel onrust over het lot van meerdere Kirgiziërs die in Kazachstan worden vastgehouden als ‘internationaal terrorist.’ Zo werd de in Kirgizië bekende jazzpianist Vikram Roezachoenov hardhandig vastgezet, waarbij hij meerdere kneuzingen en schrammen in zijn gezicht opliep. Ook werd hij gedwongen een publieke bekentenis van zijn vermeende wandaden af te leggen. Na een lobby van het Kirgizische ministerie van Buitenlandse Zaken en van activistische collega-musici uit Kirgizië kwam Roezachoenov vrij en mocht hij terugkeren naar zijn thuisland, maar activisten blijven lobbyen voor de vrijlating van zo’n 38 andere in Kazachstan vastzittende Kirgiziërs.”
    — Kirgizië, alinea 13

    Kirgizië komt ook voor in alinea 5.

    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    Bladzijde 2 van 2.

    Er is niets meer om te laten zien.
    ");
}

#[test]
fn a_piped_conversation_survives_what_is_no_text() {
    let place = folder(&[]);
    let said = converse(place.path(), b"\xff\xfe \0\n!alinea 3\n");
    let answer = run(place.path(), &["ask", "!alinea 3"]).out;
    assert!(said.ends_with(&format!("{answer}\n")), "{said}");
    assert_eq!(converse(place.path(), b""), "");
}

/// What is answered to lines on standard input.
fn converse(folder: &Path, lines: &[u8]) -> String {
    let mut command = program(folder, &[]);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program runs");
    let mut input = child.stdin.take().expect("a pipe");
    input.write_all(lines).expect("it reads");
    drop(input);
    let ran = Ran::from(child.wait_with_output().expect("it ends"));
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    ran.out
}

/// A pipe that nobody reads any more.
fn nobody() -> Stdio {
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    writer.into()
}

#[test]
fn that_nobody_reads_on_is_no_error() {
    let place = folder(&[("q.jsonl", QUESTIONS)]);
    let tasks: [&[&str]; 7] = [
        &["ask", "!help"],
        &["ask", "--json", "!help"],
        &["check"],
        &["--store", "s", "index"],
        &["eval", "q.jsonl"],
        &["--help"],
        &[],
    ];
    for task in tasks {
        let mut command = program(place.path(), task);
        command
            .stdin(Stdio::piped())
            .stdout(nobody())
            .stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program runs");
        let mut input = child.stdin.take().expect("a pipe");
        // Only a conversation reads it; the others may have ended.
        let _ = input.write_all("!help\n!over\n".as_bytes());
        drop(input);
        let ran = Ran::from(child.wait_with_output().expect("it ends"));
        assert_eq!(ran.status, Some(0), "{task:?}: {}", ran.err);
        assert!(!ran.err.contains("error"), "{task:?}: {}", ran.err);
    }
}

#[test]
fn that_nobody_reads_the_log_changes_nothing() {
    let place = folder(&[]);
    for (task, status) in [
        (&["ask", "!alinea 3"][..], 0),
        (&["--content", "nergens", "check"], 1),
        (&["vraag"], 2),
    ] {
        let mut command = program(place.path(), task);
        let said = run(place.path(), task);
        command.stderr(nobody());
        let ran = ended(command);
        assert_eq!((ran.status, ran.out), (Some(status), said.out), "{task:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_cannot_be_written_is_an_error() {
    let place = folder(&[]);
    let full = fs::File::options()
        .write(true)
        .open("/dev/full")
        .expect("a full disk");
    let mut command = program(place.path(), &["ask", "!alinea 3"]);
    command.stdout(full);
    let ran = ended(command);
    assert_eq!(ran.status, Some(1));
    assert!(
        ran.err
            .ends_with("error: No space left on device (os error 28)\n"),
        "{}",
        ran.err
    );
}
