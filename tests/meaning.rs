//! Promise: the bundled model computes what its authors published, and a model that cannot be used says what is wrong.
#![cfg(feature = "semantic")]

use std::error::Error as _;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use candle_core::Device;
use candle_core::quantized::gguf_file::{Content, write};
use candle_core::quantized::{GgmlDType, QTensor};
use voetnoot::search::Side;
use voetnoot::search::semantic::{Encoder, Model, ModelError};

static BUNDLED: LazyLock<Encoder> = LazyLock::new(|| {
    let encoder = Encoder::from_bytes(&file("model.gguf"), &file("tokenizer.json"));
    encoder.expect("the bundled model")
});

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("index/model")
}

fn file(name: &str) -> Vec<u8> {
    std::fs::read(folder().join(name)).expect("a file of the bundled model")
}

fn cosine(a: &[f32], b: &[f32]) -> f32 {
    assert_eq!(a.len(), b.len());
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// What is wrong with these weights, with its causes.
fn complaint(weights: &[u8]) -> String {
    let error = Encoder::from_bytes(weights, &file("tokenizer.json"))
        .err()
        .expect("the weights are of no use");
    let mut complaint = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        complaint = format!("{complaint}: {error}");
        cause = error.source();
    }
    assert!(complaint.contains("model.gguf"), "{complaint}");
    complaint
}

/// The bundled weights with other bytes where these first stand, so many bytes on.
fn patched(after: &str, skip: usize, bytes: &[u8]) -> Vec<u8> {
    let mut weights = file("model.gguf");
    let found = weights
        .windows(after.len())
        .position(|window| window == after.as_bytes())
        .expect("the name");
    let at = found + after.len() + skip;
    weights[at..at + bytes.len()].copy_from_slice(bytes);
    weights
}

#[test]
fn every_reference_vector_is_reproduced() {
    let reference = String::from_utf8(file("reference.jsonl")).expect("UTF-8");
    let mut count = 0;
    for line in reference.lines() {
        let line: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let text = line["text"].as_str().expect("text");
        let (side, text) = match text.split_once(": ").expect("prefix") {
            ("query", rest) => (Side::Question, rest),
            (_, rest) => (Side::Passage, rest),
        };
        let vector = BUNDLED.embed(side, text).expect("vector");
        let expected: Vec<f32> = serde_json::from_value(line["vector"].clone()).expect("vector");
        let cosine = cosine(&vector, &expected);
        // States are rounded to eight bits.
        assert!(cosine >= 0.9995, "{cosine} for «{text}»");
        count += 1;
    }
    assert_eq!(count, 11);
}

#[test]
fn every_vector_is_as_wide_as_the_model_and_of_length_1() {
    assert_eq!(BUNDLED.width(), 384);
    for text in ["", " ", "a", "\u{0}", "🙂", &"lang ".repeat(2_000)] {
        let vector = BUNDLED.embed(Side::Passage, text).expect("vector");
        assert_eq!(vector.len(), 384);
        assert!((cosine(&vector, &vector) - 1.0).abs() < 1e-5, "«{text}»");
    }
}

#[test]
fn a_question_is_not_a_passage() {
    let [question, passage] =
        [Side::Question, Side::Passage].map(|side| BUNDLED.embed(side, "Kazachstan").expect("ok"));
    assert!(cosine(&question, &passage) < 0.99);
}

#[test]
fn many_threads_get_the_same_vectors_as_one() {
    let embed = || BUNDLED.embed(Side::Passage, "De troepen vertrokken in januari.");
    let alone = embed().expect("vector");
    std::thread::scope(|scope| {
        let running: Vec<_> = (0..8).map(|_| scope.spawn(embed)).collect();
        for thread in running {
            let vector = thread.join().expect("a thread").expect("vector");
            assert_eq!(vector, alone);
        }
    });
}

#[test]
fn weights_may_be_of_any_type_that_gguf_knows() {
    let weights = file("model.gguf");
    let mut weights = Cursor::new(&weights);
    let content = Content::read(&mut weights).expect("GGUF");
    let tensors: Vec<(&str, QTensor)> = content
        .tensor_infos
        .iter()
        .map(|(name, info)| {
            let kind = match (info.shape.rank(), name.contains("ffn")) {
                (1, _) => GgmlDType::F32,
                (_, true) => GgmlDType::Q8_0,
                (_, false) => GgmlDType::F16,
            };
            let tensor = info.read(&mut weights, content.tensor_data_offset, &Device::Cpu);
            let tensor = tensor.and_then(|tensor| tensor.dequantize(&Device::Cpu));
            let tensor = tensor.and_then(|tensor| QTensor::quantize(&tensor, kind));
            (name.as_str(), tensor.expect("a tensor of another type"))
        })
        .collect();
    let tensors: Vec<_> = tensors
        .iter()
        .map(|(name, tensor)| (*name, tensor))
        .collect();
    let metadata: Vec<_> = content
        .metadata
        .iter()
        .map(|(name, value)| (name.as_str(), value))
        .collect();
    let mut rewritten = Cursor::new(Vec::new());
    write(&mut rewritten, &metadata, &tensors).expect("GGUF");
    let rewritten = Encoder::from_bytes(rewritten.get_ref(), &file("tokenizer.json"));
    let text = "Waarom vielen er doden in Almaty?";
    let [a, b] = [&rewritten.expect("a model"), &*BUNDLED]
        .map(|encoder| encoder.embed(Side::Question, text).expect("vector"));
    assert!(cosine(&a, &b) >= 0.999);
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let path = |folder: &Path| match Model::from_folder(folder) {
        Err(error @ ModelError::Unreadable { .. }) => error.to_string(),
        _ => panic!("a file is missing"),
    };
    assert!(path(Path::new("nowhere")).contains("nowhere"));
    let half = tempfile::tempdir().expect("a folder");
    std::fs::write(half.path().join("model.gguf"), file("model.gguf")).expect("a copy");
    assert!(path(half.path()).contains("tokenizer.json"));
}

#[test]
fn weights_that_are_none_are_an_error() {
    complaint(b"");
    complaint(b"GGUF, but not really");
    let whole = file("model.gguf");
    for length in [4, 100, 5_000, whole.len() - 1] {
        complaint(&whole[..length]);
    }
}

#[test]
fn another_architecture_is_named() {
    // In a GGUF file a text is preceded by its type (4 bytes) and its length (8).
    let weights = patched("general.architecture", 12, b"bart");
    assert!(complaint(&weights).contains("the architecture is bart"));
}

#[test]
fn tensors_that_do_not_fit_together_are_named() {
    let heads = patched("bert.attention.head_count", 4, &[7]);
    assert!(complaint(&heads).contains("7 heads cannot share 384 values"));
    // The name is followed by the number of dimensions (4 bytes), and each of them.
    let shorter = patched("blk.3.ffn_down.bias", 4, &128_u64.to_le_bytes());
    assert!(complaint(&shorter).contains("blk.3.ffn_down.bias"));
    let layers = patched("bert.block_count", 4, &[13]);
    assert!(complaint(&layers).contains("blk.12"));
}

#[test]
fn a_tokenizer_that_is_none_is_an_error() {
    for tokenizer in [&b""[..], b"{}", b"\xff"] {
        let error = Encoder::from_bytes(&file("model.gguf"), tokenizer).err();
        let error = error.expect("no tokenizer").to_string();
        assert!(error.contains("tokenizer.json"), "{error}");
    }
}
