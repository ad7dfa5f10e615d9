//! Promise: an article that is edited or added is served without a restart; one that is broken changes nothing but what the
//! operator sees.

#![cfg(any(feature = "discord", feature = "matrix"))]
#![recursion_limit = "256"]

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use tokio::sync::Notify;
use voetnoot::article::Library;
use voetnoot::bot::Served;
use voetnoot::command::parse;
use voetnoot::config::Settings;
use voetnoot::ops::content::{Content, Seen};
use voetnoot::ops::{Health, metrics};
use voetnoot::render::{Plain, pages};
use voetnoot::wording::Language;

mod common;

/// A folder of articles that is served, and looked at all the time.
struct Desk {
    folder: TempDir,
    served: Served,
    health: Arc<Health>,
    asked: Arc<Notify>,
}

impl Desk {
    fn open() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        write(folder.path(), "brug", "De brug is groen.");
        let settings = Settings {
            content: Some(folder.path().to_owned()),
            store: Some(folder.path().join(".store")),
            ..Settings::default()
        };
        let read = Seen::now(&settings);
        let library = Library::load(folder.path()).expect("it is sound");
        let served = Served::new(Arc::new(common::bot_about(library)));
        let health = Arc::new(Health::new());
        health.ask(&served.now());
        let asked = Arc::new(Notify::new());
        let content = Content::new(settings, served.clone(), Arc::clone(&health));
        let every = Duration::from_millis(10);
        tokio::spawn(content.keep_current(read, every, Arc::clone(&asked)));
        Self {
            folder,
            served,
            health,
            asked,
        }
    }

    fn answer(&self, line: &str) -> String {
        let answer = self.served.now().answer(&parse(line), &common::moderator());
        pages(&answer, &Plain::new(), Language::Dutch).join("\n~~~\n")
    }

    /// What the operator sees of the content.
    fn content(&self) -> (bool, String) {
        let checks = self.health.checks();
        assert!(Health::is_ready(&checks), "{checks:?}");
        let check = checks.into_iter().find(|check| check.check == "content");
        check.map(|check| (check.ok, check.detail)).expect("a line")
    }

    /// Waits until the operator sees the content as it should be, or not.
    async fn until_content_is(&self, ok: bool) -> String {
        let begun = Instant::now();
        loop {
            match self.content() {
                (is_ok, detail) if is_ok == ok => return detail,
                seen => assert!(begun.elapsed() < Duration::from_secs(20), "{seen:?}"),
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// Does something, and waits until another text is served.
    async fn until_exchanged(&self, change: impl FnOnce(&Path)) {
        let mut exchanges = self.served.exchanges();
        change(self.folder.path());
        let exchanged = tokio::time::timeout(Duration::from_secs(20), exchanges.changed());
        exchanged.await.expect("in time").expect("it is served");
    }

    fn counts(&self, name: &str) -> Vec<String> {
        let counts = metrics::text(&self.health);
        let lines = counts.lines().filter(|line| line.starts_with(name));
        lines.map(str::to_owned).collect()
    }
}

fn article(id: &str, text: &str) -> String {
    format!(
        "+++\nid = \"{id}\"\ntitle = \"Over de {id}\"\nauthors = [\"Anna Smit\"]\nlanguage = \"nl\"\n+++\n\n{text}\n"
    )
}

fn write(folder: &Path, id: &str, text: &str) {
    put(folder, id, &article(id, text));
}

/// Writes a file as careful editors do: aside, and then in its place. Nobody sees half of it.
fn put(folder: &Path, id: &str, text: &str) {
    let aside = folder.join(format!(".{id}.md.tmp"));
    fs::write(&aside, text).expect("it is written");
    fs::rename(aside, folder.join(format!("{id}.md"))).expect("it is in place");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edited_article_is_answered_from_and_its_citation_names_the_new_revision() {
    let desk = Desk::open();
    insta::assert_snapshot!(desk.answer("!alinea 1"), @"
    “De brug is groen.”
    — alinea 1

    Bron: Anna Smit, ‘Over de brug’ (versie e94cce84)
    ");
    desk.until_exchanged(|folder| write(folder, "brug", "De brug is sinds gisteren rood."))
        .await;
    insta::assert_snapshot!(desk.answer("!alinea 1"), @"
    “De brug is sinds gisteren rood.”
    — alinea 1

    Bron: Anna Smit, ‘Over de brug’ (versie eacbca38)
    ");
    assert_eq!(desk.until_content_is(true).await, "as the files are");
    let revision = desk.served.now().revision(&common::moderator());
    assert_eq!(
        desk.counts("voetnoot_index_info"),
        [format!("voetnoot_index_info{{revision=\"{revision}\"}} 1")]
    );
    assert_eq!(
        desk.counts("voetnoot_reloads_total"),
        [
            "voetnoot_reloads_total{outcome=\"taken\"} 1",
            "voetnoot_reloads_total{outcome=\"refused\"} 0"
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_article_that_is_added_or_replaced_or_removed_is_seen() {
    let desk = Desk::open();
    desk.until_exchanged(|folder| write(folder, "sluis", "De sluis is dicht."))
        .await;
    assert!(desk.answer("!zoek sluis").contains("De sluis is dicht."));
    // In its place, by one call.
    desk.until_exchanged(|folder| {
        let text = article("sluis", "De sluis is weer open.");
        fs::write(folder.join("sluis.md"), text).expect("it is written");
    })
    .await;
    assert!(desk.answer("!zoek sluis").contains("weer open."));
    desk.until_exchanged(|folder| {
        fs::remove_file(folder.join("sluis.md")).expect("it is removed");
    })
    .await;
    assert_eq!(desk.served.now().library().articles().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_article_leaves_the_text_from_before_in_service_and_the_operator_sees_why() {
    let desk = Desk::open();
    let before = desk.answer("!alinea 1");
    let file = desk.folder.path().join("brug.md");
    let broken = article("brug", "De brug is weg.").replace("authors = ", "auteurs = ");
    put(desk.folder.path(), "brug", &broken);
    let detail = desk.until_content_is(false).await;
    let as_checked = Library::load(desk.folder.path()).expect_err("it is broken");
    let first = as_checked.problems.first().expect("a problem").to_string();
    assert!(first.contains("brug.md:"), "{first}");
    assert!(detail.contains(&first), "{detail}");
    assert_eq!(desk.answer("!alinea 1"), before);
    assert_eq!(
        desk.counts("voetnoot_check{check=\"content\"}"),
        ["voetnoot_check{check=\"content\"} 0"]
    );
    assert!(
        desk.counts("voetnoot_reloads_total")
            .contains(&"voetnoot_reloads_total{outcome=\"refused\"} 1".to_owned())
    );

    // Mended, or put back as it was, it is in order again.
    write(desk.folder.path(), "brug", "De brug is groen.");
    desk.until_content_is(true).await;
    assert_eq!(desk.answer("!alinea 1"), before);
    fs::remove_file(&file).expect("it is removed");
    let detail = desk.until_content_is(false).await;
    assert!(detail.contains("There is no article here."), "{detail}");
    assert_eq!(desk.answer("!alinea 1"), before);
    desk.until_exchanged(|folder| write(folder, "brug", "De brug is er weer."))
        .await;
    assert!(desk.answer("!alinea 1").contains("De brug is er weer."));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_asks_waits_for_no_look() {
    let desk = Desk::open();
    desk.until_exchanged(|folder| {
        write(folder, "brug", "De brug is blauw.");
        desk.asked.notify_one();
    })
    .await;
    assert!(desk.answer("!alinea 1").contains("De brug is blauw."));
}
