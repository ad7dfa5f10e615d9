//! Parses the XML of documents, feeds and exports.

use roxmltree::{Document, Node, ParsingOptions};

use crate::wording::Message;

/// The deepest nesting allowed, because the readers are recursive.
const DEEPEST: usize = 200;

/// Parses XML. Call [`allowed`] before, because exports hold characters that XML forbids. Fails if the XML is invalid or nested
/// too deep; the error names the place.
pub(super) fn parse(text: &str) -> Result<Document<'_>, Message> {
    let options = ParsingOptions {
        allow_dtd: true,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(text, options)
        .map_err(|error| Message::verbatim(error.to_string()))?;
    let mut nodes = document.descendants();
    if nodes.any(|node| node.ancestors().take(DEEPEST + 1).count() > DEEPEST) {
        return Err(Message::new("import-too-deep"));
    }
    Ok(document)
}

/// Removes the control characters that XML forbids.
pub(super) fn allowed(text: &str) -> String {
    let is_allowed = |char: &char| !char.is_control() || matches!(char, '\n' | '\r' | '\t');
    text.chars().filter(is_allowed).collect()
}

/// The first child element of this local name.
pub(super) fn child<'a, 'b>(node: Node<'a, 'b>, name: &str) -> Option<Node<'a, 'b>> {
    node.children().find(|child| is(*child, name))
}

/// The child elements of this local name.
pub(super) fn children<'a, 'b>(
    node: Node<'a, 'b>,
    name: &'static str,
) -> impl Iterator<Item = Node<'a, 'b>> {
    node.children().filter(move |child| is(*child, name))
}

/// Whether a node is an element of this local name.
pub(super) fn is(node: Node, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

/// An attribute by its local name.
pub(super) fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    let found = node.attributes().find(|attribute| attribute.name() == name);
    found.map(|attribute| attribute.value())
}

/// All text in an element, without white space at its ends.
pub(super) fn text(node: Node) -> String {
    let texts = node.descendants().filter(Node::is_text);
    let whole: String = texts.filter_map(|node| node.text()).collect();
    whole.trim().to_owned()
}

/// The text of the first child of this local name; empty if there is none.
pub(super) fn child_text(node: Node, name: &str) -> String {
    child(node, name).map(text).unwrap_or_default()
}
