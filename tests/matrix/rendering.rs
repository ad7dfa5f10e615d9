//! The plain body and the HTML of an answer.

use proptest::prelude::*;
use voetnoot::command::{self, COMMANDS};
use voetnoot::render::matrix::{html, plain};
use voetnoot::render::{Dialect as _, Matrix, Run, pages};
use voetnoot::wording::Language;

use super::common;
use super::rules::read;

/// The most bytes that a message may have in both forms, so that encryption and an edit, which holds one of them twice,
/// stay far below the 65,536 of an event.
const MOST: usize = 30_000;

fn all_pages(line: &str) -> Vec<String> {
    let answer = common::bot().answer(&command::parse(line), &common::moderator());
    pages(&answer, &Matrix, Language::Dutch)
}

#[test]
fn an_answer_in_both_forms() {
    let page = all_pages("Hoeveel elitetroepen zond Kirgizië?").remove(0);
    insta::assert_snapshot!(plain(&page), @"
    “De autoriteiten van Kirgizië besloten uiteindelijk om net als Armenië een kleine troepenmacht naar Kazachstan te sturen. **Zo’n 150 elitetroepen zouden onder de vleugels van de CSTO worden uitgezonden.** Ze zouden vooral overheidsgebouwen moeten bewaken.”
    — Kirgizië, alinea 11

    Zie ook alinea 12 (Kirgizië) en alinea 13 (Kirgizië).

    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    ");
    insta::assert_snapshot!(html(&page), @"<blockquote>“De autoriteiten van Kirgizië besloten uiteindelijk om net als Armenië een kleine troepenmacht naar Kazachstan te sturen. <strong>Zo’n 150 elitetroepen zouden onder de vleugels van de CSTO worden uitgezonden.</strong> Ze zouden vooral overheidsgebouwen moeten bewaken.”</blockquote><sub>— Kirgizië, alinea 11</sub><br><br><sub>Zie ook alinea 12 (Kirgizië) en alinea 13 (Kirgizië).</sub><br><br><sub>Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)</sub>");
}

#[test]
fn a_list_in_both_forms() {
    let page = all_pages("!inhoud").remove(0);
    insta::assert_snapshot!(plain(&page), @"
    Inhoud van [Het draagvlak voor het CSTO-optreden in Kazachstan]
    • Inleiding: alinea’s 1–5
    • Armenië: alinea’s 6–8
    • Belarus: alinea’s 9–10
    • Kirgizië: alinea’s 11–13
    • Oezbekistan: alinea’s 14–15
    • Tadzjikistan: alinea’s 16–17

    Lees een alinea met !alinea en het nummer.
    ");
    insta::assert_snapshot!(html(&page), @"<b>Inhoud van [Het draagvlak voor het CSTO-optreden in Kazachstan]</b><br>• <b>Inleiding</b>: alinea’s 1–5<br>• <b>Armenië</b>: alinea’s 6–8<br>• <b>Belarus</b>: alinea’s 9–10<br>• <b>Kirgizië</b>: alinea’s 11–13<br>• <b>Oezbekistan</b>: alinea’s 14–15<br>• <b>Tadzjikistan</b>: alinea’s 16–17<br><br><sub>Lees een alinea met !alinea en het nummer.</sub>");
}

#[test]
fn every_answer_is_whole_in_both_forms_and_within_the_limit() {
    for spec in COMMANDS {
        for page in all_pages(spec.example) {
            let read = read(&html(&page));
            assert_eq!(read.problems, Vec::<String>::new(), "{}", spec.example);
            let bare = |text: &str| {
                text.replace("**", "")
                    .split_whitespace()
                    .collect::<String>()
            };
            assert_eq!(bare(&read.text), bare(&plain(&page)), "{}", spec.example);
            assert!(html(&page).len() + plain(&page).len() < MOST);
        }
        let answer = common::bot().answer(&command::parse(spec.example), &common::moderator());
        let shown: String = all_pages(spec.example)
            .iter()
            .map(|page| plain(page).replace("**", ""))
            .collect::<Vec<_>>()
            .join("\n");
        for quote in answer
            .quotes()
            .filter(|_| all_pages(spec.example).len() == 1)
        {
            for excerpt in quote.excerpts() {
                assert!(shown.contains(excerpt.text()), "{}: {shown}", spec.example);
            }
        }
    }
}

#[test]
fn the_answering_sentence_is_strong_and_its_source_small() {
    let page = all_pages("Hoeveel elitetroepen zond Kirgizië?").remove(0);
    let read = read(&html(&page));
    assert_eq!(
        read.strong,
        ["Zo’n 150 elitetroepen zouden onder de vleugels van de CSTO worden uitgezonden."]
    );
    assert!(html(&page).contains("<sub>— Kirgizië, alinea 11</sub>"));
}

#[test]
fn an_address_is_a_link_only_in_small_print_of_ours() {
    let small = html(&Matrix.small("— alinea 3 https://krant.example/a?b=\"1\"&c=<2>"));
    assert_eq!(read(&small).problems, Vec::<String>::new());
    insta::assert_snapshot!(small, @r#"<sub>— alinea 3 <a href="https://krant.example/a?b=&quot;1&quot;&amp;c=&lt;2&gt;">https://krant.example/a?b=&quot;1&quot;&amp;c=&lt;2&gt;</a></sub>"#);
    let broken = html(&Matrix.small("https://krant.example/\na"));
    assert_eq!(read(&broken).problems, Vec::<String>::new());
    let quoted = html(&Matrix.quotation(&[Run::Text("zie https://krant.example/")]));
    assert!(!quoted.contains("<a "));
}

#[test]
fn names_on_matrix_become_neither_mentions_nor_links() {
    for text in [
        "@room",
        "@anna:krant.example",
        "#redactie:krant.example",
        "!kamer:krant.example",
        "https://matrix.to/#/@anna:krant.example",
        "https://MATRIX.to/#/#redactie:krant.example",
        "matrix:u/anna:krant.example",
    ] {
        let shown = html(&Matrix.quotation(&[Run::Text(text)]));
        assert!(!shown.contains(text), "{shown}");
        assert_eq!(read(&shown).text.trim(), format!("“{text}”"));
    }
}

/// Texts that are meant to do harm, or only do.
fn hostile() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "@room",
        "@anna:krant.example",
        "#kamer:krant.example",
        "https://matrix.to/#/@anna:krant.example",
        "<a href=\"https://kwaad.example\">klik</a>",
        "<mx-reply>",
        "</blockquote>",
        "<strong>",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "&lt;b&gt;",
        "&",
        "\"",
        "'",
        "\u{fdd0}",
        "\u{fdd3}",
        "\u{fdd8}https://kwaad.example\u{fdd9}",
        "\u{fdef}",
        "\u{202e}omgekeerd",
        "Z̷̛͔̪͑a̸l̵g̶o̸̍",
        "👨‍👩‍👧‍👦",
        "\u{0}",
        "\u{200b}",
        "\n",
        "\n\n> ",
        "Kirgizië",
        "elitetroepen",
    ]);
    prop_oneof![
        9 => prop::collection::vec(pieces, 1..12).prop_map(|pieces| pieces.concat()),
        3 => "\\PC{0,200}",
        1 => Just("<".repeat(5_000)),
        1 => Just("\u{fdd8}".repeat(1_000)),
    ]
}

