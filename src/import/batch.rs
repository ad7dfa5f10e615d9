//! [`Batch`]: the articles of a source, and what was left out.

use super::draft::Draft;
use super::feed;

/// The articles of a source.
#[derive(Debug, Default)]
pub struct Batch {
    /// The articles, in the order of the source.
    pub drafts: Vec<Draft>,
    /// The titles of items that were left out, and why.
    pub left_out: Vec<(String, LeftOut)>,
}

/// Why an item of a feed or an export is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftOut {
    /// It is a draft, private or in the bin.
    NotPublished,
    /// It has no text, or only a summary.
    NoText,
    /// It has no title.
    NoTitle,
}

impl Batch {
    /// Takes an item of a feed or an export, if it is an article.
    pub(super) fn take(&mut self, mut draft: Draft) {
        feed::drop_feed_line(&mut draft);
        draft.tidy();
        if !draft.has_text() {
            self.left_out.push((draft.title, LeftOut::NoText));
        } else if draft.title.is_empty() {
            let name = draft.url.unwrap_or_default();
            self.left_out.push((name, LeftOut::NoTitle));
        } else {
            self.drafts.push(draft);
        }
    }
}

impl From<Draft> for Batch {
    fn from(draft: Draft) -> Self {
        Self {
            drafts: vec![draft],
            left_out: Vec::new(),
        }
    }
}
