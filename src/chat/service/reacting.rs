//! Reactions: 🗑️ deletes an answer, 👍 and 👎 are votes. Where there are no buttons, ➡️ turns the page, 1️⃣ 2️⃣ 3️⃣ open a
//! paragraph, and ✅ 📌 ❌ decide about a summary.

use super::Service;
use super::controls::{NEXT, OPEN};
use super::post::Action;
use super::pressing::{Chosen, Press};
use super::summary::DECIDE;
use crate::chat::feedback::vote_of;
use crate::chat::port::{MarkOf, Port, Sender};
use crate::db::{Ballot, Vote};

/// The emoji that deletes an answer.
const DELETE: char = '🗑';

/// A reaction to a message.
pub(crate) struct Reaction<P: Port> {
    pub(crate) emoji: String,
    /// The message that it is to.
    pub(crate) message: P::Message,
    /// Whether that message is ours; `None` if the platform does not say.
    pub(crate) is_ours: Option<bool>,
    /// The reaction's own id, if it has one.
    pub(crate) id: Option<P::Message>,
    /// What a press by emoji is answered through; `None` if there are buttons.
    pub(crate) call: Option<P::Call>,
}

impl<P: Port> Service<P> {
    /// Somebody, not a bot, reacts to a message.
    pub(crate) async fn reacted(&self, reaction: Reaction<P>, sender: Sender<P>) {
        if let Some(vote) = vote_of(&reaction.emoji) {
            self.voted(&reaction, &sender, vote).await;
        } else if reaction.emoji.starts_with(DELETE) {
            self.reacted_delete(&reaction, &sender).await;
        } else if let Some(emoji) = Emoji::read(&reaction.emoji)
            && !P::ABILITIES.has_buttons
        {
            self.pressed_by_emoji(reaction, sender, emoji).await;
        }
    }

    /// Somebody takes a reaction back.
    pub(crate) async fn unreacted(&self, emoji: &str, message: &P::Message, user: &P::User) {
        if let Some(vote) = vote_of(emoji) {
            let answer = self.followed.answer_of(message).await;
            self.feedback.unvoted(answer, user, vote).await;
        }
    }

    /// A reaction that has an id of its own is deleted.
    pub(crate) async fn reaction_deleted(&self, reaction: &P::Message) {
        self.feedback.unvoted_by(reaction).await;
    }

    /// All reactions to a message are taken away, or all with one emoji.
    pub(crate) async fn reactions_cleared(&self, emoji: Option<&str>, message: &P::Message) {
        let votes = match emoji.map(vote_of) {
            None => vec![Vote::Up, Vote::Down],
            Some(vote) => vote.into_iter().collect(),
        };
        self.feedback.cleared(message, &votes).await;
    }

    async fn voted(&self, reaction: &Reaction<P>, sender: &Sender<P>, vote: Vote) {
        // Only once an answer is followed, it is known what was asked.
        let is_answer = self.question_of(reaction).await.is_some();
        let is_ours = match reaction.is_ours {
            _ if is_answer => true,
            Some(known) => known,
            // A later page, or an answer from long ago: they say themselves what they are.
            None => self.mark_of(reaction, sender).await.is_some(),
        };
        if !is_ours {
            return;
        }
        let ballot = Ballot {
            // A vote on a later page is one on the answer.
            answer: self.followed.answer_of(&reaction.message).await.to_string(),
            voter: sender.user.to_string(),
            vote,
            reaction: reaction.id.as_ref().map(ToString::to_string),
            server: sender.location.home().to_owned(),
            channel: sender.location.channel.clone(),
        };
        self.feedback.voted(ballot).await;
    }

    /// The asker, or a moderator, wants an answer deleted.
    async fn reacted_delete(&self, reaction: &Reaction<P>, sender: &Sender<P>) {
        let held = match self.question_of(reaction).await {
            Some(question) => self.followed.hold(question).await,
            None => None,
        };
        let followed = held.and_then(|mut held| Some(held.answer()?.asker.clone()));
        let asker = match followed {
            Some(asker) => asker,
            None => match self.mark_of(reaction, sender).await {
                Some(mark) => mark.asker,
                None => return,
            },
        };
        if asker == sender.user || self.is_moderator(sender).await {
            self.forget_answer(&reaction.message).await;
            self.delete(&sender.channel, &reaction.message).await;
        }
    }

    /// The question whose answer somebody reacts to.
    async fn question_of(&self, reaction: &Reaction<P>) -> Option<P::Message> {
        if reaction.is_ours == Some(true) {
            self.followed.question_of_new(&reaction.message).await
        } else {
            self.followed.question(&reaction.message).await
        }
    }

    /// What the message says of itself that somebody reacts to. Most reactions are to somebody else's messages, so that
    /// looking them up is limited.
    async fn mark_of(&self, reaction: &Reaction<P>, sender: &Sender<P>) -> Option<MarkOf<P>> {
        if reaction.is_ours == Some(false) || !self.rate_limit.may_look_up(&sender.user) {
            return None;
        }
        self.port.mark(&sender.channel, &reaction.message).await
    }

    /// Does what a button would do.
    async fn pressed_by_emoji(&self, reaction: Reaction<P>, sender: Sender<P>, emoji: Emoji) {
        let Some(mut mark) = self.mark_of(&reaction, &sender).await else {
            return;
        };
        let (Some(call), Some(id)) = (reaction.call, reaction.id) else {
            return;
        };
        let (action, chosen) = match emoji {
            Emoji::Next => (Action::Next, None),
            Emoji::Open(place) => (Action::Open, Some(Chosen::Paragraph(place))),
            Emoji::Decision(action) => (action, None),
        };
        // An answer that does not say how it is made again has no other page.
        if mark.is_preview != action.is_decision() || mark.code.is_none() {
            return;
        }
        mark.page = match action {
            Action::Next => mark.page + 1,
            _ => 0,
        };
        let press = Press {
            action,
            mark,
            chosen,
            message: reaction.message,
            nonce: id.to_string(),
            call,
        };
        self.pressed(press, sender).await;
    }
}

/// What an emoji under a message stands for.
#[derive(Clone, Copy)]
enum Emoji {
    Next,
    /// The paragraph of the passage in this place.
    Open(usize),
    Decision(Action),
}

impl Emoji {
    fn read(emoji: &str) -> Option<Self> {
        // Not every client adds the sign that an emoji is to be shown in colour.
        let bare = |emoji: &str| emoji.replace('\u{fe0f}', "");
        let is = |known: &str| bare(known) == bare(emoji);
        if is(NEXT) {
            return Some(Self::Next);
        }
        if let Some(place) = OPEN.iter().position(|known| is(known)) {
            return Some(Self::Open(place));
        }
        let decision = DECIDE.iter().find(|(_, known, _)| is(known));
        decision.map(|(action, ..)| Self::Decision(*action))
    }
}
