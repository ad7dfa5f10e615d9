//! Promise: whatever is wrong with the content is told at once, with file and line and how to mend it.

use voetnoot::article::{Library, Problem};

/// Everything that is wrong with the content of a file, one line each: the errors, or else the warnings.
fn problems(name: &str, text: &str) -> String {
    match Library::from_text(name, text) {
        Ok(library) if !library.errors().is_empty() => lines(library.errors()),
        Ok(library) if library.warnings().is_empty() => "nothing".to_owned(),
        Ok(library) => {
            let warnings = library.warnings().iter();
            let warnings = warnings.map(|problem| format!("warning: {problem}"));
            warnings.collect::<Vec<_>>().join("\n")
        }
        Err(error) => error.to_string(),
    }
}

/// Problems, one a line.
fn lines(problems: &[Problem]) -> String {
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

/// The same, of an article with these lines added to sound front matter, and this body.
fn in_article(front_matter: &str, body: &str) -> String {
    let sound = "id = \"x\"\ntitle = \"T\"\nauthors = [\"A\"]\nlanguage = \"nl\"";
    problems(
        "a.md",
        &format!("+++\n{sound}\n{front_matter}\n+++\n{body}"),
    )
}

/// The same, of an archive of one line with these fields.
fn in_archive(fields: &str) -> String {
    problems("a.jsonl", &format!("{{{fields}}}"))
}

#[test]
fn a_text_needs_a_title_and_what_is_assumed_is_told() {
    insta::assert_snapshot!(problems("a.md", ""), @"
    a.md: The article has no paragraph. Write its text below the front matter.
    a.md:1: The article has no title. Write it in the front matter, or in the first line of the text, after # and a space.
    ");
    insta::assert_snapshot!(problems("a.md", "# Titel\n\nTekst."), @r#"
    warning: a.md: The article names no author. Name one in its front matter.
    warning: a.md: Assumed: the title "Titel" (its first heading), the id "a" (the file's name), the language "nl" (its words). Write in the front matter what is otherwise.
    "#);
    insta::assert_snapshot!(problems("a.md", "+++\nid = \"x\"\n\nTekst."), @"a.md:1: The front matter does not end. Write +++ on a line of its own after it.");
}

#[test]
fn front_matter_that_cannot_be_read_names_the_lines() {
    insta::assert_snapshot!(problems("a.md", "+++\nid = \"x\ntitle = Het\nauthors = [\"A\"\n+++\nTekst."), @r#"
    a.md:2: The front matter is not TOML: invalid basic string, expected `"`. Look for a missing quotation mark, bracket or equals sign.
    a.md:3: The front matter is not TOML: string values must be quoted, expected literal string. Look for a missing quotation mark, bracket or equals sign.
    a.md:4: The front matter is not TOML: unclosed array, expected `]`. Look for a missing quotation mark, bracket or equals sign.
    "#);
    insta::assert_snapshot!(problems("a.md", "---\ntitle: De brug: een begin\nauthor: A\n---\nTekst."), @"a.md:2: The front matter is not YAML: mapping values are not allowed in this context. Put a value in which a colon, a # or a quotation mark stands between quotation marks.");
    insta::assert_snapshot!(problems("a.md", "---\ntitle: [De brug\n---\nTekst."), @"a.md:3: The front matter is not YAML: while parsing a flow sequence, expected ',' or ']'. Put a value in which a colon, a # or a quotation mark stands between quotation marks.");
    insta::assert_snapshot!(problems("a.md", "---\n- a\n---\nTekst."), @"a.md:2: The front matter must be a table, and is a list. Write a name and a value on each line, as title: De brug.");
    insta::assert_snapshot!(problems("a.md", "{\"title\": \"T\",\n\"author\": }\nTekst."), @"a.md:2: The front matter is not JSON: expected value. Look for a missing quotation mark, bracket or comma.");
    insta::assert_snapshot!(in_article("id = \"y\"", "Tekst."), @"a.md:6: The front matter is not TOML: duplicate key. Keep one of the two.");
}

#[test]
fn curly_quotation_marks_are_told_to_be_made_straight() {
    insta::assert_snapshot!(problems("a.md", "+++\nid = \"x\"\ntitle = “De brug”\nauthors = [“A”]\nlanguage = \"nl\"\n+++\nTekst."), @r#"
    a.md:3: The front matter is not TOML: string values must be quoted, expected literal string. Write straight quotation marks (") instead of curly ones, which a word processor makes of them.
    a.md:4: The front matter is not TOML: string values must be quoted, expected literal string. Write straight quotation marks (") instead of curly ones, which a word processor makes of them.
    "#);
    insta::assert_snapshot!(in_article("publisher = \"De “Brug”\"", "Tekst."), @"nothing");
}

#[test]
fn missing_fields_are_assumed() {
    insta::assert_snapshot!(problems("posts/2024-05-14-brug.md", "+++\ntitle = \"T\"\n+++\nThe bridge is from the town.\n\ndoor An Jansen en Bo Smit"), @r#"warning: posts/2024-05-14-brug.md: Assumed: the id "2024-05-14-brug" (the file's name), the date 2024-05-14 (the file's name), the language "en" (its words), the authors An Jansen, Bo Smit (its byline). Write in the front matter what is otherwise."#);
    insta::assert_snapshot!(problems("posts/brug/index.md", "Tekst.\n\n# Kop\n\nMeer."), @r#"
    warning: posts/brug/index.md: The article names no author. Name one in its front matter.
    warning: posts/brug/index.md: Assumed: the title "Kop" (its first heading), the id "brug" (the file's name), the language "nl" (its words). Write in the front matter what is otherwise.
    "#);
    insta::assert_snapshot!(problems("a.md", "+++\n+++\nTekst."), @"a.md:1: The article has no title. Write it in the front matter, or in the first line of the text, after # and a space.");
}

#[test]
fn an_unknown_key_is_told_which_one_was_meant() {
    insta::assert_snapshot!(in_article("publisched = \"2022\"\nkleur = \"rood\"", "Tekst."), @r#"
    warning: a.md:6: The key "publisched" is not known here. Did you mean "published"?
    warning: a.md:7: The key "kleur" is not known here, and is left out. Nothing needs to be done.
    "#);
    insta::assert_snapshot!(in_article("sources = [{ naam = \"B\" }]\npeople = [{ name = \"C\", spelling = [] }]", "Tekst."), @r#"
    warning: a.md:6: A source has no "name". Add it.
    warning: a.md:6: The key "naam" is not known here. Did you mean "name"?
    warning: a.md:7: The key "spelling" is not known here. Did you mean "spellings"?
    "#);
}

#[test]
fn a_field_of_the_wrong_kind_is_told_the_right_one() {
    insta::assert_snapshot!(in_article("published = 2022-01-05\nurl = 5\nsources = \"B\"\npeople = [true]\nrights = [\"R\"]\neditorial = [1]", "Tekst."), @r#"
    warning: a.md:7: "5" is not a web address. Write it whole, from https:// or http://, without spaces.
    warning: a.md:8: "sources" must be a list, and is a text. Put it between square brackets.
    warning: a.md:9: A person must be a table, and is true or false. Put its keys between braces.
    warning: a.md:10: "rights" must be a text, and is a list. Put it between quotation marks.
    warning: a.md:11: "editorial" names the unknown field "1". Name one of id, title, authors, language, published, url, publisher, rights, sources, people.
    "#);
    insta::assert_snapshot!(in_article("notes = [{ paragraph = \"1\", text = \"N\" }, { paragraph = 1.5 }]", "Tekst."), @r#"
    warning: a.md:6: "paragraph" must be a number, and is a text. Write it in digits, without quotation marks.
    warning: a.md:6: "paragraph" must be a number, and is a fraction. Write it in digits, without quotation marks.
    warning: a.md:6: A note has no "text". Add it.
    "#);
}

#[test]
fn a_field_with_an_impossible_value_is_told_a_possible_one() {
    insta::assert_snapshot!(problems("a.md", "+++\nid = \"a b#c\"\ntitle = \" \"\nauthors = []\nlanguage = \"Nederlands\"\n+++\nTekst."), @"a.md:1: The article has no title. Write it in the front matter, or in the first line of the text, after # and a space.");
    insta::assert_snapshot!(in_article("published = \"2022-02-30\"\nurl = \"www.example.org\"\npublisher = \"a\\nb\"\nrights = \"\\u0007\"", "Tekst."), @r#"
    warning: a.md:6: "2022-02-30" is not a date of publication. Write "2022", "2022-01" or "2022-01-05".
    warning: a.md:7: "www.example.org" is not a web address. Write it whole, from https:// or http://, without spaces.
    warning: a.md:9: "rights" holds the control character U+0007. Remove it.
    "#);
    insta::assert_snapshot!(in_article("editorial = [\"titel\", \"kleur\"]\nsources = [{ name = \"B\", url = \"https://\" }]", "Tekst."), @r#"
    warning: a.md:6: "editorial" names the unknown field "titel". Did you mean "title"?
    warning: a.md:6: "editorial" names the unknown field "kleur". Name one of id, title, authors, language, published, url, publisher, rights, sources, people.
    warning: a.md:7: "https://" is not a web address. Write it whole, from https:// or http://, without spaces.
    "#);
}

#[test]
fn a_note_needs_a_paragraph_of_its_own() {
    let notes = "notes = [\n  { paragraph = 1, text = \"N\" },\n  { paragraph = 1, text = \"M\" },\n  { paragraph = 3, text = \"O\" },\n  { paragraph = -1, text = \"P\" },\n]";
    insta::assert_snapshot!(in_article(notes, "Een.\n\nTwee."), @"
    warning: a.md:8: Paragraph 1 has two notes. Make one of the two.
    warning: a.md:9: There is no paragraph 3 for this note. Captions, byline and sources are not counted.
    warning: a.md:10: There is no paragraph -1 for this note. Captions, byline and sources are not counted.
    ");
}

#[test]
fn a_heading_that_is_none_or_has_no_text_is_told() {
    insta::assert_snapshot!(in_article("", "# Een\n\nTekst.\n\n### Drie\n\nTekst.\n\n##Vast\n\nTekst.\n\n##\n\nTekst."), @r###"warning: a.md:16: "##Vast" looks like a heading, but is read as a paragraph. Put a space after ## if it is one."###);
    insta::assert_snapshot!(in_article("", "Tekst.\n\n## Leeg\n\n## Ook leeg\n\n![Foto]()\n"), @r#"
    warning: a.md:10: The section "Leeg" has no paragraph. Write its text below it, or remove the heading.
    warning: a.md:12: The section "Ook leeg" has no paragraph. Write its text below it, or remove the heading.
    "#);
}

#[test]
fn an_article_needs_text_and_its_blocks_stand_once() {
    insta::assert_snapshot!(in_article("", ""), @"a.md: The article has no paragraph. Write its text below the front matter.");
    insta::assert_snapshot!(in_article("", "door A\n\nTekst.\n\ndoor A\n\nBronnen: B\n\nBronnen: C"), @"
    warning: a.md:12: The byline stands here again, after line 8. It is left out here; keep one of the two.
    warning: a.md:16: The line of sources stands here again, after line 14. It is read as a paragraph; keep one of the two.
    ");
    insta::assert_snapshot!(in_article("", "Tekst.\n\n![Foto](foto.jpg)\n\n![]()"), @r#"
    warning: a.md:10: The photo has an address, "foto.jpg". It is left out: only captions are kept.
    warning: a.md:12: The photo has no caption. It is left out; write one between ![ and ].
    "#);
}

#[test]
fn bytes_that_are_no_text_are_named_by_line() {
    insta::assert_snapshot!(in_article("", "Te\u{7}kst.\n\nTe\rkst.\n\nTe\u{85}kst."), @"
    warning: a.md:8: This line holds the control character U+0007. Remove it.
    warning: a.md:10: This line holds the control character U+000D. Remove it.
    warning: a.md:12: This line holds the control character U+0085. Remove it.
    ");
}

/// What is told of a file with these bytes, which is all that there is.
fn of_bytes(name: &str, bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join(name), bytes).expect("it is written");
    let error = Library::load(folder.path()).expect_err("it cannot be read");
    let message = error.to_string();
    message.replace(&format!("{}/", folder.path().display()), "")
}

#[test]
fn an_encoding_that_is_not_utf8_is_called_by_its_name() {
    let text = "+++\nid = \"cafe\"\ntitle = \"Café\"\n+++\nDe crèche is dicht.\n";
    let latin: Vec<u8> = text
        .chars()
        .map(|c| u8::try_from(u32::from(c)).expect("it is Latin-1"))
        .collect();
    let utf16 = |mark: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        let text = format!("{mark}{text}");
        text.encode_utf16().flat_map(bytes).collect()
    };
    let mixed = [text.as_bytes(), b"Nog een caf\xe9.\n"].concat();
    let archive = [&b"PK\x03\x04\x14\0\x06\0\x08\0"[..], &[0xff; 40]].concat();
    let told = [
        of_bytes("latin.md", &latin),
        of_bytes("latin.jsonl", b"{\"id\": \"caf\xe9\"}\n"),
        of_bytes("krul.txt", b"\x93De brug\x94\n"),
        of_bytes("le.md", &utf16("\u{feff}", u16::to_le_bytes)),
        of_bytes("be.md", &utf16("\u{feff}", u16::to_be_bytes)),
        of_bytes("zonder.md", &utf16("", u16::to_le_bytes)),
        of_bytes("gemengd.md", &mixed),
        of_bytes("document.md", &archive),
    ];
    insta::assert_snapshot!(told.join("\n"), @"
    latin.md:3: From this line on the file is not UTF-8, but looks like Latin-1 (Windows-1252). Save the file as UTF-8.
    latin.jsonl:1: From this line on the file is not UTF-8, but looks like Latin-1 (Windows-1252). Save the file as UTF-8.
    krul.txt:1: From this line on the file is not UTF-8, but looks like Latin-1 (Windows-1252). Save the file as UTF-8.
    le.md: The file is UTF-16. Save the file as UTF-8.
    be.md: The file is UTF-16. Save the file as UTF-8.
    zonder.md: The file is UTF-16. Save the file as UTF-8.
    gemengd.md:6: This line is not UTF-8. Save the file as UTF-8.
    document.md: The file is no text. Save what is in it as text, in UTF-8, or remove it.
    ");
}

#[test]
fn a_line_of_an_archive_is_checked_like_front_matter() {
    insta::assert_snapshot!(problems("a.jsonl", "{\"id\": \"1\",\n[]\nnull\n{} {}"), @"
    a.jsonl:1: The line is not JSON: EOF while parsing a value (column 11). Write one JSON object on each line.
    a.jsonl:2: The article must be a table, and is a list. Put its keys between braces.
    a.jsonl:3: The article must be a table, and is null. Put its keys between braces.
    a.jsonl:4: The line is not JSON: trailing characters (column 4). Write one JSON object on each line.
    ");
    insta::assert_snapshot!(in_archive(""), @r#"
    a.jsonl:1: The article has no "id". Add it.
    a.jsonl:1: The article has no "title". Add it.
    a.jsonl:1: The article has no "language". Add it.
    a.jsonl:1: The article has no "paragraphs". Add it.
    "#);
    insta::assert_snapshot!(in_archive(r#""id":"1","titel":"","language":"nl","paragraphs":[]"#), @r#"
    a.jsonl:1: The article has no "title". Add it.
    a.jsonl:1: The article has no paragraph. Add one, or remove the line.
    a.jsonl:1: The key "titel" is not known here. Did you mean "title"?
    "#);
    insta::assert_snapshot!(in_archive(r#""id":"a/b","title":5,"language":"","url":"ftp://x","published":2022,"authors":"A","paragraphs":{}"#), @r#"
    a.jsonl:1: The id "a/b" cannot be used. An id is not empty and has no space, # or /.
    a.jsonl:1: "title" must be a text, and is a number. Put it between quotation marks.
    a.jsonl:1: "authors" must be a list, and is a text. Put it between square brackets.
    a.jsonl:1: "" is not a language. Write its code, as "nl" or "en".
    a.jsonl:1: "published" must be a text, and is a number. Put it between quotation marks.
    a.jsonl:1: "ftp://x" is not a web address. Write it whole, from https:// or http://, without spaces.
    a.jsonl:1: "paragraphs" must be a list, and is a table. Put it between square brackets.
    "#);
    insta::assert_snapshot!(in_archive(r#""id":"1","id":"2","title":"","language":"nl","paragraphs":[{"text":"a","text":"b"}]"#), @r#"
    a.jsonl:1: The key "text" stands here twice. Keep one of the two.
    a.jsonl:1: The key "id" stands here twice. Keep one of the two.
    "#);
    insta::assert_snapshot!(in_archive(r#""id":"1","title":"","language":"nl","paragraphs":[{"text":" "},{"txet":"a"},"b",{"section":"a\nb","text":"\u0001"}]"#), @r#"
    a.jsonl:1: Paragraph 1 is empty. Give it a text, or remove it.
    a.jsonl:1: A paragraph has no "text". Add it.
    a.jsonl:1: The key "txet" is not known here. Did you mean "text"?
    a.jsonl:1: A paragraph must be a table, and is a text. Put its keys between braces.
    a.jsonl:1: "section" holds a line break or a tab. Write it on one line.
    a.jsonl:1: Paragraph 4 holds the control character U+0001. Remove it.
    "#);
}

#[test]
fn an_id_is_given_once_to_the_first_article_that_can_be_read() {
    let line = |id: &str, title: &str| {
        format!(
            r#"{{"id":"{id}","title":{title},"language":"nl","paragraphs":[{{"text":"Ja."}}]}}"#
        )
    };
    let archive = [line("1", "5"), line("2", "\"\""), line("1", "\"\"")].join("\n");
    insta::assert_snapshot!(problems("a.jsonl", &archive), @r#"
    a.jsonl:1: "title" must be a text, and is a number. Put it between quotation marks.
    a.jsonl:1: The id "1" is taken already, by a.jsonl:3. Give each article an id of its own.
    "#);
    let archive = [line("1", "\"\""), line("2", "5"), line("1", "\"\"")].join("\n");
    insta::assert_snapshot!(problems("a.jsonl", &archive), @r#"
    a.jsonl:2: "title" must be a text, and is a number. Put it between quotation marks.
    a.jsonl:3: The id "1" is taken already, by a.jsonl:1. Give each article an id of its own.
    "#);
}

#[test]
fn a_path_without_articles_is_told_so() {
    insta::assert_snapshot!(problems("a.jsonl", "\n"), @"a.jsonl: There is no article here. Add an article (.md) or an archive (.jsonl).");
    insta::assert_snapshot!(problems("a.jpg", "Tekst."), @"a.jpg: This is neither an article nor an archive. Name an article .md and an archive .jsonl.");
    insta::assert_snapshot!(problems("a.docx", "Tekst."), @"a.docx: This document is not read as it is. Make an article of it: voetnoot import a.docx");
    let folder = tempfile::tempdir().expect("a folder");
    let empty = Library::load(folder.path())
        .expect_err("it is empty")
        .to_string();
    assert!(
        empty.ends_with(": There is no article here. Add an article (.md) or an archive (.jsonl)."),
        "{empty}"
    );
    let absent = Library::load(&folder.path().join("nergens"))
        .expect_err("it is not there")
        .to_string();
    assert!(
        absent.contains("nergens: This cannot be read: "),
        "{absent}"
    );
}
