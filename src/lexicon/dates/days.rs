//! Days and months: "maandag 10 januari", "1 en 2 maart 2020", "januari 2022", "January 10, 2022", "2022-01-10".

use super::calendar::{self, Date, Month};
use super::mention::{DateMention, Read, joint, stands_free};
use super::years;
use crate::lexicon::tokens::Tokens;

/// Reads the days, or else the month, that begin at a token.
pub(super) fn read(tokens: &Tokens, at: usize, text: &str) -> Option<Read> {
    all_digits(tokens, at)
        .or_else(|| days_of_month(tokens, at))
        .or_else(|| month(tokens, at, text))
}

/// `2022-01-10`, `10-01-2022`, `10/1/2022`, `10.1.2022`.
fn all_digits(tokens: &Tokens, at: usize) -> Option<Read> {
    let [first, mark, second, other_mark, third] = tokens.get(at..at + 5)? else {
        return None;
    };
    let is_glued = (at + 1..at + 5).all(|at| tokens.is_glued(at));
    let is_longer = tokens.is_glued(at + 5)
        && tokens.is_mark(at + 5, &[&mark.folded])
        && tokens.has_glued_digits(at + 6);
    if !is_glued || is_longer || mark.folded != other_mark.folded || !stands_free(tokens, at) {
        return None;
    }
    let (year, month, day) = if let Some(year) = first.digits(4..=4) {
        mark.is_mark(&["-"]).then_some(())?;
        (year, second.digits(2..=2)?, third.digits(2..=2)?)
    } else {
        mark.is_mark(&["-", "/", "."]).then_some(())?;
        let (month, day) = (second.digits(1..=2)?, first.digits(1..=2)?);
        (third.digits(4..=4)?, month, day)
    };
    let date = Date {
        year: i32::try_from(year).ok(),
        month: u8::try_from(month).ok(),
        day: u8::try_from(day).ok(),
    };
    Read::one(date, tokens, at..at + 5)
}

/// A day of the month, and the tokens `start..next` that give it.
struct Day {
    number: u8,
    start: usize,
    next: usize,
}

/// Reads a day of the month: `10`, `10e`, `1ste`, `10th`.
fn day(tokens: &Tokens, at: usize) -> Option<Day> {
    const ORDINALS: [&str; 7] = ["e", "de", "ste", "st", "nd", "rd", "th"];
    let number = tokens.get(at)?.digits(1..=2)?;
    let number = u8::try_from(number)
        .ok()
        .filter(|day| (1..=31).contains(day))?;
    let is_ordinal = tokens.is_glued(at + 1) && tokens.is_word(at + 1, &ORDINALS);
    stands_free(tokens, at).then_some(Day {
        number,
        start: at,
        next: at + 1 + usize::from(is_ordinal),
    })
}

/// Reads one or more days, their month, and the year if it follows: "1, 2 en 3 maart 2020".
fn days_of_month(tokens: &Tokens, at: usize) -> Option<Read> {
    const MOST_DAYS: usize = 8;
    let is_weekday = |at: usize| {
        let token = tokens.get(at);
        token.is_some_and(|token| calendar::is_weekday(&token.folded))
    };
    let begins_with_weekday = is_weekday(at);
    let first = if begins_with_weekday {
        let is_between = tokens.is_mark(at + 1, &[","]) || tokens.is_word(at + 1, &["de", "the"]);
        at + 1 + usize::from(is_between)
    } else {
        at
    };
    let mut days = vec![day(tokens, first)?];
    let mut next = days[0].next;
    let mut has_comma = false;
    let month = loop {
        if let Some(month) = calendar::month(tokens, next) {
            break month;
        }
        has_comma = tokens.is_mark(next, &[","]);
        let joint = joint(tokens, next);
        if joint == 0 || days.len() == MOST_DAYS {
            return None;
        }
        let after = next + joint;
        let following = day(tokens, after + usize::from(is_weekday(after)))?;
        next = following.next;
        days.push(following);
    };
    if has_comma {
        // "Artikel 4, 5 januari": a list ends with "en", so here only the last number is a day.
        return None;
    }
    let (year, end) = year_after(tokens, month.next);
    let last = days.len() - 1;
    let mention = |(index, day): (usize, Day)| {
        let is_first = index == 0 && begins_with_weekday;
        let from = if is_first { at } else { day.start };
        let to = if index == last { end } else { day.next };
        let date = Date {
            year,
            month: Some(month.number),
            day: Some(day.number),
        };
        let range = tokens.bytes(from..to)?;
        date.is_valid().then_some(DateMention::new(date, range))
    };
    Some(Read {
        mentions: days.into_iter().enumerate().filter_map(mention).collect(),
        next: end,
    })
}

/// Reads a month with a year after it, or in English with a day: "januari 2022", "January 10, 2022".
fn month(tokens: &Tokens, at: usize, text: &str) -> Option<Read> {
    let month = calendar::month(tokens, at)?;
    let (year, next) = year_after(tokens, month.next);
    let date = Date {
        year,
        month: Some(month.number),
        day: None,
    };
    if year.is_some() {
        return Read::one(date, tokens, at..next);
    }
    english_day(tokens, at, &month, text).or_else(|| {
        let read = || Read::one(date, tokens, at..next);
        month.stands_alone.then(read).flatten()
    })
}

/// Reads "January 10" and "September 11, 2001". A name that Dutch shares needs its capital and the year, because "in
/// september 20 mensen" has neither.
fn english_day(tokens: &Tokens, at: usize, month: &Month, text: &str) -> Option<Read> {
    let day = day(tokens, month.next)?;
    let has_comma = tokens.is_mark(day.next, &[","]);
    let (year, next) = year_after(tokens, day.next + usize::from(has_comma));
    let next = if year.is_some() { next } else { day.next };
    let start = tokens.get(at)?.range.start;
    let is_capital = text.get(start..)?.starts_with(char::is_uppercase);
    let is_plain = month.is_english || (month.is_shared && is_capital && year.is_some());
    let date = Date {
        year,
        month: Some(month.number),
        day: Some(day.number),
    };
    is_plain
        .then(|| Read::one(date, tokens, at..next))
        .flatten()
}

/// Reads the year after a month, if there is one, and the index after it.
fn year_after(tokens: &Tokens, at: usize) -> (Option<i32>, usize) {
    let year = years::year(tokens, at, 1000..=2099);
    (year, at + usize::from(year.is_some()))
}
