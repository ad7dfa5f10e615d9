//! What readers think of answers is counted; what they missed is told to moderators, where it may be kept; and whoever wants
//! to be forgotten is.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use voetnoot::db::StoredAnswer;
use voetnoot::ops::{Health, metrics};

use super::database;
use super::double::{ASKER, BOT, CHANNEL, Double, GUILD, MODERATOR, OTHER};
use super::events::{self, MANAGE_MESSAGES};
use super::running::{Running, button, option, text};

/// What the article does not tell.
pub(crate) const UNANSWERED: &str = "!vraag Wie is de trainer van Ajax?";

/// What it does.
const ANSWERED: &str = "!vraag Hoeveel elitetroepen zond Kirgizië?";

/// How many questions are kept.
pub(crate) const MISSED: &str = "SELECT count(*) FROM missed";

pub(crate) async fn start(folder: &Path) -> (Running, Health) {
    let store = database::open(folder);
    let mut health = Health::new();
    let pulse = health.platform("discord");
    let change = |settings: &mut voetnoot::chat::discord::DiscordSettings| {
        settings.chat.store = Some(Arc::new(store));
        settings.chat.pulse = pulse;
    };
    (
        Running::start_with(Double::start().await, change).await,
        health,
    )
}

/// Waits until something is as it should be.
pub(crate) async fn eventually(what: &str, mut is_so: impl FnMut() -> bool) {
    let look = async {
        let mut often = tokio::time::interval(Duration::from_millis(10));
        while !is_so() {
            often.tick().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), look)
        .await
        .unwrap_or_else(|_| panic!("in vain: {what}"));
}

/// How many votes were given and taken back: 👍, 👎, 👍 taken back, 👎 taken back.
fn counts(health: &Health) -> [Option<u64>; 4] {
    let text = metrics::text(health);
    let of = |name: &str, vote: &str| {
        let series = format!("voetnoot_{name}_total{{platform=\"discord\",vote=\"{vote}\"}} ");
        let mut counts = text.lines().filter_map(|line| line.strip_prefix(&series));
        counts.next()?.parse().ok()
    };
    let [given, withdrawn] = ["feedback", "feedback_withdrawn"];
    [
        of(given, "up"),
        of(given, "down"),
        of(withdrawn, "up"),
        of(withdrawn, "down"),
    ]
}

pub(crate) fn count(folder: &Path, query: &str) -> i64 {
    database::sql(folder, query).parse().expect("a count")
}

/// Waits until so many questions are kept.
pub(crate) async fn kept(folder: &Path, wanted: i64) {
    let is_so = || count(folder, MISSED) == wanted;
    eventually(&format!("{wanted} kept"), is_so).await;
}

fn id(message: &Value) -> String {
    message["id"].as_str().expect("an id").to_owned()
}

pub(crate) async fn told(running: &Running, asker: u64, line: &str) -> String {
    let id = running.say_as(asker, CHANNEL, line);
    text(&running.reply(id).await)
}

impl Running {
    fn react(&self, message: &str, user: u64, emoji: &str) {
        self.event(
            "MESSAGE_REACTION_ADD",
            events::reaction(message, user, emoji),
        );
    }

