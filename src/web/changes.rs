//! What changed in an article: the old and the new wording of each sentence, side by side.

use maud::{Markup, html};

use super::item::MOST;
use crate::bot::overview::{change_name, change_time};
use crate::citation::{self, QUOTED};
use crate::language::Language;
use crate::revisions::{Change, History, Sentence, Step};
use crate::wording::Message;

/// Which of two texts a sentence stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Old,
    New,
}

/// How many items a history has: its changes, and the revisions in which no sentence changed.
pub(super) fn count(history: &History) -> usize {
    let steps = history.steps.iter();
    steps.map(|step| step.changes.len().max(1)).sum()
}

/// A page of the changes, from 1.
pub(super) fn items(history: &History, page: usize, language: Language) -> Markup {
    let first = (page - 1) * MOST;
    let mut at = 0;
    let mut sections: Vec<Markup> = Vec::new();
    for step in &history.steps {
        let end = at + step.changes.len().max(1);
        if end > first && at < first + MOST {
            let from = first.saturating_sub(at);
            let to = (first + MOST - at).min(step.changes.len());
            let shown = step.changes.get(from..to).unwrap_or_default();
            sections.push(section(step, shown, language));
        }
        at = end;
    }
    html! { @for section in sections { (section) } }
}

/// Some of the changes from one revision to the next.
fn section(step: &Step, shown: &[Change], language: Language) -> Markup {
    html! {
        section.wijziging {
            h2 { (change_time(step).words(language)) }
            @if step.changes.is_empty() { p { (Message::new("changes-no-sentence").words(language)) } }
            @for change in shown { (beside(change, language)) }
        }
    }
}

/// The old and the new wording side by side.
fn beside(change: &Change, language: Language) -> Markup {
    let words = |key: &str| Message::new(key).words(language);
    let is_whole = !matches!(change, Change::Changed(..) | Change::Moved(..));
    let side = |sentence: &Sentence, side: Side| {
        let (class, key) = match side {
            Side::Old => ("was", "changes-old"),
            Side::New => ("nu", "changes-new"),
        };
        let passage = sentence.excerpt.passage();
        let place = citation::place_path(passage, &sentence.excerpt.range());
        html! {
            div class=(class) {
                h4 { (words(key)) }
                blockquote lang=(passage.article().language) { (marked(sentence, side, is_whole)) }
                small {
                    a href={ (place) "#" (QUOTED) } {
                        (citation::place_in_revision(passage).words(language))
                    }
                }
            }
        }
    };
    html! {
        h3 { (change_name(change).words(language)) }
        div.naast {
            @if let Some(old) = change.before() { (side(old, Side::Old)) }
            @if let Some(new) = change.after() { (side(new, Side::New)) }
        }
    }
}

/// The words of a sentence, with those letters marked that the other text lacks.
fn marked(sentence: &Sentence, side: Side, is_whole: bool) -> Markup {
    let (passage, range) = (sentence.excerpt.passage(), sentence.excerpt.range());
    let mark = |text: &str| match side {
        Side::Old => html! { del { (text) } },
        Side::New => html! { ins { (text) } },
    };
    if is_whole {
        return mark(sentence.excerpt.text());
    }
    let mut at = range.start;
    let mut parts: Vec<Markup> = Vec::new();
    for letters in &sentence.letters {
        parts.push(html! { (passage.text_at(&(at..letters.start))) });
        parts.push(mark(passage.text_at(letters)));
        at = letters.end;
    }
    parts.push(html! { (passage.text_at(&(at..range.end))) });
    html! { @for part in parts { (part) } }
}
