//! A stretch of text, analysed for what it says of a question's words.

use std::sync::Arc;

use super::super::analyzer::{self, Forms, Word};
use super::super::exact::{self, Exact};
use super::super::holds::names;
use super::super::question::{Bond, Question, Term};
use crate::lexicon::dates;
use crate::lexicon::gazetteer::Country;
use crate::lexicon::mentions::{self, Case, Mention, MentionKind};
use crate::lexicon::numbers::{self, NumberMention};

/// The most words between a country and what belongs to it: «Presidenten Mirzijojev van Oezbekistan».
const BELONGS_WITHIN: usize = 4;

/// The most words between a number and what it counts: «38 andere in Kazachstan vastzittende Kirgiziërs».
const COUNTED_WITHIN: usize = 8;

/// The most words between a function and the name of what somebody has it of.
const SERVES_WITHIN: usize = 6;

/// Words that make a country before which they stand a place.
const PLACING: [&str; 10] = [
    "in", "uit", "naar", "bij", "langs", "tegen", "door", "to", "from", "into",
];

/// Words that tell more of the noun before them: «een rechter van», «een straf die».
const TELLING_MORE: [&str; 22] = [
    "van", "als", "voor", "om", "die", "dat", "waar", "waarbij", "waarin", "in", "uit", "bij",
    "met", "tegen", "op", "aan", "tussen", "of", "that", "who", "for", "as",
];

const DENIALS: [&str; 8] = [
    "niet", "geen", "nooit", "niemand", "not", "no", "never", "nobody",
];

/// A stretch of text, analysed.
pub(super) struct Text<'a> {
    text: &'a str,
    words: Vec<Word>,
    forms: Vec<Arc<Forms>>,
    mentions: Vec<Mention>,
}

