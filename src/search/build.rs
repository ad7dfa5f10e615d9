//! Building: an engine's index of words, taken from the store if it fits, else made and kept there; and what its vectors are
//! known by.

use std::collections::{HashMap, VecDeque};
use std::iter;
use std::num::NonZero;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc;
use std::thread;
use std::time::Instant;

use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};

use crate::analyzer::{self, FormsOfAll};
use crate::article::{Library, READING_VERSION};
use crate::excerpt::Passage;
use crate::lexicon::mentions::{self, Case, MentionKind};
use crate::lexicon::spelling;

use super::embedding::{self, Embed};
use super::growing::BUNDLED;
use super::keeping::Keeping;
use super::lexical::{self, Field, Lexical};
use super::printed;
use super::records::{Key, Records, record};
use super::store::{self, Kept, Store};
use super::terms::Terms;
use super::{Keep, Origin};

/// What an index of a library is known by: its content, how it is read, the analysis, the lexicon, the fields and the model, 16
/// hexadecimal digits.
#[must_use]
pub fn fingerprint(library: &Library, model: Option<&dyn Embed>) -> String {
    let mut hash = Sha256::new();
    for part in [
        library.fingerprint().as_str(),
        READING_VERSION,
        analyzer::VERSION,
        env!("VOETNOOT_LEXICON"),
        lexical::SCHEMA_VERSION,
        model.map_or("", |_| embedding::VERSION),
        model.map_or("", Embed::identity),
    ] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    store::hex(&hash.finalize()[..8])
}

