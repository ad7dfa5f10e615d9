//! Reads Markdown as its page shows it: CommonMark with tables, footnotes, strikethrough and task lists.
//!
//! Keeps the place in the file of every piece of text. Characters that are not markup keep their bytes.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::builder::{Block, BlockKind, Builder};
use super::html::Html;
use super::lines::Lines;
use super::piece::{Gap, Piece, Stress};
use super::problem::Report;
use super::shortcodes::{self, COVER, Covers};

/// Put before a title so that the parser does not read it as a list or a heading; counts as white space.
const NO_BLOCK: char = '\u{a0}';

/// The blocks of the text that begins at byte `start` of a file; `lines` are those of the whole file.
pub(super) fn blocks(text: &str, start: usize, lines: &Lines, report: &mut Report) -> Vec<Block> {
    let body = text.get(start..).unwrap_or_default();
    let (covered, covers) = shortcodes::cover(body, start);
    let mut walk = Walk {
        builder: Builder::new(lines, report),
        html: Html::default(),
        text: body,
        start,
        covers,
        html_block: Vec::new(),
        photos: Vec::new(),
        is_code: false,
        braces: None,
    };
    for (event, range) in Parser::new_ext(&covered, options()).into_offset_iter() {
        walk.event(event, range);
    }
    walk.builder.finish()
}

/// A title or a caption without its markup, on one line.
pub(super) fn line(text: &str, source: usize) -> Piece {
    let lines = Lines::of("", 1);
    let mut report = Report::new("");
    let apart = format!("{NO_BLOCK}{}", text.trim());
    let blocks = blocks(&apart, 0, &lines, &mut report);
    let mut whole = Piece::default();
    for block in blocks {
        whole.gap(Gap::Space);
        whole.make(block.piece.text.trim(), source);
    }
    whole
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
}

/// The state while the parser's events are read.
struct Walk<'t, 'a, 'r, 'f> {
    builder: Builder<'a, 'r, 'f>,
    html: Html,
    /// The body with its shortcodes, as the file has it.
    text: &'t str,
    /// The byte of the file at which the body begins.
    start: usize,
    covers: Covers,
    /// The parts of the open HTML block, each with its byte in the file.
    html_block: Vec<(String, usize)>,
    /// The open images: their byte in the file, address and title.
    photos: Vec<(usize, String, String)>,
    /// Whether a code block is open, in which nothing is a shortcode.
    is_code: bool,
    /// Braces that the parser removed from a heading as attributes, although they hold neither an id nor a class.
    braces: Option<(String, usize)>,
}

