//! The chat service: everything that happens between a message on a platform and the answer there, written once.
//!
//! A platform maps its events to these calls, and does what its [`Port`] is told:
//! - `asking`: a message asks something, a command is given directly;
//! - `absence`: what was asked while the program was not connected;
//! - `following`: a question is edited or deleted, an answer is deleted;
//! - `controls`: what stands under an answer; `pressing`: somebody presses a button; `reacting`: somebody reacts;
//! - `summary`: a summary is previewed, and posted when a moderator says so.
//!
//! Whatever is sent is a [`Post`], which mentions nobody.

mod absence;
mod asking;
mod controls;
mod following;
pub(crate) mod post;
mod pressing;
mod reacting;
mod summary;
#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use moka::sync::Cache;
use tokio_util::task::TaskTracker;

pub(crate) use absence::ABSENCE;
pub(crate) use pressing::{Chosen, Press};
pub(crate) use reacting::Reaction;

use super::channel_settings::{ChannelSettings, Location};
use super::feedback::Feedback;
use super::followed::{Followed, Held};
use super::pager::Pager;
use super::port::{Port, PostOf, Response, Sender, Thread};
use super::rate_limit::RateLimit;
use super::recent::{is_new, latest};
use super::worker::Worker;
use crate::answer::{Answer, Block};
use crate::bot::suggest::Choice;
use crate::bot::{Bot, Context, Served};
use crate::citation;
use crate::command::{self, Audience, Command, Name};
use crate::config::{FairUse, Settings};
use crate::db::Database;
use crate::ops::Pulse;
use crate::preferences::{Preferences, Quiet};
use crate::wording::{Language, Message};
use absence::Absence;
use post::Post;

/// How long what is in flight may take to finish when the program is to stop.
const GRACE: Duration = Duration::from_millis(4_000);

/// How long a channel is not told again that something there is unreadable.
const TOLD: Duration = Duration::from_secs(60 * 60);

/// How many summaries are remembered about which somebody has decided.
const DECISIONS: u64 = 1_000;

/// How to behave on a platform.
#[derive(Clone, Debug)]
pub struct ChatSettings {
    /// The language of messages if no other is set.
    pub language: Language,
    /// How much is answered how fast.
    pub limits: FairUse,
    /// Keeps what moderators set, and which answer belongs to which question; `None` if nothing can be kept.
    pub store: Option<Arc<Database>>,
    /// Where the platform reports how it is.
    pub pulse: Arc<Pulse>,
}

impl ChatSettings {
    /// What the operator has set. The database comes when it is open.
    pub(crate) fn new(settings: &Settings, pulse: Arc<Pulse>) -> Self {
        Self {
            language: settings.language(),
            limits: settings.limits.unwrap_or_default(),
            store: None,
            pulse,
        }
    }
}

/// Answers what is said on a platform.
pub(crate) struct Service<P: Port> {
    pub(crate) port: Arc<P>,
    pub(crate) bot: Served,
    pub(crate) settings: Arc<ChannelSettings>,
    pub(crate) pulse: Arc<Pulse>,
    /// What is in flight.
    pub(crate) tasks: TaskTracker,
    pub(crate) worker: Arc<Worker>,
    rate_limit: RateLimit,
    feedback: Arc<Feedback>,
    followed: Followed<P::Message, P::Channel, P::User>,
    pager: Pager<P>,
    absence: Absence<P::Channel>,
    /// The previews about which somebody has decided.
    decided: Cache<P::Message, ()>,
    /// The channels that were told that something there is unreadable.
    told: Cache<P::Channel, ()>,
}

/// A question that is followed, while something happens to it.
type HeldBy<P> = Held<<P as Port>::Message, <P as Port>::Channel, <P as Port>::User>;

/// Somebody who asks or reads, with what holds for the whole of an answer.
pub(crate) struct Request<P: Port> {
    /// The bot that answers, from the question to the last page that is shown: a reload may replace it meanwhile.
    pub(crate) bot: Arc<Bot>,
    pub(crate) sender: Sender<P>,
    pub(crate) preferences: Arc<Preferences>,
    pub(crate) language: Language,
    pub(crate) is_moderator: bool,
    /// The message that asks, if a message does.
    pub(crate) question: Option<Thread<P::Message>>,
    /// Whether only the sender sees the answer, who can dismiss it without us.
    pub(crate) is_private: bool,
}

