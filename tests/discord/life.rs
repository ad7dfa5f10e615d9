//! Connections break, servers stumble, operators mistype: what was asked while connected is answered, once.

use std::sync::atomic::Ordering;
use std::time::Duration;

use serde_json::json;
use voetnoot::config::FairUse;

use super::double::{ASKER, BOT, CHANNEL, Double, OTHER};
use super::events;
use super::gateway::Push;
use super::running::{Running, text};

/// Waits until the bot is connected for the given time, by a new session or by resuming one.
async fn connected(running: &Running, times: usize) {
    running
        .double
        .until(|double| {
            let sessions = double.gateway.identified.load(Ordering::SeqCst)
                + double.gateway.resumed.load(Ordering::SeqCst);
            (sessions >= times).then_some(())
        })
        .await;
}

/// How often a message was answered.
fn answers(running: &Running, to: u64) -> usize {
    running.double.replies(to).len()
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_broken_connection_the_session_is_resumed_and_nothing_is_answered_twice() {
    let running = Running::start().await;
    for push in [Push::Drop, Push::Reconnect, Push::Close(4000)] {
        let sessions = running.double.gateway.resumed.load(Ordering::SeqCst);
        let before = running.say("!alinea 3");
        running.reply(before).await;
        let _ = running.double.push.send(push);
        running
            .double
            .until(|double| {
                (double.gateway.resumed.load(Ordering::SeqCst) > sessions).then_some(())
            })
            .await;
        let after = running.say("!alinea 4");
        running.reply(after).await;
        assert_eq!(
            (answers(&running, before), answers(&running, after)),
            (1, 1)
        );
    }
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invalid_session_is_begun_anew() {
    let running = Running::start().await;
    let before = running.say("!alinea 3");
    running.reply(before).await;
    let _ = running.double.push.send(Push::Invalidate(false));
    connected(&running, 2).await;
    let after = running.say("!alinea 4");
    running.reply(after).await;
    assert_eq!(
        (answers(&running, before), answers(&running, after)),
        (1, 1)
    );
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_has_fallen_silent_is_made_anew() {
    let double = Double::start().await;
    double
        .gateway
        .heartbeat_interval
        .store(500, Ordering::SeqCst);
    let running = Running::start_with(double, |_| {}).await;
    running.ask("!alinea 3").await;
    running.double.gateway.silent.store(true, Ordering::SeqCst);
    let heartbeats = running.double.gateway.heartbeats.load(Ordering::SeqCst);
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    assert_eq!(
        running.double.gateway.heartbeats.load(Ordering::SeqCst),
        heartbeats
    );
    running.double.gateway.silent.store(false, Ordering::SeqCst);
    connected(&running, 2).await;
    running.ask("!alinea 4").await;
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn compressed_events_are_read() {
    let double = Double::start().await;
    double.gateway.zlib.store(true, Ordering::SeqCst);
    let running = Running::start_with(double, |_| {}).await;
    running.ask("!alinea 3").await;
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_fails_for_a_moment_is_sent_again_and_appears_once() {
    let running = Running::start().await;
    for (status, body, least) in [
        (
            429,
            json!({ "message": "You are being rate limited.", "retry_after": 1.5, "global": false }),
            1_500,
        ),
        (
            500,
            json!({ "message": "500: Internal Server Error", "code": 0 }),
            0,
        ),
        (502, json!({}), 0),
    ] {
        running.double.trick("/messages", status, body);
        let id = running.say("!alinea 3");
        running.reply(id).await;
        let made = running.double.made();
        let attempts: Vec<_> = made
            .iter()
            .filter(|made| {
                made.body
                    .as_ref()
                    .is_some_and(|body| body["nonce"].as_str() == Some(&id.to_string()))
            })
            .collect();
        let [refused, sent] = attempts.as_slice() else {
            panic!("{} attempts", attempts.len());
        };
        assert_eq!((refused.status, sent.status), (status, 200));
        assert!(sent.at - refused.at >= Duration::from_millis(least));
        assert_eq!(answers(&running, id), 1);
    }
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_privilege_to_read_messages_it_goes_on_with_what_needs_none() {
    let double = Double::start().await;
    double.gateway.refuse_content.store(4014, Ordering::SeqCst);
    let running = Running::start_with(double, |_| {}).await;
    let unheard = running.say("!alinea 3");
    running.ask(&format!("<@{BOT}> !alinea 3")).await;
    let direct = running.say_directly("!alinea 3");
    running.reply(direct).await;
    running.slash("inhoud", json!([])).await;
    assert_eq!(answers(&running, unheard), 0);
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_operator_has_to_mend_ends_the_program_with_one_line() {
    let mut runs = Vec::new();
    for code in [4004, 4010, 4011, 4013, 4014] {
        let double = Double::start().await;
        double.gateway.refuse.store(code, Ordering::SeqCst);
        let mut running = Running::launch(double, |_| {});
        let task = running.task.take().expect("it runs");
        runs.push((code, running, task));
    }
    let mut lines = Vec::new();
    for (code, _running, task) in runs {
        let ended = tokio::time::timeout(Duration::from_secs(20), task)
            .await
            .expect("it ends")
            .expect("in peace");
        lines.push(format!("{code}: {:#}", ended.expect_err("with an error")));
    }
    insta::assert_snapshot!(lines.join("\n"), @"
    4004: Discord does not know the token: copy it anew from the developer portal (Bot, Reset Token) into VOETNOOT_DISCORD_TOKEN or the file that VOETNOOT_DISCORD_TOKEN_FILE names
    4010: Discord refuses these shards: --shards 0-3/16 names the first four of sixteen
    4011: the bot is in too many servers for so few shards: leave --shards out, or name more of them
    4013: Discord does not know what this version of the bot asks to hear of: a newer version is needed
    4014: Discord refuses what the bot asks to hear of: look at its intents in the developer portal (Bot)
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_are_registered_only_when_they_differ() {
    let double = Double::start().await;
    for _ in 0..2 {
        let running = Running::start_with(double.clone(), |_| {}).await;
        running.ask("!alinea 3").await;
        running.finish().await;
    }
    let puts = double
        .made()
        .iter()
        .filter(|made| made.method == "PUT")
        .count();
    assert_eq!(puts, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_too_much_is_told_once_and_nobody_else_waits() {
    let running = Running::start_with(Double::start().await, |settings| {
        settings.chat.limits = FairUse::default();
    })
    .await;
    let asked: Vec<u64> = (0..12).map(|_| running.say("!alinea 3")).collect();
    let other = running.say_as(OTHER, CHANNEL, "!alinea 4");
    running.reply(other).await;
    running
        .double
        .until(|double| {
            (asked
                .iter()
                .filter(|id| !double.replies(**id).is_empty())
                .count()
                >= 7)
                .then_some(())
        })
        .await;
    let told: Vec<String> = asked
        .iter()
        .flat_map(|id| running.double.replies(*id))
        .map(|reply| text(&reply))
        .collect();
    let notices = told
        .iter()
        .filter(|text| text.starts_with("Even rustig aan"))
        .count();
    assert_eq!((told.len(), notices), (7, 1));
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_in_flight_is_finished_before_it_stops() {
    let running = Running::start().await;
    running.double.trick("/messages", 500, json!({}));
    let id = running.say("!alinea 3");
    running
        .double
        .until(|double| {
            double
                .made()
                .iter()
                .any(|made| made.status == 500)
                .then_some(())
        })
        .await;
    let double = running.double.clone();
    running.finish().await;
    assert_eq!(double.replies(id).len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_event_is_answered_once() {
    let running = Running::start().await;
    let id = running.double.id();
    for _ in 0..5 {
        running.event(
            "MESSAGE_CREATE",
            events::message(id, CHANNEL, ASKER, "!alinea 3"),
        );
    }
    running.reply(id).await;
    running.ask("!inhoud").await;
    let sent: Vec<_> = running.double.made();
    let sent: Vec<_> = sent
        .iter()
        .filter(|made| made.path.ends_with("/messages"))
        .collect();
    assert_eq!(sent.len(), 2, "{sent:#?}");
    running.finish().await;
}
