//! A search by keywords: which sentence of a passage contains most of them.

use std::ops::Range;

use super::Hit;
use crate::search::engine::Engine;
use crate::search::question::evidence::PassageEvidence;
use crate::search::question::{Question, Term};

/// The keywords in a passage.
#[derive(Clone, Debug)]
pub(crate) struct KeywordMatch {
    /// The sentence that contains most of them, in bytes of the passage's text; that of the hit if no other contains more.
    pub(crate) sentence: Range<usize>,
    /// Whether the passage or the name of its section contains any of them.
    pub(crate) has_any: bool,
    /// Whether it contains every number among them.
    pub(crate) has_numbers: bool,
}

impl Engine {
    /// Looks for the words of a search in a hit.
    pub(crate) fn match_keywords(&self, question: &Question, hit: &Hit) -> KeywordMatch {
        let none = KeywordMatch {
            sentence: hit.sentence.clone(),
            has_any: false,
            has_numbers: false,
        };
        self.number(&hit.passage).map_or(none, |number| {
            keyword_match(question, hit, &self.evidence(number))
        })
    }
}

fn keyword_match(question: &Question, hit: &Hit, evidence: &PassageEvidence) -> KeywordMatch {
    let is_number = |term: &&Term| term.word.contains(|c: char| c.is_ascii_digit());
    let matched = |range: &Range<usize>| {
        let sentence = evidence.sentences.iter().find(|one| one.range == *range);
        sentence.map_or(0.0, |sentence| {
            let terms = question.terms.iter();
            terms.map(|term| term.idf * sentence.fit(term)).sum::<f64>()
        })
    };
    let (mut sentence, mut most) = (hit.sentence.clone(), matched(&hit.sentence));
    for other in hit.passage.sentences() {
        let matched = matched(other);
        if matched > most {
            (sentence, most) = (other.clone(), matched);
        }
    }
    let is_here = |term: &Term| evidence.fit(term) > 0.0;
    KeywordMatch {
        sentence,
        has_any: question.terms.iter().any(is_here),
        has_numbers: question.terms.iter().filter(is_number).all(is_here),
    }
}
