//! [`Walk`]: converts HTML elements to blocks of text, as a browser shows them.

use dom_query::{NodeId, NodeRef};

use super::block::{Block, Text};
use super::boilerplate::{is_inline, is_left_out};
use super::element::{cells, holds_blocks, is_arrow, is_caption, is_note_mark};
use super::web::absolute;

/// A block of a page and its position.
pub(super) struct Found {
    pub(super) block: Block,
    /// Whether it is in the walk's container.
    pub(super) is_inside: bool,
    /// Whether it is in a `header`.
    pub(super) is_head: bool,
}

/// The state of a walk.
#[derive(Default)]
pub(super) struct Walk {
    blocks: Vec<Found>,
    text: Text,
    /// The base address of relative links.
    base: Option<String>,
    /// The element whose blocks count as inside.
    container: Option<NodeId>,
    is_inside: bool,
    headers: usize,
    bold: usize,
    lists: usize,
    /// Whether a blank line begins a paragraph, as in unformatted text of WordPress.
    blank_lines: bool,
}

impl Walk {
    /// A walk with the base address of relative links.
    pub(super) fn new(base: Option<&str>) -> Self {
        Self {
            base: base.map(str::to_owned),
            is_inside: true,
            ..Self::default()
        }
    }

    /// Counts only blocks in this element as inside.
    pub(super) fn around(mut self, container: NodeId) -> Self {
        self.container = Some(container);
        self.is_inside = false;
        self
    }

    /// Begins a paragraph at every blank line.
    pub(super) fn with_blank_lines(mut self) -> Self {
        self.blank_lines = true;
        self
    }

    /// The blocks of an element.
    pub(super) fn run(mut self, node: &NodeRef) -> Vec<Found> {
        self.element(node);
        self.paragraph();
        self.blocks
    }

    fn children(&mut self, node: &NodeRef) {
        for child in node.children_it(false) {
            if child.is_text() {
                self.words(&child.text());
            } else if child.is_element() && !is_left_out(&child) {
                self.element(&child);
            }
        }
    }

    fn words(&mut self, words: &str) {
        let bold = self.bold > 0;
        if !self.blank_lines {
            self.text.push(words, bold);
            return;
        }
        for (index, line) in words.split('\n').enumerate() {
            if index > 0 {
                self.line_break();
            }
            self.text.push(line, bold);
        }
    }

    fn element(&mut self, node: &NodeRef) {
        let was_inside = self.is_inside;
        let is_container = self.container == Some(node.id);
        if is_container {
            self.paragraph();
            self.is_inside = true;
        }
        let name = node.node_name().unwrap_or_default();
        match &*name {
            "br" => self.line_break(),
            "hr" => self.paragraph(),
            "img" => self.emoji(node),
            "a" if is_inline(node) => self.link(node),
            "b" | "strong" if is_inline(node) => {
                self.bold += 1;
                self.children(node);
                self.bold -= 1;
            }
            "q" => {
                self.words("“");
                self.children(node);
                self.words("”");
            }
            "sup" if is_note_mark(node) => {}
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(node, &name),
            "ul" | "ol" => self.list(node, &name == "ol"),
            "figcaption" => self.caption(node),
            "table" => self.table(node),
            "pre" => self.preformatted(node),
            _ if is_caption(node) => self.caption(node),
            _ if is_inline(node) => self.children(node),
            _ => {
                let headers = usize::from(&*name == "header");
                self.paragraph();
                self.headers += headers;
                self.children(node);
                self.paragraph();
                self.headers -= headers;
            }
        }
        if is_container {
            self.paragraph();
            self.is_inside = was_inside;
        }
    }

    fn line_break(&mut self) {
        if !self.text.push_break() {
            self.paragraph();
        }
    }

    fn add(&mut self, block: Block) {
        self.blocks.push(Found {
            block,
            is_inside: self.is_inside,
            is_head: self.headers > 0,
        });
    }

    /// Ends the current paragraph.
    fn paragraph(&mut self) {
        let text = std::mem::take(&mut self.text).trimmed();
        if !text.is_empty() {
            self.add(Block::Paragraph(text));
        }
    }

    /// The text of an element, as one block.
    fn gathered(&mut self, node: &NodeRef) -> Text {
        self.paragraph();
        let before = self.blocks.len();
        let (bold, blank_lines) = (self.bold, self.blank_lines);
        self.bold = 0;
        self.blank_lines = false;
        self.children(node);
        self.paragraph();
        self.bold = bold;
        self.blank_lines = blank_lines;
        let parts = self.blocks.split_off(before);
        let mut whole = Text::default();
        for text in parts.iter().filter_map(|found| found.block.text()) {
            whole.append(text);
        }
        whole
    }

