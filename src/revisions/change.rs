//! [`Change`]: a sentence that differs between two revisions of an article.

use std::ops::Range;
use std::sync::Arc;

use super::alignment::{Aligned, aligned};
use super::wording::{by_letters, by_words, differences};
use crate::article::Article;
use crate::excerpt::{Excerpt, Passage};

/// A sentence of a revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its words.
    pub excerpt: Excerpt,
    /// The words that differ from the other revision, in bytes of the passage's text.
    pub words: Vec<Range<usize>>,
    /// The letters that differ, in bytes of the passage's text.
    pub letters: Vec<Range<usize>>,
}

/// What became of a sentence from one revision to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Its words changed.
    Changed(Sentence, Sentence),
    /// It stands elsewhere.
    Moved(Sentence, Sentence),
    /// It is gone.
    Removed(Sentence),
    /// It is new.
    Added(Sentence),
}

impl Change {
    /// The sentence as it was.
    #[must_use]
    pub fn before(&self) -> Option<&Sentence> {
        match self {
            Self::Changed(old, _) | Self::Moved(old, _) | Self::Removed(old) => Some(old),
            Self::Added(_) => None,
        }
    }

    /// The sentence as it is now.
    #[must_use]
    pub fn after(&self) -> Option<&Sentence> {
        match self {
            Self::Changed(_, new) | Self::Moved(_, new) | Self::Added(new) => Some(new),
            Self::Removed(_) => None,
        }
    }
}

/// The sentences that differ between two revisions, in the order of the new one.
#[must_use]
pub fn changes(old: &Arc<Article>, new: &Arc<Article>) -> Vec<Change> {
    let (old, new) = (sentences(old), sentences(new));
    let [olds, news] = [&old, &new].map(|all| all.iter().map(Excerpt::text).collect::<Vec<_>>());
    let change = |aligned: Aligned| match aligned {
        Aligned::Same(..) => None,
        Aligned::Changed(a, b) => Some(changed(&old[a], &new[b])),
        Aligned::Moved(a, b) => Some(Change::Moved(whole(&old[a]), whole(&new[b]))),
        Aligned::Removed(a) => Some(Change::Removed(whole(&old[a]))),
        Aligned::Added(b) => Some(Change::Added(whole(&new[b]))),
    };
    aligned(&olds, &news)
        .into_iter()
        .filter_map(change)
        .collect()
}

/// Every sentence of an article, captions and byline included.
fn sentences(article: &Arc<Article>) -> Vec<Excerpt> {
    let of_passage = |passage: Passage| {
        let ranges = passage.sentences().iter().cloned();
        let excerpts = ranges.filter_map(|range| Excerpt::new(&passage, range));
        excerpts.collect::<Vec<_>>()
    };
    Passage::all(article).flat_map(of_passage).collect()
}

/// A sentence of which nothing is marked.
fn whole(excerpt: &Excerpt) -> Sentence {
    Sentence {
        excerpt: excerpt.clone(),
        words: Vec::new(),
        letters: Vec::new(),
    }
}

fn changed(old: &Excerpt, new: &Excerpt) -> Change {
    let (a, b) = (old.text(), new.text());
    let [old_words, new_words] = differences(&by_words(a, b));
    let [old_letters, new_letters] = differences(&by_letters(a, b));
    Change::Changed(
        marked(old, &old_words, &old_letters),
        marked(new, &new_words, &new_letters),
    )
}

/// A sentence with marks, which count from its first byte.
fn marked(excerpt: &Excerpt, words: &[Range<usize>], letters: &[Range<usize>]) -> Sentence {
    let start = excerpt.range().start;
    let in_passage = |ranges: &[Range<usize>]| {
        let ranges = ranges.iter();
        ranges
            .map(|range| start + range.start..start + range.end)
            .collect()
    };
    Sentence {
        excerpt: excerpt.clone(),
        words: in_passage(words),
        letters: in_passage(letters),
    }
}
