//! What moderators set in a channel holds there, stays, and is said plainly.

use std::path::Path;
use std::sync::Arc;

use serde_json::json;
use voetnoot::chat::discord::DiscordSettings;
use voetnoot::db::Database;

use super::database;
use super::double::{ASKER, CHANNEL, Double, MODERATOR};
use super::events::MANAGE_MESSAGES;
use super::running::{Running, option, text};

/// A bot that keeps what is set in this folder.
async fn start(double: Arc<Double>, folder: &Path) -> Running {
    let store = database::open(folder);
    Running::start_with(double, |settings| {
        settings.chat.store = Some(Arc::new(store));
    })
    .await
}

/// What somebody is told.
async fn told(running: &Running, asker: u64, line: &str) -> String {
    let id = running.say_as(asker, CHANNEL, line);
    text(&running.reply(id).await)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_language_that_is_set_holds_also_after_a_restart() {
    let folder = tempfile::tempdir().expect("a folder");
    let double = Double::start().await;
    let running = start(double.clone(), folder.path()).await;
    let mut said = vec![
        told(&running, ASKER, "!instelling taal en").await,
        told(&running, MODERATOR, "!instelling taal klingon").await,
        told(&running, MODERATOR, "!instelling smaak zoet").await,
        told(&running, MODERATOR, "!instelling taal en").await,
        told(&running, ASKER, "!alinea 99").await,
    ];
    running.finish().await;
    let running = start(double, folder.path()).await;
    said.push(told(&running, ASKER, "!alinea 99").await);
    said.push(told(&running, MODERATOR, "!set server language en").await);
    said.push(told(&running, MODERATOR, "!set language default").await);
    said.push(told(&running, MODERATOR, "!set server language default").await);
    said.push(told(&running, ASKER, "!alinea 99").await);
    insta::assert_snapshot!(said.join("\n---\n"), @"
    !instelling is er alleen voor moderators.
    ---
    “klingon” past niet bij taal.

    Kies uit nl of en. Met standaard zet je het terug.
    ---
    De instelling “smaak” ken ik niet. Kies uit taal, voorvoegsel, artikel, stil, alleen, lengte, samenvatting of gemist.
    ---
    Ingesteld voor dit kanaal: taal is nu en.
    ---
    There is no paragraph “99”. They run from 1 to 17. There are also foto-1, foto-2, foto-3, auteur and bronnen.
    ---
    There is no paragraph “99”. They run from 1 to 17. There are also foto-1, foto-2, foto-3, auteur and bronnen.
    ---
    Set for the whole server: language is now en.
    ---
    Set back: language is en here (server).
    ---
    Set back: language is nl here (default).
    ---
    Alinea “99” is er niet. De alinea’s lopen van 1 tot en met 17. Verder zijn er foto-1, foto-2, foto-3, auteur en bronnen.
    ");
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn moderators_see_what_is_set_and_where_that_comes_from() {
    let folder = tempfile::tempdir().expect("a folder");
    let running = start(Double::start().await, folder.path()).await;
    told(&running, MODERATOR, "!instelling server lengte kort").await;
    told(&running, MODERATOR, "!instelling samenvatting iedereen").await;
    let all = [
        told(&running, MODERATOR, "!instelling").await,
        told(&running, MODERATOR, "!instelling voorvoegsel").await,
    ];
    insta::assert_snapshot!(all.join("\n---\n"), @"
    **Zo is het hier ingesteld**
    - **taal**: nl (standaard), de taal van mijn antwoorden
    - **voorvoegsel**: ! (standaard), waarmee een opdracht begint
    - **artikel**: csto-kazachstan (standaard), over welk artikel het gaat
    - **stil**: nee (standaard), of ik hier zwijg, of alleen voor moderators antwoord
    - **alleen**: nee (standaard), of ik op deze server alleen in dit kanaal antwoord, en in andere waar dat aanstaat
    - **lengte**: kort (server), hoeveel een antwoord laat zien
    - **samenvatting**: iedereen (kanaal), wie om een samenvatting mag vragen
    - **gemist**: nee (standaard), of ik vragen bewaar die ik niet goed beantwoordde

    -# Zet iets met !instelling taal en, voor de hele server met !instelling server taal en. Terug naar wat het was: !instelling taal standaard.
    ---
    - **voorvoegsel**: ! (standaard), waarmee een opdracht begint

    Kies uit één of twee van de tekens !?.,;:$%&+=^. Met standaard zet je het terug.
    ");
    // A summary may be asked for by everybody now, and by typing.
    let summary = told(&running, ASKER, "!samenvatting 2").await;
    assert!(summary.contains("alinea"), "{summary}");
    // Of an answer only its sentence is shown.
    let short = told(
        &running,
        ASKER,
        "!vraag Hoeveel elitetroepen zond Kirgizië?",
    )
    .await;
    assert!(
        short.contains("150 elitetroepen") && !short.contains("overheidsgebouwen"),
        "{short}"
    );
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_quiet_channel_only_moderators_are_answered_and_another_prefix_is_heard() {
    let folder = tempfile::tempdir().expect("a folder");
    let running = start(Double::start().await, folder.path()).await;
    told(&running, MODERATOR, "!instelling voorvoegsel ?").await;
    let unheard = running.say("!alinea 3");
    told(&running, ASKER, "?alinea 3").await;
    told(&running, MODERATOR, "?instelling stil moderators").await;
    let ignored = running.say("?alinea 3");
    told(&running, MODERATOR, "?alinea 3").await;
    let (_, slash) = running
        .slash_as(ASKER, 0, "nl", "alinea", option("nr", "3"))
        .await;
    assert_eq!(slash["flags"], json!(64));
    insta::assert_snapshot!(text(&slash), @"Hier antwoord ik niet: zo hebben de moderators het ingesteld.");
    let (_, set) = running
        .slash_as(
            MODERATOR,
            MANAGE_MESSAGES,
            "nl",
            "instelling",
            option("sleutel", "stil nee"),
        )
        .await;
    assert_eq!(set["flags"], json!(64), "{set}");
    told(&running, ASKER, "?alinea 3").await;
    for id in [unheard, ignored] {
        assert!(running.double.replies(id).is_empty());
    }
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_kept_is_said_and_everything_else_is_answered() {
    let folder = tempfile::tempdir().expect("a folder");
    // A folder that cannot be made, whoever runs this: a file is in its place.
    let state = folder.path().join("state");
    std::fs::write(&state, "").expect("written");
    let store = Database::open(&state).expect("a store");
    let change = |settings: &mut DiscordSettings| settings.chat.store = Some(Arc::new(store));
    let running = Running::start_with(Double::start().await, change).await;
    let said = told(&running, MODERATOR, "!instelling taal en").await;
    insta::assert_snapshot!(said, @"De instelling taal kon ik niet bewaren, dus er is niets veranderd. De beheerder ziet in het logboek waarom.");
    assert!(told(&running, ASKER, "!alinea 99").await.contains("Alinea"));
    running.finish().await;
}
