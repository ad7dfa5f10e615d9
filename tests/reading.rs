//! Promise: the program reads question and passage as the training code does, and a reader that cannot be used says what is
//! wrong.
#![cfg(feature = "semantic")]

use std::path::Path;
use std::sync::LazyLock;

use serde::Deserialize;
use voetnoot::search::semantic::Model;
use voetnoot::search::{Embed as _, ReadPassages as _, Readable};

static BUNDLED: LazyLock<Model> = LazyLock::new(Model::bundled);

/// A question and a passage with the log odds that the training code gives its sentences.
#[derive(Deserialize)]
struct Pair {
    question: String,
    section: String,
    text: String,
    sentences: Vec<[usize; 2]>,
    odds: Vec<f64>,
}

fn pairs() -> Vec<Pair> {
    let lines = std::fs::read_to_string("index/model/reader-reference.jsonl").expect("the file");
    let pair = |line: &str| serde_json::from_str(line).expect("a pair");
    lines.lines().map(pair).collect()
}

fn odds(pair: &Pair) -> Vec<f64> {
    let sentences: Vec<_> = pair
        .sentences
        .iter()
        .map(|[start, end]| *start..*end)
        .collect();
    let passage = Readable {
        section: &pair.section,
        text: &pair.text,
        sentences: &sentences,
    };
    let read = BUNDLED
        .read(&pair.question, &[passage])
        .expect("it is read");
    let [odds] = read.try_into().expect("one passage");
    odds
}

#[test]
fn the_released_reader_agrees_with_the_training_code() {
    let pairs = pairs();
    assert!(pairs.len() >= 40);
    let (mut both, mut ours, mut theirs, mut farthest) = (0.0, 0.0, 0.0, 0.0_f64);
    for pair in &pairs {
        let odds = odds(pair);
        assert_eq!(odds.len(), pair.odds.len(), "{}", pair.question);
        for (odds, expected) in odds.iter().zip(&pair.odds) {
            both += odds * expected;
            ours += odds * odds;
            theirs += expected * expected;
            farthest = farthest.max((odds - expected).abs());
        }
    }
    let cosine = both / f64::sqrt(ours * theirs);
    assert!(cosine >= 0.999, "{cosine}, farthest {farthest}");
}

#[test]
fn every_sentence_of_a_passage_that_is_longer_than_the_reader_sees_is_read() {
    let sentence = "De brug over de Waal is in mei 1996 geopend door de minister. ";
    let text = sentence.repeat(60);
    let sentences: Vec<_> = (0..60)
        .map(|at| at * sentence.len()..(at + 1) * sentence.len())
        .collect();
    let passage = Readable {
        section: "Nijmegen",
        text: &text,
        sentences: &sentences,
    };
    let read = BUNDLED
        .read("Wanneer is de brug geopend?", &[passage])
        .expect("it is read");
    assert_eq!(read[0].len(), 60);
    assert!(read[0].iter().all(|odds| odds.is_finite() && *odds > -20.0));
}

#[test]
fn what_is_read_does_not_depend_on_what_else_is_read() {
    let pairs = pairs();
    let sentences: Vec<Vec<_>> = pairs
        .iter()
        .map(|pair| {
            pair.sentences
                .iter()
                .map(|[start, end]| *start..*end)
                .collect()
        })
        .collect();
    let passages: Vec<Readable<'_>> = pairs
        .iter()
        .zip(&sentences)
        .take(7)
        .map(|(pair, sentences)| Readable {
            section: &pair.section,
            text: &pair.text,
            sentences,
        })
        .collect();
    let question = &pairs[0].question;
    let together = BUNDLED.read(question, &passages).expect("they are read");
    for (passage, together) in passages.iter().zip(together) {
        let alone = BUNDLED.read(question, &[*passage]).expect("it is read");
        assert_eq!(alone[0], together);
    }
}

#[test]
fn an_empty_question_and_an_empty_passage_are_read_too() {
    let passage = Readable {
        section: "",
        text: "",
        sentences: &[],
    };
    let read = BUNDLED.read("", &[passage]).expect("it is read");
    assert_eq!(read, [Vec::<f64>::new()]);
}

#[test]
fn a_folder_without_a_reader_has_a_model_without_one_and_a_broken_reader_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["model.gguf", "tokenizer.json"] {
        std::fs::copy(
            Path::new("index/model").join(name),
            folder.path().join(name),
        )
        .expect("copied");
    }
    let model = Model::from_folder(folder.path()).expect("a model");
    assert!(model.reader().is_none());
    std::fs::copy("index/model/model.gguf", folder.path().join("reader.gguf")).expect("copied");
    let error = Model::from_folder(folder.path()).err().expect("no reader");
    assert!(
        error
            .to_string()
            .starts_with("reader.gguf is not a reader of this model"),
        "{error}"
    );
}
