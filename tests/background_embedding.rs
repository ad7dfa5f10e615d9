//! Promise: nobody waits until a large library is embedded. Questions are answered by words until its passages are, and by meaning
//! from then on, while its sentences are embedded; vectors are written as they are made; and embedding stops when a library is no
//! longer served.

use std::fmt::Write as _;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::Duration;

use voetnoot::article::Library;
use voetnoot::bot::{Bot, Context};
use voetnoot::chat::console;
use voetnoot::command;
use voetnoot::render::{Plain, pages};
use voetnoot::search::{Embed, Engine, IndexOrigin, Keep, Side};
use voetnoot::wording::Language;

/// A model that embeds as many texts as it is allowed to, and remembers them. To it a text means how long it is.
#[derive(Default)]
struct Gated {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    allowed: usize,
    passages: Vec<String>,
    questions: usize,
}

impl Gated {
    fn closed() -> Arc<Self> {
        Arc::default()
    }

    fn open() -> Arc<Self> {
        let model = Self::closed();
        model.allow(usize::MAX);
        model
    }

    /// Allows so many texts more.
    fn allow(&self, count: usize) {
        let mut state = self.state.lock().expect("nobody panics");
        state.allowed = state.allowed.saturating_add(count);
        self.changed.notify_all();
    }

    /// Waits until so many texts of passages were embedded.
    fn until_embedded(&self, count: usize) {
        let state = self.state.lock().expect("nobody panics");
        let is_early = |state: &mut State| state.passages.len() < count;
        drop(self.changed.wait_while(state, is_early));
    }

    fn passages(&self) -> Vec<String> {
        self.state.lock().expect("nobody panics").passages.clone()
    }

    fn questions(&self) -> usize {
        self.state.lock().expect("nobody panics").questions
    }
}

impl Embed for Gated {
    fn identity(&self) -> &str {
        "gated"
    }

    fn embed(&self, side: Side, text: &str) -> anyhow::Result<Vec<f32>> {
        let mut state = self.state.lock().expect("nobody panics");
        if side == Side::Question {
            state.questions += 1;
        } else {
            let is_closed = |state: &mut State| state.allowed == 0;
            state = self
                .changed
                .wait_while(state, is_closed)
                .expect("nobody panics");
            state.allowed -= usize::from(state.allowed < usize::MAX);
            state.passages.push(text.to_owned());
            self.changed.notify_all();
        }
        let angle = f32::from(u8::try_from(text.len() % 90).expect("it fits")).to_radians();
        Ok(vec![angle.cos(), angle.sin()])
    }
}

/// Passages in each of three articles; one text for each passage, for all are one sentence.
const PASSAGES: usize = 50;

fn library(word: &str) -> Arc<Library> {
    library_with(word, "")
}

/// The same, with a last sentence in each passage.
fn library_with(word: &str, last: &str) -> Arc<Library> {
    let mut lines = String::new();
    for (id, published) in [
        ("oud", "1999"),
        ("nieuw", "2023-04"),
        ("midden", "2010-01-02"),
    ] {
        let texts = (0..PASSAGES).map(|number| {
            let text = format!("De {word} van {id} heeft nummer {number} en {number} ramen.{last}");
            format!("{{\"text\":\"{text}\"}}")
        });
        let texts: Vec<String> = texts.collect();
        writeln!(
            lines,
            "{{\"id\":\"{id}\",\"title\":\"{id}\",\"language\":\"nl\",\"published\":\"{published}\",\"paragraphs\":[{}]}}",
            texts.join(",")
        )
        .expect("a String takes every write");
    }
    Arc::new(Library::from_text("stukken.jsonl", &lines).expect("it is sound"))
}

fn open(model: Option<&Arc<Gated>>, keep: Keep<'_>) -> Engine {
    let model = model.map(|model| Arc::<Gated>::clone(model) as Arc<dyn Embed>);
    let opened = Engine::open(library("brug"), keep, model, &mut |_, _| {});
    opened.expect("an index").0
}

