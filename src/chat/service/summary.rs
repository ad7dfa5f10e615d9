//! Summaries. If they are for moderators alone, one is previewed first; its asker then has it posted, pinned, or neither.

use std::sync::Arc;

use super::post::{Action, Control, Mark};
use super::pressing::Press;
use super::{Request, Service};
use crate::answer::Verdict;
use crate::bot::Bot;
use crate::chat::port::{Port, PostOf, Response};
use crate::chat::recent::is_new;
use crate::command::{Audience, Command};
use crate::render::layout;
use crate::wording::Message;

/// What can be decided, the emoji for it, and the label of its button.
pub(super) const DECIDE: [(Action, &str, &str); 3] = [
    (Action::Post, "✅", "summary-post"),
    (Action::PostAndPin, "📌", "summary-post-and-pin"),
    (Action::Cancel, "❌", "summary-cancel"),
];

impl<P: Port> Service<P> {
    /// Whether a command is a summary's that is previewed: it is a moderator's privilege, and others read along.
    pub(super) fn is_previewed(command: &Command, request: &Request<P>) -> bool {
        matches!(command, Command::Summary { .. })
            && request.preferences.summaries == Audience::Moderators
            && request.is_moderator
            && !request.sender.is_direct
    }

    /// What would be posted, with the controls that decide about it; or why there is nothing to post.
    pub(super) async fn preview(
        &self,
        command: &Command,
        request: &Request<P>,
    ) -> (PostOf<P>, Verdict) {
        let answer = self.pager.answer(command.clone(), request).await;
        let pages = layout(&answer, P::DIALECT, request.language);
        let Some(page) = pages.first() else {
            return (request.say(&Message::new("went-wrong")), Verdict::None);
        };
        let recipe = request.bot.recipe(command, &request.context(), &answer);
        let code = recipe.and_then(|recipe| Self::code(&recipe, request));
        let Some(code) = code.filter(|_| answer.verdict == Verdict::Found) else {
            return (Self::page(&answer, page, request), answer.verdict);
        };
        let mut page = page.clone();
        if !P::ABILITIES.has_buttons {
            let hint = Message::new("summary-choose").words(request.language);
            let foot: Vec<String> = page.counter.take().into_iter().chain([hint]).collect();
            page.counter = Some(foot.join("\n"));
        }
        let mut post = Self::page(&answer, &page, request);
        if !P::may_send(&request.sender.style) {
            return (post, answer.verdict);
        }
        let control = |(action, emoji, label): (Action, &'static str, &'static str)| Control {
            label: Message::new(label).words(request.language),
            emoji: Some(emoji),
            ..Control::of(action, 0, code.clone())
        };
        post.controls = vec![DECIDE.map(control).into()];
        post.mark = Some(Mark {
            code: Some(code.clone()),
            is_preview: true,
            ..Self::mark(request)
        });
        (post, answer.verdict)
    }

    /// The asker of a summary has decided about it. The preview is replaced by what became of it.
    pub(super) async fn decided(&self, press: &Press<P>, request: &Request<P>) {
        if !self.port.respond(&press.call, Response::Nothing).await {
            return;
        }
        let is_cancelled = press.action == Action::Cancel;
        // They may have been a moderator no longer since it was previewed.
        let may_decide = is_cancelled || request.is_moderator;
        // Buttons go with the first press; emoji can be chosen again.
        let is_again =
            || !P::ABILITIES.has_buttons && !is_new(&self.decided, press.message.clone());
        if may_decide && is_again() {
            return;
        }
        let say = |key: &str| request.say(&Message::new(key));
        let said = if !may_decide {
            say("summary-not-yours")
        } else if is_cancelled {
            say("summary-cancelled")
        } else if press.mark.revision != request.revision() {
            self.stale(press, request).await
        } else {
            say(self.posted(press, request).await)
        };
        let said = said.once(press.message.to_string());
        if P::ABILITIES.has_private_replies {
            self.port.respond(&press.call, Response::Late(&said)).await;
            return;
        }
        let channel = &request.sender.channel;
        if let Err(error) = self.port.edit(channel, &press.message, &said).await {
            P::report("what became of a summary", &error);
        }
    }

    /// Posts a summary; returns the key of what is said of it.
    async fn posted(&self, press: &Press<P>, request: &Request<P>) -> &'static str {
        let (code, preferences) = (press.mark.code.clone(), Arc::clone(&request.preferences));
        // That they may has been asked.
        let remade = move |bot: &Bot| bot.remake(&code?, &preferences.context(true));
        let Some(answer) = self.worker.run(&request.bot, remade).await.flatten() else {
            return "button-unknown";
        };
        let channel = &request.sender.channel;
        let mut first = None;
        let pages = layout(&answer, P::DIALECT, request.language);
        for (at, page) in pages.iter().enumerate() {
            // Pressed twice, it is posted once.
            let nonce = format!("{}{at}", press.message);
            let post = Self::page(&answer, page, request).once(nonce);
            match self.port.send(channel, &post).await {
                Ok(sent) => first = first.or(Some(sent)),
                Err(error) => {
                    tracing::warn!(%error, "a summary was not posted");
                    return "summary-not-posted";
                }
            }
        }
        let Some(first) = first.filter(|_| press.action == Action::PostAndPin) else {
            return "summary-posted";
        };
        match self.port.pin(channel, &first).await {
            Ok(()) => "summary-pinned",
            Err(error) => {
                tracing::warn!(%error, "a summary was not pinned");
                "summary-not-pinned"
            }
        }
    }
}
