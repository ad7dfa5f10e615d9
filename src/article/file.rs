//! Reads an article file: optional front matter and Markdown, or an HTML page.

use std::path::Path;
use std::sync::Arc;

use super::builder::Block;
use super::document::Article;
use super::front_matter::{self, FrontMatter, Note};
use super::id::Id;
use super::lines::Lines;
use super::paragraph::Paragraph;
use super::problem::Report;
use super::{assumed, body, fields, header, markdown, page};
use crate::wording::Message;

/// Reads the text of an article file, with `\n` as line ends. Returns the id even if the article has errors, so that two
/// files with one id are always reported.
pub(super) fn article(text: &str, revision: String, report: &mut Report) -> (Id, Option<Article>) {
    report.be_tolerant();
    for (number, line) in (1..).zip(text.split('\n')) {
        let what = Message::new("problem-of-line");
        fields::holds_no_control(line, number, what, report);
    }
    let lines = Arc::new(Lines::of(text, 1));
    let Some((head, blocks)) = parts(text, &lines, report) else {
        return (Id::default(), None);
    };
    let mut paragraphs = body::paragraphs(blocks, &head, &lines, report);
    if !paragraphs
        .iter()
        .any(|paragraph| paragraph.number().is_some())
    {
        let mend = Message::new("problem-no-paragraph-mend");
        report.whole(Message::new("problem-no-paragraph"), mend);
    }
    attach(&head.notes, &mut paragraphs, report);
    let id = head.id.clone();
    let article = (report.errors() == 0).then(|| assemble(head, paragraphs, revision));
    (id, article)
}

/// The front matter and the blocks of a file. `None` if the front matter's closing fence is missing.
fn parts(text: &str, lines: &Lines, report: &mut Report) -> Option<(FrontMatter, Vec<Block>)> {
    let extension = Path::new(report.file()).extension().unwrap_or_default();
    if extension.eq_ignore_ascii_case("html") || extension.eq_ignore_ascii_case("htm") {
        let page = page::read(text, lines, report);
        let mut head = front_matter::of_page(page.title, page.language);
        let mut blocks = page.blocks;
        assumed::fill(&mut head, &mut blocks, report);
        return Some((head, blocks));
    }
    let header = header::read(text, lines, report)?;
    let is_known = header.entries.is_some();
    let mut head = front_matter::read(header.entries.unwrap_or_default(), report);
    let mut blocks = markdown::blocks(text, header.end, lines, report);
    if is_known {
        assumed::fill(&mut head, &mut blocks, report);
    }
    Some((head, blocks))
}

/// Makes an article of parts that were checked.
pub(super) fn assemble(head: FrontMatter, paragraphs: Vec<Paragraph>, revision: String) -> Article {
    Article {
        id: head.id.text,
        title: head.title,
        authors: head.authors,
        language: head.language,
        published: head.published,
        url: head.url,
        publisher: head.publisher,
        rights: head.rights,
        own_reader: head.own_reader,
        sources: head.sources,
        people: head.people,
        revision,
        editorial: head.editorial,
        paragraphs,
    }
}

/// Attaches the editor's notes to their paragraphs; reports a note without a paragraph, and a second one on a paragraph.
fn attach(notes: &[Note], paragraphs: &mut [Paragraph], report: &mut Report) {
    for note in notes {
        let number = u32::try_from(note.paragraph).ok();
        let paragraph = paragraphs
            .iter_mut()
            .find(|paragraph| number.is_some() && paragraph.number() == number);
        let Some(paragraph) = paragraph else {
            let what = Message::new("problem-note-lost").with("number", note.paragraph.to_string());
            report.fault(note.line, what, Message::new("problem-note-lost-mend"));
            continue;
        };
        if paragraph.note.is_some() {
            let what =
                Message::new("problem-note-twice").with("number", note.paragraph.to_string());
            report.fault(note.line, what, Message::new("problem-note-twice-mend"));
            continue;
        }
        paragraph.note = Some(note.text.clone());
    }
}
