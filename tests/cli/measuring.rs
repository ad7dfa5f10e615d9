//! `eval`: the figures of a set of questions, as text and as JSON.

use std::collections::BTreeSet;

use serde_json::Value;
use voetnoot::search::Objection;

use super::answer::fields;
use super::running::run;
use super::{ARCHIVE, QUESTIONS, folder};

#[test]
fn eval_measures_a_set_of_questions_beside_plain_bm25() {
    let place = folder(&[("klein/questions.jsonl", QUESTIONS)]);
    let ran = run(
        place.path(),
        &["eval", "--no-semantic", "klein/questions.jsonl"],
    );
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    let without_times = ran.out.lines().map(|line| match line.split_once("(µs)") {
        Some((name, _)) => format!("{name}(µs) …"),
        None => line.to_owned(),
    });
    insta::assert_snapshot!(without_times.collect::<Vec<_>>().join("\n"), @"
    klein: 3 questions, 2 answerable
                                voetnoot  plain BM25
    R@1                            1.000       1.000
    R@5                            1.000       1.000
    MRR@10                         1.000       1.000
    paragraph@1                    1.000       1.000
    sentence@1                     1.000       1.000
    AUC of confidence              1.000       1.000
    trusted                        0.500       1.000
    precision of found             1.000       1.000
    in view                        1.000       1.000
    found, unanswerable                0           0
    none, answerable                   0           0
    latency p50 (µs) …
    latency p95 (µs) …
    latency p99 (µs) …

    not found because of
    country                          1

    coverage  confidence  risk
         10 %        0.96  0.00
         20 %        0.96  0.00
         30 %        0.96  0.00
         40 %        0.40  0.00
         50 %        0.40  0.00
         60 %        0.40  0.00
         70 %        0.01  0.33 █████████████████
         80 %        0.01  0.33 █████████████████
         90 %        0.01  0.33 █████████████████
        100 %        0.01  0.33 █████████████████
    ");
}

#[test]
fn eval_as_json_keeps_its_fields() {
    let place = folder(&[("klein/questions.jsonl", QUESTIONS)]);
    let ran = run(place.path(), &["eval", "--json", "klein/questions.jsonl"]);
    assert_eq!(
        (ran.status, ran.out.lines().count()),
        (Some(0), 1),
        "{}",
        ran.err
    );
    let report: Value = serde_json::from_str(&ran.out).expect("it is JSON");
    let measures = [
        "r1",
        "r5",
        "mrr10",
        "paragraph1",
        "sentence1",
        "auc",
        "trusted",
        "precision_of_found",
        "in_view",
        "kinds",
        "objections",
        "found_on_unanswerable",
        "none_on_answerable",
        "latency_us",
    ];
    let of_set = ["set", "questions", "answerable", "bm25"];
    assert_eq!(fields(&report["bm25"]), BTreeSet::from(measures));
    assert_eq!(
        fields(&report),
        measures.into_iter().chain(of_set).collect()
    );
    for part in [&report, &report["bm25"]] {
        assert_eq!(
            fields(&part["latency_us"]),
            BTreeSet::from(["p50", "p95", "p99"])
        );
    }
    assert_eq!(
        (&report["set"], &report["questions"], &report["answerable"]),
        (&"klein".into(), &3.into(), &2.into())
    );
    assert_eq!(report["r1"], 1.0);
}

#[test]
fn eval_within_the_article_ranks_only_its_passages() {
    let questions =
        r#"{"id":"a","question":"Wie kreeg het herstel van de molen?","gold":["haven#1"]}"#;
    let place = folder(&[("archief.jsonl", ARCHIVE), ("vragen.jsonl", questions)]);
    let r1 = |more: &[&str]| {
        let base = [
            "--content",
            "archief.jsonl",
            "eval",
            "--json",
            "vragen.jsonl",
        ];
        let ran = run(place.path(), &[&base[..], more].concat());
        let report: Value = serde_json::from_str(&ran.out).expect("it is JSON");
        report["r1"].as_f64()
    };
    assert_eq!((r1(&[]), r1(&["--within-article"])), (Some(0.0), Some(1.0)));
}

#[test]
fn eval_with_ablate_prints_what_each_objection_prevents_and_costs() {
    let place = folder(&[("klein/questions.jsonl", QUESTIONS)]);
    let command = ["eval", "--no-semantic", "--ablate", "klein/questions.jsonl"];
    let ran = run(place.path(), &command);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    let rows: Vec<Vec<&str>> = ran
        .out
        .lines()
        .skip(1)
        .map(|line| line.split_whitespace().collect())
        .collect();
    let names: Vec<&str> = rows.iter().map(|row| row[0]).collect();
    let objections: Vec<&str> = Objection::all(false).map(Objection::name).collect();
    assert_eq!(names, objections);
    assert!(rows.iter().all(|row| row.len() == 3), "{}", ran.out);
}
