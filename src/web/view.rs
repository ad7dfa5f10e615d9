//! [`View`]: what is to be seen of an article on its page.

use std::sync::Arc;

use maud::Markup;

use super::asking::{Asked, Offers};
use super::mark::Mark;
use crate::article::Article;
use crate::config::PublicUrl;
use crate::excerpt::Excerpt;
use crate::language::Language;
use crate::wording::Message;

/// An article, and what is to be seen of it.
pub(super) struct View<'a> {
    pub(super) article: &'a Arc<Article>,
    pub(super) public_url: Option<&'a PublicUrl>,
    pub(super) language: Language,
    pub(super) offers: Arc<Offers>,
    /// What is marked, by paragraph and by place in it, without overlaps.
    pub(super) marks: Vec<Mark>,
    /// What is said about the page as a whole.
    pub(super) notice: Option<Markup>,
    /// The answer to a question about it.
    pub(super) asked: Option<&'a Asked>,
    /// The quoted words that the page is about.
    pub(super) quoted: Option<&'a Excerpt>,
    /// More data for programs.
    pub(super) data: Option<serde_json::Value>,
}

impl<'a> View<'a> {
    /// The article as it is.
    pub(super) fn of(
        article: &'a Arc<Article>,
        public_url: Option<&'a PublicUrl>,
        language: Language,
        offers: Arc<Offers>,
    ) -> Self {
        Self {
            article,
            public_url,
            language,
            offers,
            marks: Vec::new(),
            notice: None,
            asked: None,
            quoted: None,
            data: None,
        }
    }

    /// A sentence of ours.
    pub(super) fn words(&self, key: &str) -> String {
        Message::new(key).words(self.language)
    }
}
