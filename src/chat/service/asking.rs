//! Asking: by a message, which is followed, or by a command that is given directly.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::sleep;
use tracing::Instrument as _;

use super::{Request, Service};
use crate::answer::Verdict;
use crate::chat::feedback::Missable;
use crate::chat::followed::FollowedAnswer;
use crate::chat::pager::{Position, Shown, is_for_one, put_question_before};
use crate::chat::port::{Port, PostOf, Response, Sender, Thread};
use crate::chat::rate_limit::Turn;
use crate::command::Command;
use crate::preferences::Preferences;
use crate::wording::Message;

/// After how long a caller is told that the answer comes later: a platform waits some seconds for a first response.
const LATER_AFTER: Duration = Duration::from_secs(1);

/// Among how many answers is looked for the one that somebody reads on in.
const LATEST: u32 = 5;

impl<P: Port> Service<P> {
    /// A message gives a command, in a channel with these settings.
    pub(crate) async fn asked(
        &self,
        sender: Sender<P>,
        question: Thread<P::Message>,
        preferences: Arc<Preferences>,
        command: Command,
    ) {
        let mut request = self.request(sender, preferences, Some(&command)).await;
        if !request.preferences.admits(&command, request.is_moderator) {
            return;
        }
        // Answered before a restart, a command to read on would give a page that was not asked for.
        if command == Command::More && self.followed.is_known(&question.message).await {
            return;
        }
        let Some(mut held) = self.followed.begin(question.message.clone()) else {
            return;
        };
        let Sender { user, channel, .. } = &request.sender;
        let span = self.pulse.question(command.name(), user, channel);
        let missable = Missable::new(&question.message, &request, &command);
        // Somebody who is forgotten is not remembered for having asked that.
        let is_followed = command != Command::Forget(None);
        let turn = self.rate_limit.turn_in(user, channel).await;
        if command == Command::More && turn == Turn::Now {
            self.take_up(&request).await;
        }
        // A later page belongs to the question whose answer it is of.
        let first = self.pager.question_of_more(&command, &request);
        let first = first.filter(|first| first.message != question.message);
        request.question = Some(first.clone().unwrap_or_else(|| question.clone()));
        let answering = async {
            let Some((post, verdict)) = self.in_turn(turn, command, &request, &question).await
            else {
                return;
            };
            // Held while the page is sent: the question does not change or go meanwhile.
            let mut first = match first {
                Some(first) => self.followed.hold(first.message).await,
                None => None,
            };
            let Sender { user, channel, .. } = &request.sender;
            let (asker, root) = (user.clone(), question.root.clone());
            let post = post.reply_to(question).may_be_late(request.language);
            let answer = match self.port.send(channel, &post).await {
                Ok(answer) => answer,
                Err(error) => return P::report("an answer", &error),
            };
            self.feedback.answered(missable, &answer, verdict).await;
            if is_followed {
                let followed = FollowedAnswer {
                    answer: answer.clone(),
                    channel: channel.clone(),
                    asker,
                    thread: root,
                    pages: Vec::new(),
                    edited: None,
                };
                self.followed.add(&mut held, followed).await;
            }
            if let Some(first) = &mut first {
                self.add_page(first, &answer).await;
            }
            drop((held, first));
            self.offer(channel, &answer, &post).await;
        };
        answering.instrument(span).await;
    }

    /// Answers a command if it is the asker's turn; with the verdict, if it is an answer. Returns `None` if nothing is to be
    /// said.
    async fn in_turn(
        &self,
        turn: Turn,
        command: Command,
        request: &Request<P>,
        question: &Thread<P::Message>,
    ) -> Option<(PostOf<P>, Option<Verdict>)> {
        let channel = &request.sender.channel;
        match turn {
            Turn::Now => {}
            Turn::Tell(key) => return Some((request.say(&Message::new(key)), None)),
            Turn::Ignore => return None,
        }
        let (port, read) = (Arc::clone(&self.port), (channel.clone(), question.clone()));
        self.tasks
            .spawn(async move { port.mark_read(&read.0, &read.1).await });
        if !Self::is_previewed(&command, request) {
            let shown = self.while_typing(channel, self.first_page(command, request));
            let shown = shown.await;
            let verdict = shown.answer.verdict;
            return Some((self.post(&shown, request), Some(verdict)));
        }
        if P::ABILITIES.has_private_replies {
            return Some((Self::by_call(&command, request), None));
        }
        let preview = self.preview(&command, request);
        Some((self.while_typing(channel, preview).await.0, None))
    }

    /// What is said to a moderator who types the command for a summary, if only a direct command can be answered by a
    /// preview that nobody else sees.
    pub(super) fn by_call(command: &Command, request: &Request<P>) -> PostOf<P> {
        request.say(&Message::new("by-slash").with("command", command.name()))
    }

    /// The first page of the answer to a command.
    pub(super) async fn first_page(&self, command: Command, request: &Request<P>) -> Shown {
        if command == Command::Forget(None) {
            self.followed.forget_asker(&request.sender.user);
        }
        self.pager.first_page(command, request).await
    }

