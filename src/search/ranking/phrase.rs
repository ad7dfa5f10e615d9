//! A search for a phrase: words that stand next to each other.

use std::ops::Range;

use super::Hit;
use super::candidates::CANDIDATES;
use crate::analyzer::{self, Word};
use crate::article::Article;
use crate::excerpt::Passage;
use crate::search::engine::Engine;

impl Engine {
    /// Returns the passages that contain the words of a phrase next to each other, in this order, with the sentence that does.
    #[must_use]
    pub fn find_phrase(&self, phrase: &str, article: Option<&Article>) -> Vec<Hit> {
        let words = analyzer::folded_words(phrase);
        let article = article.and_then(|article| self.article_number(article));
        let found = self.index.phrase(&words, article, CANDIDATES);
        let found = found.unwrap_or_else(|error| {
            tracing::error!(%error, "search failed");
            Vec::new()
        });
        let hit = |(number, score): (u64, f32)| {
            let passage = self.passages.get(usize::try_from(number).ok()?)?.clone();
            let sentence = sentence_of(&passage, &words)?;
            Some(Hit::unscored(passage, sentence, f64::from(score)))
        };
        found.into_iter().filter_map(hit).collect()
    }
}

/// The sentence in which the first occurrence of a phrase begins.
fn sentence_of(passage: &Passage, phrase: &[String]) -> Option<Range<usize>> {
    let words = analyzer::words(passage.text());
    let is_phrase = |window: &&[Word]| {
        let mut pairs = window.iter().zip(phrase);
        pairs.all(|(word, wanted)| word.folded == *wanted)
    };
    let found = words.windows(phrase.len().max(1)).find(is_phrase)?;
    let start = found.first()?.range.start;
    let mut sentences = passage.sentences().iter();
    sentences
        .find(|sentence| sentence.contains(&start))
        .cloned()
}