/// An engine of passages of two sentences.
fn open_two(model: &Arc<Gated>, keep: Keep<'_>) -> Engine {
    let model = Arc::<Gated>::clone(model) as Arc<dyn Embed>;
    let library = library_with("brug", " Dat weet iedereen.");
    let opened = Engine::open(library, keep, Some(model), &mut |_, _| {});
    opened.expect("an index").0
}

/// Embeds all passages of an engine that was asked something, and none of their sentences.
fn embed_passages(engine: &Engine, model: &Gated) {
    model.allow(3 * PASSAGES);
    until(|| engine.progress().expect("there is a model").done() == 3 * PASSAGES);
}

/// Waits until something holds that another thread brings about.
fn until(mut holds: impl FnMut() -> bool) {
    while !holds() {
        thread::sleep(Duration::from_millis(1));
    }
}

fn answer(bot: &Bot) -> String {
    let command = command::parse("Hoeveel ramen heeft de brug van nieuw met nummer 17?");
    let answer = bot.answer(&command, &Context::default());
    pages(&answer, &Plain::new(), Language::Dutch).concat()
}

/// Ends what an engine works at. The model lets go of the texts that it was asked meanwhile.
fn stop(engine: &Engine, model: &Gated) {
    thread::scope(|scope| {
        let stopping = scope.spawn(|| engine.stop());
        while !stopping.is_finished() {
            model.allow(1);
            thread::sleep(Duration::from_millis(5));
        }
    });
}

#[test]
fn questions_are_answered_by_words_until_meaning_is_there_and_then_by_meaning() {
    let model = Gated::closed();
    let bot = Bot::new(open(Some(&model), Keep::InMemory));
    assert!(!bot.engine().is_embedding(), "nobody asked yet");
    let in_words = answer(&Bot::new(open(None, Keep::InMemory)));
    assert_eq!(answer(&bot), in_words);
    assert_eq!(model.questions(), 0);
    assert!(bot.engine().is_embedding());
    let said = console::meaning_pending(&bot).expect("it is said");
    insta::assert_snapshot!(said.words(Language::Dutch), @"Wat de teksten betekenen wordt nog uitgewerkt (0 van 150 alinea’s). Tot dat klaar is zoek ik op woorden alleen.");
    let progress = bot.engine().progress().expect("there is a model");
    assert_eq!((progress.done(), progress.total()), (0, 3 * PASSAGES));

    model.allow(usize::MAX);
    let made = bot.engine().wait_for_vectors(&mut |_, _| {});
    assert_eq!(made.expect("vectors"), IndexOrigin::Built);
    assert_eq!(progress.done(), 3 * PASSAGES);
    assert!(!bot.engine().is_embedding());
    assert!(console::meaning_pending(&bot).is_none());
    // What was answered by words is not repeated.
    answer(&bot);
    assert_eq!(model.questions(), 1);
}

#[test]
fn the_newest_article_comes_first_and_is_asked_by_meaning_before_the_others_are_done() {
    let model = Gated::closed();
    let bot = Bot::new(open(Some(&model), Keep::InMemory));
    answer(&bot);
    let about = |id| Context {
        article: Some(id),
        ..Context::default()
    };
    let question = command::parse("Hoeveel ramen heeft nummer 17?");
    let mut made = 0;
    while model.questions() == 0 {
        made += 1;
        model.allow(1);
        model.until_embedded(made);
        let _ = bot.answer(&question, &about("nieuw"));
    }
    assert!((PASSAGES..3 * PASSAGES).contains(&made), "{made}");
    let _ = bot.answer(&question, &about("oud"));
    assert_eq!(model.questions(), 1);
    model.allow(usize::MAX);
}

