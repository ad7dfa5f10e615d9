//! `!gemist`: the questions that the article does not answer, and those whose answer somebody found wanting.
//!
//! Nothing is kept here. Whoever keeps questions has [`Bot::missed`] say which.

use std::collections::HashMap;

use crate::answer::{Answer, Block};
use crate::bot::core::Bot;
use crate::bot::refusal::refusal;
use crate::command::Command;
use crate::lexicon::fold::fold;
use crate::preferences::Context;
use crate::preferences::MISSED_DAYS;
use crate::wording::{ASKED, Message, echo_within};

/// A question that was missed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// As it was asked.
    pub text: String,
    /// Whether the article does not tell it; else somebody found the answer wanting.
    pub is_none: bool,
}

/// What was missed in a place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gaps {
    /// The questions, the newest first.
    pub questions: Vec<Gap>,
    /// How often an answer was found good, and how often wanting.
    pub votes: (u32, u32),
}

impl Bot {
    /// What is said of what was missed in a place; who may not know is told so.
    #[must_use]
    pub fn missed(&self, context: &Context<'_>, gaps: &Gaps) -> Answer {
        let command = &Command::Missed;
        if let Some(refusal) = refusal(command, context) {
            return refusal;
        }
        let is_kept = context
            .preferences
            .is_some_and(|preferences| preferences.keeps_missed);
        let days = |key: &str| Message::new(key).with("days", MISSED_DAYS);
        let mut blocks = if !is_kept {
            vec![Block::Say(days("missed-off"))]
        } else if gaps.questions.is_empty() {
            vec![Block::Say(days("missed-nothing"))]
        } else {
            let lines = folded(&gaps.questions).into_iter().map(line);
            std::iter::once(Block::Heading(days("missed-heading")))
                .chain(lines)
                .collect()
        };
        let (up, down) = gaps.votes;
        if up + down > 0 {
            let votes = days("missed-votes").with("up", up).with("down", down);
            blocks.push(Block::Note(votes));
        }
        Answer::certain(command, blocks)
    }
}

/// What is said where nothing is kept.
pub(in crate::bot) fn elsewhere(command: &Command) -> Answer {
    Answer::certain(command, vec![Block::Say(Message::new("missed-elsewhere"))])
}

/// The questions, those that ask the same in one with how many there were, where the newest of them stands.
fn folded(questions: &[Gap]) -> Vec<(Gap, usize)> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut all: Vec<(Gap, usize)> = Vec::new();
    for gap in questions {
        let same = fold(&gap.text);
        let same = same.trim_matches(|c: char| !c.is_alphanumeric());
        let place = *places.entry(same.to_owned()).or_insert(all.len());
        match all.get_mut(place) {
            Some((first, count)) => {
                first.is_none |= gap.is_none;
                *count += 1;
            }
            None => all.push((gap.clone(), 1)),
        }
    }
    all
}

fn line((gap, count): (Gap, usize)) -> Block {
    let question = echo_within(&gap.text, ASKED);
    let why = Message::new(if gap.is_none {
        "missed-none"
    } else {
        "missed-down"
    });
    Block::Item(
        Message::new("missed-question").with("typed", question),
        Some(why.with("count", count)),
    )
}
