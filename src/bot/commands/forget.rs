//! `!vergeet mij`: what is said of it. Nothing is kept here; whoever keeps something has [`Bot::forgotten`] say what it was.

use crate::answer::{Answer, Block};
use crate::bot::core::Bot;
use crate::command::Command;
use crate::wording::Message;

/// How much was kept of somebody, and is no longer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// Answers of which it was known that they had asked.
    pub answers: usize,
    /// Votes.
    pub votes: usize,
    /// Questions.
    pub questions: usize,
}

impl Bot {
    /// What is said to somebody who was forgotten; none where that failed.
    #[must_use]
    pub fn forgotten(&self, forgotten: Option<Forgotten>) -> Answer {
        let command = &Command::Forget(None);
        let Some(forgotten) = forgotten else {
            return Answer::nothing(command, vec![Block::Say(Message::new("forget-failed"))]);
        };
        let counts = [
            ("forgotten-answers", forgotten.answers),
            ("forgotten-votes", forgotten.votes),
            ("forgotten-questions", forgotten.questions),
        ];
        let what: Vec<Message> = counts
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(key, count)| Message::new(key).with("count", count))
            .collect();
        if what.is_empty() {
            return nothing_kept(command);
        }
        let said = Message::new("forgotten").with("what", Message::list(what));
        Answer::certain(
            command,
            vec![
                Block::Say(said),
                Block::Note(Message::new("forgotten-since")),
            ],
        )
    }
}

/// What is said where nothing is kept of anybody, and of somebody other than the asker.
pub(in crate::bot) fn answer(command: &Command, who: Option<&str>) -> Answer {
    match who {
        Some(_) => Answer::nothing(command, vec![Block::Say(Message::new("forget-others"))]),
        None => nothing_kept(command),
    }
}

fn nothing_kept(command: &Command) -> Answer {
    Answer::certain(command, vec![Block::Say(Message::new("forgotten-nothing"))])
}
