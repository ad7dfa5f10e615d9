//! Plain BM25 over Snowball's Dutch stems: the yardstick that `eval` prints beside the engine's own ranking.

use std::ops::Range;

use super::Engine;
use super::candidates::CANDIDATES;
use super::learned::Thresholds;
use super::lexical::{Field, Wanted};
use super::rank::{Hit, Ranking};
use crate::analyzer;
use crate::article::Article;

impl Engine {
    /// The passages by plain BM25 over Snowball's Dutch stems: the yardstick that `eval` prints beside [`Engine::rank`].
    #[must_use]
    pub fn rank_plainly(&self, text: &str, article: Option<&Article>) -> Ranking {
        let words = analyzer::words(text)
            .into_iter()
            .filter(|word| !word.is_stop_word);
        let wanted: Vec<Wanted> = words
            .map(|word| Wanted {
                field: Field::Porter,
                term: analyzer::forms(&word.folded).porter.clone(),
                weight: 1.0,
            })
            .collect();
        let article = article.and_then(|article| self.number_of(article));
        let candidates = self
            .index
            .best(&wanted, article, CANDIDATES)
            .unwrap_or_default();
        let hits: Vec<Hit> = candidates
            .iter()
            .enumerate()
            .filter_map(|(rank, (number, score))| self.plain_hit(rank, *number, *score, &wanted))
            .collect();
        // A score that grows without bound, pressed into 0 to 1; only its order matters.
        let confidence = hits
            .first()
            .map_or(0.0, |hit| hit.score / (hit.score + 10.0));
        Ranking {
            hits,
            confidence,
            objection: None,
            is_makeshift: false,
            thresholds: Thresholds::IN_WORDS,
        }
    }

    fn plain_hit(&self, rank: usize, number: u64, score: f32, wanted: &[Wanted]) -> Option<Hit> {
        let passage = self.passages.get(usize::try_from(number).ok()?)?.clone();
        let shared = |range: &&Range<usize>| {
            let text = passage.text().get((*range).clone()).unwrap_or_default();
            let stems: Vec<String> = analyzer::words(text)
                .iter()
                .map(|word| analyzer::forms(&word.folded).porter.clone())
                .collect();
            (
                wanted
                    .iter()
                    .filter(|term| stems.contains(&term.term))
                    .count(),
                std::cmp::Reverse(range.start),
            )
        };
        let mut sentences = passage.sentences().iter();
        let sentence = if rank == 0 {
            sentences.max_by_key(shared)
        } else {
            sentences.next()
        }?
        .clone();
        Some(Hit {
            sentence,
            score: f64::from(score),
            worths: Vec::new(),
            has_words: true,
            passage,
        })
    }
}
