//! [`Id`]: the name under which an article is cited and chosen.

use super::fields;
use super::node::Node;
use super::problem::{Report, shown};
use crate::wording::Message;

/// An article's id and its line; the text is empty if the id was reported or is absent.
#[derive(Default, Clone)]
pub(super) struct Id {
    pub(super) text: String,
    pub(super) line: usize,
}

/// Reads an id; reports one that addresses and commands cannot hold and returns `None`.
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

/// Whether a character cannot be part of an id, because it would end the id in an address or a command.
pub(super) fn is_no_part_of_an_id(char: char) -> bool {
    char.is_whitespace() || char.is_control() || matches!(char, '#' | '/' | '\\')
}
