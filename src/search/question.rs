//! What a question asks: its terms, the kind of answer that it asks for, and what was mistyped.
//!
//! [`vocabulary`] says how often a word occurs in the articles, `understand` puts a [`Question`] together, and each other
//! file finds one thing in it. [`evidence`] and [`contains`] compare a sentence with a question.

mod about_article;
pub(super) mod answer_type;
mod bonds;
pub(super) mod contains;
pub(super) mod evidence;
pub(super) mod fine_type;
mod focus;
pub(super) mod preamble;
mod speaker;
mod spelling;
pub(super) mod term;
mod time;
mod understand;
pub(super) mod units;
pub(super) mod vocabulary;

use std::ops::Range;

use crate::excerpt::Passage;
use crate::lexicon::gazetteer::Country;
use crate::lexicon::mentions::MentionKind;

pub(crate) use about_article::Aspect;
pub(crate) use answer_type::{AnswerType, is_question};
pub(crate) use bonds::Bond;
pub(crate) use fine_type::FineType;
pub(crate) use focus::Focus;
pub(crate) use spelling::Correction;
pub(crate) use term::Term;
pub(crate) use time::TimeDirection;

/// A question, ready to be looked up in one engine.
#[derive(Clone, Debug)]
pub struct Question {
    /// The question as it was typed. Models read this.
    pub(crate) text: String,
    /// Its content words, in order, each once.
    pub(crate) terms: Vec<Term>,
    /// The kind of answer that it asks for.
    pub(crate) answer_type: AnswerType,
    /// The kind of answer more exactly, if the question says so.
    pub(crate) fine_type: Option<FineType>,
    /// The term that an answer must contain.
    pub(crate) focus: Option<Focus>,
    /// The index of the term that names the speaker whose words it asks for.
    pub(crate) speaker: Option<usize>,
    /// What it asks about the article itself, if it does.
    pub(crate) about_article: Option<Aspect>,
    /// The countries that it names, also by their capitals.
    pub(crate) countries: Vec<(Country, MentionKind)>,
    /// The terms that belong to a country.
    pub(crate) bonds: Vec<Bond>,
    /// The corrected spellings.
    pub(crate) corrections: Vec<Correction>,
    /// Whether it asks for a time in the future or in the past.
    pub(crate) time: Option<TimeDirection>,
    /// Whether it is a keyword search: its words are looked for as they are, and nothing is answered.
    pub(crate) is_search: bool,
}

impl Question {
    /// Whether the sentence at `range` (bytes of the passage's text) tells a time in the direction that the question asks for.
    /// `None` if the question asks for no date in a certain direction, or if the sentence tells none.
    #[must_use]
    pub fn fits_time(&self, passage: &Passage, range: &Range<usize>) -> Option<bool> {
        let time = self.time.filter(|_| self.answer_type == AnswerType::Date)?;
        time.fits(passage, range)
    }
}
