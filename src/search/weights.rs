//! What counts for how much in ranking.

use super::intent::Wants;

/// What counts for how much. The values of [`Weights::TUNED`] were chosen on the development sets with `voetnoot eval`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights {
    /// A word as it is written, in BM25's score; the fields below likewise.
    pub word: f32,
    /// Snowball's `dutch` stem.
    pub dutch: f32,
    /// Snowball's `dutch_porter` stem.
    pub porter: f32,
    /// A part of a compound.
    pub part: f32,
    /// The name of the section.
    pub section: f32,
    /// The title of the article.
    pub title: f32,
    /// A country by name, adjective or inhabitant.
    pub country: f32,
    /// A country by its capital.
    pub capital: f32,
    /// The share of the question that the best sentence covers, beside BM25's score, which is 1 for the best candidate.
    pub sentence: f64,
    /// The share of the question that the passage covers.
    pub passage: f64,
    /// That the best sentence has the number or the date that is asked for: without one it is no answer.
    pub fact: f64,
    /// That the best sentence has another kind of thing that is asked for: a name, somebody's words, a reason.
    pub kind: f64,
    /// The other candidates of the same article, where there are several articles.
    pub article: f64,
    /// That a passage opens its article, where there are several: a page says first what it is about.
    pub opening: f64,
    /// A word in the section's name, for a sentence under it, relative to one in the sentence.
    pub from_section: f64,
    /// A word elsewhere in the passage, for a sentence of it, relative to one in the sentence.
    pub from_passage: f64,
}

impl Weights {
    /// Tuned on the development sets.
    pub const TUNED: Self = Self {
        word: 0.5,
        dutch: 1.0,
        porter: 0.2,
        part: 0.4,
        section: 0.05,
        title: 0.3,
        country: 0.4,
        capital: 0.15,
        sentence: 0.2,
        passage: 0.2,
        fact: 0.25,
        kind: 0.1,
        article: 0.05,
        opening: 0.1,
        from_section: 0.1,
        from_passage: 0.08,
    };
}

impl Weights {
    /// What it is worth that a sentence has what is asked for.
    pub(super) fn of_kind(&self, wants: Wants, has_wanted: Option<bool>) -> f64 {
        match (has_wanted, wants) {
            (Some(true), wants) if wants.is_fact() => self.fact,
            (Some(true), _) => self.kind,
            _ => 0.0,
        }
    }
}