impl<'a> Text<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let words = analyzer::words(text);
        let forms = words
            .iter()
            .map(|word| analyzer::forms_of_text(&word.folded))
            .collect();
        Self {
            text,
            words,
            forms,
            mentions: mentions::mentions(text, Case::Strict),
        }
    }

    /// The countries that are named, but not those of which only the capital is.
    pub(super) fn countries(&self) -> impl Iterator<Item = (Country, usize)> {
        let of_word = |mention: &Mention| {
            self.words
                .iter()
                .position(|word| word.range.end > mention.range.start)
        };
        let named = self
            .mentions
            .iter()
            .filter(|mention| mention.kind != MentionKind::Capital);
        named.filter_map(move |mention| Some((mention.country, of_word(mention)?)))
    }

    pub(super) fn has(&self, term: &Term) -> bool {
        match term.country {
            Some(country) => self.countries().any(|(named, _)| named == country),
            None => self.places(term).next().is_some(),
        }
    }

    /// Where the words are that a term finds, as words from the beginning.
    fn places<'b>(&'b self, term: &'b Term) -> impl Iterator<Item = usize> + 'b {
        let is_same = |at: &usize| {
            let word = &self.words[*at];
            // «Pasen» is no form of «pas».
            let may_be_form = !word.is_stop_word && (word.is_capitalised || !term.is_name);
            word.folded == term.word || may_be_form && self.forms[*at].shares_stem(&term.forms)
        };
        (0..self.words.len()).filter(is_same)
    }

    /// Whether these numbers stand here, in digits or in words.
    pub(super) fn has_counts(&self, wanted: &[f64]) -> bool {
        let here = numbers::numbers(self.text);
        let is_here = |value: &f64| {
            here.iter()
                .any(|number| (number.value - value).abs() < 0.001)
        };
        wanted.iter().all(is_here)
    }

    /// Whether a country that has or does something comes before a number: «Rusland stuurde 2300 militairen», but not «In
    /// Frankrijk staan drie huizen», nor «drie lidstaten: België …».
    pub(super) fn has_count_of_a_country(&self) -> bool {
        let Some(number) = numbers::numbers(self.text).into_iter().next() else {
            return false;
        };
        self.countries().any(|(_, at)| {
            let before = at.checked_sub(1).and_then(|before| self.words.get(before));
            let is_place = before.is_some_and(|word| PLACING.contains(&word.folded.as_str()));
            self.words[at].range.start < number.range.start && !is_place
        })
    }

    /// Whether a word stands here, also as a part of another.
    pub(super) fn has_in_any_form(&self, term: &Term) -> bool {
        let is_part = |forms: &Arc<Forms>| forms.parts.contains(&term.forms.dutch);
        self.has(term) || self.forms.iter().any(is_part)
    }

    /// Whether what is counted in the question is not counted here: it stands beside no number, or something else does,
    /// although the text knows its name.
    pub(super) fn miscounts(&self, term: &Term) -> bool {
        let mut places = self.places(term).peekable();
        let numbers = exact::counts(self.text);
        if places.peek().is_none() {
            return term.is_known || numbers.iter().all(|number| self.is_share(number));
        }
        let counts = |at: usize| {
            let first = at.saturating_sub(COUNTED_WITHIN);
            let stretch = self.words[first].range.start..self.words[at].range.end;
            numbers.iter().any(|number| {
                stretch.start <= number.range.start && number.range.end <= stretch.end
            })
        };
        // «De schade wordt geraamd op 35 miljoen euro.»
        let is_sum_of = |at: usize| {
            let last = (at + COUNTED_WITHIN).min(self.words.len() - 1);
            let stretch = self.words[at].range.end..self.words[last].range.end;
            exact::has_money(
                self.text.get(stretch.clone()).unwrap_or_default(),
                &self.words[at..=last],
            ) && numbers
                .iter()
                .any(|number| stretch.contains(&number.range.start))
        };
        !places.any(|at| counts(at) || is_sum_of(at))
    }

    /// What exactly is asked for stands here; of what is not spoken of, that is not known.
    pub(super) fn tells(&self, exact: Exact, terms: &[Term]) -> bool {
        match exact {
            Exact::Year => dates::dates(self.text)
                .iter()
                .any(|mention| mention.date.year.is_some()),
            Exact::Money => exact::has_money(self.text, &self.words),
            Exact::Share => numbers::numbers(self.text)
                .iter()
                .any(|number| self.is_share(number)),
            Exact::Age => exact::has_age(self.text, &self.words),
            Exact::Measure(units) => exact::has_unit(self.text, &self.words, units),
            Exact::Place => exact::has_place(&self.words),
            // Told by more than a sentence.
            Exact::SpokenBy(_) => true,
            Exact::Which(term) => {
                let mut places = self.places(&terms[term]).peekable();
                places.peek().is_none() || places.any(|at| !self.is_indefinite(at))
            }
        }
    }

    fn is_share(&self, number: &NumberMention) -> bool {
        let after = self.text.get(number.range.end..).unwrap_or_default();
        exact::is_share(after)
    }

    /// Whether a word is only one of its kind, of which no more is told: «Een rechter wees dat af», but not «een rechter van
    /// het hof».
    fn is_indefinite(&self, at: usize) -> bool {
        let word = |at: Option<usize>| at.and_then(|at| self.words.get(at));
        let follows = word(Some(at + 1)).is_some_and(|next| {
            let gap = self.text.get(self.words[at].range.end..next.range.start);
            TELLING_MORE.contains(&next.folded.as_str())
                || gap.is_some_and(|gap| gap.contains([':', ',', '(', '‘', '“']))
        });
        word(at.checked_sub(1))
            .is_some_and(|word| matches!(word.folded.as_str(), "een" | "a" | "an"))
            && !follows
    }

    /// Whether a function stands here, and what somebody is asked to have it of, but far from it: «directeur van Ma’no, in
    /// gesprek met Sputnik News» has no director of Sputnik News.
    pub(super) fn serves_another(&self, role: usize, terms: &[Term]) -> bool {
        let names = terms.iter().skip(role + 1);
        let mut places = names
            .filter(|term| term.is_name && term.country.is_none())
            .flat_map(|name| self.places(name))
            .peekable();
        let roles = || self.places(&terms[role]);
        places.peek().is_some()
            && roles().next().is_some()
            && !places.any(|at| roles().any(|role| role.abs_diff(at) <= SERVES_WITHIN))
    }

    /// Whether the last part of a compound stands here, but not the ones before it.
    pub(super) fn has_head_only(&self, term: &Term) -> bool {
        let Some((head, others)) = term.forms.parts.split_last() else {
            return false;
        };
        let has = |part: &String| self.forms.iter().any(|forms| forms.parts.contains(part));
        has(head) && !others.iter().all(has)
    }

    /// Whether somebody is named here whom the question does not name.
    pub(super) fn has_other_name(&self, question: &Question) -> bool {
        names(self.text, &self.words, &self.mentions).any(|word| !names_too(question, word))
    }

    /// Whether the last who is named here is somebody whom the question does not name.
    pub(super) fn ends_with_another(&self, question: &Question) -> bool {
        names(self.text, &self.words, &self.mentions)
            // «Westerse» is nobody.
            .filter(|word| !word.folded.ends_with("se"))
            .last()
            .is_some_and(|word| !names_too(question, word))
    }

    /// Whether what a question of these words names is denied here: «Verbeeck schrijft niet mee».
    pub(super) fn denies(&self, question: &Question, words: &[Word]) -> bool {
        /// The most words between what is denied and its denial.
        const WITHIN: usize = 3;
        let is_denial = |word: &Word| DENIALS.contains(&word.folded.as_str());
        let mut denials = (0..self.words.len()).filter(|at| is_denial(&self.words[*at]));
        !words.iter().any(is_denial)
            && denials.any(|denial| {
                let before = denial.saturating_sub(WITHIN);
                let deeds = question.terms.iter().filter(|term| !term.is_name);
                deeds
                    .flat_map(|term| self.places(term))
                    .any(|at| (before..denial).contains(&at))
            })
    }

    /// Whether this word stands here, as it is.
    pub(super) fn has_word(&self, folded: &str) -> bool {
        self.words.iter().any(|word| word.folded == folded)
    }

    /// Whether somebody with this surname stands here who has another first name.
    pub(super) fn shares_surname(&self, surname: &Term, first: &Term) -> bool {
        self.places(surname).any(|at| {
            let before = at.checked_sub(1).and_then(|before| self.words.get(before));
            before.is_some_and(|word| {
                let gap = self.text.get(word.range.end..self.words[at].range.start);
                word.is_capitalised && gap == Some(" ") && word.folded != first.word
            })
        })
    }

    /// Whether it asks something.
    pub(super) fn is_question(&self) -> bool {
        let end = self.text.trim_end();
        end.trim_end_matches(['”', '’', '"', '»', ')'])
            .ends_with('?')
    }

    /// Whether what belongs to a country in the question is here, but not beside that country.
    pub(super) fn breaks(&self, bond: &Bond, question: &Question) -> bool {
        let Some(term) = question.terms.get(bond.term) else {
            return false;
        };
        let mut places = self.places(term).peekable();
        places.peek().is_some()
            && !places.any(|at| {
                self.countries().any(|(country, place)| {
                    country == bond.country && place.abs_diff(at) <= BELONGS_WITHIN
                })
            })
    }
}

/// Whether a question names this word too.
fn names_too(question: &Question, word: &Word) -> bool {
    question.terms.iter().any(|term| term.word == word.folded)
}
