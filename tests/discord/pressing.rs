//! Buttons, and the moderators' summary.

use serde_json::{Value, json};

use super::double::{ASKER, CHANNEL, MODERATOR, OTHER};
use super::events::{self, MANAGE_MESSAGES, Slash};
use super::running::{Running, button, buttons, text};

#[tokio::test(flavor = "multi_thread")]
async fn pages_are_turned_by_the_asker_alone_also_after_a_restart() {
    let running = Running::start().await;
    let first = running.ask("!tijdlijn").await;
    let next = button(&first, "Volgende");
    let second = running.press(ASKER, 0, &next, None).await;
    assert_ne!(text(&first), text(&second));
    let refused = running.press(OTHER, MANAGE_MESSAGES, &next, None).await;
    assert_eq!(refused["flags"], json!(64));
    insta::assert_snapshot!(text(&refused), @"Deze knop is voor wie het vroeg. Stel de vraag zelf, dan krijg je je eigen antwoord.");
    let back = running
        .press(ASKER, 0, &button(&second, "Vorige"), None)
        .await;
    assert_eq!(text(&back), text(&first));
    running.finish().await;

    let running = Running::start().await;
    let again = running.press(ASKER, 0, &next, None).await;
    assert_eq!(text(&again), text(&second));
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn anybody_may_read_on_for_themselves() {
    let running = Running::start().await;
    let answer = running
        .ask("!vraag Welke hulp zou Kydykbajev liever sturen?")
        .await;
    let mut seen = Vec::new();
    for label in ["Hele alinea", "Bron"] {
        if let Some((_, id, _)) = buttons(&answer)
            .into_iter()
            .find(|(name, ..)| name == label)
        {
            let shown = running.press(OTHER, 0, &id, None).await;
            assert_eq!(shown["flags"], json!(64));
            seen.push(format!("{label}:\n{}", text(&shown)));
        }
    }
    insta::assert_snapshot!(seen.join("\n\n"), @r"
    Hele alinea:
    [Het draagvlak voor het CSTO-optreden in Kazachstan]
    > “Het Kirgizisch parlement liep er niet meteen voor warm om troepen naar Kazachstan te sturen. Volgens volksvertegenwoordiger Kydykbajev moet het land zich vooral niet bemoeien met een ‘intern conflict’ van een buurland. Kydykbajev zou liever humanitaire hulp sturen. Onafhankelijk parlementslid Bekesjev vroeg zich af waarom Doesjanbe 150 elitetroepen zou moeten afstaan aan een land dat kan terugvallen op een troepenmacht van tientallen duizenden. Ook buiten het parlement zwol de kritiek al snel aan aan. Volgens demonstranten zou het meedoen aan de missie van de CSTO ongrondwettelijk zijn, aangezien Kirgizische troepen volgens de grondwet zich niet mogen mengen in conflicten buiten Kirgizië. In Kazachstan zouden de Kirgizische aanwezigheid slechts dienen om het imago van de CSTO op te vijzelen en om ‘de imperiale ambities van het Kremlin’ te helpen verwezenlijken.”
    -# — Kirgizië, alinea 12
    -# Noot van de redactie: De tekst noemt hier Doesjanbe, de hoofdstad van Tadzjikistan; die van Kirgizië is Bisjkek.
    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)

    Bron:
    [Het draagvlak voor het CSTO-optreden in Kazachstan]
    Zo verwijs je naar deze plaats: Tijs van de Vijver, \[Het draagvlak voor het CSTO-optreden in Kazachstan\], \[januari 2022\], Kirgizië, alinea 12 (versie 673aa0ec)

    > “Het Kirgizisch parlement liep er niet meteen voor warm om troepen naar Kazachstan te sturen.”
    -# — Kirgizië, alinea 12

    Hier wordt geen bron genoemd.
    Bron: Tijs van de Vijver, [Het draagvlak voor het CSTO-optreden in Kazachstan], [januari 2022] (versie 673aa0ec)
    ");
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn if_no_answer_is_sure_the_paragraph_of_each_sentence_can_be_opened() {
    let running = Running::start().await;
    let answer = running
        .ask("!vraag Wie vond de missie ongrondwettelijk?")
        .await;
    let labels: Vec<String> = buttons(&answer)
        .into_iter()
        .map(|(label, ..)| label)
        .filter(|label| label.starts_with("Alinea"))
        .collect();
    assert_eq!(labels, ["Alinea 12", "Alinea 8"]);
    let opened = running
        .press(OTHER, 0, &button(&answer, "Alinea 8"), None)
        .await;
    assert_eq!(opened["flags"], json!(64));
    assert!(text(&opened).contains("Armenië, alinea 8"), "{opened}");
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_others_look_at_turns_no_page_of_the_asker() {
    let running = Running::start().await;
    let first = running.ask("!tijdlijn").await;
    let source = "!vraag Welke hulp zou Kydykbajev liever sturen?";
    let other = running.say_as(OTHER, CHANNEL, source);
    let other = running.reply(other).await;
    running.press(ASKER, 0, &button(&other, "Bron"), None).await;
    let second = running.ask("!meer").await;
    assert!(text(&second).contains("Bladzijde 2"), "{second}");
    assert_ne!(text(&first), text(&second));
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_country_is_chosen_from_a_list() {
    let running = Running::start().await;
    let list = running.ask("!land").await;
    let rows = list["components"].as_array().cloned().unwrap_or_default();
    let menu = rows
        .iter()
        .map(|row| &row["components"][0])
        .find(|menu| menu["type"] == 3)
        .expect("a list");
    let values: Vec<&str> = menu["options"]
        .as_array()
        .expect("options")
        .iter()
        .filter_map(|option| option["value"].as_str())
        .collect();
    assert!(values.len() <= 25 && values.contains(&"KG"), "{values:?}");
    let id = menu["custom_id"].as_str().expect("an id");
    let chosen = running.press(ASKER, 0, id, Some("KG")).await;
    assert!(text(&chosen).contains("Kirgizië, alinea 11"), "{chosen}");
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_button_about_another_text_or_of_nobody_says_so() {
    let running = Running::start().await;
    let first = running.ask("!tijdlijn").await;
    let next = button(&first, "Volgende");
    let mut said = Vec::new();
    let parts: Vec<&str> = next.splitn(5, '.').collect();
    let other_text = format!(
        "{}.{}.{}.00000000.{}",
        parts[0], parts[1], parts[2], parts[4]
    );
    for id in [
        other_text.as_str(),
        "1.n.fa0.xx",
        "iets anders",
        "",
        &next.replace(".t", ".zzzzz"),
    ] {
        if !id.is_empty() {
            said.push(text(&running.press(ASKER, 0, id, None).await));
        }
    }
    insta::assert_snapshot!(said.join("\n"), @"
    De tekst van het artikel is veranderd sinds dit antwoord. Stel de vraag nog eens.
    Dit antwoord kan ik niet meer openslaan. Stel de vraag nog eens.
    Dit antwoord kan ik niet meer openslaan. Stel de vraag nog eens.
    Dit antwoord kan ik niet meer openslaan. Stel de vraag nog eens.
    ");
    running.finish().await;
}

async fn preview(running: &Running) -> Value {
    let options = json!([{ "name": "zinnen", "type": 4, "value": 2 }]);
    let (_, preview) = running
        .slash_as(MODERATOR, MANAGE_MESSAGES, "nl", "samenvatting", options)
        .await;
    assert_eq!(preview["flags"], json!(64));
    preview
}

#[tokio::test(flavor = "multi_thread")]
async fn a_summary_is_previewed_posted_and_pinned() {
    let running = Running::start().await;
    let preview = preview(&running).await;
    let said = running
        .press(
            MODERATOR,
            MANAGE_MESSAGES,
            &button(&preview, "Plaatsen en vastzetten"),
            None,
        )
        .await;
    assert_eq!(said["components"], json!([]));
    let posts = running.double.posts();
    let [posted] = posts.as_slice() else {
        panic!("posted: {posts:?}");
    };
    assert_eq!(posted["pinned"], json!(true));
    assert_eq!(text(posted), text(&preview));
    let shown = text(posted);
    let quoted = shown.lines().filter(|line| line.starts_with('>'));
    assert_eq!(quoted.clone().count(), 2, "{shown}");
    for line in quoted {
        assert!(line.ends_with("\\]") && !line.contains("-#"), "{line}");
    }
    insta::assert_snapshot!(text(&said), @"De samenvatting is geplaatst en vastgezet.");
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_summary_is_for_moderators_whatever_the_platform_let_pass() {
    let running = Running::start().await;
    let (_, refused) = running
        .slash_as(ASKER, 0, "nl", "samenvatting", json!([]))
        .await;
    assert_eq!(refused["flags"], json!(64));
    let preview = preview(&running).await;
    let post = button(&preview, "Plaatsen");
    // Somebody else, and the same person without the permission.
    running.press(OTHER, MANAGE_MESSAGES, &post, None).await;
    running.press(MODERATOR, 0, &post, None).await;
    assert_eq!(running.double.posts(), Vec::<Value>::new());
    let cancelled = running
        .press(
            MODERATOR,
            MANAGE_MESSAGES,
            &button(&preview, "Annuleren"),
            None,
        )
        .await;
    assert_eq!(running.double.posts(), Vec::<Value>::new());
    let refused = text(&refused);
    let named = refused.strip_suffix(" is er alleen voor moderators.");
    let named = named.map(|named| named.starts_with("</samenvatting:") || named == "/samenvatting");
    assert_eq!(named, Some(true), "{refused}");
    assert_eq!(text(&cancelled), "De samenvatting is niet geplaatst.");
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_bot_may_not_do_is_said_in_words() {
    let running = Running::start().await;
    let forbidden = json!({ "message": "Missing Permissions", "code": 50013 });
    let first = preview(&running).await;
    running.double.trick("/messages", 403, forbidden.clone());
    let not_posted = running
        .press(
            MODERATOR,
            MANAGE_MESSAGES,
            &button(&first, "Plaatsen"),
            None,
        )
        .await;
    let second = preview(&running).await;
    running.double.trick("PINS", 403, forbidden);
    let not_pinned = running
        .press(
            MODERATOR,
            MANAGE_MESSAGES,
            &button(&second, "Plaatsen en vastzetten"),
            None,
        )
        .await;
    insta::assert_snapshot!(format!("{}\n{}", text(&not_posted), text(&not_pinned)), @"
    Dat mag ik hier niet plaatsen. Geef me in dit kanaal het recht om berichten te sturen.
    De samenvatting is geplaatst, maar vastzetten mag ik hier niet. Geef me in dit kanaal het recht om berichten vast te zetten.
    ");
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_button_that_refuses_says_why() {
    let running = Running::start().await;
    let answer = running.ask("!inhoud").await;
    let delete = button(&answer, "🗑");
    let refused = running.press(OTHER, 0, &delete, None).await;
    insta::assert_snapshot!(text(&refused), @"Alleen wie het vroeg en moderators kunnen dit antwoord weghalen.");
    // They were a moderator when it was previewed.
    let preview = preview(&running).await;
    let post = button(&preview, "Plaatsen");
    let refused = running.press(MODERATOR, 0, &post, None).await;
    insta::assert_snapshot!(text(&refused), @"Een samenvatting plaatsen kunnen hier alleen moderators.");
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn posting_is_not_offered_where_the_bot_is_no_member() {
    let running = Running::start().await;
    let id = running.double.id();
    running.double.expect_interaction(id, None);
    let mut given = events::slash(&Slash {
        id,
        name: "samenvatting",
        options: json!([]),
        asker: MODERATOR,
        permissions: MANAGE_MESSAGES,
        locale: "nl",
    });
    given["authorizing_integration_owners"] = json!({ "1": MODERATOR.to_string() });
    running.event("INTERACTION_CREATE", given);
    let preview = running.double.until(|double| double.response(id)).await;
    assert!(text(&preview).contains("alinea"), "{preview}");
    assert_eq!(preview["flags"], json!(64));
    assert_eq!(buttons(&preview), []);
    running.finish().await;
}
