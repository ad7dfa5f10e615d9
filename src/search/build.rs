//! Building: an engine's index and vectors, taken from the store where they fit, else made and kept there.

use std::iter;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};

use crate::article::{Library, READING_VERSION};
use crate::excerpt::Passage;
use crate::lexicon::mentions::{self, Case, MentionKind};
use crate::lexicon::spelling;

use super::embedding::{self, Embed, Known};
use super::lexical::{self, Field, Lexical};
use super::printed;
use super::records::{Journal, Records};
use super::store::{self, Kept, Store};
use super::terms::Terms;
use super::vectors::Vectors;
use super::{Keep, Origin};
use crate::analyzer;

/// The file of an index that holds its vectors; the others are the index of words.
const VECTORS: &str = "vectors";

/// The vectors of the bundled article by the bundled model, as an index keeps them: it is answered about at once, anywhere.
/// A test in tests/vectors.rs tells when they are out of date, and makes them anew.
const BUNDLED: &[u8] = include_bytes!("../../index/bundled.vectors");

/// What an engine finds by.
pub(super) struct Parts {
    pub(super) lexical: Lexical,
    /// None where there is no model, or where the vectors are not made before a question needs them.
    pub(super) vectors: Option<Vectors>,
}

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

/// The index of a library: as it was kept, or made now. What `before` tells of the meaning of its passages, what is
/// compiled in, and what the store's other indexes and interrupted builds have, is not worked out anew.
pub(super) fn opened(
    library: &Library,
    passages: &[Passage],
    keep: Keep<'_>,
    model: Option<&dyn Embed>,
    before: Option<&Vectors>,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<(Parts, Origin)> {
    let fingerprint = fingerprint(library, model);
    let for_now = |progress: &mut dyn FnMut(usize, usize)| {
        let lexical = made(library, passages, &fingerprint, progress)?;
        // An index that nobody keeps has its vectors made by the first question: commands do without. Where most are known,
        // questions need not wait for the others.
        let vectors = model.zip(before).and_then(|(model, before)| {
            let vectors = vectors(
                passages,
                model,
                Some(before),
                iter::empty,
                Journal::none,
                progress,
            );
            vectors.inspect_err(without_meaning).ok()
        });
        Ok((Parts { lexical, vectors }, Origin::Made))
    };
    let (folder, must_keep) = match keep {
        Keep::InMemory => return for_now(progress),
        Keep::IfPossible(folder) => (folder, false),
        Keep::Here(folder) => (folder, true),
    };
    let store = Store::new(folder);
    let kept = || kept(&store, &fingerprint, passages, model);
    if let Ok(parts) = kept() {
        return Ok((parts, Origin::Kept));
    }
    let lock = match store.lock() {
        Ok(lock) => lock,
        Err(error) if must_keep => return Err(error).with_context(|| cannot_keep(folder)),
        Err(error) => {
            tracing::warn!(store = %folder.display(), %error, "index not kept");
            return for_now(progress);
        }
    };
    let start = Instant::now();
    // Another process may have made it while this one waited.
    match kept() {
        Ok(parts) => return Ok((parts, Origin::Kept)),
        Err(Unfit::Damaged(reason)) => {
            tracing::warn!(store = %store.root().display(), reason, "index damaged, making it anew");
        }
        Err(Unfit::Stale) => {
            tracing::info!(store = %store.root().display(), "content or model changed, making the index anew");
        }
        Err(Unfit::Absent) => {}
    }
    let (lexical, vectors) = match model {
        None => (made(library, passages, &fingerprint, progress)?, None),
        // The words are a moment's work beside the vectors.
        Some(model) => {
            let lexical = made(library, passages, &fingerprint, &mut |_, _| {})?;
            let elsewhere = || store.vectors(&lock, VECTORS);
            let journal = || Journal::open(&store.journal(&lock, &fingerprint));
            let vectors = match vectors(passages, model, before, elsewhere, journal, progress) {
                Err(error) if !must_keep => {
                    without_meaning(&error);
                    let vectors = None;
                    return Ok((Parts { lexical, vectors }, Origin::Made));
                }
                vectors => vectors?,
            };
            (lexical, Some(vectors))
        }
    };
    tracing::info!(
        passages = passages.len(),
        milliseconds = start.elapsed().as_millis(),
        "index made"
    );
    let mut files = lexical.files()?;
    files.extend(
        vectors
            .as_ref()
            .map(|vectors| (VECTORS.to_owned(), vectors.to_bytes())),
    );
    match store.save(&lock, &fingerprint, &files) {
        Ok(()) => {}
        Err(error) if must_keep => return Err(error).with_context(|| cannot_keep(folder)),
        Err(error) => tracing::warn!(store = %folder.display(), %error, "index not kept"),
    }
    Ok((Parts { lexical, vectors }, Origin::Made))
}

/// The vectors of passages: what is known of them, in the order in which the least has to be read, and the others made.
pub(super) fn vectors<K: Iterator<Item = Vec<u8>>>(
    passages: &[Passage],
    model: &dyn Embed,
    before: Option<&Vectors>,
    elsewhere: impl FnOnce() -> K,
    journal: impl FnOnce() -> Journal,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<Vectors> {
    let keys = embedding::keys(passages, model);
    let mut known = Known::none_of(&keys);
    if let Some(before) = before {
        known.learn_from(before);
    }
    known.learn(Records::of(BUNDLED));
    if !known.is_complete() {
        elsewhere().for_each(|kept| known.learn(Records::of(&kept)));
    }
    let mut journal = if known.is_complete() {
        Journal::none()
    } else {
        journal()
    };
    embedding::embed(passages, keys, model, known, &mut journal, progress)
}

/// What `index/bundled.vectors` should hold, worked out from nothing; none where it holds that, but for what processors
/// differ in.
///
/// # Errors
/// Where the model cannot be used.
pub fn bundled_vectors_anew(model: &dyn Embed) -> Result<Option<Vec<u8>>> {
    let library = Library::bundled();
    let passages: Vec<Passage> = library.articles().iter().flat_map(Passage::all).collect();
    let keys = embedding::keys(&passages, model);
    let nothing = Known::none_of(&keys);
    let journal = &mut Journal::none();
    let anew = embedding::embed(
        &passages,
        keys.clone(),
        model,
        nothing,
        journal,
        &mut |_, _| {},
    )?;
    let kept = Vectors::from_bytes(&passages, keys, BUNDLED);
    let is_right = kept.is_some_and(|kept| kept.is_near(&anew));
    Ok((!is_right).then(|| anew.to_bytes()))
}

/// Tells the operator that questions are answered by words alone, and why.
pub(super) fn without_meaning(error: &anyhow::Error) {
    tracing::error!(error = %format!("{error:#}"), "no search by meaning");
}

fn cannot_keep(folder: &Path) -> String {
    format!(
        "the index cannot be kept in {} (make room there, make it writable, or name another folder with --store)",
        folder.display()
    )
}

/// Why an index has to be made.
enum Unfit {
    Absent,
    Stale,
    Damaged(String),
}

fn kept(
    store: &Store,
    fingerprint: &str,
    passages: &[Passage],
    model: Option<&dyn Embed>,
) -> Result<Parts, Unfit> {
    let mut files = match store.load(fingerprint) {
        Kept::Whole(files) => files,
        Kept::Damaged(reason) => return Err(Unfit::Damaged(reason)),
        Kept::Nothing { others: true } => return Err(Unfit::Stale),
        Kept::Nothing { others: false } => return Err(Unfit::Absent),
    };
    let vectors = files.remove(VECTORS);
    let vectors = model.zip(vectors).and_then(|(model, bytes)| {
        Vectors::from_bytes(passages, embedding::keys(passages, model), &bytes)
    });
    if model.is_some() && vectors.is_none() {
        return Err(Unfit::Damaged("it has no vectors".to_owned()));
    }
    let lexical =
        Lexical::from_files(files).map_err(|error| Unfit::Damaged(format!("{error:#}")))?;
    match lexical.fingerprint() {
        Some(found) if found == fingerprint => Ok(Parts { lexical, vectors }),
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
    let counted = passages.iter().zip(numbered).map(|(passage, article)| {
        progress(done, passages.len());
        done += 1;
        (article, terms(passage))
    });
    let index = Lexical::build(counted, fingerprint).context("making the index")?;
    Ok(index)
}

/// The terms that a passage is found by.
fn terms(passage: &Passage) -> Terms {
    let mut terms = Terms::none();
    let text = passage.text();
    for word in analyzer::words(text) {
        if word.is_capitalised {
            terms.add(Field::Sound, &spelling::sound_key(&word.folded));
        }
        if !word.is_stop_word {
            let forms = analyzer::forms_of_text(&word.folded);
            terms.add(Field::Dutch, &forms.dutch);
            terms.add(Field::Porter, &forms.porter);
            for part in forms.parts.iter().chain(&forms.inner_parts) {
                terms.add(Field::Part, part);
            }
        }
        terms.add(Field::Word, &word.folded);
    }
    let leading = printed::leading_to(passage);
    for (field, named) in [
        (Field::Section, passage.paragraph().section()),
        (Field::Section, leading.as_ref().map_or("", Passage::text)),
        (Field::Title, passage.article().title.as_str()),
    ] {
        let words = analyzer::words(named).into_iter();
        for word in words.filter(|word| !word.is_stop_word) {
            terms.add(field, &analyzer::forms_of_text(&word.folded).dutch);
        }
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
