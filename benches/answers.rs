//! How long it takes: to read a line, to make the index, to answer, to write the answer down.
//!
//! `cargo bench --bench answers` measures everything; `cargo bench --bench answers -- archive` only what is named so. The
//! results of the last run stay in `target/criterion`, and the next one is compared with them; to compare with a
//! certain one, `-- --save-baseline NAME` first and `-- --baseline NAME` then. `cargo test --bench answers` runs each
//! once, unmeasured, as a check.
//!
//! - `parse`: one line to a command.
//! - `index`: the index of the bundled article, in memory.
//! - `find`: what answers a question to the bundled article, by words alone. The questions take turns, and the engine has
//!   answered before.
//! - `find/meaning`: the same by meaning too; nearly all of it is the embedding of the question (`--bench embedding`).
//! - `ask/again`: a question that was asked before, as the console answers it: parsed, found in the cache, rendered.
//! - `render`: an answer of two pages to plain text.
//! - `archive/find`: the same as `find`, in a generated archive of 3,500 passages, with 500 questions made of its words.

use std::hint::black_box;
use std::sync::Arc;

use criterion::Criterion;
use voetnoot::article::Library;
use voetnoot::bot::{Bot, Context};
use voetnoot::command::{self, COMMANDS};
use voetnoot::render::{self, Plain};
use voetnoot::search::SCORED;
use voetnoot::search::{Engine, Keep};
use voetnoot::wording::Language;

#[path = "../tests/common/archive.rs"]
mod archive;

const QUESTIONS: [&str; 5] = [
    "Hoeveel elitetroepen stuurde Kirgizië naar Kazachstan?",
    "Waarom is er in de Armeense oppositie kritiek op het besluit?",
    "Wat zei Loekasjenko over de demonstranten?",
    "Wanneer verliet Oezbekistan de CSTO voor de tweede maal?",
    "Wie is de hoofdtrainer van Ajax?",
];

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    parse(&mut criterion);
    index(&mut criterion);
    let bundled = bot(Library::bundled());
    find(&mut criterion, "find", bundled.engine(), &QUESTIONS);
    #[cfg(feature = "semantic")]
    find(&mut criterion, "find/meaning", &by_meaning(), &QUESTIONS);
    ask_again(&mut criterion, &bundled);
    render(&mut criterion, &bundled);
    let text = archive::archive(3_500);
    let archive = bot(Library::from_text("archief.jsonl", &text).expect("the archive is sound"));
    let questions = questions(archive.library());
    let questions: Vec<&str> = questions.iter().map(String::as_str).collect();
    find(&mut criterion, "archive/find", archive.engine(), &questions);
    criterion.final_summary();
}

/// Questions in words of every seventh passage.
fn questions(library: &Library) -> Vec<String> {
    let passages = library
        .articles()
        .iter()
        .flat_map(|article| article.paragraphs());
    let question = |text: &str| {
        let words = text.split_whitespace().filter(|word| word.len() > 5);
        format!(
            "Wat is er met {}?",
            words.take(4).collect::<Vec<_>>().join(" ")
        )
    };
    passages
        .step_by(7)
        .map(|passage| question(passage.text()))
        .collect()
}

fn bot(library: Library) -> Bot {
    Bot::new(engine(&Arc::new(library)))
}

fn engine(library: &Arc<Library>) -> Engine {
    let opened = Engine::open(Arc::clone(library), Keep::InMemory, None, &mut |_, _| {});
    opened.expect("memory takes an index").0
}

fn parse(criterion: &mut Criterion) {
    let mut lines = COMMANDS
        .iter()
        .map(|spec| spec.example)
        .chain(QUESTIONS)
        .cycle();
    criterion.bench_function("parse", |bencher| {
        bencher.iter(|| command::parse(black_box(lines.next().unwrap_or_default())));
    });
}

fn index(criterion: &mut Criterion) {
    let library = Arc::new(Library::bundled());
    criterion.bench_function("index", |bencher| bencher.iter(|| engine(&library)));
}

#[cfg(feature = "semantic")]
fn by_meaning() -> Engine {
    let model = Arc::new(voetnoot::search::semantic::Model::bundled());
    let library = Arc::new(Library::bundled());
    let opened = Engine::open(library, Keep::InMemory, Some(model), &mut |_, _| {});
    opened.expect("memory takes an index").0
}

fn find(criterion: &mut Criterion, name: &str, engine: &Engine, questions: &[&str]) {
    let mut questions = questions.iter().cycle();
    criterion.bench_function(name, |bencher| {
        bencher.iter(|| {
            let question = black_box(questions.next().copied().unwrap_or_default());
            engine.rank(&engine.understand(question), None, SCORED)
        });
    });
}

fn ask_again(criterion: &mut Criterion, bot: &Bot) {
    let mut questions = QUESTIONS.iter().cycle();
    criterion.bench_function("ask/again", |bencher| {
        bencher.iter(|| {
            let question = black_box(questions.next().copied().unwrap_or_default());
            let answer = bot.answer(&command::parse(question), &Context::default());
            render::pages(&answer, &Plain::new(), Language::default())
        });
    });
}

fn render(criterion: &mut Criterion, bot: &Bot) {
    let answer = bot.answer(&command::parse("!land Kirgizië"), &Context::default());
    criterion.bench_function("render", |bencher| {
        bencher.iter(|| render::pages(black_box(&answer), &Plain::new(), Language::default()));
    });
}
