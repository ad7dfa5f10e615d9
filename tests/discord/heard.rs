//! Which messages are for the bot, and what it may do where they are.

use std::time::Duration;

use serde_json::{Value, json};

use super::double::{ASKER, BOT, CHANNEL, Double, OTHER};
use super::events;
use super::running::{Running, text};

#[tokio::test(flavor = "multi_thread")]
async fn a_mention_of_its_role_counts_and_talk_that_becomes_a_command() {
    let running = Running::start().await;
    let role = format!("<@&{}> alinea 3", events::OWN_ROLE);
    assert!(text(&running.ask(&role).await).contains("alinea 3"));
    let id = running.say("alinea 4, graag");
    let mut edited = events::message(id, CHANNEL, ASKER, "!alinea 4");
    edited["edited_timestamp"] = json!("2026-11-24T12:01:00.000000+00:00");
    running.event("MESSAGE_UPDATE", edited.clone());
    assert!(text(&running.reply(id).await).contains("alinea 4"));
    // It may have been a question, whose answer is not followed any more.
    let old = running
        .double
        .id_from(Duration::from_secs(8 * 24 * 60 * 60));
    edited["id"] = json!(old.to_string());
    running.event("MESSAGE_UPDATE", edited);
    tokio::time::sleep(Duration::from_millis(500)).await;
    running.ask("!inhoud").await;
    assert!(running.double.replies(old).is_empty());
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mention_alone_in_reply_to_a_question_asks_it() {
    let running = Running::start().await;
    for alone in [format!("<@{BOT}>"), "!vraag".to_owned()] {
        let id = running.double.id();
        let mut reply = events::message(id, CHANNEL, ASKER, &alone);
        reply["type"] = json!(19);
        reply["referenced_message"] =
            events::message(running.double.id(), CHANNEL, OTHER, "Wie is Rachmon?");
        running.event("MESSAGE_CREATE", reply);
        assert!(
            text(&running.reply(id).await).contains("Rachmon"),
            "{alone}"
        );
    }
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_history_may_not_be_read_it_answers_without_a_reply() {
    let read_message_history: u64 = 1 << 16;
    let double = Double::start().await;
    double.set_permissions(double.permissions() & !read_message_history);
    let running = Running::start_with(double, |_| {}).await;
    running.say("!alinea 3");
    let is_answer = |message: &Value| text(message).contains("alinea 3");
    let answer = |double: &Double| double.posts().into_iter().find(is_answer);
    running.double.until(answer).await;
    running.finish().await;
}
