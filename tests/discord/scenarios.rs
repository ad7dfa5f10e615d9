//! What happens alike on every platform happens on Discord (`tests/platforms`).

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use voetnoot::chat::discord::DiscordSettings;
use voetnoot::render::discord::unescape;

use super::database;
use super::double::{ASKER, CHANNEL, Double, GUILD, MODERATOR, OTHER};
use super::events::{self, MANAGE_MESSAGES};
use super::running::{Running, button, text};
use super::scenarios_of_all::{Action, Choice, Scenario, Step, Who, scenarios};
use super::watched::{Watched, put};

/// The bundled article, and its id.
const ARTICLE: &str = "content/csto-kazachstan.md";
const ID: &str = "csto-kazachstan";

#[tokio::test(flavor = "multi_thread")]
async fn every_scenario_goes_as_on_every_platform() {
    for scenario in scenarios() {
        let content = tempfile::tempdir().expect("a folder");
        let article = fs::read_to_string(ARTICLE).expect("the bundled article");
        put(content.path(), ID, &article);
        let mut stage = Stage {
            double: Double::start().await,
            watched: Watched::open(content),
            edits: 0,
            said: HashMap::new(),
            previews: HashMap::new(),
        };
        stage.play(&scenario).await;
    }
}

fn id_of(who: Who) -> u64 {
    match who {
        Who::Asker => ASKER,
        Who::Other => OTHER,
        Who::Moderator => MODERATOR,
    }
}

fn shown(message: &Value) -> String {
    unescape(&text(message)).replace("**", "")
}

fn id(message: &Value) -> String {
    message["id"].as_str().expect("an id").to_owned()
}

/// A channel, and the messages that were said in it by their names.
struct Stage {
    double: Arc<Double>,
    watched: Watched,
    /// How many messages were edited.
    edits: u32,
    said: HashMap<String, u64>,
    /// What only the moderator sees, who gave a slash command for it.
    previews: HashMap<String, Value>,
}

impl Stage {
    async fn play(&mut self, scenario: &Scenario) {
        let folder = tempfile::tempdir().expect("a folder");
        let start = async |stage: &Self| {
            let store = database::open(folder.path());
            let change = |settings: &mut DiscordSettings| {
                settings.chat.store = Some(Arc::new(store));
                if let Some(limits) = &scenario.limits {
                    settings.chat.limits = limits.parse().expect("limits");
                }
            };
            let served = stage.watched.served.clone();
            Running::start_about(stage.double.clone(), served, change).await
        };
        let mut running = start(self).await;
        for (number, step) in scenario.steps.iter().enumerate() {
            let place = format!("step {number} of «{}»", scenario.name);
            if let Action::Restart { .. } = step.action {
                running.finish().await;
                running = start(self).await;
            } else {
                self.act(&running, step, &place).await;
            }
        }
        running.finish().await;
    }

