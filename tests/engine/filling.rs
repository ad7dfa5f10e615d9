//! How an engine is filled: with back-pressure, again after an interruption, and without doubles.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::json;

use super::double::{Double, both};
use super::server::{Conduct, Speaks, Turn};

/// An archive of so many articles of two paragraphs.
fn write(folder: &Path, articles: usize) {
    let mut lines = String::new();
    for number in 0..articles {
        let article = json!({
            "id": format!("stuk-{number}"),
            "title": format!("Stuk {number}"),
            "language": "nl",
            "paragraphs": [{"text": format!("Dit is stuk {number} van de krant.")}, {"text": "Tot zover."}],
        });
        writeln!(lines, "{article}").expect("a String takes every write");
    }
    fs::write(folder.join("krant.jsonl"), lines).expect("it is written");
}

#[test]
fn every_passage_and_every_text_is_there_once() {
    both(|double| {
        let folder = tempfile::tempdir().expect("a folder");
        write(folder.path(), 120);
        let written = double.fill(folder.path());
        assert_eq!(
            (written.articles, written.passages, written.known),
            (120, 240, 0)
        );
        let counted = double.state().index.counted();
        assert_eq!(counted.len(), 360);
        assert!(counted.values().all(|count| *count == 1));
        let again = double.fill(folder.path());
        assert_eq!((again.articles, again.known), (0, 120));
        assert_eq!(double.state().index.documents.len(), 360);
    });
}

#[test]
fn an_engine_that_turns_requests_or_documents_away_gets_them_later() {
    both(|double| {
        let folder = tempfile::tempdir().expect("a folder");
        write(folder.path(), 60);
        let speaks = double.state().speaks;
        double.state().turns = match speaks {
            Speaks::Quickwit => vec![Turn::Away(429), Turn::Away(503), Turn::Away(429)],
            Speaks::Elastic => vec![
                Turn::Away(429),
                Turn::First(7),
                Turn::Away(503),
                Turn::First(0),
                Turn::First(30),
            ],
        };
        let written = double.fill(folder.path());
        assert_eq!(written.articles, 60);
        let counted = double.state().index.counted();
        assert_eq!(counted.len(), 180);
        assert!(counted.values().all(|count| *count == 1));
    });
}

#[test]
fn a_run_that_was_interrupted_anywhere_is_completed_by_the_next() {
    both(|double| {
        let folder = tempfile::tempdir().expect("a folder");
        write(folder.path(), 130);
        for interrupted_after in 0..6 {
            let mut turns = vec![Turn::Away(401)];
            turns.extend(vec![Turn::First(usize::MAX); interrupted_after]);
            double.state().turns = turns;
            let _ = double.try_fill(folder.path());
        }
        double.state().turns.clear();
        double.fill(folder.path());
        let state = double.state();
        let counted = state.index.counted();
        assert_eq!(counted.len(), 390, "everything is there");
        if state.speaks == Speaks::Elastic {
            assert!(counted.values().all(|count| *count == 1));
        }
        let texts = counted.iter().filter(|(id, _)| !id.contains('#'));
        assert!(texts.clone().count() == 130 && texts.clone().all(|(_, count)| *count == 1));
    });
}

#[test]
fn an_article_that_cannot_be_used_is_left_out_and_named() {
    let double = Double::new(Speaks::Elastic);
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), 2);
    fs::write(folder.path().join("leeg.md"), "").expect("it is written");
    let twice = fs::read_to_string(folder.path().join("krant.jsonl")).expect("an archive");
    let twice = twice.lines().next().unwrap_or_default();
    fs::write(folder.path().join("later.jsonl"), twice).expect("it is written");
    let written = double.fill(folder.path());
    assert_eq!(written.articles, 2);
    let left: Vec<String> = written
        .left
        .iter()
        .map(|left| {
            let file = Path::new(&left.place).file_name().expect("a name");
            format!(
                "{}: {}",
                file.display(),
                left.why.lines().next().unwrap_or_default()
            )
        })
        .collect();
    insta::assert_snapshot!(left.join("\n"), @"
    later.jsonl:1: the id `stuk-0` is that of an earlier article
    leeg.md: leeg.md: The article has no paragraph. Write its text below the front matter.
    ");
}

#[test]
fn an_engine_that_refuses_says_why() {
    let double = Double::new(Speaks::Elastic);
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), 2);
    double.fill(folder.path());
    double.state().turns = vec![Turn::Away(403)];
    write(folder.path(), 3);
    let error = double.try_fill(folder.path()).expect_err("it refuses");
    insta::assert_snapshot!(format!("{error:#}"), @"the engine takes no more; run this again to continue: the engine answers with status 403: later");
    double.behaves(Conduct::Status(401));
    let error = double
        .try_fill(folder.path())
        .expect_err("it lets nobody in");
    insta::assert_snapshot!(format!("{error:#}"), @"the index cannot be made: the engine answers with status 401");
}

#[test]
fn the_index_is_made_once_in_the_engines_own_way() {
    both(|double| {
        let folder = tempfile::tempdir().expect("a folder");
        write(folder.path(), 2);
        double.fill(folder.path());
        double.fill(folder.path());
        let state = double.state();
        let making = match state.speaks {
            Speaks::Quickwit => "POST /api/v1/indexes",
            Speaks::Elastic => "PUT /archive",
        };
        let made = state.requests.iter().filter(|line| line.as_str() == making);
        assert_eq!(made.count(), 1);
    });
}

#[test]
fn what_a_run_sent_is_found_when_it_ends() {
    both(|double| {
        let folder = tempfile::tempdir().expect("a folder");
        write(folder.path(), 2);
        double.fill(folder.path());
        let state = double.state();
        let refreshing = match state.speaks {
            Speaks::Quickwit => "_bulk?refresh=true",
            Speaks::Elastic => "/archive/_refresh",
        };
        let last = state.requests.last();
        assert!(
            last.is_some_and(|line| line.ends_with(refreshing)),
            "{last:?}"
        );
    });
}
