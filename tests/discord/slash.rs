//! Slash commands: how commands are named, what is offered while one is typed, and what stands above the answer.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use serde_json::{Value, json};

use super::database;
use super::double::{ASKER, BOT, CHANNEL, Double, MODERATOR, OTHER};
use super::events;
use super::running::{Running, button, option, text};

#[tokio::test(flavor = "multi_thread")]
async fn commands_are_named_as_they_are_given_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = database::open(folder.path());
    let running = Running::start_with(Double::start().await, |settings| {
        settings.chat.store = Some(Arc::new(store));
    })
    .await;
    running.ask("!alinea 3").await;
    let commands = running.double.commands();
    let asking = commands.iter().find(|command| command["name"] == "vraag");
    let id = asking.expect("it is registered")["id"]
        .as_str()
        .expect("an id");
    let slash = text(&running.slash("help", json!([])).await);
    assert!(slash.contains(&format!("</vraag:{id}>")), "{slash}");
    assert!(!slash.contains('!'), "{slash}");
    assert!(text(&running.ask("!help").await).contains("**!vraag"));
    let set = running.say_as(MODERATOR, CHANNEL, "!instelling voorvoegsel ?");
    running.reply(set).await;
    let typed = text(&running.ask("?help").await);
    assert!(
        typed.contains("**?vraag") && !typed.contains('!'),
        "{typed}"
    );
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_can_be_chosen_is_offered_while_typing() {
    let running = Running::start().await;
    let mut all = Vec::new();
    for (name, option, typed) in [
        ("land", "land", "kir"),
        ("land", "land", "Kyrgyzstan"),
        ("wie", "naam", "tok"),
        ("wie", "naam", "Lukashenko"),
        ("alinea", "nr", "arm"),
        ("bron", "nr", "12"),
        ("help", "opdracht", "sam"),
        ("instelling", "sleutel", "server ta"),
    ] {
        all.push(offered(&running, name, json!([focused(option, typed)])).await);
    }
    for key in ["stil", "server taal"] {
        let options =
            json!([{ "name": "sleutel", "type": 3, "value": key }, focused("waarde", "")]);
        all.push(offered(&running, "instelling", options).await);
    }
    insta::assert_snapshot!(all.join("\n"), @r#"
    /land kir: "Kirgizië" = "Kirgizië"
    /land Kyrgyzstan: "Kirgizië" = "Kirgizië"
    /wie tok: "Tokajev" = "Tokajev"
    /wie Lukashenko: "Aleksandr Loekasjenko" = "Aleksandr Loekasjenko"
    /alinea arm: "Armenië (alinea 6-8)" = "6-8"
    /bron 12: "12" = "12"
    /help sam: "samenvatting" = "samenvatting"
    /instelling server ta: "server taal" = "server taal"
    /instelling : "nee" = "nee", "moderators" = "moderators", "ja" = "ja", "standaard" = "standaard"
    /instelling : "nl" = "nl", "en" = "en", "standaard" = "standaard"
    "#);
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_message_forwards_or_embeds_is_looked_up() {
    let running = Running::start().await;
    let said = "Kirgizië stuurde 150 elitetroepen";
    let message = || events::message(running.double.id(), CHANNEL, OTHER, "");
    let mut forward = message();
    let mut snapshot = message();
    snapshot["content"] = json!(said);
    forward["message_snapshots"] = json!([{ "message": snapshot }]);
    let mut embed = message();
    embed["embeds"] = json!([{ "type": "rich", "description": said }]);
    for target in [forward, embed] {
        let id = running.double.id();
        running.double.expect_interaction(id, None);
        running.event("INTERACTION_CREATE", events::look_up(id, &target));
        let response = running.double.until(|double| double.response(id)).await;
        assert!(text(&response).contains("150 elitetroepen"), "{response}");
    }
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn help_says_nothing_about_typing_where_commands_are_given() {
    let double = Double::start().await;
    double.gateway.refuse_content.store(4014, Ordering::SeqCst);
    let running = Running::start_with(double, |_| {}).await;
    let of = |name: &str| option("opdracht", name);
    let mut helps = vec![running.ask(&format!("<@{BOT}> help")).await];
    for options in [json!([]), of("land"), of("dat bestaat niet")] {
        for locale in ["nl", "en-GB"] {
            let given = running.slash_as(ASKER, 0, locale, "help", options.clone());
            helps.push(given.await.1);
        }
    }
    let commands = running.double.commands();
    let country = commands.iter().find(|command| command["name"] == "land");
    let id = country.expect("it is registered")["id"].clone();
    let link = format!("</land:{}>", id.as_str().expect("an id"));
    for (at, help) in helps.iter().map(text).enumerate() {
        for typing in ["!", "uitroepteken", "exclamation", "Ook:", "Also:"] {
            assert!(!help.contains(typing), "{typing}: {help}");
        }
        assert!(help.contains(&link) || at > 4, "{help}");
    }
    // A direct chat can be typed in.
    let typed = running.say_directly("!help land");
    assert!(text(&running.reply(typed).await).contains("Ook: !country"));
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_message_shows_by_components_is_looked_up() {
    let running = Running::start().await;
    let shown = json!({ "type": 17, "components": [
        { "type": 9, "accessory": { "type": 11, "media": { "url": "https://krant.example/foto" } },
          "components": [{ "type": 10, "content": "Kirgizië stuurde" }] },
        { "type": 14 },
        { "type": 10, "content": "150 elitetroepen" },
    ]});
    let mut message = events::message(running.double.id(), CHANNEL, OTHER, "");
    message["flags"] = json!(1 << 15);
    message["components"] = json!([shown]);
    let mut forward = events::message(running.double.id(), CHANNEL, OTHER, "");
    forward["message_snapshots"] = json!([{ "message": message }]);
    for target in [message, forward] {
        running.double.keep(target.clone());
        let id = running.double.id();
        running.double.expect_interaction(id, None);
        running.event("INTERACTION_CREATE", events::look_up(id, &target));
        let response = running.double.until(|double| double.response(id)).await;
        assert!(text(&response).contains("150 elitetroepen"), "{response}");
    }
    running.finish().await;
}

/// An option that is being typed.
fn focused(name: &str, typed: &str) -> Value {
    json!({ "name": name, "type": 3, "value": typed, "focused": true })
}

/// What is offered for the last of some options.
async fn offered(running: &Running, name: &str, options: Value) -> String {
    let id = running.double.id();
    running.double.expect_interaction(id, None);
    let typed = options
        .as_array()
        .and_then(|options| options.last())
        .cloned();
    let typed = typed.unwrap_or_default()["value"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    running.event(
        "INTERACTION_CREATE",
        events::autocomplete(id, name, &options),
    );
    let response = running.double.until(|double| double.response(id)).await;
    let choices = response["choices"].as_array().cloned().unwrap_or_default();
    let shown: Vec<String> = choices
        .iter()
        .map(|choice| format!("{} = {}", choice["name"], choice["value"]))
        .collect();
    format!("/{name} {typed}: {}", shown.join(", "))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slash_answer_shows_what_was_asked_and_its_source_is_a_link() {
    let running = Running::start().await;
    let asked = option("vraag", "Hoeveel elitetroepen zond Kirgizië?");
    let answer = text(&running.slash("vraag", asked).await);
    assert!(
        answer.contains("-# “Hoeveel elitetroepen zond Kirgizië?”"),
        "{answer}"
    );
    assert!(!answer.contains(" <http"), "{answer}");
    for line in answer.lines().filter(|line| line.contains("http")) {
        assert!(line.contains("](<http"), "{line}");
    }
    let unknown = running
        .slash("vraag", option("vraag", "Wat is de hoofdstad van Peru?"))
        .await;
    assert_eq!(unknown["flags"], 64, "{unknown}");
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slash_answer_is_taken_away_by_a_reaction_of_its_asker() {
    let running = Running::start().await;
    let answer = running.slash("inhoud", json!([])).await;
    let id = answer["id"].as_str().expect("an id").to_owned();
    running.event("MESSAGE_REACTION_ADD", events::reaction(&id, OTHER, "🗑️"));
    running.ask("!tijdlijn").await;
    assert!(running.double.message(&id).is_some());
    running.event("MESSAGE_REACTION_ADD", events::reaction(&id, ASKER, "🗑️"));
    let is_gone = |double: &Double| double.message(&id).is_none().then_some(());
    running.double.until(is_gone).await;
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_keep_their_language_and_other_clients_get_english() {
    let running = Running::start().await;
    let (_, german) = running
        .slash_as(ASKER, 0, "de", "tijdlijn", json!([]))
        .await;
    let next = button(&german, "Next");
    let page = running.press(ASKER, 0, &next, None).await;
    assert!(text(&page).contains("Page 2"), "{page}");
    running.finish().await;
}
