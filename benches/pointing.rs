//! By how much an answer comes later than the time-out of a language model that answers too late, or never: what is measured
//! begins where the time-out ends. `cargo bench --bench pointing`.

use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use criterion::Criterion;
use voetnoot::article::Library;
use voetnoot::search::learned::Learned;
use voetnoot::search::pointing::{Complete, Failure, Pointer, Prompt};
use voetnoot::search::rank::WEIGHED;
use voetnoot::search::semantic::Model;
use voetnoot::search::{Engine, Keep};

const TIMEOUT: Duration = Duration::from_millis(500);

/// A model that takes twice as long as it may.
struct Late;

impl Complete for Late {
    fn complete(&self, _: &Prompt, within: Duration) -> Result<Vec<u8>, Failure> {
        thread::sleep(within * 2);
        Err(Failure::Late)
    }

    fn place(&self) -> &str {
        "nowhere"
    }
}

fn main() {
    let mut criterion = Criterion::default()
        .sample_size(10)
        .measurement_time(Duration::from_secs(20))
        .configure_from_args();
    let model = Arc::new(Model::bundled());
    criterion.bench_function("later than the time-out", |bencher| {
        bencher.iter_custom(|times| (0..times).map(|_| lateness(&model)).sum());
    });
    criterion.final_summary();
}

fn lateness(model: &Arc<Model>) -> Duration {
    let model = Arc::<Model>::clone(model);
    let library = Arc::new(Library::bundled());
    let opened = Engine::open(library, Keep::InMemory, Some(model), &mut |_, _| {});
    let (engine, _) = opened.expect("memory takes an index");
    // A model of its own for each: one that fails is soon left alone.
    let learned = Learned::bundled().with_pointing();
    let pointer = Arc::new(Pointer::new(Arc::new(Late), TIMEOUT, None, learned));
    let engine = engine.pointed(Some(pointer));
    let question = engine.understand("Hoeveel elitetroepen stuurde Kirgizië naar Kazachstan?");
    let _ = engine.rank(&question, None, WEIGHED);
    let began = Instant::now();
    let ranking = engine.rank_pointed(&question, None, WEIGHED);
    assert!(ranking.is_makeshift, "it was not late");
    began.elapsed().saturating_sub(TIMEOUT)
}
