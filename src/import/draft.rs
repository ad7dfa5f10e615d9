//! An article on its way into a file: what is known about it, and its blocks.

use super::block::{Block, Text};
use super::markdown;
use crate::article::{self, Published};

/// An article that was found in a source.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// Its title.
    pub title: String,
    /// Who wrote it; empty if the source does not tell.
    pub authors: Vec<String>,
    /// The language of its text; empty if the source does not tell.
    pub language: String,
    /// When it was published.
    pub published: Option<Published>,
    /// Where it can be read.
    pub url: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its text.
    pub blocks: Vec<Block>,
}

/// What stands for the authors if neither they nor a publisher are known.
const NOBODY: &str = "Redactie";

impl Draft {
    /// Takes away what is no text: headings above nothing, and the title where it stands above the text again.
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

    /// Whether there is a paragraph, without which there is no article.
    pub(super) fn has_text(&self) -> bool {
        self.blocks
            .iter()
            .any(|block| !matches!(block, Block::Heading { .. } | Block::Caption(_)))
    }

    /// How many blocks are paragraphs, lists counting as one each.
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

    /// How many captions there are.
    #[must_use]
    pub fn captions(&self) -> usize {
        let is_caption = |block: &&Block| matches!(block, Block::Caption(_));
        self.blocks.iter().filter(is_caption).count()
    }

    /// Whom the file names as authors: those of the source, or else the publisher.
    #[must_use]
    pub fn credited(&self) -> Vec<&str> {
        if !self.authors.is_empty() {
            return self.authors.iter().map(String::as_str).collect();
        }
        vec![self.publisher.as_deref().unwrap_or(NOBODY)]
    }

    /// The language of the text as the file names it: that of the source, or else a guess between Dutch and English.
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

/// A string of TOML. It holds no control character, so TOML's escapes are those of quotation mark and backslash.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Whether two texts have the same letters and digits, and have any.
pub(super) fn same(one: &str, other: &str) -> bool {
    let letters = |text: &str| -> String {
        let kept = text.chars().filter(|char| char.is_alphanumeric());
        kept.flat_map(char::to_lowercase).collect()
    };
    let letters_of_one = letters(one);
    !letters_of_one.is_empty() && letters_of_one == letters(other)
}
