//! By how much an answer comes later than the time-out of a language model that answers too late, or never: what is measured
//! begins where the time-out ends. `cargo bench --bench pointing`.

use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use criterion::{Criterion, SamplingMode};
use voetnoot::article::Library;
use voetnoot::search::SCORED;
use voetnoot::search::learned::LearnedWeights;
use voetnoot::search::pointing::{Complete, Pointer, PointingError, Prompt, TIMEOUT};
use voetnoot::search::semantic::Model;
use voetnoot::search::{Engine, Keep};

/// A model that takes twice as long as it may.
struct Late;

impl Complete for Late {
    fn complete(&self, _: &Prompt, within: Duration) -> Result<Vec<u8>, PointingError> {
        thread::sleep(within * 2);
        Err(PointingError::Late)
    }

    fn place(&self) -> &str {
        "nowhere"
    }
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let model = Arc::new(Model::bundled());
    let mut group = criterion.benchmark_group("pointing");
    group
        .sampling_mode(SamplingMode::Flat)
        .sample_size(10)
        .warm_up_time(Duration::from_millis(1))
        .measurement_time(Duration::from_secs(1));
    group.bench_function("later than the time-out", |bencher| {
        bencher.iter_custom(|times| (0..times).map(|_| lateness(&model)).sum());
    });
    group.finish();
    criterion.final_summary();
}

fn lateness(model: &Arc<Model>) -> Duration {
    let model = Arc::<Model>::clone(model);
    let library = Arc::new(Library::bundled());
    let opened = Engine::open(library, Keep::InMemory, Some(model), &mut |_, _| {});
    let (engine, _) = opened.expect("memory takes an index");
    // A model of its own for each: one that fails is soon left alone.
    let learned = LearnedWeights::bundled().with_pointing();
    let pointer = Arc::new(Pointer::new(Arc::new(Late), TIMEOUT, None, learned));
    let engine = engine.pointed(Some(pointer));
    let question = engine.understand("Hoeveel elitetroepen stuurde Kirgizië naar Kazachstan?");
    let _ = engine.rank(&question, None, SCORED);
    let began = Instant::now();
    let ranking = engine.rank_pointed(&question, None, SCORED);
    assert!(ranking.fell_back, "it was not late");
    began.elapsed().saturating_sub(TIMEOUT)
}