/// The marks around a quotation, which are a pair.
fn marks(quotation: &str) -> (char, char) {
    let mut chars = quotation.chars();
    let ends = (chars.next(), chars.next_back());
    let pairs = [('“', '”'), ('‘', '’'), ('«', '»')];
    let is_around = |(opening, closing): &(char, char)| ends == (Some(*opening), Some(*closing));
    pairs.into_iter().find(is_around).expect("a pair of marks")
}

/// Addresses of the web and others, with what is markup on one platform or another.
fn address() -> impl Strategy<Value = String> {
    let scheme = prop::sample::select(vec!["https://", "javascript:", "matrix:", ""]);
    (scheme, "[a-z0-9/()<>\"'&#?%@.: \\n\\[\\]]{1,20}")
        .prop_map(|(scheme, rest)| format!("{scheme}{rest}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// What the reader sees is what was written, and nothing in it is markup.
    #[test]
    fn a_hostile_quotation_is_its_text(text in hostile()) {
        let marked = Matrix.quotation(&[Run::Text(&text), Run::Strong(&text)]);
        let shown: String = text
            .chars()
            .map(|c| if matches!(c, '\u{fdd0}'..='\u{fdef}') { '\u{fffd}' } else { c })
            .collect();
        let (opening, closing) = marks(&plain(&marked));
        prop_assert!(!shown.starts_with(opening) && !shown.ends_with(closing));
        prop_assert_eq!(plain(&marked), format!("{opening}{shown}**{shown}**{closing}"));
        let read = read(&html(&marked));
        prop_assert_eq!(&read.problems, &Vec::<String>::new());
        let in_html = shown.replace('\0', "\u{fffd}");
        prop_assert_eq!(read.text, format!("{opening}{in_html}{in_html}{closing}\n"));
    }

    /// A link in a quotation changes no letter of it, wherever it leads.
    #[test]
    fn a_linked_quotation_is_its_text(text in hostile(), url in address(), is_strong in any::<bool>()) {
        let runs = [Run::Text("a "), Run::Link { words: &text, url: &url, is_strong }, Run::Text(" b")];
        let same = if is_strong { Run::Strong(&text) } else { Run::Text(&text) };
        let unlinked = Matrix.quotation(&[Run::Text("a "), same, Run::Text(" b")]);
        let marked = Matrix.quotation(&runs);
        prop_assert_eq!(plain(&marked), plain(&unlinked));
        let (read, expected) = (read(&html(&marked)), read(&html(&unlinked)));
        prop_assert_eq!(&read.problems, &Vec::<String>::new());
        prop_assert_eq!(read.text, expected.text);
        let leads_on = html(&marked).contains("<a href=\"");
        let is_web = url.starts_with("https://") && !url.contains(char::is_whitespace);
        prop_assert_eq!(leads_on, is_web);
    }

    /// Whatever is typed, the answer is valid in both forms, and an event holds it.
    #[test]
    fn an_answer_to_a_hostile_text_is_valid(text in hostile(), at in 0..COMMANDS.len()) {
        let line = format!("!{} {text}", COMMANDS[at].name);
        for page in all_pages(&line) {
            let problems = read(&html(&page)).problems;
            prop_assert_eq!(problems, Vec::<String>::new());
            prop_assert!(html(&page).len() + plain(&page).len() < MOST);
        }
    }

    /// A text that was cut anywhere leaves nothing open.
    #[test]
    fn a_cut_text_is_valid(text in hostile(), from in 0..400_usize, to in 0..400_usize) {
        let small = Matrix.small(&format!("https://krant.example/ {text}"));
        let linked = Run::Link { words: &text, url: "https://krant.example/", is_strong: false };
        let marked = format!("{small}{}", Matrix.quotation(&[Run::Strong(&text), linked]));
        let cut: String = marked.chars().skip(from).take(to).collect();
        prop_assert_eq!(read(&html(&cut)).problems, Vec::<String>::new());
    }
}
