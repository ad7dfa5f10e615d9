//! Settings: which of flag, environment and file counts, and what help says of them.

use std::fs;

use super::running::{program, run};
use super::{ARTICLE, ended, folder, with};

#[test]
fn flags_come_before_the_environment_and_that_before_the_file() {
    let articles = ["uit-bestand.md", "uit-omgeving.md", "uit-vlag.md"];
    let file = "content = \"uit-bestand.md\"\nstore = \"s-bestand\"\nlang = \"en\"\n";
    let place = folder(&[("voetnoot.toml", file)]);
    for name in articles {
        fs::write(place.path().join(name), ARTICLE).expect("it is written");
    }
    let flags: [&[&str]; 3] = [
        &[],
        &[],
        &[
            "--content",
            "uit-vlag.md",
            "--store",
            "s-vlag",
            "--lang",
            "en",
        ],
    ];
    let mut told = Vec::new();
    for (settings, flags) in flags.iter().enumerate() {
        let told_by = |task: &[&str]| {
            let mut command = program(place.path(), &[flags, task].concat());
            if settings > 0 {
                command = with(command, "VOETNOOT_CONTENT", "uit-omgeving.md");
                command = with(command, "VOETNOOT_STORE", "s-omgeving");
                command = with(command, "VOETNOOT_LANG", "nl");
            }
            ended(command)
                .out
                .lines()
                .next()
                .unwrap_or_default()
                .to_owned()
        };
        told_by(&["index"]);
        told.extend([
            told_by(&["check"]),
            told_by(&["index"]),
            told_by(&["ask", "!help"]),
        ]);
    }
    insta::assert_snapshot!(told.join("\n"), @"
    uit-bestand.md: 1 article, 2 passages, nothing wrong
    index of 2 passages in s-bestand is up to date
    What you can type
    uit-omgeving.md: 1 artikel, 2 passages, alles in orde
    index of 2 passages in s-omgeving is up to date
    Dit kun je typen
    uit-vlag.md: 1 article, 2 passages, nothing wrong
    index of 2 passages in s-vlag is up to date
    What you can type
    ");
}

#[test]
fn a_flag_may_stand_before_or_after_the_subcommand() {
    let place = folder(&[]);
    let before = run(place.path(), &["--lang", "en", "ask", "!help"]);
    assert_eq!(
        before.out,
        run(place.path(), &["ask", "--lang", "en", "!help"]).out
    );
    assert_ne!(before.out, run(place.path(), &["ask", "!help"]).out);
}

#[test]
fn help_names_every_setting() {
    let place = folder(&[]);
    let help = run(place.path(), &["--help"]);
    assert_eq!((help.status, help.err.as_str()), (Some(0), ""));
    let names = "--content VOETNOOT_CONTENT --store VOETNOOT_STORE --lang VOETNOOT_LANG --no-semantic VOETNOOT_LOG --http VOETNOOT_HTTP --log-format VOETNOOT_LOG_FORMAT \
                 voetnoot.toml content store lang http log_format";
    for name in names.split(' ') {
        assert!(help.out.contains(name), "{name}");
    }
    for task in ["ask", "index", "check", "eval"] {
        assert!(help.out.contains(&format!("\n  {task} ")), "{task}");
        assert_eq!(run(place.path(), &[task, "--help"]).status, Some(0));
    }
    let version = run(place.path(), &["--version"]);
    assert_eq!(
        version.out,
        concat!("voetnoot ", env!("CARGO_PKG_VERSION"), "\n")
    );
}

#[cfg(all(feature = "discord", feature = "matrix"))]
#[test]
fn the_manual_lists_the_settings_that_the_program_has() {
    let table = voetnoot::cli::settings_table();
    let manual = include_str!("../../docs/operating.md");
    assert!(
        manual.contains(&table),
        "in docs/operating.md belongs:\n{table}"
    );
}

#[test]
fn a_setting_that_is_no_text_is_refused() {
    use std::os::unix::ffi::OsStrExt as _;
    let place = folder(&[]);
    let refused = |name: &str| {
        let mut command = program(place.path(), &["check"]);
        command.env(name, std::ffi::OsStr::from_bytes(b"geheim\xff"));
        let ran = ended(command);
        assert_eq!(ran.status, Some(1), "{name}");
        ran.err
    };
    for name in [
        "VOETNOOT_LANG",
        "VOETNOOT_NO_SEMANTIC",
        "VOETNOOT_LOG",
        #[cfg(feature = "discord")]
        "VOETNOOT_DISCORD_TOKEN",
        #[cfg(feature = "discord")]
        "VOETNOOT_DISCORD_API",
        #[cfg(feature = "matrix")]
        "VOETNOOT_MATRIX_USER",
    ] {
        let said = refused(name);
        let wanted = format!("{name} is not UTF-8: set it again, or leave it unset");
        assert!(said.contains(&wanted) && !said.contains("geheim"), "{said}");
    }
}

#[test]
fn an_address_in_the_file_is_read_as_behind_the_flag() {
    let place = folder(&[("voetnoot.toml", "http = \"localhost:1\"\n")]);
    let ran = run(place.path(), &["check"]);
    assert_eq!(ran.status, Some(1));
    let wanted = "`localhost:1` is no address: write an IP address and a port, as 127.0.0.1:8090";
    assert!(ran.err.contains(wanted), "{}", ran.err);
}

#[test]
fn a_setting_that_is_empty_counts_as_not_set() {
    let place = folder(&[]);
    let names = [
        "VOETNOOT_CONTENT",
        "VOETNOOT_STORE",
        "VOETNOOT_LANG",
        "VOETNOOT_LOG",
    ];
    let mut command = program(place.path(), &["ask", "!alinea 3"]);
    let output = command.envs(names.map(|name| (name, ""))).output();
    assert_eq!(output.expect("it runs").status.code(), Some(0));
    assert_eq!(
        run(place.path(), &["--content", "", "check"]).status,
        Some(0)
    );
}

#[test]
fn an_empty_setting_lets_the_one_below_it_count_and_is_named_in_the_help() {
    let file = "lang = \"en\"\nno_semantic = true\nrevisions = 1\n";
    let place = folder(&[("voetnoot.toml", file)]);
    let asked = |arguments: &[&str], lang: &str, words_only: &str| {
        let command = with(program(place.path(), arguments), "VOETNOOT_LANG", lang);
        let ran = ended(with(command, "VOETNOOT_NO_SEMANTIC", words_only));
        assert_eq!(ran.status, Some(0), "{}", ran.err);
        (ran.out, ran.err)
    };
    let (by_file, told) = asked(&["ask", "!help"], "", "");
    assert!(by_file.starts_with("What you can type"), "{by_file}");
    let by_words = "searching by words alone, as the settings say";
    assert!(told.contains(by_words), "{told}");
    for empty in [["--lang", ""].as_slice(), &["--lang="]] {
        let flag = [&["ask"], empty, &["!help"]].concat();
        assert_eq!(asked(&flag, "", "").0, by_file);
        assert!(asked(&flag, "nl", "").0.starts_with("Dit kun je typen"));
    }
    assert!(!asked(&["ask", "!help"], "", "nee").1.contains(by_words));
    let help = asked(&["--help"], "", "").0;
    assert!(help.contains("[env: VOETNOOT_LANG=]"), "{help}");
}

#[test]
fn a_wrong_command_line_is_2() {
    let place = folder(&[]);
    let wrong: [&[&str]; 8] = [
        &["ask"],
        &["vraag", "Wie is Tokajev?"],
        &["--json"],
        &["ask", "--article"],
        &["ask", "--article", "kerk", "!inhoud"],
        &["--lang", "de", "check"],
        &["index", "nog iets"],
        &["eval"],
    ];
    for arguments in wrong {
        let ran = run(place.path(), arguments);
        assert_eq!(
            (ran.status, ran.out.as_str()),
            (Some(2), ""),
            "{arguments:?}"
        );
        assert!(ran.err.contains("error: "), "{arguments:?}");
    }
}
