//! Reads DOCX documents: `word/document.xml` and the files that it refers to.

use std::collections::HashMap;

use roxmltree::Node;

use super::block::{Block, Text};
use super::office::{Package, Style, Written};
use super::values::language;
use super::xml::{attribute, child, child_text, children, parse};
use crate::wording::Message;

/// The file that holds the text.
pub(super) const TEXT: &str = "word/document.xml";

/// Reads a document. Fails if it is no valid document; the error is the end of a sentence.
pub(super) fn read(document: &str, package: &mut Package) -> Result<Written, Message> {
    let parsed = parse(document)?;
    let core = package.file("docProps/core.xml");
    let mut reading = Reading {
        styles: styles(&package.file("word/styles.xml")),
        numberings: numberings(&package.file("word/numbering.xml")),
        links: links(&package.file("word/_rels/document.xml.rels")),
        counts: HashMap::new(),
        written: Written::default(),
    };
    if let Ok(core) = parse(&core) {
        let root = core.root_element();
        reading.written.properties = (child_text(root, "title"), child_text(root, "creator"));
        reading.written.language = language(&child_text(root, "language")).unwrap_or_default();
    }
    if let Some(body) = child(parsed.root_element(), "body") {
        reading.blocks(body);
    }
    Ok(reading.written)
}

/// A named style: a kind of paragraph, and its list numbering.
#[derive(Clone, Default)]
struct Named {
    name: String,
    based_on: Option<String>,
    numbering: Option<(String, usize)>,
}

fn styles(text: &str) -> HashMap<String, Named> {
    let Ok(parsed) = parse(text) else {
        return HashMap::new();
    };
    let read = |style: Node| {
        let properties = child(style, "pPr");
        let named = Named {
            name: value(style, "name").unwrap_or_default().to_owned(),
            based_on: value(style, "basedOn").map(str::to_owned),
            numbering: properties.and_then(numbering),
        };
        Some((attribute(style, "styleId")?.to_owned(), named))
    };
    children(parsed.root_element(), "style")
        .filter_map(read)
        .collect()
}

/// Whether each numbering and level has numbers; `false` for bullets.
fn numberings(text: &str) -> HashMap<(String, usize), bool> {
    let Ok(parsed) = parse(text) else {
        return HashMap::new();
    };
    let root = parsed.root_element();
    let mut formats = HashMap::new();
    for list in children(root, "abstractNum") {
        for level in children(list, "lvl") {
            let depth = attribute(level, "ilvl").and_then(|depth| depth.parse::<usize>().ok());
            let counts =
                value(level, "numFmt").is_some_and(|format| !matches!(format, "bullet" | "none"));
            if let (Some(id), Some(depth)) = (attribute(list, "abstractNumId"), depth) {
                formats.insert((id, depth), counts);
            }
        }
    }
    let mut found = HashMap::new();
    for list in children(root, "num") {
        let (Some(id), Some(base)) = (attribute(list, "numId"), value(list, "abstractNumId"))
        else {
            continue;
        };
        for ((other, depth), counts) in &formats {
            if *other == base {
                found.insert((id.to_owned(), *depth), *counts);
            }
        }
    }
    found
}

fn links(text: &str) -> HashMap<String, String> {
    let Ok(parsed) = parse(text) else {
        return HashMap::new();
    };
    let relations = children(parsed.root_element(), "Relationship");
    let read = |relation: Node| {
        let target =
            attribute(relation, "Target").filter(|url| crate::article::is_web_address(url))?;
        Some((attribute(relation, "Id")?.to_owned(), target.to_owned()))
    };
    relations.filter_map(read).collect()
}

/// The value of a property: `<w:pStyle w:val="Heading1"/>`.
fn value<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    child(node, name).and_then(|property| attribute(property, "val"))
}

fn numbering(properties: Node) -> Option<(String, usize)> {
    let numbering = child(properties, "numPr")?;
    let depth = value(numbering, "ilvl").and_then(|depth| depth.parse().ok());
    Some((value(numbering, "numId")?.to_owned(), depth.unwrap_or(0)))
}

struct Reading {
    styles: HashMap<String, Named>,
    numberings: HashMap<(String, usize), bool>,
    links: HashMap<String, String>,
    /// The last number of each level of each list.
    counts: HashMap<(String, usize), u32>,
    written: Written,
}

