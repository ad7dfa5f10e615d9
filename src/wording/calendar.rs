//! Formats dates. What the editor or the publication date supplied stands in square brackets.

use std::time::{SystemTime, UNIX_EPOCH};

use super::Message;
use crate::lexicon::dates::Date;

/// Formats the date of publication, as precisely as it is known.
#[must_use]
pub fn published(published: Date, is_editorial: bool) -> Message {
    let date = date(published, false);
    if is_editorial {
        Message::new("bracketed").with("text", date)
    } else {
        date
    }
}

/// Formats a date, as precisely as it is known. `year_supplied` brackets a year that the text does not give.
#[must_use]
pub fn date(date: Date, year_supplied: bool) -> Message {
    let mut parts = Vec::new();
    if let Some(day) = date.day {
        parts.push(Message::verbatim(day.to_string()));
    }
    if let Some(month) = date.month {
        parts.push(Message::new(format!("month-{month}")));
    }
    if let Some(year) = date.year.filter(|year| *year < 0) {
        parts
            .push(Message::new("year-before-christ").with("year", year.unsigned_abs().to_string()));
    } else if let Some(year) = date.year {
        parts.push(Message::verbatim(if year_supplied {
            format!("[{year}]")
        } else {
            year.to_string()
        }));
    }
    Message::spaced(parts)
}

/// Formats a moment to the minute, by the clock of Greenwich: no server knows where its readers are.
#[must_use]
pub fn moment(moment: SystemTime) -> Message {
    let seconds = moment
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default()
        .as_secs();
    let day = Date::of_days(i64::try_from(seconds / 86_400).unwrap_or_default());
    let (hour, minute) = (seconds / 3_600 % 24, seconds / 60 % 60);
    Message::new("moment")
        .with("date", date(day, false))
        .with("time", format!("{hour:02}:{minute:02}"))
}

/// Formats a decade by its first year.
#[must_use]
pub fn decade(year: i32) -> Message {
    Message::new("decade").with("year", year.to_string())
}
