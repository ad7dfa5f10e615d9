//! Splits a quotation into [`Run`]s, and finds the words that its link highlights.

use std::ops::Range;

use super::dialect::Run;
use crate::answer::{Quote, Unit};
use crate::excerpt::Excerpt;

/// The words of a quotation that its link should land on: what is emphasised, else its beginning.
#[must_use]
pub fn landing(quote: &Quote) -> Range<usize> {
    let first = quote.highlights().first().cloned();
    first
        .or_else(|| quote.excerpts().first().map(Excerpt::range))
        .unwrap_or(0..0)
}

/// The stretches of a quotation: its excerpts cut where emphasis and links begin and end, with a sign where words are left out.
#[must_use]
pub fn runs(quote: &Quote) -> Vec<Run<'_>> {
    let text = quote.passage().text();
    let is_blank =
        |from: usize, to: usize| text.get(from..to).unwrap_or_default().trim().is_empty();
    let mut runs = Vec::new();
    let mut previous_end = match quote.unit {
        Unit::Passage => Some(0),
        Unit::Sentence => None,
    };
    for excerpt in quote.excerpts() {
        let range = excerpt.range();
        if previous_end.is_some_and(|end| !is_blank(end, range.start)) {
            runs.push(Run::Omission);
        }
        let mut at = range.start;
        for strong in quote
            .highlights()
            .iter()
            .filter(|strong| range.start <= strong.start && strong.end <= range.end)
        {
            runs.extend(stretches(excerpt, at..strong.start, false));
            runs.extend(stretches(excerpt, strong.clone(), true));
            at = strong.end;
        }
        runs.extend(stretches(excerpt, at..range.end, false));
        previous_end = Some(range.end);
    }
    if quote.unit == Unit::Passage && previous_end.is_some_and(|end| !is_blank(end, text.len())) {
        runs.push(Run::Omission);
    }
    runs.retain(|run| !matches!(run, Run::Text("") | Run::Strong("")));
    runs
}

/// The stretches of a part of an excerpt, cut where links begin and end.
fn stretches(excerpt: &Excerpt, part: Range<usize>, is_strong: bool) -> Vec<Run<'_>> {
    let start = excerpt.range().start;
    let slice = |from: usize, to: usize| {
        let words = excerpt.text().get(from - start..to - start);
        words.unwrap_or_default()
    };
    let words = |from: usize, to: usize| match slice(from, to) {
        words if is_strong => Run::Strong(words),
        words => Run::Text(words),
    };
    let mut stretches = Vec::new();
    let mut at = part.start;
    for link in excerpt.passage().paragraph().links() {
        let (from, to) = (link.range.start.max(at), link.range.end.min(part.end));
        if from < to {
            stretches.push(words(at, from));
            stretches.push(Run::Link {
                words: slice(from, to),
                url: &link.url,
                is_strong,
            });
            at = to;
        }
    }
    stretches.push(words(at, part.end));
    stretches
}
