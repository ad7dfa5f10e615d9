//! `!tijdlijn`: the sentences that bear a date, in the order of those dates.

use std::sync::Arc;

use crate::answer::{Answer, Block, Quote};
use crate::article::{Article, Kind};
use crate::command::Command;
use crate::excerpt::Passage;
use crate::lexicon::dates::{self, Date, DateMention};
use crate::wording::{Message, calendar};

pub(super) fn answer(command: &Command, article: &Arc<Article>) -> Answer {
    let mut entries: Vec<Entry> = Passage::all(article)
        .flat_map(|passage| dated(&passage))
        .collect();
    if entries.is_empty() {
        return Answer::nothing(command, vec![Block::Say(Message::new("timeline-empty"))]);
    }
    // Stable: what happened on one day stays in the order of the text.
    entries.sort_by_key(|entry| entry.earliest);
    let is_supplied = entries.iter().any(|entry| entry.is_supplied);
    let mut blocks: Vec<Block> = entries
        .into_iter()
        .map(|entry| Block::Quote(entry.quote))
        .collect();
    if is_supplied {
        blocks.push(Block::Note(Message::new("timeline-years")));
    }
    Answer::certain(command, blocks)
}

/// A dated sentence, under its dates.
struct Entry {
    earliest: Date,
    /// Whether the year of one of its dates is not in the sentence.
    is_supplied: bool,
    quote: Quote,
}

/// The dated sentences of a passage.
fn dated(passage: &Passage) -> Vec<Entry> {
    if matches!(passage.paragraph().kind(), Kind::Byline | Kind::Sources) {
        return Vec::new();
    }
    let sentence_entry = |range: &std::ops::Range<usize>| {
        let text = passage.text().get(range.clone())?;
        let mut found: Vec<(Date, bool)> = dates::dates(text)
            .iter()
            .map(|mention| completed(passage.article(), mention))
            .collect();
        found.sort_by_key(|(date, _)| *date);
        found.dedup();
        let earliest = found.first()?.0;
        let is_supplied = found.iter().any(|(_, is_supplied)| *is_supplied);
        let label = Message::list(
            found
                .into_iter()
                .map(|(date, is_supplied)| calendar::date(date, is_supplied)),
        );
        Some(Entry {
            earliest,
            is_supplied,
            quote: Quote::sentence(passage, range.clone())?.labelled(label),
        })
    };
    passage
        .sentences()
        .iter()
        .filter_map(sentence_entry)
        .collect()
}

/// A date without a year takes the one that the text says or the article's publication makes likely, and says so.
fn completed(article: &Article, mention: &DateMention) -> (Date, bool) {
    match article.published {
        Some(published) => mention.completed(published.into()),
        None => (mention.date, false),
    }
}
