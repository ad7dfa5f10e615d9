//! The program with a language model in its settings, and without.

use std::process::Command;

use super::double::{Conduct, Double, KEY};
use super::running::{self, Ran, program};

const QUESTION: &str = "Hoeveel elitetroepen zond Kirgizië naar Kazachstan?";

fn run(arguments: &[&str], environment: &[(&str, &str)]) -> Ran {
    let place = tempfile::tempdir().expect("a folder");
    let mut command: Command = program(place.path(), arguments);
    command.envs(environment.iter().copied());
    command.output().expect("the program runs").into()
}

#[test]
fn without_a_language_model_no_connection_is_opened() {
    let double = Double::that(Conduct::points(&[1]));
    let address = double.address.as_str();
    // Were anything fetched, it would go through these.
    let environment = [
        ("VOETNOOT_READER_URL", ""),
        ("VOETNOOT_READER_KEY", KEY),
        ("http_proxy", address),
        ("https_proxy", address),
        ("ALL_PROXY", address),
    ];
    for arguments in [&["ask", QUESTION][..], &["check"], &["ask", "!over"]] {
        let ran = run(arguments, &environment);
        assert_eq!(ran.status, Some(0), "{}", ran.err);
        assert!(!ran.out.contains("taalmodel") && !ran.err.contains(KEY));
    }
    assert_eq!(double.connections(), 0);
}

#[test]
fn the_help_names_what_plugs_a_model_in() {
    let place = tempfile::tempdir().expect("a folder");
    let help = running::run(place.path(), &["--help"]).out;
    assert!(help.contains("\n  calibrate ") && help.contains("VOETNOOT_READER_URL"));
}

#[test]
fn settings_that_cannot_be_used_are_named_and_not_shown() {
    for (name, value) in [
        ("VOETNOOT_READER_URL", "https://anna:geheim@llm.example"),
        ("VOETNOOT_READER_TIMEOUT", "geheim"),
        ("VOETNOOT_READER_PER_MINUTE", "geheim"),
        ("VOETNOOT_READER_KEY", "geheim met spaties"),
        ("VOETNOOT_READER_WEIGHTS", "afwezig.toml"),
    ] {
        let environment = [("VOETNOOT_READER_URL", "http://127.0.0.1:9"), (name, value)];
        for arguments in [["check"].as_slice(), &["ask", QUESTION]] {
            let ran = run(arguments, &environment);
            assert_eq!(ran.status, Some(1), "{name}");
            assert!(ran.err.contains(name), "{}", ran.err);
            let is_secret = name.ends_with("URL") || name.ends_with("KEY");
            assert!(!is_secret || !ran.err.contains("geheim"), "{}", ran.err);
        }
    }
}

#[cfg(feature = "semantic")]
mod with_the_bundled_reader {
    use super::*;

    fn with(double: &Double) -> [(&'static str, &str); 4] {
        [
            ("VOETNOOT_READER_URL", double.address.as_str()),
            ("VOETNOOT_READER_KEY", KEY),
            ("VOETNOOT_READER_TIMEOUT", "60"),
            ("VOETNOOT_LOG", "trace"),
        ]
    }

    #[test]
    fn check_says_what_it_saw_of_the_model() {
        let said = |double: &Double| {
            let ran = run(&["check"], &with(double));
            assert_eq!(ran.status, Some(0), "{}", ran.err);
            assert!(!ran.err.contains(KEY), "{}", ran.err);
            let place = double.address.trim_start_matches("http://").to_owned();
            let mut lines = ran.err.lines().filter(|line| line.contains("taalmodel op"));
            let line = lines.next().unwrap_or_default().replace(&place, "…");
            (line, ran.out.trim().to_owned())
        };
        let knowing = |request: &super::super::double::Request| {
            Conduct::points(&[request.number_of("vier miljoen").expect("it is shown")])
        };
        let (line, out) = said(&Double::new(knowing));
        assert!(line.starts_with("taalmodel op …: wees in "), "{line}");
        assert!(out.ends_with("alles in orde"), "{out}");
        let (line, out) = said(&Double::that(Conduct::points(&[])));
        assert!(line.contains("niet de juiste zin"), "{line}");
        assert!(out.ends_with("1 waarschuwing"), "{out}");
        let (line, _) = said(&Double::that(Conduct::Status(401, "")));
        insta::assert_snapshot!(line, @"waarschuwing: Het taalmodel op … weigerde een proefvraag, met status 401. Zonder antwoord leest de ingebouwde lezer alleen.");
    }

    #[test]
    fn neither_the_question_nor_the_key_is_logged() {
        for conduct in [
            Conduct::points(&[1]),
            Conduct::Status(500, ""),
            Conduct::Mumbles,
        ] {
            let double = Double::that(conduct);
            let ran = run(&["ask", QUESTION], &with(&double));
            assert_eq!((ran.status, double.connections()), (Some(0), 1));
            assert!(
                !ran.err.contains(KEY) && !ran.err.contains("elitetroepen"),
                "{}",
                ran.err
            );
        }
    }
}
