//! Quotable text: handles on paragraphs, and checked byte ranges of them.
//!
//! [`Excerpt::new`] is the only way to quote an article. It refuses a range that does not lie on character boundaries,
//! so every quotation is a byte-exact slice at the place that its citation names. A [`Passage`] keeps its article
//! alive: an answer made before an article changed still quotes, and cites, the old text.

use std::ops::Range;
use std::sync::Arc;

use crate::article::{Article, Paragraph, Quotation};
use crate::parallel;

/// A quotable block of an article: a paragraph, a caption, the byline or the sources line.
#[derive(Clone, Debug)]
pub struct Passage {
    article: Arc<Article>,
    index: usize,
}

/// A byte-exact part of a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    passage: Passage,
    range: Range<usize>,
}

impl Passage {
    /// Returns the block at `index` of the article's [`paragraphs`](Article::paragraphs).
    #[must_use]
    pub fn new(article: &Arc<Article>, index: usize) -> Option<Self> {
        (index < article.paragraphs().len()).then(|| Self {
            article: Arc::clone(article),
            index,
        })
    }

    /// Returns all blocks of an article, in order.
    pub fn all(article: &Arc<Article>) -> impl Iterator<Item = Self> {
        (0..article.paragraphs().len()).map(|index| Self {
            article: Arc::clone(article),
            index,
        })
    }

    /// Returns what `of` makes of each block of an article, in the order of the text; of a long article on all processors.
    pub(crate) fn each<T: Send>(article: &Arc<Article>, of: impl Fn(Self) -> T + Sync) -> Vec<T> {
        parallel::each(article.paragraphs().len(), |index| {
            of(Self {
                article: Arc::clone(article),
                index,
            })
        })
    }

    /// Its article.
    #[must_use]
    pub fn article(&self) -> &Arc<Article> {
        &self.article
    }

    /// Its index among the article's blocks, from 0.
    #[must_use]
    pub fn index(&self) -> usize {
        self.index
    }

    /// Its block.
    #[must_use]
    pub fn paragraph(&self) -> &Paragraph {
        &self.article.paragraphs()[self.index]
    }

    /// Its whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        self.paragraph().text()
    }

    /// The text at a range of bytes; empty if the range is invalid.
    #[must_use]
    pub fn text_at(&self, range: &Range<usize>) -> &str {
        self.text().get(range.clone()).unwrap_or_default()
    }

    /// Its address, such as `csto-kazachstan#12`. Equal texts have equal addresses.
    #[must_use]
    pub fn address(&self) -> &str {
        self.paragraph().address()
    }

    /// The ranges of its sentences, which together cover its text.
    #[must_use]
    pub fn sentences(&self) -> &[Range<usize>] {
        self.paragraph().sentences()
    }

    /// Returns its quotations that lie wholly within a range of bytes.
    pub fn quotations_in(&self, range: &Range<usize>) -> impl Iterator<Item = &Quotation> {
        let all = self.paragraph().quotations().iter();
        all.filter(move |quotation| {
            range.start <= quotation.outer.start && quotation.outer.end <= range.end
        })
    }
}

impl PartialEq for Passage {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
            && self.article.id == other.article.id
            && self.article.revision == other.article.revision
    }
}

impl Eq for Passage {}

impl Excerpt {
    /// Returns the text at `range` (UTF-8 bytes) of a passage. White space at the ends of a part is left out.
    ///
    /// `None` if the range is empty, ends outside the text or splits a character.
    #[must_use]
    pub fn new(passage: &Passage, range: Range<usize>) -> Option<Self> {
        let slice = passage.text().get(range.clone())?;
        if slice.len() == passage.text().len() && !slice.trim().is_empty() {
            return Some(Self {
                passage: passage.clone(),
                range,
            });
        }
        let start = range.start + (slice.len() - slice.trim_start().len());
        let end = start + slice.trim().len();
        (start < end).then(|| Self {
            passage: passage.clone(),
            range: start..end,
        })
    }

    /// Its text.
    #[must_use]
    pub fn text(&self) -> &str {
        // The constructor checked the range.
        self.passage
            .text()
            .get(self.range.clone())
            .unwrap_or_default()
    }

    /// Its byte range in the passage's text.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// Its passage.
    #[must_use]
    pub fn passage(&self) -> &Passage {
        &self.passage
    }
}