#[test]
fn a_little_is_waited_for() {
    let model = Gated::open();
    let text = r#"{"id":"stuk","title":"","language":"nl","paragraphs":[{"text":"De brug heeft 17 ramen. Zij is oud."}]}"#;
    let library = Arc::new(Library::from_text("stuk.jsonl", text).expect("it is sound"));
    let of_model = Arc::<Gated>::clone(&model) as Arc<dyn Embed>;
    let opened = Engine::open(library, Keep::InMemory, Some(of_model), &mut |_, _| {});
    let bot = Bot::new(opened.expect("an index").0);
    answer(&bot);
    assert_eq!(model.questions(), 1);
    assert_eq!(model.passages().len(), 3, "the passage and its sentences");
    answer(&bot);
    assert_eq!(model.questions(), 1, "nothing is better now");
}

#[test]
fn passages_are_enough_to_answer_by_meaning_and_sentences_come_after() {
    let model = Gated::closed();
    let bot = Bot::new(open_two(&model, Keep::InMemory));
    answer(&bot);
    embed_passages(bot.engine(), &model);
    let progress = bot.engine().progress().expect("there is a model");
    assert_eq!(progress.sentences(), 0);
    assert_eq!(model.questions(), 0);
    let by_passages = answer(&bot);
    assert_eq!(model.questions(), 1);
    assert!(by_passages.contains("17 ramen"), "{by_passages}");
    assert!(bot.engine().is_embedding());
    assert!(
        console::meaning_pending(&bot).is_none(),
        "it does not search by words alone"
    );
    let is_whole = |text: &String| text.contains("ramen. Dat");
    assert!(model.passages().iter().all(is_whole));
    answer(&bot);
    assert_eq!(model.questions(), 1);

    model.allow(usize::MAX);
    let made = bot.engine().wait_for_vectors(&mut |_, _| {});
    assert_eq!(made.expect("vectors"), IndexOrigin::Built);
    assert_eq!(progress.sentences(), 3 * PASSAGES);
    assert!(!bot.engine().is_embedding());
    let sentences = model.passages().split_off(3 * PASSAGES);
    assert_eq!(sentences.len(), 2 * 3 * PASSAGES);
    assert!(!sentences.iter().any(is_whole));
    // What was answered by passages alone is not repeated.
    answer(&bot);
    answer(&bot);
    assert_eq!(model.questions(), 2);
}

#[test]
fn the_sentences_of_an_article_count_once_all_of_them_are_there() {
    let model = Gated::closed();
    let bot = Bot::new(open_two(&model, Keep::InMemory));
    let question = command::parse("Hoeveel ramen heeft nummer 17?");
    let ask = |id| {
        let context = Context {
            article: Some(id),
            ..Context::default()
        };
        let _ = bot.answer(&question, &context);
        model.questions()
    };
    ask("nieuw");
    embed_passages(bot.engine(), &model);
    assert_eq!((ask("nieuw"), ask("oud")), (1, 2));
    let mut made = 3 * PASSAGES + PASSAGES;
    model.allow(PASSAGES);
    model.until_embedded(made);
    assert_eq!(ask("nieuw"), 2, "half of its sentences are there");
    while ask("nieuw") == 2 {
        made += 1;
        model.allow(1);
        model.until_embedded(made);
    }
    assert!(made < (1 + 2) * 3 * PASSAGES, "the newest comes first");
    assert_eq!(ask("oud"), 3, "nothing is better there");
    model.allow(usize::MAX);
}

#[test]
fn progress_counts_a_passage_half_until_its_sentences_are_embedded() {
    let model = Gated::closed();
    let engine = open_two(&model, Keep::InMemory);
    let told = Mutex::new(Vec::new());
    let tell = |done, all| told.lock().expect("nobody panics").push((done, all));
    let is_told = |what| told.lock().expect("nobody panics").last() == Some(&what);
    thread::scope(|scope| {
        scope.spawn(|| engine.wait_for_vectors(&mut |done, all| tell(done, all)));
        until(|| is_told((0, 3 * PASSAGES)));
        embed_passages(&engine, &model);
        until(|| is_told((3 * PASSAGES / 2, 3 * PASSAGES)));
        let progress = engine.progress().expect("there is a model");
        model.allow(3 * PASSAGES);
        until(|| progress.sentences() > 0);
        assert_eq!(progress.done(), 3 * PASSAGES);
        model.allow(usize::MAX);
    });
    assert!(told.into_inner().expect("nobody panics").is_sorted());
}

