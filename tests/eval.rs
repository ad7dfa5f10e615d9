//! Promise: what `eval` reports is true, and the answers are at least as good as the README says.

use std::path::Path;

use voetnoot::article::Library;
use voetnoot::eval::{measure, read};

mod common;

#[test]
fn the_bundled_article_is_answered_well_and_its_silence_is_noticed() {
    let questions = read(Path::new("tests/data/article-dev.jsonl")).expect("questions");
    let report = measure(common::bot(), &questions, false).expect("a report");
    assert_eq!((report.questions, report.answerable), (30, 25));
    let ours = &report.voetnoot;
    assert!(ours.paragraph1 >= Some(0.84), "{ours:?}");
    assert!(ours.sentence1 >= Some(0.64), "{ours:?}");
    assert!(ours.auc >= Some(0.90), "{ours:?}");
    assert_eq!(ours.found_on_unanswerable, 0);
    assert!(ours.r1 > report.bm25.r1 && ours.sentence1 > report.bm25.sentence1);
}

#[test]
fn the_pages_of_a_government_are_ranked_better_than_by_plain_bm25() {
    let library = Library::load(Path::new("tests/data/vac/corpus.jsonl")).expect("an archive");
    let questions = read(Path::new("tests/data/vac/questions.jsonl")).expect("questions");
    assert_eq!(questions.name, "vac");
    let report = measure(&common::bot_about(library), &questions, false).expect("a report");
    assert!(report.voetnoot.r1 >= 0.65, "{:?}", report.voetnoot);
    assert!(report.voetnoot.r1 > report.bm25.r1 && report.voetnoot.mrr10 > report.bm25.mrr10);
    assert_eq!(
        report.voetnoot.auc, None,
        "nothing to tell apart: every question is answered"
    );
}

/// By words alone; with the model it is fewer, as the README says.
#[test]
fn of_questions_that_are_written_to_mislead_few_are_answered() {
    let library = Library::load(Path::new("tests/data/kranten/artikelen")).expect("articles");
    let questions = read(Path::new("tests/data/kranten/questions.jsonl")).expect("questions");
    let report = measure(&common::bot_about(library), &questions, true).expect("a report");
    let unanswerable = report.questions - report.answerable;
    let (ours, plain) = (&report.voetnoot, &report.bm25);
    assert!(ours.found_on_unanswerable * 4 < unanswerable, "{ours:?}");
    assert!(ours.found_on_unanswerable < plain.found_on_unanswerable && ours.r1 > plain.r1);
}

#[test]
fn a_question_about_nothing_that_is_there_is_refused() {
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(
        file.path(),
        r#"{"id": "x", "question": "Waar?", "gold": ["elders#1"]}"#,
    )
    .expect("written");
    let questions = read(file.path()).expect("questions");
    let error = measure(common::bot(), &questions, false).expect_err("no such passage");
    assert!(error.to_string().contains("elders#1"), "{error}");
}
