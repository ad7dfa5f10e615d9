//! Running the bot on the blocking pool. Questions take a model, and must not keep commands waiting.

use std::num::NonZero;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::answer::{Answer, Block, Verdict};
use crate::bot::Bot;
use crate::command::Command;
use crate::preferences::Preferences;
use crate::wording::Message;

/// How long a question may wait for its turn. If questions come faster than they are answered, an asker who has waited this
/// long is told so; otherwise the queue would only grow.
const PATIENCE: Duration = Duration::from_secs(45);

/// How many questions run at once if a language model is plugged in: waiting for it takes no core.
const POINTED: usize = 8;

/// Runs commands, and limits how many questions run at once.
pub(crate) struct Worker {
    questions: Semaphore,
    /// Used instead if a language model is plugged in.
    pointed: Semaphore,
    patience: Duration,
}

impl Worker {
    /// As many questions at once as there are cores, but one; more if a language model is plugged in.
    pub(crate) fn new() -> Self {
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        Self {
            questions: Semaphore::new(cores.saturating_sub(1).max(1)),
            pointed: Semaphore::new(cores.saturating_sub(1).max(POINTED)),
            patience: PATIENCE,
        }
    }

    /// Answers a command.
    pub(crate) async fn answer(
        &self,
        bot: &Arc<Bot>,
        command: Command,
        preferences: Arc<Preferences>,
        is_moderator: bool,
    ) -> Answer {
        // An answer from the cache does not wait.
        if let Some(known) = bot.recall(&command, &preferences.context(is_moderator)) {
            return known;
        }
        let questions = match bot.engine().pointer() {
            Some(_) => &self.pointed,
            None => &self.questions,
        };
        let takes_a_model = matches!(command, Command::Ask(_) | Command::Search(_));
        let _turn = if takes_a_model {
            match timeout(self.patience, questions.acquire()).await {
                Ok(turn) => turn.ok(),
                Err(_) => return said("too-busy"),
            }
        } else {
            None
        };
        self.run(bot, move |bot| {
            bot.answer(&command, &preferences.context(is_moderator))
        })
        .await
        .unwrap_or_else(|| said("went-wrong"))
    }

    /// Runs something that takes a while on the blocking pool; returns `None` if it panicked.
    pub(crate) async fn run<T: Send + 'static>(
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

/// An answer about ourselves. Not that there is none: the article may well tell what was asked.
fn said(key: &'static str) -> Answer {
    Answer {
        verdict: Verdict::Maybe,
        ..Answer::nothing(&Command::About, vec![Block::Say(Message::new(key))])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Library;
    use crate::search::{Engine, Keep};

    fn bot() -> Arc<Bot> {
        let library = Arc::new(Library::bundled());
        let (engine, _) =
            Engine::open(library, Keep::InMemory, None, &mut |_, _| {}).expect("it is indexed");
        Arc::new(Bot::new(engine))
    }

    #[tokio::test]
    async fn who_stands_in_line_for_too_long_is_told_so() {
        let (mut answering, bot) = (Worker::new(), bot());
        answering.patience = Duration::from_millis(10);
        let all = u32::try_from(answering.questions.available_permits());
        let _others = answering
            .questions
            .acquire_many(all.expect("a machine has few cores"))
            .await;
        let question = Command::Ask("Wie is Zacharova?".to_owned());
        let answer = answering
            .answer(&bot, question, Arc::default(), false)
            .await;
        assert_eq!(answer.verdict, Verdict::Maybe);
        let said = format!("{:?}", answer.blocks);
        assert!(said.contains("too-busy"), "{said}");
    }

    #[tokio::test]
    async fn what_was_asked_before_does_not_wait_behind_new_questions() {
        let (answering, bot) = (Worker::new(), bot());
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
