//! Reads an archive: JSON with one article per line.
//!
//! `{"id", "title", "language", "url"?, "published"?, "authors"?, "paragraphs": [{"section"?, "text"}]}`. Every
//! paragraph gets a number; an archive has no captions, byline or sources.

use super::document::Article;
use super::fields::{self, Fields, holds_no_control, is_one_line};
use super::file::assemble;
use super::front_matter;
use super::id::Id;
use super::node::{Node, from_json, without_place};
use super::paragraph::Paragraph;
use super::problem::Report;
use crate::wording::Message;

/// Reads one line of an archive. Returns its id even if the article has errors.
pub(super) fn article(
    text: &str,
    line: usize,
    revision: String,
    report: &mut Report,
) -> (Id, Option<Article>) {
    let errors = report.errors();
    let node = match from_json(text, line) {
        Ok(node) => node,
        Err(error) => {
            let mend = Message::new("problem-archive-json-mend");
            let what = Message::new("problem-archive-json")
                .with("message", without_place(&error))
                .with("column", error.column());
            report.at(line, what, mend);
            return (Id::default(), None);
        }
    };
    let Some(mut fields) = fields::table(node, "problem-of-article", report) else {
        return (Id::default(), None);
    };
    let head = front_matter::of_archive(&mut fields, report);
    let paragraphs = paragraphs(&mut fields, &head.id, report);
    fields.finish(report);
    let id = head.id.clone();
    let sound = report.errors() == errors;
    (id, sound.then(|| assemble(head, paragraphs, revision)))
}

fn paragraphs(fields: &mut Fields, id: &Id, report: &mut Report) -> Vec<Paragraph> {
    let line = fields.line();
    let Some(node) = fields.require("paragraphs", report) else {
        return Vec::new();
    };
    let items = fields::list(node, "paragraphs", report);
    if items.as_ref().is_some_and(Vec::is_empty) {
        let mend = Message::new("problem-archive-empty-mend");
        report.at(line, Message::new("problem-no-paragraph"), mend);
    }
    let read = |(number, item): (u32, Node)| paragraph(item, number, &id.text, report);
    (1..)
        .zip(items.unwrap_or_default())
        .filter_map(read)
        .collect()
}

fn paragraph(node: Node, number: u32, id: &str, report: &mut Report) -> Option<Paragraph> {
    let line = node.line;
    let mut fields = fields::table(node, "problem-of-a-paragraph", report)?;
    let section = fields
        .take("section")
        .and_then(|node| fields::text(node, "section", report));
    let section = section.unwrap_or_default();
    is_one_line(&section, line, "section", report);
    let text = fields
        .require("text", report)
        .and_then(|node| fields::text(node, "text", report));
    fields.finish(report);
    let text = text?;
    let what = Message::new("problem-of-paragraph").with("number", number);
    if text.trim().is_empty() {
        let empty = Message::new("problem-empty").with("what", what.clone());
        report.at(line, empty, Message::new("problem-paragraph-empty-mend"));
    }
    holds_no_control(&text, line, what, report);
    Some(Paragraph::counted(id, section.trim(), number, line, text))
}
