//! Reads feeds (RSS 2.0, RSS 1.0, Atom) with full articles, and exports of `WordPress`.

use std::collections::HashMap;

use roxmltree::Node;

use super::batch::{Batch, LeftOut};
use super::block::{Block, Text};
use super::draft::Draft;
use super::page;
use super::shortcodes;
use super::values::{first, language, names, unescaped};
use super::xml::{attribute, child, child_text, children, is, text};
use crate::article::{Published, is_web_address};

/// Reads the items of a feed or an export; `None` if the document is neither.
pub(super) fn read(root: Node) -> Option<Batch> {
    match root.tag_name().name() {
        "rss" => child(root, "channel").map(|channel| items(channel, channel)),
        "RDF" => child(root, "channel").map(|channel| items(channel, root)),
        "feed" => Some(atom(root)),
        _ => None,
    }
}

/// The values that all articles of a feed share.
struct Site {
    name: String,
    language: String,
    /// The display names of `WordPress`'s users, by login name.
    people: HashMap<String, String>,
}

fn items(channel: Node, holder: Node) -> Batch {
    let people = children(channel, "author").map(|author| {
        (
            child_text(author, "author_login"),
            child_text(author, "author_display_name"),
        )
    });
    let site = Site {
        name: unescaped(&child_text(channel, "title")),
        language: language(&child_text(channel, "language")).unwrap_or_default(),
        people: people.collect(),
    };
    let mut batch = Batch::default();
    for item in children(holder, "item") {
        let kind = child_text(item, "post_type");
        let is_export = !kind.is_empty();
        if is_export && !matches!(kind.as_str(), "post" | "page") {
            continue;
        }
        let title = unescaped(&child_text(item, "title"));
        if is_export && child_text(item, "status") != "publish" {
            batch.left_out.push((title, LeftOut::NotPublished));
            continue;
        }
        let url = [child_text(item, "link"), permalink(item)];
        let url = url.into_iter().find(|url| is_web_address(url));
        let html = content(item);
        let blocks = if is_export {
            let is_formatted = html.contains("<!-- wp:") || html.contains("<p");
            page::fragment(&shortcodes::replaced(&html), url.as_deref(), !is_formatted)
        } else {
            page::fragment(&html, url.as_deref(), false)
        };
        let dates = ["post_date", "pubDate", "date"].map(|name| child_text(item, name));
        let draft = Draft {
            title,
            authors: site.authors(item),
            language: site.language.clone(),
            published: dates.iter().find_map(|text| Published::found(text)),
            url,
            publisher: Some(site.name.clone()).filter(|name| !name.is_empty()),
            blocks,
        };
        batch.take(draft);
    }
    batch
}

impl Site {
    fn authors(&self, item: Node) -> Vec<String> {
        let creators = children(item, "creator").map(text);
        let creators = creators.map(|name| self.people.get(&name).cloned().unwrap_or(name));
        let found: Vec<String> = creators.flat_map(|name| names(&name)).collect();
        if !found.is_empty() {
            return found;
        }
        // RSS has an e-mail address here, with the name in brackets.
        let author = child_text(item, "author");
        let in_brackets = author
            .split_once('(')
            .and_then(|(_, name)| name.split_once(')'));
        match in_brackets {
            Some((name, _)) => names(name),
            None if author.contains('@') => Vec::new(),
            None => names(&author),
        }
    }
}

fn permalink(item: Node) -> String {
    let guid = child(item, "guid");
    let guid = guid.filter(|guid| attribute(*guid, "isPermaLink") != Some("false"));
    guid.map(text).unwrap_or_default()
}

/// An item's full text: `content:encoded`, or a description with paragraphs, which is no summary.
fn content(item: Node) -> String {
    let is_whole = |node: &Node| {
        let namespace = node.tag_name().namespace().unwrap_or_default();
        is(*node, "encoded") && !namespace.contains("excerpt")
    };
    if let Some(whole) = item.children().find(is_whole) {
        return text(whole);
    }
    let description = child_text(item, "description");
    let is_full = description.matches("<p").count() > 1;
    if is_full { description } else { String::new() }
}

fn atom(feed: Node) -> Batch {
    let site = unescaped(&child_text(feed, "title"));
    let spoken = attribute(feed, "lang")
        .and_then(language)
        .unwrap_or_default();
    let mut batch = Batch::default();
    for entry in children(feed, "entry") {
        let url = children(entry, "link")
            .filter(|link| attribute(*link, "rel").is_none_or(|rel| rel == "alternate"))
            .find_map(|link| attribute(link, "href"))
            .filter(|url| is_web_address(url))
            .map(str::to_owned);
        let credits = |node: Node| -> Vec<String> {
            children(node, "author")
                .flat_map(|author| names(&child_text(author, "name")))
                .collect()
        };
        let dates = ["published", "updated"].map(|name| child_text(entry, name));
        let blocks = child(entry, "content").map(|content| atom_blocks(content, url.as_deref()));
        let tongue = attribute(entry, "lang").and_then(language);
        batch.take(Draft {
            title: unescaped(&child_text(entry, "title")),
            authors: first([credits(entry), credits(feed)]),
            language: tongue.unwrap_or_else(|| spoken.clone()),
            published: dates.iter().find_map(|text| Published::found(text)),
            url,
            publisher: Some(site.clone()).filter(|name| !name.is_empty()),
            blocks: blocks.unwrap_or_default(),
        });
    }
    batch
}

/// The blocks of an entry's content, which is HTML as text, XHTML as elements, or plain text.
fn atom_blocks(content: Node, base: Option<&str>) -> Vec<Block> {
    match attribute(content, "type").unwrap_or("text") {
        "html" | "text/html" => page::fragment(&text(content), base, false),
        "xhtml" => {
            // XHTML elements may have a prefix.
            let range = content.range();
            let source = content
                .document()
                .input_text()
                .get(range)
                .unwrap_or_default();
            page::fragment(&without_prefixes(content, source), base, false)
        }
        _ => text(content)
            .split("\n\n")
            .map(Text::from_words)
            .filter(|text| !text.is_empty())
            .map(Block::Paragraph)
            .collect(),
    }
}

/// Writes elements without the prefix of their names: `<p>` for `<xhtml:p>`.
fn without_prefixes(content: Node, source: &str) -> String {
    let mut inner = content.descendants().filter(|node| is(*node, "div"));
    let prefix = inner
        .next()
        .and_then(|div| div.tag_name().namespace())
        .and_then(|namespace| content.lookup_prefix(namespace))
        .filter(|prefix| !prefix.is_empty());
    match prefix {
        Some(prefix) => source
            .replace(&format!("<{prefix}:"), "<")
            .replace(&format!("</{prefix}:"), "</"),
        None => source.to_owned(),
    }
}

/// Removes the line that `WordPress` adds below an article in a feed.
pub(super) fn drop_feed_line(draft: &mut Draft) {
    const FORMS: [(&str, &str); 3] = [
        ("Het bericht ", " verscheen eerst op "),
        ("The post ", " appeared first on "),
        ("The post ", " first appeared on "),
    ];
    let Some(Block::Paragraph(text)) = draft.blocks.last() else {
        return;
    };
    let words = text.as_str();
    let is_line = FORMS
        .iter()
        .any(|(start, middle)| words.starts_with(start) && words.contains(middle));
    if is_line {
        draft.blocks.pop();
    }
}
