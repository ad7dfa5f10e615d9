//! Marked text: text in which Unicode noncharacters stand for markup.
//!
//! A [dialect](super::Dialect) of HTML marks text. [`plain`] removes the marks; [`Markup::html`] turns them into tags and
//! escapes everything else, so that no text adds markup and no page leaves a tag open. Law, with a test: without its tags,
//! the HTML is the text.

use std::fmt::Write as _;

use super::dialect::Run;
use super::quotation::{self, Hand};

/// How a platform writes marked text as HTML.
#[derive(Debug)]
pub(super) struct Markup {
    /// The tag of small print.
    pub(super) small: &'static str,
    /// Whether a client makes links and names of what looks like them, so that text has to be broken up.
    pub(super) has_names: bool,
    /// Which addresses a link may have.
    pub(super) is_address: fn(&str) -> bool,
    /// What a link to another page has beside its address.
    pub(super) elsewhere: &'static str,
    /// The tag around what blank lines separate; empty for none.
    pub(super) block: &'static str,
}

/// A mark, its HTML tag, and its form in plain text.
pub(super) struct Mark {
    pub(super) open: char,
    close: char,
    pub(super) tag: &'static str,
    plain: &'static str,
}

#[rustfmt::skip]
pub(super) const STRONG: Mark = Mark { open: '\u{fdd0}', close: '\u{fdd1}', tag: "strong", plain: "**" };
#[rustfmt::skip]
pub(super) const QUOTE: Mark = Mark { open: '\u{fdd2}', close: '\u{fdd3}', tag: "blockquote", plain: "" };
/// Small print; each platform has its own tag for it.
#[rustfmt::skip]
pub(super) const SMALL: Mark = Mark { open: '\u{fdd4}', close: '\u{fdd5}', tag: "small", plain: "" };
#[rustfmt::skip]
pub(super) const LABEL: Mark = Mark { open: '\u{fdd6}', close: '\u{fdd7}', tag: "b", plain: "" };
#[rustfmt::skip]
pub(super) const LINK: Mark = Mark { open: '\u{fdd8}', close: '\u{fdd9}', tag: "a", plain: "" };
/// Begins a link with words of its own. The address follows the mark and ends with [`END`]; then come the words.
#[rustfmt::skip]
pub(super) const ANCHOR: Mark = Mark { open: '\u{fdda}', close: '\u{fddb}', tag: "a", plain: "" };
const END: char = '\u{fddc}';
/// Follows the mark of a quotation in another language than its surroundings. The language's tag comes next and ends with [`END`].
const FOREIGN: char = '\u{fddd}';
const MARKS: [Mark; 6] = [STRONG, QUOTE, SMALL, LABEL, LINK, ANCHOR];

/// Keeps a client from making a link, and of the link a name, of what an article or a user wrote: it shows as nothing.
pub(super) const BREAK: &str = "<span></span>";

impl Mark {
    /// The text between this mark's two ends.
    pub(super) fn around(&self, text: &str) -> String {
        format!("{}{text}{}", self.open, self.close)
    }
}

/// A text without marks of its own: what stands for them is no character of any language.
pub(super) fn own(text: &str) -> String {
    text.replace(|c| matches!(c, '\u{fdd0}'..='\u{fdef}'), "\u{fffd}")
}

/// An address as a link; any other text unchanged.
pub(super) fn linked(text: &str) -> String {
    if is_address(text) {
        LINK.around(text)
    } else {
        text.to_owned()
    }
}

/// A link with words of its own.
pub(super) fn anchored(words: &str, url: &str) -> String {
    ANCHOR.around(&format!("{url}{END}{words}"))
}

/// A marked quotation with the tag of its language.
pub(super) fn foreign(quotation: &str, language: &str) -> String {
    match quotation.strip_prefix(QUOTE.open) {
        Some(words) => format!("{}{FOREIGN}{}{END}{words}", QUOTE.open, own(language)),
        None => quotation.to_owned(),
    }
}

/// Whether a word is an address on the web, of a length that can be shown.
pub(super) fn is_address(word: &str) -> bool {
    let is_web = word.starts_with("https://") || word.starts_with("http://");
    is_web && word.len() < 500 && !word.contains(char::is_whitespace)
}

/// Converts marked text to plain text, with emphasis as asterisks, as in the terminal.
#[must_use]
pub fn plain(marked: &str) -> String {
    let mut text = String::with_capacity(marked.len());
    let mut is_apart = false;
    for c in marked.chars() {
        match mark_of(c) {
            Some((mark, _)) => {
                text.push_str(mark.plain);
                is_apart = c == ANCHOR.open;
            }
            None if c == FOREIGN => is_apart = true,
            None if c == END => is_apart = false,
            None if is_apart => {}
            None => text.push(c),
        }
    }
    text
}

