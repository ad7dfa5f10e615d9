//! Reads ODT documents: `content.xml` of the Open Document Format.

use std::collections::HashMap;

use roxmltree::Node;

use super::block::{Block, Text};
use super::office::{Package, Style, Written};
use super::values::{first, language};
use super::xml::{attribute, child, child_text, is, parse};
use crate::wording::Message;

/// The file that holds the text.
pub(super) const TEXT: &str = "content.xml";

/// Reads a document. Fails if it is no valid document; the error is the end of a sentence.
pub(super) fn read(content: &str, package: &mut Package) -> Result<Written, Message> {
    let parsed = parse(content)?;
    let shared = package.file("styles.xml");
    let shared = parse(&shared).ok();
    let mut reading = Reading {
        styles: HashMap::new(),
        lists: HashMap::new(),
        written: Written::default(),
    };
    if let Some(shared) = &shared {
        reading.learn(shared.root_element());
    }
    reading.learn(parsed.root_element());
    if let Ok(meta) = parse(&package.file("meta.xml"))
        && let Some(meta) = child(meta.root_element(), "meta")
    {
        let author = first(["initial-creator", "creator"].map(|name| child_text(meta, name)));
        reading.written.properties = (child_text(meta, "title"), author);
        reading.written.language = language(&child_text(meta, "language")).unwrap_or_default();
    }
    let body = child(parsed.root_element(), "body").and_then(|body| child(body, "text"));
    if let Some(body) = body {
        reading.blocks(body);
    }
    Ok(reading.written)
}

struct Reading {
    /// The parent of each style, and whether it is bold.
    styles: HashMap<String, (String, bool)>,
    /// Whether each list style and level has numbers.
    lists: HashMap<(String, usize), bool>,
    written: Written,
}

impl Reading {
    /// Collects the styles of a file.
    fn learn(&mut self, root: Node) {
        for node in root.descendants().filter(Node::is_element) {
            let name = attribute(node, "name").unwrap_or_default().to_owned();
            if is(node, "style") {
                let parent = attribute(node, "parent-style-name").unwrap_or_default();
                let bold = child(node, "text-properties")
                    .and_then(|properties| attribute(properties, "font-weight"))
                    .is_some_and(|weight| weight == "bold");
                self.styles.insert(name, (parent.to_owned(), bold));
            } else if is(node, "list-style") {
                for level in node.children().filter(Node::is_element) {
                    let depth =
                        attribute(level, "level").and_then(|level| level.parse::<usize>().ok());
                    let counts = is(level, "list-level-style-number");
                    if let Some(depth) = depth.and_then(|level| level.checked_sub(1)) {
                        self.lists.insert((name.clone(), depth), counts);
                    }
                }
            }
        }
    }

    /// The meaning of a style or of its parents.
    fn style(&self, node: Node) -> Style {
        const MOST: usize = 20;
        let mut name = attribute(node, "style-name").unwrap_or_default();
        for _ in 0..MOST {
            let meant = Style::named(name);
            if meant != Style::Body {
                return meant;
            }
            match self.styles.get(name) {
                Some((parent, _)) => name = parent,
                None => break,
            }
        }
        Style::Body
    }

    fn is_bold(&self, node: Node) -> bool {
        let name = attribute(node, "style-name").unwrap_or_default();
        self.styles.get(name).is_some_and(|(_, bold)| *bold)
    }

    fn blocks(&mut self, node: Node) {
        for part in node.children().filter(Node::is_element) {
            match part.tag_name().name() {
                "h" => {
                    let level =
                        attribute(part, "outline-level").and_then(|level| level.parse().ok());
                    let style = match self.style(part) {
                        Style::Title => Style::Title,
                        _ => Style::Heading(level.unwrap_or(1)),
                    };
                    let text = self.text(part);
                    self.written.add(style, text);
                }
                "p" => {
                    let text = self.text(part);
                    self.written.add(self.style(part), text);
                    self.captions(part);
                }
                "list" => self.list(part, "", 0),
                "table" => self.table(part),
                "section" => self.blocks(part),
                _ => {}
            }
        }
    }

    /// The captions in a paragraph's frames.
    fn captions(&mut self, node: Node) {
        let boxes = node.descendants().filter(|part| is(*part, "text-box"));
        let paragraphs = boxes.flat_map(|frame| frame.children());
        for paragraph in paragraphs.filter(|part| is(*part, "p")) {
            let style = self.style(paragraph);
            let text = self.text(paragraph);
            self.written.add(style, text);
        }
    }

    fn text(&self, node: Node) -> Text {
        let mut words = Text::default();
        self.runs(node, self.is_bold(node), &mut words);
        words
    }

    /// The text of a paragraph, without notes, remarks, frames and deletions.
    fn runs(&self, node: Node, bold: bool, words: &mut Text) {
        for part in node.children() {
            if part.is_text() {
                words.push(part.text().unwrap_or_default(), bold);
                continue;
            }
            match part.tag_name().name() {
                "s" | "tab" => words.push(" ", bold),
                "line-break" => {
                    words.push_break();
                }
                "a" => {
                    let from = words.end();
                    self.runs(part, bold, words);
                    let url =
                        attribute(part, "href").filter(|url| crate::article::is_web_address(url));
                    if let Some(url) = url {
                        words.push_link(from, url.to_owned());
                    }
                }
                "note" | "annotation" | "annotation-end" | "frame" | "tracked-changes"
                | "change" | "change-start" | "change-end" | "bookmark" | "soft-page-break"
                | "ruby-text" => {}
                _ => self.runs(part, bold || self.is_bold(part), words),
            }
        }
    }

    fn list(&mut self, node: Node, style: &str, depth: usize) {
        let style = attribute(node, "style-name").unwrap_or(style).to_owned();
        let counts = self
            .lists
            .get(&(style.clone(), depth))
            .copied()
            .unwrap_or(false);
        let mut number = 0;
        for item in node
            .children()
            .filter(|item| is(*item, "list-item") || is(*item, "list-header"))
        {
            let mut words = Text::default();
            for paragraph in item.children().filter(|part| is(*part, "p")) {
                words.append(&self.text(paragraph).trimmed());
            }
            // ODT puts a numbered heading into a list.
            for heading in item.children().filter(|part| is(*part, "h")) {
                let level =
                    attribute(heading, "outline-level").and_then(|level| level.parse().ok());
                let text = self.text(heading);
                self.written.add(Style::Heading(level.unwrap_or(1)), text);
            }
            let text = words.trimmed();
            if !text.is_empty() {
                number += 1;
                self.written.blocks.push(Block::Item {
                    depth,
                    number: counts.then_some(number),
                    text,
                });
            }
            for inner in item.children().filter(|part| is(*part, "list")) {
                self.list(inner, &style, depth + 1);
            }
        }
    }

    fn table(&mut self, node: Node) {
        let rows = node.descendants().filter(|row| is(*row, "table-row"));
        let cell = |cell: Node| {
            let mut whole = Text::default();
            for paragraph in cell.children().filter(|part| is(*part, "p")) {
                whole.append(&self.text(paragraph).trimmed());
            }
            whole.trimmed().on_one_line()
        };
        let cells = |row: Node| {
            let found = row.children().filter(|part| is(*part, "table-cell"));
            found.map(cell).collect::<Vec<_>>()
        };
        let mut table: Vec<Vec<Text>> = rows.map(cells).collect();
        table.retain(|row| row.iter().any(|cell| !cell.is_empty()));
        if !table.is_empty() {
            self.written.blocks.push(Block::Table(table));
        }
    }
}
