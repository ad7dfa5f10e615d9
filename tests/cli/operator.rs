//! What an operator reads of what is wrong: the file, the line, the setting, and what to do.

use std::fs;

use tempfile::TempDir;

#[cfg(feature = "postgres")]
use super::running::program;
use super::running::run;
use super::{ARCHIVE, ARTICLE, folder};
#[cfg(feature = "postgres")]
use super::{ended, with};

/// A run as the operator sees it: the command, what stands on standard error, the exit status.
fn shown(place: &TempDir, arguments: &[&str]) -> String {
    let ran = run(place.path(), arguments);
    let mut shown = format!("$ voetnoot {}\n", arguments.join(" "));
    // A build without the model says so each time.
    let is_of_build = |line: &&str| line.contains("built without the embedding model");
    for line in ran.err.trim_end().lines().filter(|line| !is_of_build(line)) {
        let line = match line.split_once("milliseconds=") {
            Some((before, _)) => format!("{before}milliseconds=…"),
            None => line.to_owned(),
        };
        shown.push_str(&format!("{line}\n"));
    }
    format!("{shown}→ {}", ran.status.expect("it ends by itself"))
}

#[test]
fn what_an_operator_reads_of_wrong_content() {
    let broken = ARTICLE
        .replace("title = ", "titel = ")
        .replace("Fietsers", "Fiet\u{7}sers");
    let archive = ARCHIVE.replace("\"molen\"", "\"haven\"") + "{\"id\":\n";
    let place = folder(&[
        ("goed/brug.md", ARTICLE),
        ("fout/brug.md", &broken),
        ("fout/archief.jsonl", &archive),
        ("leeg/notities.pdf", ""),
        ("brug.docx", ARTICLE),
    ]);
    let tasks: [&[&str]; 6] = [
        &["--content", "goed", "check"],
        &["--content", "fout", "check"],
        &["--content", "leeg", "check"],
        &["--content", "brug.docx", "ask", "Wat kost het?"],
        &["--content", "nergens", "index"],
        &["--content", "nergens"],
    ];
    let shown = tasks.map(|arguments| shown(&place, arguments));
    insta::assert_snapshot!(shown.join("\n\n"), @r#"
    $ voetnoot --content goed check
    → 0

    $ voetnoot --content fout check
    fout: fout/archief.jsonl:2: De id "haven" is al van fout/archief.jsonl:1. Geef elk artikel een eigen id.
    fout: fout/archief.jsonl:3: De regel is geen JSON: EOF while parsing a value (kolom 6). Schrijf op elke regel één JSON-object.
    fout: fout/brug.md:1: Het artikel heeft geen titel. Schrijf die in het blok boven de tekst, of op de eerste regel van de tekst, na # en een spatie.
    waarschuwing: fout/brug.md:3: De naam "titel" ken ik hier niet. Bedoelde je "title"?
    waarschuwing: fout/brug.md:10: Deze regel bevat het stuurteken U+0007. Haal het weg.
    → 1

    $ voetnoot --content leeg check
    fout: leeg: Hier is geen artikel. Zet er een artikel (.md) of een archief (.jsonl) neer.
    niet gelezen: leeg/notities.pdf
    → 1

    $ voetnoot --content brug.docx ask Wat kost het?
    error: brug.docx: This document is not read as it is. Make an article of it: voetnoot import brug.docx
    → 1

    $ voetnoot --content nergens index
    error: nergens: This cannot be read: No such file or directory (os error 2). Check the path and its permissions.
    → 1

    $ voetnoot --content nergens
    error: nergens: This cannot be read: No such file or directory (os error 2). Check the path and its permissions.
    → 1
    "#);
}

#[test]
fn what_an_operator_reads_of_wrong_settings() {
    let place = folder(&[]);
    let files = [
        "kleur = \"rood\"",
        "store = \"s\"\nlang = \"de\"",
        "content = 3",
        "lang = en",
        "lang = \"Engels\"",
        "content = \"\"",
        "content = \"https://krant.example/brug\"",
        "shards = \"4-2/16\"",
    ];
    let shown = files.map(|file| {
        fs::write(place.path().join("voetnoot.toml"), file).expect("it is written");
        shown(&place, &["check"])
    });
    insta::assert_snapshot!(shown.join("\n\n"), @r#"
    $ voetnoot check
    error: voetnoot.toml cannot be used: TOML parse error at line 1, column 1
      |
    1 | kleur = "rood"
      | ^^^^^
    unknown field `kleur`, expected one of `content`, `store`, `engine`, `state`, `model`, `no_semantic`, `lang`, `limits`, `shards`, `revisions`, `http`, `web`, `public_url`, `citaten`, `web_embed`, `web_client_header`, `log_format`
    → 1

    $ voetnoot check
    error: voetnoot.toml cannot be used: TOML parse error at line 2, column 8
      |
    2 | lang = "de"
      |        ^^^^
    `de` is no language of voetnoot: use nl or en
    → 1

    $ voetnoot check
    error: voetnoot.toml cannot be used: TOML parse error at line 1, column 11
      |
    1 | content = 3
      |           ^
    invalid type: integer `3`, expected path string
    → 1

    $ voetnoot check
    error: voetnoot.toml cannot be used: TOML parse error at line 1, column 8
      |
    1 | lang = en
      |        ^^
    string values must be quoted, expected literal string
    → 1

    $ voetnoot check
    error: voetnoot.toml cannot be used: TOML parse error at line 1, column 8
      |
    1 | lang = "Engels"
      |        ^^^^^^^^
    `Engels` is no language of voetnoot: use nl or en
    → 1

    $ voetnoot check
    error: voetnoot.toml cannot be used: TOML parse error at line 1, column 11
      |
    1 | content = ""
      |           ^^
    this is empty: name a file or a folder, or leave it out
    → 1

    $ voetnoot check
    error: voetnoot.toml cannot be used: TOML parse error at line 1, column 11
      |
    1 | content = "https://krant.example/brug"
      |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    `https://krant.example/brug` is a web address: name a file or a folder on this machine; nothing is fetched
    → 1

    $ voetnoot check
    error: voetnoot.toml cannot be used: TOML parse error at line 1, column 10
      |
    1 | shards = "4-2/16"
      |          ^^^^^^^^
    `4-2/16` names no shards: write 0-3/16 for the first four of sixteen
    → 1
    "#);
}

#[test]
fn what_an_operator_reads_of_the_index() {
    let place = folder(&[("content/brug.md", ARTICLE), ("bestand", "")]);
    let question = ["ask", "Wat kost het onderhoud?"];
    let mut all = vec![shown(&place, &question), shown(&place, &question)];
    fs::write(
        place.path().join("content/brug.md"),
        ARTICLE.replace("vier", "vijf"),
    )
    .expect("it is written");
    all.push(shown(&place, &question));
    for entry in fs::read_dir(place.path().join("index/store")).expect("a folder") {
        let list = entry.expect("an entry").path().join("SHA256SUMS");
        if list.exists() {
            fs::write(list, "").expect("it is written");
        }
    }
    all.push(shown(&place, &question));
    all.push(shown(&place, &["--store", "bestand", "index"]));
    all.push(shown(
        &place,
        &["--store", "bestand", "ask", "Wat kost het onderhoud?"],
    ));
    fs::remove_dir_all(place.path().join("index")).expect("it goes");
    fs::write(place.path().join("index"), "").expect("it is written");
    all.push(shown(&place, &question));
    insta::assert_snapshot!(all.join("\n\n"), @r#"
    $ voetnoot ask Wat kost het onderhoud?
     INFO index made passages=2 milliseconds=…
    → 0

    $ voetnoot ask Wat kost het onderhoud?
    → 0

    $ voetnoot ask Wat kost het onderhoud?
     INFO content or model changed, making the index anew store=index/store
     INFO index made passages=2 milliseconds=…
    → 0

    $ voetnoot ask Wat kost het onderhoud?
     WARN index damaged, making it anew store=index/store reason="SHA256SUMS does not list every file"
     INFO index made passages=2 milliseconds=…
    → 0

    $ voetnoot --store bestand index
    error: no index: the index cannot be kept in bestand (make room there, make it writable, or name another folder with --store): File exists (os error 17)
    → 1

    $ voetnoot --store bestand ask Wat kost het onderhoud?
    error: no index: the index cannot be kept in bestand (make room there, make it writable, or name another folder with --store): File exists (os error 17)
    → 1

    $ voetnoot ask Wat kost het onderhoud?
     WARN index not kept store=index/store error=Not a directory (os error 20)
    → 0
    "#);
}

#[test]
fn what_an_operator_reads_of_wrong_questions() {
    let sound = r#"{"id":"a","question":"Wie is Tokajev?","gold":["csto-kazachstan#2"]}"#;
    let place = folder(&[]);
    let lines = [
        "Wie is Tokajev?",
        r#"{"id":"b"}"#,
        r#"{"id":"b","question":"Wie is Tokajev?"}"#,
        r#"{"id":"b","question":"Wie is Tokajev?","gold":["csto-kazachstan#99"]}"#,
        r#"{"id":"b","question":"Wie is Tokajev?","answer_spans":["President Poetin"]}"#,
    ];
    let mut all: Vec<_> = lines
        .iter()
        .map(|line| {
            let text = format!("{sound}\n\n{line}\n");
            fs::write(place.path().join("vragen.jsonl"), text).expect("it is written");
            shown(&place, &["eval", "vragen.jsonl"])
        })
        .collect();
    fs::write(place.path().join("vragen.jsonl"), "\n").expect("it is written");
    all.push(shown(&place, &["eval", "vragen.jsonl"]));
    let latin = [b"{}\n", &b"caf\xe9"[..]].concat();
    fs::write(place.path().join("vragen.jsonl"), latin).expect("it is written");
    all.push(shown(&place, &["eval", "vragen.jsonl"]));
    all.push(shown(&place, &["eval", "nergens.jsonl"]));
    insta::assert_snapshot!(all.join("\n\n"), @r#"
    $ voetnoot eval vragen.jsonl
    error: vragen.jsonl:3: not a question (one JSON object a line, with id and question): expected value, at column 1
    → 1

    $ voetnoot eval vragen.jsonl
    error: vragen.jsonl:3: not a question (one JSON object a line, with id and question): missing field `question`, at column 10
    → 1

    $ voetnoot eval vragen.jsonl
    error: vragen.jsonl:3: an answerable question needs gold or answer_spans; one that the content does not answer has "answerable": false
    → 1

    $ voetnoot eval vragen.jsonl
    error: question b: there is no passage csto-kazachstan#99 in the content (name the set's own with --content)
    → 1

    $ voetnoot eval vragen.jsonl
    error: question b: «President Poetin» stands in no passage of the content
    → 1

    $ voetnoot eval vragen.jsonl
    error: vragen.jsonl: there is no question in it (write one JSON object a line, with id and question)
    → 1

    $ voetnoot eval vragen.jsonl
    error: vragen.jsonl cannot be read: the file looks like Latin-1 (Windows-1252); save the file as UTF-8
    → 1

    $ voetnoot eval nergens.jsonl
    error: nergens.jsonl cannot be read: No such file or directory (os error 2)
    → 1
    "#);
}

#[test]
fn what_an_operator_reads_of_a_wrong_command_line() {
    let place = folder(&[]);
    let tasks: [&[&str]; 9] = [
        &["ask"],
        &["vraag"],
        &["Wie is Zas?"],
        &["hulp"],
        &["ask", "--article", "kerk", "!inhoud"],
        &["--lang", "Engels", "check"],
        &["--content", "https://krant.example/brug", "check"],
        &["--shards", "4-2/16", "check"],
        &["--taal", "nl"],
    ];
    let shown = tasks.map(|arguments| shown(&place, arguments));
    insta::assert_snapshot!(shown.join("\n\n"), @r#"
    $ voetnoot ask
    error: the following required arguments were not provided:
      <TEXT>

    Usage: voetnoot ask <TEXT>

    For more information, try '--help'.
    → 2

    $ voetnoot vraag
    error: unrecognized subcommand 'vraag'

      tip: to ask something, write: voetnoot ask "Wie is Tokajev?"

    Usage: voetnoot [OPTIONS] [COMMAND]

    For more information, try '--help'.
    → 2

    $ voetnoot Wie is Zas?
    error: unrecognized subcommand 'Wie is Zas?'

      tip: to ask something, write: voetnoot ask "Wie is Tokajev?"

    Usage: voetnoot [OPTIONS] [COMMAND]

    For more information, try '--help'.
    → 2

    $ voetnoot hulp
    error: unrecognized subcommand 'hulp'

      tip: a similar subcommand exists: 'help'

    Usage: voetnoot [OPTIONS] [COMMAND]

    For more information, try '--help'.
    → 2

    $ voetnoot ask --article kerk !inhoud
    error: there is no article `kerk`; --article takes one of: csto-kazachstan
    → 2

    $ voetnoot --lang Engels check
    error: invalid value 'Engels' for '--lang <LANG>': `Engels` is no language of voetnoot: use nl or en

    For more information, try '--help'.
    → 2

    $ voetnoot --content https://krant.example/brug check
    error: invalid value 'https://krant.example/brug' for '--content <PATH>': `https://krant.example/brug` is a web address: name a file or a folder on this machine; nothing is fetched

    For more information, try '--help'.
    → 2

    $ voetnoot --shards 4-2/16 check
    error: invalid value '4-2/16' for '--shards <SHARDS>': `4-2/16` names no shards: write 0-3/16 for the first four of sixteen

    For more information, try '--help'.
    → 2

    $ voetnoot --taal nl
    error: unexpected argument '--taal' found

    Usage: voetnoot [OPTIONS] [COMMAND]

    For more information, try '--help'.
    → 2
    "#);
}

#[cfg(feature = "discord")]
#[test]
fn what_an_operator_reads_of_a_wrong_application_id() {
    let place = folder(&[]);
    let shown = shown(&place, &["discord", "invite", "--application", "abc"]);
    insta::assert_snapshot!(shown, @"
    $ voetnoot discord invite --application abc
    error: invalid value 'abc' for '--application <ID>': `abc` is no application id: copy the number from the developer portal (General Information)

    For more information, try '--help'.
    → 2
    ");
}

#[cfg(feature = "postgres")]
#[test]
fn what_an_operator_reads_of_a_database_elsewhere() {
    let place = folder(&[]);
    let told = |url: &str, task: &str| {
        let task: Vec<&str> = task.split(' ').collect();
        let command = with(program(place.path(), &task), "VOETNOOT_DATABASE", url);
        let ran = ended(with(command, "VOETNOOT_DISCORD_TOKEN", "geheim"));
        format!("$ voetnoot {}\n{}", task.join(" "), ran.err)
    };
    let all = [
        told("postgres://anna:geheim@127.0.0.1:1/voetnoot", "serve"),
        told("voetnoot.db", "serve"),
        told("postgres://anna:geheim@db/voetnoot?sslmode=prefer", "serve"),
        told(
            "postgres://anna:geheim@127.0.0.1:1/voetnoot",
            "backup kopie.db",
        ),
    ];
    insta::assert_snapshot!(all.join("\n"), @"
    $ voetnoot serve
    error: the PostgreSQL database voetnoot on 127.0.0.1 (VOETNOOT_DATABASE) cannot be used: error connecting to server: Connection refused (os error 111)

    $ voetnoot serve
    error: VOETNOOT_DATABASE cannot be used: it is no URL of a PostgreSQL database: write postgres://user:password@host/name, and characters of the password other than letters and digits as % and their code

    $ voetnoot serve
    error: VOETNOOT_DATABASE cannot be used: of sslmode, voetnoot knows `disable` and `verify-full`: the certificate must be of an authority that this machine trusts, or that the file in SSL_CERT_FILE names

    $ voetnoot backup kopie.db
    error: VOETNOOT_DATABASE names a PostgreSQL database, which pg_dump copies; so does the backup of its server
    ");
}
