//! [`Builder`]: collects the [`Block`]s of a body.
//!
//! The readers of Markdown and HTML ([`super::markdown`], [`super::html`]) report text, breaks, photos, and the begin and
//! end of headings, lists and items.

use super::lines::Lines;
use super::piece::{Gap, Piece, Stress};
use super::problem::{Report, shown};
use crate::wording::Message;

/// A part of a body: a heading, a paragraph, a list, a caption.
pub(super) struct Block {
    pub(super) line: usize,
    pub(super) kind: BlockKind,
    pub(super) piece: Piece,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum BlockKind {
    /// A heading and its level, from 1.
    Heading(u8),
    /// A paragraph, a list, a table or a piece of code.
    Text,
    /// The caption of a photo.
    Caption,
    /// A footnote.
    Note,
    /// A horizontal rule. Its piece is empty.
    Rule,
}

/// Collects blocks.
pub(super) struct Builder<'a, 'r, 'f> {
    pub(super) lines: &'a Lines,
    pub(super) report: &'r mut Report<'f>,
    pub(super) piece: Piece,
    blocks: Vec<Block>,
    kind: BlockKind,
    /// How many lists, tables and notes are open. Inside them, a block is a line of the group's block.
    groups: usize,
    /// The number of the next item of each open list; `None` for a list with bullets.
    pub(super) lists: Vec<Option<u64>>,
    photos: Vec<Photo>,
    legend: Option<Piece>,
    /// The pieces interrupted by a photo's caption, innermost last.
    waiting: Vec<Piece>,
}

/// A photo whose block has not ended yet.
struct Photo {
    source: usize,
    address: String,
    caption: Piece,
}

impl<'a, 'r, 'f> Builder<'a, 'r, 'f> {
    pub(super) fn new(lines: &'a Lines, report: &'r mut Report<'f>) -> Builder<'a, 'r, 'f> {
        Builder {
            lines,
            report,
            piece: Piece::default(),
            blocks: Vec::new(),
            kind: BlockKind::Text,
            groups: 0,
            lists: Vec::new(),
            photos: Vec::new(),
            legend: None,
            waiting: Vec::new(),
        }
    }

    /// Ends all open blocks and groups, and returns the blocks.
    pub(super) fn finish(mut self) -> Vec<Block> {
        self.close_groups(0);
        self.end_block();
        self.blocks
    }

    /// Ends a paragraph: a line inside a group or a caption, else a block.
    pub(super) fn end_block(&mut self) {
        if self.groups > 0 || !self.waiting.is_empty() {
            self.piece.gap(Gap::Line);
        } else {
            self.flush();
        }
    }

    fn flush(&mut self) {
        let kind = std::mem::replace(&mut self.kind, BlockKind::Text);
        let piece = std::mem::take(&mut self.piece).trimmed();
        let piece = self.without_legend(piece);
        if let Some(source) = piece.start().filter(|_| !piece.is_blank()) {
            let line = self.lines.at(source);
            self.blocks.push(Block { line, kind, piece });
        }
        if let Some(legend) = self.legend.take() {
            match self.photos.last_mut() {
                Some(photo) => photo.caption = legend,
                None => self.photos.extend(legend.start().map(|source| Photo {
                    source,
                    address: String::new(),
                    caption: legend,
                })),
            }
        }
        for photo in std::mem::take(&mut self.photos) {
            let line = self.lines.at(photo.source);
            if photo.caption.is_blank() {
                let mend = Message::new("problem-photo-bare-mend");
                self.report
                    .warn(line, Message::new("problem-photo-bare"), mend);
                continue;
            }
            if !photo.address.is_empty() {
                let what = Message::new("problem-photo-address");
                let what = what.with("address", shown(&photo.address));
                let mend = Message::new("problem-photo-address-mend");
                self.report.warn(line, what, mend);
            }
            self.blocks.push(Block {
                line,
                kind: BlockKind::Caption,
                piece: photo.caption,
            });
        }
    }

    /// Takes a text in italics below a photo as the photo's caption and returns an empty piece; returns any other piece.
    fn without_legend(&mut self, piece: Piece) -> Piece {
        let bare = self.photos.iter().all(|photo| photo.caption.is_blank());
        if self.photos.is_empty()
            || !bare
            || self.legend.is_some()
            || !piece.is_wholly(Stress::Emphasis)
        {
            return piece;
        }
        self.legend = Some(piece);
        Piece::default()
    }

    pub(super) fn begin(&mut self, kind: BlockKind) {
        self.end_block();
        if self.groups == 0 && self.waiting.is_empty() {
            self.kind = kind;
        }
    }

    /// Adds a horizontal rule.
    pub(super) fn rule(&mut self, source: usize) {
        self.end_block();
        if self.groups == 0 {
            self.blocks.push(Block {
                line: self.lines.at(source),
                kind: BlockKind::Rule,
                piece: Piece::default(),
            });
        }
    }

    /// Begins a list, a table or a note, which becomes one block of this kind.
    pub(super) fn open_group(&mut self, kind: BlockKind) {
        self.begin(kind);
        self.groups += 1;
    }

    /// Ends the list, table or note that was begun last.
    pub(super) fn close_group(&mut self) {
        self.groups = self.groups.saturating_sub(1);
        self.end_block();
    }

    /// How many lists, tables and notes are open.
    pub(super) fn groups(&self) -> usize {
        self.groups
    }

    /// Ends groups until only `count` are open.
    pub(super) fn close_groups(&mut self, count: usize) {
        self.close_legends();
        while self.groups > count {
            self.close_group();
        }
    }

    /// Begins an item of the innermost list. A number becomes part of the text, a bullet does not.
    pub(super) fn item(&mut self, source: usize) {
        self.piece.gap(Gap::Line);
        if let Some(Some(number)) = self.lists.last_mut() {
            self.piece.make(&format!("{number}. "), source);
            *number = number.saturating_add(1);
        }
    }

    /// Begins a photo's caption; the text around it waits.
    pub(super) fn begin_aside(&mut self) {
        self.waiting.push(std::mem::take(&mut self.piece));
    }

    /// Ends a photo's caption and returns it.
    pub(super) fn end_aside(&mut self) -> Piece {
        let outer = self.waiting.pop().unwrap_or_default();
        std::mem::replace(&mut self.piece, outer).trimmed()
    }

    /// Ends the caption below a photo. It replaces the photo's alternative text.
    pub(super) fn end_legend(&mut self) {
        if self.waiting.is_empty() {
            return;
        }
        let legend = self.end_aside();
        if !legend.is_blank() {
            self.legend = Some(legend);
        }
    }

    /// Ends all open captions.
    pub(super) fn close_legends(&mut self) {
        while !self.waiting.is_empty() {
            self.end_legend();
        }
    }

    /// Adds a photo with its alternative text, which may be empty.
    pub(super) fn photo(&mut self, source: usize, address: &str, caption: Piece) {
        self.piece.seam();
        self.photos.push(Photo {
            source,
            address: address.to_owned(),
            caption,
        });
    }
}
