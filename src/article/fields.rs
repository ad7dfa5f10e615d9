//! The fields of a table: taken by name, checked, and what nobody took reported.
//!
//! A reader asks for each field that it knows. That is the list of known fields: [`Fields::finish`] reports every key
//! that was not asked for, with the known name that looks like it. A field that is wrong is reported where it stands,
//! and reads as absent, so that one look at the report shows everything there is to mend.

use super::node::{Entry, Node, Value};
use super::problem::{Report, control_character, shown};
use crate::wording::Message;

/// A table that is being read.
pub(super) struct Fields {
    /// The key of the words for what the table is: the front matter, a source.
    owner: &'static str,
    line: usize,
    entries: Vec<Entry>,
    known: Vec<&'static str>,
}

impl Fields {
    pub(super) fn new(owner: &'static str, line: usize, entries: Vec<Entry>) -> Fields {
        Fields {
            owner,
            line,
            entries,
            known: Vec::new(),
        }
    }

    /// The line on which the table begins.
    pub(super) fn line(&self) -> usize {
        self.line
    }

    /// The value of a field. JSON's `null` counts as absent.
    pub(super) fn take(&mut self, key: &'static str) -> Option<Node> {
        self.known.push(key);
        let place = self.entries.iter().position(|entry| entry.is(key))?;
        let node = self.entries.remove(place).value;
        (!matches!(node.value, Value::Other("kind-null"))).then_some(node)
    }

    /// The value of a field that must be there.
    pub(super) fn require(&mut self, key: &'static str, report: &mut Report) -> Option<Node> {
        let node = self.take(key);
        if node.is_none() {
            let what = Message::new("problem-missing")
                .with("what", Message::new(self.owner))
                .with("key", quoted(key));
            report.fault(self.line, what, Message::new("problem-missing-mend"));
        }
        node
    }

    /// A field that holds a text.
    pub(super) fn text(&mut self, key: &'static str, report: &mut Report) -> Option<String> {
        self.take(key)
            .and_then(|node| line_of_text(node, key, report))
    }

    /// A field that must be there and holds a text.
    pub(super) fn require_text(
        &mut self,
        key: &'static str,
        report: &mut Report,
    ) -> Option<String> {
        self.require(key, report)
            .and_then(|node| line_of_text(node, key, report))
    }

    /// The field that keeps an article from language models: `reader = "own"`. What is not understood keeps it too.
    pub(super) fn own_reader(&mut self, report: &mut Report) -> bool {
        let Some(node) = self.take("reader") else {
            return false;
        };
        let line = node.line;
        let value = line_of_text(node, "reader", report);
        let is_own = value.as_deref() != Some("model");
        if let Some(value) = value.filter(|value| is_own && value != "own") {
            let what = Message::new("problem-reader").with("reader", shown(&value));
            report.fault(line, what, Message::new("problem-reader-mend"));
        }
        is_own
    }

    /// A field that holds a list of texts; without it, the list is empty.
    pub(super) fn texts(&mut self, key: &'static str, report: &mut Report) -> Vec<(usize, String)> {
        let node = self.take(key);
        let items = node
            .and_then(|node| list(node, key, report))
            .unwrap_or_default();
        let read = |item: Node| (item.line, line_of_text(item, key, report));
        items
            .into_iter()
            .map(read)
            .filter_map(|(line, text)| Some((line, text?)))
            .collect()
    }

    /// A field that holds a list of tables; `owner` is the key of the words for one of them.
    pub(super) fn tables(
        &mut self,
        key: &'static str,
        owner: &'static str,
        report: &mut Report,
    ) -> Vec<Fields> {
        let node = self.take(key);
        let items = node
            .and_then(|node| list(node, key, report))
            .unwrap_or_default();
        items
            .into_iter()
            .filter_map(|item| table(item, owner, report))
            .collect()
    }