impl Markup {
    /// Converts marked text to HTML.
    pub(super) fn html(&self, marked: &str) -> String {
        let mut html = String::with_capacity(marked.len() * 2);
        let mut open: Vec<&Mark> = Vec::new();
        let mut before = String::new();
        let mut next = 0;
        self.begin_block(&mut html);
        for (at, c) in marked.char_indices() {
            if at < next || c == END {
                continue;
            }
            let rest = marked.get(at + c.len_utf8()..).unwrap_or_default();
            let Some((mark, is_opening)) = mark_of(c) else {
                if open.is_empty() && !self.block.is_empty() && c == '\n' && rest.starts_with('\n')
                {
                    let _ = write!(html, "</{}>", self.block);
                    self.begin_block(&mut html);
                    next = at + 2;
                    continue;
                }
                self.escape(&mut html, c, rest, &before);
                if c.is_alphanumeric() {
                    before.push(c);
                } else {
                    before.clear();
                }
                continue;
            };
            if is_opening {
                if self.begin(&mut html, mark, rest) {
                    open.push(mark);
                }
                if mark.open == ANCHOR.open || rest.starts_with(FOREIGN) {
                    let address = rest.find(END).map_or(0, |end| end + END.len_utf8());
                    next = at + c.len_utf8() + address;
                }
            } else if let Some(place) = open.iter().rposition(|other| other.open == mark.open) {
                for inner in open.drain(place..).rev() {
                    let _ = write!(html, "</{}>", self.tag(inner));
                }
            }
        }
        for mark in open.iter().rev() {
            let _ = write!(html, "</{}>", self.tag(mark));
        }
        if !self.block.is_empty() {
            let _ = write!(html, "</{}>", self.block);
        }
        // A block stands on lines of its own without our help.
        html.replace("<br><blockquote", "<blockquote")
            .replace("</blockquote><br>", "</blockquote>")
    }

    fn begin_block(&self, html: &mut String) {
        if !self.block.is_empty() {
            let _ = write!(html, "<{}>", self.block);
        }
    }

    fn tag(&self, mark: &Mark) -> &'static str {
        if mark.open == SMALL.open {
            self.small
        } else {
            mark.tag
        }
    }

    /// Begins a tag; ignores a link whose address was cut off.
    fn begin(&self, html: &mut String, mark: &Mark, rest: &str) -> bool {
        if let Some((language, _)) = rest
            .strip_prefix(FOREIGN)
            .and_then(|rest| rest.split_once(END))
        {
            let _ = write!(html, "<{} lang=\"", self.tag(mark));
            language.chars().for_each(|c| entity(html, c));
            html.push_str("\">");
            return true;
        }
        let end = match mark.open {
            open if open == LINK.open => LINK.close,
            open if open == ANCHOR.open => END,
            _ => {
                let _ = write!(html, "<{}>", self.tag(mark));
                return true;
            }
        };
        let Some((address, _)) = rest
            .split_once(end)
            .filter(|(address, _)| (self.is_address)(address))
        else {
            return false;
        };
        html.push_str("<a href=\"");
        for c in address.chars() {
            entity(html, c);
        }
        html.push('"');
        if !address.starts_with(['#', '?']) {
            html.push_str(self.elsewhere);
        }
        html.push('>');
        true
    }

    /// Writes a character of text, escaped, and so that no client makes a link of it.
    fn escape(&self, html: &mut String, c: char, rest: &str, before: &str) {
        let joins = rest.starts_with(|next: char| !next.is_whitespace());
        let is_name = || {
            rest.split(char::is_whitespace)
                .next()
                .is_some_and(|word| word.contains(':'))
        };
        let is_break = match c {
            _ if !self.has_names => false,
            // «@iemand:server», «#kamer:server» and «!kamer:server» are names on Matrix, and so is «@room».
            '@' => joins,
            '#' | '!' => joins && is_name(),
            // «matrix.to/…» and «matrix:u/…» are links to them.
            '.' | ':' => joins && before.to_ascii_lowercase().ends_with("matrix"),
            _ => false,
        };
        entity(html, c);
        if is_break {
            html.push_str(BREAK);
        }
    }
}

fn entity(html: &mut String, c: char) {
    match c {
        '<' => html.push_str("&lt;"),
        '>' => html.push_str("&gt;"),
        '&' => html.push_str("&amp;"),
        '"' => html.push_str("&quot;"),
        '\n' => html.push_str("<br>"),
        // HTML cannot hold this character, not even escaped.
        '\0' => html.push('\u{fffd}'),
        other => html.push(other),
    }
}

/// The mark that a character begins or ends, and whether it begins it.
pub(super) fn mark_of(c: char) -> Option<(&'static Mark, bool)> {
    MARKS
        .iter()
        .find(|mark| mark.open == c || mark.close == c)
        .map(|mark| (mark, mark.open == c))
}
/// Marks a quotation: its emphasised words, and the links that the article's page has in it.
pub(super) fn quoted(runs: &[Run<'_>]) -> String {
    let link = |words: &str, url: &str| match own(url) {
        url if is_address(&url) => anchored(words, &url),
        _ => words.to_owned(),
    };
    let hand = Hand {
        words: own,
        link,
        strong: |written: &str| STRONG.around(written),
    };
    QUOTE.around(&quotation::written(runs, &hand))
}
