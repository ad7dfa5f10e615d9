//! Promise: a library holds every article of a file or a folder that can be read, in order, names what it leaves out, and
//! knows when any of them changes.

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use voetnoot::article::{Kind, Library, Problem};

#[test]
fn an_archive_gives_one_article_a_line() {
    let archive = concat!(
        r#"{"id":"1","title":"","language":"nl","paragraphs":[{"section":"","text":"Ja."},{"section":"Kop","text":"Nee.\n- a"}]}"#,
        "\r\n\n",
        r#"{"id":"2","title":"T","language":"nl","url":null,"published":"2022","authors":["A"],"paragraphs":[{"text":"Bronnen: x"}]}"#,
    );
    let library = Library::from_text("a.JSONL", archive).expect("it is sound");
    let plain: Vec<String> = library
        .articles()
        .iter()
        .map(|article| article.plain())
        .collect();
    assert_eq!(plain, ["Ja.\n\nKop\n\nNee.\n- a\n", "Bronnen: x\n"]);
    let last = &library.get("2").expect("it is there").paragraphs()[0];
    assert_eq!(
        (last.kind(), last.address(), last.line()),
        (Kind::Lede, "2#1", 3)
    );
}

/// The articles of a folder, by id.
fn ids(library: &Library) -> Vec<&str> {
    let articles = library.articles().iter();
    articles.map(|article| article.id.as_str()).collect()
}

/// Problems without the folder in front of their files.
fn told(problems: &[Problem], folder: &Path) -> String {
    let folder = format!("{}/", folder.display());
    let lines: Vec<String> = problems
        .iter()
        .map(|problem| problem.to_string().replace(&folder, ""))
        .collect();
    lines.join("\n")
}

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        write(folder.path(), name, text);
    }
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("it has one")).expect("a folder");
    fs::write(path, text).expect("it is written");
}

