//! `--compact`: what is deleted from an engine.

use std::fs;
use std::path::Path;

use serde_json::json;

use super::double::both;

fn write(folder: &Path, name: &str, text: &str) {
    let article = json!({"id": name, "title": name, "language": "nl", "paragraphs": [{"text": text}, {"text": "Tot zover."}]});
    fs::write(folder.join(format!("{name}.jsonl")), article.to_string()).expect("it is written");
}

#[test]
fn earlier_editions_are_deleted_and_nothing_else() {
    both(|double| {
        let folder = tempfile::tempdir().expect("a folder");
        for text in [
            "De haven is klein.",
            "De haven is groot.",
            "De haven is dicht.",
        ] {
            write(folder.path(), "haven", text);
            write(folder.path(), "markt", "De markt is elke dinsdag.");
            double.fill(folder.path());
        }
        assert_eq!(double.state().index.documents.len(), 3 * 3 + 3);
        let compacted = double.archive().compact().expect("it is cleared up");
        assert_eq!((compacted.articles, compacted.deleted), (2, 2));
        let state = double.state();
        assert_eq!(state.index.documents.len(), 3 + 3);
        let texts: Vec<&str> = state
            .index
            .documents
            .iter()
            .filter_map(|(_, one)| one["text"].as_str())
            .collect();
        assert!(
            texts.iter().any(|text| text.contains("dicht"))
                && texts.iter().any(|text| text.contains("dinsdag"))
        );
    });
}

#[test]
fn a_text_that_came_back_stays() {
    both(|double| {
        let folder = tempfile::tempdir().expect("a folder");
        for text in [
            "De haven is klein.",
            "De haven is groot.",
            "De haven is klein.",
        ] {
            write(folder.path(), "haven", text);
            double.fill(folder.path());
        }
        let compacted = double.archive().compact().expect("it is cleared up");
        assert_eq!((compacted.articles, compacted.deleted), (1, 1));
        let state = double.state();
        let left: Vec<&str> = state
            .index
            .documents
            .iter()
            .filter_map(|(_, one)| one["text"].as_str())
            .collect();
        assert!(
            !left.is_empty() && left.iter().all(|text| text.contains("klein")),
            "{left:?}"
        );
    });
}
