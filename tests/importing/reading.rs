//! What an imported article shows, by a Markdown parser that knows nothing of articles.

use std::path::Path;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use voetnoot::article::Library;
use voetnoot::import::{Draft, read};

/// A source among the tests' data.
pub(crate) fn data(name: &str) -> Vec<u8> {
    let path = Path::new("tests/data/import").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The one article of a source.
pub(crate) fn only(name: &str, bytes: &[u8]) -> Draft {
    let batch = read(name, bytes, None).unwrap_or_else(|refusal| panic!("{refusal}"));
    assert_eq!(batch.drafts.len(), 1, "{name} holds one article");
    batch.drafts.into_iter().next().expect("one")
}

/// What a page of the article shows, a line for each block. Bullets are not letters; numbers are.
pub(crate) fn shown(draft: &Draft) -> String {
    let file = draft.file("id");
    let body = file.splitn(3, "+++").nth(2).expect("a body");
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut shown = String::new();
    let mut numbers: Vec<Option<u64>> = Vec::new();
    for event in Parser::new_ext(body, options) {
        match event {
            Event::Text(text) | Event::Code(text) => shown.push_str(&text),
            Event::SoftBreak => shown.push(' '),
            Event::HardBreak | Event::Start(Tag::TableRow) => shown.push('\n'),
            Event::Start(Tag::Item) => {
                shown.push('\n');
                if let Some(Some(number)) = numbers.last_mut() {
                    shown.push_str(&format!("{number}. "));
                    *number += 1;
                }
            }
            Event::Start(Tag::List(first)) => numbers.push(first),
            Event::End(TagEnd::List(_)) => drop(numbers.pop()),
            Event::End(TagEnd::TableCell) => shown.push('\t'),
            Event::End(TagEnd::Link | TagEnd::Strong) => {}
            Event::End(_) => shown.push('\n'),
            Event::Start(_) | Event::TaskListMarker(_) | Event::FootnoteReference(_) => {}
            other => panic!("no markup of this sort is written: {other:?}"),
        }
    }
    let lines = shown.lines().map(|line| line.trim_end_matches('\t'));
    lines
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

/// The letters and digits of a text.
pub(crate) fn letters(text: &str) -> String {
    text.chars().filter(|char| char.is_alphanumeric()).collect()
}

/// The letters and digits that the library reads from the article's file: of its paragraphs, and of each heading above them.
pub(crate) fn read_back(draft: &Draft) -> String {
    let file = draft.file("id");
    let library = Library::from_text("id.md", &file);
    let library = library.unwrap_or_else(|error| panic!("{error}\n{file}"));
    let mut read = String::new();
    let mut above: Vec<&str> = Vec::new();
    for paragraph in library.articles()[0].paragraphs() {
        let section = paragraph.section();
        let titles: Vec<&str> = section
            .split(" › ")
            .filter(|title| !title.is_empty())
            .collect();
        let same = above
            .iter()
            .zip(&titles)
            .take_while(|(a, b)| a == b)
            .count();
        read.extend(titles.iter().skip(same).map(|title| letters(title)));
        read.push_str(&letters(paragraph.text()));
        above = titles;
    }
    read
}

/// Fails unless the article shows exactly these lines, and the library reads their letters from its file.
pub(crate) fn assert_shows(name: &str, draft: &Draft, lines: &str) {
    assert_eq!(
        shown(draft),
        lines.trim_end(),
        "{name} shows what its page shows"
    );
    assert_eq!(
        read_back(draft),
        letters(lines),
        "{name} is read back as its page shows it"
    );
}