impl<P: Port> Request<P> {
    /// The circumstances of what is asked.
    pub(crate) fn context(&self) -> Context<'_> {
        self.preferences.context(self.is_moderator)
    }

    /// Eight digits that change with the texts that the answer is from.
    pub(crate) fn revision(&self) -> String {
        self.bot.revision(&self.context())
    }

    /// What is said of an answer of this revision, whose text has changed since.
    pub(crate) async fn stale(&self, revision: &str, worker: &Worker) -> Answer {
        let (revision, preferences) = (revision.to_owned(), Arc::clone(&self.preferences));
        let is_moderator = self.is_moderator;
        let work = move |bot: &Bot| bot.stale(&revision, &preferences.context(is_moderator));
        let said = worker.run(&self.bot, work).await;
        said.unwrap_or_else(|| {
            let said = Message::new("button-stale");
            Answer::nothing(&Command::More, [Block::Say(said)])
        })
    }

    /// A sentence of ours.
    pub(crate) fn say(&self, message: &Message) -> PostOf<P> {
        let style = self.sender.style.clone();
        Post::sentence(P::DIALECT, message, self.language, style)
    }
}

impl<P: Port> Service<P> {
    /// Answers on a platform.
    pub(crate) fn new(port: P, bot: Served, settings: ChatSettings) -> Self {
        let ChatSettings {
            language,
            limits,
            store,
            pulse,
        } = settings;
        let settings = Arc::new(ChannelSettings::new(language, store.clone()));
        let feedback = Arc::new(Feedback::new(store.clone(), Arc::clone(&pulse)));
        let worker = Arc::new(Worker::new());
        Self {
            port: Arc::new(port),
            bot,
            tasks: TaskTracker::new(),
            rate_limit: RateLimit::new(limits.0, Arc::clone(&pulse)),
            followed: Followed::new(store, pulse.platform()),
            pager: Pager::new(
                Arc::clone(&settings),
                Arc::clone(&worker),
                Arc::clone(&feedback),
                Arc::clone(&pulse),
            ),
            absence: Absence::default(),
            decided: latest(DECISIONS).build(),
            told: latest(10_000).time_to_live(TOLD).build(),
            settings,
            pulse,
            worker,
            feedback,
        }
    }

    /// Runs a platform until it ends or `stop` comes, and tidies up meanwhile.
    pub(crate) async fn run_until(
        &self,
        platform: impl Future<Output = Result<()>>,
        stop: impl Future<Output = ()>,
    ) -> Result<()> {
        tokio::select! {
            ended = platform => ended,
            () = stop => Ok(()),
            () = self.rate_limit.keep_tidy() => Ok(()),
            () = self.feedback.keep_tidy() => Ok(()),
        }
    }

    /// Waits for what is in flight, but not for ever.
    pub(crate) async fn finish(&self) {
        self.tasks.close();
        let finished = tokio::time::timeout(GRACE, self.tasks.wait()).await;
        if finished.is_err() {
            let unfinished = self.tasks.len();
            tracing::warn!(unfinished, "stopped before everything was answered");
        }
    }

    /// A request by somebody in a channel with these settings. A platform is asked who is a moderator only if it makes a
    /// difference to the command.
    pub(crate) async fn request(
        &self,
        sender: Sender<P>,
        mut preferences: Arc<Preferences>,
        command: Option<&Command>,
    ) -> Request<P> {
        Arc::make_mut(&mut preferences).types_commands = P::types_commands(&sender.style);
        let is_moderator = match sender.is_moderator {
            Some(known) => known,
            None if command.is_some_and(|command| !asks_who(command, &preferences)) => true,
            None => self.port.is_moderator(&sender.channel, &sender.user).await,
        };
        Request {
            bot: self.bot.now(),
            language: sender.language.unwrap_or(preferences.language),
            sender,
            preferences,
            is_moderator,
            question: None,
            is_private: false,
        }
    }

