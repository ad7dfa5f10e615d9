//! Promise: the bundled model computes what its authors published.
#![cfg(feature = "semantic")]

use std::path::Path;

use voetnoot::search::semantic::{Encoder, Side};

#[test]
fn every_reference_vector_is_reproduced() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("index/model");
    let encoder = Encoder::from_folder(&folder).expect("the bundled model");
    let reference = std::fs::read_to_string(folder.join("reference.jsonl")).expect("reference");
    let mut count = 0;
    for line in reference.lines() {
        let line: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let text = line["text"].as_str().expect("text");
        let (side, text) = match text.split_once(": ").expect("prefix") {
            ("query", rest) => (Side::Question, rest),
            (_, rest) => (Side::Passage, rest),
        };
        let vector = encoder.embed(side, text).expect("vector");
        let expected = line["vector"].as_array().expect("vector");
        assert_eq!(vector.len(), expected.len());
        let cosine: f64 = vector
            .iter()
            .zip(expected)
            .map(|(a, b)| f64::from(*a) * b.as_f64().expect("number"))
            .sum();
        assert!(cosine >= 0.999, "{cosine} for «{text}»");
        count += 1;
    }
    assert_eq!(count, 11);
}

#[test]
fn a_model_that_is_not_there_is_named() {
    let error = Encoder::from_folder(Path::new("nowhere"))
        .err()
        .expect("no model");
    assert!(error.to_string().contains("nowhere"), "{error}");
}

#[test]
fn weights_that_are_none_are_an_error() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("index/model");
    let tokenizer = std::fs::read(folder.join("tokenizer.json")).expect("tokenizer");
    assert!(Encoder::from_bytes(b"GGUF, but not really", &tokenizer).is_err());
    assert!(Encoder::from_bytes(b"", b"{}").is_err());
}
