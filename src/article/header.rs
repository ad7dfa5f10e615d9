//! Parses front matter: TOML between `+++` lines, YAML between `---` lines, or a JSON object. All three become entries
//! with line numbers.

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError};
use toml::de::DeTable;

use super::lines::Lines;
use super::node::{Entry, Node, Value, from_json, from_toml, without_place};
use super::problem::Report;
use crate::wording::Message;

/// The front matter of a file.
pub(super) struct Header {
    /// `None` if the syntax is wrong.
    pub(super) entries: Option<Vec<Entry>>,
    /// The byte of the file at which the article's text begins.
    pub(super) end: usize,
}

/// The most syntax errors of TOML to report: one missing quotation mark causes many.
const MOST_ERRORS: usize = 5;

/// The deepest nesting allowed in YAML.
const DEEPEST: usize = 32;

/// Parses the front matter of a file, if it has any. Returns `None` if the closing fence is missing.
pub(super) fn read(text: &str, lines: &Lines, report: &mut Report) -> Option<Header> {
    let first = text.lines().next().unwrap_or_default().trim_end();
    let read = match first {
        "+++" => toml,
        "---" => yaml,
        _ if is_json(text) => return json(text, lines, report),
        _ => {
            return Some(Header {
                entries: Some(Vec::new()),
                end: 0,
            });
        }
    };
    let start = text.find('\n').map_or(text.len(), |newline| newline + 1);
    let Some((inside, end)) = fenced(text, start, first) else {
        let mend = Message::new("problem-open-mend").with("fence", first);
        report.at(1, Message::new("problem-open"), mend);
        return None;
    };
    Some(Header {
        entries: read(inside, report),
        end,
    })
}

/// The text up to a closing fence, and the byte after the fence's line.
fn fenced<'a>(text: &'a str, start: usize, fence: &str) -> Option<(&'a str, usize)> {
    let mut end = start;
    for line in text.get(start..)?.split_inclusive('\n') {
        let bare = line.trim_end();
        if bare == fence || (fence == "---" && bare == "...") {
            return Some((text.get(start..end)?, end + line.len()));
        }
        end += line.len();
    }
    None
}

fn toml(text: &str, report: &mut Report) -> Option<Vec<Entry>> {
    let lines = Lines::of(text, 2);
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors.iter().take(MOST_ERRORS) {
        let line = error.span().map_or(2, |span| lines.at(span.start));
        let message = error.message().lines().collect::<Vec<_>>().join(" ");
        let mend = match error.message() {
            "duplicate key" => Message::new("problem-twice-mend"),
            _ if has_curly_marks(text, line.saturating_sub(2)) => {
                Message::new("problem-toml-curly-mend")
            }
            _ => Message::new("problem-toml-mend"),
        };
        let what = Message::new("problem-toml").with("message", message);
        report.at(line, what, mend);
    }
    errors
        .is_empty()
        .then(|| from_toml(table.into_inner(), &|byte| lines.at(byte)))
}

/// Whether a value in this line, counted from 0, begins with a curly quotation mark.
fn has_curly_marks(text: &str, line: usize) -> bool {
    let line = text.lines().nth(line).unwrap_or_default();
    line.match_indices(['“', '”', '„', '‘', '’'])
        .any(|(at, _)| {
            let before = line.get(..at).unwrap_or_default().trim_end();
            before.ends_with(['=', '[', ',', '{'])
        })
}

fn yaml(text: &str, report: &mut Report) -> Option<Vec<Entry>> {
    let mut parser = Parser::new_from_str(text);
    let read = document(&mut parser);
    match read {
        Ok(None) => Some(Vec::new()),
        Ok(Some(Node {
            value: Value::Table(entries),
            ..
        })) => Some(entries),
        Ok(Some(node)) => {
            let what = Message::new("problem-table")
                .with("what", Message::new("problem-of-front-matter"))
                .with("kind", node.value.kind());
            report.at(node.line, what, Message::new("problem-yaml-table-mend"));
            None
        }
        Err(error) => {
            let line = error.marker().line() + 1;
            let what = Message::new("problem-yaml").with("message", error.info());
            report.at(line, what, Message::new("problem-yaml-mend"));
            None
        }
    }
}