    /// Whether a reply to an answer asks for another one, in a channel with these settings.
    pub(crate) fn asks_on(&self, text: &str, preferences: &Preferences) -> bool {
        self.bot.now().asks_on(text, &preferences.context(false))
    }

    /// What may follow what somebody has typed of a command's argument; of the value of a setting, if its name is given.
    pub(crate) async fn completions(
        &self,
        command: Name,
        sender: Sender<P>,
        setting: Option<String>,
        typed: String,
    ) -> Vec<Choice> {
        let preferences = self.settings.preferences(&sender.location).await;
        let language = sender.language.unwrap_or(preferences.language);
        let work = move |bot: &Bot| {
            let context = preferences.context(false);
            match setting {
                Some(setting) => bot.values(&setting, &typed, &context, language),
                None => bot.completions(command, &typed, &context, language),
            }
        };
        let fitting = self.worker.run(&self.bot.now(), work).await;
        fitting.unwrap_or_default()
    }

    /// Responds to a call with a sentence, for the caller alone.
    pub(crate) async fn refuse(&self, call: &P::Call, sender: &Sender<P>, key: &'static str) {
        let language = match sender.language {
            Some(language) => language,
            None => self.settings.preferences(&sender.location).await.language,
        };
        let said = Message::new(key);
        let post = Post::sentence(P::DIALECT, &said, language, sender.style.clone()).private();
        self.port.respond(call, Response::Answer(&post)).await;
    }

    /// The bot has come to a conversation with one person: one line says what it is.
    pub(crate) async fn greet(&self, channel: &P::Channel, location: &Location) {
        let preferences = self.settings.preferences(location).await;
        let bot = self.bot.now();
        let greeting = match bot.library().articles() {
            [article] => Message::new("greeting").with("article", citation::title(article)),
            articles => Message::new("greeting-several").with("count", articles.len()),
        };
        let post = Post::sentence(
            P::DIALECT,
            &greeting,
            preferences.language,
            P::Style::default(),
        );
        let post = post.once(channel.to_string());
        if let Err(error) = self.port.send(channel, &post).await {
            P::report("a greeting", &error);
        }
    }

    /// A message cannot be decrypted, and may have been a question: the channel is told so now and then.
    pub(crate) async fn unreadable(
        &self,
        channel: &P::Channel,
        location: &Location,
        message: P::Message,
    ) {
        let preferences = self.settings.preferences(location).await;
        if !preferences.admits(&Command::Help(None), false) || !is_new(&self.told, channel.clone())
        {
            return;
        }
        let nonce = format!("unreadable {message}");
        let question = Thread::of(message);
        let said = Message::new("unreadable");
        let post = Post::sentence(P::DIALECT, &said, preferences.language, P::Style::default());
        let post = post.reply_to(question).once(nonce);
        if let Err(error) = self.port.send(channel, &post).await {
            P::report("a word about an unreadable message", &error);
        }
    }

    /// A channel was replaced by another one without a server: what is kept of it is the other's from now on.
    pub(crate) async fn channel_replaced(&self, old: &P::Channel, new: &P::Channel) {
        let platform = self.pulse.platform();
        self.settings.channel_replaced(platform, old, new).await;
    }

    /// A channel is gone, or the bot is no longer in it: what was asked there is forgotten.
    pub(crate) async fn left_channel(&self, location: &Location) {
        self.feedback.channel_gone(location).await;
    }

    /// The same of a server, with all its channels.
    pub(crate) async fn left_server(&self, server: String) {
        self.feedback.server_gone(server).await;
    }
}

/// Whether it makes a difference to a command who gives it.
fn asks_who(command: &Command, preferences: &Preferences) -> bool {
    let is_open = preferences.quiet == Quiet::Nobody && !preferences.is_elsewhere;
    !is_open
        || matches!(command, Command::Article(Some(_)))
        || command::find(command.name()).is_some_and(|spec| spec.audience == Audience::Moderators)
}
