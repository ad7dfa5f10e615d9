//! Laws: no letter is lost or taken for markup, and no source makes the importer fail otherwise than with a problem.

use proptest::prelude::*;
use voetnoot::import::read;

use super::reading::{letters, only, read_back, shown};

/// Text of the characters that mean something in Markdown, among words. It has a letter.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zé]{1,6}",
        1 => Just(" ".to_owned()),
        4 => "[-*_`~#>+=|!\\[\\](){}<>&;:.0-9\\\\\"'/^$%@]{1,3}",
        1 => prop::sample::select(vec!["1. ", "- ", "# ", "&amp;", "<b>", "](", "{{< x >}}", "[x]: ", "[^1]", "---", "[ ] ", "http://a.b", "[a b=c]", "{: .c}"])
            .prop_map(str::to_owned),
    ];
    let pieces = || prop::collection::vec(piece.clone(), 0..6).prop_map(|pieces| pieces.concat());
    (pieces(), "[a-zé]{1,6}", pieces())
        .prop_map(|(before, word, after)| before + word.as_str() + after.as_str())
}

fn html(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// As a page shows it: spaces in a row are one, and none stands at an end.
fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_paragraph_a_heading_an_item_and_a_caption_show_every_letter(
        paragraph in text(), heading in text(), item in text(), caption in text(), end in text(),
    ) {
        let texts = [&paragraph, &heading, &item, &caption, &end];
        let [first, second, third, fourth, last] = texts.map(|text| html(text));
        let page = format!(
            "<html lang=nl><body><h1>De titel 0</h1><div itemprop=articleBody><p>{first}</p><h2>{second}</h2><ul><li>{third}</li></ul>\
             <figure><figcaption>{fourth}</figcaption></figure><p>{last}</p></div></body></html>",
        );
        let draft = only("page.html", page.as_bytes());
        prop_assert_eq!(shown(&draft), texts.map(|text| collapsed(text)).join("\n"), "{}", draft.file("id"));
        prop_assert_eq!(read_back(&draft), texts.map(|text| letters(text)).concat(), "{}", draft.file("id"));
    }

    #[test]
    fn no_page_and_no_feed_makes_it_panic(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "<p>", "</p>", "<div>", "</div>", "<a href='/x'>", "</a>", "<ul>", "<li>", "</ul>", "<table>", "<tr>", "<td>", "</table>", "<h1>", "<h2>",
            "</h2>", "<b>", "</b>", "<br>", "<figure>", "<figcaption>", "</figure>", "<article>", "</article>", "<main>", "<header>", "<sup><a href=#n>1</a></sup>",
            "Een zin over de brug. ", "woord ", "&nbsp;", "&amp;", "<!--", "-->", "<pre>", "</pre>", "[caption]", "[/caption]", "<script>", "</script>", "\n\n", "\u{ad}",
            "<item>", "<channel>", "<rss>", "<title>", "]]>", "<![CDATA[",
        ]), 0..60),
    ) {
        let source = pieces.concat();
        for head in ["<html>", "<rss><channel><item><title>t</title><description>", ""] {
            if let Ok(batch) = read("x", format!("{head}{source}").as_bytes(), None) {
                prop_assert!(batch.drafts.iter().all(|draft| !draft.title.is_empty() && draft.file("id").ends_with('\n')));
            }
        }
    }
}
