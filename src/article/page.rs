//! Reads an HTML page: finds the element that holds the article, and the page's title and language.

use std::ops::Range;

use html5gum::Token;

use super::builder::{Block, BlockKind, Builder};
use super::html::{Html, attribute, text, tokens};
use super::lines::Lines;
use super::problem::Report;
use super::shortcodes::Covers;

/// The article on a page.
pub(super) struct Page {
    /// The title; empty if the text has a heading of the first level.
    pub(super) title: String,
    /// The `lang` attribute; empty if there is none.
    pub(super) language: String,
    pub(super) blocks: Vec<Block>,
}

/// The elements that may hold the article, the most specific first.
const HOLDERS: [&str; 3] = ["article", "main", "body"];

pub(super) fn read(html: &str, lines: &Lines, report: &mut Report) -> Page {
    let mut outline = Outline::default();
    for token in tokens(html) {
        outline.token(token);
    }
    let region = outline.region(html.len());
    let inside = html.get(region.clone()).unwrap_or_default();
    let mut builder = Builder::new(lines, report);
    let parts = [(inside.to_owned(), region.start)];
    Html::of_page().block(&parts, &Covers::default(), &mut builder);
    let blocks = builder.finish();
    let has_title = blocks
        .iter()
        .any(|block| block.kind == BlockKind::Heading(1));
    let title = [outline.heading, outline.title]
        .into_iter()
        .find(|title| !title.is_empty() && !has_title);
    Page {
        title: title.unwrap_or_default(),
        language: outline.language,
        blocks,
    }
}

/// The places of a page's parts.
#[derive(Default)]
struct Outline {
    title: String,
    /// The first heading of the first level.
    heading: String,
    language: String,
    /// The element whose text is being read.
    open: Option<String>,
    /// For each of [`HOLDERS`]: where the first one begins and ends, and how many of its name are open.
    holders: [(Option<usize>, Option<usize>, usize); 3],
}

impl Outline {
    fn token(&mut self, token: Token<usize>) {
        match token {
            Token::StartTag(tag) => {
                let name = text(&tag.name);
                if name == "html" {
                    self.language = attribute(&tag, "lang").unwrap_or_default();
                }
                let is_new = match name.as_str() {
                    "title" => self.title.is_empty(),
                    "h1" => self.heading.is_empty(),
                    _ => false,
                };
                if is_new {
                    self.open = Some(name.clone());
                }
                if let Some(holder) = self.holder(&name) {
                    holder.0.get_or_insert(tag.span.end);
                    holder.2 += 1;
                }
            }
            Token::EndTag(tag) => {
                let name = text(&tag.name);
                if self.open.as_ref() == Some(&name) {
                    self.open = None;
                }
                if let Some(holder) = self.holder(&name) {
                    holder.2 = holder.2.saturating_sub(1);
                    if holder.2 == 0 && holder.0.is_some() {
                        holder.1.get_or_insert(tag.span.start);
                    }
                }
            }
            Token::String(string) => match self.open.as_deref() {
                Some("title") => self.title.push_str(&text(&string.value)),
                Some(_) => self.heading.push_str(&text(&string.value)),
                None => {}
            },
            _ => {}
        }
    }

    fn holder(&mut self, name: &str) -> Option<&mut (Option<usize>, Option<usize>, usize)> {
        let place = HOLDERS.iter().position(|holder| *holder == name)?;
        self.holders.get_mut(place)
    }

    /// The bytes of the first of [`HOLDERS`] on the page; the whole page if it has none.
    fn region(&self, length: usize) -> Range<usize> {
        let found = self
            .holders
            .iter()
            .find_map(|(start, end, _)| Some((*start)?..end.unwrap_or(length)));
        found.unwrap_or(0..length)
    }
}