/// Reads the value of the first YAML document; `None` if it is empty.
fn document<'a, T: saphyr_parser::Input>(
    parser: &mut Parser<'a, T>,
) -> Result<Option<Node>, ScanError> {
    while let Some(event) = parser.next_event() {
        let (event, span) = event?;
        if matches!(event, Event::StreamEnd | Event::DocumentEnd) {
            return Ok(None);
        }
        if !matches!(event, Event::StreamStart | Event::DocumentStart(_)) {
            return value(parser, event, span.start.line(), 0).map(Some);
        }
    }
    Ok(None)
}

/// Reads the value that begins with `event`; `line` counts from 1 within the YAML.
fn value<'a, T: saphyr_parser::Input>(
    parser: &mut Parser<'a, T>,
    event: Event<'a>,
    line: usize,
    depth: usize,
) -> Result<Node, ScanError> {
    if depth > DEEPEST {
        let marker = Marker::new(0, line, 0);
        return Err(ScanError::new_str(marker, "values are nested too deep"));
    }
    let value = match event {
        Event::Scalar(text, style, ..) => scalar(&text, style),
        Event::SequenceStart(..) => {
            let mut items = Vec::new();
            while let Some(event) = parser.next_event() {
                let (event, span) = event?;
                if event == Event::SequenceEnd {
                    break;
                }
                items.push(value(parser, event, span.start.line(), depth + 1)?);
            }
            Value::List(items)
        }
        Event::MappingStart(..) => {
            let mut entries = Vec::new();
            while let Some(event) = parser.next_event() {
                let (event, span) = event?;
                if event == Event::MappingEnd {
                    break;
                }
                let key_line = span.start.line();
                let key = value(parser, event, key_line, depth + 1)?;
                let Some(event) = parser.next_event() else {
                    break;
                };
                let (event, span) = event?;
                // The parser gives an empty value no place.
                let value_line = span.start.line().max(key_line);
                let node = value(parser, event, value_line, depth + 1)?;
                let key = match key.value {
                    Value::Text(key) => key,
                    Value::Integer(key) => key.to_string(),
                    _ => continue,
                };
                entries.push(Entry {
                    key,
                    line: key_line + 1,
                    value: node,
                });
            }
            Value::Table(entries)
        }
        _ => Value::Other("kind-reference"),
    };
    // The fence takes the first line of the file.
    Ok(Node {
        line: line + 1,
        value,
    })
}

/// Reads a scalar; without quotation marks it may be a number, a truth value or null.
fn scalar(text: &str, style: ScalarStyle) -> Value {
    if style != ScalarStyle::Plain {
        return Value::Text(text.to_owned());
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Other("kind-null"),
        "true" | "false" => Value::Other("kind-truth"),
        _ => match text.parse::<i64>() {
            Ok(number) if number.to_string() == text => Value::Integer(number),
            _ => Value::Text(text.to_owned()),
        },
    }
}

/// Whether a file begins with a JSON object. A brace alone is not enough: a text may begin with a shortcode.
fn is_json(text: &str) -> bool {
    let rest = text.strip_prefix('{').map(str::trim_start);
    rest.is_some_and(|rest| rest.starts_with(['"', '}']))
}

fn json(text: &str, lines: &Lines, report: &mut Report) -> Option<Header> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<serde::de::IgnoredAny>();
    if let Some(Err(error)) = values.next() {
        let what = Message::new("problem-json").with("message", without_place(&error));
        let mend = Message::new("problem-json-mend");
        report.at(error.line().max(1), what, mend);
        return None;
    }
    let end = values.byte_offset();
    let object = text.get(..end)?;
    let node = from_json(object, 1).ok()?;
    let Value::Table(mut entries) = node.value else {
        return None;
    };
    // `serde_json` gives no positions, so search for each key after the previous one.
    let mut at = 0;
    for entry in &mut entries {
        let key = format!("{:?}", entry.key);
        let found = object.get(at..).and_then(|rest| rest.find(&key));
        at += found.map_or(0, |offset| offset + key.len());
        entry.line = lines.at(at.saturating_sub(1));
        entry.value.line = entry.line;
    }
    Some(Header {
        entries: Some(entries),
        end,
    })
}
