//! Finds the shortcodes of Hugo and WordPress and the tags of Jekyll: `{{< … >}}`, `[caption]…[/caption]`, `{% … %}`,
//! `{: .class}`.
//!
//! A page never shows them, and a Markdown parser would read their brackets and quotation marks as Markdown. [`cover`]
//! replaces each of their bytes by a character without meaning in Markdown, so that no other byte moves. A reader that
//! meets a cover calls [`Covers::read`].

use std::ops::Range;

use super::builder::Builder;
use super::markdown::line;

/// Covers a shortcode. It is a control character, which a text never holds.
pub(super) const COVER: char = '\u{1a}';

/// Covers a shortcode in an address, which cannot hold a control character.
const COVER_IN_ADDRESS: char = '_';

/// The covered shortcodes of a text.
#[derive(Default)]
pub(super) struct Covers {
    /// The byte of the file at which the text begins.
    start: usize,
    found: Vec<Shortcode>,
}

impl Covers {
    /// Reads the shortcode whose cover begins at a byte of the file. Figures and captions become captions; all others are left
    /// out.
    pub(super) fn read(&self, source: usize, builder: &mut Builder) {
        let at = source.saturating_sub(self.start);
        let place = self
            .found
            .binary_search_by_key(&at, |shortcode| shortcode.range.start);
        let Some(shortcode) = place.ok().and_then(|place| self.found.get(place)) else {
            return;
        };
        let text = |names: &[&str]| {
            let found = names.iter().find_map(|name| shortcode.attribute(name));
            found.map(|(text, at)| line(text, self.start + at).trimmed())
        };
        match shortcode.name.as_str() {
            "figure" | "img" | "image" => {
                let caption = text(&["caption", "title", "alt"]).unwrap_or_default();
                let address = shortcode
                    .attribute("src")
                    .map_or("", |(address, _)| address);
                builder.photo(source, address, caption);
            }
            "caption" | "wp_caption" if shortcode.closes => builder.end_legend(),
            "caption" | "wp_caption" => {
                builder.begin_aside();
                builder.piece = text(&["caption"]).unwrap_or_default();
            }
            _ => {}
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
struct Shortcode {
    /// The bytes from the opening bracket through the closing one.
    range: Range<usize>,
    /// Its name: `figure`.
    name: String,
    /// Whether it closes another: `[/caption]`.
    closes: bool,
    attributes: Vec<(String, String, usize)>,
}

impl Shortcode {
    /// The value of an attribute and the byte at which it begins. An empty value counts as absent.
    fn attribute(&self, name: &str) -> Option<(&str, usize)> {
        let found = self
            .attributes
            .iter()
            .find(|(key, value, _)| key == name && !value.trim().is_empty())?;
        Some((&found.1, found.2))
    }
}

/// The brackets of Hugo and Jekyll. Everything between them is a shortcode, whatever its name.
const BRACKETS: [(&str, &str); 5] = [
    ("{{<", ">}}"),
    ("{{%", "%}}"),
    ("{%", "%}"),
    ("{{", "}}"),
    ("{:", "}"),
];

#[cfg(feature = "import")]
pub(crate) fn has_shortcode(text: &str) -> bool {
    text.match_indices(['{', '['])
        .any(|(at, _)| shortcode(text, at).is_some())
}

/// Whether a text begins with an opening bracket of Hugo or Jekyll.
#[cfg(feature = "import")]
pub(crate) fn begins_shortcode(text: &str) -> bool {
    BRACKETS
        .iter()
        .any(|(opening, _)| text.starts_with(opening))
}

/// The most bytes of a shortcode.
const LONGEST: usize = 2000;

/// Covers the shortcodes of a text that begins at byte `start` of its file; the covered text has the same length.
pub(super) fn cover(text: &str, start: usize) -> (String, Covers) {
    let mut covered = String::with_capacity(text.len());
    let mut found = Vec::new();
    let mut done = 0;
    let mut at = 0;
    while let Some(next) = text
        .get(at..)
        .and_then(|rest| rest.find(['{', '[']))
        .map(|offset| at + offset)
    {
        let Some(shortcode) = shortcode(text, next) else {
            at = next + 1;
            continue;
        };
        covered.push_str(text.get(done..next).unwrap_or_default());
        let cover = if is_address(text, next) {
            COVER_IN_ADDRESS
        } else {
            COVER
        };
        covered.extend(std::iter::repeat_n(cover, shortcode.range.len()));
        done = shortcode.range.end;
        at = done;
        found.push(shortcode);
    }
    covered.push_str(text.get(done..).unwrap_or_default());
    (covered, Covers { start, found })
}

fn shortcode(text: &str, start: usize) -> Option<Shortcode> {
    let rest = text.get(start..)?;
    let brackets = BRACKETS
        .iter()
        .find(|(opening, _)| rest.starts_with(opening));
    if let Some((opening, closing)) = brackets {
        // Jekyll replaces `{{ … }}` by a text that is unknown here. In an address it may be covered.
        if *opening == "{{" && !is_address(text, start) {
            return None;
        }
        let inside = start + opening.len();
        let end = end(text, inside, opening, closing)?;
        return Some(read(text, start..end + closing.len(), inside..end));
    }
    // An image's caption and an escaped bracket are Markdown.
    let is_markdown = |before: &str| before.ends_with(['!', '\\']);
    if text.get(..start).is_some_and(is_markdown) {
        return None;
    }
    let inside = start + rest.strip_prefix('[').map(|_| 1)?;
    let end = end(text, inside, "[", "]")?;
    let shortcode = read(text, start..end + 1, inside..end);
    is_wordpress(&shortcode, text.get(end + 1..)?).then_some(shortcode)
}

/// Whether the address of a link or a tag begins at a byte.
fn is_address(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default();
    before.ends_with("](") || before.ends_with("=\"") || before.ends_with("='")
}

/// Whether a text in square brackets is a shortcode, such as `[gallery ids="1,2"]` and `[/caption]`, and not `[NOS]`, `[4]`
/// or a Markdown link.
fn is_wordpress(shortcode: &Shortcode, follows: &str) -> bool {
    let name = &shortcode.name;
    let is_word = |name: &str| {
        let mut bytes = name.bytes();
        !name.is_empty()
            && bytes.all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'_' | b'-'))
    };
    let mut attributes = shortcode.attributes.iter();
    let is_link = follows.starts_with(['(', '[']) || follows.starts_with(": ");
    let is_closed = || {
        let near = follows.floor_char_boundary(LONGEST);
        let near = follows.get(..near).unwrap_or_default();
        near.contains(&format!("[/{name}]"))
    };
    is_word(name)
        && !is_link
        && (shortcode.closes
            || attributes.any(|(attribute, ..)| is_word(attribute))
            || name == "gallery"
            || is_closed())
}

/// The byte of a shortcode's closing bracket, outside quotation marks and before any blank line.
fn end(text: &str, from: usize, opening: &str, closing: &str) -> Option<usize> {
    let mut quote = None;
    let mut before = ' ';
    for (offset, char) in text.get(from..)?.char_indices() {
        let at = from + offset;
        if offset > LONGEST || (char == '\n' && before == '\n') {
            return None;
        }
        let rest = text.get(at..)?;
        match quote {
            Some(mark) if char == mark && before != '\\' => quote = None,
            Some(_) => {}
            None if rest.starts_with(closing) => return Some(at),
            None if rest.starts_with(opening) => return None,
            None if matches!(char, '"' | '`') && (before == '=' || before == ' ') => {
                quote = Some(char);
            }
            None => {}
        }
        before = char;
    }
    None
}

fn read(text: &str, range: Range<usize>, inside: Range<usize>) -> Shortcode {
    let all = text.get(inside.clone()).unwrap_or_default();
    let trimmed = all.trim_start();
    let closes = trimmed.starts_with('/');
    let bare = trimmed.trim_start_matches('/').trim_start();
    let name: String = bare
        .chars()
        .take_while(|char| !char.is_whitespace() && *char != '/')
        .collect();
    let start = inside.start + (all.len() - bare.len()) + name.len();
    let attributes = attributes(text, start..inside.end);
    Shortcode {
        range,
        name,
        closes,
        attributes,
    }
}

/// The `name="value"` pairs of a shortcode, each with the byte at which its value begins.
fn attributes(text: &str, range: Range<usize>) -> Vec<(String, String, usize)> {
    let mut found = Vec::new();
    let mut at = range.start;
    while let Some(rest) = text.get(at..range.end) {
        let Some(equals) = rest.find('=') else { break };
        let name = rest.get(..equals).unwrap_or_default();
        let name = name.rsplit(char::is_whitespace).next().unwrap_or_default();
        let value = rest.get(equals + 1..).unwrap_or_default();
        let start = at + equals + 1;
        let quoted = value
            .chars()
            .next()
            .filter(|mark| matches!(mark, '"' | '`' | '\''));
        let (value, from, next) = match quoted {
            Some(mark) => {
                let inner = value.get(1..).unwrap_or_default();
                let length = closing_mark(inner, mark);
                (inner.get(..length), start + 1, start + length + 2)
            }
            None => {
                let length = value.find(char::is_whitespace).unwrap_or(value.len());
                (value.get(..length), start, start + length)
            }
        };
        let value = value.unwrap_or_default();
        if !name.is_empty() {
            found.push((name.to_owned(), value.to_owned(), from));
        }
        at = next.min(range.end).max(at + 1);
    }
    found
}

/// The length of a value up to its closing mark.
fn closing_mark(value: &str, mark: char) -> usize {
    let mut before = ' ';
    for (at, char) in value.char_indices() {
        if char == mark && before != '\\' {
            return at;
        }
        before = char;
    }
    value.len()
}
