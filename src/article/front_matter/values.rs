//! Reads languages, dates of publication and web addresses from fields.

use crate::article::address::is_web_address;
use crate::article::fields::{self, Fields};
use crate::article::node::Node;
use crate::article::problem::{Report, shown};
use crate::article::published::Published;
use crate::wording::Message;

/// The names of the field for the date of publication in publishing systems, the most reliable first.
#[rustfmt::skip]
const DATES: [&str; 8] = [
    "published", "date", "publishDate", "pubDate", "datePublished", "published_at", "lastmod", "updated",
];

/// Reads a BCP 47 tag; `nl_NL` counts as `nl-NL`.
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

/// Reads the date of publication from the first of [`DATES`] that is present.
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

/// Reads the web address from the first of these fields that holds an absolute one; many hold only a path.
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
