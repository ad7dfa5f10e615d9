//! `check`: everything that is wrong, before anything is served.

use std::fs;

use super::running::program;
use super::{ARCHIVE, ARTICLE, ended, folder};

/// What `check` says of an article, with these settings in the environment.
fn checked(article: &str, settings: &[(&str, &str)]) -> String {
    let place = folder(&[("content/brug.md", article)]);
    let mut command = program(place.path(), &["--no-semantic", "check"]);
    command.env_remove("DISCORD_TOKEN");
    command.envs(settings.iter().copied());
    let ran = ended(command);
    let errors = ran.err.lines().filter(|line| !line.contains("INFO"));
    let shown: Vec<&str> = ran.out.lines().chain(errors).collect();
    format!(
        "{}\n→ {}",
        shown.join("\n"),
        ran.status.expect("it ends by itself")
    )
}

#[cfg(all(feature = "discord", feature = "matrix"))]
#[test]
fn the_settings_of_the_platforms_are_checked_all_at_once() {
    let wrong = [
        ("VOETNOOT_DISCORD_API", "discord.example"),
        ("VOETNOOT_MATRIX_ALLOW", "*:krant.example @anna"),
    ];
    insta::assert_snapshot!(checked(ARTICLE, &wrong), @"
    error: VOETNOOT_DISCORD_API: `discord.example` is no web address: write one such as http://127.0.0.1:8080, or leave it out for Discord's own
    VOETNOOT_MATRIX_ALLOW: `@anna` fits no user id: write for example *:example.org for everybody there, or @anna:example.org
    → 1
    ");
    let sound = [
        ("VOETNOOT_DISCORD_TOKEN", "x"),
        ("VOETNOOT_DISCORD_API", "http://127.0.0.1:8080"),
        ("VOETNOOT_MATRIX_HOMESERVER", "matrix.krant.example"),
        ("VOETNOOT_MATRIX_USER", "@voetnoot:krant.example"),
        ("VOETNOOT_MATRIX_PASSWORD", "x"),
        ("VOETNOOT_MATRIX_ALLOW", "*:krant.example @anna:*"),
    ];
    insta::assert_snapshot!(checked(ARTICLE, &sound), @"
    content: 1 article(s), 2 passages, nothing wrong
    → 0
    ");
    insta::assert_snapshot!(checked(ARTICLE, &[("VOETNOOT_MATRIX_USER", "@voetnoot")]), @"
    error: VOETNOOT_MATRIX_USER: `@voetnoot` is half a user id: write it whole, as @voetnoot:example.org, or only voetnoot
    → 1
    ");
    insta::assert_snapshot!(checked(ARTICLE, &[("VOETNOOT_MATRIX_HOMESERVER", "htps://krant.example")]), @"
    error: VOETNOOT_MATRIX_HOMESERVER: `htps://krant.example` is no homeserver: write its address, as https://matrix.example.org, or the server's name, as example.org
    → 1
    ");
    insta::assert_snapshot!(checked(ARTICLE, &[("VOETNOOT_SHARDS", "4-2/16")]), @"
    error: invalid value '4-2/16' for '--shards <SHARDS>': `4-2/16` names no shards: write 0-3/16 for the first four of sixteen

    For more information, try '--help'.
    → 2
    ");
}

#[test]
fn what_looks_like_a_byline_or_sources_and_is_read_as_a_paragraph_is_told() {
    let with = |block: &str| checked(&format!("{ARTICLE}\n{block}\n"), &[]);
    let told = [
        "Door: Anna de Vries",
        "*door Anna de Vries*",
        "Door Jan van den Berg en Karin Smit",
        "Tekst: onze verslaggever Anna de Vries.",
        "Bron: gemeente Delfzijl.",
        "**BRONNEN:** gemeente Delfzijl",
    ];
    insta::assert_snapshot!(told.map(with).join("\n\n"), @r#"
    content: 1 article(s), 3 passages, 1 warning(s)
    warning: content/brug.md:12: This looks like the byline, but is read as a paragraph. Write "door Anna de Vries", as "authors" has it, if it is one.
    → 0

    content: 1 article(s), 3 passages, nothing wrong
    → 0

    content: 1 article(s), 3 passages, 1 warning(s)
    warning: content/brug.md:12: This looks like the byline, but is read as a paragraph. Write "door Anna de Vries", as "authors" has it, if it is one.
    → 0

    content: 1 article(s), 3 passages, 1 warning(s)
    warning: content/brug.md:12: This looks like the byline, but is read as a paragraph. Write "door Anna de Vries", as "authors" has it, if it is one.
    → 0

    content: 1 article(s), 3 passages, 1 warning(s)
    warning: content/brug.md:12: This looks like the line of sources, but is read as a paragraph. Begin it with Bronnen: if it is one.
    → 0

    content: 1 article(s), 3 passages, 1 warning(s)
    warning: content/brug.md:12: This looks like the line of sources, but is read as a paragraph. Begin it with Bronnen: if it is one.
    → 0
    "#);
    for prose in [
        "door Anna de Vries",
        "Door de regen gaat het feest niet door.",
        "Door Delfzijl stroomt een kanaal.",
        "Bronnen: gemeente Delfzijl.",
        "Bronnen van de gemeente zeggen: het wordt later.",
    ] {
        assert!(with(prose).ends_with("nothing wrong\n→ 0"), "{prose}");
    }
}

#[test]
fn a_byte_order_mark_of_an_editor_is_no_part_of_a_file() {
    let marked = |text: &str| format!("\u{feff}{text}");
    let question = r#"{"id":"a","question":"Wat kost het onderhoud?","gold":["brug#1"]}"#;
    let place = folder(&[
        ("content/brug.md", &marked(ARTICLE)),
        ("archief.jsonl", &marked(ARCHIVE)),
        ("vragen.jsonl", &marked(question)),
        ("voetnoot.toml", &marked("no_semantic = true")),
    ]);
    for task in [
        &["check"][..],
        &["--content", "archief.jsonl", "check"],
        &["eval", "vragen.jsonl"],
    ] {
        let ran = ended(program(place.path(), task));
        assert_eq!(ran.status, Some(0), "{}", ran.err);
    }
}

#[test]
fn settings_that_an_editor_saved_in_another_encoding_are_said_to_be_so() {
    let place = folder(&[]);
    let text = "\u{feff}lang = \"en\"\r\n".encode_utf16();
    let bytes: Vec<u8> = text.flat_map(u16::to_le_bytes).collect();
    fs::write(place.path().join("voetnoot.toml"), bytes).expect("it is written");
    let ran = ended(program(place.path(), &["check"]));
    insta::assert_snapshot!(ran.err.trim_end(), @"error: voetnoot.toml cannot be read: line 1 is not UTF-8; save the file as UTF-8");
}
