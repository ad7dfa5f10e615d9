//! The JSON of an answer, and what holds for every one.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;
use voetnoot::command::COMMANDS;

use super::running::run;

/// What `ask --json` prints: one line, and nothing else matters to a program that reads it.
pub(super) fn ask(folder: &Path, settings: &[&str], line: &str) -> Value {
    let ran = run(folder, &[settings, &["ask", "--json", line]].concat());
    assert_eq!(ran.status, Some(0), "{line}: {}", ran.err);
    assert_eq!(ran.out.lines().count(), 1, "{line}");
    let answer = serde_json::from_str(&ran.out).expect("it is JSON");
    assert_contract(&answer);
    answer
}

/// The names of an object's fields.
pub(super) fn fields(value: &Value) -> BTreeSet<&str> {
    let object = value.as_object().expect("an object");
    object.keys().map(String::as_str).collect()
}

pub(super) fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().expect("a text")
}

pub(super) fn list<'a>(value: &'a Value, field: &str) -> &'a [Value] {
    value[field].as_array().expect("a list")
}

/// The ranges of a passage in a field, as the words that they give.
pub(super) fn words<'a>(passage: &'a Value, field: &str) -> Vec<&'a str> {
    let word = |range: &Value| {
        let end =
            |at: usize| usize::try_from(range[at].as_u64().expect("a number")).expect("it fits");
        assert_eq!(range.as_array().map(Vec::len), Some(2));
        text(passage, "text")
            .get(end(0)..end(1))
            .expect("whole characters of the text")
    };
    list(passage, field).iter().map(word).collect()
}

/// All that holds for every answer.
pub(super) fn assert_contract(answer: &Value) {
    let of_answer = [
        "command",
        "verdict",
        "confidence",
        "objection",
        "passages",
        "text",
    ];
    let of_passage = [
        "address",
        "article",
        "revision",
        "paragraph",
        "kind",
        "section",
        "text",
        "excerpts",
        "highlights",
        "score",
        "citation",
        "link",
    ];
    assert_eq!(fields(answer), BTreeSet::from(of_answer));
    let command = text(answer, "command");
    assert!(command == "onbekend" || COMMANDS.iter().any(|spec| spec.name == command));
    let verdict = text(answer, "verdict");
    assert!(["found", "maybe", "none"].contains(&verdict));
    let confidence = answer["confidence"].as_f64().expect("a number");
    assert!((0.0..=1.0).contains(&confidence));
    assert!(answer["objection"].is_null() || verdict != "found" && answer["objection"].is_string());
    assert!(!text(answer, "text").is_empty());
    let passages = list(answer, "passages");
    assert!(passages.is_empty() || verdict != "none");
    for passage in passages {
        assert_eq!(fields(passage), BTreeSet::from(of_passage));
        let (article, address) = (text(passage, "article"), text(passage, "address"));
        let label = address
            .strip_prefix(article)
            .and_then(|label| label.strip_prefix('#'));
        let label = label.expect("an address begins with its article");
        assert_eq!(
            passage["paragraph"].as_u64(),
            label.parse().ok(),
            "{address}"
        );
        let kind = text(passage, "kind");
        assert!(["lede", "body", "caption", "byline", "sources"].contains(&kind));
        assert_eq!(
            passage["paragraph"].is_null(),
            !["lede", "body"].contains(&kind)
        );
        assert_eq!(text(passage, "revision").len(), 8);
        assert!(text(passage, "citation").contains(text(passage, "revision")));
        assert!(text(passage, "citation").contains(text(passage, "section")));
        assert!(passage["score"].is_number());
        assert!(passage["link"].is_null() || passage["link"].is_string());
        let excerpts = words(passage, "excerpts");
        assert!(!excerpts.is_empty() && excerpts.iter().all(|words| !words.is_empty()));
        for highlight in words(passage, "highlights") {
            assert!(
                excerpts.iter().any(|excerpt| excerpt.contains(highlight)),
                "{address}"
            );
        }
    }
    let addresses: BTreeSet<_> = passages
        .iter()
        .map(|passage| text(passage, "address"))
        .collect();
    assert_eq!(addresses.len(), passages.len(), "a passage is listed once");
}
