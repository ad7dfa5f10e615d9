//! Promise: what is no markup is quoted byte for byte, and every paragraph is found under the address that cites it.

use proptest::prelude::*;
use voetnoot::article::{Article, Kind, Library, Published};

const GIVEN: &str = include_str!("data/csto-artikel.txt");

fn bundled() -> std::sync::Arc<Article> {
    Library::bundled()
        .get("csto-kazachstan")
        .expect("it is bundled")
        .clone()
}

#[test]
fn every_line_of_the_given_text_stands_byte_for_byte_in_the_plain_article() {
    let plain = bundled().plain();
    let lines: Vec<&str> = plain.lines().collect();
    for line in GIVEN.lines() {
        assert!(lines.contains(&line), "lost: {line}");
    }
    let given: Vec<&str> = GIVEN.lines().filter(|line| !line.is_empty()).collect();
    let kept: Vec<&str> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    assert_eq!(kept, given, "nothing is added, and the order is kept");
}

#[test]
fn the_bundled_article_has_its_sections_and_addresses() {
    let article = bundled();
    let sections = article.sections().into_iter();
    let sections: Vec<String> = sections
        .map(|section| format!("{} {}-{}", section.title, section.first, section.last))
        .collect();
    insta::assert_snapshot!(sections.join("\n"), @"
     1-5
    Armenië 6-8
    Belarus 9-10
    Kirgizië 11-13
    Oezbekistan 14-15
    Tadzjikistan 16-17
    ");
    let place = |paragraph: &voetnoot::article::Paragraph| {
        let start: String = paragraph.text().chars().take(24).collect();
        format!(
            "{:3} {} {} [{}] {start}",
            paragraph.line(),
            paragraph.address(),
            paragraph.kind().as_str(),
            paragraph.section()
        )
    };
    let places: Vec<String> = article.paragraphs().iter().map(place).collect();
    insta::assert_snapshot!(places.join("\n"), @"
    39 csto-kazachstan#1 lede [] Tijdens de videovergader
    41 csto-kazachstan#foto-1 caption [] De leiders van de CSTO-l
    43 csto-kazachstan#auteur byline [] door Tijs van de Vijver
    45 csto-kazachstan#2 body [] Op woensdag 5 januari ri
    47 csto-kazachstan#3 body [] De belangrijkste pijler 
    49 csto-kazachstan#4 body [] Daarom was het Tokajev e
    51 csto-kazachstan#5 body [] Ondanks het gebrekkige b
    55 csto-kazachstan#6 body [Armenië] Armenië stuurde onder de
    57 csto-kazachstan#7 body [Armenië] De Armeense autoriteiten
    59 csto-kazachstan#8 body [Armenië] Ook vanuit Azerbeidzjan 
    61 csto-kazachstan#foto-2 caption [Armenië] Armeense premier Pasjini
    65 csto-kazachstan#9 body [Belarus] Aleksandr Loekasjenko, d
    67 csto-kazachstan#10 body [Belarus] Overigens wordt bijval v
    71 csto-kazachstan#11 body [Kirgizië] De autoriteiten van Kirg
    73 csto-kazachstan#12 body [Kirgizië] Het Kirgizisch parlement
    75 csto-kazachstan#13 body [Kirgizië] Overigens bestaat er in 
    79 csto-kazachstan#14 body [Oezbekistan] Oezbekistan ondertekende
    81 csto-kazachstan#15 body [Oezbekistan] Oezbekistan zou zich na 
    83 csto-kazachstan#foto-3 caption [Oezbekistan] Presidenten Mirzijojev v
    87 csto-kazachstan#16 body [Tadzjikistan] Ondanks het gebrek aan b
    89 csto-kazachstan#17 body [Tadzjikistan] Rachmon maakte van de ge
    91 csto-kazachstan#bronnen sources [] Bronnen: Belsat, Eurasia
    ");
}

#[test]
fn a_paragraph_is_found_by_its_number_and_by_its_label() {
    let article = bundled();
    let section = |place: Option<usize>| place.map(|place| article.paragraphs()[place].section());
    assert_eq!(section(article.numbered(12)), Some("Kirgizië"));
    assert_eq!(article.labelled("12"), article.numbered(12));
    assert_eq!(section(article.labelled("foto-2")), Some("Armenië"));
    assert_eq!(section(article.labelled("bronnen")), Some(""));
    for nothing in ["0", "18", "012", "foto-4", "", "#12"] {
        assert_eq!(article.labelled(nothing), None, "{nothing}");
    }
}

#[test]
fn front_matter_tells_who_what_and_what_the_editor_added() {
    let article = bundled();
    assert_eq!(article.authors, ["Tijs van de Vijver"]);
    assert_eq!(
        article
            .published
            .map(|published| published.to_string())
            .as_deref(),
        Some("2022-01")
    );
    assert!(
        article.is_editorial("title")
            && article.is_editorial("published")
            && !article.is_editorial("authors")
    );
    assert!(
        article
            .sources
            .iter()
            .all(|source| source.url.is_none() && GIVEN.contains(&source.name))
    );
    assert!(
        article
            .people
            .iter()
            .all(|person| GIVEN.contains(&person.name))
    );
    let spellings: Vec<_> = article
        .people
        .iter()
        .flat_map(|person| &person.spellings)
        .collect();
    assert!(
        spellings
            .iter()
            .all(|spelling| !GIVEN.contains(spelling.as_str()))
    );
    let noted: Vec<_> = article
        .paragraphs()
        .iter()
        .filter(|paragraph| paragraph.note().is_some())
        .collect();
    assert_eq!(
        noted
            .iter()
            .map(|paragraph| paragraph.address())
            .collect::<Vec<_>>(),
        ["csto-kazachstan#12"]
    );
}

#[test]
fn markup_is_taken_off_and_the_lines_of_a_block_are_one() {
    let article = single(
        "Een *ster* en een [haak](x).\nTweede regel \n\n\n #geen kop\n\n## Twee\nDrie\n![Foto]()",
    );
    let texts: Vec<_> = article
        .paragraphs()
        .iter()
        .map(|paragraph| paragraph.text())
        .collect();
    assert_eq!(
        texts,
        [
            "Een ster en een haak. Tweede regel",
            "#geen kop",
            "Drie",
            "Foto"
        ]
    );
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_change_nothing_but_the_revision() {
    let unix = file("Een.\nTwee.\n\n## Kop\n\nDrie.\n");
    let windows = format!("\u{feff}{}", unix.replace('\n', "\r\n"));
    let (unix, windows) = (read("a.md", &unix), read("a.md", &windows));
    assert_eq!(unix.plain(), windows.plain());
    assert_ne!(unix.revision, windows.revision);
}

#[test]
fn the_byline_names_all_authors_as_dutch_joins_them() {
    for (authors, byline) in [
        (r#"["A"]"#, "door A"),
        (r#"["A", "B"]"#, "door A en B"),
        (r#"["A", "B", "C"]"#, "Door A, B en C"),
    ] {
        let text = format!(
            "+++\nid = \"x\"\ntitle = \"T\"\nauthors = {authors}\nlanguage = \"nl\"\n+++\n{byline}\n\nTekst."
        );
        let article = read("x.md", &text);
        let kinds: Vec<_> = article
            .paragraphs()
            .iter()
            .map(|paragraph| paragraph.kind())
            .collect();
        assert_eq!(kinds, [Kind::Byline, Kind::Lede], "{byline}");
    }
}

#[test]
fn spaces_of_any_kind_make_a_byline() {
    let plain = "door Jan de Vries en Anna Bakker";
    let spaced = [
        plain.to_owned(),
        plain.replace(' ', "\u{a0}"),
        plain.replace(' ', "\u{202f}"),
        plain.replace("de ", "de\u{2009}"),
        plain.replace(" en ", "\u{a0}\u{202f}en "),
        plain.replace("door ", "Door\u{a0}"),
    ];
    for byline in &spaced {
        for head in [
            "authors = [\"Jan de Vries\", \"Anna Bakker\"]",
            "authors = [\"Jan\u{a0}de\u{202f}Vries\", \"Anna Bakker\"]",
            "",
        ] {
            let text = format!(
                "+++\nid = \"x\"\ntitle = \"T\"\nlanguage = \"nl\"\n{head}\n+++\nTekst.\n\n{byline}\n"
            );
            let article = read("x.md", &text);
            let labels: Vec<&str> = article.paragraphs().iter().map(|one| one.label()).collect();
            assert_eq!(labels, ["1", "auteur"], "{byline:?} {head}");
            assert_eq!(article.paragraphs()[1].text(), byline);
            assert_eq!(
                article.authors,
                ["Jan de Vries", "Anna Bakker"],
                "{byline:?} {head}"
            );
        }
    }
}

#[test]
fn a_date_of_publication_is_a_year_a_month_or_a_day_of_the_calendar() {
    for good in ["2022", "2022-01", "2022-01-05", "2024-02-29", "0800"] {
        assert_eq!(
            Published::parse(good)
                .map(|published| published.to_string())
                .as_deref(),
            Some(good)
        );
    }
    for bad in [
        "",
        "22",
        "2022-1",
        "2022-13",
        "2022-00",
        "2022-02-29",
        "2022-01-05-01",
        "2022-",
        "20é2",
        "+202",
        "januari",
    ] {
        assert_eq!(Published::parse(bad), None, "{bad}");
    }
}

/// An article file with this body.
fn file(body: &str) -> String {
    format!("+++\nid = \"x\"\ntitle = \"T\"\nauthors = [\"A\"]\nlanguage = \"nl\"\n+++\n{body}")
}

fn read(name: &str, text: &str) -> std::sync::Arc<Article> {
    Library::from_text(name, text)
        .expect("it is sound")
        .articles()[0]
        .clone()
}

fn single(body: &str) -> std::sync::Arc<Article> {
    read("x.md", &file(body))
}

/// A block without a character that means something in Markdown. It has one line or two.
fn block() -> impl Strategy<Value = String> {
    const PLAIN: &str = r"[^\p{Cc}\\`*_<>&\[\]{}|~:=+#-]";
    let line = format!("[a-cA-Zé]{PLAIN}{{0,30}}(\n[a-zé]{PLAIN}{{0,20}})?");
    let line = proptest::string::string_regex(&line).expect("it is a regular expression");
    line.prop_filter("no white space at the end of a line", |text| {
        text.lines().all(|line| line.trim() == line)
    })
}

proptest! {
    #[test]
    fn a_well_formed_article_gives_back_its_paragraphs(blocks in prop::collection::vec((block(), any::<bool>()), 1..8)) {
        let mut body = String::new();
        for (block, heading) in &blocks {
            body.push_str(if *heading { "## Kop\n\n" } else { "\n\n" });
            body.push_str(block);
            body.push_str("\n\n");
        }
        let article = single(&body);
        let texts: Vec<_> = article.paragraphs().iter().map(|paragraph| paragraph.text()).collect();
        let wanted: Vec<_> = blocks.iter().map(|(block, _)| block.replace('\n', " ")).collect();
        prop_assert_eq!(texts, wanted);
    }

    #[test]
    fn a_well_formed_archive_gives_back_its_paragraphs(texts in prop::collection::vec("[a-z][^\\p{Cc}]{0,40}", 1..6)) {
        let paragraphs: Vec<_> = texts.iter().map(|text| serde_json::json!({ "text": text })).collect();
        let line = serde_json::json!({ "id": "x", "title": "", "language": "nl", "paragraphs": paragraphs });
        let article = read("x.jsonl", &line.to_string());
        let read: Vec<_> = article.paragraphs().iter().map(|paragraph| paragraph.text()).collect();
        prop_assert_eq!(read, texts.iter().map(String::as_str).collect::<Vec<_>>());
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in any::<String>()) {
        let _ = Library::from_text("x.md", &text);
        let _ = Library::from_text("x.md", &file(&text));
        let _ = Library::from_text("x.jsonl", &text);
    }

    #[test]
    fn no_mixture_of_marks_makes_the_reader_panic(parts in prop::collection::vec(prop::sample::select(MARKS), 0..24)) {
        let text = parts.concat();
        let _ = Library::from_text("x.md", &text);
        let _ = Library::from_text("x.md", &format!("+++\n{text}"));
        let _ = Library::from_text("x.md", &file(&text));
        let _ = Library::from_text("x.jsonl", &text);
    }
}

const MARKS: &[&str] = &[
    "+++\n",
    "\n",
    "\r\n",
    "## ",
    "#",
    "![",
    "]()",
    "](",
    ")",
    "id",
    "notes",
    " = ",
    "\"",
    "[",
    "]",
    "{",
    "}",
    ",",
    "1",
    "paragraph",
    "text",
    "2022-01-01",
    "door A",
    "Bronnen:",
    "\u{0}",
    "\u{feff}",
    "é",
    ":",
    "{\"id\":",
    "null",
    "-",
    "'''",
];
