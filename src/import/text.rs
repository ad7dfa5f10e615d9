//! Reads plain text: the first line is the title, and a blank line ends a paragraph.

use super::block::{Block, Text};
use super::draft::Draft;
use super::office::take_byline;

/// Reads a text; `None` if it has only one line.
pub(super) fn read(text: &str) -> Option<Draft> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let (title, rest) = text.trim_start().split_once('\n')?;
    let lines: Vec<&str> = rest.lines().map(str::trim).collect();
    let is_apart = lines.join("\n").trim().contains("\n\n");
    let mut draft = Draft {
        title: Text::from_words(title).as_str().to_owned(),
        ..Draft::default()
    };
    if is_apart {
        for paragraph in lines.split(|line| line.is_empty()) {
            draft.blocks.extend(blocks(paragraph));
        }
    } else {
        for line in &lines {
            draft.blocks.extend(blocks(&[line]));
        }
    }
    take_byline(&mut draft);
    draft.tidy();
    draft.has_text().then_some(draft)
}

/// The blocks of consecutive lines: the items of a list, or one paragraph.
fn blocks(lines: &[&str]) -> Vec<Block> {
    let item = |line: &&str| {
        let text = ["- ", "* ", "• ", "– "]
            .iter()
            .find_map(|mark| line.strip_prefix(mark))?;
        Some(Block::Item {
            depth: 0,
            number: None,
            text: Text::from_words(text),
        })
    };
    let first_item = lines.iter().position(|line| item(line).is_some());
    let (lead, rest) = lines.split_at(first_item.unwrap_or(lines.len()));
    let items: Option<Vec<Block>> = rest.iter().map(item).collect();
    match items {
        Some(items) => paragraph(lead).into_iter().chain(items).collect(),
        None => paragraph(lines).into_iter().collect(),
    }
}

/// One paragraph. Joins lines that were wrapped to a width; short lines, such as verse, stay apart.
fn paragraph(lines: &[&str]) -> Option<Block> {
    const WIDTH: usize = 45;
    let (_, before) = lines.split_last()?;
    let is_wrapped = before.iter().all(|line| line.chars().count() >= WIDTH);
    let mut text = Text::default();
    for line in lines {
        if is_wrapped {
            text.push(" ", false);
        } else {
            text.push_break();
        }
        text.push(line, false);
    }
    let text = text.trimmed();
    (!text.is_empty()).then_some(Block::Paragraph(text))
}
