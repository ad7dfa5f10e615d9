//! [`Block`] and [`Text`]: the text of an imported article.

use std::ops::Range;

/// One block of an article's body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading; levels count as in HTML, from 1.
    Heading {
        /// The level in the source.
        level: u8,
        /// The title.
        text: Text,
    },
    /// A paragraph.
    Paragraph(Text),
    /// An item of a list.
    Item {
        /// How many lists are around its own.
        depth: usize,
        /// Its number in a numbered list.
        number: Option<u32>,
        /// Its text.
        text: Text,
    },
    /// The caption of a photo, a film or a table.
    Caption(Text),
    /// The rows of a table, cell by cell.
    Table(Vec<Vec<Text>>),
    /// Program text, with its line breaks.
    Code(String),
}

impl Block {
    /// The block's text, if it is one run of text.
    pub(super) fn text(&self) -> Option<&Text> {
        match self {
            Self::Heading { text, .. }
            | Self::Paragraph(text)
            | Self::Item { text, .. }
            | Self::Caption(text) => Some(text),
            Self::Table(_) | Self::Code(_) => None,
        }
    }
}

/// Text as a reader sees it; a newline in it is a line break on the page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    words: String,
    links: Vec<Link>,
    /// How many bytes of `words`, spaces aside, are bold.
    bold: usize,
}

/// A link on a part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    /// The linked bytes.
    pub(super) range: Range<usize>,
    /// The address, `https://` or `http://`.
    pub(super) url: String,
}

impl Text {
    /// Text in which runs of white space count as one space, as on a page.
    pub(super) fn from_words(words: &str) -> Self {
        let mut text = Self::default();
        text.push(words, false);
        text.trimmed()
    }

    /// The words, without links.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.words
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    pub(super) fn links(&self) -> &[Link] {
        &self.links
    }

    /// The byte at which the next words begin.
    pub(super) fn end(&self) -> usize {
        self.words.len()
    }

    /// Whether every letter is bold.
    pub(super) fn is_bold(&self) -> bool {
        self.bold > 0 && self.bold == letters(&self.words)
    }

    /// The share of linked text, in percent.
    pub(super) fn linked_percent(&self) -> usize {
        let linked: usize = self.links.iter().map(|link| link.range.len()).sum();
        linked * 100 / self.words.len().max(1)
    }

    /// Appends words. Spaces, tabs and line ends in a row become one space, and none at a line's start.
    pub(super) fn push(&mut self, words: &str, bold: bool) {
        let before = letters(&self.words);
        for char in words.chars() {
            if matches!(char, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
                if !self.words.is_empty() && !self.words.ends_with([' ', '\n']) {
                    self.words.push(' ');
                }
            } else if !is_unseen(char) {
                self.words.push(char);
            }
        }
        if bold {
            self.bold += letters(&self.words) - before;
        }
    }

    /// Appends a line break; returns `false`, and appends nothing, if one stands there already.
    pub(super) fn push_break(&mut self) -> bool {
        if self.words.ends_with(' ') {
            self.words.pop();
        }
        if self.words.ends_with('\n') {
            return false;
        }
        if !self.words.is_empty() {
            self.words.push('\n');
        }
        true
    }

    /// Links the text from byte `from` to the end.
    pub(super) fn push_link(&mut self, from: usize, url: String) {
        let linked = self.words.get(from..).unwrap_or_default();
        let start = from + (linked.len() - linked.trim_start().len());
        let end = from + linked.trim_end().len();
        if start < end {
            let range = start..end;
            self.links.push(Link { range, url });
        }
    }

    /// Appends another text on a new line.
    pub(super) fn append(&mut self, other: &Self) {
        self.push_break();
        let shift = self.words.len();
        self.words.push_str(&other.words);
        self.bold += other.bold;
        self.links.extend(other.links.iter().map(|link| Link {
            range: link.range.start + shift..link.range.end + shift,
            url: link.url.clone(),
        }));
    }

    /// The text without white space at its ends, no-break spaces included.
    pub(super) fn trimmed(mut self) -> Self {
        self.words.truncate(self.words.trim_end().len());
        let lead = self.words.len() - self.words.trim_start().len();
        self.words.drain(..lead);
        for link in &mut self.links {
            link.range.start = link.range.start.saturating_sub(lead);
            link.range.end = link.range.end.saturating_sub(lead).min(self.words.len());
        }
        self.links.retain(|link| !link.range.is_empty());
        self
    }

    /// The text on one line.
    pub(super) fn on_one_line(mut self) -> Self {
        self.words = self.words.replace('\n', " ");
        self
    }
}

/// Whether a character is invisible and disturbs searching: the soft hyphen, the zero-width space, the byte order mark, and
/// control characters.
fn is_unseen(char: char) -> bool {
    matches!(char, '\u{ad}' | '\u{200b}' | '\u{feff}') || char.is_control()
}

/// The number of bytes that are not white space.
fn letters(text: &str) -> usize {
    text.chars()
        .filter(|char| !char.is_whitespace())
        .map(char::len_utf8)
        .sum()
}
