//! Writes an article's blocks as `CommonMark`. Escapes a character only if a parser would read it as markup.

use super::block::{Block, Text};
use crate::article::{begins_shortcode, has_shortcode};

/// The body of an article file: blocks with a blank line between them.
pub(super) fn body(blocks: &[Block]) -> String {
    let levels = levels(blocks);
    let mut body = String::new();
    let mut list = List::default();
    for block in blocks {
        let is_item = matches!(block, Block::Item { .. });
        let goes_on = is_item && list.goes_on(block);
        if !body.is_empty() {
            body.push_str(if goes_on { "\n" } else { "\n\n" });
        }
        if !goes_on {
            list = List::default();
        }
        match block {
            Block::Heading { level, text } => {
                let rank = levels.iter().take_while(|other| *other < level).count();
                body.push_str(&"#".repeat((rank + 2).min(6)));
                body.push(' ');
                body.push_str(&heading(text));
            }
            Block::Paragraph(text) if text.is_bold() && is_plain(text.as_str()) => {
                body.push_str(&format!("**{}**", text.as_str()));
            }
            Block::Paragraph(text) => body.push_str(&inline(text)),
            Block::Item {
                depth,
                number,
                text,
            } => list.item(*depth, *number, text, &mut body),
            Block::Caption(text) => {
                body.push_str(&format!("![{}]()", caption(text)));
            }
            Block::Table(rows) => body.push_str(&table(rows)),
            Block::Code(code) => body.push_str(&fenced(code)),
        }
    }
    body.push('\n');
    body
}

/// The levels of the headings that occur, in order: the first is written `##`.
fn levels(blocks: &[Block]) -> Vec<u8> {
    let mut levels: Vec<u8> = blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading { level, .. } => Some(*level),
            _ => None,
        })
        .collect();
    levels.sort_unstable();
    levels.dedup();
    levels
}

/// The current list: for each level, the indentation of its items' text, and whether it is numbered.
#[derive(Default)]
struct List {
    levels: Vec<(usize, bool)>,
}

impl List {
    /// Whether an item continues this list: it is nested, or numbered like the list.
    fn goes_on(&self, block: &Block) -> bool {
        let Block::Item { depth, number, .. } = block else {
            return false;
        };
        match self.levels.get(*depth) {
            Some((_, numbered)) => *depth > 0 || *numbered == number.is_some(),
            None => !self.levels.is_empty(),
        }
    }

    fn item(&mut self, depth: usize, number: Option<u32>, text: &Text, body: &mut String) {
        self.levels.truncate(depth);
        let indent = self.levels.last().map_or(0, |(indent, _)| *indent);
        let marker = number.map_or_else(|| "- ".to_owned(), |number| format!("{number}. "));
        let inner = indent + marker.len();
        self.levels.push((inner, number.is_some()));
        body.push_str(&" ".repeat(indent));
        body.push_str(&marker);
        let line_start = format!("\n{}", " ".repeat(inner));
        body.push_str(&inline(text).replace('\n', &line_start));
    }
}

fn table(rows: &[Vec<Text>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let mut lines = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let mut line = String::from("|");
        for column in 0..columns {
            let cell = row.get(column).cloned().unwrap_or_default();
            let cell = inline(&cell.on_one_line()).replace('|', "\\|");
            line.push_str(&format!(" {cell} |"));
        }
        lines.push(line);
        if index == 0 {
            lines.push(format!("|{}", "---|".repeat(columns)));
        }
    }
    lines.join("\n")
}

fn fenced(code: &str) -> String {
    let longest = code
        .lines()
        .map(|line| line.trim_start())
        .map(|line| line.len() - line.trim_start_matches('`').len())
        .max()
        .unwrap_or_default();
    let fence = "`".repeat((longest + 1).max(3));
    format!("{fence}\n{}\n{fence}", code.trim_end_matches('\n'))
}

/// A heading's text. Escapes number signs and braces at its end, which would be read as part of the heading's markup.
fn heading(text: &Text) -> String {
    let mut line = inline(text);
    if line.ends_with('#') && !line.ends_with("\\#") {
        line.insert(line.len() - 1, '\\');
    }
    if line.ends_with('}') {
        line = line.replace('{', "&#123;");
    }
    line
}

fn caption(text: &Text) -> String {
    let words = text.as_str().replace('\n', " ");
    let brackets_are_text = is_balanced(&words) && !words.contains("](");
    escaped(&Text::from_words(&words), brackets_are_text)
}

/// A run of text with links and hard line breaks.
fn inline(text: &Text) -> String {
    escaped(
        text,
        text.links().is_empty() && !text.as_str().contains("]("),
    )
}

/// Whether a text needs no escape inside `**`.
fn is_plain(text: &str) -> bool {
    !text.contains(['*', '_', '`', '[', ']', '{', '<', '&', '\\', '~', '\n'])
}

fn is_balanced(text: &str) -> bool {
    let mut open = 0_usize;
    for char in text.chars() {
        match char {
            '[' => open += 1,
            ']' if open == 0 => return false,
            ']' => open -= 1,
            _ => {}
        }
    }
    open == 0
}

