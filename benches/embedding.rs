//! How long it takes to read the model, and to turn a text into a vector.
//!
//! `cargo bench --features semantic --bench embedding` measures everything, each text on one thread; `-- question` only
//! what is named so. `benches/embedding.py` compares with another program for the same model; for it,
//! `-- --texts FILE THREADS ROUNDS` embeds the lines of a file, shared out among so many threads, so many times, and
//! writes the seconds of each time, a line each.
//!
//! - `load`: the model, from files to ready.
//! - `question`: a question of twelve words.
//! - `paragraph`: a paragraph of sixty words.
#![expect(
    clippy::print_stdout,
    reason = "the comparison reads the seconds from standard output"
)]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use criterion::Criterion;
use voetnoot::search::Side;
use voetnoot::search::semantic::Encoder;

const QUESTION: &str =
    "Waarom stuurde de Russische regering in januari vorig jaar troepen naar Kazachstan?";
const PARAGRAPH: &str = "De militaire alliantie stuurde in januari enkele duizenden soldaten naar het land, \
    nadat de president om hulp had gevraagd tegen wat hij buitenlandse terroristen noemde. De demonstranten waren de \
    straat op gegaan omdat de prijs van autogas in korte tijd was verdubbeld. Na twee weken keerden de meeste troepen \
    terug, en in de hoofdstad werd het langzaam weer rustig op straat.";

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "--texts") {
        return texts(&arguments[at + 1..]);
    }
    let mut criterion = Criterion::default().configure_from_args();
    let encoder = encoder();
    for (name, side, text) in [
        ("question", Side::Question, QUESTION),
        ("paragraph", Side::Passage, PARAGRAPH),
    ] {
        criterion.bench_function(name, |bencher| {
            bencher.iter(|| encoder.embed(side, black_box(text)));
        });
    }
    criterion.bench_function("load", |bencher| bencher.iter(self::encoder));
    criterion.final_summary();
}

fn encoder() -> Encoder {
    let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("index/model");
    let file = |name: &str| std::fs::read(folder.join(name)).expect("a file of the bundled model");
    Encoder::from_bytes(&file("model.gguf"), &file("tokenizer.json")).expect("the bundled model")
}

/// Embeds the lines of a file; the first rounds, until things are warm, are the reader's to leave out.
fn texts(arguments: &[String]) {
    let [file, threads, rounds, ..] = arguments else {
        panic!("--texts FILE THREADS ROUNDS");
    };
    let threads: usize = threads.parse().expect("a number of threads");
    let rounds: usize = rounds.parse().expect("a number of rounds");
    let text = std::fs::read_to_string(file).expect("the file of texts");
    let lines: Vec<&str> = text.lines().collect();
    let encoder = encoder();
    for _ in 0..rounds {
        let start = Instant::now();
        let next = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| {
                    while let Some(line) = lines.get(next.fetch_add(1, Ordering::Relaxed)) {
                        black_box(encoder.embed(Side::Passage, line).expect("a vector"));
                    }
                });
            }
        });
        println!("{}", start.elapsed().as_secs_f64());
    }
}
