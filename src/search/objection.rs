//! Objections: reasons why a sentence cannot simply be the answer, however many words it shares with the question.
//!
//! A near miss is worse than no answer: «Hoeveel elitetroepen stuurde Armenië?» must not be answered with Kyrgyzstan's
//! number. Who and what the question names has to be there, and has to be what the sentence is about ([`named`]); words have
//! to be of whoever is asked about ([`speaker`]); and what is asked for ([`super::exact`], a number, a date, a reason) has to
//! be told ([`asked`]).

mod asked;
mod named;
mod reasons;
mod speaker;
mod text;
mod told;

use std::cell::OnceCell;
use std::ops::Range;

use super::question::{Question, Term};
use crate::analyzer::{self, Word};
use crate::excerpt::Passage;
use crate::people::People;

use text::Text;

/// A sentence, held against a question.
struct Case<'a> {
    question: &'a Question,
    /// The question's words, all of them.
    words: Vec<Word>,
    passage: &'a Passage,
    /// Where the sentence stands, in bytes of the passage's text.
    range: &'a Range<usize>,
    sentence: Text<'a>,
    /// The name of the passage's section.
    section: Text<'a>,
    before: OnceCell<Text<'a>>,
    whole: OnceCell<Text<'a>>,
}

/// Whether something speaks against the sentence at `range` (bytes of the passage's text) as an answer: something that the
/// question names is missing or belongs to somebody else there, or what it asks for is not told. `people` are those whom the
/// article names, asked for where words are.
pub(super) fn objects<'p>(
    question: &Question,
    passage: &Passage,
    range: &Range<usize>,
    people: impl FnOnce() -> &'p People,
) -> bool {
    let case = Case::of(question, passage, range);
    case.sentence.is_question()
        || case.names_another()
        || case.is_spoken_by_another(people)
        || case.tells_another()
}

impl<'a> Case<'a> {
    fn of(question: &'a Question, passage: &'a Passage, range: &'a Range<usize>) -> Self {
        Self {
            words: analyzer::words(&question.text),
            sentence: Text::of(slice(passage, range)),
            section: Text::of(passage.paragraph().section()),
            before: OnceCell::new(),
            whole: OnceCell::new(),
            question,
            passage,
            range,
        }
    }

    /// The passage up to the sentence.
    fn before(&self) -> &Text<'a> {
        self.before
            .get_or_init(|| Text::of(slice(self.passage, &(0..self.range.start))))
    }

    /// The whole passage.
    fn whole(&self) -> &Text<'a> {
        self.whole.get_or_init(|| Text::of(self.passage.text()))
    }

    /// The sentence before this one; nothing where it is the first.
    fn just_before(&self) -> Text<'a> {
        let mut earlier = self.passage.sentences().iter().rev();
        let last = earlier.find(|sentence| sentence.end <= self.range.start);
        Text::of(last.map_or("", |last| slice(self.passage, last)))
    }

    /// Whether neither the passage nor the name of its section has a word, in any form.
    fn is_elsewhere(&self, term: &Term) -> bool {
        !self.whole().has_in_any_form(term) && !self.section.has_in_any_form(term)
    }
}

fn slice<'a>(passage: &'a Passage, range: &Range<usize>) -> &'a str {
    passage.text().get(range.clone()).unwrap_or_default()
}

fn is_number(term: &Term) -> bool {
    term.word.starts_with(|first: char| first.is_ascii_digit())
}