fn escaped(text: &Text, brackets_are_text: bool) -> String {
    let words = text.as_str();
    let marks = Marks::of(words, brackets_are_text);
    let line_starts = words.match_indices('\n').map(|(at, _)| at + 1);
    let block_marks: Vec<usize> = std::iter::once(0)
        .chain(line_starts)
        .filter_map(|start| block_mark(words.get(start..)?).map(|mark| start + mark))
        .collect();
    let opens = |place: usize| text.links().iter().any(|link| link.range.start == place);
    let closes = |place: usize| text.links().iter().find(|link| link.range.end == place);
    let mut out = String::new();
    for (at, char) in words.char_indices() {
        if let Some(link) = closes(at) {
            close_link(&link.url, &mut out);
        }
        if opens(at) {
            out.push('[');
        }
        let makes_image = char == '!' && opens(at + 1);
        if makes_image || block_marks.contains(&at) || marks.is_markup(words, at, char) {
            out.push('\\');
        }
        if char == '\n' {
            out.push('\\');
        }
        // Readers of shortcodes ignore backslashes, so use an entity.
        if words.get(at..).is_some_and(begins_shortcode) {
            out.push_str("&#123;");
        } else {
            out.push(char);
        }
    }
    if let Some(link) = closes(words.len()) {
        close_link(&link.url, &mut out);
    }
    out
}

fn close_link(url: &str, out: &mut String) {
    let address = if url.contains(['(', ')']) {
        format!("<{}>", url.replace('<', "%3C").replace('>', "%3E"))
    } else {
        url.replace('\\', "%5C")
    };
    out.push_str(&format!("]({address})"));
}

/// Which characters can be markup in a run of text: those that occur in pairs.
struct Marks {
    stars: bool,
    underscores: bool,
    ticks: bool,
    tildes: bool,
    brackets: bool,
}

impl Marks {
    fn of(words: &str, brackets_are_text: bool) -> Self {
        let count = |mark: char| {
            let places = words.match_indices(mark);
            places
                .filter(|(at, _)| is_flanking(words, *at, mark))
                .count()
        };
        Self {
            stars: count('*') > 1,
            underscores: count('_') > 1,
            ticks: words.matches('`').count() > 1,
            tildes: words.matches('~').count() > 1,
            brackets: !brackets_are_text
                || words.contains("[^")
                || begins_apart(words)
                || has_shortcode(words),
        }
    }

    fn is_markup(&self, words: &str, at: usize, char: char) -> bool {
        let rest = words.get(at + char.len_utf8()..).unwrap_or_default();
        match char {
            '*' => self.stars && is_flanking(words, at, char),
            '_' => self.underscores && is_flanking(words, at, char),
            '`' => self.ticks,
            '~' => self.tildes,
            '[' | ']' => self.brackets,
            '\\' => rest.is_empty() || rest.starts_with(|next: char| next.is_ascii_punctuation()),
            '<' => {
                let opens = |next: char| next.is_ascii_alphabetic() || "/!?".contains(next);
                let begins_line = words
                    .get(..at)
                    .is_some_and(|before| before.is_empty() || before.ends_with('\n'));
                rest.starts_with(opens) && (begins_line || rest.contains('>'))
            }
            '&' => is_entity(rest),
            _ => false,
        }
    }
}

/// Whether a text begins like a link definition or a task: `[x]: …`, `[ ] …`.
fn begins_apart(words: &str) -> bool {
    let inside = words
        .strip_prefix('[')
        .and_then(|rest| rest.split_once(']'));
    inside.is_some_and(|(mark, rest)| rest.starts_with(':') || matches!(mark, " " | "x" | "X"))
}

/// Whether a star or an underscore can open or close emphasis: it touches a word, and an underscore does not stand inside one.
fn is_flanking(words: &str, at: usize, mark: char) -> bool {
    let before = words.get(..at).and_then(|text| text.chars().next_back());
    let after = words
        .get(at + mark.len_utf8()..)
        .and_then(|text| text.chars().next());
    let touches = |side: Option<char>| side.is_some_and(|char| !char.is_whitespace());
    let in_word = |side: Option<char>| side.is_some_and(char::is_alphanumeric);
    (touches(before) || touches(after)) && !(mark == '_' && in_word(before) && in_word(after))
}

/// Whether what follows an ampersand makes it an entity.
fn is_entity(rest: &str) -> bool {
    const LONGEST: usize = 32;
    let Some((name, _)) = rest.split_once(';') else {
        return false;
    };
    let name = name.strip_prefix('#').unwrap_or(name);
    !name.is_empty()
        && name.len() <= LONGEST
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// The byte in a line of the character that would make it a heading, an item, a quotation, a rule or a fence.
fn block_mark(text: &str) -> Option<usize> {
    let line = text.lines().next().unwrap_or_default();
    let is_apart = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t']);
    let after_signs = line.trim_start_matches('#');
    let signs = line.len() - after_signs.len();
    let is_heading = signs > 1 || (signs == 1 && is_apart(after_signs));
    let is_bullet = line.strip_prefix(['-', '+', '*']).is_some_and(is_apart);
    let is_rule = !line.is_empty()
        && ["-", "=", "*", "_"]
            .iter()
            .any(|mark| line.replace([' ', '\t'], "").replace(mark, "").is_empty());
    let is_fence = line.starts_with("```") || line.starts_with("~~~");
    if is_heading || is_bullet || is_rule || is_fence || line.starts_with('>') {
        return Some(0);
    }
    let after_digits = line.trim_start_matches(|char: char| char.is_ascii_digit());
    let digits = line.len() - after_digits.len();
    let is_number =
        (1..=9).contains(&digits) && after_digits.strip_prefix(['.', ')']).is_some_and(is_apart);
    is_number.then_some(digits)
}
