//! A bot may run as several shards, in one process or in several that share a state folder.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use voetnoot::chat::discord::HttpClient;
use voetnoot::ops::Health;

use super::database;
use super::double::{ASKER, Double, MODERATOR};
use super::events;
use super::feedback::{count, eventually, told};
use super::running::{Running, bot};
use super::shown::shown;

/// The shards that identified, in this order.
fn identified(double: &Double) -> Vec<[u64; 2]> {
    let shards = double.gateway.shards.lock();
    shards.expect("nobody panics with it").clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_of_its_shards_identifies_once_and_no_other_does() {
    let double = Double::start().await;
    let running = Running::start_with(double, |settings| {
        settings.shards = Some("0-1/2".parse().expect("shards"));
    })
    .await;
    let both = |double: &Double| (identified(double).len() >= 2).then_some(());
    running.double.until(both).await;
    running.ask("!alinea 3").await;
    // Discord lets one shard in every five seconds: by then another would have come.
    tokio::time::sleep(Duration::from_secs(6)).await;
    assert_eq!(identified(&running.double), [[0, 2], [1, 2]]);
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_shard_is_seen_and_ends_the_program_though_the_other_one_answers() {
    let mut health = Health::new();
    let pulse = health.platform("discord");
    let health = Arc::new(health);
    health.ask(&bot());
    let ready = format!("http://{}/readyz", shown(Arc::clone(&health)).await);
    let double = Double::start().await;
    let refused = double.gateway.refuse_shard.lock();
    *refused.expect("nobody panics with it") = Some((1, 4010));
    let mut running = Running::start_with(double, |settings| {
        settings.shards = Some("0-1/2".parse().expect("shards"));
        settings.chat.pulse = pulse;
    })
    .await;
    running.ask("!alinea 3").await;
    let both = |double: &Double| identified(double).contains(&[1, 2]).then_some(());
    running.double.until(both).await;
    running.ask("!alinea 4").await;
    let answer = HttpClient::new().get(&ready).send().await;
    assert_eq!(answer.expect("an answer").status(), 503);
    let task = running.task.take().expect("it runs");
    let ended = tokio::time::timeout(Duration::from_secs(20), task).await;
    let ended = ended.expect("it ends").expect("in peace");
    insta::assert_snapshot!(ended.expect_err("with an error"), @"Discord refuses these shards: --shards 0-3/16 names the first four of sixteen");
    running.finish().await;
}

/// A process with these shards and a state folder. With PostgreSQL, it has a connection of its own, as on a machine of its own.
async fn shard(double: &Arc<Double>, folder: &Path, shards: &str) -> Running {
    let store = Arc::new(database::open(folder));
    let shards = shards.parse().expect("shards");
    let change = |settings: &mut voetnoot::chat::discord::DiscordSettings| {
        settings.shards = Some(shards);
        settings.chat.store = Some(store);
    };
    Running::start_with(Arc::clone(double), change).await
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_with_one_state_folder_answer_each_question_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let double = Double::start().await;
    let start = async |shards: &str| shard(&double, folder.path(), shards).await;
    let first = start("0/2").await;
    let mut second = start("1/2").await;
    let (_, channel) = events::home(1);
    let elsewhere = |id: u64, text: &str| events::message(id, channel, ASKER, text);
    let mut asked: Vec<u64> = Vec::new();
    for _ in 0..3 {
        for _ in 0..5 {
            asked.push(first.say("!alinea 3"));
            asked.push(first.say_directly("!alinea 3"));
            asked.push(double.id());
            let question = elsewhere(asked[asked.len() - 1], "!alinea 3");
            first.event("MESSAGE_CREATE", question);
        }
        for id in &asked {
            first.reply(*id).await;
        }
        // It is killed, and started anew.
        second.task.take().expect("it runs").abort();
        second = start("1/2").await;
    }
    // What another process answered, before it was killed, is followed.
    let mut edit = elsewhere(asked[2], "!alinea 12");
    edit["edited_timestamp"] = json!("2026-11-24T12:01:00.000000+00:00");
    first.event("MESSAGE_UPDATE", edit);
    let is_edited = |message: &Value| super::running::text(message).contains("alinea 12");
    let edited = |double: &Double| double.replies(asked[2]).into_iter().find(is_edited);
    double.until(edited).await;
    first.finish().await;
    second.finish().await;
    let sent = double
        .made()
        .into_iter()
        .filter(|made| made.method == "POST" && made.path.ends_with("/messages"));
    assert_eq!(sent.count(), asked.len());
    let answers = double.answers();
    for id in asked {
        assert_eq!(answers.get(&id), Some(&1), "{id}");
    }
    assert_eq!(
        identified(&double),
        [[0, 2], [1, 2], [1, 2], [1, 2], [1, 2]]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_set_and_voted_with_one_process_holds_with_another() {
    let folder = tempfile::tempdir().expect("a folder");
    let double = Double::start().await;
    let start = async |shards: &str| shard(&double, folder.path(), shards).await;
    let first = start("0/2").await;
    let second = start("1/2").await;
    told(&first, MODERATOR, "!instelling gemist ja").await;
    told(&first, MODERATOR, "!instelling taal en").await;
    let answer = first.ask("!alinea 3").await["id"].clone();
    let up = events::reaction(answer.as_str().expect("an id"), ASKER, "👍");
    first.event("MESSAGE_REACTION_ADD", up);
    let votes = "SELECT count(*) FROM vote";
    eventually("it is kept", || count(folder.path(), votes) == 1).await;
    // The second one takes over what the first one heard of.
    first.finish().await;
    let third = start("0/2").await;
    insta::assert_snapshot!(told(&third, ASKER, "!alinea 99").await, @"There is no paragraph “99”. They run from 1 to 17. There are also foto-1, foto-2, foto-3, auteur and bronnen.");
    insta::assert_snapshot!(told(&third, MODERATOR, "!gemist").await, @"
    Nothing was missed here in the last 30 days.

    -# Answers here, in the last 30 days: 1 × 👍 and 0 × 👎.
    ");
    third.finish().await;
    second.finish().await;
}
