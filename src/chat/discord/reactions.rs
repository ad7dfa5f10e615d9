//! Reactions to answers: 🗑️ takes one away, 👍 and 👎 are votes.

use std::sync::Arc;

use serenity::all::{Context, MessageId, Reaction, ReactionType};

use super::desk::Desk;
use super::{messages, place};
use crate::chat::feedback::vote_of;
use crate::store::{Ballot, Vote};

/// The emoji that takes an answer away.
const AWAY: char = '🗑';

/// Somebody reacted to something.
pub(super) async fn came(desk: &Arc<Desk>, context: &Context, reaction: Reaction) {
    let ReactionType::Unicode(emoji) = &reaction.emoji else {
        return;
    };
    if emoji.starts_with(AWAY) {
        away(desk, context, &reaction).await;
    } else if let Some(vote) = vote_of(emoji) {
        voted(desk, context, &reaction, vote).await;
    }
}

/// Somebody took a reaction back.
pub(super) async fn gone(desk: &Arc<Desk>, reaction: Reaction) {
    if let ReactionType::Unicode(emoji) = &reaction.emoji
        && let Some(vote) = vote_of(emoji)
        && let Some(voter) = reaction.user_id
    {
        desk.feedback
            .unvoted(reaction.message_id, voter, vote)
            .await;
    }
}

/// Who keeps order took all of an emoji away.
pub(super) async fn cleared(desk: &Arc<Desk>, removed: &Reaction) {
    if let ReactionType::Unicode(emoji) = &removed.emoji
        && let Some(vote) = vote_of(emoji)
    {
        desk.feedback.cleared(removed.message_id, &[vote]).await;
    }
}

/// The asker, or who keeps order, wants an answer away.
async fn away(desk: &Arc<Desk>, context: &Context, reaction: &Reaction) {
    let Some(user) = reaction.user_id else {
        return;
    };
    let Some(question) = question(desk, reaction).await else {
        return;
    };
    let Some(mut question) = desk.links.hold(question).await else {
        return;
    };
    let Some(asker) = question.link().map(|link| link.asker) else {
        return;
    };
    let keeps_order = || {
        let member = reaction.member.as_ref()?;
        let (guild, channel) = (reaction.guild_id, reaction.channel_id);
        place::in_channel(&context.cache, guild, channel, |guild, channel| {
            Some(guild.user_permissions_in(channel, member).manage_messages())
        })
    };
    if user == asker || keeps_order() == Some(true) {
        messages::remove(desk, question).await;
    }
}

/// Somebody but us, or another bot, votes on an answer.
async fn voted(desk: &Arc<Desk>, context: &Context, reaction: &Reaction, vote: Vote) {
    let Some(voter) = reaction.user_id else {
        return;
    };
    let member = reaction.member.as_ref();
    let is_bot = member.is_some_and(|member| member.user.bot);
    if is_bot || desk.me.get() == Some(&voter) {
        return;
    }
    // Only once an answer is known is what was asked; answers to slash commands are not linked.
    let is_linked = question(desk, reaction).await.is_some();
    if !is_linked && !is_ours(desk, reaction) {
        return;
    }
    let place = place::of_message(&context.cache, reaction.guild_id, reaction.channel_id);
    let ballot = Ballot {
        answer: reaction.message_id.to_string(),
        voter: voter.to_string(),
        vote,
        reaction: None,
        server: place.home().to_owned(),
        channel: place.channel,
    };
    desk.feedback.voted(ballot).await;
}

/// Whether Discord says that it is a reaction to a message of ours.
fn is_ours(desk: &Desk, reaction: &Reaction) -> bool {
    reaction.message_author_id.is_some() && reaction.message_author_id == desk.me.get().copied()
}

/// The question whose answer somebody reacted to.
async fn question(desk: &Desk, reaction: &Reaction) -> Option<MessageId> {
    let answer = &reaction.message_id;
    if is_ours(desk, reaction) {
        desk.links.question_of_new(answer).await
    } else {
        desk.links.question(answer).await
    }
}
