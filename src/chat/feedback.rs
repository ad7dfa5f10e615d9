//! What readers think of answers: votes, by 👍 and 👎; and the questions that the article does not answer, or whose answer
//! somebody finds wanting, if moderators want to read them.
//!
//! Until then a question is in memory alone, and only if that is set.

use std::sync::Arc;
use std::time::Duration;

use moka::sync::Cache;

use super::channel_settings::Location;
use super::port::Port;
use super::recent::latest;
use super::service::Request;
use crate::answer::{Answer, Verdict};
use crate::command::Command;
use crate::db::{AGE, Ballot, Database, MissedQuestion, Problem, Vote, beside};
use crate::feedback::{Forgotten, Gaps};
use crate::ops::Pulse;
use crate::wording::{ASKED, echo_within};

/// How many questions are remembered in case their answers are found wanting.
const MOST: u64 = 5_000;

/// How often what is too old is deleted.
const TIDYING: Duration = Duration::from_secs(60 * 60);

/// What readers of a platform think of answers.
pub(crate) struct Feedback {
    store: Option<Arc<Database>>,
    pulse: Arc<Pulse>,
    /// By answer.
    asked: Cache<String, Arc<MissedQuestion>>,
}

/// A question that is about to be answered, if it may be kept in case it is missed.
#[derive(Clone, Debug)]
pub(crate) struct Missable(Option<MissedQuestion>);

impl Missable {
    /// A question as it was asked. Empty if it must not be kept.
    pub(crate) fn new<P: Port>(
        question: &impl ToString,
        request: &Request<P>,
        command: &Command,
    ) -> Self {
        let text = match command {
            Command::Ask(text) | Command::Search(text) if request.preferences.keeps_missed => text,
            _ => return Self(None),
        };
        let text = echo_within(text, ASKED);
        let location = &request.sender.location;
        Self((!text.is_empty()).then(|| MissedQuestion {
            question: question.to_string(),
            answer: String::new(),
            server: location.home().to_owned(),
            channel: location.channel.clone(),
            asker: request.sender.user.to_string(),
            text,
        }))
    }

    /// Whether there is anything that may be kept.
    pub(crate) fn is_some(&self) -> bool {
        self.0.is_some()
    }
}

/// The vote that an emoji is, whatever its colour.
pub(crate) fn vote_of(emoji: &str) -> Option<Vote> {
    match emoji.chars().next()? {
        '👍' => Some(Vote::Up),
        '👎' => Some(Vote::Down),
        _ => None,
    }
}

impl Feedback {
    /// Votes of a platform; without a store none is kept.
    pub(crate) fn new(store: Option<Arc<Database>>, pulse: Arc<Pulse>) -> Self {
        Self {
            store,
            pulse,
            asked: latest(MOST).time_to_live(AGE).build(),
        }
    }

    /// A question was answered.
    pub(crate) async fn answered(
        &self,
        missable: Missable,
        answer: impl ToString,
        verdict: Option<Verdict>,
    ) {
        let (Some(question), Some(verdict)) = (missable.0, verdict) else {
            return;
        };
        let question = Arc::new(MissedQuestion {
            answer: answer.to_string(),
            ..question
        });
        self.asked
            .insert(question.answer.clone(), Arc::clone(&question));
        if verdict == Verdict::None {
            self.miss(question, true).await;
        }
    }

    /// A question was deleted, or is about to be answered anew: what it asked is forgotten.
    pub(crate) async fn withdrawn(&self, question: impl ToString) {
        let question = question.to_string();
        self.drop_from_memory(|asked| asked.question == question);
        self.ask(move |store, platform| store.unmiss(platform, &question))
            .await;
    }

    /// An answer was taken away whose question no message shows, as none shows a slash command: that goes with it.
    pub(crate) async fn answer_withdrawn(&self, answer: impl ToString) {
        let answer = answer.to_string();
        self.asked.invalidate(&answer);
        self.ask(move |store, platform| store.unmiss_answered(platform, &answer))
            .await;
    }

    /// Somebody votes.
    pub(crate) async fn voted(&self, ballot: Ballot) {
        let (vote, answer) = (ballot.vote, ballot.answer.clone());
        let kept = self
            .ask(move |store, platform| store.vote(platform, &ballot))
            .await;
        let Some(earlier) = kept else {
            return;
        };
        if earlier != Some(vote) {
            self.pulse.voted(vote);
            if let Some(earlier) = earlier {
                self.pulse.unvoted(earlier);
            }
        }
        if vote == Vote::Down
            && let Some(question) = self.asked.get(&answer)
        {
            self.miss(question, false).await;
        }
    }

