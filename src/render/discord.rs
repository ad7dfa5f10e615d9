//! Discord's markdown: bold for emphasis, a block quote for a quotation, subtext for small print.
//!
//! Words of the article, and of the asker, are escaped, so that nothing in them becomes markup or a mention, and what the
//! reader sees is what the article says. Law, with a test: undo the escape, and the bytes are the article's.

use super::quotation::Hand;
use super::{Dialect, Run, quotation};
use crate::wording::COMMAND_MARK;

/// The limits that Discord sets to messages, and a check of each.
pub mod limits;

/// The text of a message, or of an embed's description.
#[derive(Clone, Copy, Debug, Default)]
pub struct Discord;

impl Dialect for Discord {
    /// A page fits a plain message too, for channels where embeds are forbidden; and the screen of a phone.
    fn limit(&self) -> usize {
        limits::CONTENT
    }

    /// Discord counts code points for some limits and UTF-16 units for others; these are never fewer. A command is written
    /// with its id, `</vraag:1234567890123456789>`, or after a channel's own prefix.
    fn width(&self, character: char) -> usize {
        const ID: usize = 24;
        match character {
            COMMAND_MARK => ID,
            _ => character.len_utf16(),
        }
    }

    fn marks_commands(&self) -> bool {
        true
    }

    fn has_buttons(&self) -> bool {
        true
    }

    fn sentence(&self, text: &str) -> String {
        escape(text)
    }

    fn heading(&self, text: &str) -> String {
        format!("**{}**", escape(text))
    }

    fn item(&self, label: &str, detail: Option<&str>) -> String {
        match detail {
            Some(detail) => format!("- **{}**: {}", escape(label), linked_or_escaped(detail)),
            None => format!("- {}", linked_or_escaped(label)),
        }
    }

    fn quotation(&self, runs: &[Run<'_>]) -> String {
        let hand = Hand {
            words: escape,
            link: masked,
            strong,
        };
        let text = quotation::written(runs, &hand);
        // Each line of a quotation needs its own mark.
        let lines: Vec<String> = text.split('\n').map(|line| format!("> {line}")).collect();
        lines.join("\n")
    }

    fn small(&self, text: &str) -> String {
        let lines: Vec<String> = text
            .split('\n')
            .map(|line| format!("-# {}", escape_but_links(line)))
            .collect();
        lines.join("\n")
    }

    /// The address is behind the words: a long one would fill the screen.
    fn footnote(&self, text: &str, url: &str) -> String {
        let words = escape(text);
        // One that is too long leads to the page, without the words on it.
        let page = url.split(":~:").next().unwrap_or(url);
        let linked = [url, page.trim_end_matches('#')]
            .into_iter()
            .map(|url| masked(&words, url))
            .find(|linked| *linked != words);
        linked.map_or_else(
            || self.small(&format!("{text} {url}")),
            |linked| format!("-# {linked}"),
        )
    }

    // Subtext is one at the beginning of a line only.
    fn small_within(&self, text: &str) -> String {
        escape_but_links(text)
    }
}

/// Words that are escaped already, as a link to an address. Words that Discord would not show as such a link stay as they
/// are: those with a bracket, an address or a line break in them.
fn masked(words: &str, url: &str) -> String {
    /// Longer addresses would leave little room for words.
    const LONGEST: usize = 300;
    let is_free = !words.contains(['[', ']', '\n', '@']) && !words.contains(":/");
    let is_shown = is_free && !words.trim().is_empty();
    let is_plain =
        |c: char| !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>' | '\\');
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    if !is_shown || !is_web || url.len() > LONGEST || !url.chars().all(is_plain) {
        return words.to_owned();
    }
    // A parenthesis in an address would end the link.
    let url = url.replace('(', "%28").replace(')', "%29");
    format!("[{words}](<{url}>)")
}

/// Bold, without the white space at its ends: marks beside white space are no marks.
fn strong(written: &str) -> String {
    let inner = written.trim();
    if inner.is_empty() {
        return written.to_owned();
    }
    let (before, rest) = written.split_at(written.len() - written.trim_start().len());
    let after = rest.get(inner.len()..).unwrap_or_default();
    let lines: Vec<String> = inner
        .split('\n')
        .map(|line| format!("**{line}**"))
        .collect();
    format!("{before}{}{after}", lines.join("\n"))
}

/// The characters that begin or end markup somewhere in Discord's markdown, mentions, emoji and timestamps included.
const MARKUP: [char; 18] = [
    '\\', '*', '_', '~', '`', '|', '>', '<', '#', '-', '+', '[', ']', '(', ')', ':', '@', '.',
];

/// A text in which nothing is markup: a backslash stands before every character that could be.
///
/// A full stop is escaped only where it would make a numbered list, a colon and an at sign only before a letter or a sign
/// that would make an emoji, a link or a mention of it, so that most prose stays readable as it is.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut at_start = true;
    let mut after_digits = false;
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let next = characters.peek().copied();
        let is_markup = match c {
            '\\' | '*' | '_' | '~' | '`' | '|' | '<' | '[' | ']' => true,
            // Also behind spaces: Discord allows some before a list or a heading.
            '#' | '-' | '+' | '>' => at_start,
            '.' | ')' => after_digits,
            '(' => escaped.ends_with(']'),
            ':' => next.is_some_and(|next| next == '/' || next.is_alphanumeric() || next == '_'),
            '@' => next.is_some_and(|next| next.is_alphanumeric() || matches!(next, '!' | '&')),
            _ => false,
        };
        if is_markup {
            escaped.push('\\');
        }
        escaped.push(c);
        after_digits = c.is_ascii_digit() && (at_start || after_digits);
        at_start = c == '\n' || at_start && c.is_whitespace();
    }
    isolated(escaped)
}

/// The same for small print, in which a link of ours stays one.
fn escape_but_links(text: &str) -> String {
    let words: Vec<String> = text.split(' ').map(linked_or_escaped).collect();
    words.join(" ")
}

/// A text that is an address and nothing else, as a link; any other is escaped.
fn linked_or_escaped(text: &str) -> String {
    let is_link = text.starts_with("https://") || text.starts_with("http://");
    if is_link && !text.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>')) {
        // Between angle brackets Discord shows no preview of the page.
        format!("<{text}>")
    } else {
        escape(text)
    }
}

/// The text that was escaped.
#[must_use]
pub fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match (c, characters.peek()) {
            ('\\', Some(next)) if MARKUP.contains(next) => {
                plain.push(*next);
                characters.next();
            }
            _ => plain.push(c),
        }
    }
    plain
}

/// A text whose marks of direction end with it: what it leaves open would turn the words that follow.
fn isolated(mut text: String) -> String {
    let mut open: Vec<char> = Vec::new();
    for c in text.chars() {
        match c {
            '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => open.push('\u{202c}'),
            '\u{2066}'..='\u{2068}' => open.push('\u{2069}'),
            '\u{202c}' | '\u{2069}' => {
                if let Some(place) = open.iter().rposition(|end| *end == c) {
                    open.truncate(place);
                }
            }
            _ => {}
        }
    }
    text.extend(open.into_iter().rev());
    text
}
