//! Recognises captions, tables, and links to notes among the elements of a page.

use dom_query::NodeRef;

/// The cells of a table's row.
pub(super) fn cells<'a>(row: &NodeRef<'a>) -> Vec<NodeRef<'a>> {
    let children = row.element_children().into_iter();
    children
        .filter(|cell| cell.has_name("td") || cell.has_name("th"))
        .collect()
}

/// Whether a cell holds a heading, or more than one paragraph.
pub(super) fn holds_blocks(cell: &NodeRef) -> bool {
    let inner: Vec<NodeRef> = cell.descendants_it().collect();
    let is_heading = |node: &NodeRef| ["h1", "h2", "h3"].iter().any(|name| node.has_name(name));
    inner.iter().any(is_heading) || inner.iter().filter(|node| node.has_name("p")).count() > 1
}

/// Whether an element has a class that publishing systems give to captions.
pub(super) fn is_caption(node: &NodeRef) -> bool {
    const NAMES: [&str; 5] = [
        "tr-caption",
        "wp-caption-text",
        "figcaption",
        "image-caption",
        "photo-caption",
    ];
    let has_name = NAMES.iter().any(|name| node.has_class(name));
    let in_figure = || {
        let mut above = node.ancestors_it(Some(2));
        above.any(|parent| parent.has_name("figure") || parent.has_class("wp-caption"))
    };
    has_name || (node.has_class("caption") && !node.has_name("figure") && in_figure())
}

/// Whether a superscript is only a link to a note.
pub(super) fn is_note_mark(node: &NodeRef) -> bool {
    let mut links = node.descendants_it().filter(|inner| inner.has_name("a"));
    let leads_within = links
        .next()
        .and_then(|link| link.attr("href"))
        .is_some_and(|href| href.contains('#'));
    const LONGEST: usize = 5;
    leads_within && node.text().trim().chars().count() <= LONGEST
}

/// Whether a link's text is only an arrow back, such as `↩` below a note.
pub(super) fn is_arrow(text: &str) -> bool {
    !text.chars().any(char::is_alphanumeric)
}
