//! What may be quoted: a handle on a paragraph, and byte ranges of it that were checked once.
//!
//! [`Excerpt::new`] is the only way to come by words of an article that will be shown as a quotation. It takes a
//! paragraph and a range, and refuses a range that does not lie on character boundaries, so every quotation is a
//! byte-exact slice at the place that its citation names. A [`Passage`] keeps its article alive: an answer given before
//! an article changed still quotes, and cites, the text that it was taken from.

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

/// Words of an article, byte for byte: a passage and a range of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    passage: Passage,
    range: Range<usize>,
}

impl Passage {
    /// The block at `index` of the article's [`paragraphs`](Article::paragraphs).
    #[must_use]
    pub fn new(article: &Arc<Article>, index: usize) -> Option<Self> {
        (index < article.paragraphs().len()).then(|| Self {
            article: Arc::clone(article),
            index,
        })
    }

    /// All blocks of an article, in the order of the text.
    pub fn all(article: &Arc<Article>) -> impl Iterator<Item = Self> {
        (0..article.paragraphs().len()).map(|index| Self {
            article: Arc::clone(article),
            index,
        })
    }

    /// What `of` makes of each block of an article, in the order of the text; of a long article on all processors.
    pub(crate) fn each<T: Send>(article: &Arc<Article>, of: impl Fn(Self) -> T + Sync) -> Vec<T> {
        parallel::each(article.paragraphs().len(), |index| {
            of(Self {
                article: Arc::clone(article),
                index,
            })
        })
    }

    /// The article that this is from.
    #[must_use]
    pub fn article(&self) -> &Arc<Article> {
        &self.article
    }

    /// Its place among the article's blocks, from 0.
    #[must_use]
    pub fn index(&self) -> usize {
        self.index
    }

    /// The block itself.
    #[must_use]
    pub fn paragraph(&self) -> &Paragraph {
        &self.article.paragraphs()[self.index]
    }

    /// Its whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        self.paragraph().text()
    }

    /// Its address, such as `csto-kazachstan#12`: the same text always has the same.
    #[must_use]
    pub fn address(&self) -> &str {
        self.paragraph().address()
    }

    /// Its sentences: ranges that, joined, are its text.
    #[must_use]
    pub fn sentences(&self) -> &[Range<usize>] {
        self.paragraph().sentences()
    }

    /// Its quotations that lie wholly within a range, in bytes of its text.
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
    /// The words at `range` (UTF-8 bytes) of a passage; white space at either end of a part is left out.
    ///
    /// None where the range is empty, ends outside the text or inside a character.
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

    /// The words.
    #[must_use]
    pub fn text(&self) -> &str {
        // The constructor proved the range.
        self.passage
            .text()
            .get(self.range.clone())
            .unwrap_or_default()
    }

    /// Where they stand in the passage's text, in bytes.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// The passage that they are from.
    #[must_use]
    pub fn passage(&self) -> &Passage {
        &self.passage
    }
}
