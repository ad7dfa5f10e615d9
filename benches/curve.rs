//! What a library costs as it grows: how long its index takes, how large it is, how much memory answers need, and how long a
//! new question takes, by words alone and by meaning.
//!
//! `cargo bench --bench curve -- 20 1000 10000` measures archives of so many passages; `--words` leaves meaning out, which
//! takes some tens of milliseconds a passage to index. Each row is one archive: the index is made by `voetnoot index`, and then the
//! program is started again and asked questions in the archive's words, each for the first time.
//!
//! A question's cost is the work of all processors for it; what one processor can answer in a second follows from that.

#![expect(clippy::print_stdout, reason = "a bench prints what it measures")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

#[path = "../tests/common/archive.rs"]
mod archive;
mod program;

use program::Program;

const QUESTIONS: usize = 100;

fn main() {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let sizes: Vec<usize> = given.iter().filter_map(|size| size.parse().ok()).collect();
    // `cargo test --benches` runs this too, to see that it works.
    let sizes = if sizes.is_empty() { vec![20] } else { sizes };
    let mut ways: Vec<(&str, &[&str])> = vec![("words", &["--no-semantic"])];
    if cfg!(feature = "semantic") && !given.iter().any(|flag| flag == "--words") {
        ways.push(("meaning", &[]));
    }
    println!(
        "| passages | by | index made in | index | first answer | memory, at most | question p50 | p99 | work a question | \
         questions a second and core |\n|---|---|---|---|---|---|---|---|---|---|"
    );
    for size in sizes {
        for (name, flags) in &ways {
            measure(size, name, flags);
        }
    }
}

fn measure(size: usize, name: &str, flags: &[&str]) {
    let folder = tempfile::tempdir().expect("a folder");
    let (content, store) = (
        folder.path().join("archive.jsonl"),
        folder.path().join("store"),
    );
    let text = archive::archive(size);
    fs::write(&content, &text).expect("it is written");
    let questions = questions(&text);
    drop(text);

    let made = index(&content, &store, flags);
    let (mut program, first) = Program::start(&content, &store, flags);
    let before = program.worked();
    let mut times: Vec<Duration> = questions
        .iter()
        .map(|question| program.ask(question).0)
        .collect();
    let work = (program.worked() - before).as_secs_f64() / times.len() as f64;
    times.sort_unstable();
    let share = |percent: usize| times[(times.len() - 1) * percent / 100].as_secs_f64() * 1e3;
    println!(
        "| {size} | {name} | {:.1} s | {:.1} MB | {:.2} s | {:.0} MB | {:.1} ms | {:.1} ms | {:.1} ms | {:.0} |",
        made.as_secs_f64(),
        weight(&store) as f64 / 1e6,
        first.as_secs_f64(),
        program.memory("VmHWM:"),
        share(50),
        share(99),
        work * 1e3,
        1.0 / work
    );
}

/// Makes the index. Returns how long that took.
fn index(content: &Path, store: &Path, flags: &[&str]) -> Duration {
    let began = Instant::now();
    let status = Command::new(env!("CARGO_BIN_EXE_voetnoot"))
        .arg("index")
        .args(flags)
        .arg("--content")
        .arg(content)
        .arg("--store")
        .arg(store)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("it starts");
    assert!(status.success(), "the index is not made: {status}");
    began.elapsed()
}

/// Questions in words of passages from all over the archive.
fn questions(archive: &str) -> Vec<String> {
    let articles = archive.lines().count();
    archive
        .lines()
        .step_by((articles / QUESTIONS).max(1))
        .flat_map(|line| {
            let article: serde_json::Value = serde_json::from_str(line).expect("JSON");
            let paragraphs = article["paragraphs"].as_array().expect("a list").clone();
            let texts = paragraphs
                .into_iter()
                .filter_map(|one| one["text"].as_str().map(str::to_owned));
            texts
                .take((QUESTIONS / articles).max(1))
                .collect::<Vec<_>>()
        })
        .take(QUESTIONS)
        .map(|text| {
            let words = text.split_whitespace().filter(|word| word.len() > 5);
            format!(
                "Wat is er met {}?",
                words.take(4).collect::<Vec<_>>().join(" ")
            )
        })
        .collect()
}

/// The bytes of all files in a folder.
fn weight(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| match entry.metadata() {
            Ok(about) if about.is_dir() => weight(&entry.path()),
            Ok(about) => about.len(),
            Err(_) => 0,
        })
        .sum()
}
