//! Whether a text contains the fine type of answer that is asked for.

use super::text::AnalysedText;
use crate::analyzer::Word;
use crate::lexicon::numbers::{self, NumberMention};
use crate::lexicon::{dates, money};
use crate::search::question::fine_type::SHARE;
use crate::search::question::{FineType, Term, units};

/// The highest age.
const OLDEST: f64 = 125.0;

/// The most words from a number to what it counts: «38 andere in Kazachstan vastzittende Kirgiziërs».
const COUNTED_WITHIN: usize = 8;

/// The most words from a function to the organisation that somebody has it in.
const SERVES_WITHIN: usize = 6;

/// Words for somebody, after which «van» and a number tell an age.
#[rustfmt::skip]
const SOMEBODY: [&str; 14] = [
    "man", "vrouw", "jongen", "meisje", "kind", "baby", "peuter", "kleuter", "tiener", "jongeman", "zoon", "dochter", "broer",
    "zus",
];

/// Words for people of any kind: «Hoeveel mensen …?» is answered by a number of families.
const PEOPLE: [&str; 4] = ["mensen", "personen", "people", "persons"];

/// Words for a time without a date.
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

/// Words that specify the noun before them: «een rechter van», «een straf die».
#[rustfmt::skip]
const TELLING_MORE: [&str; 22] = [
    "van", "als", "voor", "om", "die", "dat", "waar", "waarbij", "waarin", "in", "uit", "bij", "met", "tegen", "op", "aan",
    "tussen", "of", "that", "who", "for", "as",
];

impl AnalysedText<'_> {
    /// Whether it contains this fine type of answer. True for [`FineType::Which`] if the thing is not named.
    pub(super) fn tells(&self, fine_type: FineType, terms: &[Term]) -> bool {
        match fine_type {
            FineType::Year => dates::dates(self.text)
                .iter()
                .any(|mention| mention.date.year.is_some()),
            FineType::Money => has_money(self.text, &self.words),
            FineType::Share => self.counts().iter().any(|number| self.is_share(number)),
            FineType::Age => self.has_age(),
            FineType::Measure(measures) => measures
                .iter()
                .any(|unit| units::is_named(unit, self.text, &self.words)),
            FineType::Place => self.has_place(),
            FineType::Which(term) => {
                let mut places = self.places(&terms[term]).peekable();
                places.peek().is_none() || places.any(|at| !self.is_indefinite(at))
            }
        }
    }

    /// The numbers that are not part of a date.
    pub(super) fn counts(&self) -> Vec<NumberMention> {
        numbers::counts(self.text)
    }

    /// Whether it does not count what the question counts: no number stands near that, or the numbers here count other things.
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

    /// Whether a number counts things or people, and is no share, sum or measure.
    fn is_count(&self, number: &NumberMention) -> bool {
        let mut after = self.words.iter();
        let next = after.find(|word| word.range.start >= number.range.end);
        let is_measure = |word: &Word| units::is_any(&word.folded) || money::is_money(&word.folded);
        !self.is_share(number) && !next.is_some_and(is_measure)
    }

    /// Whether a number is a share: «38 procent», «38%».
    fn is_share(&self, number: &NumberMention) -> bool {
        let after = self.text.get(number.range.end..).unwrap_or_default();
        let after = after.trim_start();
        after.starts_with('%') || SHARE.iter().any(|word| after.starts_with(word))
    }

    /// Whether it tells an age: «34-jarige», «(58)», «negen jaar oud», «is 21», «een vrouw van 38».
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

    /// Whether it tells a place: a preposition of place without a date after it.
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

    /// Whether it tells a time without a date: «vrijdag», «volgende week», «binnen drie maanden».
    pub(super) fn tells_when(&self) -> bool {
        self.words
            .iter()
            .any(|word| dates::is_month_or_weekday(&word.folded) || word.is_one_of(&WHEN))
    }

    /// Whether a noun is indefinite and not specified: «Een rechter wees dat af», but not «een rechter van het hof».
    fn is_indefinite(&self, at: usize) -> bool {
        let follows = self.words.get(at + 1).is_some_and(|next| {
            let gap = self.text.get(self.words[at].range.end..next.range.start);
            next.is_one_of(&TELLING_MORE)
                || gap.is_some_and(|gap| gap.contains([':', ',', '(', '‘', '“']))
        });
        let before = self.before(at);
        before.is_some_and(|word| word.is_one_of(&["een", "a", "an"])) && !follows
    }

    /// Whether the function and the organisation of the question are both here, but far apart: «directeur van Ma’no, in
    /// gesprek met Sputnik News» names no director of Sputnik News.
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
