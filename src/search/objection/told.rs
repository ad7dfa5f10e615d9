//! Whether a text tells what exactly is asked for.

use super::super::exact::{Exact, SHARE, Unit};
use super::super::question::Term;
use super::text::Text;
use crate::analyzer::Word;
use crate::lexicon::numbers::{self, NumberMention};
use crate::lexicon::{dates, money};

/// As old as anybody gets.
const OLDEST: f64 = 125.0;

/// The most words between a number and what it counts: «38 andere in Kazachstan vastzittende Kirgiziërs».
const COUNTED_WITHIN: usize = 8;

/// The most words between a function and the name of what somebody has it of.
const SERVES_WITHIN: usize = 6;

/// Words for somebody, after whom «van» and a number tell an age.
#[rustfmt::skip]
const SOMEBODY: [&str; 14] = [
    "man", "vrouw", "jongen", "meisje", "kind", "baby", "peuter", "kleuter", "tiener", "jongeman", "zoon", "dochter", "broer",
    "zus",
];

/// Words for people of any kind: «Hoeveel mensen …?» is answered by a number of families.
const PEOPLE: [&str; 4] = ["mensen", "personen", "people", "persons"];

/// Words for a time that is counted from now, or from something else.
#[rustfmt::skip]
const WHEN: [&str; 34] = [
    "gisteren", "eergisteren", "vandaag", "morgen", "overmorgen", "vanavond", "vannacht", "gisteravond", "weekend", "seizoen",
    "week", "weken", "maand", "maanden", "dag", "dagen", "jaar", "jaren", "uur", "lente", "voorjaar", "zomer", "herfst",
    "najaar", "winter", "kerst", "pasen", "yesterday", "today", "tomorrow", "weeks", "month", "year", "ago",
];

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
            let may_be_other = !term.is_known || PEOPLE.contains(&term.word.as_str());
            return !may_be_other || !numbers.iter().any(|number| self.is_count(number));
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

    /// Whether a number counts things or people: it is no share, no sum and no measure.
    fn is_count(&self, number: &NumberMention) -> bool {
        let mut after = self.words.iter();
        let next = after.find(|word| word.range.start >= number.range.end);
        let is_measure = |word: &Word| Unit::is_any(&word.folded) || money::is_money(&word.folded);
        !self.is_share(number) && !next.is_some_and(is_measure)
    }

    /// «38 procent», «38%»
    fn is_share(&self, number: &NumberMention) -> bool {
        let after = self.text.get(number.range.end..).unwrap_or_default();
        let after = after.trim_start();
        after.starts_with('%') || SHARE.iter().any(|word| after.starts_with(word))
    }

    /// Whether an age is told: «34-jarige», «(58)», «negen jaar oud», «is 21», «een vrouw van 38».
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
                let mut earlier = before.split_whitespace().rev();
                let last = earlier.next().unwrap_or_default();
                let mut is_somebodys = || {
                    let who = earlier.next().map(str::to_lowercase);
                    last == "van" && who.is_some_and(|who| SOMEBODY.contains(&who.as_str()))
                };
                before.ends_with('(') && after.starts_with(')')
                    || before.ends_with(", ") && after.starts_with([',', '.'])
                    || ends && matches!(last, "is" | "was" | "werd" | "wordt" | "pas" | "van")
                    || is_somebodys()
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

    /// Whether it is told when something is, without a date: «vrijdag», «volgende week», «binnen drie maanden».
    pub(super) fn tells_when(&self) -> bool {
        self.words
            .iter()
            .any(|word| dates::is_month_or_weekday(&word.folded) || word.is_one_of(&WHEN))
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
