//! A date as a value: which dates exist, which year is nearest, and the names of months and days.

use crate::lexicon::tense::Tense;
use crate::lexicon::tokens::Tokens;

/// A date, or the known part of one. Dates sort by year, month and day; an unknown part sorts first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// The year.
    pub year: Option<i32>,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day of the month, 1 to 31.
    pub day: Option<u8>,
}

impl Date {
    /// A whole year.
    pub(super) const fn of_year(year: i32) -> Self {
        Self {
            year: Some(year),
            month: None,
            day: None,
        }
    }

    /// The day that is so many days after 1 January 1970.
    pub fn of_days(days: i64) -> Self {
        // Counted from 1 March of the year 0, so that a leap day ends its year: after Howard Hinnant,
        // <https://howardhinnant.github.io/date_algorithms.html#civil_from_days>.
        let days = days + 719_468;
        let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = year + era * 400 + i64::from(month <= 2);
        Self {
            year: i32::try_from(year).ok(),
            month: u8::try_from(month).ok(),
            day: u8::try_from(day).ok(),
        }
    }

    /// Returns this date in another year; `None` if it does not exist there.
    fn in_year(self, year: i32) -> Option<Self> {
        let date = Self {
            year: Some(year),
            ..self
        };
        date.is_valid().then_some(date)
    }

    /// Returns whether the date exists. Without a year, 29 February does. A day needs a month.
    pub fn is_valid(self) -> bool {
        match (self.month, self.day) {
            (None, None) => true,
            (None, Some(_)) => false,
            (Some(month), day) => {
                let last = days_in_month(self.year, month);
                last > 0 && day.is_none_or(|day| (1..=last).contains(&day))
            }
        }
    }

    /// Returns the date with a year, and whether the year was inferred.
    ///
    /// A date without a year takes the year that brings it nearest to publication, and the past one if two are equally
    /// near. If publication is only a year, the date takes that year; if publication has no year, the date keeps none.
    pub fn completed(self, published: Date) -> (Date, bool) {
        /// Two leap years lie at most eight years apart.
        const FARTHEST: i32 = 8;
        let (None, Some(month), Some(year)) = (self.year, self.month, published.year) else {
            return (self, false);
        };
        let distance = |candidate: &Date| {
            let candidate = candidate.year.unwrap_or(year);
            match published.month {
                None => (i64::from(candidate.abs_diff(year)), candidate),
                Some(now) => {
                    let years = i64::from(candidate) - i64::from(year);
                    let months = years * 12 + i64::from(month) - i64::from(now);
                    (months.abs(), candidate)
                }
            }
        };
        let years = year.saturating_sub(FARTHEST)..=year.saturating_add(FARTHEST);
        let candidates = years.filter_map(|year| self.in_year(year));
        let nearest = candidates.min_by_key(distance);
        (nearest.unwrap_or(self), nearest.is_some())
    }

    /// Returns the date with the year that the tense of its sentence implies, and whether the year was inferred: the
    /// last one before publication, or the first after it. A date in the month of publication takes its year. A
    /// habitual or unclear tense implies no year.
    pub fn told(self, published: Date, tense: Tense) -> (Date, bool) {
        let (None, Some(month), Some(year)) = (self.year, self.month, published.year) else {
            return (self, false);
        };
        let year = match (tense, published.month) {
            (Tense::Habit, _) => return (self, false),
            (_, None) => return self.completed(published),
            (_, Some(now)) if now == month => year,
            (Tense::Past, Some(now)) => year.saturating_sub(i32::from(month > now)),
            (Tense::Present, Some(now)) => year.saturating_add(i32::from(month < now)),
            (Tense::Unclear, _) => return (self, false),
        };
        let told = self.in_year(year);
        (told.unwrap_or(self), told.is_some())
    }
}

/// The number of days in a month; 0 for a number that is no month, 29 for February if the year is unknown.
fn days_in_month(year: Option<i32>, month: u8) -> u8 {
    let is_leap = |year: i32| (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_none_or(is_leap) => 29,
        2 => 28,
        _ => 0,
    }
}

/// A month that was read from tokens.
pub(super) struct Month {
    pub(super) number: u8,
    /// Whether the name means a month even without a day or a year; "mei" and "may" may not.
    pub(super) stands_alone: bool,
    /// Whether the name is English only.
    pub(super) is_english: bool,
    /// Whether English and Dutch share the name.
    pub(super) is_shared: bool,
    /// The index after it.
    pub(super) next: usize,
}

/// Dutch names. Those that English shares are also in [`ENGLISH`].
#[rustfmt::skip]
const DUTCH: &[&str] = &[
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
];

#[rustfmt::skip]
const ENGLISH: &[&str] = &[
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
];

/// Abbreviations, Dutch and English, with the number of their month. A point may follow.
#[rustfmt::skip]
const SHORT: &[(&str, u8)] = &[
    ("jan", 1), ("feb", 2), ("febr", 2), ("mrt", 3), ("mar", 3), ("apr", 4), ("jun", 6), ("jul", 7), ("aug", 8),
    ("sep", 9), ("sept", 9), ("okt", 10), ("oct", 10), ("nov", 11), ("dec", 12),
];

/// Names that are also other words or people. They mean a month only beside a day or a year.
const DOUBTFUL: &[&str] = &["mei", "may", "march", "august", "june"];

/// Words after which «mei» is a month.
#[rustfmt::skip]
const BEFORE_MAY: &[&str] = &[
    "in", "sinds", "vanaf", "tot", "begin", "half", "medio", "midden", "eind", "einde", "deze", "vorige", "afgelopen",
    "komende", "volgende",
];

/// Reads the month whose name begins at a token.
pub(super) fn month(tokens: &Tokens, at: usize) -> Option<Month> {
    let token = tokens.get(at)?;
    let find = |names: &[&str]| {
        let mut numbered = names.iter().zip(1..);
        numbered
            .find(|(name, _)| token.is_word(&[name]))
            .map(|(_, number)| number)
    };
    let (dutch, english) = (find(DUTCH), find(ENGLISH));
    if let Some(number) = dutch.or(english) {
        let name = token.folded.as_str();
        let before = tokens.before(at);
        let is_introduced =
            name == "mei" && before.is_some_and(|before| before.is_word(BEFORE_MAY));
        return Some(Month {
            number,
            stands_alone: !DOUBTFUL.contains(&name) || is_introduced,
            is_english: dutch.is_none(),
            is_shared: dutch.is_some() && english.is_some(),
            next: at + 1,
        });
    }
    let (_, number) = SHORT.iter().find(|(name, _)| token.is_word(&[name]))?;
    let has_point = tokens.is_glued(at + 1) && tokens.is_mark(at + 1, &["."]);
    let goes_on = tokens
        .get(at + 2)
        .is_some_and(|after| after.digits(4..=4).is_some());
    Some(Month {
        number: *number,
        stands_alone: false,
        is_english: false,
        is_shared: false,
        // The point of "10 jan." belongs to the date if the date continues; otherwise it may end the sentence.
        next: at + 1 + usize::from(has_point && goes_on),
    })
}

#[rustfmt::skip]
const WEEKDAYS: &[&str] = &[
    "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
];

/// Whether a folded word is a day of the week.
pub(super) fn is_weekday(word: &str) -> bool {
    WEEKDAYS.contains(&word)
}

/// Whether a folded word is a month or begins with a weekday: «mei», «woensdagavond».
pub fn is_month_or_weekday(word: &str) -> bool {
    DUTCH.contains(&word)
        || ENGLISH.contains(&word)
        || WEEKDAYS.iter().any(|day| word.starts_with(day))
}
