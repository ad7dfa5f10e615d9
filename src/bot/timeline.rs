//! `!tijdlijn`: the sentences that bear a date, in the order of those dates.

use std::sync::Arc;

use crate::answer::{Answer, Block, Quote};
use crate::article::{Article, Kind};
use crate::command::Command;
use crate::excerpt::Passage;
use crate::lexicon::dates::{self, Date};
use crate::wording::{Message, calendar};

pub(super) fn answer(command: &Command, article: &Arc<Article>) -> Answer {
    let mut entries: Vec<(Date, Quote)> = Passage::all(article)
        .flat_map(|passage| dated(&passage))
        .collect();
    if entries.is_empty() {
        return Answer::nothing(command, vec![Block::Say(Message::new("timeline-empty"))]);
    }
    // Stable: what happened on one day stays in the order of the text.
    entries.sort_by_key(|(date, _)| *date);
    let mut blocks: Vec<Block> = entries
        .into_iter()
        .map(|(_, quote)| Block::Quote(quote))
        .collect();
    if article.published.is_some() {
        blocks.push(Block::Note(Message::new("timeline-years")));
    }
    Answer::certain(command, blocks)
}

/// The dated sentences of a passage, each under its dates and with its earliest.
fn dated(passage: &Passage) -> Vec<(Date, Quote)> {
    if matches!(passage.paragraph().kind(), Kind::Byline | Kind::Sources) {
        return Vec::new();
    }
    let sentence_entry = |range: &std::ops::Range<usize>| {
        let text = passage.text().get(range.clone())?;
        let mut found: Vec<(Date, bool)> = dates::dates(text)
            .iter()
            .map(|mention| completed(passage.article(), mention.date))
            .collect();
        found.sort_by_key(|(date, _)| *date);
        found.dedup();
        let earliest = found.first()?.0;
        let label = Message::list(
            found
                .into_iter()
                .map(|(date, is_supplied)| calendar::date(date, is_supplied)),
        );
        Some((
            earliest,
            Quote::sentence(passage, range.clone())?.labelled(label),
        ))
    };
    passage
        .sentences()
        .iter()
        .filter_map(sentence_entry)
        .collect()
}

/// A date without a year takes the one that the article's publication makes likely, and says so.
fn completed(article: &Article, date: Date) -> (Date, bool) {
    match article.published {
        Some(published) => date.completed(published.into()),
        None => (date, false),
    }
}