#[test]
fn whoever_is_interrupted_at_the_sentences_embeds_no_passage_again() {
    let store = tempfile::tempdir().expect("a folder");
    let model = Gated::closed();
    let bot = Bot::new(open_two(&model, Keep::Here(store.path())));
    answer(&bot);
    embed_passages(bot.engine(), &model);
    model.allow(PASSAGES);
    model.until_embedded(4 * PASSAGES);
    stop(bot.engine(), &model);
    drop(bot);

    let again = Gated::closed();
    let bot = Bot::new(open_two(&again, Keep::Here(store.path())));
    answer(&bot);
    assert_eq!(again.questions(), 1, "by meaning from the first one on");
    again.allow(usize::MAX);
    let origin = bot.engine().wait_for_vectors(&mut |_, _| {});
    assert_eq!(origin.expect("vectors"), IndexOrigin::Built);
    let left = again.passages();
    assert!(left.len() < 2 * 3 * PASSAGES, "{}", left.len());
    assert!(!left.iter().any(|text| text.contains("ramen. Dat")));
    let engine = open_two(&Gated::closed(), Keep::Here(store.path()));
    let origin = engine.wait_for_vectors(&mut |_, _| {}).expect("vectors");
    assert_eq!(origin, IndexOrigin::Loaded);
}

#[test]
fn whoever_is_interrupted_goes_on_where_they_were() {
    const MADE: usize = 40;
    let store = tempfile::tempdir().expect("a folder");
    let model = Gated::closed();
    let engine = open(Some(&model), Keep::Here(store.path()));
    let bot = Bot::new(engine);
    answer(&bot);
    model.allow(MADE);
    model.until_embedded(MADE);
    stop(bot.engine(), &model);
    let made = model.passages().len();
    drop(bot);

    let again = Gated::open();
    let engine = open(Some(&again), Keep::Here(store.path()));
    let origin = engine.wait_for_vectors(&mut |_, _| {}).expect("vectors");
    assert_eq!(origin, IndexOrigin::Built);
    let left = again.passages().len();
    assert!(
        left < 3 * PASSAGES && made + left >= 3 * PASSAGES,
        "{made} and {left}"
    );
    let engine = open(Some(&Gated::closed()), Keep::Here(store.path()));
    let origin = engine.wait_for_vectors(&mut |_, _| {}).expect("vectors");
    assert_eq!(origin, IndexOrigin::Loaded);
}

#[test]
fn nothing_works_on_for_a_text_that_is_served_no_more() {
    let model = Gated::closed();
    let before = Bot::new(open(Some(&model), Keep::InMemory));
    answer(&before);
    let renewed = before
        .engine()
        .reopened(library("sluis"), Keep::InMemory, &mut |_, _| {});
    let after = Bot::new(renewed.expect("an index").0);
    stop(before.engine(), &model);
    drop(before);
    let asked = model.passages();
    assert!(asked.iter().all(|text| text.contains("brug")), "{asked:?}");
    answer(&after);
    model.allow(usize::MAX);
    after
        .engine()
        .wait_for_vectors(&mut |_, _| {})
        .expect("vectors");
    let later = model.passages().split_off(asked.len());
    assert_eq!(later.len(), 3 * PASSAGES);
    assert!(later.iter().all(|text| text.contains("sluis")), "{later:?}");
    drop(after);
    assert_eq!(Arc::strong_count(&model), 1, "no thread has it any more");
}
