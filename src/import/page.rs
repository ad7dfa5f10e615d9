//! Reads the article of a web page.
//!
//! Readability finds the part of the page with the article. The text then comes from the page itself, because Readability
//! also removes parts by suspicion. Between the first and the last paragraph, only marked boilerplate is left out (see
//! [`super::boilerplate`]).

use std::collections::{HashMap, HashSet};

use dom_query::{Document, NodeId, NodeRef};
use dom_smoothie::{Config, Readability};

use super::about::{self, About};
use super::block::Block;
use super::boilerplate::is_left_out;
use super::draft::{Draft, same};
use super::walk::{Found, Walk};
use crate::lexicon::spaces::squeezed;

/// The deepest nesting of elements allowed in a page.
const DEEPEST: usize = 400;

/// The limit of elements times depth for Readability, whose time grows with both.
const MOST_ELEMENTS: usize = 300_000;

/// Reads a page; `None` if it has no article. `address` is its web address.
pub(super) fn read(html: &str, address: Option<&str>) -> Option<Draft> {
    let page = Document::from(html);
    if is_too_deep(&page) {
        return None;
    }
    let about = about::read(&page, address);
    let is_large = depths(&page).sum::<usize>() > MOST_ELEMENTS;
    let known = if is_large {
        HashSet::new()
    } else {
        readable(html)
    };
    let container = declared(&page).or_else(|| container(&page, &known))?;
    let heading = heading(&page, &about.draft.title);
    let scope = match &heading {
        Some(heading) => shared_ancestor(heading, &container)?,
        None => container,
    };
    let walk = Walk::new(about.draft.url.as_deref()).around(container.id);
    let choice = Choice {
        about: &about,
        known: &known,
        has_heading: heading.is_some(),
    };
    let blocks = choice.of(walk.run(&scope));
    let mut draft = Draft {
        blocks,
        ..about.draft
    };
    draft.tidy();
    (draft.has_text() && !draft.title.is_empty()).then_some(draft)
}

/// The blocks of a fragment of HTML, such as a feed's item.
pub(super) fn fragment(html: &str, base: Option<&str>, blank_lines: bool) -> Vec<Block> {
    let fragment = Document::fragment(html);
    if is_too_deep(&fragment) {
        return Vec::new();
    }
    let walk = Walk::new(base);
    let walk = if blank_lines {
        walk.with_blank_lines()
    } else {
        walk
    };
    let blocks = walk.run(&fragment.root());
    blocks.into_iter().map(|found| found.block).collect()
}

fn is_too_deep(page: &Document) -> bool {
    depths(page).any(|depth| depth > DEEPEST)
}

/// The depths of a page's elements, up to the limit.
fn depths(page: &Document) -> impl Iterator<Item = usize> {
    let root = page.root();
    let depths = root
        .descendants_it()
        .map(|node| node.ancestors_it(Some(DEEPEST + 1)).count());
    depths.collect::<Vec<_>>().into_iter()
}

/// The article's text according to Readability: the letters of each block.
fn readable(html: &str) -> HashSet<String> {
    let config = Config {
        disable_json_ld: true,
        ..Config::default()
    };
    let article = Readability::new(html, None, Some(config)).and_then(|mut page| page.parse());
    let content = article.map(|article| article.content).unwrap_or_default();
    let blocks = fragment(&content, None, false);
    blocks
        .iter()
        .filter_map(Block::text)
        .map(|text| letters(text.as_str()))
        .collect()
}

fn letters(text: &str) -> String {
    text.chars().filter(|char| char.is_alphanumeric()).collect()
}

/// The element that the page marks as the article's text.
fn declared(page: &Document) -> Option<NodeRef<'_>> {
    let found = page.select(r#"[itemprop~="articleBody"]"#);
    match found.nodes() {
        [only] if only.text().trim().len() > 1 && !only.has_name("meta") => Some(*only),
        _ => None,
    }
}

/// The smallest element with nearly all text that Readability found. If an `article` has most of it, only the text in there
/// counts.
fn container<'a>(page: &'a Document, known: &HashSet<String>) -> Option<NodeRef<'a>> {
    const MOST: usize = 60;
    const NEARLY_ALL: usize = 90;
    let body = page.body()?;
    let sizes = Sizes::of(&body, known);
    if sizes.size(&body) == 0 {
        let places = ["article", "main", "[role=main]", "body"];
        let find = |place: &&str| page.select_single(place).nodes().first().copied();
        return places.iter().find_map(find);
    }
    let articles = page.select("article");
    let largest = articles
        .nodes()
        .iter()
        .find(|node| sizes.holds(node, &body, MOST));
    let whole = largest.copied().unwrap_or(body);
    let mut node = whole;
    let holds_all = |child: &NodeRef| sizes.holds(child, &whole, NEARLY_ALL);
    while let Some(child) = node.children_it(false).find(holds_all) {
        node = child;
    }
    Some(node)
}

/// How many letters of Readability's text each element has.
struct Sizes(HashMap<NodeId, usize>);

impl Sizes {
    fn of(body: &NodeRef, known: &HashSet<String>) -> Self {
        /// Shorter texts also occur in menus.
        const SHORTEST: usize = 25;
        let mut sizes: HashMap<NodeId, usize> = HashMap::new();
        for leaf in leaves(body) {
            let text = letters(&leaf.text());
            if text.len() < SHORTEST || !known.contains(&text) {
                continue;
            }
            for node in std::iter::once(leaf).chain(leaf.ancestors_it(None)) {
                *sizes.entry(node.id).or_default() += text.len();
            }
        }
        Self(sizes)
    }

    fn size(&self, node: &NodeRef) -> usize {
        self.0.get(&node.id).copied().unwrap_or_default()
    }

