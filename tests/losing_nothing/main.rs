//! Promise: taking markup off loses no letter, adds none, and never fails, however the markup is nested.

#[path = "../common/mod.rs"]
mod common;

mod grammar;
mod hostile;

use std::sync::Arc;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use proptest::sample::select;
use voetnoot::article::{Article, Library};

use grammar::{BRACKETS, MARKS, body, escaped, file, letters};

/// The slowest that a hostile file may be read, with other work beside it.
const SLOWEST: Duration = Duration::from_secs(5);

fn read(body: &str) -> Arc<Article> {
    let library = Library::from_text("x.md", &file(body));
    library.expect("it can be read").articles()[0].clone()
}

fn texts(article: &Article) -> Vec<&str> {
    let paragraphs = article.paragraphs().iter();
    paragraphs.map(|paragraph| paragraph.text()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, max_global_rejects: 1_000_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_letter_that_the_page_shows_is_read_and_no_other((body, seen) in body()) {
        let article = read(&format!("Eerst.\n\n{body}\n\nSlot."));
        let text = texts(&article).concat();
        prop_assert_eq!(letters(&text), format!("Eerst{}Slot", letters(&seen)), "{}", body);
        for mark in ["**", "~~", "<b", "</", "{{", "](", "-->", "&amp;"] {
            prop_assert!(!text.contains(mark) || body.contains("* *") || mark == "**" || mark == "~~", "{mark} in {text}");
        }
    }

    #[test]
    fn what_was_read_is_read_again_as_it_is((body, _) in body()) {
        let article = read(&format!("Eerst.\n\n{body}\n\nSlot."));
        let once = texts(&article);
        let blocks: Vec<String> = once.iter().map(|text| escaped(text)).collect();
        let again = read(&blocks.join("\n\n"));
        prop_assert_eq!(texts(&again), once);
    }

    #[test]
    fn every_letter_has_its_place_in_the_file((body, _) in body()) {
        let file = file(&format!("Eerst.\n\n{body}"));
        let library = Library::from_text("x.md", &file).expect("it can be read");
        let entities = ['ë'];
        for paragraph in library.articles()[0].paragraphs() {
            for (at, char) in paragraph.text().char_indices().filter(|(_, char)| char.is_alphabetic()) {
                let source = paragraph.source_at(at).expect("it is from a file");
                let rest = file.get(source..).expect("it is a character of the file");
                prop_assert!(rest.starts_with(char) || entities.contains(&char), "{char} at {rest:?}");
                let line = file.get(..source).unwrap_or_default().matches('\n').count() + 1;
                prop_assert_eq!(paragraph.line_at(at), line);
            }
        }
    }

    #[test]
    fn no_row_of_marks_loses_a_letter(parts in proptest::collection::vec(select(MARKS), 0..30)) {
        // The address of a link and a shortcode are no text, and a page shows nothing of them.
        let body = parts.concat().replace("](", "] (").replace("{{", "{ {");
        // Nor does it show cells beyond those that the head of a table has: the tables here have two columns at most.
        let has_two_cells = |line: &str| line.trim() == "|-|-|" || line.matches('|').count() < 2;
        prop_assume!(!body.contains("|-|-|") || body.lines().all(has_two_cells));
        let article = read(&format!("eerst\n\n{body}\n\nslot"));
        // A line in bold is a heading.
        let mut seen = String::new();
        let mut section = "";
        for paragraph in article.paragraphs() {
            if paragraph.section() != section {
                section = paragraph.section();
                seen.push_str(section.rsplit(" › ").next().unwrap_or_default());
            }
            seen.push_str(paragraph.text());
        }
        prop_assert_eq!(letters(&seen), letters(&format!("eerst{body}slot")), "{}", body);
    }

    #[test]
    fn no_row_of_tags_and_brackets_breaks_the_reader(parts in proptest::collection::vec(select(BRACKETS), 0..40)) {
        let body = parts.concat();
        let start = Instant::now();
        for text in [body.clone(), file(&body), format!("---\ntitle: x\n---\n{body}"), format!("---\n{body}")] {
            if let Ok(library) = Library::from_text("x.md", &text) {
                for paragraph in library.articles()[0].paragraphs() {
                    prop_assert!(!paragraph.text().trim().is_empty());
                    prop_assert_eq!(paragraph.text().trim(), paragraph.text());
                    for link in paragraph.links() {
                        prop_assert!(paragraph.text().get(link.range.clone()).is_some_and(|text| !text.is_empty()));
                    }
                    for (at, _) in paragraph.text().char_indices() {
                        prop_assert!(paragraph.source_at(at).is_some());
                    }
                }
            }
        }
        prop_assert!(start.elapsed() < SLOWEST);
    }
}

#[test]
fn deep_and_long_markup_is_read_in_time() {
    let many = |part: &str, count: usize| part.repeat(count);
    let hostile = [
        many("> ", 20_000),
        many("- ", 5_000),
        many("*a **b ", 30_000),
        many("_a", 60_000),
        many("[", 60_000),
        many("![a](", 20_000),
        many("[a](<", 20_000),
        many("<div>", 20_000),
        many("<ul><li>", 20_000),
        many("<b>", 20_000),
        many("<!--", 30_000),
        many("&amp;", 30_000),
        format!("<p>{}</p>", many("&amp;", 60_000)),
        many("{{< ", 30_000),
        many("{{< \"", 30_000),
        many("[caption]", 20_000),
        many("[a x=\"", 20_000),
        many("`a``", 30_000),
        many("[^1]", 20_000),
        many("[^a]: b\n", 10_000),
        [many("|a", 20_000), many("|-", 20_000), many("|b", 20_000)].join("\n"),
        many("a:\n\n", 30_000),
        many("**a**\n\n", 20_000),
        many("# a\n", 20_000),
        many("###### a\n\nb\n\n", 10_000),
        many("1. a\n", 80_000),
        many("![a](b)\n\n", 40_000),
        format!("|a|b|\n|-|-|\n{}", many("|c|d|\n", 40_000)),
        "a ".repeat(500_000),
    ];
    for body in hostile {
        let start = Instant::now();
        let _ = Library::from_text("x.md", &file(&body));
        let took = start.elapsed();
        assert!(took < SLOWEST, "{took:?} for {:.20}", body);
    }
    for front_matter in [
        many("[", 20_000),
        many("{a: ", 20_000),
        many("- ", 20_000),
        many("a: &b\n", 20_000),
        many("? ", 20_000),
    ] {
        let start = Instant::now();
        let _ = Library::from_text("x.md", &format!("---\n{front_matter}\n---\nTekst"));
        let _ = Library::from_text("x.md", &format!("{{\"a\":{front_matter}"));
        assert!(start.elapsed() < SLOWEST, "{:.20}", front_matter);
    }
}
