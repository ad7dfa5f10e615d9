//! Asking the bot, beside what listens: questions take a model, and shall not keep commands waiting.

use std::num::NonZero;
use std::sync::Arc;
use std::thread;

use tokio::sync::Semaphore;

use crate::answer::{Answer, Block};
use crate::bot::Bot;
use crate::command::Command;
use crate::preferences::Preferences;
use crate::wording::Message;

/// How a platform's tasks ask a bot.
pub struct Answering {
    questions: Semaphore,
}

impl Default for Answering {
    fn default() -> Self {
        Self::new()
    }
}

impl Answering {
    /// As many questions at once as there are cores, but one.
    #[must_use]
    pub fn new() -> Self {
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        Self {
            questions: Semaphore::new(cores.saturating_sub(1).max(1)),
        }
    }

    /// Answers a command.
    pub async fn answer(
        &self,
        bot: &Arc<Bot>,
        command: Command,
        preferences: Arc<Preferences>,
        is_moderator: bool,
    ) -> Answer {
        // What was asked before waits for no one.
        if let Some(known) = bot.recall(&command, &preferences.context(is_moderator)) {
            return known;
        }
        let takes_a_model = matches!(command, Command::Ask(_) | Command::Search(_));
        let _turn = if takes_a_model {
            self.questions.acquire().await.ok()
        } else {
            None
        };
        self.at_work(bot, move |bot| {
            bot.answer(&command, &preferences.context(is_moderator))
        })
        .await
        .unwrap_or_else(|| {
            let said = Block::Say(Message::new("went-wrong"));
            Answer::nothing(&Command::About, vec![said])
        })
    }

    /// Does something that takes a while, beside what listens; none where it broke.
    pub async fn at_work<T: Send + 'static>(
        &self,
        bot: &Arc<Bot>,
        work: impl FnOnce(&Bot) -> T + Send + 'static,
    ) -> Option<T> {
        let bot = Arc::clone(bot);
        let span = tracing::Span::current();
        tokio::task::spawn_blocking(move || span.in_scope(|| work(&bot)))
            .await
            .inspect_err(|error| tracing::error!(%error, "an answer broke off"))
            .ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Library;
    use crate::search::{Engine, Keep};

    #[tokio::test]
    async fn what_was_asked_before_does_not_wait_behind_new_questions() {
        let library = Arc::new(Library::bundled());
        let (engine, _) =
            Engine::open(library, Keep::InMemory, None, &mut |_, _| {}).expect("it is indexed");
        let (answering, bot) = (Answering::new(), Arc::new(Bot::new(engine)));
        let question = Command::Ask("Hoeveel elitetroepen zond Kirgizië?".to_owned());
        let preferences = Arc::new(Preferences::default());
        let ask = || answering.answer(&bot, question.clone(), Arc::clone(&preferences), false);
        let first = ask().await;
        let busy = answering.questions.available_permits();
        let all = u32::try_from(busy).expect("a machine has few cores");
        let _others = answering.questions.acquire_many(all).await;
        let again = ask();
        tokio::select! {
            biased;
            again = again => assert_eq!(format!("{again:?}"), format!("{first:?}")),
            () = tokio::task::yield_now() => panic!("it waited"),
        }
    }
}
