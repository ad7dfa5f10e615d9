//! `doctor`, where no server has to answer: what is found, what to do, and the exit status.

use serde_json::Value;

use super::running::{program, run};
use super::{ARTICLE, ended, folder, with};

/// The line about something, by the first words of that line after its sign.
fn line<'a>(out: &'a str, what: &str) -> &'a str {
    let of = |line: &&str| {
        line.split_once(' ')
            .is_some_and(|(_, rest)| rest.starts_with(what))
    };
    out.lines()
        .find(of)
        .unwrap_or_else(|| panic!("no line about {what}: {out}"))
}

#[test]
fn an_installation_that_is_well_has_nothing_to_mend_and_is_left_as_it_was() {
    let place = folder(&[("brug.md", ARTICLE)]);
    let ran = run(place.path(), &["--content", "brug.md", "doctor"]);
    assert_eq!(ran.status, Some(0), "{}{}", ran.out, ran.err);
    assert!(!ran.out.contains('✗'), "{}", ran.out);
    assert!(line(&ran.out, "Artikelen").contains("1 artikel, 0 fouten"));
    assert!(line(&ran.out, "Model").contains("beantwoordt een bekende vraag goed"));
    let left: Vec<_> = std::fs::read_dir(place.path())
        .expect("a folder")
        .flatten()
        .collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[test]
fn each_fault_is_a_line_with_what_to_do_in_the_operators_language() {
    let place = folder(&[("fout/brug.md", "+++\n+++\n"), ("map", "")]);
    let arguments = [
        "--lang",
        "en",
        "--content",
        "fout",
        "--store",
        "map/index",
        "doctor",
    ];
    let ran = run(place.path(), &arguments);
    assert_eq!(ran.status, Some(1), "{}", ran.out);
    assert!(line(&ran.out, "Articles").contains("`voetnoot check` lists them"));
    assert!(line(&ran.out, "Index folder").contains("VOETNOOT_STORE"));
    assert!(
        ran.out
            .lines()
            .all(|line| line.starts_with(['✓', '–', '✗']))
    );
}

#[test]
fn json_tells_a_program_the_same() {
    let place = folder(&[("brug.md", ARTICLE)]);
    let mut command = program(place.path(), &["--content", "brug.md", "doctor", "--json"]);
    command.env("VOETNOOT_NO_SEMANTIC", "1");
    let ran = ended(with(command, "VOETNOOT_LANG", "en"));
    let told: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(told["well"], true, "{}", ran.out);
    let model = told["checks"]
        .as_array()
        .and_then(|checks| checks.iter().find(|check| check["check"] == "model"));
    assert_eq!(model.expect("the model")["state"], "note");
}

#[cfg(feature = "web")]
#[test]
fn the_reading_page_is_examined_if_it_is_shown() {
    let place = folder(&[("brug.md", ARTICLE)]);
    let doctor = |flags: &[&str]| {
        let arguments = [&["--content", "brug.md"], flags, &["doctor"]].concat();
        run(place.path(), &arguments)
    };
    let nothing = doctor(&[]);
    assert!(!nothing.out.contains("Leespagina"));
    assert!(line(&nothing.out, "Platforms").contains("VOETNOOT_WEB"));
    let web = ["--web", "127.0.0.1:0"];
    let safe = doctor(&[&web[..], &["--public-url", "https://krant.example"]].concat());
    assert_eq!(safe.status, Some(0), "{}", safe.out);
    assert!(line(&safe.out, "Leespagina, adres:").starts_with('✓'));
    assert!(line(&safe.out, "Leespagina, adres voor lezers").starts_with('✓'));
    assert!(!safe.out.contains("Platforms"), "the page alone is enough");
    let open = doctor(&[&web[..], &["--public-url", "http://krant.example"]].concat());
    assert!(line(&open.out, "Leespagina, adres voor lezers").contains("proxy met https"));
    let elsewhere = doctor(&["--web", "203.0.113.1:8080"]);
    assert_eq!(elsewhere.status, Some(1), "{}", elsewhere.out);
    assert!(line(&elsewhere.out, "Leespagina, adres:").contains("VOETNOOT_WEB"));
    assert!(line(&elsewhere.out, "Leespagina, adres voor lezers").contains("VOETNOOT_PUBLIC_URL"));
}
