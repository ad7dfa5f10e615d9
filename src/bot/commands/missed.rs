//! `!gemist`: the questions without an answer, and those whose answer got a negative vote. The bot stores nothing; a
//! caller that does reports to [`Bot::missed`].

use std::collections::HashMap;

use crate::answer::{Answer, Block};
use crate::bot::core::Bot;
use crate::bot::refusal::refusal;
use crate::command::Command;
use crate::feedback::{Gap, Gaps};
use crate::lexicon::fold::fold;
use crate::preferences::{Context, Home, MISSED_DAYS};
use crate::wording::{ASKED, Message, echo_within};

impl Bot {
    /// Lists the missed questions. Refuses askers who may not see them.
    #[must_use]
    pub fn missed(&self, context: &Context<'_>, gaps: &Gaps) -> Answer {
        let command = &Command::Missed;
        if let Some(refusal) = refusal(command, context) {
            return refusal;
        }
        let days = |key: &str| Message::new(key).with("days", MISSED_DAYS);
        let mut blocks = if !context.preferences.keeps_missed {
            let has_server = context.preferences.home == Home::Server;
            let key = if has_server {
                "missed-off"
            } else {
                "missed-off-here"
            };
            vec![Block::Say(days(key))]
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

/// Answers if nothing is stored.
pub(in crate::bot) fn elsewhere(command: &Command) -> Answer {
    Answer::certain(command, [Block::Say(Message::new("missed-elsewhere"))])
}

/// Merges equal questions, with their number, at the position of the newest.
fn folded(questions: &[Gap]) -> Vec<(Gap, usize)> {
    let mut positions: HashMap<String, usize> = HashMap::new();
    let mut all: Vec<(Gap, usize)> = Vec::new();
    for gap in questions {
        let same = fold(&gap.text);
        let same = same.trim_matches(|c: char| !c.is_alphanumeric());
        let position = *positions.entry(same.to_owned()).or_insert(all.len());
        match all.get_mut(position) {
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
