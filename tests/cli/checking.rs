//! `check`: everything that is wrong, before anything is served.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

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
    content: 1 artikel, 2 passages, 2 fouten
    fout: VOETNOOT_DISCORD_API: `discord.example` is no web address: write one such as http://127.0.0.1:8080, or leave it out for Discord's own
    fout: VOETNOOT_MATRIX_ALLOW: `@anna` fits no user id: write for example *:example.org for everybody there, or @anna:example.org
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
    content: 1 artikel, 2 passages, alles in orde
    → 0
    ");
    insta::assert_snapshot!(checked(ARTICLE, &[("VOETNOOT_MATRIX_USER", "@voetnoot")]), @"
    content: 1 artikel, 2 passages, 1 fout
    fout: VOETNOOT_MATRIX_USER: `@voetnoot` is half a user id: write it whole, as @voetnoot:example.org, or only voetnoot
    → 1
    ");
    insta::assert_snapshot!(checked(ARTICLE, &[("VOETNOOT_MATRIX_HOMESERVER", "htps://krant.example")]), @"
    content: 1 artikel, 2 passages, 1 fout
    fout: VOETNOOT_MATRIX_HOMESERVER: `htps://krant.example` is no homeserver: write its address, as https://matrix.example.org, or the server's name, as example.org
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
    content: 1 artikel, 3 passages, 1 waarschuwing
    waarschuwing: content/brug.md:12: Dit lijkt de auteursregel, maar wordt gelezen als alinea. Schrijf "door Anna de Vries", zoals "authors" het heeft, als het die is.
    → 0

    content: 1 artikel, 3 passages, alles in orde
    → 0

    content: 1 artikel, 3 passages, 1 waarschuwing
    waarschuwing: content/brug.md:12: Dit lijkt de auteursregel, maar wordt gelezen als alinea. Schrijf "door Anna de Vries", zoals "authors" het heeft, als het die is.
    → 0

    content: 1 artikel, 3 passages, 1 waarschuwing
    waarschuwing: content/brug.md:12: Dit lijkt de auteursregel, maar wordt gelezen als alinea. Schrijf "door Anna de Vries", zoals "authors" het heeft, als het die is.
    → 0

    content: 1 artikel, 3 passages, 1 waarschuwing
    waarschuwing: content/brug.md:12: Dit lijkt de bronnenregel, maar wordt gelezen als alinea. Begin met Bronnen: als het die is.
    → 0

    content: 1 artikel, 3 passages, 1 waarschuwing
    waarschuwing: content/brug.md:12: Dit lijkt de bronnenregel, maar wordt gelezen als alinea. Begin met Bronnen: als het die is.
    → 0
    "#);
    for prose in [
        "door Anna de Vries",
        "Door de regen gaat het feest niet door.",
        "Door Delfzijl stroomt een kanaal.",
        "Bronnen: gemeente Delfzijl.",
        "Bronnen van de gemeente zeggen: het wordt later.",
    ] {
        assert!(with(prose).ends_with("alles in orde\n→ 0"), "{prose}");
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
    insta::assert_snapshot!(ran.err.trim_end(), @"error: voetnoot.toml cannot be read: the file is UTF-16; save the file as UTF-8");
}

/// What `check` prints, with these words behind it: warnings and errors, then the rest, then the exit status.
fn told(place: &TempDir, arguments: &[&str]) -> String {
    let ran = ended(program(
        place.path(),
        &[&["--no-semantic", "check"], arguments].concat(),
    ));
    let errors = ran.err.lines().filter(|line| !line.contains("INFO"));
    let shown: Vec<&str> = errors.chain(ran.out.lines()).collect();
    format!(
        "{}\n→ {}",
        shown.join("\n"),
        ran.status.expect("it ends by itself")
    )
}

#[test]
fn one_bad_file_is_named_and_the_others_are_served() {
    let place = of_case("02-one-bad-file-blocks-all");
    fs::write(
        place.path().join("content/latin.md"),
        b"+++\nid = \"caf\xe9\"\n",
    )
    .expect("it is written");
    fs::write(place.path().join("content/leeg.md"), "").expect("it is written");
    let checked = told(&place, &[]);
    for bad in ["content/latin.md:", "content/leeg.md:"] {
        assert!(checked.contains(&format!("fout: {bad}")), "{checked}");
    }
    assert!(
        !checked.contains("goed.md") && checked.ends_with("→ 1"),
        "{checked}"
    );
    let tasks: [&[&str]; 2] = [&["ask", "Wat kosten de werken?"], &["index"]];
    for task in tasks {
        let ran = ended(program(place.path(), &[&["--no-semantic"], task].concat()));
        assert_eq!(ran.status, Some(0), "{}", ran.err);
        assert_eq!(ran.err.matches("latin.md").count(), 1, "{}", ran.err);
    }
    let answered = ended(program(place.path(), tasks[0]));
    assert!(
        answered.out.contains("2,4 miljoen euro"),
        "{}",
        answered.out
    );
}

#[test]
fn errors_and_warnings_and_what_is_not_read_are_told_apart_in_the_language_of_the_operator() {
    let warned = ARTICLE
        .replace("id = \"brug\"", "id = \"kanaal\"")
        .replace("\"nl\"", "\"xx\"");
    let place = folder(&[
        ("content/brug.md", ARTICLE),
        ("content/2024/kopie.md", ARTICLE),
        ("content/2024/kanaal.txt", &warned),
        ("content/README.md", "Zo werkt het."),
        ("content/brug.docx", ""),
        ("content/foto.jpg", ""),
        ("content/2024/kaart.jpg", ""),
        ("content/LICENSE", ""),
    ]);
    fs::write(place.path().join("content/oud.md"), b"caf\xe9").expect("it is written");
    insta::assert_snapshot!(told(&place, &[]), @r#"
    fout: content/brug.md:2: De id "brug" is al van content/2024/kopie.md:2. Geef elk artikel een eigen id.
    fout: content/oud.md:1: Vanaf deze regel is het bestand geen UTF-8, maar het lijkt op Latin-1 (Windows-1252). Sla het bestand op als UTF-8.
    waarschuwing: content/2024/kanaal.txt: De taal "xx" ken ik niet. Schrijf "nl" of "en" als de tekst in een van die talen is; in een andere taal vind ik minder.
    niet gelezen: content/README.md (gaat over de map)
    niet gelezen: content/brug.docx (maak er een artikel van: voetnoot import content/brug.docx)
    niet gelezen: content/LICENSE
    niet gelezen: 2 bestanden .jpg, het eerste content/2024/kaart.jpg
    content: 2 artikelen, 4 passages, 2 fouten, 1 waarschuwing
    → 1
    "#);
    insta::assert_snapshot!(told(&place, &["--lang", "en"]), @r#"
    error: content/brug.md:2: The id "brug" is taken already, by content/2024/kopie.md:2. Give each article an id of its own.
    error: content/oud.md:1: From this line on the file is not UTF-8, but looks like Latin-1 (Windows-1252). Save the file as UTF-8.
    warning: content/2024/kanaal.txt: The language "xx" is not known here. Write "nl" or "en" if the text is in one of them; in another language less is found.
    not read: content/README.md (tells about its folder)
    not read: content/brug.docx (make an article of it: voetnoot import content/brug.docx)
    not read: content/LICENSE
    not read: 2 files .jpg, the first content/2024/kaart.jpg
    content: 2 articles, 4 passages, 2 errors, 1 warning
    → 1
    "#);
}

#[test]
fn what_was_passed_over_in_silence_is_read() {
    let place = of_case("21-files-that-are-passed-over");
    let checked = told(&place, &[]);
    assert!(checked.contains("content: 3 artikelen"), "{checked}");
    assert!(
        checked.contains("waarschuwing: content/twee.md: De taal \"xx\" ken ik niet."),
        "{checked}"
    );
    assert!(checked.ends_with("→ 0"), "{checked}");
}

#[test]
fn an_article_is_shown_as_it_will_be_quoted() {
    let place = folder(&[("content/brug.md", SHOWN), ("content/kanaal.md", ARTICLE)]);
    insta::assert_snapshot!(told(&place, &["--show", "bruggen"]), @"
    De brug gaat dicht
    id: bruggen
    auteurs: Anna de Vries
    taal: nl
    gepubliceerd: 2024-05-14
    adres: onbekend
    versie: 5320401d

    [1] lede
        De gemeente sluit de oude brug op 1 maart 2025. “Het kan niet anders”, zegt wethouder Piet Bakker.

    [auteur] auteursregel
        door Anna de Vries

    [2] alinea · Duitsland
        Vrachtwagens uit Duitsland moeten omrijden.
        Noot van de redactie: De omleiding is veranderd.

    [foto-1] bijschrift · Duitsland
        De brug (foto: Jan Smit)

    [bronnen] bronnenregel
        Bronnen: gemeente Delfzijl.

    == Personen ==

    Het artikel noemt Piet Bakker.

    == Landen ==

    Landen met een eigen deel
    • Duitsland: alinea 2

    Typ bijvoorbeeld !land Duitsland.

    == Datums ==

    1 maart 2025
    “De gemeente sluit de oude brug op 1 maart 2025.”
    — alinea 1

    Bron: Anna de Vries, ‘De brug gaat dicht’, 14 mei 2024 (versie 5320401d)

    == Bronnen ==

    “Bronnen: gemeente Delfzijl.”
    — bronnenregel

    • Gemeente Delfzijl: https://delfzijl.example

    Zo verwijs je naar dit artikel
    • Anna de Vries, ‘De brug gaat dicht’, 14 mei 2024 (versie 5320401d)

    Met een nummer erbij, bijvoorbeeld !bron 2, krijg je de verwijzing naar die alinea.

    Bron: Anna de Vries, ‘De brug gaat dicht’, 14 mei 2024 (versie 5320401d)

    == Citaten ==

    Piet Bakker
    ‘**“Het kan niet anders”**, zegt wethouder Piet Bakker.’
    — alinea 1

    Bron: Anna de Vries, ‘De brug gaat dicht’, 14 mei 2024 (versie 5320401d)
    → 0
    ");
    let by_file = told(&place, &["--show", "content/brug.md"]);
    assert_eq!(by_file, told(&place, &["--show", "bruggen"]));
    let english = told(&place, &["--show", "brug.md", "--lang", "en"]);
    assert!(english.contains("== People =="), "{english}");
    insta::assert_snapshot!(told(&place, &["--show", "sluis"]), @"
    fout: Er is geen artikel sluis dat te lezen is. Noem er een met de id of het bestand: bruggen, brug.
    → 2
    ");
}

/// A folder with the content of a case from the field.
fn of_case(name: &str) -> TempDir {
    let place = folder(&[]);
    copy(
        &Path::new("tests/data/field").join(name),
        &place.path().join("content"),
    );
    place
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("the case") {
        let entry = entry.expect("an entry").path();
        let name = to.join(entry.file_name().expect("a name"));
        if entry.is_dir() {
            copy(&entry, &name);
        } else {
            fs::copy(&entry, name).expect("it is copied");
        }
    }
}

/// An article with a block of every kind.
const SHOWN: &str = r#"+++
id = "bruggen"
title = "De brug gaat dicht"
authors = ["Anna de Vries"]
language = "nl"
published = "2024-05-14"
sources = [{ name = "Gemeente Delfzijl", url = "https://delfzijl.example" }]
notes = [{ paragraph = 2, text = "De omleiding is veranderd." }]
+++
De gemeente sluit de oude brug op 1 maart 2025. “Het kan niet anders”, zegt wethouder Piet Bakker.

door Anna de Vries

## Duitsland

Vrachtwagens uit Duitsland moeten omrijden.

![De brug (foto: Jan Smit)]()

Bronnen: gemeente Delfzijl.
"#;
