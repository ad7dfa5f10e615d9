//! Following what becomes of a question: it is edited or deleted, or its answer is.

use std::sync::Arc;

use tracing::Instrument as _;

use super::{HeldBy, Service};
use crate::chat::feedback::Missable;
use crate::chat::port::{AnswerOf, Port, Sender, Thread};
use crate::chat::rate_limit::Turn;
use crate::command::Command;
use crate::preferences::Preferences;
use crate::wording::Message;

/// A question that was edited, held until it is answered anew.
pub(crate) struct Edit<P: Port> {
    held: HeldBy<P>,
    /// The answer so far.
    answer: AnswerOf<P>,
}

impl<P: Port> Edit<P> {
    /// Who asked.
    pub(crate) fn asker(&self) -> &P::User {
        &self.answer.asker
    }
}

impl<P: Port> Service<P> {
    /// A message was edited, at this moment by the platform's clock. Returns `None` if nobody follows it, if a later edit
    /// has come first, or if the editor is known not to be the asker.
    pub(crate) async fn begin_edit(
        &self,
        message: &P::Message,
        at: u64,
        editor: Option<&P::User>,
    ) -> Option<Edit<P>> {
        let mut held = self.followed.hold(message.clone()).await?;
        let answer = held.answer()?;
        let is_overtaken = answer.edited.is_some_and(|known| known >= at);
        if is_overtaken || editor.is_some_and(|editor| *editor != answer.asker) {
            return None;
        }
        answer.edited = Some(at);
        let outdated = answer.clone();
        if !answer.pages.is_empty() {
            answer.pages.clear();
            let kept = answer.clone();
            self.followed.add(&mut held, kept).await;
            self.delete_pages(&outdated).await;
        }
        self.feedback.withdrawn(message).await;
        Some(Edit {
            held,
            answer: outdated,
        })
    }

    /// Answers an edited question anew, in the same message. What is no longer asked, or may not be asked now, has no answer:
    /// then the old one is deleted. `nonce` names the edit.
    pub(crate) async fn edited(
        &self,
        edit: Edit<P>,
        sender: Sender<P>,
        preferences: Arc<Preferences>,
        command: Option<Command>,
        nonce: impl ToString,
    ) {
        let Edit { held, answer } = edit;
        let Some(command) = command else {
            return self.remove(held).await;
        };
        let mut request = self.request(sender, preferences, Some(&command)).await;
        let is_admitted = request.preferences.admits(&command, request.is_moderator)
            && self.rate_limit.turn(&answer.asker) == Turn::Now;
        if !is_admitted {
            return self.remove(held).await;
        }
        request.question = Some(Thread {
            message: held.question.clone(),
            root: answer.thread.clone(),
        });
        let Sender { user, channel, .. } = &request.sender;
        let span = self.pulse.question(command.name(), user, channel);
        let missable = Missable::new(&held.question, &request, &command);
        let answering = async {
            let (post, verdict) = if !Self::is_previewed(&command, &request) {
                if command == Command::More {
                    self.take_up(&request).await;
                }
                let shown = self.first_page(command, &request).await;
                (self.post(&shown, &request), Some(shown.answer.verdict))
            } else if P::ABILITIES.has_private_replies {
                (Self::by_call(&command, &request), None)
            } else {
                (request.say(&Message::new("summary-anew")), None)
            };
            let post = post.once(nonce.to_string());
            match self.port.edit(channel, &answer.answer, &post).await {
                Ok(()) => {
                    let answered = self.feedback.answered(missable, &answer.answer, verdict);
                    answered.await;
                    self.offer(channel, &answer.answer, &post).await;
                }
                Err(error) => P::report("an edited answer", &error),
            }
        };
        answering.instrument(span).await;
    }

    /// A message was deleted: with a question goes its answer, with an answer what was asked, as far as that is kept.
    pub(crate) async fn deleted(&self, message: &P::Message) {
        if self.followed.question(message).await.is_some() {
            self.forget_answer(message).await;
        } else if let Some(held) = self.followed.hold(message.clone()).await {
            self.remove(held).await;
        } else {
            self.feedback.answer_withdrawn(message).await;
        }
        // Only now, in case it was being answered when it was deleted.
        self.feedback.withdrawn(message).await;
    }

    /// Deletes the answer to a question, if it has one.
    async fn remove(&self, mut held: HeldBy<P>) {
        if let Some(answer) = self.followed.forget(&mut held).await {
            self.delete(&answer.channel, &answer.answer).await;
            self.delete_pages(&answer).await;
        }
    }

    /// Forgets an answer that is deleted or about to be, and deletes its later pages.
    pub(super) async fn forget_answer(&self, answer: &P::Message) {
        if let Some(question) = self.followed.question(answer).await
            && let Some(mut held) = self.followed.hold(question).await
        {
            if let Some(answer) = self.followed.forget(&mut held).await {
                self.delete_pages(&answer).await;
            }
        } else {
            self.feedback.answer_withdrawn(answer).await;
        }
    }

    async fn delete_pages(&self, answer: &AnswerOf<P>) {
        for page in &answer.pages {
            self.delete(&answer.channel, page).await;
        }
    }

    pub(super) async fn delete(&self, channel: &P::Channel, message: &P::Message) {
        if let Err(error) = self.port.delete(channel, message).await {
            P::report("the removal of an answer", &error);
        }
    }

    /// Adds a later page to the answer to a question, with which it goes.
    pub(super) async fn add_page(&self, held: &mut HeldBy<P>, page: &P::Message) {
        if let Some(answer) = held.answer() {
            answer.pages.push(page.clone());
            let answer = answer.clone();
            self.followed.add(held, answer).await;
        }
    }

    /// Whether a message of ours answers a question that is followed.
    pub(crate) async fn is_answer(&self, message: &P::Message) -> bool {
        self.followed.question(message).await.is_some()
    }
}
