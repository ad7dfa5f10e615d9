//! The dialect of Matrix: a complete plain body, and the same text in the few HTML tags that the specification allows.
//!
//! The dialect marks text with Unicode noncharacters. [`plain`] removes the marks; [`html`] turns them into tags and escapes
//! everything else, so that no text adds markup and no page leaves a tag open. Law, with a test: without its tags, the HTML
//! is the text.

use std::fmt::Write as _;

use super::dialect::{Dialect, Run};
use super::quotation;
use super::quotation::Hand;
use crate::wording::Venue;

/// The approximate limit of HTML in a message, in bytes. An event may have 65,536 bytes: it also holds the plain body, an
/// edit holds both twice, and encryption adds a third.
const LIMIT: usize = 4_000;

/// The text of a message, with marks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Matrix;

/// A mark, its HTML tag, and its form in plain text.
struct Mark {
    open: char,
    close: char,
    tag: &'static str,
    plain: &'static str,
}

const STRONG: Mark = Mark {
    open: '\u{fdd0}',
    close: '\u{fdd1}',
    tag: "strong",
    plain: "**",
};
const QUOTE: Mark = Mark {
    open: '\u{fdd2}',
    close: '\u{fdd3}',
    tag: "blockquote",
    plain: "",
};
/// The specification has no tag for small print; this one is shown small.
const SMALL: Mark = Mark {
    open: '\u{fdd4}',
    close: '\u{fdd5}',
    tag: "sub",
    plain: "",
};
const LABEL: Mark = Mark {
    open: '\u{fdd6}',
    close: '\u{fdd7}',
    tag: "b",
    plain: "",
};
const LINK: Mark = Mark {
    open: '\u{fdd8}',
    close: '\u{fdd9}',
    tag: "a",
    plain: "",
};
/// Begins a link with words of its own. The address follows the mark and ends with [`END`]; then come the words.
const ANCHOR: Mark = Mark {
    open: '\u{fdda}',
    close: '\u{fddb}',
    tag: "a",
    plain: "",
};
const END: char = '\u{fddc}';
const MARKS: [Mark; 6] = [STRONG, QUOTE, SMALL, LABEL, LINK, ANCHOR];

/// Keeps a client from making a link, and of the link a name, of what an article or a user wrote: it shows as nothing.
const BREAK: &str = "<span></span>";

impl Mark {
    fn around(&self, text: &str) -> String {
        format!("{}{text}{}", self.open, self.close)
    }
}

impl Dialect for Matrix {
    fn limit(&self) -> usize {
        LIMIT
    }

    fn venue(&self) -> Venue {
        Venue::Room
    }

    /// The bytes of a character in HTML. A line break counts as one tag, and a link's address as one of usual length.
    fn width(&self, character: char) -> usize {
        match character {
            '<' | '>' => "&lt;".len(),
            '&' => "&amp;".len(),
            '"' => "&quot;".len(),
            '@' | '#' | '!' => 1 + BREAK.len(),
            c if c == LINK.open => 120,
            c => match mark_of(c) {
                Some((mark, _)) => mark.tag.len() + "</>".len(),
                None => c.len_utf8(),
            },
        }
    }

    fn sentence(&self, text: &str) -> String {
        own(text)
    }

    fn heading(&self, text: &str) -> String {
        LABEL.around(&own(text))
    }

    fn item(&self, label: &str, detail: Option<&str>) -> String {
        match detail {
            Some(detail) => format!("• {}: {}", LABEL.around(&own(label)), linked(&own(detail))),
            None => format!("• {}", linked(&own(label))),
        }
    }

