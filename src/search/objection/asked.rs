//! What a question asks for: it has to be told, of what the question is about.

use super::super::exact::Exact;
use super::super::focus::Focus;
use super::super::holds::{holds, names_somebody, reports};
use super::super::intent::Wants;
use super::super::question::Term;
use super::super::time;
use super::{Case, is_number};
use crate::analyzer::Word;
use crate::article::Kind;
use crate::lexicon::verbs;

/// Words by which a question asks for somebody's deeds.
const DEEDS: [&str; 3] = ["deed", "deden", "did"];

/// First words of what has to be so for the question to arise.
const CONDITIONS: [&str; 4] = ["als", "indien", "wanneer", "if"];

/// Words before a thing.
#[rustfmt::skip]
const INTRODUCING: [&str; 18] = [
    "de", "het", "een", "the", "a", "an", "aan", "bij", "in", "op", "van", "voor", "langs", "uit", "onder", "tegen", "of", "for",
];

impl Case<'_> {
    /// Whether the kind of thing that is asked for is not told.
    pub(super) fn lacks_its_kind(&self) -> bool {
        let wants = self.question.wants;
        let (passage, range) = (self.passage, self.range);
        match wants {
            Wants::Number => !holds(wants, passage, range),
            Wants::Date => !holds(wants, passage, range) && !self.sentence.tells_when(),
            Wants::Speech => !reports(passage, range),
            Wants::Reason => {
                !holds(wants, passage, range) && !self.sentence.may_explain(&self.question.terms)
            }
            Wants::Person => self.sentence.denies(self.question, &self.words),
            // Whether something is so is not answered where half of it is not spoken of.
            Wants::Confirmation => {
                let mut terms = self.question.terms.iter();
                terms.any(|term| self.is_elsewhere(term))
            }
            Wants::Other => false,
        }
    }

    pub(super) fn is_on_the_other_side_of_now(&self) -> bool {
        time::fits(self.question, self.passage, self.range) == Some(false)
    }

    pub(super) fn is_a_silent_caption(&self) -> bool {
        self.passage.paragraph().kind() == Kind::Caption && !self.captions_tell()
    }

    pub(super) fn lacks_what_is_exact(&self) -> bool {
        let exact = self.question.exact;
        exact.is_some_and(|exact| !self.sentence.tells(exact, &self.question.terms))
    }

    pub(super) fn lacks_its_focus(&self) -> bool {
        self.question.focus.is_some_and(|focus| self.strays(focus))
    }

    /// «Wie stemde tegen de wet?» is not answered by who voted for it.
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

    /// «Hoeveel loon krijg je als je ziek bent?» is not answered where nothing is said of being ill.
    pub(super) fn is_of_another_case(&self) -> bool {
        let begins = |word: &Word| word.is_one_of(&CONDITIONS);
        let Some(condition) = self.words.iter().skip(1).position(begins) else {
            return false;
        };
        let within = &self.words[condition + 1..];
        let mut terms = self.question.terms.iter();
        terms.any(|term| {
            within.iter().any(|word| word.folded == term.word) && self.is_elsewhere(term)
        })
    }

    /// Whether a caption may tell: who somebody is and what is to be seen, but not what they said or did, nor why.
    fn captions_tell(&self) -> bool {
        let is_deed = |word: &Word| word.is_one_of(&DEEDS);
        !matches!(self.question.wants, Wants::Speech | Wants::Reason)
            && !self.words.iter().any(is_deed)
    }

    /// Whether the sentence is not about the word that an answer cannot do without.
    fn strays(&self, focus: Focus) -> bool {
        let terms = &self.question.terms;
        match focus {
            Focus::Counted(term) => self.sentence.miscounts(&terms[term]),
            Focus::Role(term) => {
                !self.sentence.has_in_any_form(&terms[term])
                    || !names_somebody(self.passage, self.range)
                    || self.sentence.serves_another(term, terms)
            }
            Focus::Subject(term) => self.is_elsewhere(&terms[term]),
        }
    }

    /// Whether one thing is asked for, which stands in few words among others like it.
    pub(super) fn asks_for_detail(&self) -> bool {
        self.question.wants.is_fact()
            || matches!(
                self.question.exact,
                Some(Exact::Age | Exact::Money | Exact::Measure(_) | Exact::Place)
            )
    }

    fn is_told(&self, term: &Term) -> bool {
        self.sentence.has_in_any_form(term) || self.section.has_in_any_form(term)
    }

    /// «Waar woont de burgemeester?» is not answered where nothing is said of living. Names do not count, nor does the «oud»
    /// of «hoe oud».
    pub(super) fn shares_nothing(&self) -> bool {
        let is_measured = matches!(self.question.exact, Some(Exact::Age | Exact::Measure(_)));
        let measure = self.words.get(1).filter(|_| is_measured);
        let is_content = |term: &&Term| {
            !term.is_name
                && term.country.is_none()
                && !is_number(term)
                && measure.is_none_or(|measure| measure.folded != term.word)
        };
        let mut contents = self.question.terms.iter().filter(is_content).peekable();
        contents.peek().is_some() && !contents.any(|term| self.is_told(term))
    }

    /// «Hoeveel betaalt de provincie aan de ijsbaan?»: a thing of which the article tells elsewhere has to be told of here.
    pub(super) fn is_of_another_thing(&self) -> bool {
        things(&self.words, &self.question.terms).any(|term| {
            term.is_known && !self.is_told(term) && !self.before().has_in_any_form(term)
        })
    }
}

/// The things that a question of these words narrows its subject down to: what an article or a preposition goes before, with
/// a word between at most.
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