    fn unreact(&self, message: &str, user: u64, emoji: &str) {
        let mut gone = events::reaction(message, user, emoji);
        for key in ["member", "message_author_id"] {
            gone.as_object_mut().expect("an object").remove(key);
        }
        self.event("MESSAGE_REACTION_REMOVE", gone);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn thumbs_are_counted_once_a_person_until_they_are_taken_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let (running, health) = start(folder.path()).await;
    let answer = id(&running.ask("!alinea 3").await);
    let counted = async |wanted: [u64; 4]| {
        eventually(&format!("{wanted:?}"), || {
            counts(&health) == wanted.map(Some)
        })
        .await;
    };
    running.react(&answer, BOT, "👍");
    running.react(&answer, OTHER, "👍🏽");
    counted([1, 0, 0, 0]).await;
    running.react(&answer, OTHER, "👍🏽");
    running.react(&answer, OTHER, "❤️");
    let mut on_others = events::reaction("9000000000000001", OTHER, "👎");
    on_others["message_author_id"] = json!(ASKER.to_string());
    running.event("MESSAGE_REACTION_ADD", on_others);
    running.react(&answer, ASKER, "👍");
    counted([2, 0, 0, 0]).await;
    running.react(&answer, OTHER, "👎");
    counted([2, 1, 1, 0]).await;
    running.unreact(&answer, OTHER, "👍🏽");
    running.unreact(&answer, OTHER, "👎");
    counted([2, 1, 1, 1]).await;
    // An answer to a slash command is an answer too.
    let slash = running.slash("alinea", option("nr", "3")).await;
    running.react(&id(&slash), OTHER, "👍");
    counted([3, 1, 1, 1]).await;
    assert_eq!(count(folder.path(), "SELECT count(*) FROM vote"), 2);
    // Moderators clear what they do not want to see.
    let mut all = events::reaction(&answer, ASKER, "👍");
    for key in ["member", "message_author_id", "user_id", "emoji"] {
        all.as_object_mut().expect("an object").remove(key);
    }
    running.event("MESSAGE_REACTION_REMOVE_ALL", all);
    counted([3, 1, 2, 1]).await;
    assert_eq!(count(folder.path(), MISSED), 0);
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_vote_on_a_later_page_is_one_on_the_answer() {
    let folder = tempfile::tempdir().expect("a folder");
    let (running, health) = start(folder.path()).await;
    let question = running.say("!tijdlijn");
    let answer = id(&running.reply(question).await);
    let page = id(&running.ask("!meer").await);
    let store = database::open(folder.path());
    let link = StoredAnswer {
        question: question.to_string(),
        answer: answer.clone(),
        channel: CHANNEL.to_string(),
        asker: ASKER.to_string(),
        thread: None,
        pages: vec![page.clone()],
    };
    database::blocking(|| store.link("discord", &link)).expect("it is linked");
    let counted = async |wanted: [u64; 4]| {
        eventually(&format!("{wanted:?}"), || {
            counts(&health) == wanted.map(Some)
        })
        .await;
    };
    running.react(&answer, OTHER, "👍");
    counted([1, 0, 0, 0]).await;
    running.react(&page, OTHER, "👎");
    counted([1, 1, 1, 0]).await;
    running.unreact(&page, OTHER, "👎");
    counted([1, 1, 1, 1]).await;
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_readers_missed_is_told_to_moderators_alone_where_that_is_switched_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let (running, _health) = start(folder.path()).await;
    let missed = async |running: &Running| told(running, MODERATOR, "!gemist").await;
    told(&running, OTHER, UNANSWERED).await;
    let mut said = vec![missed(&running).await];
    said.push(told(&running, MODERATOR, "!instelling gemist ja").await);
    told(&running, OTHER, UNANSWERED).await;
    told(&running, ASKER, "!vraag wie is de trainer van ajax").await;
    told(&running, ASKER, "!zoek @everyone <@4001> **zeppelins**").await;
    kept(folder.path(), 3).await;
    let answered = id(&running.ask(ANSWERED).await);
    said.push(missed(&running).await);
    running.react(&answered, OTHER, "👎");
    let down = "SELECT count(*) FROM missed WHERE is_none = 0";
    eventually("it is kept", || count(folder.path(), down) == 1).await;
    said.push(missed(&running).await);
    running.unreact(&answered, OTHER, "👎");
    eventually("it is kept no longer", || count(folder.path(), down) == 0).await;
    said.push(told(&running, ASKER, "!gemist").await);
    let (_, slash) = running
        .slash_as(MODERATOR, MANAGE_MESSAGES, "nl", "gemist", json!([]))
        .await;
    assert_eq!(
        (&slash["flags"], text(&slash)),
        (&json!(64), said[2].clone())
    );
    said.push(told(&running, MODERATOR, "!instelling gemist nee").await);
    assert_eq!(count(folder.path(), MISSED), 0);
    insta::assert_snapshot!(said.join("\n---\n"), @r#"
    Hier bewaar ik niet wat mensen vragen, dus weet ik niet wat ze misten. Zet het aan met !instelling gemist ja, voor de hele server met !instelling server gemist ja: dan bewaar ik zulke vragen hoogstens 30 dagen.
    ---
    Ingesteld voor dit kanaal: gemist is nu ja.

    -# Vanaf nu bewaar ik vragen die het artikel niet beantwoordt of waarvan het antwoord 👎 krijgt, hoogstens 30 dagen. Met !gemist lees je ze; !over zegt tegen iedereen dat ik ze bewaar.
    ---
    **Wat mensen hier de laatste 30 dagen misten**
    - **“\*\*zeppelins\*\*”**: staat niet in het artikel
    - **“wie is de trainer van ajax”**: staat niet in het artikel, 2 keer gevraagd
    ---
    **Wat mensen hier de laatste 30 dagen misten**
    - **“Hoeveel elitetroepen zond Kirgizië?”**: het antwoord kreeg 👎
    - **“\*\*zeppelins\*\*”**: staat niet in het artikel
    - **“wie is de trainer van ajax”**: staat niet in het artikel, 2 keer gevraagd

    -# Antwoorden hier, de laatste 30 dagen: 0 × 👍 en 1 × 👎.
    ---
    !gemist is er alleen voor moderators.
    ---
    Ingesteld voor dit kanaal: gemist is nu nee.

    -# Wat ik daarvoor bewaarde, is gewist.
    "#);
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_that_was_given_by_slash_command_is_missed_as_any_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let (running, _health) = start(folder.path()).await;
    told(&running, MODERATOR, "!instelling server gemist ja").await;
    let question = |text: &str| option("vraag", text);
    let none = question("Wie is de trainer van Ajax?");
    running.slash("vraag", none).await;
    kept(folder.path(), 1).await;
    let some = question("Hoeveel elitetroepen zond Kirgizië?");
    let answer = running.slash("vraag", some).await;
    running.react(&id(&answer), OTHER, "👎");
    kept(folder.path(), 2).await;
    // A slash command shows no question that could be deleted; its answer can.
    let taken_back = running
        .slash("vraag", question("Wie is de trainer van PSV?"))
        .await;
    kept(folder.path(), 3).await;
    running.event(
        "MESSAGE_DELETE",
        json!({ "id": id(&taken_back), "channel_id": CHANNEL.to_string(), "guild_id": GUILD.to_string() }),
    );
    kept(folder.path(), 2).await;
    // What somebody else wrote is not theirs to have kept.
    let target = events::message(running.double.id(), CHANNEL, OTHER, UNANSWERED);
    let id = running.double.id();
    running.double.expect_interaction(id, None);
    running.event("INTERACTION_CREATE", events::look_up(id, &target));
    running.double.until(|double| double.response(id)).await;
    let all = told(&running, MODERATOR, "!gemist").await;
    insta::assert_snapshot!(all, @"
    **Wat mensen hier de laatste 30 dagen misten**
    - **“Hoeveel elitetroepen zond Kirgizië?”**: het antwoord kreeg 👎
    - **“Wie is de trainer van Ajax?”**: staat niet in het artikel

    -# Antwoorden hier, de laatste 30 dagen: 0 × 👍 en 1 × 👎.
    ");
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_that_is_changed_or_deleted_is_not_kept_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let (running, _health) = start(folder.path()).await;
    told(&running, MODERATOR, "!instelling gemist ja").await;
    let (changed, deleted) = (running.say(UNANSWERED), running.say("!zoek zeppelins"));
    running.reply(changed).await;
    running.reply(deleted).await;
    kept(folder.path(), 2).await;
    let mut edit = events::message(changed, CHANNEL, ASKER, "!zoek onderzeeboten");
    edit["edited_timestamp"] = json!("2026-11-24T12:01:00.000000+00:00");
    running.event("MESSAGE_UPDATE", edit);
    running.event(
        "MESSAGE_DELETE",
        json!({ "id": deleted.to_string(), "channel_id": CHANNEL.to_string(), "guild_id": GUILD.to_string() }),
    );
    let new = "SELECT count(*) FROM missed WHERE text = 'onderzeeboten'";
    eventually("the one is as it is now, the other gone", || {
        count(folder.path(), new) == 1 && count(folder.path(), MISSED) == 1
    })
    .await;
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_what_was_missed_are_turned_by_whoever_may_read_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let (running, _health) = start(folder.path()).await;
    told(&running, MODERATOR, "!instelling gemist ja").await;
    for number in 0..40 {
        let padding = "zeppelin ".repeat(15);
        told(&running, OTHER, &format!("!zoek qqq{number} {padding}")).await;
    }
    kept(folder.path(), 40).await;
    let (_, first) = running
        .slash_as(MODERATOR, MANAGE_MESSAGES, "nl", "gemist", json!([]))
        .await;
    let next = button(&first, "Volgende");
    let second = running.press(MODERATOR, MANAGE_MESSAGES, &next, None).await;
    assert!(text(&second).contains("qqq"), "{second}");
    assert_ne!(text(&second), text(&first));
    // Who was a moderator is not one for ever.
    let refused = running.press(MODERATOR, 0, &next, None).await;
    assert!(!text(&refused).contains("qqq"), "{refused}");
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_wants_to_be_forgotten_leaves_no_trace() {
    let folder = tempfile::tempdir().expect("a folder");
    let (running, _health) = start(folder.path()).await;
    told(&running, MODERATOR, "!instelling gemist ja").await;
    let asked = running.say("!alinea 3");
    let answer = id(&running.reply(asked).await);
    running.ask(UNANSWERED).await;
    running.react(&answer, ASKER, "👍");
    let theirs = format!(
        "SELECT (SELECT count(*) FROM link WHERE asker = '{ASKER}') + (SELECT count(*) FROM vote WHERE voter = '{ASKER}')
         + (SELECT count(*) FROM missed WHERE asker = '{ASKER}')"
    );
    eventually("all is kept", || count(folder.path(), &theirs) == 4).await;
    told(&running, OTHER, "!alinea 4").await;
    let said = [
        told(&running, ASKER, "!vergeet mij").await,
        told(&running, ASKER, "!vergeet mij").await,
    ];
    insta::assert_snapshot!(said.join("\n---\n"), @"
    Klaar. Wat ik van je had, is gewist: je nummer bij 2 antwoorden, één 👍 of 👎 en één vraag.

    -# De antwoorden zelf blijven staan, maar veranderen niet meer mee met je vraag.
    ---
    Van jou bewaar ik niets.
    ");
    assert_eq!(count(folder.path(), &theirs), 0);
    // Nor is the question followed any longer.
    let mut edit = events::message(asked, CHANNEL, ASKER, "!alinea 12");
    edit["edited_timestamp"] = json!("2026-11-24T12:01:00.000000+00:00");
    running.event("MESSAGE_UPDATE", edit);
    told(&running, OTHER, "!inhoud").await;
    let still = running.double.message(&answer).expect("it stays");
    assert!(text(&still).contains("alinea 3"), "{still}");
    // Where the bot is quiet, a slash command still does it.
    told(&running, MODERATOR, "!instelling stil ja").await;
    let (_, slash) = running
        .slash_as(OTHER, 0, "en-GB", "vergeet", json!([]))
        .await;
    assert_eq!(slash["flags"], json!(64));
    insta::assert_snapshot!(text(&slash), @"
    Done. What I had of you is deleted: your number at 2 answers.

    -# The answers themselves stay, but no longer change with your question.
    ");
    running.finish().await;
}