    /// Whether an element has this share of the whole text.
    fn holds(&self, node: &NodeRef, whole: &NodeRef, percent: usize) -> bool {
        let size = self.size(node);
        size > 0 && size * 100 >= self.size(whole) * percent && !is_leaf(node)
    }
}

/// The elements that hold text and no other block.
fn leaves<'a>(body: &NodeRef<'a>) -> Vec<NodeRef<'a>> {
    const NAMES: [&str; 3] = ["blockquote", "div", "section"];
    let is_block = |node: &NodeRef| is_leaf(node) || NAMES.iter().any(|name| node.has_name(name));
    let holds_block = |node: &NodeRef| node.descendants_it().any(|inner| is_block(&inner));
    let found = body.descendants_it().filter(is_block);
    found
        .filter(|node| (node.has_name("p") || !holds_block(node)) && !is_left_out(node))
        .collect()
}

fn is_leaf(node: &NodeRef) -> bool {
    const NAMES: [&str; 8] = ["figcaption", "h1", "h2", "h3", "h4", "li", "p", "pre"];
    NAMES.iter().any(|name| node.has_name(name))
}

/// The heading that shows the title: the one that says the same, or else the only `h1`.
fn heading<'a>(page: &'a Document, title: &str) -> Option<NodeRef<'a>> {
    let found = page.select(about::HEADINGS);
    let saying = found.nodes().iter().find(|node| same(&node.text(), title));
    let only = || match page.select("h1").nodes() {
        [only] => Some(*only),
        _ => None,
    };
    saying.copied().or_else(only)
}

/// The smallest element that contains both.
fn shared_ancestor<'a>(one: &NodeRef<'a>, other: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    let mut above: HashSet<NodeId> = other.ancestors_it(None).map(|node| node.id).collect();
    above.insert(other.id);
    let own = std::iter::once(*one).chain(one.ancestors_it(None));
    own.into_iter().find(|node| above.contains(&node.id))
}

/// Decides which blocks in and around the container belong to the article.
struct Choice<'a> {
    about: &'a About,
    known: &'a HashSet<String>,
    has_heading: bool,
}

impl Choice<'_> {
    fn of(&self, found: Vec<Found>) -> Vec<Block> {
        /// Below so many blocks, nothing tells of the article any more.
        const HEAD: usize = 10;
        let title = &self.about.draft.title;
        let is_title = |found: &Found| {
            let text = found.block.text();
            text.is_some_and(|text| same(text.as_str(), title))
        };
        let title = found.iter().position(is_title).filter(|_| self.has_heading);
        let body: Vec<Found> = found
            .into_iter()
            .skip(title.map_or(0, |place| place + 1))
            .collect();
        let begins =
            |found: &Found| found.is_inside && !found.is_head && self.is_known(&found.block);
        let start = body.iter().position(begins).unwrap_or(0);
        let mut chosen = Vec::new();
        for (index, found) in body.into_iter().enumerate() {
            let Found {
                block,
                is_inside,
                is_head,
            } = found;
            let is_first_heading = index + 1 == start && matches!(block, Block::Heading { .. });
            if index < HEAD && self.is_credit(&block) {
                continue;
            }
            if (index >= start || is_first_heading) && is_inside && !is_head {
                chosen.extend((!self.only_links(&block)).then_some(block));
            } else if index < start || is_head {
                chosen.extend(self.introduction(block));
            }
        }
        chosen
    }

    fn is_known(&self, block: &Block) -> bool {
        let is_text = matches!(block, Block::Paragraph(_) | Block::Item { .. });
        let letters = block
            .text()
            .map(|text| letters(text.as_str()))
            .unwrap_or_default();
        is_text && !letters.is_empty() && self.known.contains(&letters)
    }

    /// The role of a block between the title and the text: a caption, a subtitle, an introduction, a sentence, or none.
    fn introduction(&self, block: Block) -> Option<Block> {
        const SENTENCE: usize = 50;
        const SUBTITLE: usize = 25;
        let length = block.text().map_or(0, |text| text.as_str().chars().count());
        match block {
            Block::Caption(_) => Some(block),
            Block::Heading { text, .. } if length >= SUBTITLE => Some(Block::Paragraph(text)),
            Block::Paragraph(text) => {
                let is_told = same(text.as_str(), &self.about.description);
                let is_introduction = is_told || (is_sentence(text.as_str()) && length >= SENTENCE);
                is_introduction.then_some(Block::Paragraph(text))
            }
            _ => None,
        }
    }

    /// Whether a line has only authors and date. A byline that the article's reader recognises does not count.
    fn is_credit(&self, block: &Block) -> bool {
        const LONGEST: usize = 80;
        let Block::Paragraph(text) = block else {
            return false;
        };
        let words = text.as_str();
        let is_short = words.chars().count() <= LONGEST && !is_sentence(words);
        let draft = &self.about.draft;
        let names_author = draft
            .authors
            .iter()
            .any(|author| words.contains(author.as_str()));
        let year = draft
            .published
            .map(|date| date.to_string().chars().take(4).collect::<String>());
        let names_year = year.is_some_and(|year| words.contains(&year));
        let is_byline = squeezed(words).to_lowercase().starts_with("door ") && !names_year;
        is_short && (names_author || names_year) && !is_byline
    }

    /// Whether a block is mostly links and missing from Readability's text.
    fn only_links(&self, block: &Block) -> bool {
        const MOSTLY: usize = 60;
        let text = block.text();
        let is_linked = text.is_some_and(|text| text.linked_percent() > MOSTLY);
        is_linked && !self.is_known(block)
    }
}

fn is_sentence(words: &str) -> bool {
    words.ends_with(['.', '?', '!', '…', '”', '’', '"', '\''])
}
