//! What people say, and what they get.

use serde_json::{Value, json};
use voetnoot::command::{self, Argument, COMMANDS, Name};
use voetnoot::render::discord::unescape;

use super::common;
use super::double::{ASKER, BOT, CHANNEL, GUILD, MODERATOR, OTHER};
use super::events;
use super::running::{Running, buttons, option, text};

/// The passages that a line is answered with everywhere, as their words.
fn passages(line: &str) -> Vec<String> {
    let answer = common::bot().answer(&command::parse(line), &common::moderator());
    answer
        .passages()
        .iter()
        .flat_map(|quote| {
            quote
                .excerpts()
                .iter()
                .map(|excerpt| excerpt.text().to_owned())
                .collect::<Vec<_>>()
        })
        .collect()
}

/// A text without markup and white space: what is left is what a reader compares.
fn bare(text: &str) -> String {
    let text = text.replace("\n> ", " ").replace("**", "");
    unescape(&text)
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect()
}

/// All pages of an answer, turned by its buttons.
async fn all_pages(running: &Running, first: &Value) -> String {
    let mut pages = vec![text(first)];
    let mut message = first.clone();
    while let Some((_, id, false)) = buttons(&message)
        .into_iter()
        .find(|(label, ..)| label == "Volgende")
    {
        message = running.press(ASKER, 0, &id, None).await;
        pages.push(text(&message));
    }
    pages.join("\n")
}

