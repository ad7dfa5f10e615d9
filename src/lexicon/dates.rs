//! Finds dates in a Dutch text, with and without a year; English month names too.
//!
//! Each reader takes the tokens from a position and returns the dates that begin there: first a day of a month, then a
//! month, then a bare year. A bare year is the doubtful case: "2000 soldaten" is no date, so a year needs a cue before
//! it and must have no counted noun after it.

mod ages;
mod calendar;
mod days;
mod mention;
mod relative;
mod years;

pub use self::calendar::{Date, is_month_or_weekday};
pub use self::mention::DateMention;

use self::mention::Read;
use super::tokens::Tokens;

/// Returns the dates in a text, in order.
///
/// It reads "maandag 10 januari", "10 jan. 2022", "1 en 2 maart 2020", "van 5 tot 10 januari", "januari 2022", "January
/// 10, 2022", "2022-01-10", "10-01-2022", "10/1/2022", the years of "in 1999" and "(2018-2020)", and "de jaren
/// zeventig", "in ’68" and "350 v.Chr.".
pub fn dates(text: &str) -> Vec<DateMention> {
    let tokens = Tokens::of(text);
    let mut found: Vec<DateMention> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let read = ages::read(&tokens, at)
            .or_else(|| days::read(&tokens, at, text))
            .or_else(|| years::read(&tokens, at));
        let Some(Read { mut mentions, next }) = read else {
            at += 1;
            continue;
        };
        let years_on = relative::years_on(&tokens, at, next);
        for mention in &mut mentions {
            mention.years_on = years_on;
        }
        found.extend(mentions);
        at = next.max(at + 1);
    }
    relative::share(&mut found, text);
    found
}
