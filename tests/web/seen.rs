//! What a reader sees of a page, by an independent reading of its HTML.

use std::collections::BTreeMap;

use html5gum::{Token, Tokenizer};

/// Elements without an end tag.
const VOID: [&str; 5] = ["meta", "link", "input", "br", "option"];

/// What a page shows.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    /// The text of each element with an id, without paragraph numbers, remarks and what is for listeners alone.
    pub(crate) by_id: BTreeMap<String, String>,
    /// Every link, in order: its address and its words.
    pub(crate) links: Vec<(String, String)>,
    /// All marked words, in order.
    pub(crate) marks: Vec<String>,
    /// Every attribute and its value.
    pub(crate) attributes: Vec<(String, String)>,
    /// Every element's name.
    pub(crate) elements: Vec<String>,
}

/// Reads a page.
pub(crate) fn seen(html: &str) -> Seen {
    let mut seen = Seen::default();
    let mut open: Vec<Open> = Vec::new();
    for token in Tokenizer::new(html).flatten() {
        match token {
            Token::StartTag(tag) => {
                let name = text(&tag.name);
                let attributes = tag.attributes.iter();
                let attributes: Vec<(String, String)> = attributes
                    .map(|(name, value)| (text(name), text(value)))
                    .collect();
                let value = |wanted: &str| {
                    let mut all = attributes.iter();
                    all.find(|(name, _)| name == wanted)
                        .map(|(_, value)| value.clone())
                };
                let class = value("class").unwrap_or_default();
                let opened = Open {
                    id: value("id"),
                    url: value("href").filter(|_| name == "a"),
                    is_apart: ["hoorbaar", "nummer", "noot"].contains(&class.as_str()),
                    name: name.clone(),
                    text: String::new(),
                };
                seen.elements.push(name.clone());
                seen.attributes.extend(attributes);
                if !VOID.contains(&name.as_str()) {
                    open.push(opened);
                }
            }
            Token::EndTag(tag) => {
                let name = text(&tag.name);
                if VOID.contains(&name.as_str()) {
                    continue;
                }
                let closed = open.pop().expect("an open element");
                assert_eq!(closed.name, name, "the elements nest");
                if let (Some(outer), false) = (open.last_mut(), closed.is_apart) {
                    outer.text.push_str(&closed.text);
                }
                seen.links
                    .extend(closed.url.map(|url| (url, closed.text.clone())));
                seen.marks
                    .extend((name == "mark").then(|| closed.text.clone()));
                if let Some(id) = closed.id {
                    let twice = seen.by_id.insert(id, closed.text);
                    assert_eq!(twice, None, "an id stands once");
                }
            }
            Token::String(string) => {
                let last = open.last_mut().expect("an open element");
                last.text.push_str(&text(&string));
            }
            _ => {}
        }
    }
    assert!(open.is_empty(), "every element is closed");
    seen
}

struct Open {
    name: String,
    id: Option<String>,
    url: Option<String>,
    is_apart: bool,
    text: String,
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("text")
}
