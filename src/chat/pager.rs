//! Paging: a page is made again by its recipe, so that of an answer nothing is kept but that.

use std::sync::Arc;
use std::time::Instant;

use moka::sync::Cache;

use super::channel_settings::ChannelSettings;
use super::feedback::Feedback;
use super::port::{Port, Thread};
use super::recent::latest;
use super::service::Request;
use super::worker::Worker;
use crate::answer::{Answer, Block, Verdict};
use crate::bot::Bot;
use crate::bot::recipe::Recipe;
use crate::command::Command;
use crate::ops::Pulse;
use crate::preferences::Setting;
use crate::render::{Page, layout};
use crate::wording::{ASKED, Language, Message, echo_within};

/// How many people's last answers are remembered.
const READERS: u64 = 1_000;

/// Where a reader is in an answer.
#[derive(Clone, Debug)]
pub(crate) struct Position<M> {
    pub(crate) recipe: Recipe,
    /// The revision of the text that the recipe is of.
    pub(crate) revision: String,
    pub(crate) page: usize,
    /// The message that asked, if a message did.
    pub(crate) question: Option<Thread<M>>,
}

/// A page of an answer, to be shown.
#[derive(Clone, Debug)]
pub(crate) struct Shown {
    /// The answer.
    pub(crate) answer: Answer,
    /// All its pages, as the platform writes them.
    pub(crate) pages: Vec<Page>,
    /// Which of them is to be shown, from 0.
    pub(crate) page: usize,
    /// What makes the answer again; `None` if nothing does.
    pub(crate) recipe: Option<Recipe>,
    /// Whether others need not see it: a refusal, help, something misunderstood, or that there is no answer.
    pub(crate) is_aside: bool,
}

/// Where each reader of a channel is.
type Positions<P> =
    Cache<(<P as Port>::User, <P as Port>::Channel), Position<<P as Port>::Message>>;

/// Answers commands, and remembers where each reader is in an answer.
pub(crate) struct Pager<P: Port> {
    settings: Arc<ChannelSettings>,
    worker: Arc<Worker>,
    feedback: Arc<Feedback>,
    pulse: Arc<Pulse>,
    last: Positions<P>,
}

impl<P: Port> Pager<P> {
    pub(crate) fn new(
        settings: Arc<ChannelSettings>,
        worker: Arc<Worker>,
        feedback: Arc<Feedback>,
        pulse: Arc<Pulse>,
    ) -> Self {
        Self {
            settings,
            worker,
            feedback,
            pulse,
            last: latest(READERS).build(),
        }
    }

    /// Answers a command; does what it changes.
    pub(crate) async fn answer(&self, command: Command, request: &Request<P>) -> Answer {
        let (name, asked) = (command.name(), Instant::now());
        let answer = match self.done(&command, request).await {
            Some(said) => said,
            None => {
                let preferences = Arc::clone(&request.preferences);
                self.worker
                    .answer(&request.bot, command, preferences, request.is_moderator)
                    .await
            }
        };
        self.answered(name, &answer, asked);
        answer
    }

    /// Does what a command changes or looks up of what is kept, and says so; `None` if it is about the article.
    async fn done(&self, command: &Command, request: &Request<P>) -> Option<Answer> {
        if *command == Command::Forget(None) {
            self.forget(&request.sender.user);
        }
        match self.feedback.answer(command, request).await {
            Some(said) => Some(said),
            None => self.change(command, request).await,
        }
    }

    /// Forgets where somebody is in their answers.
    fn forget(&self, user: &P::User) {
        for (key, _) in &self.last {
            if key.0 == *user {
                self.last.invalidate(&*key);
            }
        }
    }

    /// Does what a command changes, and says so; `None` if it changes nothing.
    async fn change(&self, command: &Command, request: &Request<P>) -> Option<Answer> {
        let context = request.context();
        let change = request.bot.change(command, &context)?;
        let is_kept = self
            .settings
            .change(&request.sender.location, &change)
            .await;
        let since = self.settings.preferences(&request.sender.location).await;
        if change.key == Setting::Missed && change.value.as_deref() != Some("ja") {
            self.feedback
                .forget_questions(request.sender.location.home());
        }
        Some(request.bot.changed(command, &change, is_kept, &since))
    }

    fn answered(&self, command: &'static str, answer: &Answer, asked: Instant) {
        self.pulse
            .answered(command, answer.verdict, asked.elapsed());
    }

