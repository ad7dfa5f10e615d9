//! The text of a paragraph, with its links and with marks. Law, with a test: without its tags, and without what is said for
//! listeners, it is the paragraph's text.

use std::ops::Range;

use maud::{Markup, html};

use super::mark::Mark;
use crate::article::Paragraph;
use crate::language::Language;
use crate::wording::Message;

/// The text of a paragraph. Marks are sorted and do not overlap.
pub(super) fn of(paragraph: &Paragraph, marks: &[&Mark], language: Language) -> Markup {
    let heard = |key: &str| Message::new(key).words(language);
    let mut at = 0;
    let mut parts: Vec<Markup> = Vec::new();
    for mark in marks {
        parts.push(linked(paragraph, at..mark.range.start));
        let words = linked(paragraph, mark.range.clone());
        parts.push(if mark.range.is_empty() {
            html! { span id=(mark.id) {} }
        } else {
            html! {
                span.hoorbaar { (heard("page-mark-begins")) " " }
                mark id=(mark.id) tabindex="-1" { (words) }
                span.hoorbaar { " " (heard("page-mark-ends")) }
            }
        });
        at = mark.range.end;
    }
    parts.push(linked(paragraph, at..paragraph.text().len()));
    html! { @for part in parts { (part) } }
}

/// A part of the text, with its links.
fn linked(paragraph: &Paragraph, part: Range<usize>) -> Markup {
    let text = paragraph.text();
    let words = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let mut at = part.start;
    let mut pieces: Vec<Markup> = Vec::new();
    for link in paragraph.links() {
        let (from, to) = (link.range.start.max(at), link.range.end.min(part.end));
        if from < to {
            pieces.push(html! { (words(at, from)) a href=(link.url) { (words(from, to)) } });
            at = to;
        }
    }
    html! { @for piece in pieces { (piece) } (words(at, part.end)) }
}
