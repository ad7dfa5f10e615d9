//! The dated sentences of an article, as a list; above it they are drawn on a line.
//!
//! The line is for the eye alone: everything that it shows stands in the list. Dates that lie close together make a column of
//! dots, and what lies closest together is drawn once more on a line of its own. Everything is laid out for the narrowest
//! phone, with places as shares of the width: on a wider window the dots stand further apart, and text keeps its size.

use maud::{Markup, html};

use super::item::{MOST, quotation};
use crate::bot::overview::Event;
use crate::language::Language;
use crate::lexicon::dates::Date;
use crate::wording::{Message, calendar};

/// The width of a line on the narrowest phone, in pixels.
const WIDTH: f64 = 280.0;

/// What is left free at each end of a line, in hundredths of the width.
const EDGE: f64 = 3.0;

/// How far apart columns stand at least, and dots in a column, in pixels.
const APART: f64 = 14.0;
const STEP: f64 = 11.0;

/// The most dots of a column; above them stands how many there are.
const HIGHEST: usize = 8;

/// The width of a letter of a label, at most, and the room between two labels, in pixels.
const LETTER: f64 = 7.5;
const GAP: f64 = 8.0;

/// The most lines that are drawn.
const LINES: usize = 3;

/// A page of the dated sentences, from 1, with the lines above the first.
pub(super) fn items(events: &[Event], page: usize, language: Language) -> Markup {
    let first = (page - 1) * MOST;
    let shown = events.chunks(MOST).nth(page - 1).unwrap_or_default();
    let labelled: Vec<(usize, String, &Event)> = (first..)
        .zip(shown)
        .map(|(at, event)| {
            let label = event.quote.label.as_ref();
            (
                at,
                label.map_or_else(String::new, |label| label.words(language)),
                event,
            )
        })
        .collect();
    let is_supplied = events.iter().any(|event| event.is_supplied);
    html! {
        @if page == 1 { (lines(events, language)) }
        ol.tijdlijn role="list" {
            @for same in labelled.chunk_by(|(_, one, _), (_, next, _)| one == next) {
                li {
                    h2 { (same[0].1) }
                    @for (at, _, event) in same { div id={ "d-" (at) } { (quotation(&event.quote, language)) } }
                }
            }
        }
        @if is_supplied { p.klein { (Message::new("timeline-years").words(language)) } }
    }
}

/// A date on a line.
struct Dot {
    date: Date,
    /// The date as a number of years.
    at: f64,
    /// The place of its sentence in the list.
    event: usize,
}

impl Dot {
    /// A date without a year has no place on a line.
    fn of(date: Date, event: usize) -> Option<Self> {
        let year = f64::from(date.year?);
        let part = |of: Option<u8>| f64::from(of.map_or(0, |number| number.saturating_sub(1)));
        // Every month gets the room of the longest ones.
        let at = year + part(date.month) / 12.0 + part(date.day) / 372.0;
        Some(Self { date, at, event })
    }
}

/// How precise the labels of a line are.
#[derive(Clone, Copy, PartialEq)]
enum Scale {
    Years,
    Months,
    Days,
}

impl Scale {
    fn of(years: f64) -> Self {
        match years {
            years if years >= 3.0 => Self::Years,
            years if years >= 0.25 => Self::Months,
            _ => Self::Days,
        }
    }

    fn label(self, date: Date) -> Message {
        let shown = match self {
            Self::Years => Date {
                month: None,
                day: None,
                ..date
            },
            Self::Months => Date { day: None, ..date },
            Self::Days if date.month.is_some() => Date { year: None, ..date },
            Self::Days => date,
        };
        calendar::date(shown, false)
    }

    /// Whether a date is known less precisely than the line could show.
    fn is_vague(self, date: Date) -> bool {
        match self {
            Self::Years => false,
            Self::Months => date.month.is_none(),
            Self::Days => date.day.is_none(),
        }
    }
}

/// Dots that would overlap each other beside each other.
struct Column<'a> {
    /// Its place, in hundredths of the width.
    at: f64,
    dots: &'a [Dot],
}

/// The lines: one of all dates, then those that lie closest together once more.
fn lines(events: &[Event], language: Language) -> Markup {
    let dots = events.iter().enumerate().flat_map(|(event, dated)| {
        let dates = dated.dates.iter();
        dates.filter_map(move |date| Dot::of(*date, event))
    });
    let mut dots: Vec<Dot> = dots.collect();
    dots.sort_by(|one, other| one.at.total_cmp(&other.at));
    let mut drawn: Vec<Markup> = Vec::new();
    let mut shown = Some(dots.as_slice()).filter(|dots| dots.len() > 1);
    while let Some(dots) = shown.filter(|_| drawn.len() < LINES) {
        let columns = columns(dots);
        drawn.push(line(dots, &columns, drawn.is_empty(), language));
        shown = crowded(&columns);
    }
    html! { @if !drawn.is_empty() { div.lijnen aria-hidden="true" { @for line in drawn { (line) } } } }
}

fn span(dots: &[Dot]) -> f64 {
    match dots {
        [first, .., last] => last.at - first.at,
        _ => 0.0,
    }
}