#[tokio::test(flavor = "multi_thread")]
async fn every_command_gives_by_text_slash_and_mention_what_it_gives_everywhere() {
    let running = Running::start().await;
    for spec in COMMANDS
        .iter()
        .filter(|spec| !matches!(spec.command, Name::Summary | Name::More))
    {
        let line = spec.example;
        let argument = line.split_once(' ').map(|(_, argument)| argument);
        let options = match (spec.argument, argument) {
            (Argument::Nothing, _) | (_, None) => json!([]),
            (_, Some(argument)) => option("wat", argument),
        };
        let ways = [
            running.ask(line).await,
            running.slash(spec.name, options).await,
            running.ask(&format!("<@{BOT}> {line}")).await,
            {
                let id = running.say_directly(line);
                running.reply(id).await
            },
        ];
        for message in ways {
            let shown = bare(&all_pages(&running, &message).await);
            for excerpt in passages(line) {
                assert!(
                    shown.contains(&bare(&excerpt)),
                    "{line}: {excerpt} is not in {shown}"
                );
            }
        }
    }
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_an_embed_with_its_source() {
    let running = Running::start().await;
    let message = running
        .ask("!vraag Hoeveel elitetroepen zond Kirgizië?")
        .await;
    insta::assert_snapshot!(text(&message), @"
    [Het draagvlak voor het CSTO-optreden in Kazachstan]
    > “De autoriteiten van Kirgizië besloten uiteindelijk om net als Armenië een kleine troepenmacht naar Kazachstan te sturen. **Zo’n 150 elitetroepen zouden onder de vleugels van de CSTO worden uitgezonden.** Ze zouden vooral overheidsgebouwen moeten bewaken.”
    -# — Kirgizië, alinea 11

    -# Zie ook alinea 12 (Kirgizië) en alinea 13 (Kirgizië).
    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    ");
    let labels: Vec<String> = buttons(&message)
        .into_iter()
        .map(|button| button.0)
        .collect();
    insta::assert_snapshot!(labels.join(" · "), @"Bron · 🗑");
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_embeds_are_forbidden_the_same_stands_in_plain_text() {
    let double = super::double::Double::start().await;
    let embed_links: u64 = 1 << 14;
    double.set_permissions(double.permissions() & !embed_links);
    let running = Running::start_with(double, |_| {}).await;
    let message = running.ask("!alinea 11").await;
    assert_eq!(message["embeds"], json!([]));
    let shown = bare(&text(&message));
    for excerpt in passages("!alinea 11") {
        assert!(shown.contains(&bare(&excerpt)));
    }
    assert!(shown.contains("TijsvandeVijver"));
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn talk_among_others_bots_and_webhooks_are_left_alone() {
    let running = Running::start().await;
    running.say("hallo allemaal");
    running.say("!ban @iemand");
    running.say("> !land Kirgizië");
    let mut of_bot = events::message(running.double.id(), CHANNEL, OTHER, "!land Kirgizië");
    of_bot["author"]["bot"] = json!(true);
    running.event("MESSAGE_CREATE", of_bot);
    let mut of_webhook = events::message(running.double.id(), CHANNEL, OTHER, "!land Kirgizië");
    of_webhook["webhook_id"] = json!("6000");
    running.event("MESSAGE_CREATE", of_webhook);
    let mut of_itself = events::message(running.double.id(), CHANNEL, BOT, "!land Kirgizië");
    of_itself["author"]["bot"] = json!(true);
    running.event("MESSAGE_CREATE", of_itself);
    // What comes after them is answered, and nothing before it was.
    running.ask("!inhoud").await;
    let sent = running
        .double
        .made()
        .iter()
        .filter(|made| made.path.ends_with("/messages"))
        .count();
    assert_eq!(sent, 1);
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_to_the_bot_counts_if_it_asks() {
    let running = Running::start().await;
    let answer = running.ask("!inhoud").await;
    let reply = |words: &str| {
        let id = running.double.id();
        let mut reply = events::message(id, CHANNEL, ASKER, words);
        let mut replied_to = events::message(1, CHANNEL, BOT, "");
        replied_to["id"] = answer["id"].clone();
        replied_to["author"]["bot"] = json!(true);
        // Discord counts a reply as a mention of whom it replies to, unless that is switched off.
        reply["mentions"] = json!([events::user(BOT, "Voetnoot", true)]);
        reply["type"] = json!(19);
        reply["referenced_message"] = replied_to;
        reply["message_reference"] =
            json!({ "message_id": answer["id"], "channel_id": CHANNEL.to_string(), "type": 0 });
        running.event("MESSAGE_CREATE", reply);
        id
    };
    let talk = ["haha", "top!", "goed antwoord", "👍", "", "!weer Amsterdam"].map(reply);
    for (asks, answer) in [
        ("Wie is Rachmon?", "Rachmon"),
        ("alinea 3", "alinea 3"),
        ("en Armenië?", "Armenië"),
    ] {
        let answered = text(&running.reply(reply(asks)).await);
        assert!(answered.contains(answer), "{answered}");
    }
    running.ask("!tijdlijn").await;
    for id in talk {
        assert_eq!(running.double.replies(id), Vec::<Value>::new());
    }
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bare_command_word_to_the_bot_is_a_command() {
    let running = Running::start().await;
    for ask in ["help", "Hoe werkt dit?"] {
        let answered = text(&running.ask(&format!("<@{BOT}> {ask}")).await);
        assert!(answered.contains("tijdlijn"), "{answered}");
        let id = running.say_directly(ask);
        assert_eq!(text(&running.reply(id).await), answered);
    }
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edited_question_edits_its_answer_and_a_deleted_one_deletes_it() {
    let running = Running::start().await;
    let question = running.say("!alinea 3");
    let answer = running.reply(question).await;
    let id = answer["id"].as_str().expect("an id").to_owned();
    let mut edited = events::message(question, CHANNEL, ASKER, "!alinea 12");
    edited["edited_timestamp"] = json!("2026-11-24T12:01:00.000000+00:00");
    running.event("MESSAGE_UPDATE", edited);
    let is_edited = |message: &Value| text(message).contains("alinea 12");
    running
        .double
        .until(|double| double.message(&id).filter(is_edited))
        .await;
    let deleted = json!({ "id": question.to_string(), "channel_id": CHANNEL.to_string(), "guild_id": GUILD.to_string() });
    running.event("MESSAGE_DELETE", deleted);
    running
        .double
        .until(|double| double.message(&id).is_none().then_some(()))
        .await;
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_edits_in_a_hurry_the_last_one_counts() {
    let running = Running::start().await;
    let edit = |question: u64, paragraph: u32, second: u32| {
        let text = format!("!alinea {paragraph}");
        let mut edited = events::message(question, CHANNEL, ASKER, &text);
        edited["edited_timestamp"] = json!(format!("2026-11-24T12:01:{second:02}.000000+00:00"));
        running.event("MESSAGE_UPDATE", edited);
    };
    let question = running.say("!alinea 3");
    for paragraph in 4..=12 {
        edit(question, paragraph, paragraph);
    }
    let is_last = |message: &Value| text(message).contains("alinea 12");
    let last = |double: &super::double::Double| {
        let replies = double.replies(question);
        replies.into_iter().find(is_last)
    };
    running.double.until(last).await;
    // What comes late about a moment before is not followed any more.
    edit(question, 5, 5);
    running.ask("!inhoud").await;
    assert!(last(&running.double).is_some());
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_that_is_deleted_while_it_is_answered_leaves_no_answer() {
    let running = Running::start().await;
    running.double.trick("/messages", 500, json!({}));
    let question = running.say("!alinea 3");
    let is_under_way = |double: &super::double::Double| {
        double
            .made()
            .iter()
            .any(|made| made.status == 500)
            .then_some(())
    };
    running.double.until(is_under_way).await;
    let deleted = json!({ "id": question.to_string(), "channel_id": CHANNEL.to_string(), "guild_id": GUILD.to_string() });
    running.event("MESSAGE_DELETE", deleted);
    let is_removed = |double: &super::double::Double| {
        let made = double.made();
        made.iter()
            .any(|made| made.method == "DELETE")
            .then_some(())
    };
    running.double.until(is_removed).await;
    assert!(running.double.replies(question).is_empty());
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_asker_and_moderators_take_an_answer_away_and_nobody_else() {
    let running = Running::start().await;
    for (who, goes) in [(OTHER, false), (ASKER, true), (MODERATOR, true)] {
        let answer = running.ask("!inhoud").await;
        let id = answer["id"].as_str().expect("an id").to_owned();
        running.event("MESSAGE_REACTION_ADD", events::reaction(&id, who, "🗑️"));
        if goes {
            running
                .double
                .until(|double| double.message(&id).is_none().then_some(()))
                .await;
        } else {
            running.ask("!tijdlijn").await;
            assert!(running.double.message(&id).is_some());
        }
    }
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slash_command_speaks_the_language_of_who_gives_it() {
    let running = Running::start().await;
    let (_, english) = running
        .slash_as(ASKER, 0, "en-GB", "alinea", option("nr", "99"))
        .await;
    assert!(text(&english).contains("paragraph"), "{english}");
    assert_eq!(
        english["flags"],
        json!(64),
        "what is missing is said to the asker alone"
    );
    let (_, dutch) = running
        .slash_as(ASKER, 0, "nl", "alinea", option("nr", "99"))
        .await;
    assert!(text(&dutch).contains("alinea"), "{dutch}");
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_is_looked_up_from_its_menu() {
    let running = Running::start().await;
    let id = running.double.id();
    running.double.expect_interaction(id, None);
    let target = events::message(
        running.double.id(),
        CHANNEL,
        OTHER,
        "Kirgizië stuurde 150 elitetroepen",
    );
    running.event("INTERACTION_CREATE", events::look_up(id, &target));
    let response = running.double.until(|double| double.response(id)).await;
    assert!(text(&response).contains("150 elitetroepen"), "{response}");
    assert_eq!(response["flags"], json!(64));
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_summary_in_a_channel_is_a_slash_command() {
    let running = Running::start().await;
    let refused = running.ask("!samenvatting").await;
    insta::assert_snapshot!(text(&refused), @"!samenvatting is er alleen voor moderators.");
    let asked = running.say_as(MODERATOR, CHANNEL, "!samenvatting");
    let told = text(&running.reply(asked).await);
    insta::assert_snapshot!(told, @"Gebruik daarvoor /samenvatting: dan zie je eerst alleen zelf wat er geplaatst wordt.");
    // Nor does an edit bring one without a preview.
    let edited = running.say_as(MODERATOR, CHANNEL, "!alinea 3");
    running.reply(edited).await;
    let mut edit = events::message(edited, CHANNEL, MODERATOR, "!samenvatting");
    edit["edited_timestamp"] = json!("2026-11-24T12:01:00.000000+00:00");
    running.event("MESSAGE_UPDATE", edit);
    let is_told = |message: Value| (text(&message) == told).then_some(());
    running
        .double
        .until(|double| double.replies(edited).into_iter().find_map(is_told))
        .await;
    running.finish().await;
}
