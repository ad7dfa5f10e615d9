//! Documents of word processors, and plain text.

use std::io::{Cursor, Write as _};

use voetnoot::import::{load, read};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::reading::{assert_shows, data, only, shown};

/// A zip archive: each file's name in it, and its name among the tests' data.
fn archive(files: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, source) in files {
        archive
            .start_file(*name, SimpleFileOptions::default())
            .expect("a file in the archive");
        archive.write_all(&data(source)).expect("it takes the file");
    }
    archive.finish().expect("an archive").into_inner()
}

fn docx() -> Vec<u8> {
    archive(&[
        ("word/document.xml", "docx/document.xml"),
        ("word/styles.xml", "docx/styles.xml"),
        ("word/numbering.xml", "docx/numbering.xml"),
        ("word/_rels/document.xml.rels", "docx/document.xml.rels"),
        ("docProps/core.xml", "docx/core.xml"),
    ])
}

fn odt() -> Vec<u8> {
    archive(&[
        ("content.xml", "odt/content.xml"),
        ("meta.xml", "odt/meta.xml"),
    ])
}

fn lines(name: &str) -> String {
    String::from_utf8(data(name)).expect("text")
}

#[test]
fn a_document_of_word_keeps_headings_lists_captions_and_what_was_inserted() {
    let draft = only("imker.docx", &docx());
    assert_shows("imker.docx", &draft, &lines("docx/visible.txt"));
    assert_eq!(draft.title, "De imker van het kerkdak");
    assert_eq!(
        draft.authors,
        ["Annelies Kok", "Bram Visser"],
        "the byline, not the computer's name"
    );
    assert_eq!((draft.paragraphs(), draft.captions()), (8, 1));
}

#[test]
fn a_document_of_libreoffice_keeps_headings_lists_and_captions() {
    let draft = only("notulen.odt", &odt());
    assert_shows("notulen.odt", &draft, &lines("odt/visible.txt"));
    assert_eq!(draft.title, "Notulen van de schaatsvereniging");
    assert_eq!(draft.authors, ["Hiske Dijkstra"]);
}

#[test]
fn plain_text_has_its_title_on_the_first_line() {
    let text = "Het veer is terug\n\nDoor Nynke Hamstra\n\nHet veer vaart weer, na negen lange weken van stilte\nop het water. De schipper lacht.\n\nNodig zijn:\n- een fiets\n- twee euro\n\nRegel een,\nregel twee.\n";
    let draft = only("veer.txt", text.as_bytes());
    assert_eq!(
        (draft.title.as_str(), draft.authors.as_slice()),
        ("Het veer is terug", ["Nynke Hamstra".to_owned()].as_slice())
    );
    assert_shows(
        "veer.txt",
        &draft,
        "Door Nynke Hamstra
Het veer vaart weer, na negen lange weken van stilte op het water. De schipper lacht.
Nodig zijn:
een fiets
twee euro
Regel een,
regel twee.",
    );
}

#[test]
fn plain_text_without_blank_lines_has_a_paragraph_a_line() {
    let draft = only("brug.txt", b"De brug\r\nEen.\r\nTwee.\r\n");
    assert_eq!(
        (shown(&draft).as_str(), draft.paragraphs()),
        ("Een.\nTwee.", 2)
    );
}

