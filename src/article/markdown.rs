//! Markdown read as its page shows it: CommonMark with tables, footnotes, strikethrough and task lists.
//!
//! The parser tells of every piece of text where it stands in the file. Quotation marks, dashes and everything else
//! that is no markup keep their bytes.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::builder::{Block, BlockKind, Builder};
use super::html::Html;
use super::lines::Lines;
use super::piece::{Gap, Piece, Stress};
use super::problem::Report;
use super::shortcodes::{self, COVER, Covers};

/// Keeps a title from being read as a list, a heading or the like; it counts as white space.
const NO_BLOCK: char = '\u{a0}';

/// The blocks of the text from byte `start` of a file on; `lines` are those of the whole file.
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

/// A text of one line, as a title or a caption of a shortcode, without its markup.
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

/// A walk over the parser's events.
struct Walk<'t, 'a, 'r, 'f> {
    builder: Builder<'a, 'r, 'f>,
    html: Html,
    /// The body as it is, without covers.
    text: &'t str,
    /// Where the body begins in its file.
    start: usize,
    covers: Covers,
    /// The HTML of the block that is open: each part with its place in the file.
    html_block: Vec<(String, usize)>,
    /// The photos whose text is being read: their place, address and title.
    photos: Vec<(usize, String, String)>,
    /// Whether a block of code is open: nothing in it is a shortcode.
    is_code: bool,
    /// What the parser took off a heading as attributes, though it has neither an id nor a class.
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
            // Inside the text of a photo, tags are no part of the page.
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

    /// Text, with the shortcodes that stand in it.
    fn text(&mut self, text: &str, range: Range<usize>) {
        if self.html.is_unseen() {
            return;
        }
        let source = self.start + range.start;
        let original = self.text.get(range).unwrap_or_default();
        let piece = &mut self.builder.piece;
        let is_covered = text.contains(COVER) && !self.is_code;
        // Of the same length and otherwise: a shortcode was covered that stands in no address after all.
        if original.len() == text.len() && !is_covered {
            piece.copy(original, source);
        } else if is_covered {
            self.uncovered(text, source);
        } else {
            piece.make(text, source);
        }
    }

    /// Text in which shortcodes are covered.
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

    /// A code span. It shows a shortcode that stands in it.
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

    /// The braces at the end of a heading, and where they stand.
    fn braces_at_end(&self, range: Range<usize>) -> Option<(String, usize)> {
        let source = self.start + range.start;
        let heading = self.text.get(range)?;
        let first = heading.trim_end().lines().next()?;
        let at = first.rfind('{')?;
        let braces = first.get(at..)?.trim_end_matches([' ', '#']);
        Some((braces.to_owned(), source + at))
    }
}
