//! The words of a search themselves: which sentence of a passage holds them, whatever answers best.

use std::ops::Range;

use super::Engine;
use super::evidence::PassageEvidence;
use super::question::{Question, Term};
use super::rank::Hit;

/// What a passage holds of the words that are looked for.
#[derive(Clone, Debug)]
pub struct Literal {
    /// The sentence that holds most of them, in bytes of the passage's text; the one that answers best where none holds
    /// more.
    pub sentence: Range<usize>,
    /// Whether the text holds any of them, or the name of the section does.
    pub has_any: bool,
    /// Whether the text holds every number among them.
    pub has_numbers: bool,
}

impl Engine {
    /// What a hit holds of the words of a search.
    #[must_use]
    pub fn literal(&self, question: &Question, hit: &Hit) -> Literal {
        let none = Literal {
            sentence: hit.sentence.clone(),
            has_any: false,
            has_numbers: false,
        };
        self.number(&hit.passage).map_or(none, |number| {
            literal(question, hit, &self.evidence(number))
        })
    }
}

fn literal(question: &Question, hit: &Hit, evidence: &PassageEvidence) -> Literal {
    let is_number = |term: &&Term| term.word.contains(|c: char| c.is_ascii_digit());
    let of = |range: &Range<usize>| {
        let sentence = evidence.sentences.iter().find(|one| one.range == *range);
        sentence.map_or(0.0, |sentence| {
            let fits = question
                .terms
                .iter()
                .map(|term| term.idf * sentence.fit(term));
            fits.sum::<f64>()
        })
    };
    let (mut sentence, mut most) = (hit.sentence.clone(), of(&hit.sentence));
    for other in hit.passage.sentences() {
        let held = of(other);
        if held > most {
            (sentence, most) = (other.clone(), held);
        }
    }
    let holds = |term: &Term| evidence.fit(term) > 0.0;
    Literal {
        sentence,
        has_any: question.terms.iter().any(holds),
        has_numbers: question.terms.iter().filter(is_number).all(holds),
    }
}
