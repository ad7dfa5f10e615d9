//! Plain BM25 over Snowball's Dutch stems: the baseline that `eval` prints beside the engine's own ranking.

use std::cmp::Reverse;
use std::ops::Range;

use crate::analyzer;
use crate::article::Article;
use crate::excerpt::Passage;
use crate::search::learned::Thresholds;
use crate::search::{Engine, Hit, Ranking};

/// Ranks the passages of an article, or of all.
pub(super) fn rank(engine: &Engine, text: &str, article: Option<&Article>) -> Ranking {
    let words = analyzer::words(text).into_iter();
    let stems: Vec<String> = words
        .filter(|word| !word.is_stop_word)
        .map(|word| stem(&word.folded))
        .collect();
    let found = engine.best_by_stems(&stems, article).into_iter();
    let hits: Vec<Hit> = found
        .enumerate()
        .filter_map(|(rank, (passage, score))| hit(rank == 0, passage, score, &stems))
        .collect();
    // The score has no upper bound; only its order matters.
    let confidence = hits
        .first()
        .map_or(0.0, |hit| hit.score / (hit.score + 10.0));
    Ranking {
        hits,
        confidence,
        objection: None,
        fell_back: false,
        thresholds: Thresholds::IN_WORDS,
    }
}

/// A hit with its first sentence; for the first hit, the first sentence of those that share most stems with the question.
fn hit(is_first: bool, passage: &Passage, score: f32, stems: &[String]) -> Option<Hit> {
    let shared = |range: &&Range<usize>| {
        let words = analyzer::folded_words(passage.text_at(range));
        let here: Vec<String> = words.iter().map(|word| stem(word)).collect();
        let shared = stems.iter().filter(|stem| here.contains(stem)).count();
        (shared, Reverse(range.start))
    };
    let mut sentences = passage.sentences().iter();
    let sentence = if is_first {
        sentences.max_by_key(shared)
    } else {
        sentences.next()
    }?;
    let (passage, sentence) = (passage.clone(), sentence.clone());
    Some(Hit::unscored(passage, sentence, f64::from(score)))
}

fn stem(word: &str) -> String {
    analyzer::forms(word).porter.clone()
}
