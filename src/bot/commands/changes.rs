//! `!wijzigingen`: what changed in the article since it was first served, sentence by sentence.

use std::sync::Arc;

use crate::answer::{Answer, Block, Quote};
use crate::article::Article;
use crate::bot::core::Bot;
use crate::citation;
use crate::command::Command;
use crate::revisions::history::MOST;
use crate::revisions::{Change, Sentence, Step};
use crate::wording::{Message, calendar};

pub(in crate::bot) fn answer(bot: &Bot, command: &Command, article: &Arc<Article>) -> Answer {
    let history = bot.history(article);
    if history.is_empty() {
        if let Some(since) = history.since {
            let said = Message::new("changes-none").with("since", calendar::moment(since));
            return Answer::certain(command, [Block::Say(said)]);
        }
        let key = match bot.revisions() {
            None => "changes-unkept",
            Some(_) => "changes-unknown",
        };
        return Answer::nothing(command, [Block::Say(Message::new(key))]);
    }
    let mut blocks: Vec<Block> = history.steps.iter().flat_map(step).collect();
    if history.has_more {
        blocks.push(Block::Note(
            Message::new("changes-earlier").with("count", MOST),
        ));
    }
    Answer::certain(command, blocks)
}

/// What changed from one revision to the next.
fn step(step: &Step) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(when(step))];
    if step.changes.is_empty() {
        blocks.push(Block::Say(Message::new("changes-no-sentence")));
    }
    let quotes = step.changes.iter().flat_map(quotes);
    blocks.extend(quotes.map(Block::Quote));
    blocks
}

/// When the later revision was first served.
#[must_use]
pub fn when(step: &Step) -> Message {
    match step.since {
        Some(since) => Message::new("changes-when").with("moment", calendar::moment(since)),
        None => Message::new("changes-now"),
    }
}

/// The name of what became of a sentence.
#[must_use]
pub fn name(change: &Change) -> Message {
    match change {
        Change::Changed(..) => Message::new("changes-changed"),
        Change::Removed(_) => Message::new("changes-removed"),
        Change::Added(_) => Message::new("changes-added"),
        Change::Moved(old, _) => {
            Message::new("changes-moved").with("place", citation::name(old.excerpt.passage()))
        }
    }
}

fn quotes(change: &Change) -> Vec<Quote> {
    let quotes = match change {
        Change::Changed(old, new) => vec![
            quote(old, Message::new("changes-old")),
            quote(new, Message::new("changes-new")),
        ],
        Change::Removed(sentence) | Change::Added(sentence) | Change::Moved(_, sentence) => {
            vec![quote(sentence, name(change))]
        }
    };
    quotes.into_iter().flatten().collect()
}

/// A sentence with its words that differ emphasised.
fn quote(sentence: &Sentence, label: Message) -> Option<Quote> {
    let range = sentence.excerpt.range();
    let quote = Quote::sentences(sentence.excerpt.passage(), vec![range], &sentence.words)?;
    Some(quote.labelled(label))
}
