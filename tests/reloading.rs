//! Promise: an article that is edited or added is served without a restart; one that is broken stays as it was, holds no
//! other back, and is named to the operator.

#![cfg(feature = "platforms")]
#![recursion_limit = "256"]

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use voetnoot::article::Library;
use voetnoot::command::parse;
use voetnoot::ops::{Health, metrics};
use voetnoot::render::{Plain, pages};
use voetnoot::wording::Language;
use watched::{Watched, article, put};

mod common;
#[path = "common/watched.rs"]
mod watched;

/// The folder, and what is seen of it.
struct Desk(Watched);

impl Desk {
    fn open() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        write(folder.path(), "brug", "De brug is groen.");
        Self(Watched::open(folder))
    }

    fn answer(&self, line: &str) -> String {
        let answer = self
            .0
            .served
            .now()
            .answer(&parse(line), &common::moderator());
        pages(&answer, &Plain::new(), Language::Dutch).join("\n~~~\n")
    }

    /// What the operator sees of the content.
    fn content(&self) -> (bool, String) {
        let checks = self.0.health.checks();
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

    fn counts(&self, name: &str) -> Vec<String> {
        let counts = metrics::text(&self.0.health);
        let lines = counts.lines().filter(|line| line.starts_with(name));
        let mut lines: Vec<String> = lines.map(str::to_owned).collect();
        lines.sort_unstable();
        lines
    }
}

fn write(folder: &Path, id: &str, text: &str) {
    put(folder, id, &about(id, text));
}

