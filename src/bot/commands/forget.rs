//! `!vergeet mij`. The bot stores nothing; a caller that does deletes it and reports to [`Bot::forgotten`].

use crate::answer::{Answer, Block};
use crate::bot::core::Bot;
use crate::command::Command;
use crate::feedback::Forgotten;
use crate::wording::Message;

impl Bot {
    /// Confirms to a person what was deleted; `None` for a failure.
    #[must_use]
    pub fn forgotten(&self, forgotten: Option<Forgotten>) -> Answer {
        let command = &Command::Forget(None);
        let Some(forgotten) = forgotten else {
            return Answer::nothing(command, [Block::Say(Message::new("forget-failed"))]);
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
            [
                Block::Say(said),
                Block::Note(Message::new("forgotten-since")),
            ],
        )
    }
}

/// Answers if nothing is stored, or if the asker names somebody else.
pub(in crate::bot) fn answer(command: &Command, who: Option<&str>) -> Answer {
    match who {
        Some(_) => Answer::nothing(command, [Block::Say(Message::new("forget-others"))]),
        None => nothing_kept(command),
    }
}

fn nothing_kept(command: &Command) -> Answer {
    Answer::certain(command, [Block::Say(Message::new("forgotten-nothing"))])
}