    /// The values of those of these fields that are there: names that mean the same.
    pub(super) fn all_of(&mut self, keys: &[&'static str]) -> Vec<(&'static str, Node)> {
        let found = keys.iter().map(|key| (*key, self.take(key)));
        found.filter_map(|(key, node)| Some((key, node?))).collect()
    }

    /// The first of them.
    pub(super) fn first_of(&mut self, keys: &[&'static str]) -> Option<(&'static str, Node)> {
        self.all_of(keys).into_iter().next()
    }

    /// Reports what was not taken: keys that are not known, and keys that stand twice. Where that is no error, the
    /// unknown keys are told in one line, but for those that look like a known one.
    pub(super) fn finish(self, report: &mut Report) {
        let mut unknown: Vec<&Entry> = Vec::new();
        for entry in &self.entries {
            let key = shown(&entry.key);
            if self.known.iter().any(|known| entry.is(known)) {
                let what = Message::new("problem-twice").with("key", key);
                report.fault(entry.line, what, Message::new("problem-twice-mend"));
                continue;
            }
            let mend = match near(&entry.key, &self.known) {
                Some(name) => did_you_mean(name),
                None if report.is_tolerant() => {
                    unknown.push(entry);
                    continue;
                }
                None => Message::new("problem-unknown-mend").with("known", self.known.join(", ")),
            };
            let what = Message::new("problem-unknown").with("key", key);
            report.fault(entry.line, what, mend);
        }
        let Some(first) = unknown.first() else {
            return;
        };
        let keys: Vec<String> = unknown.iter().map(|entry| shown(&entry.key)).collect();
        let what = Message::new("problem-left-out")
            .with("count", keys.len())
            .with("keys", keys.join(", "));
        report.fault(first.line, what, Message::new("problem-left-out-mend"));
    }
}

/// A value that must be a list.
pub(super) fn list(node: Node, key: &str, report: &mut Report) -> Option<Vec<Node>> {
    if let Value::List(items) = node.value {
        return Some(items);
    }
    let (what, mend) = (
        Message::new("problem-list"),
        Message::new("problem-list-mend"),
    );
    wrong_kind(&node, quoted(key), what, mend, report);
    None
}

/// A value that must be a table; `owner` is the key of the words for it.
pub(super) fn table(node: Node, owner: &'static str, report: &mut Report) -> Option<Fields> {
    if let Value::Table(entries) = node.value {
        return Some(Fields::new(owner, node.line, entries));
    }
    let (what, mend) = (
        Message::new("problem-table"),
        Message::new("problem-table-mend"),
    );
    wrong_kind(&node, Message::new(owner), what, mend, report);
    None
}

/// A value that must be a text.
pub(super) fn text(node: Node, key: &str, report: &mut Report) -> Option<String> {
    match node.value {
        Value::Text(text) => return Some(text),
        Value::Integer(number) if report.is_tolerant() => return Some(number.to_string()),
        _ => {}
    }
    let (what, mend) = (
        Message::new("problem-text"),
        Message::new("problem-text-mend"),
    );
    wrong_kind(&node, quoted(key), what, mend, report);
    None
}

/// A value that must be a whole number.
pub(super) fn integer(node: &Node, key: &str, report: &mut Report) -> Option<i64> {
    if let Value::Integer(number) = node.value {
        return Some(number);
    }
    let (what, mend) = (
        Message::new("problem-number"),
        Message::new("problem-number-mend"),
    );
    wrong_kind(node, quoted(key), what, mend, report);
    None
}

/// A value that must be a text of one line, and not blank.
pub(super) fn line_of_text(node: Node, key: &str, report: &mut Report) -> Option<String> {
    let line = node.line;
    let mut text = text(node, key, report)?;
    if report.is_tolerant() {
        let lines = text.split(['\n', '\r', '\t']).map(str::trim);
        text = lines.collect::<Vec<_>>().join(" ").trim().to_owned();
    }
    if text.trim().is_empty() {
        let what = Message::new("problem-empty").with("what", quoted(key));
        report.fault(line, what, Message::new("problem-empty-mend"));
        return None;
    }
    is_one_line(&text, line, key, report).then_some(text)
}

/// Whether a text has no line break, tab or other control character; reports the first.
pub(super) fn is_one_line(text: &str, line: usize, key: &str, report: &mut Report) -> bool {
    if text.contains(['\n', '\r', '\t']) {
        let what = Message::new("problem-lines").with("what", quoted(key));
        report.fault(line, what, Message::new("problem-lines-mend"));
        return false;
    }
    holds_no_control(text, line, quoted(key), report)
}

/// Whether a text is free of forbidden control characters; reports the first.
pub(super) fn holds_no_control(
    text: &str,
    line: usize,
    what: Message,
    report: &mut Report,
) -> bool {
    let Some(char) = control_character(text) else {
        return true;
    };
    let code = u32::from(char);
    let held = Message::new("problem-control")
        .with("what", what)
        .with("code", format!("U+{code:04X}"));
    report.fault(line, held, Message::new("problem-control-mend"));
    false
}

/// Reports a value of the wrong kind; `problem` is that it must be of another.
fn wrong_kind(node: &Node, what: Message, problem: Message, mend: Message, report: &mut Report) {
    let problem = problem.with("what", what).with("kind", node.value.kind());
    report.fault(node.line, problem, mend);
}

/// The name of a field, between quotation marks.
fn quoted(key: &str) -> Message {
    Message::verbatim(format!("{key:?}"))
}

/// The question whether a known name was meant.
pub(super) fn did_you_mean(name: &str) -> Message {
    Message::new("problem-did-you-mean").with("name", quoted(name))
}

/// The known name that a mistyped one most looks like, if any does.
pub(super) fn near<'a>(typed: &str, known: &[&'a str]) -> Option<&'a str> {
    const LONGEST: usize = 24;
    let typed: Vec<char> = typed.to_lowercase().chars().take(LONGEST).collect();
    let distances = known.iter().map(|name| (distance(&typed, name), *name));
    let (errors, name) = distances.min()?;
    (errors <= 2 && errors * 2 <= typed.len()).then_some(name)
}

/// How many letters must be inserted, removed or replaced to make one word of the other.
fn distance(typed: &[char], name: &str) -> usize {
    let mut row: Vec<usize> = (0..=typed.len()).collect();
    for (above, wanted) in name.chars().enumerate() {
        let mut diagonal = above;
        let mut left = above + 1;
        for (cell, letter) in row.iter_mut().skip(1).zip(typed) {
            let replaced = diagonal + usize::from(*letter != wanted);
            diagonal = *cell;
            left = replaced.min(left + 1).min(diagonal + 1);
            *cell = left;
        }
        if let Some(first) = row.first_mut() {
            *first = above + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}
