//! Recognises elements of a page that are not part of its article.

use dom_query::NodeRef;

/// Elements without article text.
const ELEMENTS: &[&str] = &[
    "aside", "audio", "button", "canvas", "datalist", "dialog", "embed", "footer", "form", "head",
    "iframe", "input", "map", "math", "menu", "nav", "noscript", "object", "script", "select",
    "style", "svg", "template", "textarea", "title", "video",
];

/// ARIA roles of elements without article text.
#[rustfmt::skip]
const ROLES: &[&str] = &[
    "alert", "banner", "complementary", "contentinfo", "dialog", "menu", "navigation", "search", "toolbar",
];

/// Parts of class names that publishing systems give to elements without article text.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "ad", "ads", "advert", "advertentie", "advertisement", "advertorial", "author-bio", "authorbox", "breadcrumb",
    "breadcrumbs", "byline", "comments", "cookie", "disqus", "donate", "entry-footer", "entry-meta", "jp-relatedposts",
    "kg-bookmark-card", "kg-button-card", "kg-signup-card", "lees-ook", "leesook", "meer-lezen", "newsletter",
    "nieuwsbrief", "noprint", "page-links", "paywall", "post-footer", "post-meta", "post-navigation", "post-tags",
    "promo", "read-more", "readmore", "reacties", "related", "screen-reader-text", "share", "sharedaddy", "sharing",
    "sidebar", "signup", "skip-link", "social", "sr-only", "subscribe", "taglist", "tags", "toc", "visually-hidden",
    "visuallyhidden",
];

/// Inline elements.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "ins", "kbd", "label", "mark", "nobr", "picture", "q", "rp", "rt", "ruby",
    "s", "samp", "small", "source", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
    "var", "wbr",
];

/// Whether an element is hidden or not part of the article.
pub(super) fn is_left_out(node: &NodeRef) -> bool {
    let name = node.node_name().unwrap_or_default();
    if ELEMENTS.contains(&&*name) {
        return true;
    }
    let attribute = |key: &str| node.attr(key).unwrap_or_default().to_ascii_lowercase();
    let style: String = attribute("style").split_whitespace().collect();
    node.has_attr("hidden")
        || attribute("aria-hidden") == "true"
        || style.contains("display:none")
        || style.contains("visibility:hidden")
        || ROLES.contains(&attribute("role").as_str())
        || is_marked(node)
}

/// Whether a class or the id marks boilerplate. Ignores `body`, `main` and `article`, whose classes describe the whole page.
fn is_marked(node: &NodeRef) -> bool {
    let name = node.node_name().unwrap_or_default();
    if matches!(&*name, "body" | "main" | "article" | "html") {
        return false;
    }
    let classes = node.class().unwrap_or_default().to_ascii_lowercase();
    let id = node.id_attr().unwrap_or_default().to_ascii_lowercase();
    classes.split_whitespace().chain([id.as_str()]).any(says_so)
}

/// Whether a name is one of the words, or has one as its beginning or end: `article__share`, `share-buttons`.
fn says_so(name: &str) -> bool {
    let name = name.replace("__", "-").replace('_', "-");
    WORDS.iter().any(|word| {
        name.strip_prefix(word)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
            || name
                .strip_suffix(word)
                .is_some_and(|rest| rest.ends_with('-'))
    })
}

/// Whether an element is inline by its name and holds no block.
pub(super) fn is_inline(node: &NodeRef) -> bool {
    let is_phrase = |node: &NodeRef| {
        let name = node.node_name().unwrap_or_default();
        INLINE.contains(&&*name) || matches!(&*name, "br" | "svg" | "script" | "style")
    };
    let known = node
        .node_name()
        .is_some_and(|name| INLINE.contains(&&*name) || name.contains('-'));
    known
        && node
            .descendants_it()
            .filter(NodeRef::is_element)
            .all(|inner| is_phrase(&inner))
}
