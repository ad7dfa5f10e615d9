//! The dialect of Discord: bold for emphasis, a block quote for a quotation, subtext for small print.
//!
//! It escapes words of the article and of the asker, so that nothing in them becomes markup or a mention. Law, with a test:
//! unescaping returns the article's bytes.

use super::dialect::{Dialect, Run};
use super::quotation;
use super::quotation::Hand;
use crate::wording::COMMAND_MARK;

#[cfg(feature = "discord")]
pub(crate) mod commands;
#[cfg(feature = "discord")]
pub(crate) mod embed;
pub mod limits;
#[cfg(feature = "discord")]
pub(crate) mod registration;

/// The text of a message, or of an embed's description.
#[derive(Clone, Copy, Debug, Default)]
pub struct Discord;

impl Dialect for Discord {
    /// The limit of a plain message, because some channels forbid embeds; it also fits a phone's screen.
    fn limit(&self) -> usize {
        limits::CONTENT
    }

    /// UTF-16 units: Discord counts these for some limits and code points, which are never more, for others. A command is
    /// written with its id, `</vraag:1234567890123456789>`, or after a channel's own prefix.
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

    /// The words are the link: a long address would fill the screen.
    fn footnote(&self, text: &str, url: &str) -> String {
        let words = escape(text);
        // A link that is too long leads to the page, without the words on it.
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

    // Subtext works only at the beginning of a line.
    fn small_within(&self, text: &str) -> String {
        escape_but_links(text)
    }
}

/// A link with escaped words. Returns the words alone if they hold a bracket, an address or a line break, which Discord does
/// not show as a link.
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

/// Bold, with white space outside the marks: beside white space Discord does not read them.
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

/// The characters that may begin or end markup, mentions, emoji or timestamps on Discord.
const MARKUP: [char; 18] = [
    '\\', '*', '_', '~', '`', '|', '>', '<', '#', '-', '+', '[', ']', '(', ')', ':', '@', '.',
];

/// Escapes markup with backslashes.
///
/// To keep prose readable, escapes a full stop only if it would make a numbered list, and a colon or an at sign only before
/// a character that would make an emoji, a link or a mention.
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

/// Escapes small print, except the links that the bot adds.
fn escape_but_links(text: &str) -> String {
    let words: Vec<String> = text.split(' ').map(linked_or_escaped).collect();
    words.join(" ")
}

/// An address as a link; escapes any other text.
fn linked_or_escaped(text: &str) -> String {
    let is_link = text.starts_with("https://") || text.starts_with("http://");
    if is_link && !text.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>')) {
        // Between angle brackets Discord shows no preview of the page.
        format!("<{text}>")
    } else {
        escape(text)
    }
}

/// The text before [`escape`].
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

/// Closes the text's open direction marks, which would otherwise turn the words after it.
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
