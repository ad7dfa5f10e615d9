//! Parts of answers that several commands share.

use crate::answer::{Answer, Block, Quote};
use crate::command::Command;
use crate::excerpt::Passage;
use crate::wording::{Message, echo};

/// Whole passages, as blocks.
pub(super) fn whole(passages: impl Iterator<Item = Passage>) -> Vec<Block> {
    passages
        .filter_map(|passage| Quote::whole(&passage))
        .map(Block::Quote)
        .collect()
}

/// «Alinea 3», or a range of them: how numbers of paragraphs are listed.
pub(super) fn paragraph_list(mut numbers: Vec<u32>) -> Message {
    numbers.sort_unstable();
    numbers.dedup();
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for number in &numbers {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => ranges.push((*number, *number)),
        }
    }
    let words = |(first, last): (u32, u32)| {
        Message::verbatim(if first == last {
            first.to_string()
        } else {
            format!("{first}–{last}")
        })
    };
    Message::new("paragraphs")
        .with("count", numbers.len())
        .with("list", Message::list(ranges.into_iter().map(words)))
}

/// «Bedoelde je …?», and nothing else.
pub(super) fn ask_back(command: &Command, options: impl IntoIterator<Item = Message>) -> Answer {
    Answer::question_back(command, vec![did_you_mean(options)])
}

/// «Bedoelde je …?»
pub(super) fn did_you_mean(options: impl IntoIterator<Item = Message>) -> Block {
    Block::Say(Message::new("did-you-mean").with("options", Message::list_or(options)))
}

/// What was typed, to be repeated in an answer.
pub(super) fn repeated(text: &str) -> Message {
    Message::verbatim(echo(text))
}