#[test]
fn text_in_utf_16_and_in_windows_1252_is_read() {
    let utf16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain("Café\nÉén zin.\n".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    assert_eq!(shown(&only("u.txt", &utf16)), "Één zin.");
    assert_eq!(
        shown(&only(
            "w.txt",
            b"Titel\nHij zei \x91nee\x92 \x96 \xe9\xe9n keer."
        )),
        "Hij zei ‘nee’ – één keer."
    );
}

/// Characters that could be markup, each where it would be.
#[test]
fn what_looks_like_markup_is_shown_as_it_was() {
    let lines = [
        "# geen kop",
        "- geen punt: dit is een streep",
        "1. Ten eerste",
        "2024. Een goed jaar",
        "> aanhaling",
        "*) zie noot",
        "*ster* en *nog een*",
        "snake_case_naam en _onder_",
        "a < b en <b>vet</b>",
        "AT&T en &amp; en &euro;",
        "[sic] en [tekst](adres)",
        "C:\\map\\*.txt",
        "`code` en ``",
        "~~weg~~",
        "===",
        "---",
        "2 * 3 * 4",
        "5*4=20",
        "+ plus",
        "```",
        "{{< figure >}}",
        "Bronnen: geen",
        "[x]: geen verwijzing",
        "![geen foto]()",
        "eind\\",
        "** **",
        "[ ] taak",
        "| geen | tabel |",
        "#hashtag",
        "##dubbel",
        "www.voorbeeld.nl en a@b.nl",
        "1) een",
        "&#35; en &#x23;",
        "<!-- geen opmerking -->",
    ];
    // An item of a list is one, so the dash is left out here.
    let text = format!("Titel\n\n{}", lines.join("\n\n"));
    let text = text.replace("- geen punt", "– geen punt");
    let draft = only("teken.txt", text.as_bytes());
    let expected = lines.join("\n").replace("- geen punt: ", "geen punt: ");
    assert_eq!(shown(&draft), expected);
}

#[test]
fn what_is_no_article_is_refused_with_a_reason() {
    let refused = |name: &str, bytes: &[u8]| match read(name, bytes, None) {
        Ok(batch) => format!("{} articles", batch.drafts.len()),
        Err(refusal) => refusal.to_string(),
    };
    let broken = b"PK\x03\x04 and then nothing";
    let zipped = archive(&[("mimetype", "docx/core.xml")]);
    let answers = [
        refused("leeg.html", b"<html><body><p></p></body></html>"),
        refused("foto.jpg", &[0xff, 0xd8, 0, 1, 2]),
        refused("stuk.docx", broken),
        refused("iets.zip", &zipped),
        refused("alleen.txt", b"Alleen een titel"),
        refused("klaar.md", b"+++\nid = \"x\"\n+++\nTekst."),
        refused("stuk.xml", b"<rss><channel><item></channel></rss>"),
        refused(
            "leeg.xml",
            b"<rss><channel><title>x</title></channel></rss>",
        ),
        refused("-", b""),
    ];
    insta::assert_snapshot!(answers.join("\n"), @"
    leeg.html: No article was found on this page. Save the article's text as plain text, with its title on the first line.
    foto.jpg: This is not text. Save it as DOCX, ODT, HTML or plain text.
    stuk.docx: This is no document that can be read: invalid Zip archive: Could not find EOCD. Save it as DOCX, ODT, HTML or plain text.
    iets.zip: This is no document that can be read: the archive holds neither a DOCX nor an ODT document. Save it as DOCX, ODT, HTML or plain text.
    alleen.txt: This text has a title at most. Put the title on the first line, and the text below it.
    klaar.md: This is an article file already. Put it into the content folder as it is.
    stuk.xml: This is not sound XML: expected 'item' tag, not 'channel' at 1:21. Save it again; a page can be imported as HTML.
    leeg.xml: It holds no article with its whole text. Import the pages that it links to.
    standard input: This text has a title at most. Put the title on the first line, and the text below it.
    ");
}

#[test]
fn what_begins_like_text_but_is_of_another_program_becomes_no_article() {
    for (name, bytes) in [
        (
            "stuk.pdf",
            &b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"[..],
        ),
        (
            "brief.rtf",
            br"{\rtf1\ansi De brug gaat dicht.\par Fietsers rijden om.}",
        ),
    ] {
        let refusal = read(name, bytes, None).expect_err("it is no text");
        let said = refusal.to_string();
        assert_eq!(
            said,
            format!("{name}: This is not text. Save it as DOCX, ODT, HTML or plain text.")
        );
    }
}

#[test]
fn a_folder_is_called_a_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let name = folder.path().display().to_string();
    let refusal = load(&name, false).expect_err("it is a folder");
    let said = refusal.to_string();
    assert_eq!(
        said,
        format!("{name}: This is a folder. Name the files in it.")
    );
}
