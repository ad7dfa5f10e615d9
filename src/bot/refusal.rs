//! Refuses commands that only moderators may use, and those that cannot work where they are given.

use crate::answer::{Answer, Block};
use crate::command::{Audience, Command, Name, Spec};
use crate::preferences::Context;
use crate::wording::Message;

/// Returns the refusal of a command; `None` if the asker may use it.
pub(super) fn refusal(command: &Command, context: &Context<'_>) -> Option<Answer> {
    let spec = crate::command::find(command.name())?;
    if !context.takes(spec.command) {
        return Some(elsewhere(command, spec));
    }
    let audience = match spec.command {
        Name::Summary => context.preferences.summaries,
        _ => spec.audience,
    };
    let is_refused = audience == Audience::Moderators && !context.is_moderator;
    let said = named(Message::new("moderators-only"), spec);
    is_refused.then(|| Answer::nothing(command, [Block::Say(said)]))
}

/// Says where a command works that cannot work on the reading page.
pub(super) fn elsewhere(command: &Command, spec: &Spec) -> Answer {
    let said = named(Message::new(format!("page-without-{}", spec.name)), spec);
    Answer::nothing(command, [Block::Say(said)])
}

fn named(said: Message, spec: &Spec) -> Message {
    said.with("dutch", spec.name).with("english", spec.english)
}