    /// The first page of the answer to a command; for `!meer` the page after the last that was shown.
    pub(crate) async fn first_page(&self, command: Command, request: &Request<P>) -> Shown {
        let asked = Instant::now();
        if command == Command::More
            && let Some(position) = self.last.get(&key(request))
        {
            let shown = if position.revision == request.revision() {
                self.turn_to(position.recipe, position.page + 1, request)
                    .await
            } else {
                Some(self.stale(&position.revision, request).await)
            };
            if let Some(shown) = shown {
                self.answered(command.name(), &shown.answer, asked);
                return shown;
            }
        }
        let answer = self.answer(command.clone(), request).await;
        let context = request.context();
        let is_aside = is_for_one(&command)
            || matches!(
                command,
                Command::Help(_)
                    | Command::Incomplete(_)
                    | Command::Unknown(_)
                    | Command::More
                    | Command::Setting { .. }
            )
            || answer.verdict == Verdict::None;
        let recipe = request.bot.recipe(&command, &context, &answer);
        let pages = layout(&answer, P::DIALECT, request.language);
        if let Some(recipe) = recipe.clone().filter(|_| pages.len() > 1) {
            let note = preface(&answer).map(|said| said.words(request.language));
            if let Some(mut shown) = self.turn_to(recipe, 0, request).await {
                if let (Some(note), Some(page)) = (note, shown.pages.first_mut()) {
                    put_before::<P>(&note, page);
                }
                shown.is_aside = is_aside;
                return shown;
            }
        }
        Shown {
            recipe: recipe.filter(|_| pages.len() == 1),
            answer,
            pages,
            page: 0,
            is_aside,
        }
    }

    /// Whether it is remembered where somebody is in an answer.
    pub(crate) fn knows(&self, request: &Request<P>) -> bool {
        self.last.contains_key(&key(request))
    }

    /// Remembers where somebody is in an answer.
    pub(crate) fn take_up(&self, position: Position<P::Message>, request: &Request<P>) {
        self.last.insert(key(request), position);
    }

    /// The question whose answer a command reads on; `None` if it reads on none, or no message asked.
    pub(crate) fn question_of_more(
        &self,
        command: &Command,
        request: &Request<P>,
    ) -> Option<Thread<P::Message>> {
        let is_more = *command == Command::More;
        is_more.then(|| self.last.get(&key(request)))??.question
    }

    /// The page that says that the text has changed since the answer whose next page is asked for.
    async fn stale(&self, revision: &str, request: &Request<P>) -> Shown {
        let answer = request.stale(revision, &self.worker).await;
        Shown {
            pages: layout(&answer, P::DIALECT, request.language),
            answer,
            page: 0,
            recipe: None,
            is_aside: true,
        }
    }

    /// A page of what a recipe makes, from which the reader reads on; `None` if there is no such page.
    pub(crate) async fn turn_to(
        &self,
        recipe: Recipe,
        page: usize,
        request: &Request<P>,
    ) -> Option<Shown> {
        let position = Position {
            recipe: recipe.clone(),
            revision: request.revision(),
            page,
            question: request.question.clone(),
        };
        let shown = self.look_at(recipe, page, request).await?;
        self.last.insert(key(request), position);
        Some(shown)
    }

    /// The same, only to look at: the reader's position stays.
    pub(crate) async fn look_at(
        &self,
        recipe: Recipe,
        page: usize,
        request: &Request<P>,
    ) -> Option<Shown> {
        let of_people = match &recipe {
            Recipe::Command(command) => self.feedback.answer(command, request).await,
            _ => None,
        };
        let answer = match of_people {
            Some(answer) => answer,
            None => {
                let made = recipe.clone();
                let is_moderator = request.is_moderator;
                let preferences = Arc::clone(&request.preferences);
                let make = move |bot: &Bot| bot.make(&made, &preferences.context(is_moderator));
                self.worker.run(&request.bot, make).await??
            }
        };
        let pages = layout(&answer, P::DIALECT, request.language);
        (page < pages.len()).then_some(Shown {
            answer,
            pages,
            page,
            recipe: Some(recipe),
            is_aside: false,
        })
    }
}

/// Puts a note before what a page says, if the page has room for it.
fn put_before<P: Port>(note: &str, page: &mut Page) {
    let body = format!("{}\n\n{}", P::DIALECT.small(note), page.body);
    let with_it = Page {
        body,
        ..page.clone()
    };
    if P::DIALECT.length(&with_it.text(P::DIALECT)) <= P::DIALECT.limit() {
        *page = with_it;
    }
}

/// Puts what was asked above an answer, where nothing else shows it.
pub(crate) fn put_question_before<P: Port>(
    shown: &mut Shown,
    command: &Command,
    language: Language,
) {
    let (Command::Ask(asked)
    | Command::Search(asked)
    | Command::Person(asked)
    | Command::Country(Some(asked))
    | Command::Quote(Some(asked))) = command
    else {
        return;
    };
    let asked = Message::new("asked").with("text", echo_within(asked, ASKED));
    if let Some(page) = shown.pages.get_mut(shown.page) {
        put_before::<P>(&asked.words(language), page);
    }
}

/// By whom, and where, an answer is read.
fn key<P: Port>(request: &Request<P>) -> (P::User, P::Channel) {
    let sender = &request.sender;
    (sender.user.clone(), sender.channel.clone())
}

/// Whether the answer to a command is nobody else's business, whatever it says.
pub(crate) fn is_for_one(command: &Command) -> bool {
    matches!(command, Command::Missed | Command::Forget(_))
}

/// What is said before an answer about how it was read, which is not said again when a page is turned back.
fn preface(answer: &Answer) -> Option<&Message> {
    match answer.blocks.first()? {
        Block::Note(message) => Some(message),
        _ => None,
    }
}
