//! Makes the paragraphs of an article from the blocks of its file: a heading names the section of the paragraphs below it,
//! captions, byline and sources get labels, and all other paragraphs get numbers.

use std::sync::Arc;

use super::builder::{Block, BlockKind};
use super::front_matter::FrontMatter;
use super::lines::Lines;
use super::lookalike;
use super::paragraph::{INSIDE, Kind, Paragraph, Place};
use super::piece::{Piece, Stress};
use super::problem::{Report, shown};
use crate::lexicon::spaces::squeezed;
use crate::wording::Message;

/// The most characters of a bold line that counts as a heading.
const LONGEST_HEADING: usize = 100;

/// The most characters of an interviewer's question in bold or italics.
const LONGEST_QUESTION: usize = 240;

/// The level of a bold line below a real heading: deeper than all others.
const BELOW: u8 = 7;

impl Block {
    /// Whether it is a short line in bold, or a question in bold or italics. It is a heading if text follows.
    pub(super) fn stands_out(&self) -> bool {
        let text = self.piece.text.as_str();
        let length = text.chars().count();
        let is_strong = self.piece.is_wholly(Stress::Strong);
        let is_heading =
            is_strong && length <= LONGEST_HEADING && !text.ends_with(['.', ':', ';', ',', '…']);
        let is_stressed = is_strong || self.piece.is_wholly(Stress::Emphasis);
        let is_question = self.is_question() && is_stressed && length <= LONGEST_QUESTION;
        self.kind == BlockKind::Text && !text.contains('\n') && (is_heading || is_question)
    }

    fn is_question(&self) -> bool {
        let text = self.piece.text.trim_end_matches(['"', '”', '’', '\'', ')']);
        text.ends_with('?')
    }

    fn is_lookalike(&self, authors: &[String]) -> bool {
        let text = self.piece.text.as_str();
        is_byline(text, authors)
            || lookalike::is_like_byline(text, authors)
            || lookalike::is_like_sources(text)
    }
}

pub(super) fn paragraphs(
    blocks: Vec<Block>,
    head: &FrontMatter,
    lines: &Arc<Lines>,
    report: &mut Report,
) -> Vec<Paragraph> {
    let blocks = with_lede(blocks, head);
    let blocks = joined(with_bold_headings(blocks, &head.authors));
    let mut making = Making {
        head,
        lines,
        sections: Vec::new(),
        section: String::new(),
        waiting: None,
        counted: 0,
        captions: 0,
        notes: 0,
        paragraphs: Vec::new(),
    };
    for block in blocks {
        making.block(block, report);
    }
    making.report_empty(report);
    making.paragraphs
}

/// Puts the description of the front matter before a text that begins with a heading, because such a text has no lede.
fn with_lede(mut blocks: Vec<Block>, head: &FrontMatter) -> Vec<Block> {
    let first = blocks
        .iter()
        .find(|block| matches!(block.kind, BlockKind::Text | BlockKind::Heading(_)));
    let begins_with_heading =
        first.is_some_and(|block| matches!(block.kind, BlockKind::Heading(_)));
    if let Some((line, text)) = head.description.as_ref().filter(|_| begins_with_heading) {
        let mut piece = Piece::default();
        piece.make(text, 0);
        blocks.insert(
            0,
            Block {
                line: *line,
                kind: BlockKind::Text,
                piece,
            },
        );
    }
    blocks
}

/// Turns short bold lines that text follows into headings. Directly below a real heading they get a deeper level.
fn with_bold_headings(mut blocks: Vec<Block>, authors: &[String]) -> Vec<Block> {
    let mut is_below = false;
    let mut after_heading = false;
    for place in 0..blocks.len() {
        let (before, after) = blocks.split_at_mut(place + 1);
        let Some(block) = before.last_mut() else {
            continue;
        };
        let is_followed = || {
            let mut after = after.iter();
            let follows = after.find(|block| block.kind != BlockKind::Caption);
            follows.is_some_and(|block| block.kind == BlockKind::Text && !block.stands_out())
        };
        match block.kind {
            BlockKind::Heading(_) => {
                is_below = false;
                after_heading = true;
            }
            BlockKind::Text
                if block.stands_out() && !block.is_lookalike(authors) && is_followed() =>
            {
                is_below |= after_heading;
                let level = if is_below || block.is_question() {
                    BELOW
                } else {
                    2
                };
                block.kind = BlockKind::Heading(level);
                after_heading = false;
            }
            _ => after_heading = false,
        }
    }
    blocks
}

