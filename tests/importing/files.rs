//! The files that are made: under which names, and never over another.

use std::path::Path;

use insta::assert_snapshot;
use voetnoot::article::Library;
use voetnoot::import::{Folder, read};
use voetnoot::wording::Language;

use super::reading::{data, only};

fn html(title: &str) -> Vec<u8> {
    format!("<html lang=nl><body><article><h1>{title}</h1><p>Een zin over de brug.</p></article></body></html>").into_bytes()
}

fn put(folder: &mut Folder, name: &str, bytes: &[u8]) -> Vec<String> {
    let batch = read(name, bytes, None).unwrap_or_else(|refusal| panic!("{refusal}"));
    let placed = batch
        .drafts
        .iter()
        .map(|draft| match folder.put(name, draft) {
            Ok(placed) => format!("{} {}", placed.id, placed.replaced),
            Err(refusal) => refusal
                .what
                .words(Language::English)
                .rsplit('/')
                .next()
                .unwrap_or_default()
                .to_owned(),
        });
    placed.collect()
}

#[test]
fn a_file_is_front_matter_and_markdown() {
    let draft = only("krant.html", &data("krant.html"));
    let file = draft.file("kaasmarkt");
    let head: Vec<&str> = file.lines().take(18).collect();
    assert_snapshot!(head.join("\n"), @r#"
    +++
    id = "kaasmarkt"
    title = "Kaasmarkt Dunmeer stopt na 120 jaar"
    authors = ["Joost Abbing", "Mila de Groot"]
    language = "nl"
    published = "2024-10-01"
    url = "https://dunmeerder.example/regio/kaasmarkt-dunmeer-stopt~b3f2a1/"
    publisher = "De Dunmeerder Courant"
    +++
    De kaasmarkt van Dunmeer houdt op te bestaan. Het gilde vindt geen dragers meer.

    ![De laatste dragers, op de Waag. © Bart Moll]()

    Vrijdag lagen er voor het laatst kazen op het plein. Vijf dragers liepen, waar er vroeger veertig waren.

    ‘Het is zwaar, en het verdient niets’, zegt gildemeester Aukje Feenstra (61). Zij begon in 1984, als eerste vrouw.

    ## Toeristen
    "#);
}

#[test]
fn headings_keep_their_order_of_rank_and_links_their_addresses() {
    let page = b"<html lang=nl><body><article><h1>Rang</h1><p>De inleiding, die lang genoeg is om er een te zijn.</p><h3>Een</h3><p>Zie <a href=\"https://a.example/x_(y)\">deze</a> en <a href=\"/hier\">die</a> pagina.</p><h4>Onder een</h4><p>Let op!<a href=\"https://a.example/\">Hier</a></p><h3>Twee</h3><p>Slot.</p></article></body></html>";
    let file = only("rang.html", page).file("rang");
    let body = file.splitn(3, "+++").nth(2).unwrap_or_default();
    assert_snapshot!(body.trim(), @r#"
    De inleiding, die lang genoeg is om er een te zijn.

    ## Een

    Zie [deze](<https://a.example/x_(y)>) en die pagina.

    ### Onder een

    Let op\![Hier](https://a.example/)

    ## Twee

    Slot.
    "#);
}

#[test]
fn an_id_comes_from_the_title_or_else_from_the_address() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut open = Folder::open(folder.path(), false);
    let mut ids = put(
        &mut open,
        "a.html",
        &html("Één brug, twee ’s-Gravenhaagse café’s & meer!"),
    );
    ids.extend(put(&mut open, "b.html", &html("橋について")));
    let long =
        "Een titel die veel en veel langer is dan enig mens in een adresbalk zou willen zien staan";
    ids.extend(put(&mut open, "c.html", &html(long)));
    assert_eq!(
        ids,
        [
            "een-brug-twee-s-gravenhaagse-cafes-meer false",
            "b false",
            "een-titel-die-veel-en-veel-langer-is-dan-enig-mens-in-een false"
        ]
    );
}

#[test]
fn nothing_is_written_over_unless_it_is_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    assert_eq!(
        put(&mut Folder::open(path, false), "a.html", &html("De brug")),
        ["de-brug false"]
    );
    let before = std::fs::read(path.join("de-brug.md")).expect("the file");
    assert_eq!(
        put(&mut Folder::open(path, false), "a.html", &html("De brug")),
        ["de-brug.md exists already."]
    );
    assert_eq!(
        std::fs::read(path.join("de-brug.md")).expect("the file"),
        before
    );
    assert_eq!(
        put(&mut Folder::open(path, true), "a.html", &html("De brug")),
        ["de-brug true"]
    );
}

#[test]
fn articles_of_one_title_get_numbers() {
    let folder = tempfile::tempdir().expect("a folder");
    let ids = put(
        &mut Folder::open(folder.path(), false),
        "feed.rss",
        &data("feed.rss"),
    );
    assert_eq!(ids, ["turf-turfschip false", "turf-turfschip-2 false"]);
    let library = Library::load(folder.path()).expect("a sound folder");
    assert_eq!(library.articles().len(), 2);
}

#[test]
fn an_id_that_another_file_has_gets_a_number() {
    let folder = tempfile::tempdir().expect("a folder");
    let other =
        "+++\nid = \"de-brug\"\ntitle = \"T\"\nauthors = [\"A\"]\nlanguage = \"nl\"\n+++\nTekst.\n";
    std::fs::write(folder.path().join("anders.md"), other).expect("a file");
    assert_eq!(
        put(
            &mut Folder::open(folder.path(), false),
            "a.html",
            &html("De brug")
        ),
        ["de-brug-2 false"]
    );
    Library::load(folder.path()).expect("a sound folder");
}

#[test]
fn an_author_who_is_not_named_is_told_as_the_editors_addition() {
    let folder = tempfile::tempdir().expect("a folder");
    put(
        &mut Folder::open(folder.path(), false),
        "a.html",
        &html("De brug"),
    );
    let library = Library::load(Path::new(folder.path())).expect("a sound folder");
    let article = library.get("de-brug").expect("the article");
    assert_eq!(
        (article.authors.as_slice(), article.is_editorial("authors")),
        (["Redactie".to_owned()].as_slice(), true)
    );
}
