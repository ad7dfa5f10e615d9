//! Finds dates in a Dutch text, with and without a year; English month names too.
//!
//! Each reader takes the tokens from a position and returns the dates that begin there: first a day of a month, then a
//! month, then a bare year. A bare year is the doubtful case: "2000 soldaten" is no date, so a year needs a cue before
//! it and must have no counted noun after it.

mod ages;
mod calendar;
mod relative;
mod years;

use std::ops::Range;

use self::calendar::Month;
use super::tense::Tense;
use super::tokens::{Token, tokens};

pub use self::calendar::{Date, is_month_or_weekday};

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
    fn new(date: Date, range: Range<usize>) -> Self {
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

/// Returns the dates in a text, in order.
///
/// It reads "maandag 10 januari", "10 jan. 2022", "1 en 2 maart 2020", "van 5 tot 10 januari", "januari 2022", "January
/// 10, 2022", "2022-01-10", "10-01-2022", "10/1/2022", the years of "in 1999" and "(2018-2020)", and "de jaren
/// zeventig", "in ’68" and "350 v.Chr.".
pub fn dates(text: &str) -> Vec<DateMention> {
    let tokens = tokens(text);
    let mut found: Vec<DateMention> = Vec::new();
    let mut place = 0;
    while place < tokens.len() {
        let read = ages::read(&tokens, place)
            .or_else(|| all_digits(&tokens, place))
            .or_else(|| days_of_month(&tokens, place))
            .or_else(|| month(&tokens, place, text))
            .or_else(|| years::read(&tokens, place));
        match read {
            Some(Read { mut mentions, next }) => {
                let years_on = relative::years_on(&tokens, place, next);
                for mention in &mut mentions {
                    mention.years_on = years_on;
                }
                found.extend(mentions);
                place = next.max(place + 1);
            }
            None => place += 1,
        }
    }
    relative::share(&mut found, text);
    found
}

/// Dates that begin at a token, and the index of the token after them.
struct Read {
    mentions: Vec<DateMention>,
    next: usize,
}

impl Read {
    /// Returns one date that covers a range of tokens.
    fn one(date: Date, tokens: &[Token], places: Range<usize>) -> Option<Read> {
        let next = places.end;
        let range = bytes(tokens, places)?;
        date.is_valid().then(|| Read {
            mentions: vec![DateMention::new(date, range)],
            next,
        })
    }
}

/// Returns the bytes of a range of tokens.
fn bytes(tokens: &[Token], places: Range<usize>) -> Option<Range<usize>> {
    let tokens = tokens.get(places)?;
    Some(tokens.first()?.range.start..tokens.last()?.range.end)
}

/// Returns whether no letter, digit, or point or comma of a longer number touches a token.
fn stands_free(tokens: &[Token], place: usize) -> bool {
    const LIMITS: &[&str] = &["(", "[", "‘", "“", "„", "\"", "'", "–", "—", "-", "/"];
    let before = place.checked_sub(1).and_then(|before| tokens.get(before));
    tokens
        .get(place)
        .is_some_and(|token| !token.glued || before.is_none_or(|before| before.is_mark(LIMITS)))
}

/// `2022-01-10`, `10-01-2022`, `10/1/2022`, `10.1.2022`.
fn all_digits(tokens: &[Token], place: usize) -> Option<Read> {
    let [first, mark, second, other_mark, third] = tokens.get(place..place + 5)? else {
        return None;
    };
    let glued = [mark, second, other_mark, third]
        .iter()
        .all(|token| token.glued);
    let more = tokens
        .get(place + 5)
        .is_some_and(|after| after.glued && after.digits(1..=9).is_some());
    let longer = tokens
        .get(place + 5)
        .is_some_and(|after| after.glued && after.is_mark(&[&mark.folded]))
        && tokens
            .get(place + 6)
            .is_some_and(|after| after.glued && after.digits(1..=9).is_some());
    if !glued || more || longer || mark.folded != other_mark.folded || !stands_free(tokens, place) {
        return None;
    }
    let (year, month, day) = if let Some(year) = first.digits(4..=4) {
        mark.is_mark(&["-"]).then_some(())?;
        (year, second.digits(2..=2)?, third.digits(2..=2)?)
    } else {
        mark.is_mark(&["-", "/", "."]).then_some(())?;
        (
            third.digits(4..=4)?,
            second.digits(1..=2)?,
            first.digits(1..=2)?,
        )
    };
    let date = Date {
        year: i32::try_from(year).ok(),
        month: u8::try_from(month).ok(),
        day: u8::try_from(day).ok(),
    };
    Read::one(date, tokens, place..place + 5)
}

/// A day of the month, and the tokens that give it.
struct Day {
    number: u8,
    places: Range<usize>,
}

/// Reads a day of the month: `10`, `10e`, `1ste`, `10th`.
fn day(tokens: &[Token], place: usize) -> Option<Day> {
    let number = tokens.get(place)?.digits(1..=2)?;
    let number = u8::try_from(number)
        .ok()
        .filter(|number| (1..=31).contains(number))?;
    if !stands_free(tokens, place) {
        return None;
    }
    let ordinal = |token: &&Token| {
        token.glued
            && ["e", "de", "ste", "st", "nd", "rd", "th"]
                .iter()
                .any(|ending| token.is_word(ending))
    };
    let width = if tokens.get(place + 1).filter(ordinal).is_some() {
        2
    } else {
        1
    };
    Some(Day {
        number,
        places: place..place + width,
    })
}

/// Returns how many tokens join two days: "en", "of", "tot", "t/m", "tot en met", "and", a dash; 0 if none do.
fn joint(tokens: &[Token], place: usize) -> usize {
    let at = |offset: usize| tokens.get(place + offset);
    let is = |offset: usize, word: &str| at(offset).is_some_and(|token| token.is_word(word));
    let is_mark =
        |offset: usize, marks: &[&str]| at(offset).is_some_and(|token| token.is_mark(marks));
    if is(0, "tot") && is(1, "en") && is(2, "met") {
        return 3;
    }
    if is(0, "t") && is_mark(1, &["/"]) && is(2, "m") {
        return 3;
    }
    let word = ["en", "of", "tot", "and", "or", "to"]
        .iter()
        .any(|word| is(0, word));
    usize::from(word || is_mark(0, &["-", "–", "/", ","]))
}

/// Reads one or more days, their month, and the year if it follows: "1, 2 en 3 maart 2020".
fn days_of_month(tokens: &[Token], place: usize) -> Option<Read> {
    const MOST_DAYS: usize = 8;
    let weekday = tokens
        .get(place)
        .is_some_and(|token| calendar::is_weekday(&token.folded));
    let mut days = vec![day(
        tokens,
        if weekday {
            day_after_weekday(tokens, place)
        } else {
            place
        },
    )?];
    let mut next = days.last()?.places.end;
    let mut comma = false;
    let month = loop {
        if let Some(month) = calendar::month(tokens, next) {
            break month;
        }
        comma = tokens.get(next).is_some_and(|token| token.is_mark(&[","]));
        let joint = joint(tokens, next);
        if joint == 0 || days.len() == MOST_DAYS {
            return None;
        }
        let after = next + joint;
        let skip = tokens
            .get(after)
            .is_some_and(|token| calendar::is_weekday(&token.folded));
        let following = day(tokens, after + usize::from(skip))?;
        next = following.places.end;
        days.push(following);
    };
    if comma {
        // "Artikel 4, 5 januari": a list ends with "en", so here only the last number is a day.
        return None;
    }
    let year = year_after(tokens, month.next);
    let end = year.map_or(month.next, |(_, next)| next);
    let last = days.len() - 1;
    let mention = |(index, day): (usize, Day)| {
        let from = if index == 0 && weekday {
            place
        } else {
            day.places.start
        };
        let to = if index == last { end } else { day.places.end };
        let date = Date {
            year: year.map(|(year, _)| year),
            month: Some(month.number),
            day: Some(day.number),
        };
        let range = bytes(tokens, from..to)?;
        date.is_valid().then_some(DateMention::new(date, range))
    };
    Some(Read {
        mentions: days.into_iter().enumerate().filter_map(mention).collect(),
        next: end,
    })
}

/// Returns the index after a weekday, and after a comma or "de" that follows it.
fn day_after_weekday(tokens: &[Token], place: usize) -> usize {
    let between =
        |token: &Token| token.is_mark(&[","]) || token.is_word("de") || token.is_word("the");
    place + 1 + usize::from(tokens.get(place + 1).is_some_and(between))
}

/// Reads a month with a year after it, or in English with a day: "januari 2022", "January 10, 2022".
fn month(tokens: &[Token], place: usize, text: &str) -> Option<Read> {
    let month = calendar::month(tokens, place)?;
    if let Some((year, next)) = year_after(tokens, month.next) {
        let date = Date {
            year: Some(year),
            month: Some(month.number),
            day: None,
        };
        return Read::one(date, tokens, place..next);
    }
    if let Some(read) = english_day(tokens, place, &month, text) {
        return Some(read);
    }
    if !month.stands_alone {
        return None;
    }
    let date = Date {
        year: None,
        month: Some(month.number),
        day: None,
    };
    Read::one(date, tokens, place..month.next)
}

/// Reads "January 10" and "September 11, 2001". A name that Dutch shares needs its capital and the year, because "in
/// september 20 mensen" has neither.
fn english_day(tokens: &[Token], place: usize, month: &Month, text: &str) -> Option<Read> {
    let day = day(tokens, month.next)?;
    let comma = tokens
        .get(day.places.end)
        .is_some_and(|token| token.is_mark(&[","]));
    let year = year_after(tokens, day.places.end + usize::from(comma));
    let start = tokens.get(place)?.range.start;
    let is_capital = text.get(start..)?.starts_with(char::is_uppercase);
    let is_plain = month.is_english || (month.is_shared && is_capital && year.is_some());
    if !is_plain {
        return None;
    }
    let date = Date {
        year: year.map(|(year, _)| year),
        month: Some(month.number),
        day: Some(day.number),
    };
    Read::one(
        date,
        tokens,
        place..year.map_or(day.places.end, |(_, next)| next),
    )
}

/// Reads the year after a month, and the index after it.
fn year_after(tokens: &[Token], place: usize) -> Option<(i32, usize)> {
    let year = years::year(tokens, place, 1000..=2099)?;
    Some((year, place + 1))
}
