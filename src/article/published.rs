//! [`Published`]: a date of publication, which may be a year, a month or a day.

use std::fmt;
use std::str::FromStr;

use crate::lexicon::dates::Date;

/// A date of publication, as precise as the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Published {
    /// The year.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day of the month, 1 to 31; only with a month.
    pub day: Option<u8>,
}

impl Published {
    /// Parses `2022`, `2022-01` or `2022-01-05`. Returns `None` for anything else, and for a day that does not exist.
    pub fn parse(text: &str) -> Option<Published> {
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4)?;
        let mut two_digits = || {
            parts
                .next()
                .map_or(Some(None), |part| digits(part, 2).map(Some))
        };
        let (month, day) = (two_digits()?, two_digits()?);
        if parts.next().is_some() {
            return None;
        }
        let published = Published { year, month, day };
        Date::from(published).is_valid().then_some(published)
    }

    /// Parses a date as publishing systems write it, with or without a time: `2024-05-14T10:00:00+02:00`,
    /// `2024-05-14 12:00`, `2024/5/14`, `Tue, 14 May 2024 10:00:00 +0200`. Ignores the time zone.
    pub(crate) fn found(text: &str) -> Option<Published> {
        let text = text.trim();
        let day = text.get(..10).and_then(Published::parse);
        day.or_else(|| numeric(text)).or_else(|| in_words(text))
    }
}

/// Parses a date such as `2024/5/14 12:00`.
fn numeric(text: &str) -> Option<Published> {
    let date = text.split(['T', 't', ' ', ',']).next()?;
    let parts = date.split(['-', '/']).map(|part| match part.len() {
        1 => format!("0{part}"),
        _ => part.to_owned(),
    });
    Published::parse(&parts.collect::<Vec<_>>().join("-"))
}

/// Parses the date of RFC 2822: `Tue, 14 May 2024 10:00:00 +0200`.
fn in_words(text: &str) -> Option<Published> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let after_weekday = text.split_once(", ").map_or(text, |(_, rest)| rest);
    let mut parts = after_weekday.split_whitespace();
    let day: u8 = parts.next()?.parse().ok()?;
    let name = parts.next()?.to_lowercase();
    let month = (1..).zip(MONTHS).find(|(_, short)| name.starts_with(short));
    let (month, year): (u8, _) = (month?.0, parts.next()?);
    Published::parse(&format!("{year}-{month:02}-{day:02}"))
}

impl From<Published> for Date {
    fn from(published: Published) -> Date {
        Date {
            year: Some(published.year),
            month: published.month,
            day: published.day,
        }
    }
}

impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

/// Parses a number of exactly `count` ASCII digits.
fn digits<T: FromStr>(text: &str, count: usize) -> Option<T> {
    let right = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    right.then(|| text.parse().ok()).flatten()
}
