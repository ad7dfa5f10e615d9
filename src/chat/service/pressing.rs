//! Pressing a control under an answer, or choosing from its menu.

use super::post::Action;
use super::{Request, Service};
use crate::bot::recipe::Recipe;
use crate::chat::port::{MarkOf, Port, PostOf, Response, Sender, Thread};
use crate::command::Command;
use crate::render::layout;
use crate::wording::Message;

/// A control that was pressed.
pub(crate) struct Press<P: Port> {
    pub(crate) action: Action,
    /// What the message says of itself, with the page and the code that the control leads to.
    pub(crate) mark: MarkOf<P>,
    /// What was chosen, if the control offers a choice.
    pub(crate) chosen: Option<Chosen>,
    /// The message that the control is under.
    pub(crate) message: P::Message,
    /// Names the press: what it sends appears once.
    pub(crate) nonce: String,
    pub(crate) call: P::Call,
}

/// What was chosen by a control that offers several things.
pub(crate) enum Chosen {
    /// The country with this code.
    Country(String),
    /// The paragraph of the passage in this place among those that an answer shows.
    Paragraph(usize),
}

impl<P: Port> Service<P> {
    /// Somebody has pressed a control.
    pub(crate) async fn pressed(&self, press: Press<P>, sender: Sender<P>) {
        let abilities = P::ABILITIES;
        let is_asker = press.mark.asker == sender.user;
        let is_for_anybody =
            abilities.has_private_replies && matches!(press.action, Action::Open | Action::Source);
        if press.action == Action::Delete {
            if !is_asker && !self.is_moderator(&sender).await {
                return self.refuse(&press.call, &sender, "delete-not-yours").await;
            }
            return self.pressed_delete(&press).await;
        }
        if !is_asker && !is_for_anybody {
            return self.refuse(&press.call, &sender, "button-not-yours").await;
        }
        let preferences = self.settings.preferences(&sender.location).await;
        let mut request = self.request(sender, preferences, None).await;
        // The pages of an answer are in one language; what somebody looks up is in theirs.
        if let Some(language) = press.mark.language.filter(|_| !is_for_anybody) {
            request.language = language;
        }
        // What anybody may read turns no page of the asker's.
        request.is_private = is_for_anybody;
        request.question = press.mark.question.clone().map(|message| Thread {
            message,
            root: press.mark.thread.clone(),
        });
        if press.action.is_decision() {
            return self.decided(&press, &request).await;
        }
        if press.mark.revision != request.revision() {
            return self.said_stale(&press, &request).await;
        }
        let shown = match Self::recipe(&press, &request) {
            Some(recipe) if is_for_anybody => {
                self.pager.look_at(recipe, press.mark.page, &request).await
            }
            Some(recipe) => self.pager.turn_to(recipe, press.mark.page, &request).await,
            None => None,
        };
        let Some(shown) = shown else {
            let sender = &request.sender;
            return self.refuse(&press.call, sender, "button-unknown").await;
        };
        let post = self.post(&shown, &request);
        if is_for_anybody {
            let post = post.private();
            self.port
                .respond(&press.call, Response::Answer(&post))
                .await;
        } else if abilities.has_buttons {
            self.port
                .respond(&press.call, Response::InPlace(&post))
                .await;
        } else {
            self.send_page(&press, post, &request).await;
        }
    }

    /// What makes what the control shows; `None` if there is no such thing.
    fn recipe(press: &Press<P>, request: &Request<P>) -> Option<Recipe> {
        let code = press.mark.code.as_deref().unwrap_or_default();
        let coded = || request.bot.recipe_of(code, &request.context());
        match &press.chosen {
            None => coded(),
            Some(Chosen::Country(country)) => {
                Some(Recipe::Command(Command::Country(Some(country.clone()))))
            }
            Some(Chosen::Paragraph(wanted)) => {
                let recipe = coded()?;
                let mut paragraphs = Self::paragraphs(&recipe, request);
                let found = paragraphs.find(|(place, _)| place == wanted);
                found.map(|(_, paragraph)| paragraph)
            }
        }
    }

    /// Whether somebody who presses something is a moderator there.
    pub(super) async fn is_moderator(&self, sender: &Sender<P>) -> bool {
        match sender.is_moderator {
            Some(known) => known,
            None => self.port.is_moderator(&sender.channel, &sender.user).await,
        }
    }

    /// Deletes an answer by a response to the press, which also works in servers where the bot is no member.
    async fn pressed_delete(&self, press: &Press<P>) {
        self.forget_answer(&press.message).await;
        if self.port.respond(&press.call, Response::Nothing).await {
            self.port.respond(&press.call, Response::Delete).await;
        }
    }

    /// Says that the text has changed since the answer, to the asker alone if that can be.
    async fn said_stale(&self, press: &Press<P>, request: &Request<P>) {
        let post = self.stale(press, request).await;
        if P::ABILITIES.has_private_replies {
            let post = post.private();
            self.port
                .respond(&press.call, Response::Answer(&post))
                .await;
        } else {
            self.send_page(press, post, request).await;
        }
    }

    /// What is said of the answer that a control is under, whose text has changed since.
    pub(super) async fn stale(&self, press: &Press<P>, request: &Request<P>) -> PostOf<P> {
        let answer = request.stale(&press.mark.revision, &self.worker).await;
        let language = request.sender.language.unwrap_or(request.language);
        match layout(&answer, P::DIALECT, language).first() {
            Some(page) => Self::page(&answer, page, request),
            None => request.say(&Message::new("button-stale")),
        }
    }

    /// Sends a page as a message of its own, which goes when its question goes.
    async fn send_page(&self, press: &Press<P>, post: PostOf<P>, request: &Request<P>) {
        let Some(question) = request.question.clone() else {
            return;
        };
        // Held while the page is sent: the question does not change or go meanwhile.
        let mut held = self.followed.hold(question.message.clone()).await;
        let post = post.reply_to(question).once(press.nonce.clone());
        let channel = &request.sender.channel;
        let page = match self.port.send(channel, &post).await {
            Ok(page) => page,
            Err(error) => return P::report("a page", &error),
        };
        if let Some(held) = &mut held {
            self.add_page(held, &page).await;
        }
        drop(held);
        self.offer(channel, &page, &post).await;
    }
}
