//! A date in a text, and what the readers of dates share.

use std::ops::Range;

use super::calendar::Date;
use crate::lexicon::tense::Tense;
use crate::lexicon::tokens::Tokens;

/// A date and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateMention {
    /// The date, as much of it as the text gives.
    pub date: Date,
    /// Its bytes, including a preceding weekday: "maandag 10 januari". In "1 en 2 maart" the first range is "1".
    pub range: Range<usize>,
    /// How many years after publication the text puts it: −1 for "maart vorig jaar". `None` if the text does not say.
    pub years_on: Option<i32>,
    /// Whether the year stands for a decade: "de jaren zeventig".
    pub is_decade: bool,
}

impl DateMention {
    pub(super) fn new(date: Date, range: Range<usize>) -> Self {
        Self {
            date,
            range,
            years_on: None,
            is_decade: false,
        }
    }

    /// Returns the date with a year, and whether the year was inferred. The year comes from the text ("vorig jaar"), or
    /// else from the tense of the sentence ([`Date::told`]).
    #[must_use]
    pub fn completed(&self, published: Date, tense: Tense) -> (Date, bool) {
        let year = match (self.date.year, self.years_on, published.year) {
            (None, Some(years), Some(year)) => year.checked_add(years),
            _ => None,
        };
        let said = Date { year, ..self.date };
        if year.is_some() && said.is_valid() {
            (said, true)
        } else {
            self.date.told(published, tense)
        }
    }
}

/// Dates that begin at a token, and the index of the token after them.
pub(super) struct Read {
    pub(super) mentions: Vec<DateMention>,
    pub(super) next: usize,
}

impl Read {
    /// Returns one date that covers a range of tokens.
    pub(super) fn one(date: Date, tokens: &Tokens, range: Range<usize>) -> Option<Read> {
        let next = range.end;
        let bytes = tokens.bytes(range)?;
        date.is_valid().then(|| Read {
            mentions: vec![DateMention::new(date, bytes)],
            next,
        })
    }
}

/// Whether no letter, digit, or point or comma of a longer number touches a token.
pub(super) fn stands_free(tokens: &Tokens, at: usize) -> bool {
    const LIMITS: &[&str] = &["(", "[", "‘", "“", "„", "\"", "'", "–", "—", "-", "/"];
    let before = tokens.before(at);
    tokens
        .get(at)
        .is_some_and(|token| !token.glued || before.is_none_or(|before| before.is_mark(LIMITS)))
}

/// Returns how many tokens join two dates: "en", "of", "tot", "t/m", "tot en met", "and", a dash; 0 if none do.
pub(super) fn joint(tokens: &Tokens, at: usize) -> usize {
    let is = |offset: usize, word: &str| tokens.is_word(at + offset, &[word]);
    let through = is(0, "tot") && is(1, "en") && is(2, "met");
    if through || is(0, "t") && tokens.is_mark(at + 1, &["/"]) && is(2, "m") {
        return 3;
    }
    let is_word = tokens.is_word(at, &["en", "of", "tot", "and", "or", "to"]);
    usize::from(is_word || tokens.is_mark(at, &["-", "–", "/", ","]))
}
