//! The dialect of Matrix: a complete plain body, and the same text in the few HTML tags that the specification allows.
//!
//! The dialect makes marked text, of which [`plain`] and [`html`] make the two forms of a message.

use super::dialect::{Dialect, Run};
use super::marked::{self, BREAK, LABEL, LINK, Markup, SMALL, is_address, linked, own, quoted};
use crate::wording::Venue;

pub use super::marked::plain;

/// The approximate limit of HTML in a message, in bytes. An event may have 65,536 bytes: it also holds the plain body, an
/// edit holds both twice, and encryption adds a third.
const LIMIT: usize = 4_000;

/// How Matrix writes marked text. The specification has no tag for small print; `sub` is shown small.
const MARKUP: Markup = Markup {
    small: "sub",
    has_names: true,
    is_address,
    elsewhere: "",
    block: "",
};

/// The text of a message, with marks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Matrix;

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
            c => match marked::mark_of(c) {
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
        quoted(runs)
    }

    fn small(&self, text: &str) -> String {
        let words: Vec<String> = own(text).split(' ').map(linked).collect();
        SMALL.around(&words.join(" "))
    }
}

/// Converts marked text to HTML.
#[must_use]
pub fn html(text: &str) -> String {
    MARKUP.html(text)
}
