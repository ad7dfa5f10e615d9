//! Values that have a form of their own: ids, languages, dates of publication, web addresses.

use super::Id;
use crate::article::Published;
use crate::article::fields::{self, Fields};
use crate::article::node::Node;
use crate::article::problem::{Report, shown};
use crate::wording::Message;

/// The names under which publishing systems write when an article was published, the surest first.
const DATES: [&str; 8] = [
    "published",
    "date",
    "publishDate",
    "pubDate",
    "datePublished",
    "published_at",
    "lastmod",
    "updated",
];

/// An id; `None` if addresses and commands could not hold it.
pub(super) fn usable_id(node: Node, key: &'static str, report: &mut Report) -> Option<Id> {
    let line = node.line;
    let text = fields::text(node, key, report)?;
    let text = text.trim();
    if text.is_empty() || text.contains(is_no_part_of_an_id) {
        let what = Message::new("problem-id")
            .with("key", key)
            .with("id", shown(text));
        report.fault(line, what, Message::new("problem-id-mend"));
        return None;
    }
    let text = text.to_owned();
    Some(Id { text, line })
}

/// Whether an id may not hold a character, as addresses and commands could not tell its end.
pub(in crate::article) fn is_no_part_of_an_id(char: char) -> bool {
    char.is_whitespace() || char.is_control() || matches!(char, '#' | '/' | '\\')
}

/// A language's code. Publishing systems write `nl_NL` and `nl-NL`.
pub(super) fn language_tag(node: Node, report: &mut Report) -> Option<String> {
    let line = node.line;
    let text = fields::text(node, "language", report)?.replace('_', "-");
    let (primary, rest) = text.split_once('-').unwrap_or((&text, ""));
    let is_primary =
        (2..=3).contains(&primary.len()) && primary.bytes().all(|byte| byte.is_ascii_alphabetic());
    let are_subtags = rest.is_empty()
        || rest.split('-').all(|tag| {
            (1..=8).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
    if !is_primary || !are_subtags {
        let what = Message::new("problem-language-tag").with("language", shown(&text));
        report.fault(line, what, Message::new("problem-language-tag-mend"));
        return None;
    }
    let primary = primary.to_ascii_lowercase();
    Some(if rest.is_empty() {
        primary
    } else {
        format!("{primary}-{rest}")
    })
}

/// When it was published, by the first field that tells.
pub(super) fn published(fields: &mut Fields, report: &mut Report) -> Option<Published> {
    let is_tolerant = report.is_tolerant();
    let keys = if is_tolerant { &DATES[..] } else { &DATES[..1] };
    let (key, node) = fields.first_of(keys)?;
    let line = node.line;
    let text = fields::text(node, key, report)?;
    let published = if is_tolerant {
        Published::found(&text)
    } else {
        Published::parse(&text)
    };
    if published.is_none() {
        let what = Message::new("problem-date").with("date", shown(&text));
        report.fault(line, what, Message::new("problem-date-mend"));
    }
    published
}

/// Where it can be read, by the first field that is an address. Many tell only the path on their own site.
pub(super) fn url(
    fields: &mut Fields,
    keys: &[&'static str],
    report: &mut Report,
) -> Option<String> {
    let mut first = None;
    for (key, node) in fields.all_of(keys) {
        let line = node.line;
        let Some(text) = fields::text(node, key, report) else {
            continue;
        };
        if is_web_address(text.trim()) {
            return Some(text.trim().to_owned());
        }
        first.get_or_insert((line, text));
    }
    let (line, text) = first?;
    let what = Message::new("problem-url").with("url", shown(&text));
    report.fault(line, what, Message::new("problem-url-mend"));
    None
}

/// Whether a text is a web address, whole: from its `https://` or `http://` on, and without spaces.
#[must_use]
pub fn is_web_address(text: &str) -> bool {
    let rest = ["https://", "http://"]
        .iter()
        .find_map(|scheme| text.strip_prefix(scheme));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with(['/', '?', '#']))
        && !text.contains(|char: char| char.is_whitespace() || char.is_control())
}
