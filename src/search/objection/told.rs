//! Whether a text tells what exactly is asked for.

use super::super::analyzer::Word;
use super::super::exact::{Exact, SHARE};
use super::super::question::Term;
use super::text::Text;
use crate::lexicon::numbers::{self, NumberMention};
use crate::lexicon::{dates, money};

/// As old as anybody gets.
const OLDEST: f64 = 125.0;

/// The most words between a number and what it counts: «38 andere in Kazachstan vastzittende Kirgiziërs».
const COUNTED_WITHIN: usize = 8;

/// The most words between a function and the name of what somebody has it of.
const SERVES_WITHIN: usize = 6;

/// Prepositions of place.
#[rustfmt::skip]
const PLACING: [&str; 25] = [
    "in", "te", "uit", "bij", "op", "aan", "naar", "langs", "rond", "nabij", "tussen", "vanuit", "binnen", "buiten", "boven",
    "onder", "naast", "tegenover", "achter", "ten", "at", "from", "near", "on", "to",
];

/// Words that tell more of the noun before them: «een rechter van», «een straf die».
#[rustfmt::skip]
const TELLING_MORE: [&str; 22] = [
    "van", "als", "voor", "om", "die", "dat", "waar", "waarbij", "waarin", "in", "uit", "bij", "met", "tegen", "op", "aan",
    "tussen", "of", "that", "who", "for", "as",
];

impl Text<'_> {
    /// What exactly is asked for stands here; of what is not spoken of, that is not known.
    pub(super) fn tells(&self, exact: Exact, terms: &[Term]) -> bool {
        match exact {
            Exact::Year => dates::dates(self.text)
                .iter()
                .any(|mention| mention.date.year.is_some()),
            Exact::Money => has_money(self.text, &self.words),
            Exact::Share => self.counts().iter().any(|number| self.is_share(number)),
            Exact::Age => self.has_age(),
            Exact::Measure(units) => units
                .iter()
                .any(|unit| unit.is_named(self.text, &self.words)),
            Exact::Place => self.has_place(),
            Exact::Which(term) => {
                let mut places = self.places(&terms[term]).peekable();
                places.peek().is_none() || places.any(|at| !self.is_indefinite(at))
            }
        }
    }

    /// The numbers that are no part of a date.
    pub(super) fn counts(&self) -> Vec<NumberMention> {
        numbers::counts(self.text)
    }

    /// Whether what is counted in the question is not counted here: it stands beside no number, or something else does,
    /// although the text knows its name.
    pub(super) fn miscounts(&self, term: &Term) -> bool {
        let mut places = self.places(term).peekable();
        let numbers = self.counts();
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
            let text = self.text.get(stretch.clone()).unwrap_or_default();
            has_money(text, &self.words[at..=last])
                && numbers
                    .iter()
                    .any(|number| stretch.contains(&number.range.start))
        };
        !places.any(|at| counts(at) || is_sum_of(at))
    }

    /// «38 procent», «38%»
    fn is_share(&self, number: &NumberMention) -> bool {
        let after = self.text.get(number.range.end..).unwrap_or_default();
        let after = after.trim_start();
        after.starts_with('%') || SHARE.iter().any(|word| after.starts_with(word))
    }

    /// Whether an age is told: «34-jarige», «(58)», «negen jaar oud», «is 21».
    fn has_age(&self) -> bool {
        let is = |at: usize, options: &[&str]| {
            self.words
                .get(at)
                .is_some_and(|word| word.is_one_of(options))
        };
        let tells = |at: usize| {
            self.words[at].folded.contains("jarig")
                || is(at, &["geboren", "leeftijd", "aged", "born", "age"])
                || is(at, &["jaar", "years", "year", "maanden", "months"])
                    && is(at + 1, &["oud", "old", "jong"])
        };
        if (0..self.words.len()).any(tells) {
            return true;
        }
        numbers::numbers(self.text)
            .iter()
            .filter(|number| number.value <= OLDEST)
            .any(|number| {
                let before = self.text.get(..number.range.start).unwrap_or_default();
                let after = self.text.get(number.range.end..).unwrap_or_default();
                let ends = after.trim_start().is_empty() || after.starts_with([',', '.', ')', ';']);
                let last = before.split_whitespace().next_back().unwrap_or_default();
                before.ends_with('(') && after.starts_with(')')
                    || before.ends_with(", ") && after.starts_with([',', '.'])
                    || ends && matches!(last, "is" | "was" | "werd" | "wordt" | "pas" | "van")
            })
    }

    /// Whether it is told where something is: a preposition of place, and no date after it.
    fn has_place(&self) -> bool {
        self.words.windows(2).any(|pair| {
            let [word, next] = pair else { return false };
            let is_time = next
                .folded
                .starts_with(|first: char| first.is_ascii_digit())
                || dates::is_month_or_weekday(&next.folded);
            word.is_one_of(&PLACING) && !is_time
        })
    }

    /// Whether a word is only one of its kind, of which no more is told: «Een rechter wees dat af», but not «een rechter van
    /// het hof».
    fn is_indefinite(&self, at: usize) -> bool {
        let word = |at: Option<usize>| at.and_then(|at| self.words.get(at));
        let follows = word(Some(at + 1)).is_some_and(|next| {
            let gap = self.text.get(self.words[at].range.end..next.range.start);
            next.is_one_of(&TELLING_MORE)
                || gap.is_some_and(|gap| gap.contains([':', ',', '(', '‘', '“']))
        });
        word(at.checked_sub(1)).is_some_and(|word| word.is_one_of(&["een", "a", "an"])) && !follows
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
}

/// Whether a text of these words names a sum of money.
fn has_money(text: &str, words: &[Word]) -> bool {
    money::has_sign(text) || words.iter().any(|word| money::is_money(&word.folded))
}
