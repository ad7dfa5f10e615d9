//! The article changes while the bot is asked about it.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::Ordering;
use std::time::Duration;

use serde_json::Value;
use voetnoot::article::Library;
use voetnoot::chat::discord::HttpClient;

use super::double::{ASKER, CHANNEL, Double, TOKEN};
use super::events;
use super::gateway::Push;
use super::program::{free_address, program, terminate};
use super::running::{Running, button, buttons, text};
use super::watched::{Watched, article, put};

/// Where the reading page is.
const PAGE: &str = "https://voetnoot.example";

/// What the versions of the article are told apart by: each stands in every sentence of its own.
const COLOURS: [&str; 4] = ["rode", "blauwe", "oranje", "paarse"];

/// Writes a version of the article; gives its revision.
fn write(folder: &Path, colour: &str) -> String {
    let paragraph = |number: usize| {
        format!("De {colour} brug heeft {number} pijlers. ").repeat(20) + "Zo is het.\n\n"
    };
    let body: String = (1..10).map(paragraph).collect();
    put(
        folder,
        "brug",
        &article("brug", &format!("De {colour} brug"), &body),
    );
    let library = Library::load(folder).expect("it is sound");
    library.articles()[0].revision.clone()
}

/// A running bot about a folder with the article, which is looked at all the time.
async fn start() -> (Watched, Running) {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), COLOURS[0]);
    let watched = Watched::open_at(folder, Some(PAGE));
    let double = Double::start().await;
    let running = Running::start_about(double, watched.served.clone(), |_| {}).await;
    (watched, running)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_asked_after_an_edit_is_answered_from_it_and_what_was_before_says_so() {
    let (watched, running) = start().await;
    let shows = |colour: &'static str| {
        move |double: &Double| {
            let presence = double
                .gateway
                .presence
                .lock()
                .expect("nobody panics with it");
            presence.to_string().contains(colour).then_some(())
        }
    };
    running.double.until(shows(COLOURS[0])).await;
    let old = write(watched.folder.path(), COLOURS[0]);
    let before = running.ask("!alinea 1-9").await;
    let revision = write(watched.folder.path(), COLOURS[1]);
    running.double.until(shows(COLOURS[1])).await;

    let next = button(&before, "Volgende");
    let stale = text(&running.press(ASKER, 0, &next, None).await);
    let more = text(&running.ask("!meer").await);
    for (said, command) in [(stale, "</wijzigingen:"), (more, "!wijzigingen ")] {
        let has_changed =
            said.starts_with("De tekst van het artikel is veranderd sinds dit antwoord");
        assert!(has_changed && said.contains(command), "{said}");
        for link in [
            format!("[Zo was de tekst toen](<{PAGE}/brug/{old}>)"),
            format!("[Wat er veranderde](<{PAGE}/brug/wijzigingen>)"),
        ] {
            assert!(said.contains(&link), "{said}");
        }
    }
    let after = running.ask("!alinea 1-9").await;
    assert!(
        text(&after).contains("De blauwe brug heeft 1 pijlers."),
        "{after}"
    );
    assert!(text(&after).contains(&revision), "{after}");
    let next = button(&after, "Volgende");
    let second = text(&running.press(ASKER, 0, &next, None).await);
    assert!(second.contains("De blauwe brug heeft"), "{second}");
    let changes = text(&running.ask("!wijzigingen").await);
    for words in [
        "De **rode** brug heeft 1 pijlers.",
        "De **blauwe** brug heeft 1 pijlers.",
    ] {
        assert!(changes.contains(words), "{words}: {changes}");
    }
    running.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_all_that_is_asked_meanwhile_nothing_is_lost_and_nothing_is_of_two_texts() {
    let (watched, running) = start().await;
    let mut revisions = vec![(COLOURS[0], write(watched.folder.path(), COLOURS[0]))];
    let mut asked = Vec::new();
    for colour in COLOURS.into_iter().skip(1) {
        let exchanged = watched.until_exchanged(|folder| write(folder, colour));
        tokio::pin!(exchanged);
        let lines = [
            "!alinea 2-7",
            "!zoek pijlers",
            "!vraag Hoeveel pijlers heeft de brug?",
            "!bron",
        ];
        for line in lines.into_iter().cycle() {
            asked.push((line, running.say(line)));
            tokio::select! {
                revision = &mut exchanged => {
                    revisions.push((colour, revision));
                    break;
                }
                () = tokio::time::sleep(Duration::from_millis(3)) => {}
            }
        }
    }
    let mut of_buttons = BTreeSet::new();
    for (line, question) in asked {
        let answer = running.reply(question).await;
        let ids = buttons(&answer).into_iter().map(|(_, id, _)| id);
        let on_buttons: Vec<String> = ids
            .filter_map(|id| id.split('.').nth(3).map(str::to_owned))
            .collect();
        let answer = text(&answer);
        let of: Vec<&(&str, String)> = revisions
            .iter()
            .filter(|(colour, revision)| answer.contains(colour) || answer.contains(revision))
            .collect();
        let [(colour, revision)] = of[..] else {
            panic!("{line}: {answer}");
        };
        of_buttons.extend(on_buttons.into_iter().map(|revision| (revision, *colour)));
        assert!(
            answer.contains(colour) && answer.contains(revision),
            "{line}: {answer}"
        );
    }
    let on_buttons: BTreeSet<&String> = of_buttons.iter().map(|(revision, _)| revision).collect();
    assert_eq!(on_buttons.len(), of_buttons.len(), "{of_buttons:?}");
    running.finish().await;
}

