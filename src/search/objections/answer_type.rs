//! The sentence must contain the kind of answer that the question asks for, about the right thing.

use super::ProposedAnswer;
use crate::analyzer::Word;
use crate::article::Kind;
use crate::lexicon::verbs;
use crate::search::question::contains::{contains, names_somebody, reports};
use crate::search::question::{AnswerType, FineType, Focus, Term};

/// Words that ask for somebody's deeds.
const DEEDS: [&str; 3] = ["deed", "deden", "did"];

/// First words of a condition.
const CONDITIONS: [&str; 4] = ["als", "indien", "wanneer", "if"];

/// Articles and prepositions that stand before a thing.
#[rustfmt::skip]
const INTRODUCING: [&str; 18] = [
    "de", "het", "een", "the", "a", "an", "aan", "bij", "in", "op", "van", "voor", "langs", "uit", "onder", "tegen", "of", "for",
];

impl ProposedAnswer<'_> {
    /// Whether it lacks the kind of answer that is asked for.
    pub(super) fn lacks_its_kind(&self) -> bool {
        let answer_type = self.question.answer_type;
        let contains = || contains(answer_type, self.passage, self.range);
        match answer_type {
            AnswerType::Number => !contains(),
            AnswerType::Date => !contains() && !self.sentence.tells_when(),
            AnswerType::Speech => !reports(self.passage, self.range),
            AnswerType::Reason => !contains() && !self.sentence.may_explain(&self.question.terms),
            AnswerType::Person => self.sentence.denies(self.question, &self.words),
            // A sentence that lacks a word of a yes-or-no question does not answer it.
            AnswerType::Confirmation => {
                let mut terms = self.question.terms.iter();
                terms.any(|term| self.lacks(term))
            }
            AnswerType::Other => false,
        }
    }

    pub(super) fn tells_another_time(&self) -> bool {
        self.question.fits_time(self.passage, self.range) == Some(false)
    }

    /// A caption tells who or what is seen, but not what they said or did, nor why.
    pub(super) fn is_a_silent_caption(&self) -> bool {
        let is_deed = |word: &Word| word.is_one_of(&DEEDS);
        self.passage.paragraph().kind() == Kind::Caption
            && (self.asks_for(AnswerType::Speech)
                || self.asks_for(AnswerType::Reason)
                || self.words.iter().any(is_deed))
    }

    pub(super) fn lacks_its_fine_type(&self) -> bool {
        let fine_type = self.question.fine_type;
        fine_type.is_some_and(|fine_type| !self.sentence.tells(fine_type, &self.question.terms))
    }

    pub(super) fn lacks_its_focus(&self) -> bool {
        self.question.focus.is_some_and(|focus| self.strays(focus))
    }

    /// Those who voted for a law do not answer «Wie stemde tegen de wet?»
    pub(super) fn is_of_the_other_side(&self) -> bool {
        let votes = |word: &Word| verbs::infinitive(&word.folded).as_deref() == Some("stemmen");
        let Some(vote) = self.words.iter().position(votes) else {
            return false;
        };
        let is_told = |side: &str| {
            let mut told = self.sentence.words.iter().chain(&self.section.words);
            told.any(|word| word.folded.starts_with(side))
        };
        let asked = |side: &str| self.words[vote..].iter().any(|word| word.folded == side);
        asked("tegen") && !is_told("tegen") || asked("voor") && is_told("tegen") && !is_told("voor")
    }

    /// A sentence that says nothing of illness does not answer «Hoeveel loon krijg je als je ziek bent?»
    pub(super) fn is_of_another_case(&self) -> bool {
        let begins = |word: &Word| word.is_one_of(&CONDITIONS);
        let Some(condition) = self.words.iter().skip(1).position(begins) else {
            return false;
        };
        let within = &self.words[condition + 1..];
        let mut terms = self.question.terms.iter();
        terms.any(|term| within.iter().any(|word| word.folded == term.word) && self.lacks(term))
    }

    /// Whether the sentence is not about the focus of the question.
    fn strays(&self, focus: Focus) -> bool {
        let terms = &self.question.terms;
        match focus {
            Focus::Counted(term) => self.sentence.miscounts(&terms[term]),
            Focus::Role(term) => {
                !self.sentence.has_in_any_form(&terms[term])
                    || !names_somebody(self.passage, self.range)
                    || self.sentence.serves_another(term, terms)
            }
            Focus::Subject(term) => self.lacks(&terms[term]),
        }
    }

    /// Whether a detail is asked for, which has few words and stands among similar ones.
    pub(super) fn asks_for_detail(&self) -> bool {
        self.question.answer_type.is_fact()
            || matches!(
                self.question.fine_type,
                Some(FineType::Age | FineType::Money | FineType::Measure(_) | FineType::Place)
            )
    }

    fn is_told(&self, term: &Term) -> bool {
        self.sentence.has_in_any_form(term) || self.section.has_in_any_form(term)
    }

    /// A sentence that says nothing of living does not answer «Waar woont de burgemeester?». Names do not count, nor does the
    /// «oud» of «hoe oud».
    pub(super) fn shares_nothing(&self) -> bool {
        let is_measured = matches!(
            self.question.fine_type,
            Some(FineType::Age | FineType::Measure(_))
        );
        let measure = self.words.get(1).filter(|_| is_measured);
        let is_content = |term: &&Term| {
            !term.is_name
                && term.country.is_none()
                && !term.is_number()
                && measure.is_none_or(|measure| measure.folded != term.word)
        };
        let mut contents = self.question.terms.iter().filter(is_content).peekable();
        contents.peek().is_some() && !contents.any(|term| self.is_told(term))
    }

    /// «Hoeveel betaalt de provincie aan de ijsbaan?»: a thing that the article names elsewhere must be named here.
    pub(super) fn is_of_another_thing(&self) -> bool {
        things(&self.words, &self.question.terms).any(|term| {
            term.is_known && !self.is_told(term) && !self.before().has_in_any_form(term)
        })
    }
}

/// The things to which a question of these words narrows its subject: the nouns after an article or a preposition, with at most
/// one word between.
fn things<'a>(words: &'a [Word], terms: &'a [Term]) -> impl Iterator<Item = &'a Term> {
    let introduces = |word: &Word| word.is_one_of(&INTRODUCING);
    let is_thing = move |at: usize| {
        let before = |steps: usize| at.checked_sub(steps).and_then(|at| words.get(at));
        let goes_on = words.get(at + 1).is_some_and(|next| {
            terms
                .iter()
                .any(|term| term.word == next.folded && !term.is_name)
        });
        before(1).is_some_and(introduces) && !goes_on
            || before(2).is_some_and(introduces)
                && before(1).is_some_and(|word| !word.is_stop_word && !word.is_capitalised)
    };
    (0..words.len())
        .filter(move |at| is_thing(*at))
        .filter_map(move |at| {
            let is_it = |term: &&Term| {
                term.word == words[at].folded && !term.is_name && term.country.is_none()
            };
            terms.iter().find(is_it)
        })
}
