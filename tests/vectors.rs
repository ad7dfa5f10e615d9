//! Promise: passages are embedded once, their vectors are kept with the index, and an interrupted run continues; if the model fails,
//! questions are answered by words. (That nobody waits for it: tests/background_embedding.rs.)

use std::collections::BTreeSet;
use std::fs;
#[cfg(feature = "semantic")]
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::bail;
use tempfile::TempDir;
use voetnoot::article::Library;
use voetnoot::bot::{Bot, Context};
use voetnoot::command;
use voetnoot::render::{Plain, pages};
#[cfg(feature = "semantic")]
use voetnoot::search::bundled_vectors_anew;
use voetnoot::search::{Embed, Engine, IndexOrigin, Keep, Side, fingerprint};
use voetnoot::wording::Language;

/// A model that counts what it is asked, and gives up after so many texts. To it a text means the letters that it has.
struct Counting {
    identity: &'static str,
    asked: AtomicUsize,
    gives_up_after: usize,
}

impl Counting {
    fn new(identity: &'static str) -> Arc<Self> {
        Self::failing(identity, usize::MAX)
    }

    fn failing(identity: &'static str, gives_up_after: usize) -> Arc<Self> {
        Arc::new(Self {
            identity,
            asked: AtomicUsize::new(0),
            gives_up_after,
        })
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

impl Embed for Counting {
    fn identity(&self) -> &str {
        self.identity
    }

    fn embed(&self, _: Side, text: &str) -> anyhow::Result<Vec<f32>> {
        if self.asked.fetch_add(1, Ordering::SeqCst) >= self.gives_up_after {
            bail!("no more");
        }
        let mut counts = [0.1_f32; 26];
        for letter in text.bytes().filter(u8::is_ascii_lowercase) {
            counts[usize::from(letter - b'a')] += 1.0;
        }
        let length = counts.iter().map(|count| count * count).sum::<f32>().sqrt();
        Ok(counts.iter().map(|count| count / length).collect())
    }
}

fn bundled() -> Arc<Library> {
    Arc::new(Library::bundled())
}

fn open(model: &Arc<Counting>, keep: Keep<'_>) -> anyhow::Result<(Engine, IndexOrigin)> {
    let model: Arc<dyn Embed> = Arc::<Counting>::clone(model);
    Engine::open(bundled(), keep, Some(model), &mut |_, _| {})
}

/// The same, once all is found by meaning.
fn ready(model: &Arc<Counting>, keep: Keep<'_>) -> anyhow::Result<(Engine, IndexOrigin)> {
    let (engine, of_words) = open(model, keep)?;
    let of_meaning = engine.wait_for_vectors(&mut |_, _| {})?;
    Ok((engine, of_words.and(of_meaning)))
}

fn store() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

fn answer(engine: Engine, question: &str) -> String {
    let answer = Bot::new(engine).answer(&command::parse(question), &Context::default());
    pages(&answer, &Plain::new(), Language::Dutch).concat()
}

/// The records of a file of vectors, in the order of their keys.
fn records(mut bytes: &[u8]) -> BTreeSet<Vec<u8>> {
    let mut records = BTreeSet::new();
    while let Some((_, rest)) = bytes.split_first_chunk::<16>() {
        let (length, _) = rest.split_first_chunk::<8>().expect("a length");
        let body = usize::try_from(u64::from_le_bytes(*length)).expect("it fits");
        let (record, rest) = bytes.split_at(16 + 8 + body + 8);
        records.insert(record.to_vec());
        bytes = rest;
    }
    records
}

#[test]
fn texts_are_embedded_once_and_then_kept() {
    let store = store();
    let first = Counting::new("letters");
    let (engine, origin) = ready(&first, Keep::Here(store.path())).expect("an index");
    assert_eq!(origin, IndexOrigin::Built);
    assert!(first.asked() > engine.len(), "passages and sentences");
    let again = Counting::new("letters");
    let (kept, origin) = ready(&again, Keep::Here(store.path())).expect("an index");
    assert_eq!((origin, again.asked()), (IndexOrigin::Loaded, 0));
    let question = "Wat vindt de oppositie?";
    assert_eq!(answer(engine, question), answer(kept, question));
    assert_eq!(again.asked(), 1, "the question alone");
}

#[test]
fn vectors_of_another_model_are_not_used() {
    let store = store();
    let letters = Counting::new("letters");
    ready(&letters, Keep::Here(store.path())).expect("an index");
    let others = Counting::new("other letters");
    let (_, origin) = ready(&others, Keep::Here(store.path())).expect("an index");
    assert_eq!(origin, IndexOrigin::Built);
    assert_eq!(others.asked(), letters.asked());
    let of = |model: Option<&dyn Embed>| fingerprint(&bundled(), model);
    assert_ne!(of(Some(letters.as_ref())), of(Some(others.as_ref())));
    assert_ne!(of(Some(letters.as_ref())), of(None));
}

#[test]
fn an_interrupted_build_goes_on_where_it_was() {
    let store = store();
    let all = {
        let model = Counting::new("letters");
        let elsewhere = self::store();
        ready(&model, Keep::Here(elsewhere.path())).expect("an index");
        model.asked()
    };
    let broken = Counting::failing("letters", all / 2);
    let error = ready(&broken, Keep::Here(store.path()))
        .err()
        .expect("it is interrupted");
    assert!(format!("{error:#}").contains("no more"), "{error:#}");
    let index = store
        .path()
        .join(fingerprint(&bundled(), Some(broken.as_ref())));
    // What the interruption left half-written is forgotten, and everything before it kept.
    let mut bytes = fs::read(index.join("vectors")).expect("vectors");
    bytes.extend_from_slice(&[7; 11]);
    fs::write(index.join("vectors"), &bytes).expect("vectors");
    // Another version of the content goes on from there too.
    let other = self::store();
    let earlier = other.path().join("0123456789abcdef");
    fs::create_dir(&earlier).expect("a folder");
    for name in ["vectors", "SHA256SUMS"] {
        fs::copy(index.join(name), earlier.join(name)).expect("a copy");
    }
    let model = Counting::new("letters");
    ready(&model, Keep::Here(other.path())).expect("an index");
    assert!(model.asked() < all, "{} of {all}", model.asked());

    let model = Counting::new("letters");
    let (engine, origin) = ready(&model, Keep::Here(store.path())).expect("an index");
    assert_eq!(origin, IndexOrigin::Built);
    assert!(model.asked() < all, "{} of {all}", model.asked());
    assert!(model.asked() > 0);
    let whole = ready(&Counting::new("letters"), Keep::InMemory)
        .expect("an index")
        .0;
    let question = "Wat vindt de oppositie?";
    assert_eq!(answer(engine, question), answer(whole, question));
}

#[test]
fn what_are_no_vectors_is_begun_anew_and_what_is_damaged_is_made_again() {
    let store = store();
    let model = Counting::new("letters");
    ready(&model, Keep::Here(store.path())).expect("an index");
    let name = fingerprint(&bundled(), Some(model.as_ref()));
    let place = store.path().join(name).join("vectors");
    let right = fs::read(&place).expect("vectors");
    let mut damaged = right.clone();
    damaged[right.len() / 2] ^= 1;
    for wrong in [b"geen vectoren, hoe lang ook".to_vec(), Vec::new(), damaged] {
        fs::write(&place, wrong).expect("a file");
        let (_, origin) = ready(&model, Keep::Here(store.path())).expect("an index");
        assert_eq!(origin, IndexOrigin::Built);
        assert_eq!(
            records(&fs::read(&place).expect("vectors")),
            records(&right)
        );
    }
    let (_, origin) = ready(&model, Keep::Here(store.path())).expect("an index");
    assert_eq!(origin, IndexOrigin::Loaded);
}

#[test]
fn commands_need_no_model() {
    let model = Counting::new("letters");
    let (engine, _) = open(&model, Keep::InMemory).expect("an index");
    let said = answer(engine, "!land Kirgizië");
    assert!(said.contains("Kirgizië"), "{said}");
    assert_eq!(model.asked(), 0);
}

#[test]
fn the_same_question_is_embedded_once() {
    let model = Counting::new("letters");
    let (engine, _) = open(&model, Keep::InMemory).expect("an index");
    let bot = Bot::new(engine);
    let ask = |line: &str| {
        let answer = bot.answer(&command::parse(line), &Context::default());
        pages(&answer, &Plain::new(), Language::Dutch).concat()
    };
    let first = ask("Wat vindt de oppositie?");
    let after_first = model.asked();
    assert_eq!(ask("Wat vindt de oppositie?"), first);
    assert_eq!(model.asked(), after_first);
    ask("Wat vindt de regering?");
    assert_eq!(model.asked(), after_first + 1);
}

#[test]
fn a_model_that_fails_leaves_the_words() {
    let question = "Hoeveel elitetroepen stuurde Kirgizië naar Kazachstan?";
    let (in_words, _) =
        Engine::open(bundled(), Keep::InMemory, None, &mut |_, _| {}).expect("an index");
    let right = answer(in_words, question);
    let (engine, _) = open(&Counting::failing("letters", 3), Keep::InMemory).expect("an index");
    assert_eq!(answer(engine, question), right);
}

/// Made anew by `UPDATE_BUNDLED=1 cargo test --test vectors`.
#[cfg(feature = "semantic")]
#[test]
fn the_bundled_article_has_its_vectors_compiled_in() {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("index/bundled.vectors");
    let model = voetnoot::search::semantic::Model::bundled();
    let anew = bundled_vectors_anew(&model).expect("the model can be used");
    if let Some(right) = anew {
        assert!(
            std::env::var_os("UPDATE_BUNDLED").is_some(),
            "index/bundled.vectors is out of date: run UPDATE_BUNDLED=1 cargo test --test vectors"
        );
        fs::write(&place, right).expect("the file can be written");
    }
}

/// An article that ends with a text of its own.
fn bridge(last: &str) -> Arc<Library> {
    let text = format!(
        "+++\nid = \"brug\"\ntitle = \"De brug\"\nauthors = [\"Anna\"]\nlanguage = \"nl\"\n+++\n\nDe brug is dicht. Zij is \
         oud.\n\n## Later\n\n{last}\n"
    );
    Arc::new(Library::from_text("brug.md", &text).expect("it is sound"))
}

fn opened(library: &Arc<Library>, model: &Arc<Counting>, store: &TempDir) -> Engine {
    let model: Arc<dyn Embed> = Arc::<Counting>::clone(model);
    let keep = Keep::Here(store.path());
    let opened = Engine::open(Arc::clone(library), keep, Some(model), &mut |_, _| {});
    let engine = opened.expect("an index").0;
    engine.wait_for_vectors(&mut |_, _| {}).expect("vectors");
    engine
}

/// The vectors that are kept of a library.
fn kept(library: &Arc<Library>, model: &Arc<Counting>, store: &TempDir) -> BTreeSet<Vec<u8>> {
    let name = fingerprint(library, Some(model.as_ref()));
    let bytes = fs::read(store.path().join(name).join("vectors")).expect("they are kept");
    records(&bytes)
}

#[test]
fn of_a_text_that_changes_only_what_is_new_is_worked_out() {
    let model = Counting::new("letters");
    let (first, second) = (store(), store());
    let before = opened(&bridge("Nu is zij open."), &model, &first);
    let asked = model.asked();
    let after = bridge("Nu is zij weg. Dat is jammer.");
    let keep = Keep::Here(first.path());
    let renewed = before.reopened(Arc::clone(&after), keep, &mut |_, _| {});
    let renewed = renewed.expect("an index").0;
    renewed.wait_for_vectors(&mut |_, _| {}).expect("vectors");
    assert_eq!(
        model.asked() - asked,
        3,
        "a passage and its two sentences are new"
    );
    opened(&after, &model, &second);
    assert_eq!(kept(&after, &model, &first), kept(&after, &model, &second));
}

#[test]
fn of_a_text_that_changes_only_what_is_new_is_worked_out_also_where_nothing_is_kept() {
    let model = Counting::new("letters");
    let of_model: Arc<dyn Embed> = Arc::<Counting>::clone(&model);
    let library = bridge("Nu is zij open.");
    let before = Engine::open(library, Keep::InMemory, Some(of_model), &mut |_, _| {});
    let bot = Bot::new(before.expect("an index").0);
    let _ = bot.answer(&command::parse("Is de brug dicht?"), &Context::default());
    let asked = model.asked();
    let after = bridge("Nu is zij weg. Dat is jammer.");
    let renewed = bot.engine().reopened(after, Keep::InMemory, &mut |_, _| {});
    let bot = Bot::new(renewed.expect("an index").0);
    let _ = bot.answer(&command::parse("Is de brug weg?"), &Context::default());
    assert_eq!(
        model.asked() - asked,
        4,
        "the new passage, its sentences, and the question"
    );
}

#[test]
fn what_an_earlier_index_has_is_taken_from_there() {
    let store = store();
    let first = Counting::new("letters");
    opened(&bridge("Nu is zij open."), &first, &store);
    let after = bridge("Nu is zij weg. Dat is jammer.");
    let again = Counting::new("letters");
    opened(&after, &again, &store);
    assert_eq!(again.asked(), 3, "a passage and its two sentences are new");
    let elsewhere = self::store();
    opened(&after, &first, &elsewhere);
    assert_eq!(
        kept(&after, &again, &store),
        kept(&after, &again, &elsewhere)
    );
}

#[test]
fn what_is_kept_of_an_earlier_index_is_used_only_as_it_was_written() {
    let store = store();
    let model = Counting::new("letters");
    let before = bridge("Nu is zij open.");
    opened(&before, &model, &store);
    let name = fingerprint(&before, Some(model.as_ref()));
    let place = store.path().join(name).join("vectors");
    let mut damaged = fs::read(&place).expect("the vectors");
    damaged[30] ^= 1;
    fs::write(&place, damaged).expect("the vectors");
    let after = bridge("Nu is zij weg. Dat is jammer.");
    let again = Counting::new("letters");
    opened(&after, &again, &store);
    assert_eq!(again.asked(), 6, "both passages");
}
