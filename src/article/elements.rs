//! [`Role`]: what an HTML element means for the text of a page.

use super::piece::Stress;

/// What an element means for the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Begins and ends a block.
    Block,
    Heading(u8),
    /// A list with bullets or numbers.
    List,
    /// A table, a list of terms.
    Group,
    Item,
    /// A line inside a group.
    Line,
    Cell,
    Break,
    Rule,
    Legend,
    Image,
    Link,
    Stress(Stress),
    Preformatted,
    /// Its content is not shown.
    Unseen,
    /// Changes nothing.
    Inline,
}

/// The hidden elements that last until their end tag, even past a blank line in Markdown.
pub(super) const LASTING: [&str; 5] = ["iframe", "noscript", "script", "style", "template"];

/// The role of the element with this name, in lower case.
pub(super) fn role(name: &str) -> Role {
    match name {
        "address" | "article" | "aside" | "blockquote" | "body" | "center" | "details" | "div"
        | "fieldset" | "figure" | "footer" | "header" | "hgroup" | "html" | "main" | "p"
        | "section" | "summary" => Role::Block,
        "h1" => Role::Heading(1),
        "h2" => Role::Heading(2),
        "h3" => Role::Heading(3),
        "h4" => Role::Heading(4),
        "h5" => Role::Heading(5),
        "h6" => Role::Heading(6),
        "ul" | "ol" | "menu" => Role::List,
        "table" | "dl" => Role::Group,
        "li" => Role::Item,
        "tr" | "caption" | "dt" | "dd" => Role::Line,
        "td" | "th" => Role::Cell,
        "br" => Role::Break,
        "hr" => Role::Rule,
        "figcaption" => Role::Legend,
        "img" => Role::Image,
        "a" => Role::Link,
        "b" | "strong" => Role::Stress(Stress::Strong),
        "i" | "em" => Role::Stress(Stress::Emphasis),
        "pre" => Role::Preformatted,
        "audio" | "button" | "canvas" | "datalist" | "form" | "head" | "iframe" | "math"
        | "nav" | "noscript" | "object" | "script" | "select" | "style" | "svg" | "template"
        | "textarea" | "title" | "video" => Role::Unseen,
        _ => Role::Inline,
    }
}