#[test]
fn a_folder_gives_its_articles_and_archives_by_path_and_names_what_it_passes_over() {
    let line = r#"{"id":"1","title":"","language":"nl","paragraphs":[{"text":"Ja."}]}"#;
    let place = folder(&[
        ("b.md", &named("b", "B.")),
        ("a.jsonl", line),
        ("c.markdown", &named("c", "C.")),
        ("d.txt", &named("d", "D.")),
        ("2024/05/e.MD", &named("e", "E.")),
        ("map.md/f.md", &named("f", "F.")),
        ("README.md", "no article"),
        ("2024/readme.MD", "no article"),
        (".hidden.md", "no article"),
        (".git/hidden.md", "no article"),
        ("foto.jpg", ""),
        ("pagina.html", "<p>Ja.</p>"),
        ("2024/los", ""),
    ]);
    let library = Library::load(place.path()).expect("it is sound");
    assert_eq!(ids(&library), ["e", "1", "b", "c", "d", "f"]);
    assert_eq!(told(library.errors(), place.path()), "");
    let passed_over: Vec<String> = library
        .passed_over()
        .iter()
        .map(|passed| {
            let file = passed.file.strip_prefix(place.path()).expect("it is here");
            format!("{}: {:?}", file.display(), passed.reason)
        })
        .collect();
    insta::assert_snapshot!(passed_over.join("\n"), @"
    2024/los: Other
    2024/readme.MD: Readme
    README.md: Readme
    foto.jpg: Other
    pagina.html: Document
    ");
    let one = Library::load(&place.path().join("b.md")).expect("it is sound");
    assert_eq!(ids(&one), ["b"]);
}

#[cfg(unix)]
#[test]
fn a_link_to_a_folder_is_followed_once() {
    let place = folder(&[("a.md", &named("a", "A.")), ("ver/b.md", &named("b", "B."))]);
    let elsewhere = folder(&[("c.md", &named("c", "C."))]);
    let link = |to: &Path, name: &str| {
        std::os::unix::fs::symlink(to, place.path().join(name)).expect("a link");
    };
    link(elsewhere.path(), "elders");
    link(place.path(), "ver/terug");
    let library = Library::load(place.path()).expect("it is sound");
    assert_eq!(ids(&library), ["a", "c", "b"]);
    assert_eq!(told(library.errors(), place.path()), "");
}

#[test]
fn an_article_that_cannot_be_read_is_left_out_and_named_and_the_others_are_there() {
    let line = |id: &str, text: &str| {
        format!(r#"{{"id":"{id}","title":"","language":"nl","paragraphs":[{{"text":{text}}}]}}"#)
    };
    let archive = [line("1", "\"Ja.\""), line("2", "5"), line("3", "\"Nee.\"")].join("\n");
    let place = folder(&[
        ("archief.jsonl", &archive),
        ("goed.md", &named("goed", "Goed.")),
        ("fout.md", "+++\nid = \"fout\nauthors = \n"),
        ("leeg.md", &named("leeg", "")),
        ("verdwaald.md", &named("goed", "Dezelfde id.")),
    ]);
    fs::write(place.path().join("latin.md"), b"caf\xe9").expect("it is written");
    let library = Library::load(place.path()).expect("three can be read");
    assert_eq!(ids(&library), ["1", "3", "goed"]);
    let text = |id: &str| library.get(id).expect("it is there").plain();
    assert_eq!(text("goed"), "Goed.\n");
    insta::assert_snapshot!(told(library.errors(), place.path()), @r#"
    archief.jsonl:2: "text" must be a text, and is a number. Put it between quotation marks.
    fout.md:1: The front matter does not end. Write +++ on a line of its own after it.
    latin.md:1: From this line on the file is not UTF-8, but looks like Latin-1 (Windows-1252). Save the file as UTF-8.
    leeg.md: The article has no paragraph. Write its text below the front matter.
    verdwaald.md:2: The id "goed" is taken already, by goed.md:2. Give each article an id of its own.
    "#);
}

#[test]
fn nothing_to_be_read_is_an_error_with_all_that_is_wrong() {
    let place = folder(&[("a.md", &named("a", "")), ("b.md", &named("b", ""))]);
    let error = Library::load(place.path()).expect_err("nothing can be read");
    insta::assert_snapshot!(told(&error.errors, place.path()), @"
    a.md: The article has no paragraph. Write its text below the front matter.
    b.md: The article has no paragraph. Write its text below the front matter.
    ");
}

#[test]
fn of_two_articles_with_one_id_the_first_by_path_is_there_and_a_broken_one_holds_none_back() {
    let place = folder(&[
        ("a/brug.md", &named("brug", "")),
        ("b/brug.md", &named("brug", "De tweede.")),
        ("c/brug.md", &named("brug", "De derde.")),
    ]);
    let library = Library::load(place.path()).expect("one can be read");
    assert_eq!(
        library.get("brug").expect("it is there").plain(),
        "De tweede.\n"
    );
    insta::assert_snapshot!(told(library.errors(), place.path()), @r#"
    a/brug.md: The article has no paragraph. Write its text below the front matter.
    a/brug.md:2: The id "brug" is taken already, by b/brug.md:2. Give each article an id of its own.
    c/brug.md:2: The id "brug" is taken already, by b/brug.md:2. Give each article an id of its own.
    "#);
}

#[test]
fn what_can_no_longer_be_read_stays_as_it_was() {
    let line = |id: &str, text: &str| {
        format!(r#"{{"id":"{id}","title":"","language":"nl","paragraphs":[{{"text":"{text}"}}]}}"#)
    };
    let place = folder(&[
        (
            "a.jsonl",
            &[line("1", "Een."), line("2", "Twee.")].join("\n"),
        ),
        ("b.md", &named("b", "B.")),
        ("c.md", &named("c", "C.")),
        ("d.md", &named("d", "D.")),
    ]);
    let before = Library::load(place.path()).expect("it is sound");
    write(
        place.path(),
        "a.jsonl",
        &[line("1", "Een, nieuw."), "{\"id\":".to_owned()].join("\n"),
    );
    write(place.path(), "b.md", "+++\n");
    write(place.path(), "c.md", &named("c", "C, nieuw."));
    fs::remove_file(place.path().join("d.md")).expect("it is removed");
    let after = before.reload(place.path()).expect("articles are left");
    let texts: Vec<String> = after
        .articles()
        .iter()
        .map(|article| article.plain())
        .collect();
    assert_eq!(texts, ["Een, nieuw.\n", "Twee.\n", "B.\n", "C, nieuw.\n"]);
    insta::assert_snapshot!(told(after.errors(), place.path()), @"
    a.jsonl:2: The line is not JSON: EOF while parsing a value (column 6). Write one JSON object on each line.
    b.md:1: The front matter does not end. Write +++ on a line of its own after it.
    ");

    // It stays through further readings, under another name too, until it is mended or goes.
    fs::remove_file(place.path().join("b.md")).expect("it is removed");
    write(place.path(), "e.md", &named("b", ""));
    let renamed = after.reload(place.path()).expect("articles are left");
    assert_eq!(renamed.get("b").expect("it is there").plain(), "B.\n");
    write(place.path(), "e.md", &named("b", "B, nieuw."));
    write(place.path(), "a.jsonl", &line("1", "Een, nieuw."));
    let mended = renamed.reload(place.path()).expect("articles are left");
    assert_eq!(ids(&mended), ["1", "c", "b"]);
    assert_eq!(mended.get("b").expect("it is there").plain(), "B, nieuw.\n");
    assert_eq!(told(mended.errors(), place.path()), "");
}

#[test]
fn a_served_article_that_breaks_keeps_its_id_from_one_that_wanted_it_too() {
    let place = folder(&[
        ("a.md", &named("brug", "De eerste.")),
        ("b.md", &named("brug", "De tweede.")),
    ]);
    let before = Library::load(place.path()).expect("one can be read");
    write(place.path(), "a.md", &named("brug", ""));
    let after = before.reload(place.path()).expect("one is left");
    assert_eq!(
        after.get("brug").expect("it is there").plain(),
        "De eerste.\n"
    );
    fs::remove_file(place.path().join("a.md")).expect("it is removed");
    let after = after.reload(place.path()).expect("one is left");
    assert_eq!(
        after.get("brug").expect("it is there").plain(),
        "De tweede.\n"
    );
}

#[test]
fn a_language_that_is_not_known_is_warned_of() {
    let place = folder(&[
        ("a.md", &named("a", "A.").replace("\"nl\"", "\"xx\"")),
        ("b.md", &named("b", "B.").replace("\"nl\"", "\"en-GB\"")),
        (
            "c.jsonl",
            r#"{"id":"1","title":"","language":"fr","paragraphs":[{"text":"Oui."}]}"#,
        ),
    ]);
    let library = Library::load(place.path()).expect("it is sound");
    assert_eq!(ids(&library), ["a", "b", "1"]);
    insta::assert_snapshot!(told(library.warnings(), place.path()), @r#"
    a.md: The language "xx" is not known here. Write "nl" or "en" if the text is in one of them; in another language less is found.
    c.jsonl:1: The language "fr" is not known here. Write "nl" or "en" if the text is in one of them; in another language less is found.
    "#);
}

#[test]
fn the_fingerprint_changes_with_any_byte_of_any_article() {
    let one = Library::from_text("a.md", &file("Een.")).expect("it is sound");
    let other = Library::from_text("a.md", &file("Een. ")).expect("it is sound");
    assert_ne!(one.fingerprint(), other.fingerprint());
    assert_eq!(
        one.fingerprint(),
        Library::from_text("b.md", &file("Een."))
            .expect("it is sound")
            .fingerprint()
    );
}

/// An article file with this body.
fn file(body: &str) -> String {
    named("x", body)
}

/// An article file with this id and body.
fn named(id: &str, body: &str) -> String {
    format!("+++\nid = \"{id}\"\ntitle = \"T\"\nauthors = [\"A\"]\nlanguage = \"nl\"\n+++\n{body}")
}