/// Joins a text that ends in a colon with the text that follows.
fn joined(blocks: Vec<Block>) -> Vec<Block> {
    let mut joined: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        match joined.last_mut() {
            Some(before)
                if before.kind == BlockKind::Text
                    && block.kind == BlockKind::Text
                    && before.piece.text.ends_with(':') =>
            {
                before.piece.join(block.piece);
            }
            _ => joined.push(block),
        }
    }
    joined
}

struct Making<'a> {
    head: &'a FrontMatter,
    lines: &'a Arc<Lines>,
    /// The current headings with their levels, outermost first.
    sections: Vec<(u8, String)>,
    section: String,
    /// The line and level of the last heading, if no counted paragraph followed yet.
    waiting: Option<(usize, u8)>,
    counted: u32,
    captions: usize,
    notes: usize,
    paragraphs: Vec<Paragraph>,
}

impl Making<'_> {
    fn block(&mut self, block: Block, report: &mut Report) {
        let text = block.piece.text.as_str();
        match block.kind {
            BlockKind::Rule => {}
            BlockKind::Heading(level) => self.heading(level, block.line, text, report),
            BlockKind::Caption => {
                self.captions += 1;
                let label = format!("foto-{}", self.captions);
                self.uncounted(Kind::Caption, label, block);
            }
            BlockKind::Note => {
                self.notes += 1;
                let label = format!("noot-{}", self.notes);
                self.uncounted(Kind::Sources, label, block);
            }
            BlockKind::Text if is_byline(text, &self.head.authors) => {
                match self.line_of("auteur") {
                    // A second byline adds nothing, so it makes no paragraph.
                    Some(first) => {
                        let what = Message::new("problem-byline-again").with("line", first);
                        let mend = Message::new("problem-byline-again-mend");
                        report.warn(block.line, what, mend);
                    }
                    None => self.uncounted(Kind::Byline, "auteur".to_owned(), block),
                }
            }
            BlockKind::Text if text.starts_with("Bronnen:") => match self.line_of("bronnen") {
                Some(first) => {
                    let what = Message::new("problem-sources-again").with("line", first);
                    let mend = Message::new("problem-sources-again-mend");
                    report.warn(block.line, what, mend);
                    self.counted(block);
                }
                None => self.uncounted(Kind::Sources, "bronnen".to_owned(), block),
            },
            BlockKind::Text => {
                lookalike::doubt(text, block.line, &self.head.authors, report);
                self.counted(block);
            }
        }
    }

    fn heading(&mut self, level: u8, line: usize, title: &str, report: &mut Report) {
        // A section is not empty if it begins with a subsection.
        if self
            .waiting
            .is_some_and(|(_, waiting)| waiting.max(2) >= level)
        {
            self.report_empty(report);
        }
        let level = level.max(2);
        self.sections.retain(|(above, _)| *above < level);
        let title = squeezed(title);
        self.sections.push((level, title));
        let titles: Vec<&str> = self
            .sections
            .iter()
            .map(|(_, title)| title.as_str())
            .collect();
        self.section = titles.join(INSIDE);
        self.waiting = Some((line, level));
    }

    fn report_empty(&mut self, report: &mut Report) {
        if let Some((line, _)) = self.waiting.take() {
            let what = Message::new("problem-section-empty");
            let what = what.with("section", shown(&self.section));
            report.warn(line, what, Message::new("problem-section-empty-mend"));
        }
    }

    fn counted(&mut self, block: Block) {
        self.counted += 1;
        self.waiting = None;
        let id = self.head.id.text.as_str();
        let paragraph =
            Paragraph::counted(id, &self.section, self.counted, block.line, String::new());
        self.paragraphs
            .push(paragraph.with_source(block.piece, self.lines));
    }

    fn uncounted(&mut self, kind: Kind, label: String, block: Block) {
        let section = if kind == Kind::Caption {
            self.section.as_str()
        } else {
            ""
        };
        let place = Place {
            article: &self.head.id.text,
            label,
            section,
            line: block.line,
        };
        let paragraph = Paragraph::uncounted(kind, &place, String::new());
        self.paragraphs
            .push(paragraph.with_source(block.piece, self.lines));
    }

    /// The line of the paragraph with this label; `None` if there is none yet.
    fn line_of(&self, label: &str) -> Option<usize> {
        let mut all = self.paragraphs.iter();
        all.find(|paragraph| paragraph.label() == label)
            .map(Paragraph::line)
    }
}

/// Whether a text is exactly the byline of these authors, apart from the first letter's case and white space.
fn is_byline(text: &str, authors: &[String]) -> bool {
    let after_capital = |text: &str| squeezed(text).strip_prefix(['d', 'D']).map(str::to_owned);
    let byline = lookalike::byline(authors);
    byline.is_some_and(|byline| after_capital(&byline) == after_capital(text))
}
