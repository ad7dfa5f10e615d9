//! Refuses commands that only moderators may use.

use crate::answer::{Answer, Block};
use crate::command::{Audience, Command, Name};
use crate::preferences::Context;
use crate::wording::Message;

/// Returns the refusal of a command; `None` if the asker may use it.
pub(super) fn refusal(command: &Command, context: &Context<'_>) -> Option<Answer> {
    let spec = crate::command::find(command.name())?;
    let audience = match (spec.command, context.preferences) {
        (Name::Summary, Some(preferences)) => preferences.summaries,
        _ => spec.audience,
    };
    let is_refused = audience == Audience::Moderators && !context.is_moderator;
    let said = Message::new("moderators-only")
        .with("dutch", spec.name)
        .with("english", spec.english);
    is_refused.then(|| Answer::nothing(command, [Block::Say(said)]))
}
