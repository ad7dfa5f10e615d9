//! Blocks that the answers of several commands share.

use std::ops::Range;

use crate::answer::{Answer, Block, Quote};
use crate::command::{Command, Spec};
use crate::excerpt::Passage;
use crate::wording::{Message, echo};

/// Quotes whole passages.
pub(super) fn whole(passages: impl Iterator<Item = Passage>) -> Vec<Block> {
    passages
        .filter_map(|passage| Quote::whole(&passage))
        .map(Block::Quote)
        .collect()
}

/// Quotes the sentences of a passage that contain one of these ranges, with `highlights` emphasised.
pub(super) fn sentences_with(
    passage: &Passage,
    ranges: &[Range<usize>],
    highlights: &[Range<usize>],
) -> Option<Quote> {
    let contains = |sentence: &&Range<usize>| {
        let mut ranges = ranges.iter();
        ranges.any(|range| sentence.start <= range.start && range.end <= sentence.end)
    };
    let sentences = passage.sentences().iter().filter(contains).cloned();
    Quote::sentences(passage, sentences.collect(), highlights)
}

/// Lists names under `key`; only the first `most`, with the number of others, under `key-more`.
pub(super) fn name_list(
    key: &str,
    argument: &'static str,
    mut names: Vec<Message>,
    most: usize,
) -> Message {
    let more = names.len().saturating_sub(most);
    if more == 0 {
        return Message::new(key).with(argument, Message::list(names));
    }
    names.truncate(most);
    Message::new(format!("{key}-more"))
        .with(argument, Message::sequence(names))
        .with("count", more)
}

/// Lists paragraph numbers: «Alinea 3», with ranges joined.
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

/// A question back: «Bedoelde je …?»
pub(super) fn ask_back(command: &Command, options: impl IntoIterator<Item = Message>) -> Answer {
    Answer::question_back(command, [did_you_mean(options)])
}

/// «Bedoelde je …?»
pub(super) fn did_you_mean(options: impl IntoIterator<Item = Message>) -> Block {
    Block::Say(Message::new("did-you-mean").with("options", Message::list_or(options)))
}

/// «Ik las "Loekasjeko" als "Loekasjenko".»
pub(super) fn corrected(typed: &str, read: &str) -> Block {
    let said = Message::new("corrected").with("typed", repeated(typed));
    Block::Note(said.with("read", read))
}

/// Typed text that an answer repeats.
pub(super) fn repeated(text: &str) -> Message {
    Message::verbatim(echo(text))
}

/// What has a name in each language, in the reader's.
pub(super) fn in_words(dutch: &str, english: &str) -> Message {
    Message::new("in-words")
        .with("dutch", dutch)
        .with("english", english)
}

/// A command in the reader's language.
pub(super) fn as_typed(spec: &Spec) -> Message {
    Message::new("command-name")
        .with("dutch", spec.name)
        .with("english", spec.english)
}
