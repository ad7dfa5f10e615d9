//! What people type while the program is not connected is answered when it is back: once, and only what is recent.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use serde_json::{Value, json};
use voetnoot::chat::discord::DiscordSettings;

use super::database;
use super::double::{ASKER, BOT, CHANNEL, DIRECT, Double, MODERATOR};
use super::events;
use super::gateway::Push;
use super::running::{Running, text};

/// A bot whose database is in a folder, and who has kept that it is connected.
async fn start(double: &Arc<Double>, folder: &std::path::Path) -> Running {
    let store = Arc::new(database::open(folder));
    let kept = Arc::clone(&store);
    let before = database::blocking(|| store.attended("discord")).expect("it is read");
    let change = move |settings: &mut DiscordSettings| settings.chat.store = Some(store);
    let running = Running::start_with(Arc::clone(double), change).await;
    let end = tokio::time::Instant::now() + Duration::from_secs(20);
    let attended = || database::blocking(|| kept.attended("discord")).expect("it is read");
    while before.is_none() && attended().is_none() {
        assert!(tokio::time::Instant::now() < end, "it is not kept");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    running
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_while_the_program_was_down_is_answered_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let double = Double::start().await;
    let running = start(&double, folder.path()).await;
    let minutes = |minutes: u64| Duration::from_secs(60 * minutes);
    let said = |ago: Duration, channel: u64, asker: u64, words: &str| {
        let id = double.id_from(ago);
        let message = events::message(id, channel, asker, words);
        double.keep(message.clone());
        (id, message)
    };
    // Asked and answered before: in the channel, directly, and once so that the answer was taken away.
    let (before, message) = said(minutes(0), CHANNEL, ASKER, "!alinea 3");
    running.event("MESSAGE_CREATE", message);
    running.reply(before).await;
    let (directly, message) = said(minutes(0), DIRECT, ASKER, "alinea 4");
    running.event("MESSAGE_CREATE", message);
    running.reply(directly).await;
    let (taken_away, message) = said(minutes(1), CHANNEL, ASKER, "!inhoud");
    running.event("MESSAGE_CREATE", message);
    let answer = running.reply(taken_away).await["id"].clone();
    let answer = answer.as_str().expect("an id");
    running.event(
        "MESSAGE_REACTION_ADD",
        events::reaction(answer, ASKER, "🗑️"),
    );
    double
        .until(|double| double.message(answer).is_none().then_some(()))
        .await;
    running.finish().await;

    let (old, _) = said(minutes(11), CHANNEL, ASKER, "!alinea 5");
    let (missed, _) = said(minutes(0), CHANNEL, ASKER, "!alinea 6");
    let (talk, _) = said(minutes(0), CHANNEL, ASKER, "hallo allemaal");
    let own = double.id();
    let mut message = events::message(own, CHANNEL, BOT, "!alinea 7");
    message["author"]["bot"] = json!(true);
    double.keep(message);
    let (of_moderator, _) = said(minutes(0), CHANNEL, MODERATOR, "!samenvatting");
    let (of_member, _) = said(minutes(0), CHANNEL, ASKER, "!samenvatting");
    let (direct, _) = said(minutes(0), DIRECT, ASKER, "alinea 8");
    for _ in 0..2 {
        let running = start(&double, folder.path()).await;
        for (id, words) in [
            (missed, "alinea 6"),
            (direct, "alinea 8"),
            (of_moderator, "Gebruik daarvoor"),
            (of_member, "alleen voor moderators"),
        ] {
            let reply = text(&running.reply(id).await);
            assert!(reply.contains(words), "{reply}");
        }
        running.ask("!tijdlijn").await;
        running.finish().await;
    }
    let counts = [before, directly, missed, direct, of_moderator, of_member]
        .map(|id| double.replies(id).len());
    assert_eq!(counts, [1; 6]);
    for id in [taken_away, old, talk, own] {
        assert_eq!(double.replies(id), Vec::<Value>::new());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_before_the_bot_came_is_not_answered() {
    let folder = tempfile::tempdir().expect("a folder");
    let double = Double::start().await;
    let running = start(&double, folder.path()).await;
    running.ask("!alinea 3").await;
    running.finish().await;
    let id = double.id();
    double.keep(events::message(id, CHANNEL, ASKER, "!alinea 6"));
    let joined = double.gateway.joined_at.lock();
    // It was put out and came back meanwhile.
    *joined.expect("nobody panics with it") = Some("2999-01-01T00:00:00.000000+00:00");
    let running = start(&double, folder.path()).await;
    let has_read = |double: &Double| {
        let mut made = double.made().into_iter();
        made.find(|made| made.path.contains("after="))
    };
    double.until(has_read).await;
    running.ask("!tijdlijn").await;
    assert_eq!(double.replies(id), Vec::<Value>::new());
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_what_was_typed_in_a_busy_channel_all_is_answered_the_oldest_first() {
    let folder = tempfile::tempdir().expect("a folder");
    let double = Double::start().await;
    let running = start(&double, folder.path()).await;
    running.ask("!alinea 3").await;
    running.finish().await;
    let mut asked = Vec::new();
    for number in 0..230 {
        let id = double.id();
        let is_question = number % 45 == 0 || number == 229;
        let words = if is_question { "!alinea 4" } else { "hallo" };
        double.keep(events::message(id, CHANNEL, ASKER, words));
        asked.extend(is_question.then_some(id));
    }
    let running = start(&double, folder.path()).await;
    let mut answers = Vec::new();
    for id in &asked {
        let answer = running.reply(*id).await["id"].clone();
        answers.push(answer.as_str().and_then(|id| id.parse::<u64>().ok()));
    }
    assert!(answers.is_sorted(), "{answers:?}");
    running.finish().await;
    let counts = asked.iter().map(|id| double.replies(*id).len());
    assert!(counts.clone().all(|count| count == 1), "{counts:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_before_a_new_session_is_answered_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let double = Double::start().await;
    let running = start(&double, folder.path()).await;
    // Discord has forgotten the session; it says that it may not be resumed.
    for push in [Push::Close(4009), Push::Invalidate(false)] {
        let mut all = Vec::new();
        for channel in [CHANNEL, DIRECT] {
            let before = double.id();
            let message = events::message(before, channel, ASKER, "!alinea 3");
            double.keep(message.clone());
            running.event("MESSAGE_CREATE", message);
            running.reply(before).await;
            let lost = double.id();
            double.keep(events::message(lost, channel, ASKER, "!alinea 4"));
            all.extend([before, lost]);
        }
        let _ = double.push.send(push);
        for id in &all {
            running.reply(*id).await;
        }
        running.ask("!tijdlijn").await;
        let counts: Vec<usize> = all.iter().map(|id| double.replies(*id).len()).collect();
        assert_eq!(counts, [1; 4]);
    }
    assert_eq!(double.gateway.resumed.load(Ordering::SeqCst), 0);
    running.finish().await;
}