    async fn act(&mut self, running: &Running, step: &Step, place: &str) {
        match &step.action {
            Action::Say {
                say,
                text,
                silent,
                until,
            } => loop {
                let message = running.say_as(id_of(step.by), CHANNEL, text);
                self.said.insert(say.clone(), message);
                if *silent {
                    // What comes after it is answered, and it was not.
                    running.ask("!alinea 1").await;
                    assert!(self.double.replies(message).is_empty(), "{place}");
                    break;
                }
                let answer = shown(&running.reply(message).await);
                if step.is_seen(&answer) {
                    break;
                }
                assert!(until, "{place}: {answer}");
            },
            Action::Edit { edit, text, gone } => {
                let message = self.said[edit];
                let before = self.double.replies(message).first().map(id);
                let mut edited = events::message(message, CHANNEL, id_of(step.by), text);
                self.edits += 1;
                let moment = format!("2026-11-24T12:01:00.{:06}+00:00", self.edits);
                edited["edited_timestamp"] = json!(moment);
                running.event("MESSAGE_UPDATE", edited);
                match before {
                    Some(answer) if *gone => self.goes(&answer).await,
                    _ => self.comes(message, step).await,
                }
            }
            Action::Delete { delete } => {
                let message = self.said[delete];
                let answer = id(&running.reply(message).await);
                let deleted = json!({ "id": message.to_string(), "channel_id": CHANNEL.to_string(), "guild_id": GUILD.to_string() });
                running.event("MESSAGE_DELETE", deleted);
                self.goes(&answer).await;
            }
            Action::Bin { bin, stays } => {
                let answer = self.react(running, bin, step.by, "🗑️").await;
                if *stays {
                    running.ask("!alinea 1").await;
                    assert!(self.double.message(&answer).is_some(), "{place}");
                } else {
                    self.goes(&answer).await;
                }
            }
            Action::Vote { vote, emoji } => {
                self.react(running, vote, step.by, emoji).await;
            }
            Action::Turn { turn } => {
                let first = running.reply(self.said[turn]).await;
                let next = button(&first, "Volgende");
                let page = shown(&running.press(id_of(step.by), 0, &next, None).await);
                assert!(
                    step.is_seen(&page) && page != shown(&first),
                    "{place}: {page}"
                );
            }
            Action::Preview { preview, about } => {
                let options = json!([{ "name": "wat", "type": 3, "value": about }]);
                let by = id_of(step.by);
                let asked = running.slash_as(by, MANAGE_MESSAGES, "nl", "samenvatting", options);
                let (_, shown_to_them) = asked.await;
                assert!(
                    step.is_seen(&shown(&shown_to_them)),
                    "{place}: {shown_to_them}"
                );
                self.previews.insert(preview.clone(), shown_to_them);
            }
            Action::Decide { decide, choice } => {
                let label = match choice {
                    Choice::Post => "Plaatsen",
                    Choice::Cancel => "Annuleren",
                };
                let preview = &self.previews[decide];
                let before = self.double.posts().len();
                let choice_of = button(preview, label);
                running
                    .press(id_of(step.by), MANAGE_MESSAGES, &choice_of, None)
                    .await;
                if *choice == Choice::Post {
                    let posted = |double: &Double| double.posts().get(before).cloned();
                    let posted = shown(&self.double.until(posted).await);
                    assert!(step.is_seen(&posted), "{place}: {posted}");
                } else {
                    running.ask("!alinea 1").await;
                    assert_eq!(self.double.posts().len(), before, "{place}");
                }
            }
            Action::Rush {
                rush,
                text,
                answered,
                told,
            } => {
                self.rush(running, step, place, (*rush, text, *answered, told))
                    .await;
            }
            Action::Wait { wait } => tokio::time::sleep(Duration::from_secs(*wait)).await,
            Action::Change { change } => {
                let changed = |folder: &Path| {
                    let file = folder.join(format!("{ID}.md"));
                    let article = fs::read_to_string(file).expect("the article");
                    let added = format!("\n\n{change}\n\n## ");
                    put(folder, ID, &article.replacen("\n\n## ", &added, 1));
                };
                self.watched.until_exchanged(changed).await;
            }
            Action::Restart { .. } => {}
        }
    }

    /// Says the same many times at once: some are answered, one is told that it is too much, and the rest gets nothing.
    async fn rush(
        &self,
        running: &Running,
        step: &Step,
        place: &str,
        (count, line, answered, told): (usize, &str, usize, &str),
    ) {
        let by = id_of(step.by);
        let said: Vec<u64> = (0..count)
            .map(|_| running.say_as(by, CHANNEL, line))
            .collect();
        let answers = |double: &Double| -> Vec<String> {
            let answers = said.iter().flat_map(|message| double.replies(*message));
            answers.map(|answer| shown(&answer)).collect()
        };
        let enough = |double: &Double| (answers(double).len() > answered).then_some(());
        self.double.until(enough).await;
        let other = running.say_as(MODERATOR, CHANNEL, "!alinea 1");
        running.reply(other).await;
        let answers = answers(&self.double);
        let (told_so, others): (Vec<_>, Vec<_>) =
            answers.iter().partition(|answer| answer.contains(told));
        assert!(
            others.iter().all(|answer| step.is_seen(answer)),
            "{place}: {answers:?}"
        );
        assert_eq!(
            (told_so.len(), others.len()),
            (1, answered),
            "{place}: {answers:?}"
        );
        let (_, refused) = running.slash_as(by, 0, "nl", "inhoud", json!([])).await;
        assert!(shown(&refused).contains(told), "{place}: {refused}");
        assert_eq!(refused["flags"], json!(64), "{place}: for the caller alone");
    }

    /// Reacts to the answer to a message. Returns the answer's id.
    async fn react(&self, running: &Running, to: &str, by: Who, emoji: &str) -> String {
        let answer = id(&running.reply(self.said[to]).await);
        let reaction = events::reaction(&answer, id_of(by), emoji);
        running.event("MESSAGE_REACTION_ADD", reaction);
        answer
    }

    async fn goes(&self, answer: &str) {
        let is_gone = |double: &Double| double.message(answer).is_none().then_some(());
        self.double.until(is_gone).await;
    }

    /// Waits until the answer to a message is what is to be seen.
    async fn comes(&self, message: u64, step: &Step) {
        let is_so = |double: &Double| {
            let answers = double.replies(message);
            let now = answers
                .first()
                .and_then(|answer| double.message(&id(answer)));
            now.filter(|answer| step.is_seen(&shown(answer)))
                .map(|_| ())
        };
        self.double.until(is_so).await;
    }
}
