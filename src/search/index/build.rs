//! Builds the index of words of a library, or loads it from the store if it fits.

use std::iter;
use std::num::NonZero;
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

use super::lead_ins;
use super::lexical::{self, Field, Lexical};
use super::store::{self, IndexFolder, IndexOrigin, Keep, Store, StoredIndex};
use super::terms::Terms;
use super::vectors::embedding;
use crate::search::model::Embed;

/// The fingerprint of a library's index, 16 hexadecimal digits: it covers the content, how it is read, the analysis, the lexicon,
/// the fields and the model.
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

/// Loads the index of words of a library, or builds it. Also returns its folder in the store; `None` if it is kept nowhere.
pub(in crate::search) fn open(
    library: &Library,
    passages: &[Passage],
    keep: Keep<'_>,
    model: Option<&dyn Embed>,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<(Lexical, IndexOrigin, Option<IndexFolder>)> {
    let fingerprint = fingerprint(library, model);
    let (folder, must_keep) = match keep {
        Keep::InMemory => {
            let lexical = build(library, passages, &fingerprint, progress)?;
            return Ok((lexical, IndexOrigin::Built, None));
        }
        Keep::IfPossible(folder) => (folder, false),
        Keep::Here(folder) => (folder, true),
    };
    let store = Store::new(folder);
    let index_folder = || IndexFolder {
        store: store.clone(),
        fingerprint: fingerprint.clone(),
        must_keep,
    };
    let load = || load(&store, &fingerprint);
    if let Ok(lexical) = load() {
        return Ok((lexical, IndexOrigin::Loaded, Some(index_folder())));
    }
    let lock = match store.lock() {
        Ok(lock) => lock,
        Err(error) if must_keep => return Err(error).with_context(|| store.cannot_keep()),
        Err(error) => {
            tracing::warn!(store = %folder.display(), %error, "index not kept");
            let lexical = build(library, passages, &fingerprint, progress)?;
            return Ok((lexical, IndexOrigin::Built, None));
        }
    };
    let start = Instant::now();
    // Another process may have made it while this one waited.
    match load() {
        Ok(lexical) => return Ok((lexical, IndexOrigin::Loaded, Some(index_folder()))),
        Err(Unfit::Damaged(reason)) => {
            tracing::warn!(store = %store.root().display(), reason, "index damaged, making it anew");
        }
        Err(Unfit::Stale) => {
            tracing::info!(store = %store.root().display(), "content or model changed, making the index anew");
        }
        Err(Unfit::Absent) => {}
    }
    let lexical = build(library, passages, &fingerprint, progress)?;
    tracing::info!(
        passages = passages.len(),
        milliseconds = start.elapsed().as_millis(),
        "index made"
    );
    match store.save(&lock, &fingerprint, &lexical.files()?) {
        Ok(()) => Ok((lexical, IndexOrigin::Built, Some(index_folder()))),
        Err(error) if must_keep => Err(error).with_context(|| store.cannot_keep()),
        Err(error) => {
            tracing::warn!(store = %folder.display(), %error, "index not kept");
            Ok((lexical, IndexOrigin::Built, None))
        }
    }
}

/// Why an index has to be built.
enum Unfit {
    Absent,
    Stale,
    Damaged(String),
}

fn load(store: &Store, fingerprint: &str) -> Result<Lexical, Unfit> {
    let files = match store.load(fingerprint) {
        StoredIndex::Intact(files) => files,
        StoredIndex::Damaged(reason) => return Err(Unfit::Damaged(reason)),
        StoredIndex::Absent { others: true } => return Err(Unfit::Stale),
        StoredIndex::Absent { others: false } => return Err(Unfit::Absent),
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

fn build(
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

/// Analyses passages on all processors and gives their terms, in the order of the passages, to `take`.
fn in_order<T>(
    passages: &[Passage],
    terms: impl Fn(&mut Analysis, &Passage) -> Terms + Sync,
    take: impl FnOnce(Box<dyn Iterator<Item = Terms> + '_>) -> T,
) -> T {
    /// The number of passages that a thread takes at once.
    const CHUNK: usize = 64;
    /// The number of chunks that a thread may be ahead.
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
        // Each thread takes every n-th chunk; the results are taken from the threads in turn.
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

/// The caches of an analysis of passages.
#[derive(Default)]
struct Analysis {
    forms: FormsOfAll,
    /// The last title, and its stems.
    title: (String, Vec<String>),
}

impl Analysis {
    /// The terms of a passage.
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
        let lead_in = lead_ins::leading_to(passage);
        let above = lead_in.as_ref().map_or("", Passage::text);
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

    /// The stems of the content words of a heading.
    fn stems(&mut self, heading: &str) -> Vec<String> {
        let words = analyzer::words(heading).into_iter();
        let told = words.filter(|word| !word.is_stop_word);
        told.map(|word| self.forms.of(&word.folded).dutch.clone())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The versions in the fingerprint of an index, and the sum of the terms that they give for the sample.
    const KNOWN: (&str, &str) = ("2; 5, frostem 1; 3", "2b465841a08b07c2");

    #[test]
    fn who_changes_what_passages_are_found_by_raises_a_version() {
        let newspapers = include_str!("../../../tests/data/vac/corpus.jsonl");
        let newspapers: String = newspapers.split_inclusive('\n').take(200).collect();
        let sample = Library::from_text("sample.jsonl", &newspapers).expect("an archive");
        let mut sum = Sha256::new();
        for library in [Library::bundled(), sample] {
            let mut analysis = Analysis::default();
            for passage in library.articles().iter().flat_map(Passage::all) {
                for (field, terms) in analysis.terms(&passage).by_field() {
                    sum.update([field as u8]);
                    sum.update(terms);
                }
            }
        }
        let versions = format!(
            "{READING_VERSION}; {}; {}",
            analyzer::VERSION,
            lexical::SCHEMA_VERSION
        );
        let sum = store::hex(&sum.finalize()[..8]);
        assert_eq!(
            (versions.as_str(), sum.as_str()),
            KNOWN,
            "an index that was made before does not fit the terms of now: raise the version of what changed (the reading of \
             files, the analysis, the fields), and write both down here"
        );
    }
}
