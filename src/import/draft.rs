//! [`Draft`]: an imported article before it is written to a file.

use super::block::{Block, Text};
use super::markdown;
use crate::article::{self, Published};

/// An imported article.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// Its title.
    pub title: String,
    /// Its authors; empty if the source names none.
    pub authors: Vec<String>,
    /// The language of its text; empty if the source names none.
    pub language: String,
    /// The date of publication.
    pub published: Option<Published>,
    /// Its web address.
    pub url: Option<String>,
    /// Its publisher.
    pub publisher: Option<String>,
    /// Its text.
    pub blocks: Vec<Block>,
}

/// The author if the source names neither authors nor a publisher.
const NOBODY: &str = "Redactie";

impl Draft {
    /// Removes headings without text below them, and a repetition of the title above the text.
    pub(super) fn tidy(&mut self) {
        while matches!(self.blocks.last(), Some(Block::Heading { .. })) {
            self.blocks.pop();
        }
        let repeats_title = self.blocks.first().is_some_and(|block| {
            matches!(block, Block::Heading { .. })
                && block
                    .text()
                    .is_some_and(|text| same(text.as_str(), &self.title))
        });
        if repeats_title {
            self.blocks.remove(0);
        }
        self.authors.retain(|author| !author.is_empty());
        let mut seen = Vec::new();
        self.authors.retain(|author| {
            let is_new = !seen.contains(author);
            seen.push(author.clone());
            is_new
        });
    }

    /// Whether it has a paragraph.
    pub(super) fn has_text(&self) -> bool {
        self.blocks
            .iter()
            .any(|block| !matches!(block, Block::Heading { .. } | Block::Caption(_)))
    }

    /// The number of paragraphs and lists.
    #[must_use]
    pub fn paragraphs(&self) -> usize {
        let mut count = 0;
        let mut in_list = false;
        for block in &self.blocks {
            let is_item = matches!(block, Block::Item { .. });
            let is_text = !matches!(block, Block::Heading { .. } | Block::Caption(_));
            if is_text && !(is_item && in_list) {
                count += 1;
            }
            in_list = is_item;
        }
        count
    }

    /// The number of captions.
    #[must_use]
    pub fn captions(&self) -> usize {
        let is_caption = |block: &&Block| matches!(block, Block::Caption(_));
        self.blocks.iter().filter(is_caption).count()
    }

    /// The authors for the file: those of the source, else the publisher.
    #[must_use]
    pub fn credited(&self) -> Vec<&str> {
        if !self.authors.is_empty() {
            return self.authors.iter().map(String::as_str).collect();
        }
        vec![self.publisher.as_deref().unwrap_or(NOBODY)]
    }

    /// The language for the file: that of the source, else a guess between Dutch and English.
    #[must_use]
    pub fn tongue(&self) -> &str {
        if !self.language.is_empty() {
            return &self.language;
        }
        let texts = self.blocks.iter().filter_map(Block::text);
        article::language(texts.map(Text::as_str))
    }

    /// The article file: TOML front matter, then Markdown.
    #[must_use]
    pub fn file(&self, id: &str) -> String {
        let mut lines = vec![
            "+++".to_owned(),
            field("id", id),
            field("title", &self.title),
        ];
        let authors: Vec<String> = self.credited().into_iter().map(quoted).collect();
        lines.push(format!("authors = [{}]", authors.join(", ")));
        lines.push(field("language", self.tongue()));
        lines.extend(
            self.published
                .map(|date| field("published", &date.to_string())),
        );
        lines.extend(self.url.as_deref().map(|url| field("url", url)));
        let publisher = self.publisher.as_deref();
        lines.extend(publisher.map(|name| field("publisher", name)));
        if self.authors.is_empty() {
            lines.push(r#"editorial = ["authors"]"#.to_owned());
        }
        lines.push("+++".to_owned());
        format!("{}\n{}", lines.join("\n"), markdown::body(&self.blocks))
    }
}

fn field(key: &str, value: &str) -> String {
    format!("{key} = {}", quoted(value))
}

/// A TOML string. The text has no control character, so only quotation marks and backslashes need an escape.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Whether two texts have the same letters and digits, at least one.
pub(super) fn same(one: &str, other: &str) -> bool {
    let letters = |text: &str| -> String {
        let kept = text.chars().filter(|char| char.is_alphanumeric());
        kept.flat_map(char::to_lowercase).collect()
    };
    let letters_of_one = letters(one);
    !letters_of_one.is_empty() && letters_of_one == letters(other)
}