    /// Finds out where somebody is in their last answer of several pages, if that is not known. After a restart only its message
    /// tells.
    pub(super) async fn take_up(&self, request: &Request<P>) {
        if self.pager.knows(request) {
            return;
        }
        let Sender { user, channel, .. } = &request.sender;
        for message in self.followed.latest(channel, user, LATEST).await {
            let Some(mark) = self.port.mark(channel, &message).await else {
                continue;
            };
            let code = mark.code.as_deref().filter(|_| !mark.is_preview);
            let recipe = code.and_then(|code| request.bot.recipe_of(code, &request.context()));
            let Some(recipe) = recipe else {
                continue;
            };
            let is_stale = mark.revision != request.revision();
            if is_stale
                || self
                    .pager
                    .look_at(recipe.clone(), 1, request)
                    .await
                    .is_some()
            {
                let root = mark.thread;
                let position = Position {
                    recipe,
                    revision: mark.revision,
                    page: mark.page,
                    question: mark.question.map(|message| Thread { message, root }),
                };
                return self.pager.take_up(position, request);
            }
        }
    }

    /// Makes something, and shows that it is being made if that takes long.
    async fn while_typing<T>(&self, channel: &P::Channel, making: impl Future<Output = T>) -> T {
        tokio::pin!(making);
        let (after, again) = P::ABILITIES.typing;
        let mut wait = after;
        loop {
            tokio::select! {
                made = &mut making => {
                    if wait != after {
                        self.port.typing(channel, false).await;
                    }
                    return made;
                }
                () = sleep(wait) => {}
            }
            wait = again;
            // No answer waits for this.
            let (port, channel) = (Arc::clone(&self.port), channel.clone());
            tokio::spawn(async move { port.typing(&channel, true).await });
        }
    }

    /// Puts under a message the emoji that can be chosen, if there are no buttons.
    pub(super) async fn offer(&self, channel: &P::Channel, message: &P::Message, post: &PostOf<P>) {
        if P::ABILITIES.has_buttons {
            return;
        }
        for emoji in post.offers() {
            if let Err(error) = self.port.react(channel, message, emoji).await {
                P::report("an emoji", &error);
            }
        }
    }

    /// A command is given directly; `question` is the call's own id. With `is_look_up` it asks about what somebody else
    /// wrote, for the caller alone.
    pub(crate) async fn called(
        &self,
        call: &P::Call,
        question: impl ToString,
        sender: Sender<P>,
        command: Command,
        is_look_up: bool,
    ) {
        if self.rate_limit.turn(&sender.user) != Turn::Now {
            return self.refuse(call, &sender, "slow-down").await;
        }
        let preferences = self.settings.preferences(&sender.location).await;
        let mut request = self.request(sender, preferences, Some(&command)).await;
        request.is_private = is_look_up;
        let is_private = is_look_up || is_for_one(&command);
        // What one person sees disturbs nobody.
        if !is_private && !request.preferences.admits(&command, request.is_moderator) {
            return self.refuse(call, &request.sender, "quiet-here").await;
        }
        let Sender { user, channel, .. } = &request.sender;
        let span = self.pulse.question(command.name(), user, channel);
        let is_previewed = Self::is_previewed(&command, &request);
        let missable = Missable::new(&question, &request, &command);
        // Somebody else wrote what is looked up.
        let missable = Some(missable).filter(|missable| !is_look_up && missable.is_some());
        let making = async {
            if is_previewed {
                let (preview, verdict) = self.preview(&command, &request).await;
                return (preview.private(), verdict);
            }
            if command == Command::More {
                self.take_up(&request).await;
            }
            let mut shown = self.first_page(command.clone(), &request).await;
            if !is_look_up {
                put_question_before::<P>(&mut shown, &command, request.language);
            }
            let post = self.post(&shown, &request);
            let is_private = is_private || shown.is_aside;
            let post = if is_private { post.private() } else { post };
            (post, shown.answer.verdict)
        };
        let answering = async {
            tokio::pin!(making);
            let (is_there, verdict) = tokio::select! {
                (post, verdict) = &mut making => {
                    (self.port.respond(call, Response::Answer(&post)).await, verdict)
                }
                () = sleep(LATER_AFTER) => {
                    let is_private = is_private || is_previewed;
                    self.port.respond(call, Response::Later { is_private }).await;
                    let (post, verdict) = making.await;
                    let response = if post.is_private && !is_private {
                        Response::LateApart(&post)
                    } else {
                        Response::Late(&post)
                    };
                    (self.port.respond(call, response).await, verdict)
                }
            };
            if let Some(missable) = missable.filter(|_| is_there) {
                // Without the message's id, no vote can be known to be about this.
                let answer = self.port.message_of(call).await;
                let answer = answer.map_or_else(String::new, |answer| answer.to_string());
                self.feedback
                    .answered(missable, answer, Some(verdict))
                    .await;
            }
        };
        answering.instrument(span).await;
    }
}
