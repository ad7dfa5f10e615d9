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

use super::intent::Wants;
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
    people: &'a dyn Fn() -> &'a People,
}

/// A reason why a sentence cannot simply be the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Objection {
    /// The sentence asks something itself.
    Question,
    /// A name of the question is missing, or stands for another.
    Name,
    /// The last part of a compound is there, but not the ones before it: «zuidgrens» for «noordgrens».
    Compound,
    /// The section is about another country.
    Country,
    /// A number of a country, where the question is about all of them.
    Count,
    /// A number, a result or an ordinal of the question is missing.
    Number,
    /// What belongs to a country in the question does not do so here.
    Bond,
    /// Somebody else speaks.
    Speaker,
    /// No number where one is asked for.
    NoNumber,
    /// No date where one is asked for.
    NoDate,
    /// Nobody's words where they are asked for.
    NoSpeech,
    /// No reason where one is asked for.
    NoReason,
    /// What the question names is denied.
    Denied,
    /// Half of what is to be confirmed is not spoken of.
    Half,
    /// The other side of a vote.
    Side,
    /// The condition of the question is not spoken of.
    Condition,
    /// A caption, where it cannot tell.
    Caption,
    /// What exactly is asked for, a sum or an age, is not told.
    Exact,
    /// The word that an answer cannot do without is missing.
    Focus,
    /// A detail of which no word is shared.
    Nothing,
    /// A detail of another thing.
    Thing,
}

/// An objection and when it holds.
type Rule = (Objection, fn(&Case<'_>) -> bool);

const RULES: [Rule; 21] = [
    (Objection::Question, |case| case.sentence.is_question()),
    (Objection::Name, |case| case.misses_a_name()),
    (Objection::Compound, |case| case.has_another_compound()),
    (Objection::Country, |case| case.is_of_another_country()),
    (Objection::Count, |case| case.counts_for_another()),
    (Objection::Number, |case| case.misses_a_number()),
    (Objection::Bond, |case| case.breaks_a_bond()),
    (Objection::Speaker, |case| case.is_spoken_by_another()),
    (Objection::NoNumber, |case| {
        case.wants(Wants::Number) && case.lacks_its_kind()
    }),
    (Objection::NoDate, |case| {
        case.wants(Wants::Date) && case.lacks_its_kind()
    }),
    (Objection::NoSpeech, |case| {
        case.wants(Wants::Speech) && case.lacks_its_kind()
    }),
    (Objection::NoReason, |case| {
        case.wants(Wants::Reason) && case.lacks_its_kind()
    }),
    (Objection::Denied, |case| {
        case.wants(Wants::Person) && case.lacks_its_kind()
    }),
    (Objection::Half, |case| {
        case.wants(Wants::Confirmation) && case.lacks_its_kind()
    }),
    (Objection::Side, |case| case.is_of_the_other_side()),
    (Objection::Condition, |case| case.is_of_another_case()),
    (Objection::Caption, |case| case.is_a_silent_caption()),
    (Objection::Exact, |case| case.lacks_what_is_exact()),
    (Objection::Focus, |case| case.lacks_its_focus()),
    (Objection::Nothing, |case| {
        case.asks_for_detail() && case.shares_nothing()
    }),
    (Objection::Thing, |case| {
        case.asks_for_detail() && case.is_of_another_thing()
    }),
];

impl Objection {
    /// All of them, in the order of the table.
    pub fn all() -> impl Iterator<Item = Self> {
        RULES.iter().map(|(objection, _)| *objection)
    }

    /// Its name, as `ask --json` and `eval` print it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Name => "name",
            Self::Compound => "compound",
            Self::Country => "country",
            Self::Count => "count",
            Self::Number => "number",
            Self::Bond => "bond",
            Self::Speaker => "speaker",
            Self::NoNumber => "no-number",
            Self::NoDate => "no-date",
            Self::NoSpeech => "no-speech",
            Self::NoReason => "no-reason",
            Self::Denied => "denied",
            Self::Half => "half",
            Self::Side => "side",
            Self::Condition => "condition",
            Self::Caption => "caption",
            Self::Exact => "exact",
            Self::Focus => "focus",
            Self::Nothing => "nothing",
            Self::Thing => "thing",
        }
    }
}

/// The objections to the sentence at `range` (bytes of the passage's text) as an answer, in the order of the table. `people`
/// are those whom the article names.
pub(super) fn objections<'a>(
    question: &'a Question,
    passage: &'a Passage,
    range: &'a Range<usize>,
    people: &'a dyn Fn() -> &'a People,
) -> Vec<Objection> {
    let case = Case::of(question, passage, range, people);
    RULES
        .iter()
        .filter(|(_, objects)| objects(&case))
        .map(|(objection, _)| *objection)
        .collect()
}

impl<'a> Case<'a> {
    fn of(
        question: &'a Question,
        passage: &'a Passage,
        range: &'a Range<usize>,
        people: &'a dyn Fn() -> &'a People,
    ) -> Self {
        Self {
            people,
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

    fn wants(&self, wants: Wants) -> bool {
        self.question.wants == wants
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
