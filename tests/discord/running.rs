//! A bot that runs against a double, and what one does with it.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use serde_json::{Value, json};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use voetnoot::bot::{Bot, Served};
use voetnoot::chat::ChatSettings;
use voetnoot::chat::discord::{self, DiscordSettings};
use voetnoot::config::{FairUse, Secret};
use voetnoot::ops::Pulse;
use voetnoot::search::{Engine, Keep};
use voetnoot::wording::Language;

use super::database;
use super::double::{ASKER, CHANNEL, DIRECT, Double, TOKEN};
use super::events::{self, Slash};
use super::gateway::Push;

/// A running bot. It ends with the test, which fails where Discord would have refused anything.
pub(crate) struct Running {
    pub(crate) double: Arc<Double>,
    stop: Option<oneshot::Sender<()>>,
    pub(crate) task: Option<JoinHandle<anyhow::Result<()>>>,
}

/// A bot about the bundled article, by words alone: what it finds is not what is tested here.
pub(crate) fn bot() -> Arc<Bot> {
    let library = Arc::new(voetnoot::article::Library::bundled());
    let (engine, _) =
        Engine::open(library, Keep::InMemory, None, &mut |_, _| {}).expect("an index");
    Arc::new(Bot::new(engine))
}

pub(crate) fn settings(double: &Double) -> DiscordSettings {
    DiscordSettings {
        token: Secret::new(TOKEN),
        api: Some(double.rest.clone()),
        shards: None,
        client: reqwest_client(),
        chat: ChatSettings {
            language: Language::Dutch,
            limits: FairUse(None),
            store: None,
            pulse: Arc::new(Pulse::new("discord")),
        },
    }
}

fn reqwest_client() -> discord::HttpClient {
    discord::HttpClient::new()
}

impl Running {
    /// A bot, connected and registered.
    pub(crate) async fn start() -> Self {
        Self::start_with(Double::start().await, |_| {}).await
    }

    pub(crate) async fn start_with(
        double: Arc<Double>,
        change: impl FnOnce(&mut DiscordSettings),
    ) -> Self {
        Self::start_about(double, Served::new(bot()), change).await
    }

    /// A bot that keeps what it has to in this folder.
    pub(crate) async fn start_in(double: &Arc<Double>, folder: &Path) -> Self {
        let store = database::open(folder);
        let change = |settings: &mut DiscordSettings| settings.chat.store = Some(Arc::new(store));
        Self::start_with(double.clone(), change).await
    }

    /// A bot about other articles, connected and registered.
    pub(crate) async fn start_about(
        double: Arc<Double>,
        bot: Served,
        change: impl FnOnce(&mut DiscordSettings),
    ) -> Self {
        let before = double.gateway.begun.load(Ordering::SeqCst);
        let running = Self::launch_about(double, bot, change);
        let is_ready = |double: &Double| {
            let has_begun = double.gateway.begun.load(Ordering::SeqCst) > before;
            (has_begun && !double.commands().is_empty()).then_some(())
        };
        running.double.until(is_ready).await;
        running
    }

    /// A bot that may not even come to be connected.
    pub(crate) fn launch(double: Arc<Double>, change: impl FnOnce(&mut DiscordSettings)) -> Self {
        Self::launch_about(double, Served::new(bot()), change)
    }

    fn launch_about(
        double: Arc<Double>,
        bot: Served,
        change: impl FnOnce(&mut DiscordSettings),
    ) -> Self {
        let mut settings = settings(&double);
        change(&mut settings);
        let (stop, stopped) = oneshot::channel();
        let stopped = async move {
            let _ = stopped.await;
        };
        let task = tokio::spawn(discord::run(bot, settings, stopped));
        Self {
            double,
            stop: Some(stop),
            task: Some(task),
        }
    }

    pub(crate) fn event(&self, name: &'static str, data: Value) {
        let _ = self.double.push.send(Push::Event(name, data));
    }