impl Walk<'_, '_, '_, '_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        let source = self.start + range.start;
        match event {
            Event::Start(tag) => self.begin(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, range),
            Event::Code(code) => self.code(&code, range),
            Event::Html(html) => self.html_block.push((html.into_string(), source)),
            // A page shows no tags of an image's text.
            Event::InlineHtml(_) if !self.photos.is_empty() => {}
            Event::InlineHtml(html) => self.html.inline(&html, source, &mut self.builder),
            Event::SoftBreak => self.builder.piece.gap(Gap::Space),
            Event::HardBreak => self.builder.piece.gap(Gap::Line),
            Event::Rule => self.builder.rule(source),
            Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.builder.piece.make(&text, source);
            }
            Event::FootnoteReference(_) => self.builder.piece.seam(),
            Event::TaskListMarker(_) => {}
        }
    }

    fn begin(&mut self, tag: Tag<'_>, range: Range<usize>) {
        let source = self.start + range.start;
        let builder = &mut self.builder;
        match tag {
            Tag::Heading {
                level,
                id,
                classes,
                attrs,
            } => {
                builder.begin(BlockKind::Heading(level as u8));
                if !attrs.is_empty() && id.is_none() && classes.is_empty() {
                    self.braces = self.braces_at_end(range);
                }
            }
            Tag::BlockQuote(_) => builder.end_block(),
            Tag::CodeBlock(_) => {
                builder.end_block();
                self.is_code = true;
            }
            Tag::HtmlBlock => self.html_block.clear(),
            Tag::List(first) => {
                builder.open_group(BlockKind::Text);
                builder.lists.push(first);
            }
            Tag::Item => builder.item(source),
            Tag::FootnoteDefinition(_) => builder.open_group(BlockKind::Note),
            Tag::Table(_) => builder.open_group(BlockKind::Text),
            Tag::TableHead | Tag::TableRow => builder.piece.gap(Gap::Line),
            Tag::TableCell => builder.piece.gap(Gap::Tab),
            Tag::Emphasis => builder.piece.stress(Stress::Emphasis, true),
            Tag::Strong => builder.piece.stress(Stress::Strong, true),
            Tag::Link { dest_url, .. } => builder.piece.open_link(&dest_url),
            Tag::Image {
                dest_url, title, ..
            } => {
                self.photos
                    .push((source, dest_url.into_string(), title.into_string()));
                builder.begin_aside();
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        let builder = &mut self.builder;
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) => {
                if let Some((braces, source)) = self.braces.take() {
                    builder.piece.gap(Gap::Space);
                    builder.piece.copy(&braces, source);
                }
                self.html.end(builder);
                builder.end_block();
            }
            TagEnd::BlockQuote(_) => builder.end_block(),
            TagEnd::CodeBlock => {
                self.is_code = false;
                builder.end_block();
            }
            TagEnd::Item | TagEnd::TableCell => self.html.end(builder),
            TagEnd::HtmlBlock => {
                let parts = std::mem::take(&mut self.html_block);
                self.html.block(&parts, &self.covers, builder);
            }
            TagEnd::List(_) => {
                builder.lists.pop();
                builder.close_group();
            }
            TagEnd::FootnoteDefinition | TagEnd::Table => builder.close_group(),
            TagEnd::Emphasis => builder.piece.stress(Stress::Emphasis, false),
            TagEnd::Strong => builder.piece.stress(Stress::Strong, false),
            TagEnd::Link => builder.piece.close_link(),
            TagEnd::Image => {
                let text = builder.end_aside();
                let Some((source, address, title)) = self.photos.pop() else {
                    return;
                };
                let caption = if text.is_blank() {
                    line(&title, source)
                } else {
                    text
                };
                builder.photo(source, &address, caption);
            }
            _ => {}
        }
    }

    /// Adds text and reads the shortcodes in it.
    fn text(&mut self, text: &str, range: Range<usize>) {
        if self.html.is_unseen() {
            return;
        }
        let source = self.start + range.start;
        let original = self.text.get(range).unwrap_or_default();
        let piece = &mut self.builder.piece;
        let is_covered = text.contains(COVER) && !self.is_code;
        // The lengths are equal but the texts differ if a shortcode was covered as if it stood in an address.
        if original.len() == text.len() && !is_covered {
            piece.copy(original, source);
        } else if is_covered {
            self.uncovered(text, source);
        } else {
            piece.make(text, source);
        }
    }

    /// Adds text in which shortcodes are covered.
    fn uncovered(&mut self, text: &str, source: usize) {
        let mut at = source;
        for part in text.split_inclusive(COVER) {
            let bare = part.strip_suffix(COVER).unwrap_or(part);
            self.builder.piece.copy(bare, at);
            at += bare.len();
            if bare.len() < part.len() {
                self.builder.piece.seam();
                if self.photos.is_empty() {
                    self.covers.read(at, &mut self.builder);
                }
                at += COVER.len_utf8();
            }
        }
    }

    /// Adds a code span. It shows shortcodes as they are written.
    fn code(&mut self, code: &str, range: Range<usize>) {
        if self.html.is_unseen() {
            return;
        }
        let source = self.start + range.start;
        let original = self.text.get(range).unwrap_or_default();
        let piece = &mut self.builder.piece;
        if code.contains(COVER) {
            piece.copy(original.trim_matches('`').trim(), source);
        } else if let Some(at) = original.find(code) {
            piece.copy(code, source + at);
        } else {
            piece.make(code, source);
        }
    }

    /// The braces at the end of a heading, and their byte in the file.
    fn braces_at_end(&self, range: Range<usize>) -> Option<(String, usize)> {
        let source = self.start + range.start;
        let heading = self.text.get(range)?;
        let first = heading.trim_end().lines().next()?;
        let at = first.rfind('{')?;
        let braces = first.get(at..)?.trim_end_matches([' ', '#']);
        Some((braces.to_owned(), source + at))
    }
}