/// A program that ends with the test, however that ends.
struct Started(Child);

impl Drop for Started {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

async fn page(address: &str, path: &str) -> String {
    match HttpClient::new()
        .get(format!("http://{address}{path}"))
        .send()
        .await
    {
        Ok(answer) => answer.text().await.unwrap_or_default(),
        Err(_) => String::new(),
    }
}

async fn until_page_says(address: &str, path: &str, what: &str) {
    let look = async {
        while !page(address, path).await.contains(what) {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let seen = tokio::time::timeout(Duration::from_secs(30), look).await;
    if seen.is_err() {
        panic!("{path} does not say {what}: {}", page(address, path).await);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_program_reads_its_content_again_on_sighup() {
    let double = Double::start().await;
    let folder = tempfile::tempdir().expect("a folder");
    let content = folder.path().join("content");
    fs::create_dir(&content).expect("a folder");
    write(&content, COLOURS[0]);
    let address = free_address();
    let settings = [
        ("VOETNOOT_DISCORD_TOKEN", TOKEN),
        ("VOETNOOT_DISCORD_API", &double.rest),
        ("VOETNOOT_NO_SEMANTIC", "1"),
        ("VOETNOOT_HTTP", &address),
    ];
    let started = program(folder.path(), &["serve"], &settings)
        .stderr(Stdio::piped())
        .spawn();
    let mut child = Started(started.expect("it starts"));
    let mut log = child.0.stderr.take().expect("a log");
    let reading = std::thread::spawn(move || {
        let mut text = String::new();
        log.read_to_string(&mut text).map(|_| text)
    });
    let id = child.0.id().to_string();
    let hang_up = || {
        let sent = Command::new("kill").args(["-HUP", &id]).status();
        assert!(sent.expect("kill is there").success());
    };
    double
        .until(|double| (double.gateway.begun.load(Ordering::SeqCst) > 0).then_some(()))
        .await;
    until_page_says(&address, "/readyz", "\"ready\":true").await;

    fs::write(content.join("brug.md"), "+++\nid = \"brug\"\n+++\n").expect("it is written");
    hang_up();
    let refused = "voetnoot_reloads_total{outcome=\"refused\"} 1";
    until_page_says(&address, "/metrics", refused).await;
    until_page_says(&address, "/readyz", "\"check\":\"content\",\"ok\":false").await;
    assert!(page(&address, "/readyz").await.contains("\"ready\":true"));
    let health = program(folder.path(), &["health"], &settings).status();
    assert!(health.expect("it runs").success());

    let revision = write(&content, COLOURS[1]);
    hang_up();
    let taken = "voetnoot_reloads_total{outcome=\"taken\"} 1";
    until_page_says(&address, "/metrics", taken).await;
    let id = double.id();
    let message = events::message(id, CHANNEL, ASKER, "!alinea 2");
    let _ = double.push.send(Push::Event("MESSAGE_CREATE", message));
    let answer: Value = double
        .until(|double| double.replies(id).into_iter().next())
        .await;
    assert!(text(&answer).contains(&revision), "{answer}");

    terminate(&child.0);
    assert!(child.0.wait().expect("it ends").success());
    let log = reading.join().expect("it is read").expect("it is text");
    assert!(log.contains("content/brug.md:"), "{log}");
    assert!(log.contains("changed content is served"), "{log}");
    assert_eq!(double.findings(), Vec::<String>::new());
}
