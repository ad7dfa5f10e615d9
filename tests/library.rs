//! Promise: a library holds every article of a file or a folder, in order, and knows when any of them changes.

use voetnoot::article::{Kind, Library};

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

#[test]
fn a_folder_gives_its_articles_and_archives_by_name_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        std::fs::write(folder.path().join(name), text).expect("it is written");
    };
    write("b.md", &file("B."));
    write(
        "a.jsonl",
        r#"{"id":"1","title":"","language":"nl","paragraphs":[{"text":"Ja."}]}"#,
    );
    write("README.md", "no article");
    write("readme.MD", "no article");
    write(".hidden.md", "no article");
    write("notes.txt", "no article");
    std::fs::create_dir(folder.path().join("folder.md")).expect("a folder");
    let library = Library::load(folder.path()).expect("it is sound");
    let ids: Vec<_> = library
        .articles()
        .iter()
        .map(|article| article.id.as_str())
        .collect();
    assert_eq!(ids, ["1", "x"]);
    assert_eq!(
        Library::load(&folder.path().join("b.md"))
            .expect("it is sound")
            .articles()
            .len(),
        1
    );
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
    format!("+++\nid = \"x\"\ntitle = \"T\"\nauthors = [\"A\"]\nlanguage = \"nl\"\n+++\n{body}")
}