impl Reading {
    fn blocks(&mut self, node: Node) {
        for part in node.children().filter(Node::is_element) {
            match part.tag_name().name() {
                "p" => self.paragraph(part),
                "tbl" => self.table(part),
                // Content controls, insertions and custom elements wrap paragraphs.
                "sdt" | "sdtContent" | "ins" | "customXml" | "moveTo" => self.blocks(part),
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, node: Node) {
        let mut words = Text::default();
        self.runs(node, &mut words);
        let properties = child(node, "pPr");
        let id = properties.and_then(|properties| value(properties, "pStyle"));
        let (style, listed) = self.style(id.unwrap_or_default());
        let outline = properties
            .and_then(|properties| value(properties, "outlineLvl"))
            .and_then(|level| level.parse::<u8>().ok())
            .filter(|level| *level < 9);
        let style = match outline {
            Some(level) if style == Style::Body => Style::Heading(level + 1),
            _ => style,
        };
        let list = properties.and_then(numbering).or(listed);
        let list = list.filter(|(id, _)| style == Style::Body && id != "0");
        match list {
            Some((id, depth)) => self.item(&id, depth, words),
            None => self.written.add(style, words),
        }
    }

    /// The meaning of a style or of the styles that it is based on.
    fn style(&self, id: &str) -> (Style, Option<(String, usize)>) {
        const MOST: usize = 20;
        let mut numbering = None;
        let mut next = Some(id.to_owned());
        for _ in 0..MOST {
            let Some(style) = next.take().and_then(|id| self.styles.get(&id)) else {
                break;
            };
            numbering = numbering.or_else(|| style.numbering.clone());
            let meant = Style::named(&style.name);
            if meant != Style::Body {
                return (meant, numbering);
            }
            next.clone_from(&style.based_on);
        }
        // Without the file of styles, use their names.
        let spaced = id.replace(|char: char| char.is_ascii_digit(), "");
        let level = id.strip_prefix(spaced.as_str()).unwrap_or_default();
        (Style::named(format!("{spaced} {level}").trim()), numbering)
    }

    fn item(&mut self, id: &str, depth: usize, words: Text) {
        let text = words.trimmed();
        if text.is_empty() {
            return;
        }
        let key = (id.to_owned(), depth);
        let number = self
            .numberings
            .get(&key)
            .copied()
            .unwrap_or(false)
            .then(|| {
                let count = self.counts.entry(key).or_default();
                *count += 1;
                *count
            });
        self.counts
            .retain(|(other, level), _| other != id || *level <= depth);
        self.written.blocks.push(Block::Item {
            depth,
            number,
            text,
        });
    }

    /// The text of runs, without what was deleted, what is hidden, pictures and notes.
    fn runs(&self, node: Node, words: &mut Text) {
        for part in node.children().filter(Node::is_element) {
            match part.tag_name().name() {
                "r" => run(part, words),
                "hyperlink" => {
                    let from = words.end();
                    self.runs(part, words);
                    let url = attribute(part, "id").and_then(|id| self.links.get(id));
                    if let Some(url) = url {
                        words.push_link(from, url.clone());
                    }
                }
                "ins" | "smartTag" | "sdt" | "sdtContent" | "fldSimple" | "customXml"
                | "moveTo" | "dir" | "bdo" => {
                    self.runs(part, words);
                }
                _ => {}
            }
        }
    }

    fn table(&mut self, node: Node) {
        let mut rows: Vec<Vec<Text>> = Vec::new();
        for row in children(node, "tr") {
            let cell = |cell: Node| {
                let mut whole = Text::default();
                for paragraph in children(cell, "p") {
                    let mut words = Text::default();
                    self.runs(paragraph, &mut words);
                    whole.append(&words.trimmed());
                }
                whole.trimmed().on_one_line()
            };
            rows.push(children(row, "tc").map(cell).collect());
        }
        rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
        match rows.iter().map(Vec::len).max() {
            None => {}
            Some(1) => {
                for cell in rows.into_iter().flatten() {
                    self.written.add(Style::Body, cell);
                }
            }
            Some(_) => self.written.blocks.push(Block::Table(rows)),
        }
    }
}

fn run(node: Node, words: &mut Text) {
    let properties = child(node, "rPr");
    let is_on = |name: &str| {
        let property = properties.and_then(|properties| child(properties, name));
        property.is_some_and(|property| {
            !matches!(attribute(property, "val"), Some("0" | "false" | "none"))
        })
    };
    if is_on("vanish") {
        return;
    }
    let is_bold = is_on("b");
    for part in node.children().filter(Node::is_element) {
        match part.tag_name().name() {
            "t" => words.push(part.text().unwrap_or_default(), is_bold),
            "tab" => words.push(" ", is_bold),
            "noBreakHyphen" => words.push("\u{2011}", is_bold),
            "br" if attribute(part, "type").is_none_or(|kind| kind == "textWrapping") => {
                words.push_break();
            }
            "cr" => {
                words.push_break();
            }
            _ => {}
        }
    }
}
