//! What a platform does for the [service](super::service): a [`Port`] sends, edits and deletes, and says what it can do.
//!
//! People reach the bot in two ways. Some write messages, which the bot follows: an edit is answered anew, and a question
//! that is deleted takes its answer along. Others give a command or press a button directly, and get a response: that is a
//! [`Port::Call`]. A platform that only has requests and responses needs calls alone: then `send` and what follows it are
//! never used.

use std::fmt::Display;
use std::time::Duration;

use super::channel_settings::Location;
use super::followed::{FollowedAnswer, Id};
use super::service::post::{Mark, Post};
use crate::render::Dialect;
use crate::wording::Language;

pub(crate) use super::service::post::Thread;

/// What a platform can do, and how much it takes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Abilities {
    /// Whether messages have buttons, which change the message that they are under. Without, the bot puts emoji under its
    /// messages, and answers a reaction by another message.
    pub(crate) has_buttons: bool,
    /// Whether the response to a call can be shown to the caller alone.
    pub(crate) has_private_replies: bool,
    /// The most characters that a code may have in a button or a mark.
    pub(crate) code: usize,
    /// The most entries of a menu; 0 if there are no menus.
    pub(crate) menu: usize,
    /// After how long it is shown that an answer is being made, and how often that has to be said again.
    pub(crate) typing: (Duration, Duration),
}

/// A platform.
pub(crate) trait Port: Send + Sync + Sized + 'static {
    /// A message's id.
    type Message: Id;
    /// A channel's id.
    type Channel: Id;
    /// A user's id.
    type User: Id;
    /// How messages may look in a channel, if an event says so.
    type Style: Clone + Default + Send + Sync;
    /// A command or a press to which the platform wants a response.
    type Call: Send + Sync;
    /// Why something was not done.
    type Error: Display + Send;

    /// How the platform writes.
    const DIALECT: &'static dyn Dialect;
    /// What it can do.
    const ABILITIES: Abilities;

    /// Sends a message, and returns its id.
    fn send(
        &self,
        channel: &Self::Channel,
        post: &PostOf<Self>,
    ) -> impl Future<Output = Result<Self::Message, Self::Error>> + Send;

    /// Replaces a message of ours.
    fn edit(
        &self,
        channel: &Self::Channel,
        message: &Self::Message,
        post: &PostOf<Self>,
    ) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// Deletes a message of ours. That it is gone already is no error.
    fn delete(
        &self,
        channel: &Self::Channel,
        message: &Self::Message,
    ) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// Pins a message of ours.
    fn pin(
        &self,
        channel: &Self::Channel,
        message: &Self::Message,
    ) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// Puts an emoji under a message of ours, for a reader to choose.
    fn react(
        &self,
        _channel: &Self::Channel,
        _message: &Self::Message,
        _emoji: &'static str,
    ) -> impl Future<Output = Result<(), Self::Error>> + Send {
        async { Ok(()) }
    }

    /// Shows that an answer is being made, or no longer is.
    fn typing(&self, channel: &Self::Channel, is_typing: bool) -> impl Future<Output = ()> + Send;

    /// Shows that a message has been read.
    fn mark_read(
        &self,
        _channel: &Self::Channel,
        _message: &Thread<Self::Message>,
    ) -> impl Future<Output = ()> + Send {
        async {}
    }

    /// Responds to a call; returns whether that worked. A failure is logged by the platform.
    fn respond(
        &self,
        call: &Self::Call,
        response: Response<'_, Self>,
    ) -> impl Future<Output = bool> + Send;

    /// The message by which a call was answered, if there is one.
    fn message_of(&self, _call: &Self::Call) -> impl Future<Output = Option<Self::Message>> + Send {
        async { None }
    }

    /// What a message of ours says of itself; `None` if it is not ours, or says nothing.
    fn mark(
        &self,
        _channel: &Self::Channel,
        _message: &Self::Message,
    ) -> impl Future<Output = Option<MarkOf<Self>>> + Send {
        async { None }
    }

    /// Whether a user is a moderator of a channel. Asked only if the event does not say so itself.
    fn is_moderator(
        &self,
        _channel: &Self::Channel,
        _user: &Self::User,
    ) -> impl Future<Output = bool> + Send {
        async { false }
    }

    /// Whether a reader can type commands where messages look like this. Otherwise help says nothing about typing.
    fn types_commands(_style: &Self::Style) -> bool {
        true
    }

    /// Whether the bot can send messages of its own where messages look like this, apart from responses to calls.
    fn may_send(_style: &Self::Style) -> bool {
        true
    }

    /// Tells the operator what was not sent.
    fn report(what: &'static str, error: &Self::Error);
}

/// A platform's messages.
pub(crate) type PostOf<P> = Post<<P as Port>::Message, <P as Port>::User, <P as Port>::Style>;

/// What a platform's messages say of themselves.
pub(crate) type MarkOf<P> = Mark<<P as Port>::Message, <P as Port>::User>;

/// A platform's answers that are followed.
pub(crate) type AnswerOf<P> =
    FollowedAnswer<<P as Port>::Message, <P as Port>::Channel, <P as Port>::User>;

/// A response to a call.
pub(crate) enum Response<'a, P: Port> {
    /// This message.
    Answer(&'a PostOf<P>),
    /// The message follows, for the caller alone or for everybody.
    Later { is_private: bool },
    /// The message that was announced; or what takes the place of the message that was pressed, after [`Response::Nothing`].
    Late(&'a PostOf<P>),
    /// The message that was announced for everybody is for the caller alone: the announcement goes, and this follows.
    LateApart(&'a PostOf<P>),
    /// The message that was pressed becomes this one.
    InPlace(&'a PostOf<P>),
    /// Nothing yet: only that the call has come in.
    Nothing,
    /// The message that was pressed goes.
    Delete,
}

/// Who says, gives or presses something, and where.
pub(crate) struct Sender<P: Port> {
    pub(crate) user: P::User,
    pub(crate) channel: P::Channel,
    /// The channel as settings know it.
    pub(crate) location: Location,
    /// Whether nobody but the sender and the bot is there.
    pub(crate) is_direct: bool,
    /// Whether the sender is a moderator there; `None` if the platform has to be asked.
    pub(crate) is_moderator: Option<bool>,
    /// The language of the sender's client, if it is known and one of ours.
    pub(crate) language: Option<Language>,
    pub(crate) style: P::Style,
}