fn about(id: &str, text: &str) -> String {
    article(id, &format!("Over de {id}"), text)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edited_article_is_answered_from_and_its_citation_names_the_new_revision() {
    let desk = Desk::open();
    insta::assert_snapshot!(desk.answer("!alinea 1"), @"
    “De brug is groen.”
    — alinea 1

    Bron: Anna Smit, ‘Over de brug’ (versie e94cce84)
    ");
    desk.0
        .until_exchanged(|folder| write(folder, "brug", "De brug is sinds gisteren rood."))
        .await;
    insta::assert_snapshot!(desk.answer("!alinea 1"), @"
    “De brug is sinds gisteren rood.”
    — alinea 1

    Bron: Anna Smit, ‘Over de brug’ (versie eacbca38)
    ");
    assert_eq!(desk.until_content_is(true).await, "as the files are");
    let revision = desk.0.served.now().revision(&common::moderator());
    assert_eq!(
        desk.counts("voetnoot_index_info"),
        [format!("voetnoot_index_info{{revision=\"{revision}\"}} 1")]
    );
    assert_eq!(
        desk.counts("voetnoot_reloads_total"),
        [
            "voetnoot_reloads_total{outcome=\"refused\"} 0",
            "voetnoot_reloads_total{outcome=\"taken\"} 1"
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_article_that_is_added_or_replaced_or_removed_is_seen() {
    let desk = Desk::open();
    desk.0
        .until_exchanged(|folder| write(folder, "sluis", "De sluis is dicht."))
        .await;
    assert!(desk.answer("!zoek sluis").contains("De sluis is dicht."));
    // In its place, by one call.
    desk.0
        .until_exchanged(|folder| {
            let text = about("sluis", "De sluis is weer open.");
            fs::write(folder.join("sluis.md"), text).expect("it is written");
        })
        .await;
    assert!(desk.answer("!zoek sluis").contains("weer open."));
    desk.0
        .until_exchanged(|folder| {
            fs::remove_file(folder.join("sluis.md")).expect("it is removed");
        })
        .await;
    assert_eq!(desk.0.served.now().library().articles().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_article_leaves_the_text_from_before_in_service_and_the_operator_sees_why() {
    let desk = Desk::open();
    let before = desk.answer("!alinea 1");
    let file = desk.0.folder.path().join("brug.md");
    let broken = about("brug", "De brug is weg.").replace("title = ", "titel = ");
    put(desk.0.folder.path(), "brug", &broken);
    let detail = desk.until_content_is(false).await;
    let as_checked = Library::load(desk.0.folder.path()).expect_err("it is broken");
    let first = as_checked.errors.first().expect("a problem").to_string();
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
    write(desk.0.folder.path(), "brug", "De brug is groen.");
    desk.until_content_is(true).await;
    assert_eq!(desk.answer("!alinea 1"), before);
    fs::remove_file(&file).expect("it is removed");
    let detail = desk.until_content_is(false).await;
    assert!(detail.contains("There is no article here."), "{detail}");
    assert_eq!(desk.answer("!alinea 1"), before);
    desk.0
        .until_exchanged(|folder| write(folder, "brug", "De brug is er weer."))
        .await;
    assert!(desk.answer("!alinea 1").contains("De brug is er weer."));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_asks_waits_for_no_look() {
    let desk = Desk::open();
    desk.0
        .until_exchanged(|folder| {
            write(folder, "brug", "De brug is blauw.");
            desk.0.asked.notify_one();
        })
        .await;
    assert!(desk.answer("!alinea 1").contains("De brug is blauw."));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_article_keeps_its_version_from_before_and_holds_no_other_back() {
    let desk = Desk::open();
    desk.0
        .until_exchanged(|folder| write(folder, "sluis", "De sluis is dicht."))
        .await;
    let broken = about("brug", "De brug is weg.").replace("authors = ", "auteurs ");
    put(desk.0.folder.path(), "brug", &broken);
    let detail = desk.until_content_is(false).await;
    assert!(detail.contains("brug.md:"), "{detail}");

    // What is right goes on: an edit, and another article.
    desk.0
        .until_exchanged(|folder| write(folder, "sluis", "De sluis is weer open."))
        .await;
    desk.0
        .until_exchanged(|folder| write(folder, "kade", "De kade is nieuw."))
        .await;
    for words in ["groen", "weer open", "nieuw"] {
        assert!(desk.answer(&format!("!zoek {words}")).contains(words));
    }
    let file = desk.0.folder.path().join("brug.md").display().to_string();
    assert_eq!(
        desk.counts("voetnoot_files_left_out"),
        ["voetnoot_files_left_out 1"]
    );
    assert_eq!(
        desk.counts("voetnoot_file_left_out"),
        [format!("voetnoot_file_left_out{{file=\"{file}\"}} 1")]
    );
    // Told once, however often the folder is read.
    let refused = "voetnoot_reloads_total{outcome=\"refused\"} 1".to_owned();
    assert!(desk.counts("voetnoot_reloads_total").contains(&refused));

    desk.0
        .until_exchanged(|folder| write(folder, "brug", "De brug is rood."))
        .await;
    assert_eq!(desk.until_content_is(true).await, "as the files are");
    assert_eq!(desk.counts("voetnoot_file_left_out"), [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_broken_at_the_start_is_left_out_and_taken_once_it_is_mended() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "brug", "De brug is groen.");
    fs::write(folder.path().join("sluis.md"), b"caf\xe9").expect("it is written");
    let desk = Desk(Watched::open(folder));
    let detail = desk.until_content_is(false).await;
    assert!(
        detail.contains("sluis.md:1: ") && detail.contains("Latin-1"),
        "{detail}"
    );
    assert!(desk.answer("!alinea 1").contains("De brug is groen."));
    desk.0
        .until_exchanged(|folder| write(folder, "sluis", "De sluis is dicht."))
        .await;
    desk.until_content_is(true).await;
    assert!(desk.answer("!zoek sluis").contains("De sluis is dicht."));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_served_before_an_edit_is_kept_and_the_change_is_told() {
    let desk = Desk::open();
    assert!(desk.answer("!wijzigingen").contains("niet veranderd"));
    desk.0
        .until_exchanged(|folder| write(folder, "brug", "De brug is rood."))
        .await;
    let told = desk.answer("!wijzigingen");
    assert!(told.contains("De brug is **groen**."), "{told}");
    assert!(told.contains("De brug is **rood**."), "{told}");
}