/// The index of words of a library: as it was kept, or made now. With it comes where its vectors are kept; `None` if nowhere.
pub(super) fn opened(
    library: &Library,
    passages: &[Passage],
    keep: Keep<'_>,
    model: Option<&dyn Embed>,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<(Lexical, Origin, Option<Keeping>)> {
    let fingerprint = fingerprint(library, model);
    let (folder, must_keep) = match keep {
        Keep::InMemory => {
            let lexical = made(library, passages, &fingerprint, progress)?;
            return Ok((lexical, Origin::Made, None));
        }
        Keep::IfPossible(folder) => (folder, false),
        Keep::Here(folder) => (folder, true),
    };
    let store = Store::new(folder);
    let keeping = || Keeping::new(store.clone(), fingerprint.clone(), must_keep);
    let kept = || kept(&store, &fingerprint);
    if let Ok(lexical) = kept() {
        return Ok((lexical, Origin::Kept, Some(keeping())));
    }
    let lock = match store.lock() {
        Ok(lock) => lock,
        Err(error) if must_keep => return Err(error).with_context(|| store.cannot_keep()),
        Err(error) => {
            tracing::warn!(store = %folder.display(), %error, "index not kept");
            let lexical = made(library, passages, &fingerprint, progress)?;
            return Ok((lexical, Origin::Made, None));
        }
    };
    let start = Instant::now();
    // Another process may have made it while this one waited.
    match kept() {
        Ok(lexical) => return Ok((lexical, Origin::Kept, Some(keeping()))),
        Err(Unfit::Damaged(reason)) => {
            tracing::warn!(store = %store.root().display(), reason, "index damaged, making it anew");
        }
        Err(Unfit::Stale) => {
            tracing::info!(store = %store.root().display(), "content or model changed, making the index anew");
        }
        Err(Unfit::Absent) => {}
    }
    let lexical = made(library, passages, &fingerprint, progress)?;
    tracing::info!(
        passages = passages.len(),
        milliseconds = start.elapsed().as_millis(),
        "index made"
    );
    match store.save(&lock, &fingerprint, &lexical.files()?) {
        Ok(()) => Ok((lexical, Origin::Made, Some(keeping()))),
        Err(error) if must_keep => Err(error).with_context(|| store.cannot_keep()),
        Err(error) => {
            tracing::warn!(store = %folder.display(), %error, "index not kept");
            Ok((lexical, Origin::Made, None))
        }
    }
}

/// What `index/bundled.vectors` should hold, worked out from nothing; `None` if it holds that, but for what processors
/// differ in.
///
/// # Errors
/// Fails if the model cannot be used.
pub fn bundled_vectors_anew(model: &dyn Embed) -> Result<Option<Vec<u8>>> {
    const FAR: u16 = 32;
    let library = Library::bundled();
    let passages: Vec<Passage> = library.articles().iter().flat_map(Passage::all).collect();
    let keys = embedding::keys(&passages, model);
    let all: VecDeque<(Key, &Passage)> = keys.iter().copied().zip(&passages).collect();
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let mut anew: HashMap<Key, Vec<i16>> = HashMap::new();
    embedding::embed(all, model, threads, &AtomicBool::new(false), |key, rows| {
        anew.insert(key, rows);
        Ok(())
    })?;
    let kept: HashMap<Key, Vec<i16>> = Records::of(BUNDLED).collect();
    let are_near = |(a, b): (&i16, &i16)| a.abs_diff(*b) < FAR;
    let is_kept = |(key, rows): (&Key, &Vec<i16>)| {
        let kept = kept.get(key).filter(|kept| kept.len() == rows.len());
        kept.is_some_and(|kept| kept.iter().zip(rows).all(are_near))
    };
    let is_right = kept.len() == anew.len() && anew.iter().all(is_kept);
    let records = keys
        .iter()
        .filter_map(|key| Some(record(key, anew.get(key)?)));
    Ok((!is_right).then(|| records.flatten().collect()))
}

/// Why an index has to be made.
enum Unfit {
    Absent,
    Stale,
    Damaged(String),
}

fn kept(store: &Store, fingerprint: &str) -> Result<Lexical, Unfit> {
    let files = match store.load(fingerprint) {
        Kept::Whole(files) => files,
        Kept::Damaged(reason) => return Err(Unfit::Damaged(reason)),
        Kept::Nothing { others: true } => return Err(Unfit::Stale),
        Kept::Nothing { others: false } => return Err(Unfit::Absent),
    };
    let lexical =
        Lexical::from_files(files).map_err(|error| Unfit::Damaged(format!("{error:#}")))?;
    match lexical.fingerprint() {
        Some(found) if found == fingerprint => Ok(lexical),
        found => Err(Unfit::Damaged(format!(
            "it says it was made from {}",
            found.as_deref().unwrap_or("something else")
        ))),
    }
}

fn made(
    library: &Library,
    passages: &[Passage],
    fingerprint: &str,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<Lexical> {
    let numbered = (0..)
        .zip(library.articles())
        .flat_map(|(number, article)| iter::repeat_n(number, article.paragraphs().len()));
    let mut done = 0;
    in_order(passages, Analysis::terms, |terms| {
        let counted = numbered.zip(terms).inspect(|_| {
            progress(done, passages.len());
            done += 1;
        });
        Lexical::build(counted, fingerprint).context("making the index")
    })
}

/// Analyses passages on all processors, and gives the terms of each, in their order, to `take`.
fn in_order<T>(
    passages: &[Passage],
    terms: impl Fn(&mut Analysis, &Passage) -> Terms + Sync,
    take: impl FnOnce(Box<dyn Iterator<Item = Terms> + '_>) -> T,
) -> T {
    /// How many passages a thread takes at once.
    const CHUNK: usize = 64;
    /// How many chunks a thread may be ahead.
    const AHEAD: usize = 8;
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let threads = threads.min(passages.len() / CHUNK);
    if threads < 2 {
        let mut analysis = Analysis::default();
        return take(Box::new(
            passages.iter().map(|passage| terms(&mut analysis, passage)),
        ));
    }
    thread::scope(|scope| {
        let terms = &terms;
        // Each takes every n-th chunk, and they are put together in turn.
        let receivers: Vec<mpsc::Receiver<Vec<Terms>>> = (0..threads)
            .map(|first| {
                let (sender, receiver) = mpsc::sync_channel(AHEAD);
                scope.spawn(move || {
                    let mut analysis = Analysis::default();
                    for chunk in passages.chunks(CHUNK).skip(first).step_by(threads) {
                        let made = chunk.iter().map(|passage| terms(&mut analysis, passage));
                        if sender.send(made.collect()).is_err() {
                            break;
                        }
                    }
                });
                receiver
            })
            .collect();
        let chunks = (0..threads).cycle();
        let chunks = chunks.map_while(move |from| receivers.get(from)?.recv().ok());
        take(Box::new(chunks.flatten()))
    })
}

/// What is remembered while the passages of a library are analysed.
#[derive(Default)]
struct Analysis {
    forms: FormsOfAll,
    /// The last title, and its stems.
    title: (String, Vec<String>),
}

impl Analysis {
    /// The terms that a passage is found by.
    fn terms(&mut self, passage: &Passage) -> Terms {
        let mut terms = Terms::none();
        let text = passage.text();
        for word in analyzer::words(text) {
            if word.is_capitalised {
                terms.add(Field::Sound, &spelling::sound_key(&word.folded));
            }
            if !word.is_stop_word {
                let forms = self.forms.of(&word.folded);
                terms.add(Field::Dutch, &forms.dutch);
                terms.add(Field::Porter, &forms.porter);
                for part in forms.parts.iter().chain(&forms.inner_parts) {
                    terms.add(Field::Part, part);
                }
            }
            terms.add(Field::Word, &word.folded);
        }
        let leading = printed::leading_to(passage);
        let above = leading.as_ref().map_or("", Passage::text);
        for named in [passage.paragraph().section(), above] {
            for stem in self.stems(named) {
                terms.add(Field::Section, &stem);
            }
        }
        let title = passage.article().title.as_str();
        if self.title.0 != title {
            self.title = (title.to_owned(), self.stems(title));
        }
        for stem in &self.title.1 {
            terms.add(Field::Title, stem);
        }
        for mention in mentions::mentions(text, Case::Strict) {
            let field = if mention.kind == MentionKind::Capital {
                Field::Capital
            } else {
                Field::Country
            };
            terms.add(field, mention.country.code());
        }
        for mention in mentions::mentions(passage.paragraph().section(), Case::Strict) {
            terms.add(Field::Section, mention.country.code());
        }
        terms
    }

    /// The stems of the words of a heading.
    fn stems(&mut self, heading: &str) -> Vec<String> {
        let words = analyzer::words(heading).into_iter();
        let told = words.filter(|word| !word.is_stop_word);
        told.map(|word| self.forms.of(&word.folded).dutch.clone())
            .collect()
    }
}