    fn heading(&mut self, node: &NodeRef, name: &str) {
        let level = name.bytes().last().map_or(2, |digit| digit - b'0');
        let text = self.gathered(node).on_one_line();
        if !text.is_empty() {
            self.add(Block::Heading { level, text });
        }
    }

    fn caption(&mut self, node: &NodeRef) {
        let text = self.gathered(node).on_one_line();
        if !text.is_empty() {
            self.add(Block::Caption(text));
        }
    }

    fn link(&mut self, node: &NodeRef) {
        let href = node.attr("href").unwrap_or_default();
        if href.starts_with('#') && is_arrow(&node.text()) {
            return;
        }
        let from = self.text.end();
        self.children(node);
        if let Some(url) = absolute(&href, self.base.as_deref()) {
            self.text.push_link(from, url);
        }
    }

    fn list(&mut self, node: &NodeRef, is_numbered: bool) {
        self.paragraph();
        let start = node.attr("start").and_then(|start| start.parse().ok());
        let mut number: u32 = start.unwrap_or(1);
        self.lists += 1;
        let depth = self.lists - 1;
        for item in node.element_children() {
            if is_left_out(&item) {
                continue;
            }
            if !item.has_name("li") {
                self.element(&item);
                continue;
            }
            number = item
                .attr("value")
                .and_then(|value| value.parse().ok())
                .unwrap_or(number);
            let before = self.blocks.len();
            let blank_lines = std::mem::take(&mut self.blank_lines);
            self.children(&item);
            self.paragraph();
            self.blank_lines = blank_lines;
            self.close_item(before, depth, is_numbered.then_some(number));
            number = number.saturating_add(1);
        }
        self.lists -= 1;
    }

    /// Makes an item of the paragraphs since `before`; nested lists and other blocks follow it.
    fn close_item(&mut self, before: usize, depth: usize, number: Option<u32>) {
        let mut text = Text::default();
        let mut rest = Vec::new();
        for found in self.blocks.split_off(before) {
            match &found.block {
                Block::Paragraph(part) if rest.is_empty() => text.append(part),
                _ => rest.push(found),
            }
        }
        if !text.is_empty() {
            let item = Block::Item {
                depth,
                number,
                text,
            };
            self.add(item);
        }
        self.blocks.extend(rest);
    }

    /// Adds a table. Reads a table of one column, or with blocks in its cells, as layout.
    fn table(&mut self, node: &NodeRef) {
        self.paragraph();
        let rows: Vec<NodeRef> = node
            .descendants_it()
            .filter(|row| row.has_name("tr") && !is_left_out(row))
            .collect();
        let is_layout = rows.iter().all(|row| cells(row).len() < 2)
            || rows.iter().flat_map(cells).any(|cell| holds_blocks(&cell))
            || node.descendants_it().any(|inner| inner.has_name("table"));
        if is_layout {
            self.children(node);
            self.paragraph();
            return;
        }
        let mut table = Vec::new();
        for row in &rows {
            let cells = cells(row);
            let texts = cells.iter().map(|cell| self.gathered(cell).on_one_line());
            let texts: Vec<Text> = texts.collect();
            if texts.iter().any(|text| !text.is_empty()) {
                table.push(texts);
            }
        }
        let heads = node
            .descendants_it()
            .filter(|head| head.has_name("caption"));
        for head in heads.collect::<Vec<_>>() {
            self.caption(&head);
        }
        if !table.is_empty() {
            self.add(Block::Table(table));
        }
    }

    /// Adds program text. A verse block of WordPress is a paragraph.
    fn preformatted(&mut self, node: &NodeRef) {
        self.paragraph();
        let text = node.text();
        if node.has_class("wp-block-verse") {
            for line in text.lines() {
                if !self.text.push_break() {
                    self.paragraph();
                }
                self.text.push(line, false);
            }
            self.paragraph();
        } else if !text.trim().is_empty() {
            let code = text.trim_matches('\n').to_owned();
            self.add(Block::Code(code));
        }
    }

    /// Adds an emoji that a publishing system shows as a picture.
    fn emoji(&mut self, node: &NodeRef) {
        const LONGEST: usize = 8;
        let alt = node.attr("alt").unwrap_or_default();
        let classes = node.class().unwrap_or_default();
        let is_emoji = classes.contains("emoji") && alt.chars().count() <= LONGEST;
        if is_emoji && !alt.chars().any(char::is_alphabetic) {
            self.words(&alt);
        }
    }
}
