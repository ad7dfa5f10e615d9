//! What happens alike on every platform happens on Discord (`tests/platforms`).

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use serde_json::{Value, json};
use voetnoot::render::discord::unescape;

use super::double::{ASKER, CHANNEL, Double, GUILD, MODERATOR, OTHER};
use super::events;
use super::running::{Running, button, text};
use super::scenarios_of_all::{Action, Choice, Scenario, Step, Who, scenarios};

/// The permission to manage messages.
const MANAGE_MESSAGES: u64 = 1 << 13;

#[tokio::test(flavor = "multi_thread")]
async fn every_scenario_goes_as_on_every_platform() {
    for scenario in scenarios() {
        let folder = tempfile::tempdir().expect("a folder");
        let double = Double::start().await;
        let mut stage = Stage {
            double,
            said: HashMap::new(),
            previews: HashMap::new(),
        };
        stage.play(&scenario, folder.path()).await;
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
    said: HashMap<String, u64>,
    /// What only the moderator sees, who gave a slash command for it.
    previews: HashMap<String, Value>,
}

impl Stage {
    async fn play(&mut self, scenario: &Scenario, folder: &Path) {
        let mut running = Running::start_in(&self.double, folder).await;
        for (number, step) in scenario.steps.iter().enumerate() {
            let place = format!("step {number} of «{}»", scenario.name);
            if let Action::Restart { .. } = step.action {
                running.finish().await;
                running = Running::start_in(&self.double, folder).await;
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
                    let after = running.say("!alinea 1");
                    running.reply(after).await;
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
                let moment = self.double.id() % 1_000_000;
                edited["edited_timestamp"] =
                    json!(format!("2026-11-24T12:01:00.{moment:06}+00:00"));
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
            Action::Restart { .. } => {}
        }
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