    /// Somebody takes a vote back.
    pub(crate) async fn unvoted(&self, answer: impl ToString, voter: impl ToString, vote: Vote) {
        let (answer, voter) = (answer.to_string(), voter.to_string());
        let was_there = self
            .ask(move |store, platform| store.unvote(platform, &answer, &voter, vote))
            .await;
        if was_there == Some(true) {
            self.pulse.unvoted(vote);
        }
    }

    /// All votes of these kinds on an answer are taken back at once.
    pub(crate) async fn cleared(&self, answer: impl ToString, votes: &[Vote]) {
        for vote in votes.iter().copied() {
            let answer = answer.to_string();
            let count = self
                .ask(move |store, platform| store.unvote_all(platform, &answer, vote))
                .await;
            for _ in 0..count.unwrap_or_default() {
                self.pulse.unvoted(vote);
            }
        }
    }

    /// Somebody takes back what may have been a vote.
    pub(crate) async fn unvoted_by(&self, reaction: impl ToString) {
        let reaction = reaction.to_string();
        let vote = self
            .ask(move |store, platform| store.unvote_by(platform, &reaction))
            .await;
        if let Some(Some(vote)) = vote {
            self.pulse.unvoted(vote);
        }
    }

    /// Answers a command about stored data of people; `None` for any other command.
    pub(crate) async fn answer<P: Port>(
        &self,
        command: &Command,
        request: &Request<P>,
    ) -> Option<Answer> {
        match command {
            Command::Forget(None) => {
                let forgotten = self.forget(request.sender.user.to_string()).await;
                Some(request.bot.forgotten(forgotten))
            }
            Command::Missed => {
                let gaps = self.gaps(&request.sender.location).await;
                Some(request.bot.missed(&request.context(), &gaps))
            }
            _ => None,
        }
    }

    /// What was missed in a location.
    async fn gaps(&self, location: &Location) -> Gaps {
        let (server, channel) = (location.home().to_owned(), location.channel.clone());
        let gaps = self.ask(move |store, _| {
            Ok(Gaps {
                questions: store.missed(&server, &channel)?,
                votes: store.votes(&server, &channel)?,
            })
        });
        gaps.await.unwrap_or_default()
    }

    /// Forgets somebody. Returns how much there was; `None` if that failed.
    async fn forget(&self, person: String) -> Option<Forgotten> {
        self.drop_from_memory(|asked| asked.asker == person);
        if self.store.is_none() {
            return Some(Forgotten::default());
        }
        self.ask(move |store, platform| store.forget(platform, &person))
            .await
    }

    /// Keeps a question; the store does so only if that is set.
    async fn miss(&self, question: Arc<MissedQuestion>, is_none: bool) {
        self.ask(move |store, platform| store.miss(platform, &question, is_none))
            .await;
    }

    fn drop_from_memory(&self, is_meant: impl Fn(&MissedQuestion) -> bool) {
        for (answer, asked) in &self.asked {
            if is_meant(&asked) {
                self.asked.invalidate(&*answer);
            }
        }
    }

    /// Forgets, in memory, the questions of a server where they are no longer to be kept.
    pub(crate) fn forget_questions(&self, server: &str) {
        self.drop_from_memory(|asked| asked.server == server);
    }

    /// A channel is gone, or the bot is no longer in it: what was asked there goes with it.
    pub(crate) async fn channel_gone(&self, location: &Location) {
        self.drop_from_memory(|asked| asked.channel == location.channel);
        let (server, channel) = (location.home().to_owned(), location.channel.clone());
        self.ask(move |store, _| store.unmiss_in(&server, Some(&channel)))
            .await;
    }

    /// The same of a server, with all its channels.
    pub(crate) async fn server_gone(&self, server: String) {
        self.forget_questions(&server);
        self.ask(move |store, _| store.unmiss_in(&server, None))
            .await;
    }

    /// Deletes what is too old, now and then, for ever.
    pub(crate) async fn keep_tidy(&self) {
        if self.store.is_none() {
            return std::future::pending().await;
        }
        loop {
            self.ask(|store, _| store.tidy()).await;
            tokio::time::sleep(TIDYING).await;
        }
    }

    /// Runs a query on the blocking pool; `None` if there is no store, or it fails.
    async fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Database, &'static str) -> Result<T, Problem> + Send + 'static,
    ) -> Option<T> {
        let platform = self.pulse.platform();
        beside(self.store.clone(), move |store| work(store, platform))
            .await?
            .inspect_err(|problem| {
                tracing::warn!(%problem, "what readers think of answers is not kept");
            })
            .ok()
    }
}
