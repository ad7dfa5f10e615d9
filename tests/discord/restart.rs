//! What was answered before a restart is followed after it.

use std::sync::Arc;

use serde_json::{Value, json};

use super::database;
use super::double::{ASKER, CHANNEL, Double, GUILD, OTHER};
use super::events;
use super::running::{Running, button, text};

#[tokio::test(flavor = "multi_thread")]
async fn a_question_from_before_a_restart_is_followed_after_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let double = Double::start().await;
    let start = async || Running::start_in(&double, folder.path()).await;
    let running = start().await;
    let id = |answer: &Value| answer["id"].as_str().expect("an id").to_owned();
    let edited = running.say("!alinea 3");
    let edited_answer = id(&running.reply(edited).await);
    let deleted = running.say("!alinea 4");
    let deleted_answer = id(&running.reply(deleted).await);
    let unwanted_answer = id(&running.ask("!inhoud").await);
    running.finish().await;

    let running = start().await;
    let mut edit = events::message(edited, CHANNEL, ASKER, "!alinea 12");
    edit["edited_timestamp"] = json!("2026-11-24T12:01:00.000000+00:00");
    running.event("MESSAGE_UPDATE", edit);
    let is_edited = |message: &Value| text(message).contains("alinea 12");
    let gone = async |answer: &str| {
        double
            .until(|double| double.message(answer).is_none().then_some(()))
            .await;
    };
    double
        .until(|double| double.message(&edited_answer).filter(is_edited))
        .await;
    let deletion = json!({ "id": deleted.to_string(), "channel_id": CHANNEL.to_string(), "guild_id": GUILD.to_string() });
    running.event("MESSAGE_DELETE", deletion);
    gone(&deleted_answer).await;
    running.event(
        "MESSAGE_REACTION_ADD",
        events::reaction(&unwanted_answer, OTHER, "🗑️"),
    );
    running.ask("!tijdlijn").await;
    assert!(double.message(&unwanted_answer).is_some());
    running.event(
        "MESSAGE_REACTION_ADD",
        events::reaction(&unwanted_answer, ASKER, "🗑️"),
    );
    gone(&unwanted_answer).await;
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_read_an_answer_before_a_restart_reads_on_in_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let double = Double::start().await;
    let start = async || Running::start_in(&double, folder.path()).await;
    let running = start().await;
    let first = running.ask("!alinea 1-20").await;
    let second = text(
        &running
            .press(ASKER, 0, &button(&first, "Volgende"), None)
            .await,
    );
    // It has one page, and is not what is read on in.
    running.ask("!alinea 3").await;
    running.finish().await;

    let running = start().await;
    assert_eq!(text(&running.ask("!meer").await), second);
    running.finish().await;

    let running = start().await;
    let third = text(&running.ask("!meer").await);
    assert!(third.contains("Bladzijde 3"), "{third}");
    let nothing = running.say_as(OTHER, CHANNEL, "!meer");
    let nothing = text(&running.reply(nothing).await);
    insta::assert_snapshot!(nothing, @"Er is niets meer om te laten zien.");
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_too_much_has_nothing_looked_up() {
    let folder = tempfile::tempdir().expect("a folder");
    let double = Double::start().await;
    let running = Running::start_in(&double, folder.path()).await;
    running.ask("!alinea 3").await;
    running.finish().await;

    let store = database::open(folder.path());
    let running = Running::start_with(double.clone(), |settings| {
        settings.chat.store = Some(Arc::new(store));
        settings.chat.limits = "2,3600,100".parse().expect("limits");
    })
    .await;
    let looked_up = || {
        let made = double.made().into_iter();
        let of_a_message =
            made.filter(|made| made.method == "GET" && made.path.contains("/messages/"));
        of_a_message.count()
    };
    for _ in 0..2 {
        running.ask("!meer").await;
    }
    let before = looked_up();
    assert!(before > 0);
    let told = text(&running.ask("!meer").await);
    assert!(told.starts_with("Even rustig aan"), "{told}");
    assert_eq!(looked_up(), before);
    running.finish().await;
}
