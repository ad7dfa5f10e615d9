//! When an article was published: a year, a month of a year, or a day.

use std::fmt;

use crate::lexicon::dates::Date;

/// A date of publication, as exact as it is known.
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
    /// Reads `2022`, `2022-01` or `2022-01-05`; `None` for anything else, and for a day that no calendar has.
    pub fn parse(text: &str) -> Option<Published> {
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4)?;
        let month = parts
            .next()
            .map(|part| digits(part, 2))
            .map_or(Some(None), |month| month.map(Some))?;
        let day = parts
            .next()
            .map(|part| digits(part, 2))
            .map_or(Some(None), |day| day.map(Some))?;
        if parts.next().is_some() {
            return None;
        }
        let month = month.map(u8::try_from).transpose().ok()?;
        let day = day.map(u8::try_from).transpose().ok()?;
        let published = Published {
            year: i32::from(year),
            month,
            day,
        };
        Date::from(published).is_valid().then_some(published)
    }

    /// Reads a date as publishing systems write it, with or without a time: `2024-05-14T10:00:00+02:00`,
    /// `2024-05-14 12:00`, `2024/5/14`. The day is the one that is written, whatever the time zone.
    pub(super) fn found(text: &str) -> Option<Published> {
        let date = text.trim().split(['T', 't', ' ', ',']).next()?;
        let parts = date.split(['-', '/']).map(|part| match part.len() {
            1 => format!("0{part}"),
            _ => part.to_owned(),
        });
        Published::parse(&parts.collect::<Vec<_>>().join("-"))
    }
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

/// A number of exactly so many ASCII digits.
fn digits(text: &str, count: usize) -> Option<u16> {
    let right = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    right.then(|| text.parse().ok()).flatten()
}
