//! [`Node`]: a value of TOML, YAML or JSON with its line number, so that [`super::fields`] checks all three alike.
//!
//! Keys keep their order, and a duplicate key stays in the list.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::wording::Message;

/// A value and the line on which it begins.
pub(super) struct Node {
    pub(super) line: usize,
    pub(super) value: Value,
}

pub(super) enum Value {
    Text(String),
    Integer(i64),
    List(Vec<Node>),
    Table(Vec<Entry>),
    /// A value that no field accepts; holds the message key that names its kind.
    Other(&'static str),
}

/// A key, its line, and its value.
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) line: usize,
    pub(super) value: Node,
}

impl Entry {
    /// Whether the key is this name, ignoring case.
    pub(super) fn is(&self, name: &str) -> bool {
        self.key.eq_ignore_ascii_case(name)
    }
}

impl Value {
    /// The name of its kind, for a message.
    pub(super) fn kind(&self) -> Message {
        match self {
            Value::Text(_) => Message::new("kind-text"),
            Value::Integer(_) => Message::new("kind-number"),
            Value::List(_) => Message::new("kind-list"),
            Value::Table(_) => Message::new("kind-table"),
            Value::Other(kind) => Message::new(*kind),
        }
    }
}

/// Converts a TOML table; `line_at` gives the line of a byte.
pub(super) fn from_toml(table: DeTable<'_>, line_at: &impl Fn(usize) -> usize) -> Vec<Entry> {
    let entry = |(key, value): (Spanned<_>, Spanned<DeValue<'_>>)| {
        let line = line_at(key.span().start);
        Entry {
            key: String::from(key.into_inner()),
            line,
            value: toml_value(value, line_at),
        }
    };
    table.into_iter().map(entry).collect()
}

fn toml_value(spanned: Spanned<DeValue<'_>>, line_at: &impl Fn(usize) -> usize) -> Node {
    let line = line_at(spanned.span().start);
    let value = match spanned.into_inner() {
        DeValue::String(text) => Value::Text(text.into_owned()),
        DeValue::Integer(integer) => {
            let number = i64::from_str_radix(integer.as_str(), integer.radix());
            number.map_or(Value::Other("kind-large-number"), Value::Integer)
        }
        DeValue::Array(items) => Value::List(
            items
                .into_iter()
                .map(|item| toml_value(item, line_at))
                .collect(),
        ),
        DeValue::Table(table) => Value::Table(from_toml(table, line_at)),
        DeValue::Float(_) => Value::Other("kind-fraction"),
        DeValue::Boolean(_) => Value::Other("kind-truth"),
        DeValue::Datetime(date) => Value::Text(date.to_string()),
    };
    Node { line, value }
}

/// Parses JSON and gives every value the same line.
pub(super) fn from_json(text: &str, line: usize) -> Result<Node, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let node = OnLine(line).deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(node)
}

/// The message of a JSON error without the line and column at its end.
pub(super) fn without_place(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let bare = message.rsplit_once(" at line ").map(|(bare, _)| bare);
    bare.unwrap_or(&message).to_owned()
}

/// Deserializes a [`Node`], with this line for all values.
#[derive(Clone, Copy)]
struct OnLine(usize);

impl OnLine {
    fn node(self, value: Value) -> Node {
        Node {
            line: self.0,
            value,
        }
    }
}

impl<'de> DeserializeSeed<'de> for OnLine {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for OnLine {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(self.node(Value::Text(text.to_owned())))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Node, E> {
        Ok(self.node(Value::Integer(number)))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Node, E> {
        let value = i64::try_from(number).map_or(Value::Other("kind-large-number"), Value::Integer);
        Ok(self.node(value))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Node, E> {
        Ok(self.node(Value::Other("kind-fraction")))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Node, E> {
        Ok(self.node(Value::Other("kind-truth")))
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(self.node(Value::Other("kind-null")))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = sequence.next_element_seed(self)? {
            items.push(item);
        }
        Ok(self.node(Value::List(items)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            let value = map.next_value_seed(self)?;
            entries.push(Entry {
                key,
                line: self.0,
                value,
            });
        }
        Ok(self.node(Value::Table(entries)))
    }
}
