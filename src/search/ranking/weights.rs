//! Hand-tuned weights of words. They were chosen on the development sets with `voetnoot eval`; the weights that combine words
//! and vectors are learned ([`crate::search::learned`]).

use crate::search::question::AnswerType;

/// The weights of the index's fields in a BM25 score.
pub(super) mod field {
    pub(in crate::search::ranking) const WORD: f32 = 0.5;
    pub(in crate::search::ranking) const DUTCH: f32 = 1.0;
    pub(in crate::search::ranking) const PORTER: f32 = 0.2;
    pub(in crate::search::ranking) const PART: f32 = 0.4;
    pub(in crate::search::ranking) const SECTION: f32 = 0.05;
    pub(in crate::search::ranking) const TITLE: f32 = 0.3;
    pub(in crate::search::ranking) const COUNTRY: f32 = 0.4;
    pub(in crate::search::ranking) const CAPITAL: f32 = 0.15;
}

/// The weight of the share of the question that the best sentence covers. The best candidate's BM25 score is 1.
pub(super) const SENTENCE: f64 = 0.2;

/// The weight of the share of the question that the passage covers.
pub(super) const PASSAGE: f64 = 0.2;

/// Added if the best sentence has the number or the date that is asked for.
const FACT: f64 = 0.25;

/// Added if the best sentence has another kind of answer that is asked for: a name, somebody's words, a reason.
const KIND: f64 = 0.1;

/// The weight of the other candidates of the same article, if there are several articles.
pub(super) const ARTICLE: f64 = 0.05;

/// Added for the lede of an article, if there are several articles: it says what the article is about.
pub(super) const LEDE: f64 = 0.1;

/// The weight of a word in the section's name, relative to one in the sentence.
pub(super) const FROM_SECTION: f64 = 0.1;

/// The weight of a word elsewhere in the passage, relative to one in the sentence.
pub(super) const FROM_PASSAGE: f64 = 0.08;

/// What is added if a sentence contains the kind of answer that is asked for.
pub(super) fn of_answer_type(answer_type: AnswerType, is_contained: Option<bool>) -> f64 {
    match is_contained {
        Some(true) if answer_type.is_fact() => FACT,
        Some(true) => KIND,
        _ => 0.0,
    }
}