    fn quotation(&self, runs: &[Run<'_>]) -> String {
        let link = |words: &str, url: &str| match own(url) {
            url if is_address(&url) => ANCHOR.around(&format!("{url}{END}{words}")),
            _ => words.to_owned(),
        };
        let hand = Hand {
            words: own,
            link,
            strong: |written: &str| STRONG.around(written),
        };
        let text = quotation::written(runs, &hand);
        QUOTE.around(&text)
    }

    fn small(&self, text: &str) -> String {
        let words: Vec<String> = own(text).split(' ').map(linked).collect();
        SMALL.around(&words.join(" "))
    }
}

/// A text without marks of its own: what stands for them is no character of any language.
fn own(text: &str) -> String {
    text.replace(|c| matches!(c, '\u{fdd0}'..='\u{fdef}'), "\u{fffd}")
}

/// An address as a link; any other text unchanged.
fn linked(text: &str) -> String {
    if is_address(text) {
        LINK.around(text)
    } else {
        text.to_owned()
    }
}

fn is_address(word: &str) -> bool {
    let is_web = word.starts_with("https://") || word.starts_with("http://");
    is_web && word.len() < 500 && !word.contains(char::is_whitespace)
}

/// Converts marked text to plain text, with emphasis as asterisks, as in the terminal.
#[must_use]
pub fn plain(marked: &str) -> String {
    let mut text = String::with_capacity(marked.len());
    let mut is_address = false;
    for c in marked.chars() {
        match mark_of(c) {
            Some((mark, _)) => {
                text.push_str(mark.plain);
                is_address = c == ANCHOR.open;
            }
            None if c == END => is_address = false,
            None if is_address => {}
            None => text.push(c),
        }
    }
    text
}

/// Converts marked text to HTML.
#[must_use]
pub fn html(marked: &str) -> String {
    let mut html = String::with_capacity(marked.len() * 2);
    let mut open: Vec<&Mark> = Vec::new();
    let mut before = String::new();
    let mut start_of_words = 0;
    for (at, c) in marked.char_indices() {
        if at < start_of_words || c == END {
            continue;
        }
        let Some((mark, is_opening)) = mark_of(c) else {
            let rest = marked.get(at + c.len_utf8()..).unwrap_or_default();
            escape(&mut html, c, rest, &before);
            if c.is_alphanumeric() {
                before.push(c);
            } else {
                before.clear();
            }
            continue;
        };
        if is_opening {
            let rest = marked.get(at + c.len_utf8()..).unwrap_or_default();
            if begin(&mut html, mark, rest) {
                open.push(mark);
            }
            if mark.open == ANCHOR.open {
                let address = rest.find(END).map_or(0, |end| end + END.len_utf8());
                start_of_words = at + c.len_utf8() + address;
            }
        } else if let Some(place) = open.iter().rposition(|other| other.open == mark.open) {
            for inner in open.drain(place..).rev() {
                let _ = write!(html, "</{}>", inner.tag);
            }
        }
    }
    for mark in open.iter().rev() {
        let _ = write!(html, "</{}>", mark.tag);
    }
    // A block stands on lines of its own without our help.
    html.replace("<br><blockquote>", "<blockquote>")
        .replace("</blockquote><br>", "</blockquote>")
}

/// Begins a tag; ignores a link whose address was cut off.
fn begin(html: &mut String, mark: &Mark, rest: &str) -> bool {
    let end = match mark.open {
        open if open == LINK.open => LINK.close,
        open if open == ANCHOR.open => END,
        _ => {
            let _ = write!(html, "<{}>", mark.tag);
            return true;
        }
    };
    let Some((address, _)) = rest
        .split_once(end)
        .filter(|(address, _)| is_address(address))
    else {
        return false;
    };
    html.push_str("<a href=\"");
    for c in address.chars() {
        entity(html, c);
    }
    html.push_str("\">");
    true
}

/// Writes a character of text, escaped, and so that no client makes a link of it.
fn escape(html: &mut String, c: char, rest: &str, before: &str) {
    let joins = rest.starts_with(|next: char| !next.is_whitespace());
    let is_name = || {
        rest.split(char::is_whitespace)
            .next()
            .is_some_and(|word| word.contains(':'))
    };
    let is_break = match c {
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
fn mark_of(c: char) -> Option<(&'static Mark, bool)> {
    MARKS
        .iter()
        .find(|mark| mark.open == c || mark.close == c)
        .map(|mark| (mark, mark.open == c))
}