    /// Says something in the channel; gives its id.
    pub(crate) fn say(&self, text: &str) -> u64 {
        self.say_as(ASKER, CHANNEL, text)
    }

    pub(crate) fn say_directly(&self, text: &str) -> u64 {
        self.say_as(ASKER, DIRECT, text)
    }

    pub(crate) fn say_as(&self, asker: u64, channel: u64, text: &str) -> u64 {
        let id = self.double.id();
        self.event("MESSAGE_CREATE", events::message(id, channel, asker, text));
        id
    }

    /// What is replied to something said.
    pub(crate) async fn reply(&self, to: u64) -> Value {
        self.double
            .until(|double| double.replies(to).into_iter().next())
            .await
    }

    pub(crate) async fn ask(&self, text: &str) -> Value {
        let id = self.say(text);
        self.reply(id).await
    }

    /// Gives a slash command; what is responded.
    pub(crate) async fn slash(&self, name: &str, options: Value) -> Value {
        self.slash_as(ASKER, 0, "nl", name, options).await.1
    }

    pub(crate) async fn slash_as(
        &self,
        asker: u64,
        permissions: u64,
        locale: &str,
        name: &str,
        options: Value,
    ) -> (u64, Value) {
        let id = self.double.id();
        self.double.expect_interaction(id, None);
        let slash = Slash {
            id,
            name,
            options,
            asker,
            permissions,
            locale,
        };
        self.event("INTERACTION_CREATE", events::slash(&slash));
        let response = self.double.until(|double| double.response(id)).await;
        (id, response)
    }

    /// Presses a button of a message; gives the message as it is then, and what is responded apart from it.
    pub(crate) async fn press(
        &self,
        asker: u64,
        permissions: u64,
        custom_id: &str,
        value: Option<&str>,
    ) -> Value {
        let id = self.double.id();
        self.double.expect_interaction(id, None);
        self.event(
            "INTERACTION_CREATE",
            events::press(id, asker, permissions, custom_id, value),
        );
        self.double.until(|double| double.response(id)).await
    }

    /// Stops the bot, and holds what it sent against Discord's rules.
    pub(crate) async fn finish(mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(task) = self.task.take() {
            let ended = tokio::time::timeout(std::time::Duration::from_secs(5), task).await;
            ended
                .expect("it stops within five seconds")
                .expect("it does not panic")
                .expect("it stops in peace");
        }
        assert_eq!(self.double.findings(), Vec::<String>::new());
    }
}

/// The text of a message: what a reader sees of it, quotations unescaped.
pub(crate) fn text(message: &Value) -> String {
    let part = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let embed = &message["embeds"][0];
    let parts = [
        part(&message["content"]),
        part(&embed["author"]["name"]),
        part(&embed["description"]),
        part(&embed["footer"]["text"]),
    ];
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

/// The buttons of a message, by their label or emoji.
pub(crate) fn buttons(message: &Value) -> Vec<(String, String, bool)> {
    let rows = message["components"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    let components = rows
        .iter()
        .flat_map(|row| row["components"].as_array().cloned().unwrap_or_default());
    components
        .filter(|component| component["type"] == 2)
        .map(|button| {
            let label = button["label"]
                .as_str()
                .or(button["emoji"]["name"].as_str())
                .unwrap_or_default();
            (
                label.to_owned(),
                button["custom_id"].as_str().unwrap_or_default().to_owned(),
                button["disabled"] == true,
            )
        })
        .collect()
}

/// The id of a button.
pub(crate) fn button(message: &Value, label: &str) -> String {
    let found = buttons(message)
        .into_iter()
        .find(|(name, ..)| name == label);
    found
        .unwrap_or_else(|| panic!("no button {label} in {message:#}"))
        .1
}

/// An option of a slash command.
pub(crate) fn option(name: &str, value: &str) -> Value {
    json!([{ "name": name, "type": 3, "value": value }])
}