fn columns(dots: &[Dot]) -> Vec<Column<'_>> {
    let (span, room) = (span(dots), 100.0 - 2.0 * EDGE);
    let begin = dots.first().map_or(0.0, |dot| dot.at);
    let place = |dot: &Dot| match span > 0.0 {
        true => EDGE + room * (dot.at - begin) / span,
        false => 50.0,
    };
    let mut columns: Vec<Column<'_>> = Vec::new();
    let mut rest = dots;
    while let Some(first) = rest.first() {
        let at = place(first);
        let is_near = |dot: &&Dot| (place(dot) - at) * WIDTH / 100.0 < APART;
        let (own, others) = rest.split_at(rest.iter().take_while(is_near).count());
        columns.push(Column { at, dots: own });
        rest = others;
    }
    columns
}

/// The dots of the highest column, if another scale would draw them apart.
fn crowded<'a>(columns: &[Column<'a>]) -> Option<&'a [Dot]> {
    let highest = columns.iter().max_by_key(|column| column.dots.len());
    let dots = highest.filter(|_| columns.len() > 1)?.dots;
    (dots.len() > 2 && span(dots) > 0.0).then_some(dots)
}

fn line(dots: &[Dot], columns: &[Column<'_>], is_first: bool, language: Language) -> Markup {
    let scale = Scale::of(span(dots));
    let highest = columns.iter().map(|column| column.dots.len()).max();
    let highest = highest.unwrap_or(1);
    let above = if highest > HIGHEST { 1 } else { 0 };
    let base = 10.0 + STEP * count(highest.min(HIGHEST) + above);
    let is_vague = dots.iter().any(|dot| scale.is_vague(dot.date));
    html! {
        figure {
            figcaption {
                (caption(dots, is_first).words(language))
                @if is_vague { " " (Message::new("page-tijdlijn-vague").words(language)) }
            }
            svg width="100%" height=(base + 26.0) focusable="false" {
                line x1="0" x2="100%" y1=(base) y2=(base) {}
                @for column in columns { (stack(column, scale, base, language)) }
                @for label in labels(columns, scale, language) {
                    text x=(percent(label.at)) y=(base + 19.0) text-anchor=(label.anchor) { (label.words) }
                }
            }
        }
    }
}

/// From when to when a line goes. A year that both dates have is written once.
fn caption(dots: &[Dot], is_first: bool) -> Message {
    let dates = || dots.iter().map(|dot| dot.date);
    let (Some(from), Some(to)) = (dates().next(), dates().next_back()) else {
        return Message::verbatim("");
    };
    if from == to {
        return calendar::date(to, false);
    }
    let is_same_year = from.year == to.year && from.month.is_some() && to.month.is_some();
    let from = Date {
        year: from.year.filter(|_| !is_same_year),
        ..from
    };
    let key = if is_first {
        "page-tijdlijn-span"
    } else {
        "page-tijdlijn-closer"
    };
    Message::new(key)
        .with("from", calendar::date(from, false))
        .with("to", calendar::date(to, false))
}

/// The dots of a column. It is a link to its first sentence in the list.
fn stack(column: &Column<'_>, scale: Scale, base: f64, language: Language) -> Markup {
    let x = percent(column.at);
    let event = column.dots.iter().map(|dot| dot.event).min().unwrap_or(0);
    let page = match event / MOST {
        0 => String::new(),
        page => format!("?p={}", page + 1),
    };
    let shown = &column.dots[..column.dots.len().min(HIGHEST)];
    let y = |at: usize| base - STEP * (count(at) + 0.7);
    html! {
        a href={ (page) "#d-" (event) } tabindex="-1" {
            title { (titles(column, language)) }
            line.streep x1=(x) x2=(x) y1=(base - 3.0) y2=(base + 4.0) {}
            @for (at, dot) in shown.iter().enumerate() {
                circle.vaag[scale.is_vague(dot.date)] cx=(x) cy=(y(at)) r="4.5" {}
            }
            @if column.dots.len() > HIGHEST {
                text x=(x) y=(y(HIGHEST) + 3.0) text-anchor="middle" { (column.dots.len()) }
            }
        }
    }
}

/// The dates of a column, for a pointer that rests on it.
fn titles(column: &Column<'_>, language: Language) -> String {
    let words = |dot: &Dot| calendar::date(dot.date, false).words(language);
    let mut titles: Vec<String> = column.dots.iter().map(words).collect();
    titles.dedup();
    titles.join(", ")
}

/// A date under a line.
struct Label {
    at: f64,
    anchor: &'static str,
    words: String,
}

/// The dates of as many columns as there is room for: the first, the last, then the highest.
fn labels(columns: &[Column<'_>], scale: Scale, language: Language) -> Vec<Label> {
    let last = columns.len().saturating_sub(1);
    let mut order: Vec<usize> = (0..columns.len()).collect();
    order.sort_by_key(|at| (*at != 0, *at != last, usize::MAX - columns[*at].dots.len()));
    let mut taken: Vec<(f64, f64)> = Vec::new();
    let mut labels = Vec::new();
    for column in order.into_iter().map(|at| &columns[at]) {
        let words = scale.label(column.dots[0].date).words(language);
        let width = LETTER * count(words.chars().count());
        let centre = column.at * WIDTH / 100.0;
        let (at, anchor, from) = match centre {
            centre if centre < width / 2.0 => (0.0, "start", 0.0),
            centre if centre > WIDTH - width / 2.0 => (100.0, "end", WIDTH - width),
            centre => (column.at, "middle", centre - width / 2.0),
        };
        let to = from + width;
        if taken
            .iter()
            .all(|(begin, end)| to + GAP <= *begin || end + GAP <= from)
        {
            taken.push((from, to));
            labels.push(Label { at, anchor, words });
        }
    }
    labels
}

fn percent(at: f64) -> String {
    format!("{at:.2}%")
}

fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::INFINITY, f64::from)
}
