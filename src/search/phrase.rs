//! Phrases: words that must stand next to each other.

use std::ops::Range;

use super::Engine;
use super::candidates::CANDIDATES;
use super::rank::Hit;
use crate::analyzer::{self, Word};
use crate::article::Article;
use crate::excerpt::Passage;

impl Engine {
    /// The passages that hold the words of a phrase next to each other, in this order, with the sentence that does.
    #[must_use]
    pub fn holding(&self, phrase: &str, article: Option<&Article>) -> Vec<Hit> {
        let words: Vec<String> = analyzer::words(phrase)
            .into_iter()
            .map(|word| word.folded)
            .collect();
        let article = article.and_then(|article| self.number_of(article));
        let found = self
            .index
            .phrase(&words, article, CANDIDATES)
            .unwrap_or_else(|error| {
                tracing::error!(%error, "search failed");
                Vec::new()
            });
        let hit = |(number, score): (u64, f32)| {
            let passage = self.passages.get(usize::try_from(number).ok()?)?.clone();
            let sentence = sentence_holding(&passage, &words)?;
            Some(Hit {
                passage,
                sentence,
                score: f64::from(score),
                worths: Vec::new(),
                has_words: true,
            })
        };
        found.into_iter().filter_map(hit).collect()
    }
}

/// The sentence in which the first occurrence of a phrase begins.
fn sentence_holding(passage: &Passage, phrase: &[String]) -> Option<Range<usize>> {
    let words = analyzer::words(passage.text());
    let is_phrase = |window: &&[Word]| {
        window
            .iter()
            .zip(phrase)
            .all(|(word, wanted)| word.folded == *wanted)
    };
    let start = words
        .windows(phrase.len().max(1))
        .find(is_phrase)?
        .first()?
        .range
        .start;
    passage
        .sentences()
        .iter()
        .find(|sentence| sentence.contains(&start))
        .cloned()
}
